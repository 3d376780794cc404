import assert from 'node:assert/strict';
import { planAcademy } from '../../../services/delivery/planner.ts';
import type { Notice } from '../../../services/domain/delivery.ts';
import { itemId, sprintId } from '../../../services/domain/ids.ts';
import { instant, milliseconds, SECOND } from '../../../services/domain/time.ts';
import type { Instant } from '../../../services/domain/time.ts';
import { plan } from '../../../services/rules/plan.ts';
import { AGENDA, agenda, agendaId } from '../../../services/store/documents-agenda.ts';
import { notices } from '../../../services/store/documents.ts';
import type { AgendaEntry } from '../../../services/store/documents-agenda.ts';
import type { Store } from '../../../services/store/port.ts';
import { applyImport, prepareImport } from '../../../services/usecases/import.ts';
import { moveClock } from '../../../services/usecases/clock.ts';
import { aDeliveryWorld, must, smallRoster } from '../../helpers/delivery-world.ts';
import type { World } from '../../helpers/delivery-world.ts';
import { docsOf } from '../../helpers/dump.ts';
import { failingAt, meanwhile } from '../../helpers/failing-store.ts';
import { aMeeting, aProgramme, aPrompt, aSprint, date, dateTime, moment } from '../../helpers/programme.ts';

const OPENING = moment('2023-05-10T05:30Z');

const entryOf = (world: World) => world.store.read<AgendaEntry>(AGENDA, agendaId(world.programme.id));

/** One look of a process, if the entry is due. */
async function look(world: World, store: Store = world.store): Promise<boolean> {
  const entry = await entryOf(world);
  return entry !== undefined && planAcademy(world.deps({ store }), entry);
}

async function all(world: World): Promise<readonly Notice[]> {
  return docsOf(world.store, world.programme.id, notices);
}

/** What is told, or was to be told. */
async function made(world: World): Promise<readonly string[]> {
  return (await all(world)).map((notice) => notice.id).sort();
}

/** What was planned and never told by itself, and why. */
async function skipped(world: World): Promise<Readonly<Record<string, string>>> {
  const found = (await all(world)).flatMap(({ id, untold }) =>
    untold && 'skipped' in untold ? [[id, untold.skipped] as const] : [],
  );
  return Object.fromEntries(found);
}

/** The items of each card of reminders. */
async function gathered(world: World): Promise<readonly (readonly string[])[]> {
  return (await all(world)).flatMap(({ contents: [content] }) =>
    content?.kind === 'reminders' ? [content.items] : [],
  );
}

/** The planned ones whose time has come by then. */
function upTo(world: World, at: Instant): readonly string[] {
  return plan(world.programme)
    .filter(({ dueAt }) => instant(Date.parse('2023-05-10T05:00Z')) < dueAt && dueAt <= at)
    .map(({ id }) => id)
    .sort();
}

const isPlanned = (id: string): boolean => !id.startsWith('reminders:');

async function importAgain(world: World, opens: string): Promise<void> {
  const sprints = [aSprint({ opens: date(opens) })];
  const now = instant(world.now);
  const programme = aProgramme({ ...world.programme, sprints });
  await applyImport(world.store, await prepareImport(world.store, programme, smallRoster, now), now);
}

describe('planning', () => {
  it('an import leaves a hint at the first thing to come', async () => {
    assert.equal((await entryOf(await aDeliveryWorld()))?.data.dueAt, OPENING);
  });

  it('makes the notice when its time has come, and not before', async () => {
    const world = await aDeliveryWorld();
    world.now = milliseconds(OPENING) - 1;
    assert.equal(await look(world), false);
    assert.deepEqual(await made(world), []);
    world.now += 1;
    assert.equal(await look(world), true);
    assert.deepEqual(await made(world), ['sprint:s1']);
  });

  it('dates the agenda at the next thing', async () => {
    const world = await aDeliveryWorld();
    world.now = milliseconds(OPENING);
    await look(world);
    assert.equal((await entryOf(world))?.data.dueAt, must(plan(world.programme)[1]).dueAt);
  });

  it('a second look in the same moment makes nothing', async () => {
    const world = await aDeliveryWorld();
    world.now = milliseconds(OPENING);
    await look(world);
    assert.equal(await look(world), false);
    assert.equal((await made(world)).length, 1);
  });

  it('makes up missed ticks once, however long the outage', async () => {
    const world = await aDeliveryWorld();
    world.now = Date.parse('2023-10-02T09:00Z');
    await look(world);
    const expected = upTo(world, instant(world.now));
    assert.ok(expected.length > 5);
    const after = await made(world);
    assert.deepEqual(after.filter(isPlanned), expected);
    world.now += SECOND;
    assert.equal(await look(world), false);
    assert.deepEqual(await made(world), after);
  });

  it('gathers all reminders of a morning into one card', async () => {
    const world = await aDeliveryWorld();
    world.now = Date.parse('2023-05-19T09:00Z');
    await look(world);
    world.now = Date.parse('2023-05-22T05:30Z');
    assert.equal(await look(world), true);
    assert.deepEqual(await gathered(world), [['s1-t1', 's1-t2'], ['s1-t1']]);
  });

  it('says on the ledger what an outage has made pointless, and why', async () => {
    const world = await aDeliveryWorld();
    // Two reminders of the meeting, of which the later is told, and others of items that are past due.
    world.now = Date.parse('2023-06-13T09:00Z');
    await look(world);
    assert.deepEqual(await skipped(world), {
      'meeting:s1-m:2023-06-14T09:00:1': 'together',
      'reminder:s1-p1:1': 'late',
      'reminder:s1-t1:1': 'late',
      'reminder:s1-t1:2': 'late',
      'reminder:s1-t2:1': 'late',
      'reminder:s1-t2:2': 'late',
      'reminder:s1-t3:1': 'late',
      'reminder:s1-t3:2': 'late',
      'reminder:s1-t5:1': 'late',
      'reminder:s1-t5:2': 'late',
    });
    assert.deepEqual(await gathered(world), []);
  });

  it('found at night after an outage, waits for the morning', async () => {
    const world = await aDeliveryWorld();
    world.now = Date.parse('2023-05-14T23:00Z');
    assert.equal(await look(world), false);
    assert.deepEqual(await made(world), []);
    const morning = must(await entryOf(world)).data.dueAt;
    assert.equal(morning, moment('2023-05-15T05:30Z'));
    world.now = milliseconds(morning);
    assert.equal(await look(world), true);
    assert.deepEqual(await made(world), ['sprint:s1']);
  });

  it('a clock set back makes nothing twice', async () => {
    const world = await aDeliveryWorld();
    world.now = Date.parse('2023-06-30T09:00Z');
    await look(world);
    const before = await made(world);
    world.now = Date.parse('2023-05-20T09:00Z');
    assert.equal(await look(world), false);
    assert.deepEqual(await made(world), before);
  });

  it('after the last thing the agenda forgets the academy', async () => {
    const world = await aDeliveryWorld();
    world.now = Date.parse('2024-06-03T09:00Z');
    await look(world);
    assert.equal(await entryOf(world), undefined);
  });

  for (const landed of [false, true]) {
    it(`a crash ${landed ? 'after' : 'at'} any of its writes makes every notice once`, async () => {
      for (let nth = 1; ; nth += 1) {
        const world = await aDeliveryWorld();
        world.now = Date.parse('2023-05-30T09:00Z');
        const dying = failingAt(world.store, nth, { landed });
        await look(world, dying).catch(() => undefined);
        if (dying.writes < nth) {
          assert.ok(nth > 8, String(nth));
          break;
        }
        await look(world);
        assert.deepEqual((await made(world)).filter(isPlanned), upTo(world, instant(world.now)));
        assert.deepEqual(await gathered(world), [['s1-t3', 's1-t5', 's1-t2']]);
        for (const { id, untold } of await all(world)) {
          if (untold) continue;
          const hint = await world.store.read(AGENDA, `notice:${world.programme.id}:${id}`);
          assert.ok(hint, `${id} would never be sent`);
        }
        await world.store.close();
      }
    });
  }

  it('an import in the middle that brings something earlier is not slept through', async () => {
    const world = await aDeliveryWorld();
    world.now = milliseconds(OPENING) - 1;
    await importAgain(world, '2023-09-01');
    // The entry still names the old opening; looking at it now would date it to September.
    world.now += 1;
    const racing = meanwhile(world.store, agenda.type, () => importAgain(world, '2023-05-11'));
    await look(world, racing);
    const next = moment('2023-05-11T05:30Z');
    assert.ok(must(await entryOf(world)).data.dueAt <= next, must(await entryOf(world)).data.dueAt);
  });

  it('an import in the middle of making notices has its own made too', async () => {
    const world = await aDeliveryWorld();
    world.now = Date.parse('2023-05-12T09:00Z');
    const racing = meanwhile(world.store, agenda.type, async () => {
      const programme = {
        ...world.programme,
        sprints: [aSprint({ prompts: [] }), aSprint({ id: sprintId('s9') })],
      };
      const now = instant(world.now);
      await applyImport(world.store, await prepareImport(world.store, programme, smallRoster, now), now);
    });
    await look(world, racing);
    await look(world);
    assert.deepEqual(await made(world), ['sprint:s1', 'sprint:s9']);
  });
});

describe('an import that puts something at a time that is past', () => {
  const prompt = aPrompt({
    id: itemId('s1-p9'),
    send: dateTime('2023-05-17T09:00'),
    due: date('2023-06-07'),
  });

  /** Up to the second reminder of 22 May; then a programme with one prompt more is imported. */
  async function withOneMore(due = prompt.due): Promise<World> {
    const world = await aDeliveryWorld();
    world.now = Date.parse('2023-05-22T09:00Z');
    await look(world);
    const [first, ...others] = world.programme.sprints;
    const sprint = { ...must(first), prompts: [...must(first).prompts, { ...prompt, due }] };
    const now = instant(world.now);
    const programme = { ...world.programme, sprints: [sprint, ...others] };
    await applyImport(world.store, await prepareImport(world.store, programme, smallRoster, now), now);
    return world;
  }

  it('has it told once, and nothing that was told before told again', async () => {
    const world = await withOneMore();
    const before = await made(world);
    assert.equal(await look(world), true);
    assert.deepEqual(
      (await made(world)).filter((id) => !before.includes(id)),
      ['prompt:s1-p9'],
    );
    assert.equal(must((await all(world)).find(({ id }) => id === 'prompt:s1-p9')).untold, undefined);
    assert.equal(await look(world), false);
  });

  it('says on the ledger where nobody could answer it any more', async () => {
    const world = await withOneMore(date('2023-05-19'));
    world.now = Date.parse('2023-06-15T09:00Z');
    await look(world);
    assert.equal((await skipped(world))['prompt:s1-p9'], 'closed');
  });

  it('makes no reminders of a moved meeting for mornings that are past', async () => {
    const world = await aDeliveryWorld();
    world.now = Date.parse('2023-06-08T09:00Z');
    await look(world);
    const starts = dateTime('2023-06-13T09:00');
    const sprints = [aSprint({ meeting: aMeeting({ starts, ends: dateTime('2023-06-13T12:00') }) })];
    const now = instant(world.now);
    const programme = aProgramme({ sprints });
    await applyImport(world.store, await prepareImport(world.store, programme, smallRoster, now), now);
    await look(world);
    assert.ok(!(await made(world)).includes('meeting:s1-m:2023-06-13T09:00:1'));
  });
});

describe('planning a demonstration', () => {
  const demo = { programme: aProgramme({ demo: true }) };

  it('keeps its entry due, since nobody tells when its clock is moved', async () => {
    const world = await aDeliveryWorld(demo);
    await look(world);
    const { dueAt } = must(await entryOf(world)).data;
    assert.ok(dueAt <= instant(world.now));
    await moveClock(world.deps(), world.programme.id, OPENING);
    assert.equal(await look(world), true);
    assert.deepEqual(await made(world), ['sprint:s1']);
    assert.equal(must(await entryOf(world)).data.dueAt, dueAt);
  });

  it('lets it go when nothing is to come any more', async () => {
    const world = await aDeliveryWorld(demo);
    await moveClock(world.deps(), world.programme.id, moment('2024-06-03T09:00Z'));
    await look(world);
    assert.equal(await entryOf(world), undefined);
  });
});
