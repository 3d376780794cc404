import assert from 'node:assert/strict';
import type { Content } from '../../../services/domain/delivery.ts';
import { itemId, meetingId, sprintId } from '../../../services/domain/ids.ts';
import type { ThreadMessage } from '../../../services/domain/thread.ts';
import { HOUR, instant, SECOND } from '../../../services/domain/time.ts';
import type { SendResult } from '../../../services/domain/delivery.ts';
import { createDoc } from '../../../services/store/access.ts';
import { academyPartition, answers, messages } from '../../../services/store/documents.ts';
import type { PersonReach } from '../../../services/store/documents.ts';
import { StoreError } from '../../../services/store/port.ts';
import { anAnswer, aRevision } from '../../helpers/builders.ts';
import { accepted, aDeliveryWorld, counted, kindsTo, must, some } from '../../helpers/delivery-world.ts';
import type { World } from '../../helpers/delivery-world.ts';
import { failingAt } from '../../helpers/failing-store.ts';

const throttled: SendResult = { result: 'refused', status: 429, retryAfterMs: 30 * SECOND };
const sprint: Content = { kind: 'sprint', sprint: sprintId('s1') };
const two: readonly Content[] = [{ kind: 'welcome' }, sprint];

/** Told to some people and sent as far as it goes. */
async function sentTo(world: World, names: readonly string[], contents: readonly Content[]): Promise<void> {
  const people = await Promise.all(names.map(async (name) => (await world.person(name)).id));
  await world.tell({ contents, audience: { to: 'people', people } });
  await world.engine().runDue();
}

/** The state of each person's first part. */
async function statesOf(world: World, id = 'notice'): Promise<Readonly<Record<string, string>>> {
  const states: Record<string, string> = {};
  for (const { person, part, state } of await world.deliveries(id)) {
    const doc = must(await world.deps().persons.read(person));
    if (part === 0) states[doc.data.name] = state.state;
  }
  return states;
}

/** Nobody has got anything twice, nobody was forgotten, and the count is right. */
async function assertOnce(world: World, id: string, parts: number): Promise<void> {
  const all = await world.deliveries(id);
  assert.equal(all.length, 7 * parts);
  for (const { person, content, state } of all) {
    const { name } = must((await world.deps().persons.read(person))?.data);
    const got = kindsTo(world, name).filter((kind) => kind === content.kind).length;
    assert.ok(
      state.state === 'sent' ? got === 1 : state.state === 'held' && got <= 1,
      `${name}: ${state.state}, ${got}`,
    );
  }
  assert.deepEqual(some(await world.tally(id)), counted(all));
}

describe('sending a notice', () => {
  it('gives everybody one card of each content, in their order', async () => {
    const world = await aDeliveryWorld();
    await world.tell({ contents: two });
    await world.engine().runDue();
    assert.equal(world.posts.length, 14);
    assert.deepEqual(kindsTo(world, 'ebba'), ['welcome', 'sprint']);
    assert.deepEqual(some(await world.tally('notice')), { sent: 14 });
  });

  it('remembers where each card stands, and in which language', async () => {
    const world = await aDeliveryWorld();
    await sentTo(world, ['ebba'], [{ kind: 'home' }]);
    const [delivery] = await world.deliveries('notice');
    assert.deepEqual(delivery?.state, {
      state: 'sent',
      activityId: 'activity-1',
      conversationId: 'chat-ebba',
      language: 'sv',
      at: instant(world.now),
    });
  });

  for (const landed of [false, true]) {
    it(`a crash ${landed ? 'after' : 'at'} any write: everybody has one card or is held`, async () => {
      let crashes = 0;
      for (let nth = 1; ; nth += 1) {
        const world = await aDeliveryWorld();
        await world.tell({ contents: two });
        const dying = failingAt(world.store, nth, { landed });
        await world.engine('one', { store: dying }).runDue();
        if (dying.writes < nth) break;
        crashes += 1;
        await world.takeOver();
        await assertOnce(world, 'notice', 2);
        assert.equal((await world.notice('notice')).status, 'done');
        assert.deepEqual(
          (await world.store.query({ pk: 'agenda', type: 'agenda', to: '2023-05-10T05:20', limit: 9 })).docs,
          [],
        );
        await world.store.close();
      }
      assert.ok(crashes > 15, String(crashes));
    });
  }

  it('a store that is away for a moment costs no doubt', async () => {
    for (let nth = 1; nth < 25; nth += 1) {
      const world = await aDeliveryWorld();
      await world.tell({ contents: two });
      const engine = world.engine('one', { store: failingAt(world.store, nth, { once: true }) });
      await engine.runDue();
      world.now += HOUR;
      await engine.runDue();
      assert.deepEqual(some(await world.tally('notice')), { sent: 14 }, `write ${String(nth)}`);
      await world.store.close();
    }
  });

  it('what could not be recorded is held by the same process, not forgotten', async () => {
    const world = await aDeliveryWorld();
    let away = false;
    const guard = <T>(run: () => Promise<T>) =>
      away ? Promise.reject(new StoreError('unavailable', 'away')) : run();
    const store = { ...failingAt(world.store, Infinity) };
    const replace = store.replace;
    const batch = store.batch;
    store.replace = (doc, etag) => guard(() => replace(doc, etag));
    store.batch = (pk, operations) => guard(() => batch(pk, operations));
    world.answer = (_post, n) => {
      away = true;
      return accepted(n);
    };
    const aino = (await world.person('aino')).id;
    await world.tell({ audience: { to: 'people', people: [aino] } });
    const engine = world.engine('one', { store });
    await engine.runDue();
    away = false;
    await engine.runDue();
    assert.deepEqual(some(await world.tally('notice')), { held: 1 });
    assert.equal(world.posts.length, 1);
  });
});

describe('a send that is not taken', () => {
  it('is tried again when the platform says so, and not before', async () => {
    const world = await aDeliveryWorld();
    world.answer = (_post, n) => (n === 1 ? throttled : accepted(n));
    await sentTo(world, ['aino'], [{ kind: 'home' }]);
    const [waiting] = await world.deliveries('notice');
    const dueAt = instant(world.now + 30 * SECOND);
    assert.deepEqual(waiting?.state, { state: 'pending', dueAt, attempt: 2 });
    const engine = world.engine();
    world.now += 30 * SECOND - 1;
    await engine.runDue();
    assert.equal(world.posts.length, 1);
    world.now += 1;
    await engine.runDue();
    assert.equal(world.posts.length, 2);
    assert.deepEqual(some(await world.tally('notice')), { sent: 1 });
  });

  it('holds back what was to follow it, and nobody else', async () => {
    const world = await aDeliveryWorld();
    world.answer = ({ to }, n) => (to === 'aino' && n < 5 ? throttled : accepted(n));
    await sentTo(world, ['aino', 'ebba'], [...two, { kind: 'meeting', meeting: meetingId('s1-m') }]);
    assert.deepEqual(kindsTo(world, 'aino'), ['welcome']);
    assert.equal(kindsTo(world, 'ebba').length, 3);
    world.now += 30 * SECOND;
    await world.engine().runDue();
    assert.deepEqual(kindsTo(world, 'aino'), ['welcome', 'welcome', 'sprint', 'meeting']);
  });

  it('through a gateway that lost the answer is marked as possibly doubled', async () => {
    const world = await aDeliveryWorld();
    world.answer = (_post, n) => (n === 1 ? { result: 'refused', status: 502 } : accepted(n));
    await sentTo(world, ['aino'], [{ kind: 'home' }]);
    world.now += HOUR;
    await world.engine().runDue();
    const [delivery] = await world.deliveries('notice');
    assert.ok(delivery?.state.state === 'sent' && delivery.state.maybeTwice);
  });

  const doubts: readonly (readonly [SendResult, string])[] = [
    [{ result: 'noAnswer', cause: 'timeout' }, 'noAnswer'],
    [{ result: 'noAnswer', cause: 'reset' }, 'reset'],
    [{ result: 'refused', status: 500 }, 'serverError'],
  ];
  for (const [answer, cause] of doubts) {
    it(`in doubt (${cause}) is held, never sent again, and does not block what follows`, async () => {
      const world = await aDeliveryWorld();
      world.answer = (_post, n) => (n === 1 ? answer : accepted(n));
      await sentTo(world, ['aino'], two);
      world.now += 24 * HOUR;
      await world.engine('two').runDue();
      assert.deepEqual(kindsTo(world, 'aino').slice(0, 2), ['welcome', 'sprint']);
      assert.equal(kindsTo(world, 'aino').filter((kind) => kind === 'welcome').length, 1);
      const [first] = await world.deliveries('notice');
      assert.ok(first?.state.state === 'held' && first.state.cause === cause);
      assert.equal((await world.notice('notice')).status, 'done');
    });
  }

  it('refused for good is noted with its reason, for the desk to show', async () => {
    const world = await aDeliveryWorld();
    world.answer = () => ({ result: 'refused', status: 403, code: 'BotNotInConversationRoster' });
    await sentTo(world, ['aino'], [{ kind: 'home' }]);
    const [delivery] = await world.deliveries('notice');
    const at = instant(world.now);
    assert.deepEqual(delivery?.state, { state: 'unreachable', reason: 'removed', at });
    const aino = (await world.person('aino')).id;
    const noted = await world.store.read<PersonReach>(academyPartition(world.programme.id), `reach:${aino}`);
    assert.deepEqual(noted?.data.reach, { state: 'lost', since: at, reason: 'removed' });
  });

  it('a card that cannot be made is dead, and those behind it are sent', async () => {
    const world = await aDeliveryWorld();
    await world.tell({});
    const render = world.deps().render;
    const failing: typeof render = (view, language) => {
      if (language === 'sv') throw new TypeError('no such word');
      return render(view, language);
    };
    await world.engine('one', { render: failing }).runDue();
    assert.deepEqual(some(await world.tally('notice')), { sent: 6, dead: 1 });
    assert.equal((await statesOf(world))['ebba'], 'dead');
    assert.ok(world.complaints.some((line) => line.includes('could not be made')));
  });
});

describe('what is not worth sending any more', () => {
  const prompt: Content = { kind: 'prompt', item: itemId('s1-p1') };
  const open = '2023-06-01T09:00Z';

  it('is skipped where it has been answered', async () => {
    const world = await aDeliveryWorld();
    world.now = Date.parse(open);
    const { id } = await world.person('aino');
    const revision = aRevision({ by: id, value: { kind: 'text', text: 'Done.' }, share: 'me' });
    const given = { item: itemId('s1-p1'), person: id, revisions: [revision] };
    await createDoc(world.store, answers, anAnswer(given));
    await sentTo(world, ['aino', 'eero'], [{ ...prompt, reminder: true }]);
    const states = await statesOf(world);
    assert.deepEqual(states, { aino: 'skipped', eero: 'sent' });
  });

  it('is skipped where it can no longer be answered', async () => {
    const world = await aDeliveryWorld();
    world.now = Date.parse('2023-12-01T09:00Z');
    await sentTo(world, ['aino'], [prompt]);
    const [delivery] = await world.deliveries('notice');
    assert.ok(delivery?.state.state === 'skipped' && delivery.state.reason === 'closed');
    assert.deepEqual(
      world.posts.filter((post) => post.to === 'aino' && post.view.kind === 'prompt'),
      [],
    );
  });

  it('is skipped for somebody who has left since', async () => {
    const world = await aDeliveryWorld();
    await world.tell({});
    const at = instant(world.now - 1);
    await world.change('aino', (p) => ({ ...p, memberships: p.memberships.map((m) => ({ ...m, to: at })) }));
    await world.engine().runDue();
    assert.equal((await statesOf(world))['aino'], 'skipped');
    assert.deepEqual(kindsTo(world, 'aino'), []);
  });

  it('goes to where the person is reached at the moment it is sent', async () => {
    const world = await aDeliveryWorld();
    world.answer = (_post, n) => (n === 1 ? throttled : accepted(n));
    await sentTo(world, ['aino'], [{ kind: 'home' }]);
    await world.change('aino', (p) => ({
      ...p,
      accounts: p.accounts.map((a) => ({ ...a, conversationId: 'chat-new' })),
    }));
    world.now += HOUR;
    await world.engine().runDue();
    assert.ok(kindsTo(world, 'new').includes('tasks'));
    assert.deepEqual(kindsTo(world, 'aino'), ['tasks']);
  });
});

describe('messages of a thread', () => {
  /** Message `n` from the mentor to both people of the organisation. */
  async function write(world: World, n: number, from = 'm1'): Promise<void> {
    const by = (await world.person(from)).id;
    const real = must(
      (await world.academy()).revision.pairings.find((p) => p.organisation === 'etela-savo'),
    ).id;
    const people = await Promise.all(
      ['aino', 'eero', 'm1'].map(async (name) => (await world.person(name)).id),
    );
    const notice = await world.tell({
      id: `message:${real}:${String(n)}`,
      contents: [{ kind: 'message', pairing: real, number: n }],
      audience: { to: 'people', people },
      except: by,
    });
    const message: ThreadMessage = {
      ...{ academy: world.programme.id, pairing: real, number: n, from: by, text: `Message ${String(n)}` },
      ...{ at: instant(world.now), nonce: `n${String(n)}`, notice },
    };
    await createDoc(world.store, messages, message);
  }

  const read = ({ posts }: World, to: string) =>
    posts.flatMap((post) => (post.to === to && post.view.kind === 'message' ? [post.view.text] : []));

  it('reach each person in the order in which they were written, however many in one moment', async () => {
    const world = await aDeliveryWorld();
    for (let n = 1; n <= 11; n += 1) await write(world, n);
    await world.engine().runDue();
    assert.deepEqual(
      read(world, 'aino'),
      Array.from({ length: 11 }, (_, n) => `Message ${String(n + 1)}`),
    );
  });

  it('one that waits to be sent again holds back the next to the same person, and to nobody else', async () => {
    const world = await aDeliveryWorld();
    world.answer = ({ to }, n) => (to === 'aino' && n <= 2 ? throttled : accepted(n));
    await write(world, 1);
    await world.engine().runDue();
    // Written by Aino herself: what she waits for is the one before.
    await write(world, 2, 'aino');
    await write(world, 3);
    const engine = world.engine();
    await engine.runDue();
    assert.deepEqual(read(world, 'aino'), ['Message 1']);
    assert.deepEqual(read(world, 'eero'), ['Message 1', 'Message 2', 'Message 3']);
    for (let n = 0; n < 5; n += 1) {
      world.now += 30 * SECOND;
      await engine.runDue();
    }
    assert.deepEqual(read(world, 'aino'), ['Message 1', 'Message 1', 'Message 3']);
  });

  it('one that is held does not block the next', async () => {
    const world = await aDeliveryWorld();
    world.answer = (_post, n) => (n <= 2 ? { result: 'noAnswer', cause: 'reset' } : accepted(n));
    await write(world, 1);
    await write(world, 2);
    await world.engine().runDue();
    assert.deepEqual(read(world, 'aino'), ['Message 1', 'Message 2']);
  });
});
