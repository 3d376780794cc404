import assert from 'node:assert/strict';
import type { Notice } from '../../../services/domain/delivery.ts';
import { academyId, itemId } from '../../../services/domain/ids.ts';
import type { Programme } from '../../../services/domain/programme.ts';
import { instant } from '../../../services/domain/time.ts';
import type { View } from '../../../services/domain/view.ts';
import { stucks } from '../../../services/store/documents-agenda.ts';
import { notices } from '../../../services/store/documents.ts';
import { applyImport, prepareImport } from '../../../services/usecases/import.ts';
import { aDeliveryWorld, smallRoster } from '../../helpers/delivery-world.ts';
import type { World } from '../../helpers/delivery-world.ts';
import { docsOf } from '../../helpers/dump.ts';
import { failingAt } from '../../helpers/failing-store.ts';
import { aProgramme, aSprint, aTask, date } from '../../helpers/programme.ts';

const SECOND = academyId('second-2023');

/** Another academy with one task due on the same day as the first one's. */
function theSecond(demo = false): Programme {
  const tasks = [aTask({ id: itemId('other-t1'), due: date('2023-05-24') })];
  return aProgramme({ id: SECOND, demo, sprints: [aSprint({ tasks, prompts: [] })] });
}

/** Aino is in both, the others in the first alone. */
async function twoAcademies(second = theSecond()): Promise<World> {
  const world = await aDeliveryWorld();
  const entries = smallRoster.filter(({ name, role }) => name === 'aino' || role !== 'participant');
  const now = instant(world.now);
  await applyImport(world.store, await prepareImport(world.store, second, entries, now), now);
  return world;
}

async function goTo(world: World, ...moments: readonly string[]): Promise<void> {
  for (const at of moments) {
    world.now = Date.parse(at);
    await world.engine().runDue();
  }
}

async function noticesOf({ store, programme }: World): Promise<readonly Notice[]> {
  return [...(await docsOf(store, programme.id, notices)), ...(await docsOf(store, SECOND, notices))];
}

const isReminder = (view: View): boolean =>
  view.kind === 'reminders' || ('form' in view && view.form.reminder);

/** Each card that reminded, as academy and item. */
function reminded({ posts }: World, name: string): readonly (readonly string[])[] {
  return posts
    .filter(({ to, view }) => to === name && isReminder(view))
    .map(({ view }) => {
      if (view.kind !== 'reminders') return [view.kind === 'task' ? view.item : view.kind];
      return view.academies.flatMap(({ frame, lines }) =>
        lines.map(({ item }) => `${frame.academy} ${item}`),
      );
    });
}

const BOTH = ['academy-2023 s1-t1', 'academy-2023 s1-t2', 'second-2023 other-t1'];

describe('the reminders of a day of somebody in several academies', () => {
  it('come on one card, a minute after the last of them is due', async () => {
    const world = await twoAcademies();
    await goTo(world, '2023-05-10T06:00Z', '2023-05-19T06:00Z', '2023-05-19T06:02Z', '2023-05-19T09:00Z');
    const before = reminded(world, 'aino').length;
    assert.equal(before, 1);
    await goTo(world, '2023-05-22T05:30Z');
    assert.equal(reminded(world, 'aino').length, before);
    await goTo(world, '2023-05-22T05:31Z', '2023-05-22T09:00Z');
    assert.deepEqual(
      reminded(world, 'aino')
        .slice(before)
        .map((card) => [...card].sort()),
      [BOTH],
    );
    assert.deepEqual(reminded(world, 'eero').at(-1), BOTH.slice(0, 2));
  });

  it('wait as they are meant to: nobody is told that they are stuck', async () => {
    const world = await twoAcademies();
    await goTo(world, '2023-05-10T06:00Z', '2023-05-22T05:30Z', '2023-05-22T05:31Z');
    const audience = { to: 'reminded', items: [itemId('s1-t3')] } as const;
    await world.tell({ contents: [{ kind: 'reminders', items: [itemId('s1-t3')] }], audience });
    const engine = world.engine();
    for (let minutes = 0; minutes < 30; minutes += 1) {
      world.now += 60_000;
      world.ticks += 60_000;
      await engine.runDue();
    }
    const pending = (await world.deliveries('notice')).filter(({ state }) => state.state === 'pending');
    assert.equal(pending.length, 1);
    assert.deepEqual(await docsOf(world.store, world.programme.id, stucks), []);
  });

  it('are noted on both ledgers: sent by one, together with it by the other', async () => {
    const world = await twoAcademies();
    await goTo(world, '2023-05-10T06:00Z', '2023-05-22T05:30Z', '2023-05-22T05:31Z');
    const aino = (await world.person('aino')).id;
    const states: string[] = [];
    for (const { id, contents } of await noticesOf(world)) {
      if (contents[0]?.kind !== 'reminders') continue;
      for (const { person, state } of await world.deliveries(id))
        if (person === aino) states.push(state.state === 'skipped' ? state.reason : state.state);
    }
    assert.deepEqual(states.sort(), ['sent', 'together']);
  });

  it('come all the same when the person leaves the academy whose notice carries them', async () => {
    for (const left of [academyId('academy-2023'), SECOND]) {
      const world = await twoAcademies();
      await goTo(world, '2023-05-10T06:00Z', '2023-05-19T06:00Z', '2023-05-19T06:02Z', '2023-05-22T05:30Z');
      const before = reminded(world, 'aino').length;
      await world.change('aino', (aino) => ({
        ...aino,
        memberships: aino.memberships.filter(({ academy }) => academy !== left),
      }));
      await goTo(world, '2023-05-22T05:31Z', '2023-05-22T09:00Z');
      const stays = left === SECOND ? BOTH.slice(0, 2) : ['other-t1'];
      assert.deepEqual(reminded(world, 'aino').slice(before), [stays], left);
    }
  });

  it('that come when the card is out wait for the next morning', async () => {
    const world = await twoAcademies();
    await goTo(world, '2023-05-10T06:00Z', '2023-05-22T05:30Z', '2023-05-22T05:31Z');
    const { length } = reminded(world, 'aino');
    const audience = { to: 'reminded', items: [itemId('s1-t3')] } as const;
    await world.tell({ contents: [{ kind: 'reminders', items: [itemId('s1-t3')] }], audience });
    await goTo(world, '2023-05-22T08:00Z', '2023-05-22T12:00Z');
    assert.equal(reminded(world, 'aino').length, length);
    assert.deepEqual(reminded(world, 'eero').at(-1), ['s1-t3']);
    await goTo(world, '2023-05-23T05:30Z', '2023-05-23T06:00Z');
    assert.deepEqual(reminded(world, 'aino').at(-1), ['s1-t3']);
  });

  it('of a demonstration go with no others', async () => {
    const world = await twoAcademies(theSecond(true));
    await goTo(world, '2023-05-10T06:00Z', '2023-05-22T05:30Z');
    const cards = reminded(world, 'aino').map((card) => card.join(', '));
    assert.deepEqual(cards.sort(), [BOTH.slice(0, 2).join(', '), 'other-t1']);
  });

  it('come once whatever write the process dies at', async () => {
    for (let nth = 1; ; nth += 4) {
      const world = await twoAcademies();
      await goTo(world, '2023-05-10T06:00Z');
      world.now = Date.parse('2023-05-22T05:30Z');
      const dying = failingAt(world.store, nth);
      await world
        .engine('one', { store: dying })
        .runDue()
        .catch(() => undefined);
      await world.takeOver();
      for (let minutes = 1; minutes < 20; minutes += 1) {
        world.now += 60_000;
        await world.takeOver(`after-${String(minutes)}`);
      }
      const cards = reminded(world, 'aino');
      assert.ok(cards.length <= 1, `${String(nth)}: ${JSON.stringify(cards)}`);
      if (cards[0]) assert.deepEqual([...cards[0]].sort(), BOTH);
      const done = dying.writes < nth;
      await world.store.close();
      if (done) break;
    }
  });
});
