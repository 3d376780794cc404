import assert from 'node:assert/strict';
import sinon from 'sinon';
import { words } from '../../cards/words/words.ts';
import { DEMO_TENANT } from '../../deploy/local/teams/account.ts';
import type { Person } from '../../deploy/local/teams/person.ts';
import { cardIn } from '../../deploy/local/teams/world.ts';
import type { RosterEntry } from '../../services/domain/people.ts';
import { academyId, tenantId } from '../../services/domain/ids.ts';
import { createDoc } from '../../services/store/access.ts';
import { newcomers, questionCounts } from '../../services/store/documents-newcomer.ts';
import { notices } from '../../services/store/documents.ts';
import { KEPT_A_DAY, TOLD_A_DAY } from '../../services/usecases/newcomers.ts';
import { anAcademy, chatOf, DEMO, demoFiles, importInto, wordsOf } from '../helpers/academy.ts';
import type { AcademyWorld, WorldOptions } from '../helpers/academy.ts';
import {
  cardsWith,
  clicks,
  dataOf,
  languageIn,
  lastCard,
  textsOf,
  titleOf,
  verbsOf,
} from '../helpers/acts.ts';
import { docsOf, dumpOf } from '../helpers/dump.ts';
import { startSignedTeams } from '../helpers/signed-teams.ts';
import type { SignedTeams } from '../helpers/signed-teams.ts';

const COUNTY = 'c0ffee00-0000-4000-8000-000000000003';
const OTHER = 'c0ffee00-0000-4000-8000-000000000004';
const { programme, entries } = demoFiles();
const [first] = programme.organisations;

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

const joining = (name: string, address: string, fields: Partial<RosterEntry> = {}): RosterEntry => ({
  ...{ name, address, aliases: [], role: 'participant', language: 'sv' },
  ...(first ? { organisation: first.id } : {}),
  ...fields,
});
const roster = [
  ...entries,
  joining('Tilda Lind', 'tilda@county.example'),
  joining('Piia Pinned', 'piia@county.example', { tenant: COUNTY }),
  joining('Otto Pinned', 'otto@county.example', { tenant: COUNTY }),
  joining('Henrik Åberg', 'henrik@county.example'),
];
const others = [
  { name: 'Tilda Lind', address: 'tilda@county.example', tenant: COUNTY },
  { name: 'Piia Pinned', address: 'piia@county.example', tenant: COUNTY },
  { name: 'Otto Pinned', address: 'otto@county.example', tenant: OTHER },
  { name: 'Aberg Henrik **fet** [x](https://evil.example)', address: 'henrik.a@home.example', tenant: OTHER },
  { name: 'Katri Demo', address: 'katri.d@home.example', tenant: OTHER },
  { name: 'Carla Samordnare', address: 'carla@county.example', tenant: OTHER },
  { name: 'Vera Utanför', address: 'vera@elsewhere.example', tenant: OTHER },
];

describe('a newcomer', function () {
  this.timeout(30_000);
  let signedBy: SignedTeams;
  let world: AcademyWorld;
  let [katri, robert, tilda]: Person[] = [];
  before(async () => {
    signedBy = await startSignedTeams();
  });
  after(() => signedBy.close());

  async function open(options: WorldOptions = {}): Promise<void> {
    world = await anAcademy({ signedBy, installed: ['katri', 'robert'], others, ...options });
    await importInto(world.store, programme, roster);
    [katri, robert, tilda] = ['katri', 'robert', 'tilda'].map(world.person);
    await world.moveTo('2023-06-01T09:00:00Z');
  }
  afterEach(async () => {
    sinon.restore();
    await world.close();
  });

  const questions = (person = katri) => cardsWith(person ?? assert.fail(), 'newcomer.link');
  const asked = async () => (await docsOf(world.store, DEMO, newcomers)).length;
  const person = async (name: string) => {
    const known = await world.bot.deps.persons.byAddress(`${name}@county.example`);
    return known ?? assert.fail(name);
  };
  const unknown = (card: Parameters<typeof titleOf>[0]) =>
    titleOf(card) === words.en['refusal.unknownPerson.title'];
  const knows = async (somebody: Person | undefined): Promise<boolean> => {
    await somebody?.says('tasks');
    return !unknown(lastCard(somebody ?? assert.fail()));
  };
  /** Tilda has written, and the coordinators have been asked. */
  async function tildaAsks(): Promise<void> {
    await tilda?.install();
    await world.settle();
  }
  const decides = (who: Person | undefined, verb: 'newcomer.link' | 'newcomer.refuse') =>
    clicks(who ?? assert.fail(), dataOf(cardIn(questions(who).at(-1) ?? assert.fail()), verb));

  it('of a trusted tenant is known by address, and nobody is asked', async () => {
    await open();
    const ebba = world.person('ebba');
    await ebba.install();
    assert.ok(await knows(ebba));
    assert.equal(await asked(), 0);
  });

  it('of the tenant that the roster pins is known by address; of another tenant they are nobody', async () => {
    await open();
    const [piia, otto] = [world.person('piia'), world.person('otto')];
    for (const somebody of [piia, otto]) await somebody.install();
    await world.settle();
    assert.ok(await knows(piia));
    assert.ok(!(await knows(otto)));
    assert.equal(await asked(), 0, 'an account of another tenant is somebody else’s');
  });

  it('of any other tenant is asked about, once, with what Teams says of them as plain text', async () => {
    await open();
    const henrik = world.person('henrik.a');
    await henrik.install();
    await henrik.says('Hej!');
    await henrik.says('Hallå?');
    await clicks(henrik, { verb: 'tasks.show', academy: DEMO });
    await world.settle();
    for (const coordinator of [katri, robert]) assert.equal(questions(coordinator).length, 1);
    const card = lastCard(katri ?? assert.fail());
    const { runs, marked } = textsOf(card);
    const why = words[languageIn(card) ?? 'fi']['newcomer.by.name'];
    for (const text of [henrik.account.name, henrik.account.address, OTHER, why])
      assert.ok(
        runs.some((run) => run.includes(text)),
        text,
      );
    assert.ok(!marked.some((text) => text.includes('evil')), marked.join());
    assert.match(wordsOf(card), /Henrik Åberg/);
  });

  it('reads the same whether or not somebody like them is on a roster, and no name of anybody', async () => {
    await open();
    const vera = world.person('vera');
    for (const somebody of [tilda, vera]) {
      await somebody?.install();
      await somebody?.says('Hello');
    }
    assert.equal(await asked(), 1);
    assert.deepEqual(chatOf(tilda ?? assert.fail()), chatOf(vera));
    assert.ok(
      chatOf(vera).every((said) => !/Demo|Katri|Robert/.test(said)),
      chatOf(vera).join(),
    );
  });

  it('who calls themselves like a coordinator makes no question of it', async () => {
    await open();
    await world.person('katri.d').install();
    await world.person('katri.d').says('Hej, jag är Katri');
    await world.settle();
    assert.equal(await asked(), 0);
  });

  it('who has a coordinator’s address in a tenant that nobody vouches for makes no question of it', async () => {
    await open();
    const carla = { name: 'Carla Samordnare', address: 'carla@county.example', aliases: [] };
    await importInto(world.store, programme, [...roster, { ...carla, role: 'coordinator', language: 'sv' }]);
    await world.person('carla').install();
    await world.settle();
    assert.equal(await asked(), 0);
  });

  it('who is said yes to is known at once and gets what is live', async () => {
    await open();
    await tildaAsks();
    assert.ok(!(await knows(tilda)));
    const { card } = await decides(katri, 'newcomer.link');
    assert.match(wordsOf(card), /Tilda Lind[^|]*\|.*Katri Demo/);
    await world.settle();
    const got = cardsWith(tilda ?? assert.fail(), 'language.set');
    assert.equal(got.length, 1);
    assert.ok(cardsWith(tilda ?? assert.fail(), 'prompt.answer').length > 0);
    assert.ok(await knows(tilda));
    assert.equal((await person('tilda')).accounts.length, 1);
  });

  it('who is said no to hears it once, kindly, and is not asked about again', async () => {
    await open();
    await tildaAsks();
    for (const coordinator of [katri, katri, robert]) await decides(coordinator, 'newcomer.refuse');
    await tilda?.says('Hallo?');
    await world.settle();
    const titles = tilda?.messages().map((posted) => titleOf(cardIn(posted) ?? {}));
    assert.deepEqual(
      titles?.filter((title) => title === words.en['refusal.notOurs.title']).length,
      1,
      titles?.join(),
    );
    assert.equal(questions().length, 1);
    assert.ok(!(await knows(tilda)));
  });

  it('is decided about once, by the first of two coordinators; the other learns who decided what', async () => {
    await open();
    await tildaAsks();
    const replies = await Promise.all([decides(katri, 'newcomer.link'), decides(robert, 'newcomer.refuse')]);
    const late = replies.filter(({ card }) => wordsOf(card).match(/hann före|ehti ensin|was first/));
    assert.equal(late.length, 1);
    const [question] = await docsOf(world.store, DEMO, newcomers);
    const [winner, other] = question?.status.status === 'linked' ? ['Katri', 'Robert'] : ['Robert', 'Katri'];
    assert.match(wordsOf(late[0]?.card), new RegExp(`${winner} Demo`));
    assert.doesNotMatch(wordsOf(late[0]?.card), new RegExp(`${other} Demo`));
    assert.equal(question?.rev, 1);
    assert.equal((await person('tilda')).accounts.length, question.status.status === 'linked' ? 1 : 0);
  });

  it('who was said yes to by mistake is nobody again from the moment it is taken back', async () => {
    await open();
    await tildaAsks();
    const { card } = await decides(katri, 'newcomer.link');
    assert.ok(await knows(tilda));
    const opened = await clicks(robert ?? assert.fail(), dataOf(card, 'newcomer.reopen'));
    assert.ok(verbsOf(opened.card).includes('newcomer.link'));
    assert.deepEqual((await person('tilda')).accounts, []);
    assert.ok(!(await knows(tilda)));
    await decides(katri, 'newcomer.link');
    assert.ok(!(await knows(tilda)), 'the card from before has no effect');
    await clicks(robert ?? assert.fail(), dataOf(opened.card, 'newcomer.link'));
    assert.ok(await knows(tilda));
  });

  it('keeps an account that came to them otherwise when an old card is clicked again', async () => {
    await open();
    await tildaAsks();
    const linked = await decides(katri, 'newcomer.link');
    const old = dataOf(linked.card, 'newcomer.reopen');
    const opened = await clicks(robert ?? assert.fail(), old);
    const refused = await clicks(robert ?? assert.fail(), dataOf(opened.card, 'newcomer.refuse'));
    await clicks(robert ?? assert.fail(), dataOf(refused.card, 'newcomer.reopen'));
    const { userId, conversationId } = tilda?.account ?? assert.fail();
    const account = { tenant: tenantId(COUNTY), userId, conversationId, serviceUrl: world.teams.serviceUrl };
    const { persons, wallNow } = world.bot.deps;
    await persons.link((await person('tilda')).id, { ...account, installed: true, since: wallNow() });
    await clicks(katri ?? assert.fail(), old);
    assert.equal((await person('tilda')).accounts.length, 1);
  });

  it('is the coordinator’s even when the process stops right after the decision', async () => {
    await open({ bot: { log: quiet } });
    await tildaAsks();
    const broken = sinon.stub(world.bot.deps.persons, 'link').rejects(new Error('gone'));
    await decides(katri, 'newcomer.link');
    assert.deepEqual((await person('tilda')).accounts, []);
    broken.restore();
    await decides(katri, 'newcomer.link');
    await decides(katri, 'newcomer.link');
    await world.settle();
    assert.equal((await person('tilda')).accounts.length, 1);
    assert.equal(cardsWith(tilda ?? assert.fail(), 'language.set').length, 1);
  });

  it('who writes again after such a stop is linked by that', async () => {
    await open({ bot: { log: quiet } });
    await tildaAsks();
    const broken = sinon.stub(world.bot.deps.persons, 'link').rejects(new Error('gone'));
    await decides(katri, 'newcomer.link');
    broken.restore();
    await tilda?.says('Hallo?');
    assert.ok(await knows(tilda));
  });

  it('is not forgotten when no coordinator can be reached yet', async () => {
    await open({ installed: [] });
    await tildaAsks();
    await katri?.install();
    await world.settle();
    assert.equal(questions().length, 1);
  });

  describe('in a crowd', () => {
    const crowd = Array.from({ length: 12 }, (_, index) => ({
      ...{ name: `Lind Tilda ${String(index)}`, address: `s${String(index)}@flood.example`, tenant: OTHER },
    }));
    const people = () => crowd.map(({ address }) => world.teams.person(address));
    const told = async (which: RegExp) =>
      (await docsOf(world.store, DEMO, notices)).filter(({ id }) => which.test(id)).length;

    /** So many have been asked about today already. */
    async function openAfter(count: number): Promise<void> {
      await open({ others: [...others, ...crowd] });
      const day = world.bot.deps.wallNow().slice(0, 10);
      await createDoc(world.store, questionCounts, { academy: academyId(DEMO), day, count });
      // Some at once, some after another: the bounds hold either way.
      await Promise.all(
        people()
          .slice(0, 5)
          .map((one) => one.install()),
      );
      for (const one of people().slice(5)) await one.install();
      await world.settle();
    }

    it('is told of one by one up to a day’s bound, and then all that wait in one card', async () => {
      await openAfter(TOLD_A_DAY - 4);
      assert.equal(await asked(), crowd.length);
      assert.equal(await told(/^newcomer:/), 4);
      assert.equal(await told(/^newcomers:/), 1);
      for (const coordinator of [katri, robert]) {
        assert.equal(questions(coordinator).length, 4);
        assert.equal(cardsWith(coordinator ?? assert.fail(), 'newcomer.list').length, 1);
      }
      for (const one of people()) assert.equal(one.messages().length, 1);
    });

    it('is found from the desk by whoever was told of it in no card of its own', async () => {
      await openAfter(TOLD_A_DAY + 1);
      assert.equal(questions().length, 0);
      const { card: desk } = await clicks(katri ?? assert.fail(), { verb: 'desk.show', academy: DEMO });
      const { card: list } = await clicks(katri ?? assert.fail(), dataOf(desk, 'newcomer.list'));
      for (const { name } of crowd) assert.ok(wordsOf(list).includes(name), name);
      const { card: question } = await clicks(katri ?? assert.fail(), dataOf(list, 'newcomer.show'));
      await clicks(katri ?? assert.fail(), dataOf(question, 'newcomer.refuse'));
      const { card: rest } = await clicks(katri ?? assert.fail(), dataOf(desk, 'newcomer.list'));
      const left = crowd.filter(({ name }) => wordsOf(rest).includes(name));
      assert.equal(left.length, crowd.length - 1);
    });

    it('does not fill the store: above a second bound no more is kept', async () => {
      await openAfter(KEPT_A_DAY - 3);
      assert.equal(await asked(), 3);
      for (const one of people()) assert.equal(one.messages().length, 1);
    });
  });
});

describe('somebody of a tenant that is not served', function () {
  this.timeout(20_000);
  it('is told so and nothing else, and nothing is read or written for them', async () => {
    const signedBy = await startSignedTeams();
    const environment = { ALLOWED_TENANTS: DEMO_TENANT };
    const world = await anAcademy({ signedBy, environment, installed: ['ebba'], others });
    const tilda = world.person('tilda');
    await importInto(world.store, programme, roster);
    const before = await dumpOf(world.store);
    const members = world.teams.count('member');
    await tilda.install();
    await tilda.says('Hej');
    const { card } = await clicks(tilda, { verb: 'desk.show', academy: DEMO });
    await tilda.uninstall();
    const cards = [...tilda.messages().map((posted) => cardIn(posted) ?? {}), card ?? {}];
    assert.equal(cards.length, 3);
    for (const one of cards) {
      assert.equal(titleOf(one), words.en['refusal.otherTenant.title']);
      assert.doesNotMatch(wordsOf(one), /Demo|Lind|Katri/);
    }
    assert.deepEqual(await dumpOf(world.store), before);
    assert.equal(world.teams.count('member'), members);
    await world.person('ebba').says('uppgifter');
    assert.equal(titleOf(lastCard(world.person('ebba'))), words.sv['tasks.title']);
    await world.close();
    await signedBy.close();
  });

  it('any more is not written to, which coordinators learn with what helps, and may leave', async () => {
    const signedBy = await startSignedTeams();
    const environment = { ALLOWED_TENANTS: DEMO_TENANT };
    const world = await anAcademy({ signedBy, environment, installed: ['katri'], others });
    await importInto(world.store, programme, roster);
    const [katri, piia] = [world.person('katri'), world.person('piia')];
    const { persons, wallNow } = world.bot.deps;
    const piiasOwn = async () => (await persons.byAddress(piia.account.address)) ?? assert.fail();
    // As it was left by the time when the tenant was served.
    const { userId, conversationId } = piia.account;
    const account = { tenant: tenantId(COUNTY), userId, conversationId, serviceUrl: world.teams.serviceUrl };
    await persons.link((await piiasOwn()).id, { ...account, installed: true, since: wallNow() });
    await world.moveTo('2023-06-14T10:00:00Z');
    assert.deepEqual(piia.messages(), []);
    const reach = await clicks(katri, { verb: 'desk.reach', academy: DEMO });
    const said = words[languageIn(reach.card ?? {}) ?? 'fi'];
    assert.ok(wordsOf(reach.card).includes(said['remedy.notServed']), wordsOf(reach.card));
    await piia.uninstall();
    assert.deepEqual(
      (await piiasOwn()).accounts.map(({ installed }) => installed),
      [false],
    );
    await world.close();
    await signedBy.close();
  });
});
