import assert from 'node:assert/strict';
import { words } from '../../../cards/words/words.ts';
import { expand } from '../../../services/delivery/expand.ts';
import type { DeliveryState } from '../../../services/domain/delivery.ts';
import { languages } from '../../../services/domain/language.ts';
import { noticeId, tenantId } from '../../../services/domain/ids.ts';
import type { Contact } from '../../../services/domain/newcomer.ts';
import { instant, MINUTE } from '../../../services/domain/time.ts';
import { createDoc } from '../../../services/store/access.ts';
import { agenda } from '../../../services/store/documents-agenda.ts';
import { arrive, depart } from '../../../services/usecases/arrive.ts';
import { readNotice } from '../../../services/usecases/ledger.ts';
import { showReceived } from '../../../services/usecases/person-card.ts';
import { anAccount } from '../../helpers/builders.ts';
import { accepted, aDeliveryWorld, counted, kindsTo, must, some } from '../../helpers/delivery-world.ts';
import type { World } from '../../helpers/delivery-world.ts';
import { failingAt, interruptedAt } from '../../helpers/failing-store.ts';
import { everyDoc } from '../../helpers/store-docs.ts';
import { watching } from '../../helpers/watched-store.ts';

const accountOf = (name: string): Contact => ({
  ...anAccount({ tenant: tenantId('tenant'), userId: `29:${name}` }),
  conversationId: `chat-${name}`,
});

async function comes(world: World, name: string, installed?: string): Promise<void> {
  await arrive(world.deps(), await world.person(name), accountOf(name), installed);
}

async function goes(world: World, name: string): Promise<void> {
  const { tenant, userId } = accountOf(name);
  await depart(world.deps(), await world.person(name), { tenant, userId });
}

/** The states of what a person was to get of a notice. */
async function statesOf(world: World, name: string, id = 'notice'): Promise<readonly DeliveryState[]> {
  const { id: person } = await world.person(name);
  return (await world.deliveries(id)).filter((one) => one.person === person).map(({ state }) => state);
}

const plain = (states: readonly DeliveryState[]): readonly string[] => states.map(({ state }) => state);

/** Ebba and Eero have no account yet, and a notice of two parts has been sent to everybody; ten minutes later. */
async function told(): Promise<World> {
  const world = await aDeliveryWorld({ without: ['ebba', 'eero'] });
  await world.tell({ contents: [{ kind: 'home' }, { kind: 'welcome' }] });
  await world.tell({ id: 'theirs', audience: { to: 'people', people: [(await world.person('ebba')).id] } });
  await world.engine().runDue();
  world.now += 10 * MINUTE;
  return world;
}

/** Ebba has what is live now in place of what she missed; Eero is still missed, and the counts say so. */
async function assertSuperseded(world: World, where = ''): Promise<void> {
  const { id } = await world.person('ebba');
  const by = noticeId(`arrival:${id}`);
  for (const notice of ['notice', 'theirs'])
    for (const state of await statesOf(world, 'ebba', notice))
      assert.ok(state.state === 'superseded' && state.by === by, `${where} ${JSON.stringify(state)}`);
  assert.deepEqual(plain(await statesOf(world, 'eero')), ['unreachable', 'unreachable'], where);
  for (const notice of ['notice', 'theirs'])
    assert.deepEqual(some(await world.tally(notice)), counted(await world.deliveries(notice)), where);
  assert.equal((await world.notice(by)).status, 'done', where);
}

describe('what somebody had not been reached with before they came', () => {
  it('is superseded by their first contact, in the ledger and in the counts', async () => {
    const world = await told();
    assert.deepEqual(some(await world.tally('notice')), { sent: 10, unreachable: 4 });
    await comes(world, 'ebba');
    await world.engine().runDue();
    await assertSuperseded(world);
    assert.deepEqual(some(await world.tally('notice')), { sent: 10, unreachable: 2, superseded: 2 });
    assert.deepEqual(kindsTo(world, 'ebba'), ['welcome', 'mentor'], 'and is not sent after them');
  });

  it('is told to the coordinator in words, without a remedy', async () => {
    const world = await told();
    await comes(world, 'ebba');
    await world.engine().runDue();
    const [coordinator, { id: person }] = [await world.person('kaisa'), await world.person('ebba')];
    const [first] = coordinator.memberships;
    const academy = await world.academy();
    const act = { deps: world.deps(), person: coordinator, academy, memberships: [must(first)] as const };
    const view = await showReceived(act, { verb: 'person.show', academy: academy.id, person });
    assert.ok('kind' in view);
    const outcomes = view.rows.map(
      ({ notice, outcome }) => `${notice.split(':')[0] ?? ''} ${outcome.outcome}`,
    );
    assert.deepEqual(outcomes.sort(), [
      'arrival sent',
      'arrival sent',
      'notice superseded',
      'notice superseded',
      'theirs superseded',
    ]);
    const said = languages.map((language) => words[language]['reason.superseded']);
    assert.equal(new Set(said).size, 3);
  });

  it('is superseded when they come back after they had gone, by the card that says where things stand', async () => {
    const world = await aDeliveryWorld();
    await comes(world, 'ebba');
    await world.engine().runDue();
    world.answer = ({ to }, n) =>
      to === 'ebba' ? { result: 'refused', status: 403, code: 'BotNotInConversationRoster' } : accepted(n);
    world.now += MINUTE;
    // The one is refused in her tenant, the other is not tried any more.
    for (const id of ['notice', 'second']) {
      await world.tell({ id });
      await world.engine().runDue();
    }
    const lanes = async (id: string) => (await world.notice(id)).lanes;
    assert.deepEqual(
      [await lanes('notice'), await lanes('second')],
      [['tenant/0'], ['nowhere/0', 'tenant/0']],
    );
    assert.deepEqual(plain(await statesOf(world, 'ebba')), ['unreachable']);
    world.answer = (_post, n) => accepted(n);
    world.now += MINUTE;
    await comes(world, 'ebba', 'installed again');
    await world.engine().runDue();
    for (const id of ['notice', 'second'])
      assert.deepEqual(plain(await statesOf(world, 'ebba', id)), ['superseded'], id);
  });

  it('stays as it is where the welcome itself does not reach them', async () => {
    const world = await told();
    world.answer = () => ({ result: 'refused', status: 403, code: 'ConversationBlockedByUser' });
    await comes(world, 'ebba');
    await world.engine().runDue();
    assert.deepEqual(plain(await statesOf(world, 'ebba')), ['unreachable', 'unreachable']);
    assert.equal((await world.notice(`arrival:${(await world.person('ebba')).id}`)).status, 'done');
  });

  it('what comes after the first contact is none of it', async () => {
    const world = await told();
    await comes(world, 'ebba');
    await world.engine().runDue();
    world.now += 10 * MINUTE;
    await goes(world, 'ebba');
    await world.tell({ id: 'later' });
    await world.engine().runDue();
    assert.deepEqual(plain(await statesOf(world, 'ebba', 'later')), ['unreachable']);
  });

  it('is found though it is written down only after they have come', async () => {
    const seen = new Set<string>();
    for (let nth = 1; ; nth += 1) {
      const world = await told();
      await world.tell({ id: 'slow' });
      const academy = await world.academy();
      const doc = must(await readNotice(world.store, academy.id, noticeId('slow')));
      // A process that expands it stands still; meanwhile Ebba comes, and another process welcomes her.
      const store = interruptedAt(world.store, nth, async () => {
        await comes(world, 'ebba');
        const arrival = (await world.person('ebba')).id;
        for (const entry of await everyDoc(world.store, { type: agenda.type, limit: 100 }))
          if (entry.id.endsWith(':slow')) await world.store.delete(entry.pk, entry.id);
        await world.engine('two').runDue();
        assert.deepEqual(plain(await statesOf(world, 'ebba', `arrival:${arrival}`)), ['sent', 'sent']);
      });
      await expand(world.deps({ store }), academy, doc);
      if (store.calls < nth) break;
      await createDoc(world.store, agenda, {
        academy: academy.id,
        notice: noticeId('slow'),
        dueAt: instant(world.now),
      });
      world.now += MINUTE;
      await world.takeOver('three');
      const [state] = plain(await statesOf(world, 'ebba', 'slow'));
      seen.add(state ?? 'none');
      await assertSuperseded(world, `call ${String(nth)}`);
      await world.store.close();
    }
    assert.deepEqual([...seen].sort(), ['sent', 'superseded']);
  });

  for (const landed of [false, true])
    it(`is superseded whole, though a process dies ${landed ? 'after' : 'at'} any write`, async () => {
      let crashes = 0;
      for (let nth = 1; ; nth += 1) {
        const world = await told();
        await comes(world, 'ebba');
        const dying = failingAt(world.store, nth, { landed });
        await world.engine('one', { store: dying }).runDue();
        if (dying.writes < nth) break;
        crashes += 1;
        world.now += MINUTE;
        await world.takeOver();
        await assertSuperseded(world, `write ${String(nth)}`);
        await world.store.close();
      }
      assert.ok(crashes > 6, String(crashes));
    });

  it('by many who come at once is counted right', async () => {
    const names = ['ebba', 'eero', 'aino', 'hanna', 'm1', 'm5', 'kaisa'];
    const world = await aDeliveryWorld({ without: names });
    await world.tell({});
    await world.engine().runDue();
    world.now += 10 * MINUTE;
    for (const name of names) await comes(world, name);
    await Promise.all(['one', 'two'].map((name) => world.engine(name).runDue()));
    world.now += MINUTE;
    await world.takeOver('three');
    assert.deepEqual(some(await world.tally('notice')), { superseded: 7 });
    assert.deepEqual(counted(await world.deliveries('notice')), { superseded: 7 });
  });

  it('costs no look at other people’s notices, and one at each that may have gone to them', async () => {
    const world = await told();
    await world.tell({ id: 'eero', audience: { to: 'people', people: [(await world.person('eero')).id] } });
    await world.engine().runDue();
    await comes(world, 'ebba');
    const store = watching(world.store);
    await world.engine('one', { store }).runDue();
    const { id } = await world.person('ebba');
    const asked = store.calls.filter((call) => call.includes(`nowhere:0 ${id}.`));
    assert.equal(asked.length, 3);
    assert.ok(store.calls.every((call) => !call.startsWith('query delivery ')));
    assert.equal(store.calls.filter((call) => call === 'query notice').length, 2);
  });
});
