import assert from 'node:assert/strict';
import { voiceFor } from '../../cards/voice.ts';
import { words } from '../../cards/words/words.ts';
import type { Person } from '../../deploy/local/teams/person.ts';
import { cardIn } from '../../deploy/local/teams/world.ts';
import { broadcasts } from '../../services/store/documents.ts';
import { anAcademy, DEMO, wordsOf } from '../helpers/academy.ts';
import type { AcademyWorld } from '../helpers/academy.ts';
import { cardsWith, clicks, inputValue, verbsOf } from '../helpers/acts.ts';
import { docsOf } from '../helpers/dump.ts';

const TEXTS = { text_fi: 'Tervetuloa mukaan', text_sv: 'Varmt välkomna', text_en: 'A warm welcome' };
const isWritten = (said: string) => Object.values(TEXTS).some((text) => said.includes(text));

/** Kymenlaakso: Ebba and Axel read Swedish by the roster, three Finnish; so does Henrik (m3), their mentor, Swedish. */
describe('a coordinator’s words to one organisation', function () {
  this.timeout(20_000);
  let world: AcademyWorld;
  let katri: Person;
  let ebba: Person;
  const composes = async (typed: Readonly<Record<string, string>>) => {
    await katri.says('työpöytä');
    const desk = katri.latest('broadcast.compose');
    await katri.acts(desk, 'broadcast.compose');
    const filled = { meeting: 's1-m', audience: 'organisation:kymenlaakso', ...typed };
    return (await katri.acts(desk, 'broadcast.preview', filled)).card;
  };
  const invitation = (person: Person) =>
    cardsWith(person, 'rsvp.set').find((posted) => isWritten(wordsOf(cardIn(posted)))) ??
    assert.fail(`${person.account.name} has none`);
  const broadcast = async () => (await docsOf(world.store, DEMO, broadcasts))[0]?.id;
  const opens = async (
    name: string,
    command: Readonly<Record<string, unknown>> = { verb: 'meeting.show' },
  ) => {
    const about = { academy: DEMO, meeting: 's1-m', broadcast: await broadcast() };
    const { card } = await clicks(world.person(name), { ...command, ...about });
    assert.ok(verbsOf(card).includes('rsvp.set'), 'the meeting itself is everybody’s');
    return wordsOf(card);
  };

  before(async () => {
    world = await anAcademy({ installed: ['katri', 'm3', 'ebba', 'axel', 'tuula', 'aino', 'linnea'] });
    [katri, ebba] = [world.person('katri'), world.person('ebba')];
    await world.moveTo('2023-05-31T06:00:00Z');
    await world.person('axel').says('in English');
  });
  after(() => world.close());

  it('are needed in a language that one of them has chosen, whatever the roster says', async () => {
    const card = await composes({ text_fi: TEXTS.text_fi, text_sv: TEXTS.text_sv });
    const missing = voiceFor('fi').say('problem.textMissing', { languages: words.fi['language.name.en'] });
    assert.ok(wordsOf(card).includes(missing), wordsOf(card));
    assert.equal(inputValue(card, 'text_sv'), TEXTS.text_sv);
    assert.equal(await broadcast(), undefined);
  });

  it('are counted in the language that each of them reads', async () => {
    const said = wordsOf(await composes(TEXTS));
    for (const [language, count] of [
      ['fi', 3],
      ['sv', 2],
      ['en', 1],
    ] as const)
      assert.ok(said.includes(voiceFor('fi').say('preview.in', { language, count })), `${language} ${said}`);
  });

  it('are nobody’s to read until they are sent', async () => {
    assert.ok(!isWritten(await opens('ebba')));
  });

  it('reach each of them in that language', async () => {
    await katri.acts(katri.latest('broadcast.send'), 'broadcast.send');
    await world.settle();
    const got = ['ebba', 'axel', 'tuula', 'm3'].map((name) =>
      wordsOf(cardIn(invitation(world.person(name)))),
    );
    for (const [at, text] of (['text_sv', 'text_en', 'text_fi', 'text_sv'] as const).entries())
      assert.ok(got[at]?.includes(TEXTS[text]), got[at]);
  });

  it('are still there when the invitation has been answered, on the person’s other devices too', async () => {
    const { id } = invitation(ebba);
    const updated = world.teams.next(({ call }) => call.operation === 'update' && call.activity === id);
    const { card } = await ebba.acts(invitation(ebba), ({ data }) => data['answer'] === 'online');
    const { call } = await updated;
    for (const said of [wordsOf(card), JSON.stringify(call.body)]) {
      assert.ok(said.includes(TEXTS.text_sv));
      assert.ok(said.includes(words.sv['rsvp.is.online']));
    }
  });

  it('are still there when the card is refreshed, and after another answer', async () => {
    const refreshed = await ebba.acts(invitation(ebba), 'meeting.show');
    assert.ok(wordsOf(refreshed.card).includes(TEXTS.text_sv));
    const changed = await ebba.acts(invitation(ebba), ({ data }) => data['answer'] === 'notComing');
    assert.ok(wordsOf(changed.card).includes(TEXTS.text_sv));
    assert.ok(wordsOf(changed.card).includes(words.sv['rsvp.is.notComing']));
  });

  it('are read by its people and its mentor, and by nobody else who knows their id', async () => {
    for (const name of ['tuula', 'm3']) assert.ok(isWritten(await opens(name)), name);
    for (const name of ['aino', 'linnea']) {
      assert.ok(!isWritten(await opens(name)), name);
      assert.ok(!isWritten(await opens(name, { verb: 'rsvp.set', answer: 'online' })), name);
    }
  });
});
