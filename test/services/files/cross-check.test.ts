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
        'warning p.yaml organisations[7] has no mentor',
        'warning r.csv language the programme has no texts in en',
        'warning r.csv language the programme has no texts in en',
      ],
    );
  });

  describe('names a mentor without a language in common with the organisation', () => {
    const toSwedish = edited(demoRoster, 'm1@expert.example,mentor,,fi', 'm1@expert.example,mentor,,sv').text;
    const first = edited(demoProgramme, 'mentor: m1@expert.example', 'mentor: m1@expert.example').line;
    const said = (text: string, people: string) =>
      checked(text, people).filter((problem) => problem.includes('organisations[0].mentor'));

    it('as its people have them', () => {
      assert.deepEqual(said(demoProgramme, toSwedish), [
        `warning p.yaml:${String(first)} organisations[0].mentor Raili Demo speaks sv, the organisation fi: ` +
          'they have no language in common',
      ]);
    });

    it('and not where one of its people has the mentor’s', () => {
      const one = edited(toSwedish, 'participant,etela-savo,fi', 'participant,etela-savo,sv').text;
      assert.deepEqual(said(demoProgramme, one), []);
    });

    it('as the programme has them, where the roster has none of its people', () => {
      const nobody = toSwedish.replace(/.*participant,etela-savo.*\n/g, '');
      assert.equal(said(demoProgramme, nobody).length, 1);
      const bilingual = edited(demoProgramme, 'languages: [fi]', 'languages: [fi, sv]').text;
      assert.deepEqual(said(bilingual, nobody), []);
    });
  });
});
