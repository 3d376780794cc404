import assert from 'node:assert/strict';
import { words } from '../../cards/words/words.ts';
import type { Person } from '../../deploy/local/teams/person.ts';
import { refusal } from '../../deploy/local/teams/refusals.ts';
import { cardIn } from '../../deploy/local/teams/world.ts';
import { broadcasts } from '../../services/store/documents.ts';
import { anAcademy, chatOf, DEMO, demoFiles, importInto, wordsOf } from '../helpers/academy.ts';
import type { AcademyWorld } from '../helpers/academy.ts';
import { cardsWith, clicks, dataOf, inputValue, languageIn, verbsOf } from '../helpers/acts.ts';
import { docsOf } from '../helpers/dump.ts';

const { programme, entries } = demoFiles();
const meeting = programme.sprints[0]?.meeting;
const TEXTS = { text_fi: 'Tervetuloa *kaikki*', text_sv: 'Välkomna alla', text_en: 'Welcome all' };
const HERE = ['katri', 'robert', 'm3', 'ebba', 'axel', 'tuula', 'aino', 'eero', 'grace', 'minna'];

describe('the coordinator’s desk', function () {
  this.timeout(20_000);
  let world: AcademyWorld;
  let katri: Person;
  const desk = async () => (await clicks(katri, { verb: 'desk.show', academy: DEMO })).card;
  const rsvp = (name: string, answer: string) =>
    clicks(world.person(name), { verb: 'rsvp.set', academy: DEMO, meeting: 's1-m', answer });

  before(async () => {
    world = await anAcademy({ installed: HERE });
    katri = world.person('katri');
    await world.moveTo('2023-05-31T06:00:00Z');
  });
  after(() => world.close());

  it('is the first thing they get, and says that it is a demonstration', () => {
    const first = cardIn(katri.latest('clock.jump'));
    assert.ok(wordsOf(first).includes(words.fi.demo));
  });

  it('shows each organisation with a state in words and its counts', async () => {
    await clicks(world.person('ebba'), {
      ...{ verb: 'task.answer', academy: DEMO, item: 's1-t1', rev: 0, nonce: 'n', text: 'Register' },
    });
    const said = wordsOf(await desk());
    for (const { name } of programme.organisations) assert.ok(said.includes(name.fi ?? '-'), name.fi);
    const kymenlaakso = said.split('Kymenlaakson hyvinvointialue')[1]?.split('Lapin')[0] ?? '';
    assert.ok(kymenlaakso.includes(words.fi['state.org.onTrack']));
    assert.match(kymenlaakso, /1\/4/);
    const lappi = said.split('Lapin hyvinvointialue')[1]?.split('Pirkanmaan')[0] ?? '';
    assert.match(lappi, /0\/4/);
    assert.ok(lappi.includes(words.fi['state.org.behind']), 'a task is past its date');
  });

  it('tells what is sent next and when', async () => {
    const { to } = dataOf(await desk(), 'clock.jump');
    assert.equal(to, '2023-06-05T05:30:00.000Z');
    const told = wordsOf(await desk()).split(words.fi['desk.next'])[1] ?? '';
    assert.match(told, /^[: |]+ma 5\.6\. klo 8\.30/);
  });

  it('lists who could not be reached and why', async () => {
    await world.person('minna').uninstall();
    const { card } = await clicks(katri, { verb: 'desk.reach', academy: DEMO });
    const said = wordsOf(card);
    const [, notMet = '', removed = ''] = said.split('! ');
    assert.match(notMet, /Ville Demo/);
    assert.match(removed, /Minna Demo/);
    assert.doesNotMatch(
      removed,
      /20\d\d/,
      'dated by the academy’s clock, which stands in the year of its cards',
    );
    assert.doesNotMatch(said, /Ebba Demo/);
  });

  it('counts answers to the invitation as they come, and each person once', async () => {
    await rsvp('ebba', 'online');
    await rsvp('axel', 'online');
    await rsvp('axel', 'notComing');
    await rsvp('m3', 'online');
    const counts = await meetingCounts(await desk());
    assert.deepEqual(counts, { online: 2, notComing: 1, noAnswer: 53 });
  });

  it('no longer counts those who have left', async () => {
    await importInto(
      world.store,
      programme,
      entries.filter(({ name }) => name !== 'Axel Demo'),
    );
    await world.bot.deps.academies.readFresh(DEMO);
    assert.deepEqual(await meetingCounts(await desk()), { online: 2, notComing: 0, noAnswer: 53 });
    await importInto(world.store, programme, entries);
    await world.bot.deps.academies.readFresh(DEMO);
  });

  it('has nothing to read of what people wrote', async () => {
    const { card } = await clicks(katri, {
      verb: 'organisation.show',
      academy: DEMO,
      organisation: 'kymenlaakso',
    });
    assert.doesNotMatch(wordsOf(card), /Register/);
    assert.ok(!verbsOf(card).includes('thread.show'));
  });
});

/** The numbers beside the desk's words for answers. */
async function meetingCounts(
  card: Awaited<ReturnType<typeof clicks>>['card'],
): Promise<Record<string, number>> {
  const said = wordsOf(card);
  const count = (key: 'online' | 'notComing' | 'noAnswer') =>
    Number(new RegExp(`${words.fi[`desk.${key}`]} (\\d+)`).exec(said)?.[1]);
  return { online: count('online'), notComing: count('notComing'), noAnswer: count('noAnswer') };
}

describe('a broadcast', function () {
  this.timeout(20_000);
  let world: AcademyWorld;
  let katri: Person;
  const got = (name: string) =>
    cardsWith(world.person(name), 'rsvp.set').filter((posted) =>
      Object.values(TEXTS).some((text) => wordsOf(cardIn(posted)).includes(text)),
    );
  /** Invitations in their chat. */
  const asked = (name: string) => cardsWith(world.person(name), 'rsvp.set').length;
  /** Fills in the form that katri opened. */
  const composes = async (typed: Readonly<Record<string, string>>) => {
    await katri.says('työpöytä');
    const form = katri.latest('broadcast.compose');
    await katri.acts(form, 'broadcast.compose');
    return katri.acts(form, 'broadcast.preview', { meeting: 's1-m', ...typed });
  };
  const preview = () => katri.latest('broadcast.send');

  before(async () => {
    world = await anAcademy({ installed: HERE.slice(0, -1) });
    katri = world.person('katri');
    await world.moveTo('2023-05-31T06:00:00Z');
  });
  after(() => world.close());

  it('needs a text in each language of its readers, or in none; what was typed is kept', async () => {
    const { card } = await composes({ audience: 'everybody', text_fi: 'Tervetuloa' });
    assert.ok(verbsOf(card).includes('broadcast.preview'));
    assert.equal(inputValue(card, 'text_fi'), 'Tervetuloa');
    assert.equal(inputValue(card, 'audience'), 'everybody');
    assert.deepEqual(await docsOf(world.store, DEMO, broadcasts), []);
  });

  it('needs only the languages of the organisation it goes to', async () => {
    const { card } = await composes({ audience: 'organisation:etela-savo', text_fi: 'Tervetuloa' });
    assert.ok(verbsOf(card).includes('broadcast.send'));
  });

  it('is shown as each language will read it, before anything is sent', async () => {
    const { card } = await composes({ audience: 'everybody', ...TEXTS });
    const said = wordsOf(card);
    for (const text of Object.values(TEXTS)) assert.ok(said.includes(text), text);
    for (const title of Object.values(meeting?.title ?? {})) assert.ok(said.includes(title), title);
    await world.settle();
    assert.deepEqual(got('ebba'), []);
  });

  it('can be changed before it is sent: only what was last seen goes out', async () => {
    const old = dataOf(cardIn(preview()), 'broadcast.send');
    await katri.acts(preview(), 'broadcast.compose');
    const form = katri.latest('broadcast.preview');
    await katri.acts(form, 'broadcast.preview', { ...TEXTS, text_sv: 'Välkomna alla tillsammans' });
    const stale = await clicks(katri, old);
    assert.ok(verbsOf(stale.card).includes('broadcast.send'), 'the draft as it is now, to be seen first');
    await world.settle();
    assert.deepEqual(got('ebba'), []);
  });

  it('fills its own card with sent, not reached and failed until it is done', async () => {
    world.teams.respond(({ operation, conversation }) =>
      operation !== 'send'
        ? undefined
        : conversation === world.person('grace').account.conversationId
          ? { ...refusal('ServiceError'), accepted: true }
          : conversation === world.person('eero').account.conversationId
            ? refusal('ConversationBlockedByUser')
            : undefined,
    );
    const card = preview();
    await katri.acts(card, 'broadcast.send');
    await world.settle();
    world.teams.respond(undefined);
    const now = katri.messages().find(({ id }) => id === card.id);
    const said = wordsOf(now && cardIn(now));
    // 57 but the author; six have the app and can be reached.
    const lines = ['status.sent', 'status.notReached'] as const;
    const counts = lines.map((key) => Number(new RegExp(`${words.fi[key]}[^|]*\\| (\\d+)`).exec(said)?.[1]));
    assert.deepEqual(counts, [6, 50]);
    assert.match(said, new RegExp(`Grace Demo.*${words.fi['reason.held']}`));
  });

  it('arrives once with everybody, each in their own language, and not with its author', () => {
    assert.deepEqual(
      ['katri', 'robert', 'm3', 'ebba', 'tuula', 'aino'].map((name) => got(name).length),
      [0, 0, 1, 1, 1, 1],
    );
    const texts = ['m3', 'tuula'].map((name) => got(name)[0]).map((posted) => posted && cardIn(posted));
    assert.deepEqual(texts.map(languageIn), ['sv', 'fi']);
    assert.match(wordsOf(texts[0]), /Välkomna alla tillsammans/);
    assert.ok(wordsOf(texts[1]).includes(TEXTS.text_fi), 'its marks as they were typed');
    assert.ok(
      chatOf(world.person('robert')).join().includes(TEXTS.text_sv),
      'a coordinator is told, not asked',
    );
  });

  it('is sent once, however often it is clicked', async () => {
    const sent = (await docsOf(world.store, DEMO, broadcasts)).find(({ status }) => status.status === 'sent');
    assert.ok(sent);
    const again = { verb: 'broadcast.send', academy: DEMO, broadcast: sent.id, rev: sent.revision };
    for (const { card, refused } of await Promise.all(
      [katri, world.person('robert')].map((p) => clicks(p, again)),
    ))
      assert.ok(verbsOf(card).includes('broadcast.show'), refused);
    await world.settle();
    assert.equal(got('ebba').length, 1);
  });

  it('is answered from its card, and the next one goes to those alone who have not answered', async () => {
    const [invited] = got('ebba');
    assert.ok(invited);
    await world.person('ebba').acts(invited, ({ data }) => data['answer'] === 'online');
    await composes({ audience: 'noRsvp', ...TEXTS });
    await katri.acts(preview(), 'broadcast.send');
    await world.settle();
    assert.deepEqual([asked('ebba'), asked('tuula')], [1, 2]);
  });

  it('to one organisation reaches its people and its mentor', async () => {
    await composes({ audience: 'organisation:kymenlaakso', text_fi: TEXTS.text_fi, text_sv: TEXTS.text_sv });
    await katri.acts(preview(), 'broadcast.send');
    await world.settle();
    assert.deepEqual(['ebba', 'tuula', 'm3', 'aino'].map(asked), [2, 3, 3, 2]);
  });

  it('can be stopped by another coordinator while it is sent: its card says by whom, and nobody gets it', async () => {
    const before = ['ebba', 'tuula', 'm3'].map(asked);
    await composes({ audience: 'everybody', ...TEXTS });
    const card = preview();
    await katri.acts(card, 'broadcast.send');
    const sent = katri.messages().find(({ id }) => id === card.id);
    const stop = dataOf(sent && cardIn(sent), 'broadcast.stop');
    const stopped = await clicks(world.person('robert'), stop);
    assert.ok(!verbsOf(stopped.card).includes('broadcast.stop'));
    await world.settle();
    const { card: shown } = await clicks(katri, { ...stop, verb: 'broadcast.show' });
    assert.match(wordsOf(shown), /Robert Demo keskeytti/);
    assert.ok(wordsOf(shown).includes(words.fi['status.stoppedDone']));
    assert.ok(!wordsOf(shown).includes(words.fi['status.done']));
    const { card: desk } = await clicks(katri, { verb: 'desk.show', academy: DEMO });
    assert.match(wordsOf(desk), /– keskeytetty, alkoi/);
    const { card: ledger } = await clicks(katri, { ...dataOf(shown, 'notice.show') });
    assert.ok(wordsOf(ledger).includes(words.fi['notice.stopped']));
    assert.deepEqual(['ebba', 'tuula', 'm3'].map(asked), before);
  });

  it('stands on the desk with its counts', async () => {
    const { card } = await clicks(katri, { verb: 'desk.show', academy: DEMO });
    assert.ok(verbsOf(card).includes('broadcast.show'));
  });
});
