import assert from 'node:assert/strict';
import fc from 'fast-check';
import { academyId } from '../../../services/domain/ids.ts';
import { readClone } from '../../../services/files/clone.ts';
import { dayProblems } from '../../../services/files/day-checks.ts';
import type { FileProblem } from '../../../services/files/problem.ts';
import { readProgramme } from '../../../services/files/programme.ts';
import { addDays } from '../../../services/rules/time.ts';
import { demoProgramme, edited } from '../../helpers/demo-files.ts';
import { date } from '../../helpers/programme.ts';

const AS = academyId('again');

function cloned(text: string, starts: string, as = AS) {
  const clone = readClone(readProgramme(text, 'p.yaml'), { starts: date(starts), as });
  assert.ok(clone);
  return { ...clone, problems: [...clone.problems, ...dayProblems(clone, clone.weeks)] };
}

const said = (problems: readonly FileProblem[]) =>
  problems.map(({ line, path, message, severity }) => `${severity} ${String(line)} ${path} ${message}`);
const lineOf = (text: string) => edited(demoProgramme, text, text).line;
const about = (problems: readonly FileProblem[], path: string) =>
  said(problems.filter((problem) => problem.path === path));

describe('readClone', () => {
  it('makes an academy that starts in the week asked for, with its weekdays, times and a new name', () => {
    const read = readProgramme(demoProgramme, 'p.yaml');
    const clone = readClone(read, { starts: date('2026-05-08') });
    assert.equal(clone?.programme?.id, 'wsc-academy-2026');
    assert.equal(clone.programme.title.fi, 'Hyvinvointialueiden akatemia 2026');
    assert.equal(clone.programme.kickOff?.starts, '2026-05-05T13:00');
    assert.equal(clone.weeks, 156);
  });

  it('never takes the place of the original', () => {
    const read = readProgramme(demoProgramme, 'p.yaml');
    const day = fc.nat(20_000).map((days) => addDays(date('2005-01-01'), days));
    fc.assert(
      fc.property(day, fc.constantFrom(undefined, AS, read.programme?.id), (starts, as) => {
        const clone = readClone(read, { starts, ...(as && { as }) });
        assert.ok(clone?.programme ?? clone?.problems.some(({ severity }) => severity === 'error'));
        assert.notEqual(clone?.programme?.id, 'wsc-academy-2023');
        if (clone?.programme) assert.match(clone.programme.id, /^(again|wsc-academy-20\d\d)$/);
      }),
    );
  });

  it('asks for an id where it would have the id of the original', () => {
    const read = readProgramme(demoProgramme, 'p.yaml');
    const clone = readClone(read, { starts: date('2023-08-14') });
    assert.equal(clone?.programme, undefined);
    assert.deepEqual(said(clone?.problems ?? []), [
      `error ${String(lineOf('id: wsc-academy-2023'))} programme.id the clone would take the place of ` +
        'wsc-academy-2023 itself; give the clone an id of its own with --as',
    ]);
  });

  it('makes nothing of a file with errors', () => {
    const { text } = edited(demoProgramme, 'ends: 2023-11-15', 'ends: soon');
    assert.equal(readClone(readProgramme(text, 'p.yaml'), { starts: date('2024-05-06') }), undefined);
  });

  it('names the texts that speak of the original’s time, and the links of its meetings', () => {
    const { problems } = cloned(demoProgramme, '2024-05-06');
    assert.deepEqual(about(problems, 'sprints[1].tasks[1].text.fi'), [
      `warning ${String(lineOf('1. tammikuuta'))} sprints[1].tasks[1].text.fi names 1. tammikuuta; ` +
        'make sure that it is right for the clone',
    ]);
    assert.match(about(problems, 'sprints[1].tasks[0].text.en').join(), /names 2023;/);
    assert.match(about(problems, 'kick_off.place.url').join(), /link of the original meeting/);
    assert.deepEqual(about(problems, 'programme.title.fi'), []);
  });

  it('names months where the academy moves to others', () => {
    assert.deepEqual(
      about(cloned(demoProgramme, '2024-05-06').problems, 'sprints[2].prompts[1].text.sv'),
      [],
    );
    const moved = cloned(demoProgramme, '2023-11-06').problems;
    assert.match(about(moved, 'sprints[2].prompts[1].text.sv').join(), /names maj;/);
    assert.match(about(moved, 'quiet.periods').join(), /another season; add the breaks/);
  });

  it('asks about a listed holiday that the country does not know', () => {
    const { text, line } = edited(
      demoProgramme,
      'public_holidays: [2023-05-18,',
      'public_holidays: [2023-05-17,',
    );
    assert.deepEqual(about(cloned(text, '2024-05-06').problems, 'quiet.public_holidays[0]'), [
      `warning ${String(line)} quiet.public_holidays[0] is no public holiday that is known, and becomes ` +
        '2024-05-15; make sure that it is right',
    ]);
  });
});

describe('dayProblems', () => {
  const days = (text: string) => said(dayProblems(readProgramme(text, 'p.yaml')));

  it('finds nothing wrong with the days of the example', () => {
    assert.deepEqual(days(demoProgramme), []);
  });

  it('names what falls on a public holiday, without the file listing it', () => {
    const unlisted = edited(demoProgramme, '2023-05-18, ', '').text;
    const { text, line } = edited(unlisted, 'due: 2023-05-24', 'due: 2023-05-18');
    assert.deepEqual(days(text), [
      `warning ${String(line)} sprints[0].tasks[0].due is on Thursday 2023-05-18, a public holiday: Ascension Day`,
    ]);
  });

  it('names what falls into a quiet period', () => {
    const { text, line } = edited(
      demoProgramme,
      'bring_back: 2023-08-14T09:00:00+03:00',
      'bring_back: 2023-08-02T09:00',
    );
    assert.deepEqual(days(text), [
      `warning ${String(line)} sprints[0].prompts[2].bring_back is on Wednesday 2023-08-02, ` +
        'in the quiet period summer: Summer break (2023-06-19 to 2023-08-06)',
    ]);
  });

  it('names a meeting on a weekend, but no other date there', () => {
    const meeting = edited(
      demoProgramme,
      'starts: 2023-05-09T13:00:00+03:00\n  ends: 2023-05-09T15:00:00+03:00',
      'starts: 2023-05-13T13:00\n  ends: 2023-05-13T15:00',
    );
    const { text } = edited(meeting.text, 'due: 2023-05-24', 'due: 2023-05-27');
    assert.deepEqual(days(text), [
      `warning ${String(meeting.line)} kick_off.starts is on Saturday 2023-05-13, a weekend`,
    ]);
  });

  it('names what a clone has on holidays and in quiet periods, with the new dates', () => {
    const { problems } = cloned(demoProgramme, '2023-05-16');
    assert.deepEqual(about(problems, 'sprints[0].meeting.starts'), [
      `warning ${String(lineOf('starts: 2023-06-14T09:00:00+03:00'))} sprints[0].meeting.starts would be on ` +
        'Wednesday 2023-06-21, in the quiet period summer: Summer break (2023-06-19 to 2023-08-06)',
    ]);
    assert.match(
      about(problems, 'sprints[0].prompts[2].due').join(),
      /a public holiday: Midsummer Eve, in the quiet/,
    );
  });

  it('refuses a time that the clocks leave out where the clone comes to lie', () => {
    const { text, line } = edited(demoProgramme, 'send: 2023-05-31T09:00:00+03:00', 'send: 2023-05-28T03:30');
    const { problems } = cloned(text, '2024-03-04');
    assert.deepEqual(about(problems, 'sprints[0].prompts[0].send').slice(0, 1), []);
    const skipped = cloned(text, '2024-03-12').problems;
    assert.deepEqual(about(skipped, 'sprints[0].prompts[0].send'), [
      `error ${String(line)} sprints[0].prompts[0].send would be at 2024-03-31T03:30: in Europe/Helsinki the clocks ` +
        'are put forward past 03:30 on 2024-03-31: that time does not exist',
      `warning ${String(line)} sprints[0].prompts[0].send would be on Sunday 2024-03-31, a public holiday: Easter Sunday`,
    ]);
  });
});
