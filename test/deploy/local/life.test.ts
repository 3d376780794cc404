import assert from 'node:assert/strict';
import { startBot } from '../../../bot/bot.ts';
import type { Bot } from '../../../bot/bot.ts';
import { readConfig } from '../../../bot/config.ts';
import { beginLife, installAll } from '../../../deploy/local/life.ts';
import type { Life } from '../../../deploy/local/life.ts';
import { othersIn } from '../../../deploy/local/playground/seats.ts';
import { importDemo, readDemo } from '../../../deploy/local/prepare.ts';
import type { DemoFiles } from '../../../deploy/local/prepare.ts';
import { DEMO_TENANT } from '../../../deploy/local/teams/account.ts';
import { startLoopbackTeams } from '../../../deploy/local/teams/teams.ts';
import type { LoopbackTeams } from '../../../deploy/local/teams/teams.ts';
import { instant } from '../../../services/domain/time.ts';
import { moveClock } from '../../../services/usecases/clock.ts';
import { nextThing } from '../../../services/usecases/desk.ts';
import { progressOf } from '../../../services/usecases/work.ts';
import { aFolder } from '../../helpers/folder.ts';
import { freePort } from '../../helpers/free-port.ts';

/** When two tasks and a reflection are past due. */
const END = '2023-06-08';
const AN_HOUR = 3_600_000;

describe('the life of the demonstration', function () {
  this.timeout(60_000);
  const folder = aFolder();
  const warnings: string[] = [];
  let demo: DemoFiles;
  let teams: LoopbackTeams;
  let bot: Bot;
  let life: Life;

  before(async () => {
    const warn = (facts: object, what: string): void =>
      void warnings.push(`${what} ${JSON.stringify(facts)}`);
    const log = { info: () => undefined, warn, error: warn };
    const port = await freePort();
    const dataDir = folder.file('data');
    demo = await readDemo();
    const people = othersIn(demo.roster).map(({ name, address }) => ({ name, address, tenant: DEMO_TENANT }));
    teams = await startLoopbackTeams({ botUrl: `http://127.0.0.1:${port}/api/messages`, people });
    const settings = {
      PORT: String(port),
      DATA_DIR: dataDir,
      SENDS_PER_SECOND: '1000',
      SEND_TIMEOUT_SECONDS: '1',
    };
    bot = await startBot(readConfig(settings), { log, running: false });
    await importDemo(bot.deps.store, demo, instant(Date.now()));
    assert.equal(await installAll(bot, teams), people.length);
    await bot.engine.runDue();
    life = beginLife(bot, { demo, teams, dataDir, log, everyMs: AN_HOUR });
  });
  after(async () => {
    await life.stop();
    await bot.stop();
    await teams.close();
  });

  /** As the button on the desk does it. */
  const jump = async (): Promise<string> => {
    const academy = await bot.deps.academies.readFresh(demo.programme.id);
    const next = academy && nextThing(academy);
    assert.ok(next);
    await life.until(next.at);
    await moveClock(bot.deps, academy.id, next.at);
    await bot.engine.runDue();
    return next.at;
  };

  it('fills the academy with answers, by way of the cards that the bot really sends', async () => {
    for (let at = ''; at < END;) at = await jump();
    const academy = await bot.deps.academies.readFresh(demo.programme.id);
    assert.ok(academy);
    const lines = await Promise.all(
      demo.programme.organisations.map((organisation) => progressOf(bot.deps, academy, organisation)),
    );
    assert.deepEqual(warnings, [], 'nobody gave up on a card');
    for (const line of lines) assert.ok(line.reflectionsDone > 0 && line.tasksDone > 0, line.organisation);
    const sum = (of: 'reflections' | 'reflectionsDone'): number =>
      lines.reduce((total, line) => total + line[of], 0);
    // Some never answer.
    assert.ok(sum('reflectionsDone') < 0.95 * sum('reflections'));
    assert.ok(sum('reflectionsDone') > 0.3 * sum('reflections'));
  });

  it('installs the app once', async () => {
    assert.equal(await installAll(bot, teams), 0);
  });

  it('does not import twice', async () => {
    assert.deepEqual(await importDemo(bot.deps.store, demo, instant(Date.now())), { isNew: false });
  });
});
