import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readArguments } from '../../bot/cli/arguments.ts';
import { readConfig, variables } from '../../bot/config.ts';
import { USAGE } from '../../manifest/arguments.ts';
import { dollars } from '../bench/request-units.ts';
import { TOP, filesIn, read } from '../architecture/tree.ts';
import { APP, FOUNDATION, deploy, readTemplate } from '../helpers/arm.ts';
import { OTHER_SETTINGS } from '../helpers/settings.ts';

const runbook = read('deploy/README.md');
const all = (pattern: RegExp, text = runbook): string[] =>
  [...text.matchAll(pattern)].flatMap(([, found]) => found ?? []);
const blocks = all(/^ *```\n(.*?)^ *```$/gms);
/** Commands with their continued lines joined. */
const commands = blocks.flatMap((block) => block.replace(/ *\\\n */g, ' ').split('\n'));
const templates = { [FOUNDATION]: readTemplate(FOUNDATION), [APP]: readTemplate(APP) };

describe('the runbook', () => {
  it('links to files and headings that are there', () => {
    const links = all(/\]\(((?!https:)[^)]+)\)/g);
    assert.ok(links.length > 10);
    for (const link of links) {
      const [path = '', heading] = link.split('#');
      assert.ok(existsSync(`${TOP}deploy/${path}`), link);
      const text = path === '' ? runbook : heading === undefined ? '' : read(`deploy/${path}`);
      const headings = all(/^#+ (.+)$/gm, text).map(anchorOf);
      assert.ok(heading === undefined || headings.includes(heading), link);
    }
  });

  it('names scripts, files and options of the manifest that are there', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    for (const name of all(/npm run ([a-z:]+)/g)) assert.ok(name in scripts, name);
    const files = all(/--(?:template-)?file (\S+?)`? /g);
    assert.ok(files.length > 3);
    for (const file of files) assert.ok(existsSync(`${TOP}${file}`), file);
    const [manifest = ''] = commands.filter((line) => line.startsWith('npm run manifest'));
    for (const option of all(/ (--[a-z-]+) /g, manifest))
      assert.ok(
        USAGE.some((line) => line.includes(`${option} `)),
        option,
      );
  });

  it('shows commands of the terminal as the program takes them', () => {
    const shown = new Set(all(/npm run academy -- ([^`\n]+)/g));
    assert.ok(shown.size > 6);
    for (const command of shown) {
      const asked = readArguments(command.split(' '));
      assert.ok(!('misuse' in asked), `${command}: ${'misuse' in asked ? asked.misuse : ''}`);
    }
  });

  it('gives each template parameters that it has, and all that it needs', () => {
    const calls = commands.filter((line) => line.includes('--template-file'));
    assert.equal(calls.length, 2);
    for (const call of calls) {
      const name = /deploy\/azure\/(\w+)\.json/.exec(call)?.[1] === FOUNDATION ? FOUNDATION : APP;
      assert.ok(call.includes(`--name ${name} `), 'the deployment that `out` asks');
      const given = all(/ (\w+)=/g, call);
      for (const [parameter, { defaultValue }] of Object.entries(templates[name].parameters))
        assert.ok(defaultValue !== undefined || given.includes(parameter), parameter);
      for (const parameter of given) assert.ok(parameter in templates[name].parameters, parameter);
    }
    const known = Object.values(templates).flatMap(({ parameters }) => Object.keys(parameters));
    const mentioned = [...all(/`([a-z]+[A-Z]\w+)`/g), ...all(/(?<!\.)\b([a-z]+[A-Z]\w+)=/g)];
    assert.ok(mentioned.length > 8);
    for (const parameter of mentioned) assert.ok(known.includes(parameter), parameter);
  });

  it('asks for outputs that there are', () => {
    const asked = [...runbook.matchAll(/\bout (foundation|app) (\w+)/g)];
    assert.ok(asked.length > 6);
    for (const [whole, name, output = ''] of asked)
      assert.ok(output in templates[name === FOUNDATION ? FOUNDATION : APP].outputs, whole);
  });

  it('names resources as the templates do', () => {
    const made = [
      ...deploy(templates[FOUNDATION], { contactEmail: 'it@example.fi' }).resources,
      ...deploy(templates[APP], { image: 'image:1' }).resources,
    ].map(({ name }) => name);
    const named = all(/\$NAME(-[a-z]+)/g).map((end) => `fadder${end}`);
    assert.ok(named.length > 3);
    for (const name of [...named, 'keep-the-database']) assert.ok(made.includes(name), name);
  });

  it('names variables that Fadder or an SDK reads', () => {
    const known = [...Object.keys(variables), ...OTHER_SETTINGS];
    const set = all(/\b([A-Z]+_[A-Z_]+)\b/g);
    assert.ok(set.length > 0);
    for (const name of set) assert.ok(known.includes(name), name);
  });

  it('explains what start-up says in its own words', () => {
    const code = [...filesIn('bot'), ...filesIn('services')].filter((path) => path.endsWith('.ts')).map(read);
    const [, about = ''] = /## What start-up says\n(.*?)\n## /s.exec(runbook) ?? [];
    const explained = all(/^\| `([^`]+)`/gm, about);
    assert.ok(explained.length > 3);
    for (const message of explained)
      assert.ok(
        code.some((text) => text.includes(message)),
        message,
      );
  });

  it('adds its costs up', () => {
    const [, table = ''] = /## What it costs\n(.*?)\n## /s.exec(runbook) ?? [];
    const rows = [...table.matchAll(/^\| (.+?) +\| .*\| (?:\*\*)?([\d.]+)(?:\*\*)? +\|$/gm)];
    const cost = (what: string) => Number(rows.find(([, name]) => name === what)?.[2]);
    const counted = [
      ...['Container Apps', 'Cosmos DB, idle', 'Cosmos DB, in use', 'Cosmos DB, stored'],
      ...['backup', 'container registry', 'logs', 'Azure Bot'],
    ];
    const sum = counted.reduce((total, what) => total + cost(what), 0);
    assert.equal(cost('**together**'), Math.round(sum));
    assert.ok(sum < Number(templates[FOUNDATION].parameters['monthlyBudget']?.defaultValue));
  });

  it('prices request units as the page of costs has them', () => {
    const budget = (what: string) =>
      Number(new RegExp(`^\\| ${what} +\\| (\\d+)`, 'm').exec(read('services/store/cost.md'))?.[1]);
    const [minute, month] = [budget('an idle minute of one process'), budget('a month of the demonstration')];
    const row = (what: string) =>
      new RegExp(`^\\| ${what} +\\| (.*\\S) +\\| ([\\d.]+) `, 'm').exec(runbook) ?? [];
    const [, idle = '', idleCost] = row('Cosmos DB, idle');
    const [, used = '', usedCost] = row('Cosmos DB, in use');
    assert.ok(idle.includes(`at most ${String(minute)} request units a minute`), idle);
    assert.ok(used.includes(`at most ${month.toLocaleString('en')} request units`), used);
    const cents = (units: number) => (Math.round(dollars(units) * 100) / 100).toFixed(2);
    assert.equal(idleCost, cents((minute * 60 * 24 * 365.25) / 12));
    assert.equal(usedCost, cents(month));
    const { pollMilliseconds } = templates[APP].parameters;
    assert.equal(pollMilliseconds?.defaultValue, readConfig({}).pollMs);
    assert.ok(idle.includes(`every ${String(readConfig({}).pollMs / 1000)} seconds`), idle);
  });
});

/** As GitHub makes it of a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');
}
