/** Texts with a will of their own, and values that nobody expects. */
import fc from 'fast-check';

/** Stands in everything that people type, that the roster calls them and that the programme says: where a card shows
 * it, somebody's words have come through. */
export const marks = { typed: 'zqtyped', roster: 'zqroster', programme: 'zqprogramme' } as const;

/** What Markdown, HTML, mentions, links, card functions, spreadsheets and terminals would act on. No control
 * characters: names and programmes may not hold them. */
export const lively = (mark: string): readonly string[] => [
  `**${mark}** _${mark}_ ~~${mark}~~ \`${mark}\``,
  `[${mark}](https://evil.example/${mark}) ![${mark}](https://evil.example/x.png)`,
  `<at>${mark}</at> <at id="0">everyone ${mark}</at>`,
  `<script>alert("${mark}")</script><img src=x onerror=alert(1)>`,
  `<a href="javascript:alert(1)">${mark}</a> &lt;b&gt;${mark}&lt;/b&gt;`,
  `# ${mark}`,
  `- ${mark}`,
  `1. ${mark}`,
  `> ${mark} \\*${mark}\\*`,
  `{{DATE(2023-05-31T06:00:00Z, SHORT)}} {{ TIME(2023-05-31T06:00:00Z)}} ${mark}`,
  `\${${mark}} {name} {count, plural, other {${mark}}} <${mark}>`,
  `\u202E${mark}\u202D \u2066${mark}\u2069 שלום مرحبا`,
  `=HYPERLINK("https://evil.example/${mark}")`,
  `+1+1|${mark}`,
  `-2+3 ${mark}`,
  `@SUM(1) ${mark}`,
  `javascript:alert(1)//${mark}`,
  `https://evil.example/${mark}`,
  `\uFEFF${mark}\u200B👩‍👩‍👧‍👦 🇫🇮 e\u0301 \u00AD`,
  `__proto__ ${mark} constructor`,
];

/** What only somebody who types may try: the readers of files refuse it. */
const withControls = (mark: string): readonly string[] => [
  `# ${mark}\n- ${mark}\n1. ${mark}\n> ${mark}\n\n\n${mark}`,
  `${mark}\u0000 bell\u0007 escape\u001b[31m end\u009f\r\n${mark}\u2028${mark}`,
  `half \uD83D pair \uDE00 ${mark}`,
  `\t${mark}\t`,
  `${mark}${'\n'.repeat(300)}${mark}`,
];

const anyUnits = fc.array(fc.nat({ max: 0xffff }), { maxLength: 30 }).map((c) => String.fromCharCode(...c));
const anyLong = fc
  .tuple(fc.constantFrom('x', 'ä', '👩‍👩‍👧‍👦', '"', '\n-', '*'), fc.integer({ min: 100, max: 6000 }))
  .map(([unit, times]) => unit.repeat(times));

/** Typed by somebody; bears the mark unless it is all odd. */
export const anyTyped: fc.Arbitrary<string> = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...lively(marks.typed), ...withControls(marks.typed)) },
  { weight: 3, arbitrary: anyUnits.map((text) => `${marks.typed} ${text}`) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }).map((t) => `${t} ${marks.typed}`) },
  { weight: 1, arbitrary: anyLong.map((text) => `${marks.typed}${text}`) },
  { weight: 1, arbitrary: fc.constantFrom('', ' ', '\u200B', '\u0000', '\n\n', '\u202E') },
);

const nested = (levels: number): unknown =>
  levels === 0 ? 'deep' : levels % 2 === 0 ? [nested(levels - 1)] : { a: nested(levels - 1) };

/** Keys that every object knows, and some that mean something to others. */
export const oddKeys = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'then',
  'length',
  '',
  '$',
  'verb~x',
];

const oddNumbers = [
  0,
  -0,
  -1,
  1,
  0.5,
  1e21,
  -1e21,
  1e308,
  2 ** 31,
  2 ** 53,
  -(2 ** 53),
  Number.MIN_VALUE,
  1e6 + 1,
];
const oddTexts = [
  ...oddKeys,
  ' ',
  '0',
  '-1',
  'null',
  'undefined',
  'NaN',
  '1e999',
  '../../head',
  'a/b',
  'a\\b?c#d',
  'a:b',
  '%00',
  '\u0000',
  '\uD800',
  'x'.repeat(101),
  'x'.repeat(5000),
  '2023-02-30T25:61:00Z',
  '2023-06-14T10:00:00.000Z',
  'everybody',
  'organisation:',
];

/** Anything that JSON can carry. */
export const anyOdd: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], { a: 1 }) },
  { weight: 3, arbitrary: fc.constantFrom<unknown>(...oddNumbers) },
  { weight: 5, arbitrary: fc.constantFrom<unknown>(...oddTexts) },
  { weight: 2, arbitrary: anyTyped },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(nested(20), nested(200), Array(500).fill(0)) },
);
