import assert from 'node:assert/strict';
import { crossCheck } from '../../../services/files/cross-check.ts';
import { readProgramme } from '../../../services/files/programme.ts';
import { readRoster } from '../../../services/files/roster.ts';
import { demoProgramme, demoRoster, edited } from '../../helpers/demo-files.ts';

function checked(programme: string, roster: string): string[] {
  const problems = crossCheck(readProgramme(programme, 'p.yaml'), readRoster(roster, 'r.csv'));
  return problems.map(({ file, line, path, message, severity }) =>
    [severity, `${file}:${String(line)}`, path, message].join(' '),
  );
}

describe('crossCheck', () => {
  it('finds nothing wrong between the files of the example', () => {
    assert.deepEqual(checked(demoProgramme, demoRoster), []);
  });

  it('finds a mentor under an alias', () => {
    const { text } = edited(demoRoster, 'language\n', 'language,aliases\n');
    const roster = edited(
      text,
      'm5@expert.example,mentor,,sv',
      'c@expert.example,mentor,,sv,m5@expert.example',
    ).text;
    assert.deepEqual(checked(demoProgramme, roster), []);
  });

  it('names the line of a mentor who is not in the roster', () => {
    const { text, line } = edited(demoProgramme, 'm5@expert.example', 'm9@expert.example');
    assert.deepEqual(checked(text, demoRoster), [
      `error p.yaml:${String(line)} organisations[1].mentor is not in the roster`,
      'warning r.csv:8 role is the mentor of no organisation in the programme',
    ]);
  });

  it('refuses a mentor whom the roster has in another role', () => {
    const { text } = edited(demoProgramme, 'm5@expert.example', 'alva@hus.example');
    assert.match(checked(text, demoRoster)[0] ?? '', /^error .*but not as a mentor/);
  });

  it('names the line of an organisation that is not in the programme', () => {
    const { text, line } = edited(demoRoster, 'participant,lappi', 'participant,lapi');
    assert.deepEqual(checked(demoProgramme, text), [
      `error r.csv:${String(line)} organisation there is no such organisation in the programme; did you mean lappi?`,
    ]);
  });

  it('warns of an organisation without people, without a mentor, and of a language without texts', () => {
    const people = demoRoster.replace(/.*participant,hus.*\n/g, '');
    const { text } = edited(demoProgramme, '    mentor: m4@expert.example\n', '');
    const { text: noEnglish } = edited(text, 'languages: [fi, sv, en]', 'languages: [fi, sv]');
    assert.deepEqual(
      checked(noEnglish, people).map((problem) => problem.replace(/:\d+/, '')),
      [
        'warning p.yaml organisations[1] has no participants in the roster',
        'warning p.yaml organisations[5] has no mentor',
        'warning r.csv language the programme has no texts in en',
        'warning r.csv language the programme has no texts in en',
      ],
    );
  });
});
