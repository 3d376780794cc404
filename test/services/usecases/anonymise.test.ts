import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AcademyHead } from '../../../services/domain/academy.ts';
import type { Figures } from '../../../services/domain/figures.ts';
import { instant } from '../../../services/domain/time.ts';
import { AGENDA, agenda, retentionId } from '../../../services/store/documents-agenda.ts';
import {
  academyPartition,
  deliveries,
  notices,
  personKeys,
  persons,
  revisions,
} from '../../../services/store/documents.ts';
import { FIGURES } from '../../../services/store/documents-figures.ts';
import { openEmbedded } from '../../../services/store/embedded.ts';
import type { Store } from '../../../services/store/port.ts';
import { anonymise } from '../../../services/usecases/anonymise.ts';
import { prepareImport } from '../../../services/usecases/import.ts';
import { hintAllRetentions } from '../../../services/usecases/retention-hint.ts';
import type { World } from '../../helpers/delivery-world.ts';
import { documentsOf } from '../../helpers/dump.ts';
import { failingAt } from '../../helpers/failing-store.ts';
import { aFolder } from '../../helpers/folder.ts';
import { aLivedAcademy, FIRST_ROSTER, FORGOTTEN, goTo, HANNA, WRITTEN } from '../../helpers/lived-academy.ts';
import { everyDoc } from '../../helpers/store-docs.ts';
import { SECOND } from '../../helpers/second-academy.ts';

const dump = async (store: Store): Promise<string> => JSON.stringify(await documentsOf(store));
const figuresOf = async ({ store, programme }: World) =>
  (await store.read<Figures>(academyPartition(programme.id), FIGURES))?.data;
/** What must be found nowhere: names, addresses, what leads to people and to their chats, and every text. */
const traces = async (world: World): Promise<readonly string[]> => {
  const people = await Promise.all(
    FIRST_ROSTER.filter(({ address }) => address !== HANNA).map(({ address }) =>
      world.person(address.split('@')[0] ?? ''),
    ),
  );
  const ofPeople = people.flatMap(({ id, name, addresses, accounts }) => [
    id,
    name,
    ...addresses,
    ...accounts.flatMap(({ userId, conversationId }) => [userId, conversationId ?? userId]),
  ]);
  return [...ofPeople, ...Object.values(WRITTEN), 'stella@elsewhere.example'];
};
/** What the files of a folder hold, byte by byte. */
const bytesIn = async (path: string): Promise<string> => {
  const files = await Promise.all((await readdir(path)).map((name) => readFile(join(path, name))));
  return Buffer.concat(files).toString();
};
const found = (text: string, wanted: readonly string[]) => wanted.filter((trace) => text.includes(trace));

describe('an academy whose retention has ended', function () {
  this.timeout(30_000);
  const folder = aFolder();

  it('is forgotten when its time has come and not a moment before, by the agenda alone', async () => {
    const world = await aLivedAcademy();
    const wanted = await traces(world);
    assert.deepEqual(found(await dump(world.store), wanted), wanted, 'all of it is there before');
    await goTo(world, new Date(Date.parse(FORGOTTEN) - 1).toISOString());
    assert.deepEqual(found(await dump(world.store), wanted), wanted);
    await goTo(world, FORGOTTEN);
    assert.deepEqual(found(await dump(world.store), wanted), []);
    assert.equal((await world.academy()).head.anonymised, FORGOTTEN);
    assert.equal(await world.store.read(AGENDA, retentionId(world.programme.id)), undefined);
  });

  it('is in no page of the embedded store’s file once that was closed', async () => {
    const path = folder.file('.');
    const world = await aLivedAcademy(await openEmbedded(join(path, 'fadder.sqlite')));
    const wanted = await traces(world);
    assert.deepEqual(found(await bytesIn(path), wanted), wanted);
    await anonymise(world.store, world.programme.id, instant(world.now));
    await world.store.close();
    assert.deepEqual(found(await bytesIn(path), wanted), []);
  });

  it('keeps its figures: people by role, progress, replies, feedback and deliveries', async () => {
    const world = await aLivedAcademy();
    const all = await everyDoc(world.store, { type: deliveries.type, limit: 1000 });
    const sent = all.filter(({ pk }) => pk.startsWith(`d:${world.programme.id}:`)).length;
    await anonymise(world.store, world.programme.id, instant(world.now));
    const figures = await figuresOf(world);
    assert.deepEqual(figures?.people, { participant: 4, mentor: 2, coordinator: 1 });
    assert.deepEqual(
      figures.progress.map(({ item, organisation, given }) => `${item} ${organisation} ${given}`).sort(),
      ['s1-p1 etela-savo 1', 's1-t1 etela-savo 1'],
    );
    assert.deepEqual(figures.rsvps, [{ meeting: 's1-m', answer: 'online', people: 1 }]);
    assert.deepEqual(figures.feedback, [], 'four are fewer than may be shown');
    assert.equal(figures.messages, 1);
    const told = Object.values(figures.deliveries).flatMap((tally) => Object.values(tally));
    assert.equal(
      told.reduce((sum, n) => sum + n, 0),
      sent,
    );
    assert.ok((figures.deliveries['message']?.sent ?? 0) > 0);
  });

  it('leaves a person of two academies their name, address and account for the other one', async () => {
    const world = await aLivedAcademy();
    const before = await world.person('hanna');
    await anonymise(world.store, world.programme.id, instant(world.now));
    const after = await world.person('hanna');
    assert.deepEqual(
      [after.name, after.addresses, after.accounts],
      [before.name, before.addresses, before.accounts],
    );
    assert.deepEqual(
      after.memberships.map(({ academy }) => academy),
      [SECOND],
    );
    const keys = (await everyDoc(world.store, { type: personKeys.type, limit: 100 })) as readonly {
      data: { key: string };
    }[];
    assert.ok(keys.some(({ data }) => data.key.includes(HANNA)));
    assert.ok(keys.some(({ data }) => data.key === `roster ${SECOND} 17`));
    assert.equal((await everyDoc(world.store, { type: persons.type, limit: 100 })).length, 4);
  });

  it('changes nothing of another academy', async () => {
    const world = await aLivedAcademy();
    const others = async () =>
      (await documentsOf(world.store)).filter(({ pk }) => pk.startsWith(academyPartition(SECOND)));
    const before = await others();
    await anonymise(world.store, world.programme.id, instant(world.now));
    assert.deepEqual(await others(), before);
  });

  it('is forgotten once: a second run changes nothing', async () => {
    const world = await aLivedAcademy();
    await anonymise(world.store, world.programme.id, instant(world.now));
    const before = await dump(world.store);
    await anonymise(world.store, world.programme.id, instant(world.now + 1000));
    assert.equal(await dump(world.store), before);
  });

  it('is forgotten to the end, with the same figures, wherever the process dies', async () => {
    const whole = await aLivedAcademy();
    const counting = failingAt(whole.store, Number.MAX_SAFE_INTEGER);
    await anonymise(counting, whole.programme.id, instant(whole.now));
    const figures = await figuresOf(whole);
    const left = (await documentsOf(whole.store)).map(({ pk, id }) => `${pk} ${id}`);
    for (let nth = 1; nth <= counting.writes; nth += 6) {
      const world = await aLivedAcademy();
      const wanted = await traces(world);
      const landed = nth % 4 === 1;
      await assert.rejects(
        anonymise(failingAt(world.store, nth, { landed }), world.programme.id, instant(world.now)),
      );
      await anonymise(world.store, world.programme.id, instant(world.now));
      assert.deepEqual(found(await dump(world.store), wanted), [], `write ${nth}`);
      assert.deepEqual(await figuresOf(world), figures, `write ${nth}`);
      assert.deepEqual(
        (await documentsOf(world.store)).map(({ pk, id }) => `${pk} ${id}`),
        left,
      );
    }
  });

  it('goes on where a process that was told to stop left it', async () => {
    const world = await aLivedAcademy();
    const wanted = await traces(world);
    let asked = 0;
    const id = world.programme.id;
    assert.equal(await anonymise(world.store, id, instant(world.now), () => (asked += 1) > 3), false);
    const half = found(await dump(world.store), wanted);
    assert.ok(half.length > 0 && half.length < wanted.length);
    assert.equal(await anonymise(world.store, id, instant(world.now)), true);
    assert.deepEqual(found(await dump(world.store), wanted), []);
  });

  it('is not planned or imported any more', async () => {
    const world = await aLivedAcademy();
    await anonymise(world.store, world.programme.id, instant(world.now));
    await goTo(world, '2023-10-11T06:00Z');
    const pk = academyPartition(world.programme.id);
    assert.deepEqual(await everyDoc(world.store, { pk, type: notices.type, limit: 10 }), []);
    const plan = await prepareImport(world.store, world.programme, FIRST_ROSTER, instant(world.now));
    assert.match(plan.problems[0] ?? '', /was anonymised on 2023-06-15/);
  });

  it('is found by a sweep where an older program never put it on the agenda', async () => {
    const world = await aLivedAcademy();
    const id = retentionId(world.programme.id);
    await world.store.delete(AGENDA, id);
    await hintAllRetentions(world.store);
    const entry = await world.store.read<{ dueAt: string }>(AGENDA, id);
    assert.equal(entry?.data.dueAt, FORGOTTEN);
    const agendaDocs = await everyDoc(world.store, { pk: AGENDA, type: agenda.type, limit: 100 });
    await hintAllRetentions(world.store);
    assert.deepEqual(await everyDoc(world.store, { pk: AGENDA, type: agenda.type, limit: 100 }), agendaDocs);
  });

  it('waits for the programme as it is by then: a longer retention dates it anew', async () => {
    const world = await aLivedAcademy();
    const pk = academyPartition(world.programme.id);
    const head = await world.store.read<AcademyHead>(pk, 'head');
    const revision = await world.store.read<{ programme: object }>(
      pk,
      `revision:${head?.data.revision ?? ''}`,
    );
    assert.ok(revision);
    const programme = {
      ...revision.data.programme,
      retention: { namedAnswersMonthsAfterEnd: 24, then: 'anonymise', aggregateStatistics: 'keep' },
    };
    await world.store.replace({ ...revision, data: { ...revision.data, programme } }, revision.etag);
    await goTo(world, FORGOTTEN);
    assert.equal((await world.academy()).head.anonymised, undefined);
    const entry = await world.store.read<{ dueAt: string }>(AGENDA, retentionId(world.programme.id));
    assert.equal(entry?.data.dueAt, '2025-11-15T21:59:59.999Z');
    assert.equal((await everyDoc(world.store, { pk, type: revisions.type, limit: 10 })).length, 1);
  });
});
