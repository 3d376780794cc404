import assert from 'node:assert/strict';
import { expand } from '../../../services/delivery/expand.ts';
import { planAcademy } from '../../../services/delivery/planner.ts';
import { itemId } from '../../../services/domain/ids.ts';
import type { PersonId } from '../../../services/domain/ids.ts';
import type { View } from '../../../services/domain/view.ts';
import { createDoc } from '../../../services/store/access.ts';
import { AGENDA, agendaId } from '../../../services/store/documents-agenda.ts';
import { marks, notices } from '../../../services/store/documents.ts';
import type { AgendaEntry } from '../../../services/store/documents-agenda.ts';
import { readNotice } from '../../../services/usecases/ledger.ts';
import { aMark } from '../../helpers/builders.ts';
import { aDeliveryWorld, counted, must } from '../../helpers/delivery-world.ts';
import type { World } from '../../helpers/delivery-world.ts';
import { docsOf } from '../../helpers/dump.ts';

const at = (when: string): number => Date.parse(when);

/** What a person got, of the cards that remind. */
function remindersTo({ posts }: World, name: string): readonly View[] {
  return posts.filter(({ to, view }) => to === name && isReminder(view)).map(({ view }) => view);
}

function isReminder(view: View): boolean {
  return view.kind === 'reminders' || ('form' in view && view.form.reminder);
}

/** The academy lives until then, looked after every half an hour. */
async function liveUntil(world: World, end: string): Promise<void> {
  const engine = world.engine();
  for (; world.now < at(end); world.now = Math.min(world.now + 3_600_000 / 2, at(end))) await engine.runDue();
  await engine.runDue();
}

const answered = (world: World, item: string, by: PersonId): Promise<unknown> =>
  createDoc(world.store, marks, aMark({ item: itemId(item), by }));

describe('the reminders of a day', () => {
  it('come on one card, which lists what is unanswered', async () => {
    const world = await aDeliveryWorld();
    await liveUntil(world, '2023-05-22T06:00Z');
    const cards = remindersTo(world, 'hanna');
    assert.deepEqual(
      cards.map(({ kind }) => kind),
      ['task', 'reminders'],
    );
    const [, both] = cards;
    assert.ok(both?.kind === 'reminders');
    assert.deepEqual(
      both.academies.flatMap(({ lines }) => lines.map(({ item }) => item)),
      ['s1-t1', 's1-t2'],
    );
  });

  it('of which one is left come as its own card, to be answered at once', async () => {
    const world = await aDeliveryWorld();
    await liveUntil(world, '2023-05-20T06:00Z');
    await answered(world, 's1-t1', (await world.person('aino')).id);
    await liveUntil(world, '2023-05-22T06:00Z');
    const last = remindersTo(world, 'aino').at(-1);
    assert.ok(last?.kind === 'task' && last.item === 's1-t2');
    assert.equal(remindersTo(world, 'hanna').at(-1)?.kind, 'reminders');
  });

  it('do not reach who answers between the plan and the card', async () => {
    const world = await aDeliveryWorld();
    await liveUntil(world, '2023-05-21T06:00Z');
    const before = remindersTo(world, 'aino').length;
    world.now = at('2023-05-22T05:30Z');
    await planAcademy(
      world.deps(),
      must(await world.store.read<AgendaEntry>(AGENDA, agendaId(world.programme.id))),
    );
    const id = must(
      (await docsOf(world.store, world.programme.id, notices)).find(({ status }) => status === 'expanding'),
    ).id;
    const deps = world.deps();
    await expand(deps, await world.academy(), must(await readNotice(world.store, world.programme.id, id)));
    for (const item of ['s1-t1', 's1-t2']) await answered(world, item, (await world.person('aino')).id);
    await world.engine().runDue();
    assert.equal(remindersTo(world, 'aino').length, before);
    assert.equal(remindersTo(world, 'hanna').at(-1)?.kind, 'reminders');
    const skipped = (await world.deliveries(id)).flatMap(({ state }) =>
      state.state === 'skipped' ? [state.reason] : [],
    );
    assert.deepEqual(skipped, ['answered', 'answered']);
  });

  it('stand on the ledger: the card with its deliveries, its parts with a note where they went', async () => {
    const world = await aDeliveryWorld();
    await liveUntil(world, '2023-05-22T06:00Z');
    const all = await docsOf(world.store, world.programme.id, notices);
    const part = all.find(({ id }) => id === 'reminder:s1-t2:1');
    assert.ok(part?.untold && 'goesWith' in part.untold);
    const sent = await world.deliveries(part.untold.goesWith);
    assert.deepEqual(counted(sent), { sent: 4 });
  });
});
