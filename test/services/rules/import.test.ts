import assert from 'node:assert/strict';
import fc from 'fast-check';
import { itemId, organisationId, personId, sprintId } from '../../../services/domain/ids.ts';
import { diffImport, isEmpty } from '../../../services/rules/import.ts';
import type { Imported, ImportDiff, ImportedPerson } from '../../../services/rules/import.ts';
import { subjects } from '../../../services/rules/import.ts';
import { aMeeting, anOrganisation, aProgramme, aSprint, aTask, date } from '../../helpers/programme.ts';

function aPersonToImport(overrides: Partial<ImportedPerson> = {}): ImportedPerson {
  const id = overrides.id ?? personId('aino');
  return {
    id,
    name: `Name of ${id}`,
    language: 'fi',
    addresses: [`${id}@x.fi`],
    roles: ['participant in hus'],
    ...overrides,
  };
}

const anImport = (overrides: Partial<Imported> = {}): Imported => ({
  programme: aProgramme(),
  people: [aPersonToImport()],
  ...overrides,
});

/** What differs, as `tasks ~s1-t1 due`. */
function said(diff: ImportDiff): string[] {
  return subjects.flatMap((subject) => {
    const { added, changed, gone } = diff[subject];
    return [
      ...added.map(({ id }) => `${subject} +${id}`),
      ...changed.map(({ id, parts }) => `${subject} ~${id} ${parts.join()}`),
      ...gone.map(({ id }) => `${subject} -${id}`),
    ];
  });
}

describe('diffImport', () => {
  it('calls everything of a new academy new', () => {
    const diff = diffImport(undefined, anImport());
    assert.deepEqual(
      subjects.map((subject) => diff[subject].added.length),
      [1, 2, 2, 2, ...[diff.tasks.added.length, diff.prompts.added.length], 3, 1],
    );
    assert.ok(said(diff).every((one) => one.includes(' +')));
    assert.equal(diff.people.added[0]?.label, 'Name of aino');
    assert.equal(diff.organisations.added[0]?.label, 'South Savo (fi)');
  });

  it('finds no change in the same, read twice', () => {
    const diff = diffImport(anImport(), structuredClone(anImport()));
    assert.deepEqual(said(diff), []);
    assert.ok(isEmpty(diff));
  });

  const programme = aProgramme();
  const [first, ...others] = programme.sprints;
  const withFirst = (overrides: Parameters<typeof aSprint>[0]) =>
    anImport({ programme: aProgramme({ sprints: [{ ...(first ?? aSprint()), ...overrides }, ...others] }) });
  const { tasks, prompts } = first ?? aSprint();
  const [task, ...otherTasks] = tasks;
  const cases: readonly [string, Imported, readonly string[]][] = [
    [
      'a task that is due later',
      withFirst({ tasks: [{ ...(task ?? aTask()), due: date('2023-05-25') }, ...otherTasks] }),
      ['tasks ~s1-t1 due'],
    ],
    ['a task more', withFirst({ tasks: [...tasks, aTask({ id: itemId('s1-t9') })] }), ['tasks +s1-t9']],
    ['a task less', withFirst({ tasks: otherTasks }), ['tasks -s1-t1']],
    [
      'a prompt of other words',
      withFirst({
        prompts: prompts.map((one, index) => (index === 0 ? { ...one, text: { fi: 'Muu' } } : one)),
      }),
      ['prompts ~s1-p1 text'],
    ],
    ['a sprint that closes later', withFirst({ closes: date('2023-06-15') }), ['sprints ~s1 closes']],
    [
      'a meeting elsewhere',
      withFirst({ meeting: aMeeting({ place: { kind: 'onsite', city: { fi: 'Oulu' } } }) }),
      ['meetings ~s1-m place'],
    ],
    [
      'another mentor, which is a pairing and not an organisation',
      anImport({
        programme: aProgramme({
          organisations: programme.organisations.map((one) => ({ ...one, mentor: 'm1@expert.example' })),
        }),
      }),
      ['pairings ~hus mentor'],
    ],
    [
      'an organisation in place of another',
      anImport({
        programme: aProgramme({
          organisations: [anOrganisation(), anOrganisation({ id: organisationId('lappi') })],
        }),
      }),
      ['organisations +lappi', 'organisations -hus', 'pairings +lappi', 'pairings -hus'],
    ],
    [
      'other settings',
      anImport({ programme: aProgramme({ title: { fi: 'Muu' }, ends: date('2023-12-15') }) }),
      ['settings ~academy-2023 ends,title'],
    ],
    [
      'a person with another name and role',
      anImport({ people: [aPersonToImport({ name: 'Aino A', roles: ['coordinator'] })] }),
      ['people ~aino name,roles'],
    ],
    [
      'one person in place of another',
      anImport({ people: [aPersonToImport({ id: personId('eero') })] }),
      ['people +eero', 'people -aino'],
    ],
  ];
  for (const [name, after, differences] of cases)
    it(`tells ${name}`, () => {
      assert.deepEqual(said(diffImport(anImport(), after)).map(partsSorted), differences);
    });

  it('calls a task that moves to another sprint changed', () => {
    const moved = aTask({ id: itemId('moved') });
    const two = (where: 0 | 1) =>
      anImport({
        programme: aProgramme({
          sprints: [sprintId('a'), sprintId('b')].map((id, index) =>
            aSprint({ id, tasks: index === where ? [moved] : [], prompts: [] }),
          ),
        }),
      });
    assert.deepEqual(said(diffImport(two(0), two(1))), ['tasks ~moved sprint']);
  });

  it('turned round, tells what is new as gone', () => {
    const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e').map(personId));
    fc.assert(
      fc.property(ids, ids, (one, other) => {
        const of = (all: typeof one) => anImport({ people: all.map((id) => aPersonToImport({ id })) });
        const there = diffImport(of(one), of(other)).people;
        const back = diffImport(of(other), of(one)).people;
        assert.deepEqual(there.added, back.gone);
        assert.deepEqual(there.gone, back.added);
      }),
    );
  });
});

function partsSorted(line: string): string {
  const [subject = '', id = '', parts] = line.split(' ');
  return parts === undefined ? line : `${subject} ${id} ${parts.split(',').sort().join()}`;
}
