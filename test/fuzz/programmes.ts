/** Programme files with something wrong, in their text and in what it means. */
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { isObject, listAt, objectAt } from '../../deploy/local/teams/json.ts';
import type { FileProblem } from '../../services/files/problem.ts';
import { readProgramme } from '../../services/files/programme.ts';
import { plan } from '../../services/rules/plan.ts';
import { demoProgramme } from '../helpers/demo-files.ts';
import { kind } from './kind.ts';
import { anyChange, mutated } from './mutate.ts';
import type { Change } from './mutate.ts';

/** A programme of one sprint and one organisation is read ten times as fast, and has every part but a few. */
const small = smallOf(parse(demoProgramme));
const smallText = stringify(small);

const scalars = [
  '2023-02-30',
  '2023-02-29T09:00:00+03:00',
  '2023-06-14T24:00:00+03:00',
  '2023-10-29T03:30:00+02:00',
  '0000-00-00',
  '9999-12-31',
  '+275760-09-13',
  '99999999999999999999999999',
  '-1',
  '1e400',
  '.inf',
  '.nan',
  '0x7fffffffffffffff',
  '0o17',
  '1_000',
  '12:30:45',
  'yes',
  '~',
  '""',
  '"\\u0000"',
  '"\\ud800"',
  '!!binary aGVq',
  '!!js/function "function () {}"',
  '!!set {a, b}',
  '!!timestamp 2023-05-09',
  '!<tag:x> y',
  '&a [*a, *a]',
  '*nobody',
  '*',
  '&',
  '{<<: {a: 1}}',
  '{<<: [*a, *a]}',
  '{__proto__: {demo: true}}',
  '{constructor: 1}',
  '[',
  '{',
  "'",
  '"',
  '|',
  '>-',
  '? x',
  '- - - - x',
  '%YAML 9.9',
  '@x',
  '`x`',
  'Europe/Nowhere',
  'xx',
  "=cmd|'/c calc'!A1",
  'https://a:b@evil.example',
  'javascript:alert(1)',
];

/** A file of its own, whatever stood there. */
const bombs = [
  ['a: &a [x,x,x,x,x,x,x,x,x]', ...chain(9)].join('\n'),
  `schema: academy/1\n${'a: &x {b: *x}\n'.repeat(50)}`,
  '['.repeat(50_000),
  '{a: '.repeat(20_000),
  '- '.repeat(20_000),
  `${' '.repeat(3)}x:\n`.repeat(20_000),
  `a: "${'\\'.repeat(50_000)}`,
  `? ${'? '.repeat(2000)}`,
  '---\n'.repeat(5000),
  '# x\n'.repeat(50_000),
  '\t'.repeat(1000),
  '&a '.repeat(2000),
  '!!a '.repeat(2000),
  `"${'x'.repeat(900_000)}"`,
  'x'.repeat(1_000_001),
  '\uFEFF\uFEFF',
  '\u0000',
  'schema: academy/1',
  'schema: [academy/1]',
  'null',
  '',
];

function chain(levels: number): string[] {
  return Array.from({ length: levels }, (_, n) => {
    const [name, before] = ['abcdefghij'[n + 1] ?? 'z', 'abcdefghij'[n] ?? 'z'];
    return `${name}: &${name} [${Array(9).fill(`*${before}`).join(',')}]`;
  });
}

interface Edit {
  readonly line: number;
  readonly how: 'drop' | 'double' | 'indent' | 'tab' | 'value' | 'merge' | 'anchor' | 'cut' | 'move';
  readonly scalar: string;
}

type Case =
  | { readonly what: 'meaning'; readonly changes: readonly Change[] }
  | { readonly what: 'text'; readonly whole: boolean; readonly edits: readonly Edit[] }
  | { readonly what: 'bomb'; readonly text: string };

const anyEdit: fc.Arbitrary<Edit> = fc.record({
  line: fc.nat({ max: 600 }),
  how: fc.constantFrom(
    'drop',
    'double',
    'indent',
    'tab',
    'value',
    'value',
    'value',
    'merge',
    'anchor',
    'cut',
    'move',
  ),
  scalar: fc.constantFrom(...scalars),
});
const extremes = [
  1e9,
  2 ** 53,
  -5,
  0.1,
  1e308,
  '2023-05-10',
  '2123-05-10',
  '1900-01-01',
  '2023-02-30',
  's1',
  's1-t1',
];
const anyFile: fc.Arbitrary<Case> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      what: fc.constant('meaning' as const),
      changes: fc.array(anyChange(extremes), { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 10,
    arbitrary: fc.record({
      what: fc.constant('text' as const),
      whole: fc.integer({ min: 1, max: 12 }).map((n) => n === 1),
      edits: fc.array(anyEdit, { minLength: 1, maxLength: 4 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('bomb' as const), text: fc.constantFrom(...bombs) }),
  },
);

export const programmes = kind({ name: 'programme files', share: 3, http: false }, anyFile, () => ({
  run: (given) => {
    const { programme, problems } = readProgramme(textOf(given), 'fuzz.yaml');
    const errors = problems.filter(({ severity }) => severity === 'error');
    if ((programme === undefined) !== errors.length > 0)
      throw new Error(`${programme ? 'taken' : 'refused'} with ${String(errors.length)} errors`);
    checkProblems(problems);
    // What was taken can be planned, whatever its dates.
    if (programme) plan(programme);
    return Promise.resolve();
  },
}));

/** Each problem says where and what, and all of them together stay readable. */
export function checkProblems(problems: readonly FileProblem[]): void {
  for (const { line, message } of problems) {
    if (!(line >= 1)) throw new Error(`a problem on line ${String(line)}`);
    if (message === '' || message.length > 1000)
      throw new Error(`a problem of ${String(message.length)} characters`);
    // A terminal would act on it.
    if (/(?![\n\t])\p{Cc}/u.test(message))
      throw new Error(`a problem with a control character: ${JSON.stringify(message)}`);
  }
}

function textOf(given: Case): string {
  switch (given.what) {
    case 'bomb':
      return given.text;
    case 'meaning':
      return stringify(mutated(small, given.changes));
    case 'text':
      return given.edits.reduce(edited, (given.whole ? demoProgramme : smallText).split('\n')).join('\n');
  }
}

function edited(lines: readonly string[], { line, how, scalar }: Edit): readonly string[] {
  const at = line % Math.max(1, lines.length);
  const here = lines[at] ?? '';
  const put = (...instead: readonly string[]) => [...lines.slice(0, at), ...instead, ...lines.slice(at + 1)];
  switch (how) {
    case 'drop':
      return put();
    case 'double':
      return put(here, here);
    case 'indent':
      return put(` ${here}`);
    case 'tab':
      return put(here.replace(/^ */, '\t'));
    case 'value':
      return put(here.replace(/:.*$/, `: ${scalar}`));
    case 'merge':
      return put(here, `${/^ */.exec(here)?.[0] ?? ''}<<: *a`);
    case 'anchor':
      return put(here.replace(/: /, ': &a '));
    case 'cut':
      return lines.slice(0, at + 1);
    case 'move':
      return [...lines.slice(at), ...lines.slice(0, at)];
  }
}

function smallOf(file: unknown): unknown {
  if (!isObject(file)) return file;
  const [sprint] = listAt(file, 'sprints');
  const [organisation] = listAt(file, 'organisations');
  const cafe = { ...objectAt(file, 'learning_cafe'), meeting: 's1-m', starts: '2023-06-14T10:00:00+03:00' };
  const one = { ...file, sprints: [sprint], organisations: [organisation], learning_cafe: cafe };
  const { programme } = readProgramme(stringify(one), 'small.yaml');
  if (!programme) throw new Error('the small programme is not one');
  return one;
}
