import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { warningsOf } from '../../../bot/cli/rehearsal/warnings.ts';
import { playAcademy } from '../../../bot/cli/rehearsal/play.ts';
import type { Send } from '../../../bot/cli/rehearsal/play.ts';
import { runAcademy } from '../../../bot/cli/run.ts';
import { storeFile } from '../../../bot/config.ts';
import { itemId } from '../../../services/domain/ids.ts';
import type { Programme } from '../../../services/domain/programme.ts';
import { instant, milliseconds } from '../../../services/domain/time.ts';
import { plan } from '../../../services/rules/plan.ts';
import { openEmbedded } from '../../../services/store/embedded.ts';
import { accepted, aDeliveryWorld, must, smallRoster } from '../../helpers/delivery-world.ts';
import { demoProgramme, edited } from '../../helpers/demo-files.ts';
import { dumpOf } from '../../helpers/dump.ts';
import { aFolder } from '../../helpers/folder.ts';
import { aProgramme, aSprint, date, dateTime, moment } from '../../helpers/programme.ts';
import { AT_REST, aTerminal } from './terminal.ts';

const DEMO = fileURLToPath(new URL('../../../deploy/local/demo/', import.meta.url));
const PROGRAMME = `${DEMO}wellbeing-counties-2023.yaml`;
const ROSTER = `${DEMO}wellbeing-counties-2023.people.csv`;

describe('npm run academy -- rehearse', () => {
  const folder = aFolder();
  let runs = 0;

  async function run(args: readonly string[], dataDir = folder.file(`data-${String((runs += 1))}`)) {
    const terminal = aTerminal();
    const wallNow = () => milliseconds(moment('2026-11-23T08:00Z'));
    const config = () => ({ dataDir });
    const code = await runAcademy(['rehearse', ...args], { terminal, config, wallNow, ...AT_REST });
    return { code, dataDir, ...terminal, text: terminal.printed.join('\n') };
  }

  describe('of the demonstration', () => {
    let all: Awaited<ReturnType<typeof run>>;
    let stored: Readonly<Record<string, string>>;
    before(async () => {
      const dataDir = folder.file('imported');
      const at = { terminal: aTerminal(), wallNow: () => 0, ...AT_REST };
      const surroundings = { ...at, config: () => ({ dataDir }) };
      assert.equal(await runAcademy(['import', PROGRAMME, ROSTER, '--yes'], surroundings), 0);
      stored = await storedIn(dataDir);
      assert.ok(Object.keys(stored).length > 100);
      all = await run([PROGRAMME, ROSTER], dataDir);
    });

    it('says what leaves when, by week and day, and to how many', () => {
      assert.equal(all.code, 0);
      const at = all.printed.indexOf('Week of 2023-05-08');
      assert.deepEqual(all.printed.slice(at, at + 4), [
        'Week of 2023-05-08',
        '  wed 2023-05-10',
        '    08:30  sprint opens: Sprintti 1: Strateginen johtaminen',
        '           56 people: 50 participants, 6 mentors; 10 organisations; 46 fi, 8 sv, 2 en',
      ]);
    });

    it('says what it takes for granted', () => {
      assert.match(all.text, /opens Fadder on 2023-05-03 and then answers nothing/);
    });

    it('gives a line to cards that differ by person', () => {
      assert.match(all.text, /08:30 {2}pairing: Kumminne on \S+ Demo \(and 15 more like it\)/);
      assert.match(all.text, /56 people: 50 participants, 6 mentors; 60 cards; 10 organisations/);
    });

    it('writes every card once for each role and language that gets it', async () => {
      const shown = dataIn(await readFile(`${all.dataDir}/rehearsal.html`, 'utf8'));
      const rows = shown.weeks.flatMap((week) => week.days.flatMap((day) => day.rows));
      const opening = must(rows.find(({ what }) => what === 'sprint opens'));
      const drawn = opening.cards.map(({ role, language }) => `${role} ${language}`);
      assert.deepEqual(drawn.toSorted(), [
        'mentor en',
        'mentor fi',
        'mentor sv',
        'participant en',
        'participant fi',
        'participant sv',
      ]);
      for (const { language, card } of opening.cards) assert.equal(card.content['lang'], language);
    });

    it('writes a page that needs nothing beside itself', async () => {
      const page = await readFile(`${all.dataDir}/rehearsal.html`, 'utf8');
      assert.doesNotMatch(page, /<(script|link|img)[^>]+(src|href)=/);
      assert.doesNotMatch(page, /<!--\w+-->/);
    });

    it('leaves the store as it was', async () => {
      assert.deepEqual(await storedIn(all.dataDir), stored);
    });
  });

  it('shows the days and the language that are asked for alone, in the file that is named', async () => {
    const html = folder.file('page.html');
    const days = ['--from', '2023-06-12', '--to', '2023-06-14'];
    const { text, dataDir } = await run([PROGRAMME, ROSTER, ...days, '--lang', 'sv', '--html', html]);
    const shownDays = ['mon 2023-06-12', 'tue 2023-06-13', 'wed 2023-06-14'];
    assert.deepEqual(text.match(/[a-z]{3} 2023-\d\d-\d\d$/gm), shownDays);
    assert.match(text, /feedback: Respons/);
    const shown = dataIn(await readFile(html, 'utf8'));
    const cards = shown.weeks.flatMap(({ days: some }) =>
      some.flatMap(({ rows }) => rows.flatMap((r) => r.cards)),
    );
    assert.deepEqual([...new Set(cards.map(({ card }) => card.content['lang']))], ['sv']);
    assert.ok(!existsSync(dataDir));
  });

  it('plays nothing where the files are wrong', async () => {
    const wrong = folder.file('wrong.yaml');
    await writeFile(wrong, edited(demoProgramme, 'due: 2023-05-24', 'due: 2023-06-24').text);
    const { code, text, dataDir } = await run([wrong, ROSTER]);
    assert.equal(code, 1);
    assert.match(text, /is not within/);
    assert.match(text, /Nothing was rehearsed\./);
    assert.ok(!existsSync(dataDir));
  });

  it('says that the academy does not speak a language', async () => {
    const finnish = edited(demoProgramme, 'languages: [fi, sv, en]', 'languages: [fi]');
    const file = folder.file('finnish.yaml');
    await writeFile(file, finnish.text);
    const { code, complaints } = await run([file, ROSTER, '--lang', 'sv']);
    assert.equal(code, 2);
    assert.deepEqual(complaints, ['--lang: the academy speaks fi.']);
  });

  const misuses: readonly [args: readonly string[], says: string][] = [
    [[PROGRAMME], 'rehearse takes two files: the programme and the roster.'],
    [[PROGRAMME, ROSTER, 'more'], 'rehearse takes two files: the programme and the roster.'],
    [[PROGRAMME, ROSTER, '--from', 'May'], '--from must be a date like 2023-05-09.'],
    [[PROGRAMME, ROSTER, '--to', '2023-02-30'], '--to there is no day 2023-02-30.'],
    [[PROGRAMME, ROSTER, '--from', '2023-06-02', '--to', '2023-06-01'], '--to is before --from.'],
    [[PROGRAMME, ROSTER, '--lang', 'de'], '--lang must be fi, sv, en.'],
    [[PROGRAMME, ROSTER, '--html', 'roster.csv'], '--html must name an .html file.'],
    [[PROGRAMME, ROSTER, '--yes'], "Unknown option '--yes'"],
  ];
  for (const [args, says] of misuses)
    it(`does not understand ${args.slice(1).join(' ') || 'one file'}: ${says}`, async () => {
      const { code, complaints, dataDir } = await run(args);
      assert.equal(code, 2);
      assert.equal(complaints[0], says);
      assert.ok(!existsSync(dataDir));
    });
});

describe('a rehearsal', () => {
  it('says what the engine sends', async () => {
    const programme = aProgramme();
    const world = await aDeliveryWorld({ programme });
    const sent: string[] = [];
    world.answer = ({ to, view }, nth) => {
      sent.push(`${instant(world.now)} ${view.kind} ${to}`);
      return accepted(nth);
    };
    const engine = world.engine();
    for (const { dueAt } of plan(programme)) {
      world.now = milliseconds(dueAt);
      await engine.runDue();
    }
    await world.store.close();
    const { sends, begins } = await playAcademy(programme, smallRoster);
    const rehearsed = sends.filter(({ at }) => at !== begins);
    assert.ok(sent.length > 20);
    assert.deepEqual(
      rehearsed.map(({ at, view, name }) => `${at} ${view.kind} ${name}`).toSorted(),
      sent.toSorted(),
    );
  });

  it('begins a week before the first thing, with everybody welcome', async () => {
    const { sends, begins } = await playAcademy(aProgramme(), smallRoster);
    assert.equal(begins, moment('2023-05-03T08:30+03:00'));
    const welcomed = sends.filter(({ at, content }) => at === begins && content.kind === 'welcome');
    assert.equal(welcomed.length, smallRoster.length);
  });

  it('names what nobody got, and why', async () => {
    const prompt = must(aSprint().prompts[0]);
    const prompts = [
      { ...prompt, bringBack: dateTime('2023-08-14T09:00') },
      { ...prompt, id: itemId('s1-p8'), send: dateTime('2023-06-20T09:00'), due: date('2023-06-21') },
    ];
    const sprints = [aSprint({ tasks: [], prompts, closes: date('2023-06-14') })];
    const { unsent } = await playAcademy(aProgramme({ sprints }), smallRoster);
    assert.deepEqual(unsent.map(({ at, what, why }) => [at, what, why]).sort(), [
      [moment('2023-08-07T08:30+03:00'), 'prompt', 'closed'],
      [moment('2023-08-14T09:00+03:00'), 'bringBack', 'unanswered'],
    ]);
  });

  it('plays a demonstration on its own clock', async () => {
    const { sends } = await playAcademy(aProgramme({ demo: false }), smallRoster);
    const demonstrated = await playAcademy(aProgramme({ demo: true }), smallRoster);
    const times = (all: readonly Send[]) => all.map(({ at, content }) => `${at} ${content.kind}`);
    assert.deepEqual(times(demonstrated.sends), times(sends));
  });

  it('does not play people who cannot be imported', async () => {
    const [first] = smallRoster;
    const twice = smallRoster.map((entry, n) => ({
      ...must(first),
      ...entry,
      rosterId: n < 2 ? 'same' : String(n),
    }));
    const { problems, sends } = await playAcademy(aProgramme(), twice);
    assert.equal(sends.length, 0);
    assert.ok(problems.length > 0);
  });
});

describe('the warnings of a rehearsal', () => {
  const warned = async (programme: Programme) =>
    warningsOf((await playAcademy(programme, smallRoster)).sends, programme);

  /** One sprint without tasks, whose prompts leave at these times. */
  const asking = (...times: readonly string[]): Programme => {
    const [prompt] = aSprint().prompts;
    const prompts = times.map((send, n) => ({
      ...must(prompt),
      id: itemId(`s1-p${String(n + 1)}`),
      send: dateTime(send),
      due: date('2023-06-13'),
    }));
    const { meeting: _, ...sprint } = aSprint({ tasks: [], prompts });
    const { kickOff: __, ...programme } = aProgramme({ sprints: [sprint] });
    return { ...programme, reminders: { ...programme.reminders, maxPerItem: 0 } };
  };

  it('are none where nobody gets much', async () => {
    assert.deepEqual(await warned(asking('2023-05-22T09:00', '2023-05-23T09:00', '2023-05-24T09:00')), []);
  });

  it('tell of more than three cards a week', async () => {
    const days = ['2023-05-22T09:00', '2023-05-23T09:00', '2023-05-24T09:00', '2023-05-25T09:00'];
    assert.deepEqual(await warned(asking(...days)), [
      'week of 2023-05-22: more than 3 cards for 4 people (aino and others), up to 4',
    ]);
  });

  it('tell of more than two messages on one day', async () => {
    const hours = ['2023-05-22T09:00', '2023-05-22T10:00', '2023-05-22T11:00'];
    assert.deepEqual(await warned(asking(...hours)), [
      'mon 2023-05-22: more than 2 messages for 4 people (aino and others), up to 3',
    ]);
  });

  const quiet: readonly [at: string, says: string][] = [
    [
      '2023-07-03T09:00+03:00',
      'mon 2023-07-03 09:00: sprint for 1 person in the quiet period summer (2023-06-19 to 2023-08-06)',
    ],
    [
      '2023-05-18T09:00+03:00',
      'thu 2023-05-18 09:00: sprint for 1 person on a public holiday: Ascension Day',
    ],
    ['2023-05-22T20:00+03:00', 'mon 2023-05-22 20:00: sprint for 1 person outside the send window'],
  ];
  for (const [at, says] of quiet)
    it(`tell of what leaves at the wrong time: ${says}`, async () => {
      const programme = aProgramme();
      const { sends } = await playAcademy(programme, smallRoster);
      const send = must(sends.find(({ content }) => content.kind === 'sprint'));
      assert.deepEqual(warningsOf([{ ...send, at: moment(at) }], programme), [says]);
    });
});

async function storedIn(dataDir: string): Promise<Readonly<Record<string, string>>> {
  const store = await openEmbedded(storeFile(dataDir));
  return dumpOf(store).finally(() => store.close());
}

interface Shown {
  readonly weeks: readonly {
    readonly days: readonly {
      readonly rows: readonly {
        readonly what: string;
        readonly cards: readonly {
          readonly role: string;
          readonly language: string;
          readonly card: { readonly content: Readonly<Record<string, unknown>> };
        }[];
      }[];
    }[];
  }[];
}

/** What the page's script is given. */
function dataIn(page: string): Shown {
  const [, json] = /const rehearsal = (\{.*\});$/m.exec(page) ?? [];
  return JSON.parse(must(json)) as Shown;
}
