import assert from 'node:assert/strict';
import { words } from '../../cards/words/words.ts';
import type { Json } from '../../deploy/local/teams/json.ts';
import type { Person } from '../../deploy/local/teams/person.ts';
import { cardIn } from '../../deploy/local/teams/world.ts';
import { openVerbs, rights } from '../../services/rules/rights.ts';
import { aStore } from '../helpers/a-store.ts';
import { anAcademy, DEMO, demoFiles, importInto, wordsOf } from '../helpers/academy.ts';
import type { AcademyWorld } from '../helpers/academy.ts';
import { cardsWith, clicks, languageIn, titleOf } from '../helpers/acts.ts';
import { aChat, changesNothing, isPublic, oneCard, OUTSIDER, sinceNow } from '../helpers/group-world.ts';
import { joining, SECOND, secondEntries, secondPeople, secondProgramme } from '../helpers/second-academy.ts';
import { subjects } from '../helpers/subjects.ts';

const KAI = secondPeople.filter(({ name }) => name === 'Kai Other');
const GROUP = aChat('groupChat', ['ebba', 'axel', 'm3', 'katri', 'tuula'], [OUTSIDER, ...KAI]);

/** Two academies in one installation: Tuula is in both, Kai in the second alone, Olga in none. Tuula and Axel have not
 * met the bot. */
async function aGroupWorld(errors: unknown[]): Promise<AcademyWorld> {
  const store = await aStore();
  const { programme, entries } = demoFiles();
  const tuula = entries.find(({ address }) => address.startsWith('tuula@')) ?? assert.fail();
  await importInto(store, programme, entries);
  await importInto(store, secondProgramme(), [...secondEntries, joining(tuula.name, tuula.address)]);
  const world = await anAcademy({
    store,
    installed: ['ebba', 'm3', 'katri', 'kai'],
    others: [OUTSIDER, ...secondPeople],
    chats: [GROUP],
    bot: { log: { info: () => undefined, warn: () => undefined, error: (what) => errors.push(what) } },
  });
  await world.moveTo('2023-05-15T10:00:00Z');
  return world;
}

describe('a group chat', function () {
  this.timeout(20_000);
  let world: AcademyWorld;
  /** One more, of a single test's own. */
  let own: AcademyWorld | undefined;
  const errors: unknown[] = [];
  const there = (name: string): Person => world.person(name).in(GROUP);
  const asks = (name: string, text: string): Promise<Json> =>
    oneCard(there(name), () => there(name).writes(text));

  before(async () => {
    world = await aGroupWorld(errors);
    await there('katri').install();
  });
  afterEach(async () => {
    await own?.close();
    own = undefined;
  });
  after(async () => {
    await world.close();
    assert.deepEqual(errors, []);
  });

  describe('that the bot is added to', () => {
    const added = { type: 'installationUpdate', action: 'add', text: undefined };

    it('gets one greeting in the language of whoever added it, though Teams tells of it twice', () => {
      const [greeting, ...more] = there('katri').messages().map(cardIn);
      assert.equal(more.length, 0);
      assert.equal(languageIn(greeting), 'fi');
      assert.match(wordsOf(greeting), /Mainitse minut/);
      assert.doesNotMatch(wordsOf(greeting), /Mention me|Nämn mig/);
      isPublic(greeting);
    });

    it('gets no other greeting for an upgrade, a removal, or people who join', () =>
      changesNothing(world, async () => {
        const said = sinceNow(there('katri'));
        const olga = { membersAdded: [{ id: there('olga').account.userId }], text: undefined };
        for (const action of ['add-upgrade', 'remove-upgrade', 'remove', 'add'])
          await there('katri').sends({ ...added, action });
        await there('katri').sends({ ...olga, type: 'conversationUpdate' });
        assert.equal(said().length, 0);
      }));

    it('is greeted in every language where nobody knows whoever added it', async () => {
      const other = { ...GROUP, id: '19:other@thread.v2' };
      own = await anAcademy({ installed: [], others: [OUTSIDER], chats: [other] });
      const olga = own.person('olga').in(other);
      const greeting = await oneCard(olga, () => olga.install());
      for (const said of [/Mainitse minut/, /Nämn mig/, /Mention me/]) assert.match(wordsOf(greeting), said);
    });
  });

  describe('mentioning the bot', () => {
    it('shows a member the sprint, its tasks and the next meeting, in their own language', async () => {
      for (const [name, text, language, says] of [
        ['ebba', '@Fadder sprint', 'sv', /Strategisk ledning/],
        ['katri', 'Hei @Fadder, milloin on seuraava tapaaminen?', 'fi', /Strateginen johtaminen/],
        ['m3', '@Fadder uppgifter', 'sv', /Strategisk ledning/],
      ] as const) {
        const card = await asks(name, text);
        assert.equal(languageIn(card), language, name);
        assert.match(wordsOf(card), says);
        assert.match(wordsOf(card), /14\.6\.|14 juni/);
        isPublic(card);
      }
    });

    it('tells the tasks with their due dates, and nothing of how far anybody is', async () => {
      const [task] = demoFiles().programme.sprints[0]?.tasks ?? [];
      const before = await asks('ebba', '@Fadder sprint');
      assert.ok(wordsOf(before).includes(task?.title.sv ?? '-'));
      const { status } = await clicks(world.person('ebba'), {
        ...{ verb: 'task.answer', academy: DEMO, item: 's1-t1', rev: 0, nonce: 'group-1' },
        text: 'Ett hemligt register',
      });
      assert.equal(status, 200);
      assert.deepEqual(await asks('ebba', '@Fadder sprint'), before);
    });

    it('for what is private points to their own chat', async () => {
      const asked = ['desk', 'thread', 'omat tehtävät', 'my tasks', 'mina uppgifter', 'suomeksi', 'språk'];
      for (const text of asked)
        await changesNothing(world, async () => {
          const card = await asks('ebba', `@Fadder ${text}`);
          assert.equal(titleOf(card), words.sv['pointer.private.title'], text);
          isPublic(card);
        });
    });

    it('for help, for nothing and for what it does not understand says what can be asked', async () => {
      for (const text of ['@Fadder', '@Fadder hjälp', 'tack @Fadder!'])
        assert.equal(titleOf(await asks('ebba', text)), words.sv['groupHelp.title'], text);
    });

    it('by a stranger is answered politely, and names no academy', async () => {
      const titles = [demoFiles().programme, secondProgramme()].flatMap(({ title }) => Object.values(title));
      for (const text of ['@Fadder sprint', '@Fadder help', '@Fadder desk'])
        await changesNothing(world, async () => {
          const card = await asks('olga', text);
          assert.equal(titleOf(card), words.en['pointer.stranger.title'], text);
          for (const title of titles) assert.ok(!wordsOf(card).includes(title), title);
          isPublic(card);
        });
    });

    it('by somebody in two academies shows neither, and by somebody in another one shows that', async () => {
      const card = await asks('tuula', '@Fadder sprintti');
      assert.equal(titleOf(card), words.fi['pointer.several.title']);
      isPublic(card);
      assert.match(wordsOf(await asks('kai', '@Fadder sprint')), /Circular economy/);
    });

    it('carries nothing to any thread, whatever is said', () =>
      changesNothing(world, async () => {
        const others = ['m3', 'katri'].map((name) => sinceNow(world.person(name)));
        const card = await asks('ebba', '@Fadder @Henrik Demo hälsa att vi inte hinner till fredag');
        await world.settle();
        isPublic(card);
        assert.deepEqual(
          others.map((said) => said().length),
          [0, 0],
        );
      }));

    it('twice in one delivery is answered once', async () => {
      const card = await oneCard(there('ebba'), async () => {
        await there('ebba').writes('@Fadder sprint', { id: 'twice' });
        await there('ebba').writes('@Fadder sprint', { id: 'twice' });
      });
      isPublic(card);
    });

    it('is told when something goes wrong, without a private button', async () => {
      world.teams.respond(({ operation }) => (operation === 'member' ? { status: 503 } : undefined));
      const card = await asks('olga', '@Fadder sprint').finally(() => world.teams.respond(undefined));
      assert.equal(titleOf(card), words.en['pointer.trouble.title']);
      assert.equal(errors.splice(0).length, 1);
      isPublic(card);
    });
  });

  describe('not meaning the bot', () => {
    it('is left alone, also where the bot may read everything', () =>
      changesNothing(world, async () => {
        const said = sinceNow(there('ebba'));
        for (const text of ['help', 'sprint', '@Axel Demo desk', 'Fadder sprint', '<at>Fadder</at> sprint'])
          assert.equal((await there('ebba').writes(text, { heard: true }))?.status, 200);
        for (const type of ['messageUpdate', 'messageReaction', 'typing', 'messageDelete'])
          await there('ebba').sends({ type, text: '<at>Fadder</at> sprint' });
        assert.equal(said().length, 0);
      }));

    it('is left alone when it is a bot that speaks, this one or another', async () => {
      const said = sinceNow(there('ebba'));
      const mention = { type: 'mention', mentioned: { id: '28:fadder', name: 'Fadder' } };
      for (const from of [{ id: '28:other' }, { id: '28:fadder' }, { id: '29:flow', role: 'bot' }])
        await there('ebba').sends({ from, text: '<at>Fadder</at> sprint', entities: [mention] });
      assert.equal(said().length, 0);
    });
  });

  describe('with somebody whom the bot has not met', () => {
    it('answers them, links nothing, and welcomes them only in their own chat', async () => {
      await changesNothing(world, async () => {
        isPublic(await asks('axel', '@Fadder sprint'));
      });
      const axel = world.person('axel');
      const known = await world.bot.deps.persons.byAddress(axel.account.address);
      assert.deepEqual(known?.accounts, []);
      await axel.install();
      await world.settle();
      assert.equal(cardsWith(axel, 'language.set').length, 1);
    });

    it('leaves where a known person is reached as it was', async () => {
      const ebba = world.person('ebba');
      const accounts = async () => (await world.bot.deps.persons.byAddress(ebba.account.address))?.accounts;
      const before = await accounts();
      await asks('ebba', '@Fadder sprint');
      await clicks(there('ebba'), { verb: 'home' });
      for (const action of ['add', 'remove'])
        await there('ebba').sends({ type: 'installationUpdate', action, text: undefined });
      await there('ebba').sends({ type: 'conversationUpdate', membersAdded: [{ id: '28:fadder' }] });
      assert.deepEqual(await accounts(), before);
      assert.equal(before?.[0]?.conversationId, ebba.account.conversationId);
    });
  });

  describe('with a card that is clicked', () => {
    const privateVerbs = [...Object.keys(rights), 'home', 'language.show', 'text'];

    it('has every private verb among those that are tried', () => {
      const open = openVerbs.filter((verb) => !privateVerbs.includes(verb));
      assert.deepEqual(open, ['help', 'language.set', 'public.show']);
    });

    for (const verb of [...privateVerbs, 'language.set', 'no.such.verb'])
      it(`${verb}: shows and changes nothing, and points to the clicker's own chat`, () =>
        changesNothing(world, async () => {
          const about = (subjects as Readonly<Record<string, Json>>)[verb] ?? { language: 'en', text: 'Hej' };
          for (const [name, line] of [
            ['ebba', words.sv['pointer.private.title']],
            ['m3', words.sv['pointer.private.title']],
            ['katri', words.fi['pointer.private.title']],
            ['kai', words.fi['pointer.private.title']],
            ['olga', words.en['pointer.stranger.title']],
          ] as const) {
            const said = sinceNow(there(name));
            const reply = await clicks(there(name), { verb, academy: DEMO, ...about });
            assert.equal(reply.status, 200);
            assert.deepEqual([reply.card, reply.line], [undefined, `${line} · Fadder`], name);
            assert.equal(said().length, 0);
          }
        }));

    it('public: shows members the sprint again, each in their language, and to nobody else', async () => {
      const data = { verb: 'public.show', academy: DEMO };
      for (const [name, language] of [
        ['ebba', 'sv'],
        ['katri', 'fi'],
        ['tuula', 'fi'],
      ] as const) {
        const { card } = await clicks(there(name), data);
        assert.equal(languageIn(card), language);
        isPublic(card);
      }
      for (const name of ['kai', 'olga']) {
        const { card, line } = await clicks(there(name), data);
        assert.equal(card, undefined);
        assert.match(line ?? '', /kahden kesken|own chat/);
      }
      const second = await clicks(there('tuula'), { verb: 'public.show', academy: SECOND });
      assert.match(wordsOf(second.card), /Circular economy/);
    });

    it('public: counts a membership only while it lasts', async () => {
      own = await anAcademy({ installed: ['axel', 'ebba'], chats: [GROUP], others: [OUTSIDER] });
      const { programme, entries } = demoFiles();
      await importInto(
        own.store,
        programme,
        entries.filter(({ name }) => name !== 'Axel Demo'),
      );
      const axel = own.person('axel').in(GROUP);
      await own.person('ebba').in(GROUP).install();
      const card = await oneCard(axel, () => axel.writes('@Fadder sprint'));
      assert.equal(titleOf(card), words.sv['pointer.stranger.title']);
      assert.equal((await clicks(axel, { verb: 'public.show', academy: DEMO })).card, undefined);
    });

    it('by a client that knows no Action.Execute: is answered by a message, nothing changed', () =>
      changesNothing(world, async () => {
        await asks('ebba', '@Fadder sprint');
        const posted = there('ebba').latest('public.show');
        const again = await oneCard(there('ebba'), () =>
          there('ebba').acts(posted, 'public.show', {}, { submit: true }),
        );
        isPublic(again);
        const value = { verb: 'task.answer', academy: DEMO, ...subjects['task.answer'] };
        const refused = await oneCard(there('ebba'), () => there('ebba').sends({ text: undefined, value }));
        assert.equal(titleOf(refused), words.sv['pointer.private.title']);
      }));
  });

  describe('with hostile words and clicks', () => {
    it('answers what mentions it and no more, and nothing changes', () =>
      changesNothing(world, async () => {
        const bot = { id: '28:fadder', name: 'Fadder' };
        const mention = { type: 'mention', mentioned: bot, text: '<at>Fadder</at>' };
        const said = sinceNow(there('ebba'));
        for (const entities of [
          {},
          'x',
          [null, 7, 'mention', []],
          [{ type: 'mention' }],
          [{ type: 'mention', mentioned: null }],
          [{ type: 'mention', mentioned: { name: 'Fadder' }, text: '<at>Fadder</at>' }],
          [{ type: 'mention', mentioned: { id: 7 } }],
        ])
          assert.equal((await there('ebba').sends({ text: '<at>Fadder</at> sprint', entities })).status, 200);
        assert.equal(said().length, 0);
        for (const text of ['<at>Fadder</at>'.repeat(20_000), 'ä'.repeat(200_000), '<'.repeat(200_000), null])
          isPublic(await oneCard(there('ebba'), () => there('ebba').sends({ text, entities: [mention] })));
        for (const value of [undefined, null, 'x', [], { action: 7 }, { action: { verb: 'public.show' } }]) {
          const name = 'adaptiveCard/action';
          const { status, body } = await there('ebba').sends({ type: 'invoke', name, value });
          assert.equal(status, 200);
          assert.match(JSON.stringify(body), /activity\.message/);
        }
      }));
  });
});
