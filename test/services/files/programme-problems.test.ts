import assert from 'node:assert/strict';
import { readProgramme } from '../../../services/files/programme.ts';
import { demoProgramme, edited } from '../../helpers/demo-files.ts';

interface Fault {
  /** What is written into the example instead of what; the first one behind `behind`. */
  readonly from: string;
  readonly to: string;
  readonly behind?: string;
  readonly path: string;
  readonly says: RegExp;
  /** Lines from the beginning of what was written to where the fault is found. */
  readonly down?: number;
}

const errors: readonly Fault[] = [
  { from: 'academy/1', to: 'academy/2', path: 'schema', says: /must be academy\/1/ },
  { from: 'id: wsc-academy-2023', to: 'id: "wsc academy"', path: 'programme.id', says: /must be an id/ },
  { from: 'id: wsc-academy-2023', to: 'id: wall', path: 'programme.id', says: /reserved/ },
  { from: 'id: wsc-academy-2023', to: 'id: 2023', path: 'programme.id', says: /put it in quotes/ },
  { from: 'demo: true', to: 'demo: yes', path: 'programme.demo', says: /true or false/ },
  { from: 'Europe/Helsinki', to: 'Europe/Helsingfors', path: 'programme.timezone', says: /not a known zone/ },
  { from: 'Europe/Helsinki', to: '"+02:00"', path: 'programme.timezone', says: /not a known zone/ },
  { from: '[fi, sv, en]', to: '[fi, sv, de]', path: 'programme.languages[2]', says: /fi, sv or en/ },
  { from: '[fi, sv, en]', to: '[fi, sv, en, fi]', path: 'programme.languages', says: /twice/ },
  {
    from: 'default_language: fi',
    to: 'default_language: no',
    path: 'programme.default_language',
    says: /must be fi, sv or en/,
  },
  { from: 'starts: 2023-05-09', to: 'starts: 9.5.2023', path: 'programme.starts', says: /a date like/ },
  {
    from: 'starts: 2023-05-09',
    to: 'starts: 2023-02-29',
    path: 'programme.starts',
    says: /no day 2023-02-29/,
  },
  { from: 'starts: 2023-05-09', to: 'starts:', path: 'programme.starts', says: /is empty/ },
  { from: 'ends: 2023-11-15', to: 'ends: 2023-05-01', path: 'programme.ends', says: /later than starts/ },
  { from: 'follow_up: 2024', to: 'follow_up: 2022', path: 'programme.follow_up', says: /earlier than ends/ },
  {
    from: '    fi: Hyvinvointialueiden akatemia 2023',
    to: '',
    path: 'programme.title',
    says: /default language, fi/,
    down: -3,
  },
  { from: 'fi: Kesätauko', to: 'fi: ""', path: 'quiet.periods[0].reason.fi', says: /is empty/ },
  {
    from: 'fi: Kesätauko',
    to: 'fi: "a\\x07b"',
    path: 'quiet.periods[0].reason.fi',
    says: /control character/,
  },
  {
    from: 'fi: Kesätauko',
    to: `fi: ${'a'.repeat(201)}`,
    path: 'quiet.periods[0].reason.fi',
    says: /more than 200/,
  },
  { from: 'to: "16:00"', to: 'to: "08:45"', path: 'quiet.send_window.to', says: /an hour after/ },
  { from: 'from: "08:30"', to: 'from: "8.30"', path: 'quiet.send_window.from', says: /a time like/ },
  { from: 'days: [mon,', to: 'days: [monday,', path: 'quiet.send_window.days[0]', says: /must be mon, tue/ },
  { from: 'to: 2023-08-06', to: 'to: 2023-06-01', path: 'quiet.periods[0].to', says: /earlier than from/ },
  { from: '2023-06-24', to: '2023-06-31', path: 'quiet.public_holidays[2]', says: /no day/ },
  {
    from: 'when: half_of_open_time',
    to: 'when: half_time',
    path: 'reminders.rules[0].when',
    says: /half_of_open_time or before_due/,
  },
  {
    from: 'working_days: 2',
    to: 'working_days: 1.5',
    path: 'reminders.rules[1].working_days',
    says: /whole/,
  },
  { from: 'max_per_item: 2', to: 'max_per_item: 20', path: 'reminders.max_per_item', says: /from 0 to 5/ },
  { from: 'value: 1.5', to: 'value: 1.0', path: 'progress_scale.steps[2].value', says: /greater than/ },
  {
    from: 'evidence_required_from: 2.5',
    to: 'evidence_required_from: 7',
    path: 'progress_scale.evidence_required_from',
    says: /above the last step/,
  },
  {
    from: '2023-05-09T13:00:00+03:00',
    to: '2023-05-09T13:00:00+02:00',
    path: 'kick_off.starts',
    says: /offset \+02:00 is wrong: Europe\/Helsinki is at \+03:00/,
  },
  {
    from: '2023-11-15T09:30:00+02:00',
    to: '2023-11-15T09:30:00+03:00',
    path: 'sprints[2].meeting.starts',
    says: /is at \+02:00/,
  },
  { from: '2023-05-09T13:00:00+03:00', to: '2023-05-09', path: 'kick_off.starts', says: /a date and a time/ },
  {
    from: '2023-05-09T15:00:00+03:00',
    to: '2023-05-09T12:00',
    path: 'kick_off.ends',
    says: /later than starts/,
  },
  { from: 'kind: online', to: 'kind: moon', path: 'kick_off.place.kind', says: /online, hybrid or onsite/ },
  {
    from: 'https://meet.example/academy-1',
    to: 'javascript:alert(1)',
    path: 'kick_off.place.url',
    says: /web address/,
  },
  {
    from: 'https://meet.example/academy-1',
    to: 'https://user@meet.example/',
    path: 'kick_off.place.url',
    says: /web address/,
  },
  {
    from: 'closes: 2023-06-14',
    to: 'closes: 2023-05-09',
    path: 'sprints[0].closes',
    says: /later than opens/,
  },
  {
    from: 'due: 2023-05-24',
    to: 'due: 2023-06-15',
    path: 'sprints[0].tasks[0].due',
    says: /within the sprint/,
  },
  {
    from: 'due: 2023-05-24',
    to: 'due: 2023-05-09',
    path: 'sprints[0].tasks[0].due',
    says: /within the sprint/,
  },
  {
    from: 'send: 2023-05-31T09:00:00+03:00',
    to: 'send: 2023-05-09T09:00',
    path: 'sprints[0].prompts[0].send',
    says: /within the sprint/,
  },
  {
    from: 'due: 2023-06-07',
    to: 'due: 2023-05-30',
    behind: 's1-p1',
    path: 'sprints[0].prompts[0].due',
    says: /later than send/,
  },
  {
    from: 'bring_back: 2023-08-14T09:00:00+03:00',
    to: 'bring_back: 2023-06-16',
    path: 'sprints[0].prompts[2].bring_back',
    says: /later than due/,
  },
  {
    from: 'id: s1-t3',
    to: 'id: s1-t1',
    path: 'sprints[0].tasks[2].id',
    says: /sprints\[0\]\.tasks\[0\]\.id/,
  },
  { from: 'id: s2-p1', to: 'id: s1-t1', path: 'sprints[1].prompts[0].id', says: /same id/ },
  { from: 'id: s2-m', to: 'id: kick-off', path: 'sprints[1].meeting.id', says: /kick_off\.id/ },
  { from: 'id: hus', to: 'id: lappi', path: 'organisations[5].id', says: /organisations\[1\]/, down: 16 },
  {
    from: 'id: example',
    to: 'id: contact',
    path: 'sprints[1].prompts[2].choices[2].id',
    says: /same id/,
    down: 1,
  },
  { from: 'id: mentor\n', to: 'id: useful\n', path: 'feedback.at_end[1].id', says: /same id/ },
  {
    from: 'max_chars: 600',
    to: 'max_chars: 100000',
    path: 'sprints[0].tasks[0].answer.max_chars',
    says: /4000/,
  },
  { from: 'min: 1, max: 5', to: 'min: 5, max: 5', path: 'sprints[0].tasks[1].answer.max', says: /greater/ },
  { from: 'step: 0.1', to: 'step: 0', path: 'sprints[0].tasks[1].answer.step', says: /greater than 0/ },
  {
    from: 'compare_with: s1-t2',
    to: 'compare_with: s1-t1',
    path: 'sprints[2].tasks[4].answer.compare_with',
    says: /no such task with a number/,
  },
  {
    from: '{working_days_before: 5}',
    to: '{working_days_before: 5, hours_before: 1}',
    path: 'sprints[0].meeting.reminders[0]',
    says: /exactly one/,
  },
  {
    from: 'share_default: mentor',
    to: 'share_default: boss',
    path: 'sprints[0].tasks[4].share_default',
    says: /me, mentor, organisation or academy/,
  },
  {
    from: 'meeting: s3-m',
    to: 'meeting: kick-off',
    path: 'learning_cafe.meeting',
    says: /no such sprint meeting/,
  },
  {
    from: 'starts: 2023-11-15T12:30:00+02:00',
    to: 'starts: 2023-11-15T15:30:00+02:00',
    path: 'learning_cafe.starts',
    says: /within its meeting/,
  },
  {
    from: 'min: 4, max: 6',
    to: 'min: 4, max: 3',
    path: 'learning_cafe.table_size.max',
    says: /smaller than min/,
  },
  {
    from: 'kind: scale_1_5',
    to: 'kind: scale_1_7',
    path: 'feedback.after_each_meeting[0].kind',
    says: /scale_0_10/,
  },
  {
    from: 'languages: [fi]',
    to: 'languages: fi',
    path: 'organisations[0].languages',
    says: /must be a list/,
  },
  {
    from: 'name: {en: HUS Group, sv: HUS-sammanslutningen, fi: HUS-yhtymä}',
    to: 'name: HUS',
    path: 'organisations[1].name',
    says: /block of named values/,
  },
  { from: 'ends: 2024-02-15', to: 'ends: 2023-02-15', path: 'parallel_programmes[0].ends', says: /later/ },
];

const warnings: readonly Fault[] = [
  { from: 'demo: true', to: 'colour: blue', path: 'programme.colour', says: /not known here/ },
  { from: 'follow_up:', to: 'folow_up:', path: 'programme.folow_up', says: /did you mean follow_up/ },
  { from: 'sv: Sommaruppehåll, ', to: '', path: 'quiet.periods[0].reason', says: /no text in sv/ },
  {
    from: 'fi: Kesätauko',
    to: `fi: ${'a'.repeat(121)}`,
    path: 'quiet.periods[0].reason.fi',
    says: /has 121 characters; on a card, up to 120 read well/,
  },
  {
    from: 'sv: Gör självutvärderingen',
    to: `sv: ${'a'.repeat(1000)}`,
    path: 'sprints[0].tasks[1].text.sv',
    says: /has 10\d\d characters; on a card, up to 1000 read well/,
  },
  { from: 'min_group: 5', to: 'min_group: 2', path: 'feedback.min_group', says: /raised to 5/ },
  {
    from: '{at: "09:30"',
    to: '{at: "08:30"',
    path: 'sprints[2].meeting.agenda[0].at',
    says: /within the meeting/,
  },
  {
    from: 'scope: organisation\n',
    to: 'scope: organisation\n        share_default: me\n',
    path: 'sprints[0].tasks[0].share_default',
    says: /no effect/,
    down: 1,
  },
  {
    from: 'step: so_what\n',
    to: 'step: so_what\n        comment: optional\n',
    path: 'sprints[0].prompts[1].comment',
    says: /no choices/,
    down: 1,
  },
  {
    from: 'opens: 2023-05-10',
    to: 'opens: 2023-05-08',
    path: 'sprints[0].opens',
    says: /outside the academy/,
  },
  {
    from: 'starts: 2023-09-20T12:30:00+03:00\n      ends: 2023-09-20T15:30:00+03:00',
    to: 'starts: 2023-09-21T12:30\n      ends: 2023-09-21T15:30',
    path: 'sprints[1].meeting.starts',
    says: /not within the sprint/,
  },
  {
    from: 'rounds_minutes: [20,',
    to: 'rounds_minutes: [9, 20,',
    path: 'learning_cafe.rounds_minutes',
    says: /more rounds/,
  },
];

function only(fault: Fault, severity: 'error' | 'warning') {
  const { text, line } = edited(demoProgramme, fault.from, fault.to, fault.behind);
  const { problems, programme } = readProgramme(text, 'p.yaml');
  const at = problems.map((one) => ({ line: one.line, path: one.path, severity: one.severity }));
  assert.deepEqual(
    at,
    [{ line: line + (fault.down ?? 0), path: fault.path, severity }],
    JSON.stringify(problems),
  );
  assert.match(problems[0]?.message ?? '', fault.says);
  assert.equal(problems[0]?.file, 'p.yaml');
  return programme;
}

describe('readProgramme, of one wrong value', () => {
  for (const fault of errors)
    it(`refuses ${fault.path}: ${fault.to.trim().slice(0, 40)}`, () => {
      assert.equal(only(fault, 'error'), undefined);
    });

  for (const fault of warnings)
    it(`warns of ${fault.path}: ${fault.to.trim().slice(0, 40)}`, () => {
      assert.ok(only(fault, 'warning'));
    });
});

describe('readProgramme, of a text that is not YAML', () => {
  const cases: readonly [string, string, number, RegExp][] = [
    ['nothing', '', 1, /empty/],
    ['a comment alone', '# hello\n', 1, /empty/],
    ['an open bracket', 'schema: academy/1\nprogramme: {id: [\n', 3, /not valid YAML/],
    ['a tab', 'schema: academy/1\nprogramme:\n\tid: x\n', 3, /tab/],
    ['a key twice', 'schema: academy/1\nquiet: {}\nquiet: {}\n', 3, /twice/],
    ['a list as a key', 'schema: academy/1\n? [a, b]\n: c\n', 2, /plain word/],
    ['two documents', 'schema: academy/1\n---\nschema: academy/1\n', 2, /second document/],
    ['an alias of nothing', 'schema: academy/1\nprogramme: *nobody\n', 2, /no anchor/],
    ['a bomb of aliases', bomb(), 1, /aliases/],
    ['a very deep nest', '['.repeat(100_000), 1, /deep/],
    ['a deep nest of named values', '{a: '.repeat(20_000), 1, /deep/],
    ['a deep nest with something beside it', '[[],'.repeat(20_000), 1, /deep/],
    ['a deep nest by dashes', '- '.repeat(20_000), 1, /deep/],
    ['a deep nest by question marks', '? '.repeat(20_000), 1, /deep/],
    ['a million and one characters', `# ${'x'.repeat(1_000_000)}`, 1, /longer/],
  ];
  for (const [name, text, line, says] of cases)
    it(`names the line of ${name}`, () => {
      const { programme, problems } = readProgramme(text, 'p.yaml');
      assert.equal(programme, undefined);
      assert.equal(problems[0]?.line, line, JSON.stringify(problems[0]));
      assert.match(problems.map(({ message }) => message).join(), says);
    });

  it('quotes no more of the file than can be read', () => {
    const { problems } = readProgramme(`"a" ${'x'.repeat(5000)}\n`, 'p.yaml');
    assert.ok(problems.length > 0);
    for (const { message } of problems) assert.ok(message.length < 300, message);
  });

  it('takes no longer than the file is long', function () {
    // Where each key was compared with every other, this took minutes.
    this.timeout(60_000);
    const keys = Array.from({ length: 60_000 }, (_, index) => `k${String(index)}:`);
    assert.equal(readProgramme(keys.join('\n'), 'p.yaml').programme, undefined);
  });

  it('names what is missing where nothing else is', () => {
    const { problems } = readProgramme('schema: academy/1\n', 'p.yaml');
    assert.deepEqual(
      problems.map(({ path, message }) => `${path} ${message}`),
      ['programme is missing', 'sprints is missing', 'organisations is missing'],
    );
  });
});

/** Ten lists of ten aliases of the one before. */
function bomb(): string {
  const levels = Array.from({ length: 10 }, (_, level) => {
    const inner = level === 0 ? 'x' : Array.from({ length: 10 }, () => `*a${String(level - 1)}`).join(', ');
    return `a${String(level)}: &a${String(level)} [${inner}]`;
  });
  return levels.join('\n');
}
