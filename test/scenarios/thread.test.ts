import assert from 'node:assert/strict';
import { words } from '../../cards/words/words.ts';
import { buttons } from '../../deploy/local/teams/person.ts';
import { refusal } from '../../deploy/local/teams/refusals.ts';
import { cardIn } from '../../deploy/local/teams/world.ts';
import { messages } from '../../services/store/documents.ts';
import { anAcademy, chatOf, DEMO, demoFiles, importInto, wordsOf } from '../helpers/academy.ts';
import type { AcademyWorld } from '../helpers/academy.ts';
import { clicks, lastCard, titleOf } from '../helpers/acts.ts';
import { docsOf } from '../helpers/dump.ts';

/** Ebba, Axel and Tuula are of Kymenlaakso, Linnea is not; Henrik (m3) mentors both counties. */
const HERE = ['m3', 'ebba', 'axel', 'tuula', 'linnea', 'm4', 'katri', 'kirsi'] as const;
type Name = (typeof HERE)[number];

describe('the thread of a mentor and an organisation', function () {
  this.timeout(20_000);
  let world: AcademyWorld;
  before(async () => {
    world = await anAcademy({ installed: HERE });
  });
  after(() => world.close());

  /** In whose chat it stands. */
  const readersOf = (text: string): readonly Name[] =>
    HERE.filter((name) => chatOf(world.person(name)).some((said) => said.includes(text)));
  const pairingOf = async (organisation: string) => {
    const academy = await world.bot.deps.academies.readFresh(DEMO);
    return academy?.revision.pairings.find((one) => one.organisation === organisation)?.id;
  };
  /** Sends without a card in the chat, so that the text stands with those alone who received it. */
  const sends = async (name: Name, organisation: string, text: string, nonce = text.replace(/\W/g, '')) => {
    const pairing = await pairingOf(organisation);
    return clicks(world.person(name), { verb: 'thread.send', academy: DEMO, pairing, nonce, text });
  };

  it('carries what the mentor writes to the organisation’s people and nobody else, with name and role', async () => {
    const henrik = world.person('m3');
    const pairing = await pairingOf('kymenlaakso');
    await henrik.acts(henrik.latest('thread.show'), 'thread.show');
    await sends('m3', 'kymenlaakso', 'Hur går det med registret?');
    assert.ok(pairing);
    await world.settle();
    assert.deepEqual(readersOf('Hur går det med registret?'), ['ebba', 'axel', 'tuula']);
    const said = wordsOf(lastCard(world.person('tuula')));
    assert.match(said, /Henrik Demo/);
    assert.ok(said.includes(words.fi['role.mentor']));
  });

  it('brings the answers back, to colleagues too, from the card of the message', async () => {
    const ebba = world.person('ebba');
    await ebba.acts(ebba.latest('thread.send'), 'thread.send', { text: 'Vi är halvvägs' });
    await world.settle();
    assert.deepEqual(readersOf('Vi är halvvägs'), ['m3', 'ebba', 'axel', 'tuula']);
    assert.match(wordsOf(lastCard(world.person('m3'))), /Ebba Demo/);
  });

  it('shows the writer who has been reached and who has not, on the same card', async () => {
    const ebba = world.person('ebba');
    const card = ebba.messages().find((posted) => wordsOf(cardIn(posted)).includes('Vi är halvvägs'));
    const said = wordsOf(cardIn(card ?? assert.fail('there is no card of the message')));
    for (const name of ['Axel Demo', 'Henrik Demo', 'Tuula Demo'])
      assert.match(said, new RegExp(`${name}[ |]+${words.sv['sent.reached']}`));
    const reason = words.sv['sent.notReached'].split('{')[0] ?? '';
    assert.match(said, new RegExp(`Minna Demo[ |]+${reason}`), 'she has not installed the app');
  });

  it('asks before it sends what was typed freely, and offers each thread the person has', async () => {
    const henrik = world.person('m3');
    await henrik.says('Ses vi på torsdag?');
    await world.settle();
    assert.deepEqual(readersOf('Ses vi på torsdag?'), ['m3'], 'in the form alone');
    const ask = henrik.latest('thread.send');
    const sendButtons = buttons(ask).filter(({ verb }) => verb === 'thread.send');
    assert.equal(sendButtons.length, 2);
    const other = await pairingOf('varsinais-suomi');
    await henrik.acts(ask, ({ verb, data }) => verb === 'thread.send' && data['pairing'] === other);
    await world.settle();
    assert.deepEqual(readersOf('Ses vi på torsdag?'), ['m3', 'linnea']);
  });

  it('lets a mistyped command reach nobody', async () => {
    const before = (await docsOf(world.store, DEMO, messages)).length;
    await world.person('ebba').says('upggifter');
    await world.settle();
    assert.equal((await docsOf(world.store, DEMO, messages)).length, before);
  });

  it('gives two messages written at once an order, and both arrive', async () => {
    await Promise.all([
      sends('ebba', 'kymenlaakso', 'Samtidigt A'),
      sends('axel', 'kymenlaakso', 'Samtidigt B'),
    ]);
    await world.settle();
    const written = await docsOf(world.store, DEMO, messages);
    const pairing = await pairingOf('kymenlaakso');
    const numbers = written.filter((one) => one.pairing === pairing).map(({ number }) => number);
    assert.deepEqual([...numbers].sort(), [1, 2, 3, 4]);
    for (const text of ['Samtidigt A', 'Samtidigt B']) assert.ok(readersOf(text).includes('m3'), text);
  });

  it('is not held up by one who cannot be reached', async () => {
    const { conversationId } = world.person('axel').account;
    world.teams.respond(({ operation, conversation }) =>
      operation === 'send' && conversation === conversationId
        ? refusal('ConversationBlockedByUser')
        : undefined,
    );
    await sends('m3', 'kymenlaakso', 'Fortsätt så');
    await world.settle();
    world.teams.respond(undefined);
    assert.deepEqual(readersOf('Fortsätt så'), ['ebba', 'tuula']);
  });

  it('shows the latest messages to those in it', async () => {
    await world.person('ebba').says('fadder');
    const card = lastCard(world.person('ebba'));
    assert.equal(titleOf(card), words.sv['thread.title']);
    assert.match(wordsOf(card), /Henrik Demo.*Fortsätt så/);
  });

  it('has nothing for coordinators', async () => {
    await world.person('katri').says('keskustelu');
    assert.doesNotMatch(wordsOf(lastCard(world.person('katri'))), /Fortsätt|halvvägs/);
  });
});

describe('a thread whose people change', function () {
  this.timeout(20_000);
  let world: AcademyWorld;
  const { programme, entries } = demoFiles();
  const writes = async (text: string, nonce: string) => {
    const academy = await world.bot.deps.academies.readFresh(DEMO);
    const pairing = academy?.revision.pairings.find((one) => one.organisation === 'kymenlaakso')?.id;
    await clicks(world.person('ebba'), { verb: 'thread.send', academy: DEMO, pairing, nonce, text });
  };
  const has = (name: Name, text: string) => chatOf(world.person(name)).join().includes(text);

  before(async () => {
    world = await anAcademy({ installed: HERE });
  });
  after(() => world.close());

  it('is lost at once to somebody who moved to another organisation, on the way as it may be', async () => {
    const elsewhere = entries.find(({ address }) => address.startsWith('linnea@'))?.organisation;
    assert.ok(elsewhere);
    const moved = entries.map((entry) =>
      entry.address.startsWith('tuula@') ? { ...entry, organisation: elsewhere } : entry,
    );
    await writes('Innan Tuula flyttade', 'n-1');
    await importInto(world.store, programme, moved);
    await world.settle();
    assert.deepEqual([has('axel', 'Innan Tuula'), has('tuula', 'Innan Tuula')], [true, false]);
    await world.person('tuula').says('thread');
    assert.ok(!has('tuula', 'Innan Tuula'));
  });

  it('is lost at once to a mentor who was replaced, though they mentor others, and to somebody who left', async () => {
    const organisations = programme.organisations.map((one) =>
      one.id === 'kymenlaakso' ? { ...one, mentor: 'm4@expert.example' } : one,
    );
    const staying = entries.filter(({ address }) => !address.startsWith('axel@'));
    await writes('Innan Henrik byttes', 'n-2');
    await importInto(world.store, { ...programme, organisations }, staying);
    await world.settle();
    for (const name of ['m3', 'axel'] as const) {
      await world.person(name).says('thread');
      assert.ok(!has(name, 'Innan Henrik'), name);
    }
  });

  it('reaches the new mentor with what is written from now on', async () => {
    const ebba = world.person('ebba');
    await ebba.says('tråd');
    await ebba.acts(ebba.latest('thread.send'), 'thread.send', { text: 'Välkommen Sirpa' });
    await world.settle();
    assert.deepEqual(
      HERE.filter((name) => has(name, 'Välkommen Sirpa')),
      ['ebba', 'tuula', 'm4'],
    );
  });
});
