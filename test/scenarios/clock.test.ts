import assert from 'node:assert/strict';
import { words } from '../../cards/words/words.ts';
import type { Person } from '../../deploy/local/teams/person.ts';
import { cardIn } from '../../deploy/local/teams/world.ts';
import { instant } from '../../services/domain/time.ts';
import type { Programme } from '../../services/domain/programme.ts';
import type { Instant } from '../../services/domain/time.ts';
import { plan } from '../../services/rules/plan.ts';
import { heads } from '../../services/store/documents.ts';
import { moveClock } from '../../services/usecases/clock.ts';
import { anAcademy, DEMO, demoFiles, importInto, wordsOf } from '../helpers/academy.ts';
import type { AcademyWorld } from '../helpers/academy.ts';
import { actionsWith, clicks, dataOf, verbsOf } from '../helpers/acts.ts';
import { docsOf, dumpOf } from '../helpers/dump.ts';
import { assertInside } from '../helpers/inside.ts';
import { SECOND, secondEntries, secondPeople, secondProgramme } from '../helpers/second-academy.ts';

const { programme } = demoFiles();
/** One whose half year lies ahead of the clock on the wall. */
const yearsLater = JSON.parse(JSON.stringify(secondProgramme()).replaceAll('2023-', '2093-')) as Programme;

describe('the academy clock of the demonstration', function () {
  this.timeout(20_000);
  let world: AcademyWorld;
  let katri: Person;
  const now = async () => (await world.bot.deps.academies.readFresh(DEMO))?.now ?? instant(0);
  const desk = async () => (await clicks(katri, { verb: 'desk.show', academy: DEMO })).card;
  const jumps = (to: unknown) => clicks(katri, { verb: 'clock.jump', academy: DEMO, to });

  before(async () => {
    world = await anAcademy({ installed: ['katri'], others: secondPeople });
    katri = world.person('katri');
  });
  after(() => world.close());

  it('stands a moment before the first sprint opens', async () => {
    const [first] = plan(programme);
    const before = Date.parse(first?.dueAt ?? '') - Date.parse(await now());
    assert.ok(before > 0 && before <= 5 * 60_000);
  });

  it('is moved by a button that names the next thing and when it is', async () => {
    const [button] = actionsWith(await desk(), 'clock.jump');
    const title = button?.title.toLowerCase() ?? '';
    assert.match(title, /10\.5\. klo\s8\.30/);
    assert.ok(title.includes(words.fi['next.sprint'].toLowerCase()), title);
    assert.equal(button?.data['to'], plan(programme)[0]?.dueAt);
  });

  it('moves there, and the same card shows what comes next', async () => {
    const posted = katri.latest('clock.jump');
    const { to } = dataOf(cardIn(posted), 'clock.jump');
    const { card } = await katri.acts(posted, 'clock.jump');
    assert.ok((await now()) >= (to as string));
    assert.notEqual(dataOf(card, 'clock.jump')['to'], to);
    await world.settle();
  });

  it('is moved by nothing on an old card: a second click shows the desk as it is', async () => {
    const { to } = dataOf(await desk(), 'clock.jump');
    const [before] = await docsOf(world.store, DEMO, heads);
    const { card, refused } = await jumps(plan(programme)[0]?.dueAt);
    assert.equal(refused, undefined);
    assert.equal(dataOf(card, 'clock.jump')['to'], to);
    assert.deepEqual((await docsOf(world.store, DEMO, heads))[0], before);
  });

  it('is moved once by two clicks at once', async () => {
    const { to } = dataOf(await desk(), 'clock.jump');
    await Promise.all([jumps(to), jumps(to)]);
    const [, second] = [...new Set(plan(programme).map(({ dueAt }) => dueAt))].filter(
      (at) => at >= (to as string),
    );
    assert.equal(dataOf(await desk(), 'clock.jump')['to'], second);
    await world.settle();
  });

  it('goes to no moment of somebody’s own choice', async () => {
    const before = await dumpOf(world.store);
    for (const to of ['2023-12-24T06:00:00.000Z', '2020-01-01T00:00:00.000Z', '2099-01-01T00:00:00Z'])
      await jumps(to);
    assert.deepEqual(await dumpOf(world.store), before);
  });

  it('never goes back', async () => {
    const before = await now();
    await moveClock(world.bot.deps, DEMO, '2023-05-01T06:00:00.000Z' as Instant);
    assert.ok((await now()) >= before);
  });

  it('leads through the whole half year, jump by jump, each into the send window, and then rests', async function () {
    this.timeout(240_000);
    const seen: string[] = [];
    for (let card = await desk(); verbsOf(card).includes('clock.jump'); card = await desk()) {
      const { to } = dataOf(card, 'clock.jump');
      assert.ok(typeof to === 'string' && to > (seen.at(-1) ?? ''));
      assertInside(to as Instant, programme);
      seen.push(to);
      await jumps(to);
      await world.settle();
    }
    const all = [...new Set(plan(programme).map(({ dueAt }) => dueAt))];
    assert.deepEqual(seen, all.slice(2), 'the first two were jumped to above');
    assert.ok(wordsOf(await desk()).includes(words.fi['desk.nextNone']));
  });

  it('is the wall’s in an academy that is no demonstration: no button, and a click that is refused', async () => {
    await importInto(world.store, { ...yearsLater, demo: false }, secondEntries);
    const kai = world.person('kai');
    await kai.install();
    await world.settle();
    const { card } = await clicks(kai, { verb: 'desk.show', academy: SECOND });
    assert.ok(!verbsOf(card).includes('clock.jump'));
    assert.ok(!wordsOf(card).includes(words.fi.demo));
    const before = await dumpOf(world.store);
    const reply = await clicks(kai, {
      verb: 'clock.jump',
      academy: SECOND,
      to: plan(yearsLater)[0]?.dueAt,
    });
    assert.equal(reply.refused, 'notAllowed');
    assert.deepEqual(await dumpOf(world.store), before);
  });
});
