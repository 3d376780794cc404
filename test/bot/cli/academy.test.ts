import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { storeFile } from '../../../bot/config.ts';
import { runAcademy } from '../../../bot/cli/run.ts';
import { moment } from '../../helpers/programme.ts';
import { academyId } from '../../../services/domain/ids.ts';
import { milliseconds } from '../../../services/domain/time.ts';
import {
  academyPartition,
  heads,
  notices,
  pairings,
  projections,
  revisions,
  rosterPages,
} from '../../../services/store/documents.ts';
import { openEmbedded } from '../../../services/store/embedded.ts';
import { demoProgramme, demoRoster, edited } from '../../helpers/demo-files.ts';
import { aFolder } from '../../helpers/folder.ts';
import { aWorkbook, textRows } from '../../helpers/workbook.ts';
import { AT_REST, aTerminal } from './terminal.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const PROGRAMME = `${ROOT}deploy/local/demo/wellbeing-counties-2023.yaml`;
const ROSTER = `${ROOT}deploy/local/demo/wellbeing-counties-2023.people.csv`;

describe('npm run academy', () => {
  const folder = aFolder();
  let stores = 0;
  let dataDir: string;
  beforeEach(() => {
    stores += 1;
    dataDir = folder.file(`data-${String(stores)}`);
  });

  async function run(args: readonly string[], terminal = aTerminal()) {
    const wallNow = () => milliseconds(moment('2026-11-23T08:00Z'));
    const code = await runAcademy(args, { terminal, config: () => ({ dataDir }), wallNow, ...AT_REST });
    return { code, ...terminal, text: terminal.printed.join('\n') };
  }

  async function written(name: string, text: string | Buffer): Promise<string> {
    const path = folder.file(name);
    await writeFile(path, text);
    return path;
  }

  describe('check', () => {
    it('says what is in files that are right', async () => {
      const { code, text } = await run(['check', PROGRAMME, ROSTER]);
      assert.equal(code, 0);
      assert.match(text, /3 sprints, 14 tasks, 9 prompts, 4 meetings, 10 organisations/);
      assert.match(text, /58 people: 50 participants, 6 mentors, 2 coordinators/);
      assert.match(text, /No errors, no warnings\./);
    });

    it('reports the problems of both files and between them, as file:line path message', async () => {
      const due = edited(demoProgramme, 'due: 2023-05-24', 'due: 2023-06-24');
      const programme = await written('p.yaml', edited(due.text, 'min_group: 5', 'min_group: 1').text);
      const person = edited(demoRoster, 'grace@lappi.example,participant', 'grace@lappi.example,guest');
      const { code, printed } = await run(['check', programme, await written('r.csv', person.text)]);
      assert.equal(code, 1);
      const [errors, first, second] = printed;
      assert.equal(errors, 'Errors:');
      assert.ok(
        first?.startsWith(`  ${programme}:${String(due.line)}  sprints[0].tasks[0].due  is not within`),
        first,
      );
      assert.match(second ?? '', new RegExp(`r\\.csv:${String(person.line)} +role +must be participant`));
      assert.ok(printed.includes('Warnings:') && printed.includes('2 errors, 1 warning.'));
    });

    it('takes a roster that is a workbook, or CSV as Excel writes it', async () => {
      const rows = demoRoster
        .trim()
        .split('\n')
        .map((line) => line.split(','));
      const workbook = await written('r.xlsx', aWorkbook({ rows: textRows(rows) }));
      assert.match(
        (await run(['check', PROGRAMME, workbook])).text,
        /58 people: [^;]*No errors, no warnings/,
      );
      const latin = await written('latin.csv', Buffer.from(demoRoster.replaceAll(',', ';'), 'latin1'));
      assert.match(
        (await run(['check', PROGRAMME, latin])).text,
        /58 people: .*read as Windows-1252, as Excel writes it\nNo errors, no warnings/,
      );
    });

    const unreadable: readonly [string, Buffer, RegExp][] = [
      [
        'a workbook in the place of the programme',
        Buffer.from('PK\u0003\u0004…'),
        /the programme is a YAML file/,
      ],
      ['a programme in Latin-1', Buffer.from('title: Päivi', 'latin1'), /save it as UTF-8/],
      ['a programme in half of UTF-16', Buffer.from('fffe61', 'hex'), /is damaged/],
    ];
    for (const [name, bytes, says] of unreadable)
      it(`says what to do with ${name}`, async () => {
        const { code, text } = await run(['check', await written('bad.yaml', bytes), ROSTER]);
        assert.equal(code, 1);
        assert.match(text, says);
      });

    it('names a file that is not there, and a folder', async () => {
      assert.match((await run(['check', folder.file('none.yaml')])).text, /none\.yaml:1 .*no such file/);
      assert.match((await run(['check', dirname(folder.file('x'))])).text, /it is a folder/);
    });

    it('shows a hundred problems and counts the rest', async () => {
      const rows = Array.from({ length: 150 }, () => 'A,nope,participant,hus,fi').join('\n');
      const { text } = await run(['check', PROGRAMME, await written('many.csv', `${demoRoster}${rows}\n`)]);
      assert.match(text, /… and 50 more/);
    });
  });

  describe('import', () => {
    /** All that the store holds in an academy's own partition. */
    async function storedOf(academy: string) {
      const store = await openEmbedded(storeFile(dataDir));
      const kinds = [heads, revisions, rosterPages, projections, pairings, notices];
      const pages = await Promise.all(
        kinds.map(({ type }) => store.query({ pk: academyPartition(academyId(academy)), type, limit: 1000 })),
      );
      await store.close();
      return pages.flatMap(({ docs }) => docs);
    }

    it('asks, and on yes imports; the second time there is nothing to do', async () => {
      const terminal = aTerminal(true);
      const { code, asked, text } = await run(['import', PROGRAMME, ROSTER], terminal);
      assert.deepEqual([code, asked], [0, ['Import this?']]);
      assert.match(text, /new academy:[^]*people +58 new[^]*Imported: revision 1\./);
      const again = await run(['import', PROGRAMME, ROSTER], aTerminal(true));
      assert.deepEqual([again.code, again.asked], [0, []]);
      assert.match(again.text, /Nothing to do/);
    });

    it('imports nothing on no', async () => {
      assert.match(
        (await run(['import', PROGRAMME, ROSTER], aTerminal(false))).text,
        /Nothing was imported\.$/,
      );
      assert.match((await run(['import', PROGRAMME, ROSTER], aTerminal(false))).text, /is a new academy/);
    });

    it('clones an academy beside the original, and again changes nothing', async () => {
      await run(['import', PROGRAMME, ROSTER, '--yes']);
      const before = await storedOf('wsc-academy-2023');
      const clone = ['import', PROGRAMME, ROSTER, '--starts', '2026-05-04', '--yes'];
      const { code, text } = await run(clone);
      assert.equal(code, 0, text);
      assert.match(text, /moved by 156 weeks: it starts on 2026-05-05/);
      assert.match(text, /wsc-academy-2026 is a new academy:[^]*Imported: revision 1\./);
      assert.deepEqual(await storedOf('wsc-academy-2023'), before);
      assert.equal((await storedOf('wsc-academy-2026')).length, before.length);
      assert.match((await run(clone)).text, /Nothing to do: wsc-academy-2026/);
      assert.match((await run(['import', PROGRAMME, ROSTER])).text, /Nothing to do: wsc-academy-2023/);
    });

    it('clones under the name that was asked for', async () => {
      const { text } = await run([
        ...['import', PROGRAMME, ROSTER, '--yes'],
        '--starts=2023-08-14',
        '--as=autumn',
      ]);
      assert.match(text, /autumn is a new academy/);
    });

    it('does not guess where there is nobody to ask', async () => {
      const { code, complaints } = await run(['import', PROGRAMME, ROSTER]);
      assert.equal(code, 2);
      assert.match(complaints.join(), /--yes/);
    });

    it('shows what is new, changed and gone', async () => {
      await run(['import', PROGRAMME, ROSTER, '--yes']);
      const later = edited(demoProgramme, 'due: 2023-05-24', 'due: 2023-05-25').text;
      const programme = await written('later.yaml', edited(later, 'id: s2-t4', 'id: s2-t9').text);
      const { printed, asked } = await run(['import', programme, ROSTER, '--yes']);
      assert.deepEqual(asked, []);
      assert.deepEqual(
        printed.filter((line) => /^ +[~+-]/.test(line)),
        [
          '    + s2-t9  Näyttäkää johdolle',
          '    ~ s1-t1  Nimetkää kehittämistehtävänne (due)',
          '    - s2-t4  Näyttäkää johdolle',
        ],
      );
    });

    it('refuses files with errors and does not even open the store', async () => {
      const programme = await written('bad.yaml', edited(demoProgramme, 'demo: true', 'demo: perhaps').text);
      const { code, text } = await run(['import', programme, ROSTER, '--yes']);
      assert.equal(code, 1);
      assert.match(text, /Nothing was imported\.$/);
      assert.ok(!existsSync(dataDir));
    });

    it('refuses what only the store can know', async () => {
      await run(['import', PROGRAMME, ROSTER, '--yes']);
      const real = await written('real.yaml', edited(demoProgramme, 'demo: true', 'demo: false').text);
      const { code, text } = await run(['import', real, ROSTER, '--yes']);
      assert.equal(code, 1);
      assert.match(text, /nor a demonstration a real one\nNothing was imported\.$/);
    });

    it('says what is wrong with the store', async () => {
      dataDir = await written('a-file', 'x');
      const { code, complaints } = await run(['import', PROGRAMME, ROSTER, '--yes']);
      assert.equal(code, 1);
      assert.match(complaints.join(), /a-file/);
    });
  });

  it('prints the schema', async () => {
    const { code, text } = await run(['schema']);
    assert.equal(code, 0);
    assert.ok(Object.hasOwn(JSON.parse(text) as object, '$schema'));
  });

  it('writes a template that passes the check of rosters, and never over another file', async () => {
    for (const name of ['new.xlsx', 'new.csv']) {
      const file = folder.file(name);
      assert.equal((await run(['template', file, PROGRAMME])).code, 0);
      const { text } = await run(['check', PROGRAMME, file]);
      assert.match(text, /is not in the roster/);
      assert.doesNotMatch(text, new RegExp(`${name}:\\d`));
      const again = await run(['template', file]);
      assert.equal(again.code, 1);
      assert.match(again.complaints.join(), /is there already/);
    }
    const bad = await written('bad-programme.yaml', 'schema: academy/1\n');
    assert.equal((await run(['template', folder.file('none.xlsx'), bad])).code, 1);
    assert.ok(!existsSync(folder.file('none.xlsx')));
  });

  const misuses: readonly (readonly string[])[] = [
    [],
    ['chek'],
    ['check'],
    ['check', 'a', 'b', 'c'],
    ['check', 'a', '--yes'],
    ['import', 'a'],
    ['import', 'a', 'b', '--data-dir'],
    ['import', 'a', 'b', '--data-dir='],
    ['check', 'a', '--starts', '2026-02-30'],
    ['check', 'a', '--starts', 'soon'],
    ['check', 'a', '--as', 'b'],
    ['template'],
    ['template', 'a.ods'],
    ['schema', 'a'],
    ['check', 'a', '--starts', '2026-05-04', '--as', 'a b'],
  ];
  for (const args of misuses)
    it(`does not understand "${args.join(' ')}" and says how it is used`, async () => {
      const { code, complaints } = await run(args);
      assert.equal(code, 2);
      assert.match(complaints.join('\n'), /^.+\nUsage:/);
    });

  it('explains itself', async () => {
    for (const args of [['help'], ['--help'], ['check', '-h'], ['import', '--help']]) {
      const { code, text } = await run(args);
      assert.equal(code, 0);
      assert.match(text, /^Usage:/);
    }
  });

  /** The real thing, in a process of its own and without a terminal. */
  function spawned(...args: string[]): Promise<{ code: number | null; output: string }> {
    const child = spawn(process.execPath, ['--import', 'tsx', 'bot/cli/academy.ts', ...args], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    return new Promise((resolve, reject) => {
      child.on('error', reject).on('close', (code) => resolve({ code, output }));
    });
  }

  it('runs as a command and leaves its exit code', async () => {
    const done = await spawned('import', PROGRAMME, ROSTER, '--yes', '--data-dir', dataDir);
    assert.equal(done.code, 0, done.output);
    assert.ok(existsSync(`${dataDir}/fadder.sqlite`));
    const shy = await spawned('import', PROGRAMME, ROSTER, '--data-dir', folder.file('other'));
    assert.equal(shy.code, 2, shy.output);
  }).timeout(30_000);

  it('ends quietly, with its work done, where its reader has enough', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'bot/cli/academy.ts', 'schema'], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.once('data', () => child.stdout.destroy());
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
    assert.deepEqual([code, errors], [0, '']);
  }).timeout(30_000);

  it('never lets a file command the terminal', async () => {
    const roster = await written('esc.csv', `${demoRoster}Eve\u001b[2J\u202e,eve@x.fi,"bo\u0007ss",,fi\n`);
    const { code, output } = await spawned('check', PROGRAMME, roster);
    assert.equal(code, 1);
    assert.doesNotMatch(output, /[^\P{Cc}\n]|\u202e/u);
  }).timeout(30_000);
});
