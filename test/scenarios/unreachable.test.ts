import assert from 'node:assert/strict';
import { words } from '../../cards/words/words.ts';
import type { Person } from '../../deploy/local/teams/person.ts';
import { refusal } from '../../deploy/local/teams/refusals.ts';
import type { RefusalCode } from '../../deploy/local/teams/refusals.ts';
import type { UnreachableReason } from '../../services/domain/people.ts';
import { instant } from '../../services/domain/time.ts';
import { depart } from '../../services/usecases/arrive.ts';
import { anAcademy, DEMO, wordsOf } from '../helpers/academy.ts';
import type { AcademyWorld } from '../helpers/academy.ts';
import { cardsWith, clicks, lastCard, titleOf } from '../helpers/acts.ts';

/** What Teams refuses for good, what the coordinator reads about it, and when the programme tells more. */
const final = [
  { name: 'ebba', code: 'BotNotInConversationRoster', reason: 'removed', next: '2023-05-10T05:30:00Z' },
  { name: 'axel', code: 'ConversationNotFound', reason: 'chatGone', next: '2023-05-31T06:00:00Z' },
] as const satisfies readonly { name: string; code: RefusalCode; reason: UnreachableReason; next: string }[];

/** A chat that is gone is opened anew once. */
const tries = (code: string): number => (code === 'ConversationNotFound' ? 2 : 1);

describe('somebody whose chat refuses a message', function () {
  this.timeout(20_000);
  let world: AcademyWorld;
  const sendsTo = ({ account }: Person) => world.teams.count('send', account.conversationId);
  const refuses = (code: RefusalCode, person: Person) =>
    world.teams.respond(({ operation, conversation }) =>
      operation === 'send' && conversation === person.account.conversationId ? refusal(code) : undefined,
    );
  /** Under which heading the coordinator finds them, if at all. */
  const listed = async (person: Person) => {
    const { card } = await clicks(world.person('katri'), { verb: 'desk.reach', academy: DEMO });
    const groups = wordsOf(card).split('! ').slice(1);
    return groups.find((group) => group.includes(person.account.name))?.toLowerCase();
  };
  /** To Kymenlaakso, from their mentor. */
  const told = async (text: string) => {
    const message = { pairing: await pairing(), nonce: text.replace(/\W/g, ''), text };
    await clicks(world.person('m3'), { verb: 'thread.send', academy: DEMO, ...message });
    await world.settle();
  };
  const pairing = async () => {
    const academy = await world.bot.deps.academies.read(DEMO);
    return academy?.revision.pairings.find(({ organisation }) => organisation === 'kymenlaakso')?.id;
  };
  const has = (person: Person, text: string) =>
    cardsWith(person, 'thread.send').some(({ activity }) => JSON.stringify(activity).includes(text));

  before(async () => {
    world = await anAcademy({ installed: ['katri', 'm3', 'ebba', 'axel', 'tuula'] });
  });
  after(() => world.close());

  for (const { name, code, reason, next } of final)
    describe(`with ${code}`, () => {
      let person: Person;
      let tried: number;
      before(async () => {
        person = world.person(name);
        assert.equal(await listed(person), undefined);
        refuses(code, person);
        tried = sendsTo(person);
        await told(`Hej ${code}`);
        world.teams.respond(undefined);
      });

      it('is on the coordinator’s list, with the reason', async () => {
        const group = await listed(person);
        assert.ok(group?.startsWith(words.fi[`reason.${reason}`]), group);
        assert.equal(sendsTo(person), tried + tries(code));
      });

      it('is sent nothing more', async () => {
        await told(`Igen ${code}`);
        await world.moveTo(next);
        assert.equal(sendsTo(person), tried + tries(code));
      });

      it('is reached again as soon as they write, and off the list', async () => {
        await person.says('uppgifter');
        assert.equal(titleOf(lastCard(person)), words.sv['tasks.title']);
        assert.equal(await listed(person), undefined);
        await told(`Tillbaka ${code}`);
        assert.ok(has(person, `Tillbaka ${code}`));
        assert.ok(!has(person, `Igen ${code}`), 'what they missed is not sent afterwards');
      });
    });

  describe('because an administrator has turned the app off', () => {
    it('is on the list, and need not come back: the next message is tried and arrives', async () => {
      const tuula = world.person('tuula');
      refuses('BotDisabledByAdmin', tuula);
      await told('Avstängd');
      assert.ok((await listed(tuula))?.startsWith(words.fi['reason.disabledByAdmin']));
      world.teams.respond(undefined);
      await told('Påslagen');
      assert.deepEqual([has(tuula, 'Avstängd'), has(tuula, 'Påslagen')], [false, true]);
      assert.equal(await listed(tuula), undefined, 'and she is off the list');
    });

    it('is off the list as well when they write before anything is sent to them', async () => {
      const tuula = world.person('tuula');
      refuses('BotDisabledByAdmin', tuula);
      await told('Avstängd igen');
      assert.ok(await listed(tuula));
      world.teams.respond(undefined);
      await tuula.says('ohje');
      assert.equal(await listed(tuula), undefined);
    });
  });

  it('is not counted as gone when they came back while the refusal was on its way', async () => {
    const { deps } = world.bot;
    const { address } = world.person('m3').account;
    const before = await deps.persons.byAddress(address);
    const account = before?.accounts[0];
    assert.ok(before && account);
    // Back in the same chat, so that the account is newer than the one the card was sent to.
    await deps.persons.link(before.id, { ...account, since: deps.wallNow() });
    await depart(deps, before, { ...account, since: instant(0) }, 'removed');
    assert.ok((await deps.persons.byAddress(address))?.accounts[0]?.installed);
    assert.equal(await listed(world.person('m3')), undefined);
  });
});
