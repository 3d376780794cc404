import assert from 'node:assert/strict';
import { cardProblems } from '../../../bot/cli/card-sizes.ts';
import { readProgramme } from '../../../services/files/programme.ts';
import { demoProgramme, edited } from '../../helpers/demo-files.ts';

async function said(text: string): Promise<string[]> {
  const read = readProgramme(text, 'p.yaml');
  assert.ok(read.programme, JSON.stringify(read.problems));
  return (await cardProblems(read)).map(
    ({ severity, line, path, message }) => `${severity} ${String(line)} ${path} ${message}`,
  );
}

/** So many entries of a list, each longer than reads well, in the place where the list begins. */
const many = (count: number, entry: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => entry(index)).join('');

describe('cardProblems', () => {
  it('finds nothing wrong with the example', async () => {
    assert.deepEqual(await said(demoProgramme), []);
  });

  it('names the meeting whose agenda makes its card too large', async () => {
    const entry = (index: number) =>
      `        - {at: "09:30", title: {fi: "${String(index)} ${'€'.repeat(190)}", sv: a, en: a}}\n`;
    const { text } = edited(demoProgramme, '      agenda:\n', `      agenda:\n${many(40, entry)}`);
    const { line } = edited(text, '    meeting:\n      id: s3-m', '');
    const problems = await said(text);
    assert.ok(problems.length >= 1);
    for (const problem of problems)
      assert.match(
        problem,
        new RegExp(
          `^error ${String(line)} sprints\\[2\\]\\.meeting the card of meeting s3-m is too large .* KB in fi, of at most 28`,
        ),
      );
  });

  it('names the sprint whose list of tasks is too large', async () => {
    const title = 'ä'.repeat(200);
    const entry = (index: number) =>
      `      - {id: x${String(index)}, scope: organisation, due: 2023-05-24, title: {fi: "${title}"}, text: {fi: a}, answer: {kind: link_or_done}}\n`;
    const { text } = edited(demoProgramme, '    tasks:\n', `    tasks:\n${many(45, entry)}`);
    const problems = await said(text);
    assert.ok(
      problems.some((problem) => problem.includes(' sprints[0] the ')),
      problems.join('\n'),
    );
  });
});
