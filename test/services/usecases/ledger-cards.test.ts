import assert from 'node:assert/strict';
import { academyId, noticeId } from '../../../services/domain/ids.ts';
import type { LedgerPlace } from '../../../services/domain/delivery.ts';
import { instant, MINUTE, SECOND } from '../../../services/domain/time.ts';
import type { Instant } from '../../../services/domain/time.ts';
import type { NoticeView, ReceivedView } from '../../../services/domain/view.ts';
import type { Act } from '../../../services/usecases/deps.ts';
import { showNotice } from '../../../services/usecases/notice-card.ts';
import { showReceived } from '../../../services/usecases/person-card.ts';
import { aDeliveryWorld, accepted, must, smallRoster } from '../../helpers/delivery-world.ts';
import type { World } from '../../helpers/delivery-world.ts';
import { aRosterEntry } from '../../helpers/builders.ts';

async function actOf(world: World): Promise<Act> {
  const person = await world.person('kaisa');
  const [first] = person.memberships;
  return { deps: world.deps(), person, academy: await world.academy(), memberships: [must(first)] };
}

async function noticeOf(act: Act, show: NoticeView['show'], from?: LedgerPlace): Promise<NoticeView> {
  const command = { verb: 'notice.show', academy: act.academy.id, notice: noticeId('notice'), show } as const;
  const view = await showNotice(act, from ? { ...command, from } : command);
  assert.ok('kind' in view);
  return view;
}

async function receivedBy(world: World, name: string, before?: Instant): Promise<ReceivedView> {
  const act = await actOf(world);
  const { id: person } = await world.person(name);
  const command = { verb: 'person.show', academy: act.academy.id, person } as const;
  const view = await showReceived(act, before === undefined ? command : { ...command, before });
  assert.ok('kind' in view, JSON.stringify(view));
  return view;
}

/** Every row of a notice, card after card. */
async function leafed(act: Act, show: NoticeView['show']): Promise<readonly string[]> {
  const names: string[] = [];
  let view = await noticeOf(act, show);
  for (;;) {
    assert.ok(view.rows.length <= 12);
    names.push(...view.rows.map(({ name }) => name));
    if (!view.next) return names;
    view = await noticeOf(act, show, view.next);
  }
}

describe('the ledger of a notice', () => {
  it('names who got it, in which language, and who did not and why', async () => {
    const world = await aDeliveryWorld({ without: ['eero'] });
    world.answer = ({ to }, n) =>
      to === 'hanna'
        ? { result: 'refused', status: 403, code: 'BotDisabledByAdmin' }
        : to === 'm1'
          ? { result: 'noAnswer', cause: 'reset' }
          : to === 'm5'
            ? { result: 'refused', status: 429, retryAfterMs: 60 * SECOND }
            : accepted(n);
    await world.tell({});
    await world.engine().runDue();
    const act = await actOf(world);
    const got = await noticeOf(act, 'got');
    const languages = got.rows.map(({ name, outcome }) => [name, outcome.language]).sort();
    assert.deepEqual(languages, [
      ['aino', 'fi'],
      ['ebba', 'sv'],
      ['kaisa', 'fi'],
    ]);
    const missed = await noticeOf(act, 'missed');
    assert.deepEqual(
      missed.rows.map(({ name, outcome }) => [name, outcome.outcome]),
      [
        ['m1', 'held'],
        ['eero', 'notMet'],
        ['hanna', 'disabledByAdmin'],
      ],
    );
    const waiting = await noticeOf(act, 'waiting');
    const at = instant(world.now + 60 * SECOND);
    assert.deepEqual(
      waiting.rows.map(({ name, outcome }) => [name, outcome]),
      [['m5', { outcome: 'waiting', at }]],
    );
  });

  it('is leafed through to the end, each person once, across tenants', async () => {
    const many = Array.from({ length: 70 }, (_, index) => {
      const name = `p${String(index).padStart(2, '0')}`;
      return aRosterEntry({ name, address: `${name}@etela-savo.example` });
    });
    const world = await aDeliveryWorld({
      entries: [...smallRoster, ...many],
      tenantOf: (name) => `tenant-${name.charCodeAt(name.length - 1) % 3}`,
      without: many.slice(0, 30).map(({ name }) => name),
    });
    world.answer = ({ to }, n) => (to.endsWith('5') ? { result: 'refused', status: 404 } : accepted(n));
    await world.tell({});
    await world.engine().runDue();
    const act = await actOf(world);
    const [got, missed] = [await leafed(act, 'got'), await leafed(act, 'missed')];
    assert.equal(got.length + missed.length, 77);
    assert.equal(new Set([...got, ...missed]).size, 77);
    assert.ok(missed.length > 30 && got.length > 24);
  });

  it('is nothing of another academy, or of a notice that never was', async () => {
    const world = await aDeliveryWorld();
    const act = await actOf(world);
    const command = { verb: 'notice.show', academy: act.academy.id, show: 'got' } as const;
    assert.deepEqual(await showNotice(act, { ...command, notice: noticeId('unknown') }), { code: 'gone' });
  });
});

describe('the ledger of a person', () => {
  /** A notice a minute: some for everybody, some for this person or another one alone. */
  async function aYear(count: number): Promise<World> {
    const world = await aDeliveryWorld();
    const [aino, eero] = [(await world.person('aino')).id, (await world.person('eero')).id];
    for (let n = 0; n < count; n += 1) {
      world.now += MINUTE;
      const people = n % 3 === 1 ? [aino] : [eero];
      await world.tell({
        id: `n-${String(n)}`,
        audience: n % 3 === 0 ? { to: 'everybody' } : { to: 'people', people },
      });
      await world.engine().runDue();
    }
    return world;
  }

  it('holds all that they were told and nothing that others were, newest first, card after card', async () => {
    const world = await aYear(60);
    const found: ReceivedView['rows'][number][] = [];
    let view = await receivedBy(world, 'aino');
    for (;;) {
      assert.ok(view.rows.length <= 14, String(view.rows.length));
      found.push(...view.rows);
      if (view.older === undefined) break;
      view = await receivedBy(world, 'aino', view.older);
    }
    const expected = Array.from({ length: 60 }, (_, n) => n).filter((n) => n % 3 !== 2);
    assert.deepEqual(
      // The sprint opens meanwhile.
      found.map(({ notice }) => notice).filter((notice) => notice !== 'sprint:s1'),
      expected.reverse().map((n) => `n-${String(n)}`),
    );
    assert.ok(found.every(({ outcome }) => outcome.outcome === 'sent'));
  });

  /** The notices on a person's cards, card after card. */
  async function allOf(world: World, name: string): Promise<readonly string[]> {
    const found: string[] = [];
    for (let before: Instant | undefined; ;) {
      const view = await receivedBy(world, name, before);
      found.push(...view.rows.map(({ notice }) => notice));
      if (view.older === undefined) return found;
      assert.notEqual(view.older, before, 'the same card again');
      before = view.older;
    }
  }

  it('leaves out nothing, and doubles nothing, where several were told in one moment', async () => {
    const world = await aDeliveryWorld();
    const { id } = await world.person('aino');
    for (let n = 0; n < 120; n += 1) {
      if (n % 4 === 0) world.now += SECOND;
      const audience =
        n % 4 === 0 ? ({ to: 'people', people: [id] } as const) : ({ to: 'everybody' } as const);
      await world.tell({ id: `n-${String(n)}`, audience });
    }
    await world.engine().runDue();
    const found = await allOf(world, 'aino');
    assert.deepEqual([found.length, new Set(found).size], [120, 120]);
  });

  it('goes back past hundreds of messages to others without leaving out what lies between', async () => {
    const world = await aDeliveryWorld();
    const [aino, eero] = [(await world.person('aino')).id, (await world.person('eero')).id];
    const to = (people: readonly (typeof aino)[]) => ({ audience: { to: 'people', people } as const });
    for (let n = 0; n < 13; n += 1) {
      world.now += SECOND;
      await world.tell({ id: `all-${String(n)}` });
    }
    // All in the moment at which the first card stops looking.
    world.now += SECOND;
    await world.tell({ id: 'to-her', ...to([aino]) });
    await world.engine().runDue();
    for (let n = 0; n < 420; n += 1) {
      if (n > 30) world.now += SECOND;
      await world.tell({ id: `his-${String(n)}`, ...to([eero]) });
    }
    const found = await allOf(world, 'aino');
    assert.deepEqual([found.length, new Set(found).size, found.includes('to-her')], [14, 14, true]);
  });

  it('says of a message what it was, not what it says', async () => {
    const world = await aDeliveryWorld();
    const pairing = must((await world.academy()).revision.pairings[0]).id;
    const { id } = await world.person('aino');
    await world.tell({
      contents: [{ kind: 'message', pairing, number: 1 }],
      audience: { to: 'people', people: [id] },
    });
    await world.engine().runDue();
    const [row] = (await receivedBy(world, 'aino')).rows;
    assert.ok(row);
    assert.deepEqual([row.what.kind, row.outcome.outcome], ['message', 'gone']);
  });

  it('is of members alone: of somebody who never was in the academy not even the name is told', async () => {
    const world = await aDeliveryWorld();
    await world.change('aino', (person) => ({
      ...person,
      memberships: person.memberships.map((one) => ({ ...one, academy: academyId('other') })),
    }));
    const act = await actOf(world);
    const { id: person } = await world.person('aino');
    const view = await showReceived(act, { verb: 'person.show', academy: act.academy.id, person });
    assert.deepEqual(view, { code: 'gone' });
  });
});
