import assert from 'node:assert/strict';
import { voiceFor } from '../../cards/voice.ts';
import type { Person } from '../../deploy/local/teams/person.ts';
import { cardIn } from '../../deploy/local/teams/world.ts';
import { messages } from '../../services/store/documents.ts';
import { anAcademy, chatOf, DEMO, wordsOf } from '../helpers/academy.ts';
import type { AcademyWorld } from '../helpers/academy.ts';
import { inputValue, lastCard, titleOf } from '../helpers/acts.ts';
import { docsOf } from '../helpers/dump.ts';

const ROOM = 2000;
const { say } = voiceFor('sv');

describe('free text that is too long for a message', function () {
  this.timeout(20_000);
  let world: AcademyWorld;
  let ebba: Person;
  const tooLong = (length: number) => say('askSend.cut', { length, max: ROOM });

  before(async () => {
    world = await anAcademy({ installed: ['ebba', 'm3'] });
    ebba = world.person('ebba');
  });
  after(() => world.close());

  it('is cut in the form that asks where to send it, which says so', async () => {
    await ebba.says(`${'😀'.repeat(ROOM)}resten`);
    const card = lastCard(ebba);
    assert.equal(titleOf(card), say('askSend.title'));
    assert.equal(inputValue(card, 'text'), '😀'.repeat(ROOM), 'counted as people count, no sign in halves');
    assert.ok(wordsOf(card).includes(tooLong(ROOM + 'resten'.length)));
    assert.deepEqual(await docsOf(world.store, DEMO, messages), []);
  });

  it('is sent as it stands in the form then', async () => {
    const ask = ebba.latest('thread.send');
    await ebba.acts(ask, 'thread.send', { text: 'Kortare' });
    await world.settle();
    assert.match(chatOf(world.person('m3')).join(), /Kortare/);
  });

  it('is not what fits exactly: nothing is said of that', async () => {
    await ebba.says('x'.repeat(ROOM));
    const said = wordsOf(cardIn(ebba.latest('thread.send')));
    assert.ok(said.includes('x'.repeat(ROOM)));
    assert.ok(!said.includes(tooLong(ROOM)));
  });
});
