import assert from 'node:assert/strict';
import type { SendResult } from '../../../services/domain/delivery.ts';
import type { BroadcastStatusView } from '../../../services/domain/view.ts';
import { MINUTE } from '../../../services/domain/time.ts';
import type { DeliveryDeps } from '../../../services/delivery/deps.ts';
import { coordinate } from '../../../services/usecases/coordinate.ts';
import type { Act } from '../../../services/usecases/deps.ts';
import { broadcastOf } from '../../../services/usecases/broadcast-parts.ts';
import { accepted, aDeliveryWorld, counted, must, some } from '../../helpers/delivery-world.ts';
import type { Post, World } from '../../helpers/delivery-world.ts';
import { dyingAt } from '../../helpers/dying.ts';
import { failingAt } from '../../helpers/failing-store.ts';

const BROADCAST = broadcastOf('nonce-1');
const NOTICE = `broadcast:${BROADCAST}`;
const ALL = 6;

async function actOf(world: World, overrides: Partial<DeliveryDeps> = {}, name = 'kaisa'): Promise<Act> {
  const person = await world.person(name);
  const memberships = [must(person.memberships[0])] as const;
  return { deps: world.deps(overrides), person, academy: await world.academy(), memberships };
}

const texts = (word: string) => ({ fi: word, sv: word, en: word });
const typed = (act: Act, word: string) => ({
  ...{ verb: 'broadcast.preview', academy: act.academy.id, nonce: 'nonce-1', audience: 'everybody' },
  ...{ meeting: must(act.academy.programme.sprints[0]?.meeting).id, texts: texts(word) },
  ...{ day: '', time: '', doubt: 'again' },
});
const named = (act: Act, rev: number) => ({ academy: act.academy.id, broadcast: BROADCAST, rev });

async function revision(act: Act): Promise<number> {
  const view = await coordinate(act, { verb: 'broadcast.show', ...named(act, 0) });
  return (view as BroadcastStatusView).rev;
}

/** Six people in two tenants get it, all but Eero. */
async function aSentBroadcast(): Promise<World> {
  const world = await aDeliveryWorld({
    without: ['eero'],
    tenantOf: (name) => (name.startsWith('m') ? 'mentors' : 'others'),
  });
  const act = await actOf(world);
  await coordinate(act, { ...typed(act, 'first'), verb: 'broadcast.preview' });
  await coordinate(act, { verb: 'broadcast.send', ...named(act, 1) });
  await world.engine().runDue();
  world.posts.length = 0;
  return world;
}

async function correct(world: World, act?: Act): Promise<void> {
  const writer = await actOf(world);
  await coordinate(writer, { ...typed(writer, 'second'), verb: 'broadcast.preview', correct: true });
  const by = act ?? writer;
  await coordinate(by, { verb: 'broadcast.send', ...named(by, await revision(writer)) });
}

async function withdraw(world: World, act?: Act): Promise<void> {
  const by = act ?? (await actOf(world));
  const rev = await revision(await actOf(world));
  await coordinate(by, { verb: 'broadcast.withdraw', ...named(by, rev), sure: true });
}

const textIn = ({ view }: Post): string | undefined =>
  view.kind === 'meeting' ? view.message?.text : undefined;

/** What stands in each chat: what was last put there, in its old words unless it was changed. */
function standing(world: World): Readonly<Record<string, string>> {
  const now: Record<string, string> = {};
  for (const post of world.posts) {
    if (post.what === 'delete') now[post.to] = 'gone';
    else if (post.what !== 'open') now[post.to] = textIn(post) ?? '';
  }
  return now;
}

async function ledger(world: World): Promise<Readonly<Record<string, number>>> {
  const counts = counted(await world.deliveries(NOTICE));
  assert.deepEqual(some(await world.tally(NOTICE)), counts);
  return counts;
}

describe('a broadcast that is corrected or withdrawn', () => {
  const done = {
    correct: { sent: ALL - 1, unreachable: 1 },
    withdraw: { withdrawn: ALL - 1, unreachable: 1 },
  };

  for (const [what, change] of Object.entries({ correct, withdraw })) {
    const kind = what === 'correct' ? 'update' : 'delete';
    const after = what === 'correct' ? 'second' : 'gone';

    it(`(${what}) reaches every card that stands, and posts none`, async () => {
      const world = await aSentBroadcast();
      await change(world);
      await world.engine().runDue();
      assert.deepEqual([...new Set(world.posts.map((post) => post.what))], [kind]);
      assert.equal(world.posts.length, ALL - 1);
      assert.deepEqual([...new Set(Object.values(standing(world)))], [after]);
      assert.deepEqual(await ledger(world), done[what as keyof typeof done]);
      assert.equal((await world.notice(NOTICE)).status, 'done');
    });

    for (const when of ['before', 'after'] as const)
      it(`(${what}) by a process that dies ${when} anything it waits for is carried through by the next`, async function () {
        this.timeout(120_000);
        let deaths = 0;
        for (let nth = 1; ; nth += 1) {
          const world = await aSentBroadcast();
          await change(world);
          const { overrides, waits } = dyingAt(world.deps(), nth, when);
          await world
            .engine('one', overrides)
            .runDue()
            .catch(() => undefined);
          if (waits() < nth) break;
          deaths += 1;
          await world.takeOver();
          const where = `${when} wait ${String(nth)}`;
          assert.ok(
            world.posts.every((post) => post.what === kind),
            where,
          );
          assert.deepEqual(Object.values(standing(world)), Array<string>(ALL - 1).fill(after), where);
          assert.deepEqual(await ledger(world), done[what as keyof typeof done], where);
          assert.equal((await world.notice(NOTICE)).status, 'done', where);
          await world.store.close();
        }
        assert.ok(deaths > 30, String(deaths));
      });

    for (const landed of [false, true])
      it(`(${what}) by a click that dies ${landed ? 'after' : 'at'} any write is done whole or not at all`, async () => {
        for (let nth = 1; ; nth += 1) {
          const world = await aSentBroadcast();
          const store = failingAt(world.store, nth, { landed });
          await change(world, await actOf(world, { store })).catch(() => undefined);
          const ended = store.writes < nth;
          await world.engine().runDue();
          world.now += MINUTE;
          await world.engine().runDue();
          const isDone = world.posts.length > 0;
          const where = `write ${String(nth)}`;
          assert.deepEqual(
            await ledger(world),
            isDone ? done[what as keyof typeof done] : done.correct,
            where,
          );
          // What was not done at all is done by the next click.
          if (!isDone) await change(world);
          await world.engine().runDue();
          assert.deepEqual(Object.values(standing(world)), Array<string>(ALL - 1).fill(after), where);
          assert.equal(world.posts.length, ALL - 1, where);
          assert.equal((await world.notice(NOTICE)).status, 'done', where);
          await world.store.close();
          if (!ended) continue;
          assert.ok(nth > 3 && isDone, where);
          break;
        }
      });

    it(`(${what}) is tried again on whatever is in doubt or refused for now, and never held`, async () => {
      const answers: SendResult[] = [
        { result: 'refused', status: 429, retryAfterMs: 1000 },
        { result: 'refused', status: 500 },
        { result: 'refused', status: 502 },
        { result: 'noAnswer', cause: 'timeout' },
        { result: 'neverLeft', cause: 'ECONNREFUSED' },
      ];
      const world = await aSentBroadcast();
      const tries = answers.length;
      world.answer = (_post, nth) => answers.shift() ?? accepted(nth);
      await change(world);
      for (let look = 0; look < 10; look += 1) {
        await world.engine().runDue();
        world.now += MINUTE;
        world.ticks += MINUTE;
      }
      assert.equal(world.posts.length, ALL - 1 + tries);
      assert.deepEqual(await ledger(world), done[what as keyof typeof done]);
    });

    it(`(${what}) says on the ledger where the card stays, and is not tried for ever`, async () => {
      const world = await aSentBroadcast();
      world.answer = ({ to }, nth) =>
        to === 'aino' ? { result: 'refused', status: 403, code: 'ConversationBlockedByUser' } : accepted(nth);
      await change(world);
      await world.engine().runDue();
      await world.engine().runDue();
      assert.equal(world.posts.length, ALL - 1);
      assert.equal((await ledger(world))['stays'], 1);
      // Whoever cannot be written to stands so on the coordinator's list, too.
      assert.deepEqual(
        (await world.person('aino')).accounts.map(({ installed }) => installed),
        [false],
      );
      assert.equal((await world.notice(NOTICE)).status, 'done');
    });

    it(`(${what}) that Teams will never take is in the log, as the ledger says`, async () => {
      const world = await aSentBroadcast();
      world.answer = ({ to }, nth) =>
        to === 'aino' ? { result: 'refused', status: 400, code: 'BadArgument' } : accepted(nth);
      await change(world);
      await world.engine().runDue();
      assert.equal((await ledger(world))['stays'], 1);
      assert.ok(world.complaints.some((line) => line.includes('cannot be delivered')));
    });

    it(`(${what}) twice by the same click, or by two at once, happens once`, async () => {
      const world = await aSentBroadcast();
      await change(world);
      const rev = await revision(await actOf(world));
      for (const name of ['kaisa', 'm1']) {
        const act = await actOf(world, {}, name);
        const view = await coordinate(
          act,
          what === 'correct'
            ? { verb: 'broadcast.send', ...named(act, rev - 1) }
            : { verb: 'broadcast.withdraw', ...named(act, rev - 1), sure: true },
        );
        assert.equal((view as BroadcastStatusView).told?.by, name === 'kaisa' ? undefined : 'kaisa');
      }
      await world.engine().runDue();
      assert.equal(world.posts.length, ALL - 1);
    });
  }

  it('is posted afresh, as a message of its own, where the card is gone; in doubt that one is held', async () => {
    const world = await aSentBroadcast();
    world.answer = ({ what, to }, nth) => {
      if (what === 'update') return { result: 'refused', status: 404 };
      return to === 'aino' ? { result: 'noAnswer', cause: 'reset' } : accepted(nth);
    };
    await correct(world);
    await world.engine().runDue();
    assert.equal(world.posts.filter(({ what }) => what === 'post').length, ALL - 1);
    assert.deepEqual(await ledger(world), { sent: ALL - 2, held: 1, unreachable: 1 });
  });

  for (const [where, refusal] of Object.entries({
    'is not offered (501)': { status: 501, code: 'DeleteActivityAPINotImplemented' },
    'is not allowed (405)': { status: 405 },
    'meets a 404 that does not say what is missing': { status: 404 },
  })) {
    it(`withdrawn where deleting ${where}: a card that says so takes its place, in as many requests`, async () => {
      const world = await aSentBroadcast();
      world.answer = ({ what }, nth) =>
        what === 'delete' ? { result: 'refused', ...refusal } : accepted(nth);
      await withdraw(world);
      await world.engine().runDue();
      const asked = world.posts.map(({ what, view }) => (what === 'delete' ? what : `${what} ${view.kind}`));
      const each = ['delete', 'update broadcastWithdrawn'].flatMap((one) => Array<string>(ALL - 1).fill(one));
      assert.deepEqual(asked.sort(), each);
      assert.deepEqual(await ledger(world), done.withdraw);
    });
  }

  it('withdrawn where neither deleting nor changing the card is taken stays, and the ledger says so', async () => {
    const world = await aSentBroadcast();
    world.answer = () => ({ result: 'refused', status: 501 });
    await withdraw(world);
    await world.engine().runDue();
    assert.deepEqual(await ledger(world), { stays: ALL - 1, unreachable: 1 });
    assert.equal(world.posts.length, 2 * (ALL - 1));
  });

  it('withdrawn where deleting is not offered, and the card is gone already, is withdrawn', async () => {
    const world = await aSentBroadcast();
    world.answer = ({ what }) => ({ result: 'refused', status: what === 'delete' ? 405 : 404 });
    await withdraw(world);
    await world.engine().runDue();
    assert.deepEqual(await ledger(world), done.withdraw);
  });

  it('stays in a chat that the person has closed to us, whatever the connector of their other one says', async () => {
    const world = await aSentBroadcast();
    await world.change('aino', (aino) => {
      const [old] = aino.accounts;
      const other = { ...must(old), userId: 'other', conversationId: 'a:other' };
      return { ...aino, accounts: [{ ...must(old), installed: false }, other] };
    });
    world.answer = ({ to }, nth) =>
      to === 'aino' ? { result: 'refused', status: 404, code: 'ConversationNotFound' } : accepted(nth);
    await withdraw(world);
    await world.engine().runDue();
    assert.deepEqual(await ledger(world), { withdrawn: ALL - 2, stays: 1, unreachable: 1 });
  });

  it('while it is still being sent: who has not got it yet gets the new words, once', async () => {
    const world = await aDeliveryWorld();
    const act = await actOf(world);
    await coordinate(act, { ...typed(act, 'first'), verb: 'broadcast.preview' });
    await coordinate(act, { verb: 'broadcast.send', ...named(act, 1) });
    world.answer = ({ to }, nth) =>
      to === 'aino' || to === 'eero'
        ? { result: 'refused', status: 429, retryAfterMs: 10 * MINUTE }
        : accepted(nth);
    await world.engine().runDue();
    await correct(world);
    world.answer = (_post, nth) => accepted(nth);
    world.posts.length = 0;
    await world.engine().runDue();
    world.now += 20 * MINUTE;
    await world.engine().runDue();
    const late = world.posts.filter(({ to }) => to === 'aino' || to === 'eero');
    assert.deepEqual(
      late.map((post) => [post.what, textIn(post)]),
      Array(2).fill(['post', 'second']),
    );
    assert.equal(world.posts.filter(({ what }) => what === 'update').length, ALL - 2);
  });

  it('while it is still being sent: who has not got it does not get what was withdrawn', async () => {
    const world = await aDeliveryWorld();
    const act = await actOf(world);
    await coordinate(act, { ...typed(act, 'first'), verb: 'broadcast.preview' });
    await coordinate(act, { verb: 'broadcast.send', ...named(act, 1) });
    world.answer = ({ to }, nth) =>
      to === 'aino' ? { result: 'refused', status: 429, retryAfterMs: 10 * MINUTE } : accepted(nth);
    await world.engine().runDue();
    await withdraw(world);
    world.answer = (_post, nth) => accepted(nth);
    world.now += 20 * MINUTE;
    await world.engine().runDue();
    await world.engine().runDue();
    assert.deepEqual(await ledger(world), { withdrawn: ALL - 1, cancelled: 1 });
  });

  it('in the middle of the send: what arrives late in its old words is put right too', async () => {
    const world = await aDeliveryWorld();
    const act = await actOf(world);
    await coordinate(act, { ...typed(act, 'first'), verb: 'broadcast.preview' });
    await coordinate(act, { verb: 'broadcast.send', ...named(act, 1) });
    world.answer = async ({ what }, nth) => {
      if (what === 'post' && nth === 3) await correct(world);
      return accepted(nth);
    };
    const engine = world.engine();
    await engine.runDue();
    await engine.runDue();
    assert.deepEqual([...new Set(Object.values(standing(world)))], ['second']);
    assert.equal(world.posts.filter(({ what }) => what === 'post').length, ALL);
  });
});
