import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asRead } from '../helpers/as-read.ts';
import type { Card } from './chat.ts';
import { describeInChromium } from './chromium.ts';
import { Walk } from './walk.ts';

const SPRINT = { sv: 'Sprint 1 av 3: Strategisk ledning', en: 'Sprint 1 of 3: Strategic management' };
const POLICY = 'Tre riktlinjer';
const DECIDES = 'Vem beslutar om vad';
const PROMPT = 'Vad har hänt med er utvecklingsuppgift sedan startmötet?';
const HARDER = 'Vad visade sig vara svårare eller lättare än du väntade dig, och varför?';
const BEFORE_AUGUST = 'Vilken enda sak gör du innan vi fortsätter i augusti, och vem behöver känna till den?';
const COUNTY = 'Wellbeing services county of Kymenlaakso';
const MEETING = {
  fi: 'Sprinttitapaaminen 1: strateginen johtaminen',
  sv: 'Sprintmöte 1: strategisk ledning',
  en: 'Sprint meeting 1: strategic management',
};

// One story: each test goes on from where the one before it ended.
describeInChromium('a half year in three chats', function (chromium) {
  this.timeout(120_000);
  this.bail(true);
  const dataDir = mkdtempSync(join(tmpdir(), 'fadder-walk-'));
  let walk: Walk;
  /** Cards that are used again. */
  const kept: Record<string, Card> = {};
  const card = (name: string): Card => {
    assert.ok(kept[name], `${name} has been met`);
    return kept[name];
  };

  before(async () => {
    walk = await Walk.begin(chromium, dataDir);
  });
  after(async () => {
    await walk.end();
    rmSync(dataDir, { recursive: true });
  });
  afterEach(async function () {
    if (this.currentTest?.isFailed() !== true) return;
    for (const chat of [walk.katri, walk.ebba, walk.henrik]) await chat.picture('when-it-failed');
  });

  it('welcomes the coordinator in Finnish and shows the desk, marked as a demonstration', async () => {
    await walk.open('coordinator');
    const [welcome, desk] = await walk.katri.gets('Hei Katri Demo!', 'Koordinaattorin työpöytä');
    await welcome!.says(
      'Demonstraatio · Hyvinvointialueiden akatemia 2023',
      'Kuka lukee mitäkin',
      'Työnantajasi ei saa raporttia sinusta henkilönä.',
      'Haluatko mieluummin jonkin muun kielen?',
    );
    assert.deepEqual(await welcome!.buttons(), ['✓ Suomi', 'Svenska', 'English', 'Työpöytä', 'Ohje']);
    await desk!.says('Demonstraatio · ', 'Seuraavaksi lähtee: ke 10.5. klo 8.30 · Sprintti alkaa');
    await walk.katri.picture('opens');
    walk.desk = desk;
  });

  it('welcomes the participant in Swedish and tells her who her mentor is', async () => {
    await walk.open('participant');
    const [welcome, mentor] = await walk.ebba.gets('Hej Ebba Demo!', 'Er fadder');
    await welcome!.says(
      'Demo · Akademin för välfärdsområdena 2023',
      'Vem läser vad',
      'Din arbetsgivare får ingen rapport om dig som person.',
      'Vill du hellre ha ett annat språk?',
    );
    await mentor!.says('Fadder: Henrik Demo (svenska)', 'Axel Demo, Minna Demo, Tuula Demo och Ville Demo');
    await walk.ebba.picture('opens');
  });

  it('welcomes the mentor and gives one pairing card for each organisation', async () => {
    await walk.open('mentor');
    const [welcome, kymenlaakso] = await walk.henrik.gets(
      'Hej Henrik Demo!',
      'Kymmenedalens välfärdsområde',
      'Egentliga Finlands välfärdsområde',
    );
    await kymenlaakso!.says('Du är fadder för den här organisationen', 'Ebba Demo (svenska)');
    await walk.henrik.picture('opens');
    Object.assign(kept, { welcome, pairing: kymenlaakso });
  });

  it('speaks English to the mentor from the moment he chooses it', async () => {
    await card('welcome').press('English');
    await card('welcome').becomes('Language', 'Hello Henrik Demo!');
    await card('welcome').picture('chooses-english');
  });

  it('brings the sprint when the coordinator moves the clock to it', async () => {
    await walk.jump('10.5. klo 8.30', 'sprintti alkaa');
    const sprint = await walk.ebba.get(SPRINT.sv);
    await sprint.says(
      'Vilken plats upphandlingen har i er strategi',
      `${POLICY}○ Inte gjord · senast mån 12 juni`,
      /\d+\smin · hela organisationen/,
      'Läromaterial',
      'Avslutande sprintmöte',
      'Tid: ons 14 juni kl. 9.00–12.00',
    );
    await sprint.picture('sprint');
    const mentors = await walk.henrik.get(SPRINT.en);
    await mentors.says('Three policy lines', 'Closing meeting', 'Wed 14 Jun 9.00–12.00');
    await mentors.picture('sprint');
    Object.assign(kept, { sprint });
  });

  it('reminds of joint tasks, and asks the reflection of 31 May when it is time', async () => {
    await walk.jump('19.5. klo 8.30', 'muistutus');
    const reminder = await walk.ebba.get('Välj er utvecklingsuppgift');
    await reminder.says('! Påminnelse: senast ons 24 maj');
    await walk.jump('22.5. klo 8.30', 'muistutus');
    const both = await walk.ebba.get('Påminnelse');
    await both.says('Välj er utvecklingsuppgift', 'Utgångsnivå');
    await both.picture('reminders');
    await walk.jump('25.5. klo 8.30', 'muistutus');
    await walk.ebba.get(DECIDES);
    await walk.jump('26.5. klo 8.30', 'muistutus');
    await walk.ebba.get('Fråga någon utanför upphandlingen');
    await walk.jump('29.5. klo 8.30', 'muistutus');
    await walk.ebba.get('Påminnelse');
    await walk.jump('31.5. klo 9.00', 'pohdintakysymys');
    const prompt = await walk.ebba.get(PROMPT);
    await prompt.says('Reflektionsfråga: Vad hände?', 'Senast: ons 7 juni');
    Object.assign(kept, { prompt });
  });

  it('shows the desk in the language that the coordinator writes', async () => {
    await walk.katri.asks('english', 'Language');
    const desk = await walk.katri.asks('desk', 'Coordinator’s desk');
    await desk.says('Next to be sent: Mon 5 Jun 8.30 · Reminder', '✓ 58 people can be reached');
    await desk.picture('desk');
    await walk.katri.asks('suomi', 'Kieli');
  });

  it('takes an answer for the organisation, takes it back, and takes another', async () => {
    const sprint = card('sprint');
    await sprint.press('Svara', `Öppna: ${POLICY}`);
    await sprint.becomes(POLICY, 'Ett gemensamt svar för hela organisationen', 'Läge: ○ Inte gjord');
    await sprint.picture('task');
    await sprint.fill(/Er organisations svar/, 'Vi köper nära och i små delar.');
    await sprint.press('Spara svaret');
    await sprint.says(
      'Läge: ✓ Klar',
      'Vi köper nära och i små delar.',
      /Besvarad av: Ebba Demo, ons 31\smaj/,
    );
    await sprint.picture('task-answered');
    await sprint.press('Ta tillbaka');
    await sprint.says('Läge: ○ Inte gjord', /Ebba Demo tog tillbaka svaret, ons 31\smaj/);
    await sprint.fill(/Er organisations svar/, 'Vi köper nära, och vi följer upp.');
    await sprint.press('Spara svaret');
    await sprint.says('Läge: ✓ Klar', 'Vi köper nära, och vi följer upp.');
    await sprint.picture('task-answered-again');
  });

  it('shows the answer to the mentor, and the count on the desk', async () => {
    const pairing = card('pairing');
    await pairing.press('Uppgifter och reflektioner');
    await pairing.becomes(COUNTY, 'Three policy lines', /Done · Ebba Demo, Wed 31\sMay/);
    await pairing.says(
      'Vi köper nära, och vi följer upp.',
      'You see the reflections that were shared with you.',
    );
    await pairing.keepsSilentAbout('i små delar');
    await walk.desk!.press('Päivitä');
    await walk.desk!.says(/Kymenlaakson hyvinvointialue→ AikataulussaTehtävät 2\/4/);
  });

  it('takes a reflection for those whom its writer chooses, by name', async () => {
    const prompt = card('prompt');
    await prompt.offers(
      'Bara jag',
      'Min fadder (Henrik Demo)',
      'Min organisation: Axel Demo, Minna Demo, Tuula Demo och Ville Demo + fadder Henrik Demo',
      'Hela akademin (alla 58 personer)',
    );
    await prompt.fill(/Ditt svar/, 'Ledningsgruppen tog den på allvar.');
    await prompt.choose('Min fadder (Henrik Demo)');
    await prompt.picture('prompt');
    await prompt.press('Spara svaret');
    await prompt.says('Sparat. Tack!', 'Kan läsas av: du och din fadder Henrik Demo');
    await prompt.press('Ändra');
    await prompt.fill(/Ditt svar/, 'Ledningsgruppen tog den på allvar, till sist.');
    await prompt.press('Spara ändringarna');
    await prompt.says('Ledningsgruppen tog den på allvar, till sist.', 'Ändra');
    await prompt.picture('prompt-answered');
  });

  it('shows the mentor what is shared with him, and nothing that is not', async () => {
    const pairing = card('pairing');
    await pairing.press('Refresh');
    await pairing.says('Ebba Demo, Wed 31 May', 'Ledningsgruppen tog den på allvar, till sist.');
    await pairing.picture('organisation');
    const prompt = card('prompt');
    await prompt.press('Ändra');
    await prompt.choose('Bara jag');
    await prompt.press('Spara ändringarna');
    await prompt.says('Kan läsas av: bara du');
    await pairing.press('Refresh');
    await pairing.losesWord('till sist');
  });

  it('carries messages of the thread between the mentor and the people, with name and role', async () => {
    const pairing = card('pairing');
    await pairing.press('Write in the thread');
    await pairing.becomes('Private thread', 'Nobody has written here yet.', 'Ebba Demo (participant)');
    await pairing.fill(/Your message/, 'Hej! Ser fram emot vårt arbete. Hi from Henrik.');
    await pairing.picture('thread');
    await pairing.press('Send');
    await pairing.becomes('Message sent', 'Ebba Demo ✓ reached', 'Tuula Demo ✓ reached');
    await pairing.picture('message-sent');
    const message = await walk.ebba.get('Meddelande från Henrik Demo');
    await message.says('Från: Henrik Demo, fadder', 'Ser fram emot vårt arbete.');
    await message.picture('message');
    await message.fill(/Svara alla i tråden/, 'Tack Henrik, det gör vi också!');
    await message.press('Skicka svaret');
    await message.becomes('Meddelandet skickat', 'Henrik Demo ✓ framme');
    const reply = await walk.henrik.get('Message from Ebba Demo');
    await reply.says('From: Ebba Demo, participant, ' + COUNTY, 'Tack Henrik, det gör vi också!');
    await reply.picture('reply');
  });

  it('asks before it sends what somebody just types', async () => {
    const asked = await walk.ebba.asks('Kan vi ses i juni?', 'Ska det här skickas till någon?');
    await asked.says('Jag har inte skickat något än.');
    assert.equal(await asked.value(/Din text/), 'Kan vi ses i juni?');
    await asked.picture('asks-before-sending');
    // An answer to him comes after all that came before it.
    const help = await walk.henrik.asks('help', 'What I can do');
    await help.picture('help');
    await asked.press('Skicka');
    await asked.becomes('Meddelandet skickat', 'Henrik Demo ✓ framme');
    const sent = await walk.henrik.get('Message from Ebba Demo');
    await sent.says('Kan vi ses i juni?');
  });

  it('reminds of what is unanswered alone', async () => {
    await walk.jump('5.6. klo 8.30', 'muistutus');
    // Of the reflection too, which she has answered, others are reminded now.
    const reminder = await walk.ebba.get(DECIDES);
    await reminder.says('! Påminnelse: senast ons 7 juni');
    await reminder.picture('reminder');
    const list = await walk.ebba.asks('uppgifter', 'Dina uppgifter');
    await list.says(/Vad har hänt med er utvecklingsuppgift sedan startmötet\?✓ Klar/);
    await list.picture('tasks');
  });

  it('shows a broadcast in each language before it is sent', async () => {
    const desk = walk.desk!;
    await desk.press('Kirjoita joukkoviesti');
    await desk.becomes('Kirjoita joukkoviesti');
    await desk.hasChosen(/^Sprinttitapaaminen 1: .* ke 14\.6\. klo\s9\.00$/, 'Tapaaminen');
    await desk.pick('Vastaanottajat', /^Kaikki/);
    await desk.fill(/Oma tekstisi suomeksi/, 'Ottakaa mukaan yksi kysymys.');
    await desk.fill(/Oma tekstisi ruotsiksi/, 'Ta med er en fråga.');
    await desk.press('Esikatsele');
    await desk.says(/Teksti puuttuu vielä: englanti/);
    await desk.fill(/Oma tekstisi englanniksi/, 'Bring one question along.');
    await desk.picture('broadcast');
    await desk.press('Esikatsele');
    await desk.becomes('Tältä viesti näyttää', 'Mitään ei ole vielä lähetetty.', 'Kaikki, 57 henkilöä');
    await desk.says('Ottakaa mukaan yksi kysymys.', 'Ta med er en fråga.', 'Bring one question along.');
    await desk.says(MEETING.fi, MEETING.sv, MEETING.en);
    await desk.picture('broadcast-preview');
  });

  it('sends it, fills the same card until all have it, and each reads it in their language', async () => {
    const desk = walk.desk!;
    await desk.press('Lähetä 57 henkilölle');
    await desk.becomes('Joukkoviesti', '✓ Valmis', 'Lähetetty: 57', 'Ei tavoitettu: 0', 'Epäonnistui: 0');
    await desk.picture('broadcast-sent');
    const invitation = await walk.ebba.get(MEETING.sv);
    await invitation.says('Meddelande från Katri Demo', 'Ta med er en fråga.', 'Kommer du?');
    const mentors = await walk.henrik.get(MEETING.en);
    await mentors.says('Message from Katri Demo', 'Bring one question along.');
    Object.assign(kept, { invitation });
  });

  it('takes an answer to the invitation and counts it on the desk', async () => {
    const desk = walk.desk!;
    await desk.press('Työpöytä');
    await desk.becomes('Koordinaattorin työpöytä');
    const before = await countOf(desk, 'Ei tulossa');
    const invitation = card('invitation');
    assert.deepEqual((await invitation.buttons()).slice(0, 2), ['Jag deltar på distans', 'Jag kommer inte']);
    await invitation.press('Jag kommer inte');
    await invitation.says('– Du kommer inte');
    await desk.press('Päivitä');
    await desk.says(`Ei tulossa ${before + 1} ·`);
    await invitation.press('Jag deltar på distans');
    await invitation.says('✓ Du deltar på distans');
    await invitation.picture('coming');
    await desk.press('Päivitä');
    await desk.says(`Ei tulossa ${before} ·`);
  });

  it('goes on to the meeting, item by item', async () => {
    await walk.jump('7.6. klo 8.30', 'muistutus tapaamisesta');
    const [, own] = await walk.ebba.gets(MEETING.sv, 'Fråga någon utanför upphandlingen');
    await walk.henrik.get(MEETING.en);
    await walk.katri.get(MEETING.fi);
    await own!.says('! Påminnelse: senast fre 9 juni', 'Vem får läsa det här?');
    await walk.jump('7.6. klo 9.00', 'pohdintakysymys');
    await walk.ebba.get(HARDER);
    // The task that she has answered for all of them is not among the reminders.
    await walk.jump('8.6. klo 8.30', 'muistutus');
    await walk.jump('9.6. klo 8.30', 'muistutus');
    await walk.ebba.get(HARDER);
    await walk.jump('12.6. klo 8.30', 'muistutus');
    await walk.ebba.get(HARDER);
    await walk.jump('13.6. klo 9.00', 'muistutus tapaamisesta');
    const reminder = await walk.ebba.get(MEETING.sv);
    await reminder.says('Påminnelse', '✓ Du deltar på distans');
    await walk.henrik.get(MEETING.en);
    await walk.katri.get(MEETING.fi);
  });

  it('asks for feedback after the meeting and keeps it without a name', async () => {
    await walk.jump('14.6. klo 8.30', 'muistutus tapaamisesta');
    await walk.ebba.get(MEETING.sv);
    await walk.henrik.get(MEETING.en);
    await walk.katri.get(MEETING.fi);
    await walk.jump('14.6. klo 12.00', 'palautepyyntö');
    const [feedback] = await walk.ebba.gets('Hur var mötet?', BEFORE_AUGUST);
    await feedback!.says('Din respons är anonym: ditt namn sparas inte med svaren.', MEETING.sv);
    await feedback!.press('Skicka respons');
    await feedback!.says('Svara på minst en fråga och skicka sedan.');
    await feedback!.choose(/^4$/, 'Hade du nytta av dagen i ditt eget arbete?');
    await feedback!.fill(/Vad borde vi ändra/, 'Mera tid för samtal.');
    await feedback!.picture('feedback');
    await feedback!.press('Skicka respons');
    await feedback!.says('Din respons är sparad utan ditt namn.');
    await feedback!.picture('feedback-given');
    await walk.desk!.press('Palaute');
    await walk.desk!.becomes('Palaute', MEETING.fi, /alle 5|vähintään 5/);
    await walk.desk!.picture('feedback-results');
  });

  it('answers to words of the three languages, and helps with what it does not know', async () => {
    const desk = await walk.katri.asks('työpöytä', 'Koordinaattorin työpöytä');
    await walk.katri.asks('ohje', 'Mitä osaan');
    const unknown = await walk.katri.asks('missä sauna on?', 'Mitä osaan');
    await unknown.says('En ymmärtänyt tätä:', 'missä sauna on?', 'työpöytä – ');
    await unknown.picture('unknown');
    await walk.ebba.asks('hjälp', 'Det här kan jag');
    await walk.ebba.asks('tehtävät', 'Dina uppgifter');
    const overview = await walk.henrik.asks('tasks', 'My organisations');
    await overview.picture('organisations');
    const refused = await walk.henrik.asks('desk', 'This is not open to you');
    await refused.picture('not-open');
    await walk.katri.asks('svenska', 'Språk');
    await walk.katri.asks('suomi', 'Kieli');
    walk.desk = desk;
    for (const chat of [walk.katri, walk.ebba, walk.henrik]) await chat.gotNothingElse();
  });

  it('shows one card that says where one is when a page is opened anew', async () => {
    await walk.open('participant');
    const tasks = await walk.ebba.get('Dina uppgifter');
    await tasks.says('Tre riktlinjer');
    await walk.open('mentor');
    await walk.henrik.get('My organisations');
    // What would come twice would have come before these.
    await walk.ebba.asks('hjälp', 'Det här kan jag');
    await walk.henrik.asks('help', 'What I can do');
  });

  it('goes on from where it was after it was stopped and started again', async () => {
    await walk.stop();
    await walk.start();
    await walk.open('coordinator');
    walk.desk = await walk.katri.get('Koordinaattorin työpöytä');
    await walk.desk.says(/on nyt ke 14\.6\. klo\s12\.00/);
    await walk.open('participant');
    const tasks = await walk.ebba.get('Dina uppgifter');
    await tasks.says(/Tre riktlinjer✓ Klar/);
    await walk.open('mentor');
    await walk.henrik.get('My organisations');
    await walk.jump('15.6. klo 8.30', 'sprintti päättyy');
    const over = await walk.ebba.get('Sprint 1 är över');
    await over.picture('sprint-over');
    await walk.henrik.get('Sprint 1 is over');
    await walk.jump('16.6. klo 8.30', 'muistutus');
    await walk.ebba.get(BEFORE_AUGUST);
    await walk.desk.press('Palaute');
    await walk.desk.becomes('Palaute', /\d+ vastausta · keskiarvo [1-5]/);
    await walk.desk.picture('feedback-results');
    Object.assign(kept, { tasks });
  });

  it('fits on a phone', async () => {
    const desk = walk.desk!;
    await desk.press('Työpöytä');
    await desk.becomes('Koordinaattorin työpöytä');
    const overview = await walk.henrik.asks('overview', 'My organisations');
    for (const chat of [walk.katri, walk.ebba, walk.henrik]) await chat.onPhone();
    for (const [name, one] of Object.entries({ desk, tasks: card('tasks'), overview })) {
      await one.fits();
      await one.picture(`${name}-on-phone`);
    }
  });

  it('goes without a complaint', () => {
    assert.deepEqual(walk.complaints, []);
  });
});

/** A number that stands behind its name on a card. */
async function countOf(card: Card, name: string): Promise<number> {
  const found = new RegExp(`${name} (\\d+)`).exec(asRead(await card.text()));
  assert.ok(found, `${name} is counted`);
  return Number(found[1]);
}
