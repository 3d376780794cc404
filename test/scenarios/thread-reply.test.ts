import assert from 'node:assert/strict';
import { voiceFor } from '../../cards/voice.ts';
import type { Person } from '../../deploy/local/teams/person.ts';
import { cardIn } from '../../deploy/local/teams/world.ts';
import { anAcademy, chatOf, DEMO, wordsOf } from '../helpers/academy.ts';
import type { AcademyWorld } from '../helpers/academy.ts';
import { clicks } from '../helpers/acts.ts';

describe('messages and replies in a thread', function () {
  this.timeout(20_000);
  let world: AcademyWorld;
  let ebba: Person;
  const thread = async () => {
    const academy = await world.bot.deps.academies.read(DEMO);
    const pairing = academy?.revision.pairings.find(({ organisation }) => organisation === 'kymenlaakso')?.id;
    return { academy: DEMO, pairing: pairing ?? assert.fail() };
  };
  const writes = async (name: string, text: string) => {
    const nonce = text.replace(/\W/g, '');
    await clicks(world.person(name), { verb: 'thread.send', ...(await thread()), nonce, text });
  };
  const opened = async () => wordsOf((await clicks(ebba, { verb: 'thread.show', ...(await thread()) })).card);
  const older = (count: number) => voiceFor('sv').say('thread.older', { count });
  /** Numbers that stand in it, in order. */
  const numbersIn = (said: string) => [...said.matchAll(/Nummer (\d+)/g)].map(([, number]) => Number(number));

  beforeEach(async () => {
    world = await anAcademy({ installed: ['m3', 'ebba', 'axel'] });
    ebba = world.person('ebba');
  });
  afterEach(() => world.close());

  it('the card of a reply still shows what it replies to, once it has been delivered too', async () => {
    await writes('m3', 'Hur långt har ni kommit?');
    await world.settle();
    const card = ebba.latest('thread.send');
    const answered = await ebba.acts(card, 'thread.send', { text: 'Halvvägs' });
    await world.settle();
    const now = ebba.messages().find(({ id }) => id === card.id);
    assert.ok(now && !now.shown && now.history.length > 0, 'the card was updated after the click');
    for (const said of [wordsOf(answered.card), wordsOf(cardIn(now))])
      assert.match(said, /Henrik Demo.*Hur långt har ni kommit\?.*Halvvägs.*Axel Demo/);
  });

  it('the card of a message that replies to nothing shows only that message', async () => {
    await writes('m3', 'Hur långt har ni kommit?');
    const { card } = await clicks(ebba, {
      verb: 'thread.send',
      ...(await thread()),
      nonce: 'n',
      text: 'Hej alla',
    });
    assert.match(wordsOf(card), /Hej alla/);
    assert.doesNotMatch(wordsOf(card), /Hur långt/);
  });

  it('the thread shows the latest eight, oldest first, and says how many came before', async () => {
    for (let n = 1; n <= 8; n += 1) await writes(n % 2 === 0 ? 'axel' : 'm3', `Nummer ${String(n)}`);
    assert.deepEqual(numbersIn(await opened()), [1, 2, 3, 4, 5, 6, 7, 8]);
    assert.ok(!(await opened()).includes(older(0)), 'nothing came before');
    for (let n = 9; n <= 11; n += 1) await writes('m3', `Nummer ${String(n)}`);
    const said = await opened();
    assert.deepEqual(numbersIn(said), [4, 5, 6, 7, 8, 9, 10, 11]);
    assert.ok(said.includes(older(3)));
  });

  it('two messages arrive in the order they were written, though the first is slow', async () => {
    let slow = 2;
    world.teams.respond(({ operation }) =>
      operation === 'send' && slow-- > 0 ? { delayMs: 100 } : undefined,
    );
    await writes('m3', 'Nummer 1');
    await writes('m3', 'Nummer 2');
    await world.settle();
    for (const name of ['ebba', 'axel'])
      assert.deepEqual(numbersIn(chatOf(world.person(name)).join()), [1, 2], name);
  });
});
