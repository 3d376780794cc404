import assert from 'node:assert/strict';
import { academyId, itemId } from '../../../services/domain/ids.ts';
import type { Notice } from '../../../services/domain/delivery.ts';
import type { Person, RosterEntry } from '../../../services/domain/people.ts';
import type { Programme } from '../../../services/domain/programme.ts';
import { addMilliseconds, MINUTE } from '../../../services/domain/time.ts';
import { plan } from '../../../services/rules/plan.ts';
import { AGENDA, agendaId } from '../../../services/store/documents-agenda.ts';
import {
  answers,
  docOf,
  heads,
  notices,
  pairings,
  personPartition,
  persons,
} from '../../../services/store/documents.ts';
import type { AgendaEntry } from '../../../services/store/documents-agenda.ts';
import type { AcademyHead, Revision } from '../../../services/domain/academy.ts';
import { openEmbedded } from '../../../services/store/embedded.ts';
import type { Store } from '../../../services/store/port.ts';
import { applyImport, isDone, prepareImport } from '../../../services/usecases/import.ts';
import { anAnswer } from '../../helpers/builders.ts';
import { failingAt, meanwhile } from '../../helpers/failing-store.ts';
import { aProgramme, moment } from '../../helpers/programme.ts';

import {
  NOW,
  LATER,
  HUS,
  PK,
  KATRI,
  RAILI,
  CAMILLA,
  AINO,
  ALVA,
  ROSTER,
  MATTI,
  CHANGED,
  changedProgramme,
  dataOf,
  headOf,
  personOf,
  reachable,
  everything,
  importing,
} from '../../helpers/imports.ts';

describe('prepareImport and applyImport', () => {
  let store: Store;
  beforeEach(async () => {
    store = await openEmbedded(':memory:');
  });
  afterEach(() => store.close());

  it('bring a new academy into being, from this moment on', async () => {
    const { result } = await importing(store);
    assert.deepEqual(
      { ...result, revision: '' },
      { outcome: 'done', revision: '', people: 5, pairings: 2, problems: [] },
    );
    const head = await headOf(store);
    assert.deepEqual([head.clockOffset, head.plannedThrough, head.revision], [0, NOW, result.revision]);
    const revision = await dataOf<Revision>(store, PK, `revision:${head.revision}`);
    assert.deepEqual(revision.programme, aProgramme());
    assert.deepEqual(revision.pages, [
      { count: 3 },
      { organisation: 'etela-savo', count: 1 },
      { organisation: HUS, count: 1 },
    ]);
    const raili = await personOf(store, 'm1@expert.example');
    assert.deepEqual(raili.memberships, [
      { academy: 'academy-2023', role: 'mentor', organisation: 'etela-savo', from: NOW },
    ]);
    assert.deepEqual(revision.pairings.map(({ mentor }) => mentor)[0], raili.id);
  });

  it('put the next planned thing of a real academy on the agenda', async () => {
    await importing(store);
    const entry = await dataOf<AgendaEntry>(store, AGENDA, agendaId(aProgramme().id));
    assert.equal(entry.dueAt, plan(aProgramme())[0]?.dueAt);
  });

  it('begin a demonstration five minutes before the first thing it tells', async () => {
    const demo = aProgramme({ demo: true });
    const wall = moment('2031-01-01T00:00Z');
    await importing(store, demo, ROSTER, wall);
    const { clockOffset, plannedThrough } = await headOf(store);
    const first = plan(demo)[0]?.dueAt;
    assert.ok(first);
    assert.equal(plannedThrough, addMilliseconds(first, -5 * MINUTE));
    assert.equal(addMilliseconds(wall, clockOffset), plannedThrough);
    assert.equal((await dataOf<AgendaEntry>(store, AGENDA, agendaId(demo.id))).dueAt, wall);
  });

  it('change nothing the second time, and say so', async () => {
    await importing(store);
    const before = await everything(store);
    const counting = failingAt(store, Infinity);
    const again = await prepareImport(counting, aProgramme(), [...ROSTER].reverse(), LATER);
    assert.ok(isDone(again));
    assert.equal((await applyImport(counting, again, LATER)).people, 0);
    assert.equal(counting.writes, 0);
    assert.deepEqual(await everything(store), before);
  });

  it('change what changed, end what is gone, and touch no answer, clock or choice', async () => {
    await importing(store);
    const alva = await personOf(store, ALVA.address);
    const own = await store.read<Person>(personPartition(alva.id), 'person');
    assert.ok(own);
    await store.replace(docOf(persons, { ...alva, language: 'en', languageChosen: true }), own.etag);
    const head = await store.read<AcademyHead>(PK, 'head');
    assert.ok(head);
    await store.replace(docOf(heads, { ...head.data, plannedThrough: LATER }), head.etag);
    const answer = await store.create(docOf(answers, anAnswer({ item: itemId('s1-t1') })));

    const { plan: changes } = await importing(store, changedProgramme(), CHANGED, LATER);
    assert.deepEqual(
      changes.diff.people.gone.map(({ label }) => label),
      ['Aino Aalto'],
    );
    assert.ok(changes.diff.tasks.gone.some(({ id }) => id === 's1-t1'));

    const aino = await personOf(store, AINO.address);
    assert.deepEqual(
      aino.memberships.map(({ from, to }) => [from, to]),
      [[NOW, LATER]],
    );
    assert.deepEqual((await personOf(store, ALVA.address)).language, 'en');
    const camilla = await personOf(store, CAMILLA.address);
    assert.deepEqual(
      camilla.memberships.map(({ role, to }) => [role, to]),
      [
        ['mentor', LATER],
        ['coordinator', undefined],
      ],
    );
    const paired = (await store.query<{ to?: string }>({ pk: PK, type: pairings.type, limit: 10 })).docs;
    assert.equal(paired.length, 3);
    assert.equal(paired.filter(({ data }) => data.to === LATER).length, 1);
    assert.equal((await headOf(store)).plannedThrough, LATER);
    assert.match((await headOf(store)).revision, /^2\./);
    assert.equal((await store.read(PK, answer.id))?.etag, answer.etag);
  });

  it('know a person by the roster’s own id when the address changes, and by an alias', async () => {
    await importing(store, aProgramme(), [...ROSTER, MATTI]);
    const matti = await personOf(store, MATTI.address);
    await importing(store, aProgramme(), [
      ...ROSTER,
      { ...MATTI, address: 'matti.virtanen@hus.example', aliases: ['mv@hus.example'] },
    ]);
    for (const address of ['matti.virtanen@hus.example', 'mv@hus.example', MATTI.address])
      assert.equal((await personOf(store, address)).id, matti.id);
  });

  it('keep one person who is in two academies', async () => {
    await importing(store);
    const second = aProgramme({ id: academyId('second') });
    await importing(store, second, ROSTER, LATER);
    const aino = await personOf(store, AINO.address);
    assert.deepEqual(
      aino.memberships.map(({ academy, to }) => [academy, to]),
      [
        ['academy-2023', undefined],
        ['second', undefined],
      ],
    );
  });

  it('tell of a new pairing once, and welcome who can be reached already', async () => {
    await importing(store, aProgramme({ id: academyId('other') }), [KATRI, RAILI, CAMILLA, MATTI]);
    await reachable(store, MATTI.address);
    await importing(store);
    await reachable(store, ALVA.address);
    const told = async () =>
      (await store.query<Notice>({ pk: PK, type: notices.type, limit: 100 })).docs.map(({ data }) => data);
    assert.deepEqual(await told(), [], 'nobody of a new academy can be reached');
    await importing(store, changedProgramme(), CHANGED, LATER);
    const matti = await personOf(store, MATTI.address);
    const kinds = (await told()).map(({ contents, audience }) => [contents[0]?.kind, audience.to]);
    assert.deepEqual(kinds.sort(), [
      ['pairing', 'people'],
      ['welcome', 'people'],
    ]);
    assert.ok((await told()).some(({ id }) => id === `arrival:${matti.id}`));
    await importing(store, changedProgramme(), CHANGED, LATER);
    assert.equal((await told()).length, 2);
  });

  const refusals: readonly [string, RosterEntry[], Partial<Programme>, RegExp][] = [
    [
      'an address that belongs to somebody else',
      [KATRI, RAILI, CAMILLA, { ...AINO, aliases: [ALVA.address] }],
      {},
      /alva|aino/i,
    ],
    [
      'two rows that are known as one person',
      [...ROSTER, { ...MATTI, name: 'Other', address: 'o@hus.example' }, { ...MATTI, rosterId: '8' }],
      {},
      /belongs|one person/,
    ],
    ['a mentor who is not in the roster', [KATRI, RAILI, AINO], {}, /mentor of hus/],
    ['a demonstration in the place of an academy', ROSTER, { demo: true }, /demonstration/],
  ];
  for (const [name, roster, overrides, says] of refusals)
    it(`refuse ${name}`, async () => {
      await importing(store, aProgramme(), [...ROSTER, MATTI]);
      const before = await everything(store);
      const prepared = await prepareImport(store, aProgramme(overrides), roster, LATER);
      assert.match(prepared.problems.join(), says);
      await assert.rejects(applyImport(store, prepared, LATER), /problems/);
      assert.deepEqual(await everything(store), before);
    });

  const other = () => importing(store, aProgramme({ title: { fi: 'Toinen' } }), ROSTER, NOW);

  it('stop when another import has come in between', async () => {
    await importing(store);
    const slow = await prepareImport(store, changedProgramme(), CHANGED, NOW);
    await other();
    assert.equal((await applyImport(store, slow, LATER)).outcome, 'overtaken');
  });

  // Just before the head is written, and in the middle of what follows.
  for (const type of [heads.type, persons.type])
    it(`stop when another import comes in between at a ${type}, and leave the rest to it`, async () => {
      await importing(store);
      const slow = await prepareImport(store, changedProgramme(), CHANGED, NOW);
      const racing = meanwhile(store, type, other);
      assert.equal((await applyImport(racing, slow, LATER)).outcome, 'overtaken');
      await other();
      const aino = await personOf(store, AINO.address);
      assert.equal(aino.memberships.filter(({ to }) => to === undefined).length, 1);
      assert.equal(await revisionTitle(), 'Toinen');
    });

  async function revisionTitle(): Promise<string | undefined> {
    const { revision } = await headOf(store);
    return (await dataOf<Revision>(store, PK, `revision:${revision}`)).programme.title.fi;
  }

  it('keep what the planner wrote into the head meanwhile', async () => {
    await importing(store);
    const prepared = await prepareImport(store, changedProgramme(), CHANGED, NOW);
    const head = await store.read<AcademyHead>(PK, 'head');
    assert.ok(head);
    const planner = () => store.replace(docOf(heads, { ...head.data, plannedThrough: LATER }), head.etag);
    await applyImport(meanwhile(store, heads.type, planner), prepared, NOW);
    assert.deepEqual(await headOf(store), { ...head.data, plannedThrough: LATER, revision: prepared.next });
  });

  it('import 1,000 people', async () => {
    const many = Array.from({ length: 1000 }, (_, n) => ({ ...ALVA, address: `p${String(n)}@hus.example` }));
    const { result, plan: prepared } = await importing(store, aProgramme(), [
      KATRI,
      RAILI,
      CAMILLA,
      AINO,
      ...many,
    ]);
    assert.deepEqual([result.outcome, result.people], ['done', 1004]);
    assert.deepEqual(
      prepared.pages.map(({ members }) => members.length),
      [3, 1, 200, 200, 200, 200, 200],
    );
  });
});
