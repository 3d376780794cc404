import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { readProgramme } from '../../../services/files/programme.ts';
import { demoProgramme, edited } from '../../helpers/demo-files.ts';

const read = (text: string) => readProgramme(text, 'p.yaml');

function demo() {
  const { programme } = read(demoProgramme);
  assert.ok(programme);
  return programme;
}

describe('readProgramme', () => {
  it('finds nothing wrong with the example', () => {
    assert.deepEqual(read(demoProgramme).problems, []);
  });

  it('keeps every value of the example, under its name in camelCase', () => {
    const { schema, programme: academy, ...rest } = parse(demoProgramme) as Record<string, object>;
    assert.equal(schema, 'academy/1');
    const found = new Map(leaves(demo()));
    for (const [path, value] of leaves({ ...academy, ...rest })) {
      const name = path.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase());
      // A date-time keeps its local time and loses its offset.
      const kept = typeof value === 'string' ? value.replace(/^(\d{4}-\d\d-\d\dT\d\d:\d\d).*/, '$1') : value;
      assert.equal(found.get(name), kept, name);
    }
  });

  it('drops the offsets after checking them, on both sides of the end of daylight saving time', () => {
    const [first, , third] = demo().sprints;
    assert.equal(first?.meeting?.starts, '2023-06-14T09:00');
    assert.equal(third?.prompts[1]?.send, '2023-11-06T09:00');
  });

  it('puts sprints in the order of their opening', () => {
    const later =
      '  - {id: s0, theme: {sv: Två}, opens: 2027-03-01, closes: 2027-03-31, summary: {sv: Två}}\n';
    const { programme } = read(edited(SHORT, 'sprints:\n', `sprints:\n${later}`).text);
    assert.deepEqual(
      programme?.sprints.map(({ id }) => id),
      ['s1', 's0'],
    );
  });

  it('fills in what a short file leaves out', () => {
    const { programme, problems } = read(SHORT);
    assert.deepEqual(problems, []);
    assert.equal(programme?.demo, false);
    assert.deepEqual(programme.quiet.sendWindow.days, ['mon', 'tue', 'wed', 'thu', 'fri']);
    assert.deepEqual(programme.feedback, { minGroup: 5, afterEachMeeting: [], atEnd: [] });
    assert.deepEqual(programme.sprints[0]?.tasks, []);
    assert.ok(!('learningCafe' in programme));
  });

  it('raises a group that is too small to stay anonymous', () => {
    const { programme } = read(edited(demoProgramme, 'min_group: 5', 'min_group: 3').text);
    assert.equal(programme?.feedback.minGroup, 5);
  });

  it('reports faults of several parts at once, in the order of the file', () => {
    const one = edited(demoProgramme, 'ends: 2023-11-15', 'ends: 2023-02-31');
    const two = edited(one.text, 'minutes: 60', 'minutes: 0');
    const three = edited(two.text, 'compare_with: s1-t2', 'compare_with: s1-t1');
    const lines = read(three.text).problems.map(({ line }) => line);
    assert.deepEqual(lines, [one.line, two.line, three.line]);
  });
});

const SHORT = `
schema: academy/1
programme:
  id: short
  timezone: Europe/Stockholm
  languages: [sv]
  default_language: sv
  starts: 2027-01-10
  ends: 2027-05-10
  title: {sv: Kort}
  summary: {sv: Kort}
  data_notice: {sv: Ingen läser något}
sprints:
  - {id: s1, theme: {sv: Ett}, opens: 2027-01-11, closes: 2027-02-11, summary: {sv: Ett}}
organisations:
  - {id: kommun, languages: [sv], name: {sv: Kommunen}}
`;

/** Every value that holds no other, with its path. */
function leaves(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([name, inner]) => leaves(inner, `${path}/${name}`));
}

describe('readProgramme, whatever it is given', () => {
  it('throws for none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        assert.ok(read(text).problems.length > 0);
      }),
      { numRuns: 50 },
    );
  });

  it('answers every cut of the example with a programme or with problems inside the file', () => {
    const position = fc.nat(demoProgramme.length);
    fc.assert(
      fc.property(position, fc.nat(40), fc.string({ maxLength: 10 }), (at, length, inserted) => {
        const text = demoProgramme.slice(0, at) + inserted + demoProgramme.slice(at + length);
        const { programme, problems } = read(text);
        const lines = text.split('\n').length;
        assert.ok(problems.every(({ line }) => line >= 1 && line <= lines));
        assert.ok(programme ?? problems.some(({ severity }) => severity === 'error'));
      }),
      { numRuns: 30 },
    );
  });

  it('answers every wrong value in the place of a right one', () => {
    const data: unknown = parse(demoProgramme);
    const paths = leaves(data).map(([path]) => path.split('/').slice(1));
    const wrong = fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.constant(-1e300), fc.constant('__proto__'));
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.nat(3), wrong, (path, up, value) => {
        const text = stringify(replaced(data, path.slice(0, Math.max(1, path.length - up)), value));
        const { programme, problems } = read(text);
        assert.ok(programme ?? problems.some(({ severity }) => severity === 'error'));
      }),
      { numRuns: 30 },
    );
  });
});

function replaced(data: unknown, [step, ...rest]: readonly string[], value: unknown): unknown {
  if (step === undefined) return value;
  const items: readonly unknown[] | false = Array.isArray(data) && data;
  if (items) return items.map((one, index) => (String(index) === step ? replaced(one, rest, value) : one));
  if (typeof data !== 'object' || data === null) return value;
  return Object.fromEntries(
    Object.entries(data).map(([name, one]) => [name, name === step ? replaced(one, rest, value) : one]),
  );
}
