import assert from 'node:assert/strict';
import { academyId } from '../../../services/domain/ids.ts';
import type { Command } from '../../../services/domain/command.ts';
import { itemId } from '../../../services/domain/ids.ts';
import type { Programme } from '../../../services/domain/programme.ts';
import type { View } from '../../../services/domain/view.ts';
import { handle } from '../../../services/usecases/handle.ts';
import { aDeliveryWorld } from '../../helpers/delivery-world.ts';
import type { World } from '../../helpers/delivery-world.ts';
import { docsOf, dumpOf } from '../../helpers/dump.ts';
import { notices } from '../../../services/store/documents.ts';
import { aProgramme, moment } from '../../helpers/programme.ts';

const all = ['snooze_3_days', 'mute_item', 'mute_until_date'] as const;
const T1 = itemId('s1-t1');
/** A Friday, on which the first task is reminded of; the next time is Monday the 22nd, with the second task. */
const FRIDAY = '2023-05-19T06:00Z';

async function aWorld(may: Programme['reminders']['personMay'] = all, demo = false): Promise<World> {
  const { reminders } = aProgramme();
  const world = await aDeliveryWorld({
    programme: aProgramme({ demo, reminders: { ...reminders, personMay: may } }),
  });
  for (const at of ['2023-05-10T06:00Z', FRIDAY]) await goTo(world, at);
  world.posts.length = 0;
  return world;
}

async function goTo(world: World, at: string): Promise<void> {
  world.now = Date.parse(at);
  await world.engine().runDue();
}

type Wish = Omit<Extract<Command, { verb: 'reminders.set' }>, 'verb' | 'academy'>;

async function wishes(world: World, wish: Wish): Promise<View> {
  const command = { verb: 'reminders.set', academy: world.programme.id, ...wish } as const;
  const [view] = await handle(world.deps(), await world.person('hanna'), command);
  assert.ok(view);
  return view;
}

/** What each card that Hanna got reminds of. */
function remindedOf({ posts }: World, name = 'hanna'): readonly (readonly string[])[] {
  return posts.flatMap(({ to, view }) => {
    if (to !== name) return [];
    if (view.kind === 'reminders')
      return [view.academies.flatMap(({ lines }) => lines.map(({ item }) => item))];
    return view.kind === 'task' && view.form.reminder ? [[view.item]] : [];
  });
}

describe('reminders that a person does not want', () => {
  it('of an item are not sent any more; others are, and other people get theirs', async () => {
    const world = await aWorld();
    const view = await wishes(world, { what: 'mute', item: T1 });
    assert.ok(view.kind === 'reminderSettings' && view.muted === 'forGood');
    await goTo(world, '2023-05-22T06:00Z');
    assert.deepEqual(remindedOf(world), [['s1-t2']]);
    assert.deepEqual(remindedOf(world, 'ebba'), [['s1-t1', 's1-t2']]);
  });

  it('now come once in three days, in the morning, and not before', async () => {
    const world = await aWorld();
    const view = await wishes(world, { what: 'snooze', item: T1 });
    assert.ok(view.kind === 'reminderSettings' && typeof view.muted === 'object');
    assert.equal(view.muted.until, moment('2023-05-22T08:30+03:00'));
    await goTo(world, '2023-05-22T05:29Z');
    assert.deepEqual(remindedOf(world), []);
    await goTo(world, '2023-05-23T06:00Z');
    assert.ok(remindedOf(world).flat().includes('s1-t1'));
  });

  it('until a day are not sent; the next ones after it are', async () => {
    const world = await aWorld();
    await wishes(world, { what: 'pause', day: '2023-05-25' });
    await goTo(world, '2023-05-22T06:00Z');
    assert.deepEqual(remindedOf(world), []);
    await goTo(world, '2023-05-25T06:00Z');
    assert.deepEqual(remindedOf(world), [['s1-t3']]);
  });

  it('are on the ledger with the reason', async () => {
    const world = await aWorld();
    await wishes(world, { what: 'pause', day: '2023-05-25' });
    await goTo(world, '2023-05-22T06:00Z');
    const made = await docsOf(world.store, world.programme.id, notices);
    const id = made.find(({ id }) => id.startsWith('reminders:2023-05-22'))?.id ?? '';
    const hanna = (await world.person('hanna')).id;
    const hers = (await world.deliveries(id)).find(({ person }) => person === hanna);
    assert.ok(hers?.state.state === 'skipped' && hers.state.reason === 'muted');
  });

  it('can be wanted again', async () => {
    const world = await aWorld();
    await wishes(world, { what: 'mute', item: T1 });
    await wishes(world, { what: 'pause', day: '2023-06-25' });
    await wishes(world, { what: 'resume', item: T1 });
    const view = await wishes(world, { what: 'resume' });
    assert.ok(view.kind === 'reminderSettings' && view.muted === undefined && view.pausedUntil === undefined);
    await goTo(world, '2023-05-22T06:00Z');
    assert.deepEqual(remindedOf(world), [['s1-t1', 's1-t2']]);
  });

  it('asked for twice change nothing the second time', async () => {
    for (const wish of [
      { what: 'snooze', item: T1 },
      { what: 'mute', item: T1 },
      { what: 'pause', day: '2023-05-25' },
      { what: 'resume', item: T1 },
    ] as const) {
      const world = await aWorld();
      await wishes(world, wish);
      const before = await dumpOf(world.store);
      await wishes(world, wish);
      assert.deepEqual(await dumpOf(world.store), before, wish.what);
    }
  });

  it('may be changed only as the programme allows', async () => {
    const world = await aWorld([]);
    const before = await dumpOf(world.store);
    for (const wish of [
      { what: 'snooze', item: T1 },
      { what: 'mute', item: T1 },
      { what: 'pause', day: '2023-05-25' },
    ] as const) {
      const view = await wishes(world, wish);
      assert.ok(view.kind === 'refusal' && view.refusal.code === 'notAllowed', wish.what);
    }
    assert.deepEqual(await dumpOf(world.store), before);
  });

  it('take no day that is past, too far or none, and say so', async () => {
    const world = await aWorld();
    const before = await dumpOf(world.store);
    for (const day of ['2023-05-19', '2022-01-01', '2025-01-01', '2023-02-30', 'soon', '']) {
      const view = await wishes(world, { what: 'pause', day });
      assert.ok(view.kind === 'reminderSettings' && view.problem, day);
    }
    assert.deepEqual(await dumpOf(world.store), before);
  });

  it('in one academy say nothing about another', async () => {
    const world = await aWorld();
    const elsewhere = { academy: academyId('other'), item: T1 };
    await world.change('hanna', (person) => ({ ...person, mutes: [elsewhere] }));
    await wishes(world, { what: 'mute', item: itemId('s1-t2') });
    assert.deepEqual((await world.person('hanna')).mutes?.length, 2);
    await goTo(world, '2023-05-22T06:00Z');
    assert.deepEqual(remindedOf(world), [['s1-t1']]);
  });
});
