/** The longest views that the rules let through: what the size budget of a card is measured by. */
import {
  broadcastId,
  itemId,
  meetingId,
  noticeId,
  organisationId,
  personId,
} from '../../services/domain/ids.ts';
import { languages } from '../../services/domain/language.ts';
import type { Localised } from '../../services/domain/language.ts';
import type { ItemLine, PersonName, View } from '../../services/domain/view.ts';
import { moment } from './programme.ts';
import { longestNewcomersView } from './view-cases-newcomer.ts';
import { longestPublicView } from './view-cases-public.ts';
import * as l from './views-ledger.ts';
import * as a from './views.ts';

/** 60 characters. */
const names = Array.from(
  { length: 5 },
  (_, index) => `Maria-Magdalena Sjöholm-Hämäläinen von Weissenberg-Öhqvist ${index}`,
);
const longName: Localised = Object.fromEntries(
  languages.map((language) => [
    language,
    'Västra Nylands och mellersta Österbottens välfärdsområdes sammanslutning'.padEnd(80, 'å'),
  ]),
);
const longTitle: Localised = Object.fromEntries(
  languages.map((language) => [language, 'Kehittämissuunnitelman täydennys, '.repeat(4).slice(0, 120)]),
);
const longText: Localised = Object.fromEntries(
  languages.map((language) => [
    language,
    'Sopikaa yksi kehittämistehtävä, jota viette eteenpäin. '.repeat(12),
  ]),
);

/** Text of people, with letters that take two bytes, quotes and line breaks. */
function words(length: number): string {
  return 'Tämä on ”pitkä” vastaus, jossa on ääkkösiä,\nrivinvaihtoja ja "lainauksia". '
    .repeat(Math.ceil(length / 70))
    .slice(0, length);
}

const person = (name: string): PersonName => ({ name, role: 'participant', organisation: longName });
const people = names.map((name) => ({ name, language: 'sv' as const }));
const at = moment('2024-05-30T13:40+03:00');
const lines: readonly ItemLine[] = Array.from({ length: 12 }, (_, index) => ({
  ...a.anItemLine({ item: itemId(`s1-t${index}`), title: longTitle, state: 'late' }),
  kind: index < 6 ? 'task' : 'prompt',
}));
const organisations = a.organisationLines(10).map((one) => ({ ...one, name: longName }));
const shareOptions = a.shareOptions.map((option) =>
  option.share === 'organisation' ? { ...option, names: [...names, 'Henrik Demo'] } : option,
);
const log = Array.from({ length: 30 }, (_, index) => ({
  by: names[index % 5]!,
  at,
  what: 'edited' as const,
}));
const task = a.aTaskView({
  organisation: longName,
  title: longTitle,
  text: longText,
  answer: { kind: 'text', maxChars: 4000 },
  log,
});
const current = a.shown(a.text(words(4000)), { by: names[0]! });
const question = { kind: 'text', text: longTitle } as const;
const meeting = a.aClosingMeeting({
  title: longTitle,
  agenda: a.aClosingMeeting().agenda.concat(a.aClosingMeeting().agenda, a.aClosingMeeting().agenda),
});

const views: Readonly<Record<string, View>> = {
  'task, receipt': { ...task, form: a.aForm({ mode: 'receipt', current }) },
  'task, conflict': {
    ...task,
    conflict: true,
    form: a.aForm({ mode: 'edit', current, typed: { text: words(4000) } }),
  },
  'task, conflict in Chinese': {
    ...task,
    conflict: true,
    form: a.aForm({
      mode: 'edit',
      current: a.shown(a.text('汉'.repeat(4000))),
      typed: { text: '字'.repeat(4000) },
    }),
  },
  'prompt, receipt': a.aPromptView({
    text: longText,
    shareOptions,
    form: a.aForm({
      mode: 'receipt',
      current: a.shown(a.text(words(2000)), { by: names[0]!, share: 'organisation' }),
    }),
  }),
  shared: {
    kind: 'shared',
    frame: a.aFrame(),
    item: itemId('s1-p1'),
    text: longText,
    shown: Array.from({ length: 10 }, (_, index) => ({
      who: person(names[index % 5]!),
      shown: a.shown(a.text(words(2000)), { share: 'academy' }),
    })),
    others: 40,
  },
  tasks: {
    kind: 'tasks',
    frame: a.aFrame(),
    organisation: longName,
    sprint: a.aSprintLine({ theme: longTitle }),
    lines,
    meeting,
    mentor: { name: names[0]!, language: 'fi' },
    thread: a.thread,
  },
  'own answer brought back': {
    kind: 'broughtBack',
    frame: a.aFrame(),
    item: itemId('s1-p1'),
    text: longText,
    shown: a.shown(a.text(words(2000))),
  },
  reminders: {
    kind: 'reminders',
    frame: a.aFrame(),
    academies: Array.from({ length: 3 }, () => ({
      frame: a.aFrame({ title: longTitle }),
      lines,
      maySilence: true,
    })),
  },
  sprint: {
    kind: 'sprint',
    frame: a.aFrame(),
    role: 'participant',
    sprint: a.aSprintLine({ theme: longTitle }),
    summary: longText,
    materials: Array.from({ length: 8 }, () => ({
      url: `https://learning.example/${'x'.repeat(200)}`,
      title: longTitle,
    })),
    tasks: lines.slice(0, 8),
    meeting,
    organisation: longName,
  },
  meeting: {
    kind: 'meeting',
    frame: a.aFrame(),
    meeting,
    reminder: true,
    message: { text: words(1500), from: names[0]! },
  },
  organisation: a.anOrganisationView({
    name: longName,
    people,
    sprints: Array.from({ length: 3 }, () => ({
      sprint: a.aSprintLine(),
      tasks: lines.slice(0, 5).map((line) => ({ ...line, answer: a.text(words(1500)) })),
      reflections: Array.from({ length: 15 }, (_, index) => ({
        question: longTitle,
        shown: a.shown(a.text(words(2000)), { by: names[index % 5]!, share: 'mentor' as const }),
      })),
      reflectionsDone: 15,
      reflectionsAsked: 15,
    })),
  }),
  overview: { kind: 'overview', frame: a.aFrame(), sprint: a.aSprintLine(), organisations },
  thread: a.aThreadView({
    organisation: longName,
    to: names.map(person),
    recent: Array.from({ length: 20 }, () => ({
      from: person(names[0]!),
      mine: false,
      text: words(2000),
      at,
    })),
    typed: words(2500),
    problem: { code: 'tooLong', length: 2500, max: 2000 },
  }),
  message: {
    kind: 'message',
    number: 1,
    frame: a.aFrame(),
    thread: a.thread,
    organisation: longName,
    from: person(names[0]!),
    text: words(2000),
    at,
    nonce: 'n-1',
    maxChars: 2000,
  },
  'message sent': {
    kind: 'messageSent',
    frame: a.aFrame(),
    thread: a.thread,
    organisation: longName,
    text: words(2000),
    at,
    to: Array.from({ length: 30 }, () => ({
      name: names[0]!,
      state: 'notReached',
      reason: 'disabledByAdmin',
    })),
  },
  'free text': {
    kind: 'askSend',
    text: words(2000),
    threads: organisations.map((one) => ({
      frame: a.aFrame(),
      thread: a.thread,
      organisation: one.name,
      to: names,
    })),
    nonce: 'n-1',
    maxChars: 2000,
  },
  threads: {
    kind: 'threads',
    frame: a.aFrame(),
    threads: organisations.map((one) => ({ thread: a.thread, organisation: one.name, to: names })),
  },
  desk: a.aDeskView({
    organisations,
    meeting: { ...meeting, coming: 1000, online: 1000, notComing: 1000, noAnswer: 6000, otherTime: 1000 },
    next: a.aNextLine({ title: longTitle }),
    scheduled: {
      broadcasts: Array.from({ length: 2 }, () => ({
        ...{ broadcast: broadcastId('b'.repeat(40)), title: longTitle, at, by: names[0]! },
      })),
      others: 40,
    },
    stuck: (['doubt', 'disabledByAdmin', 'elsewhere'] as const).map((why) => ({
      ...l.aStuckLine(why),
      what: { kind: 'meetingReminder', title: longTitle },
    })),
    sends: Array.from({ length: 3 }, () => ({
      ...a.aDeskView().sends[1]!,
      what: { kind: 'broadcast', title: longTitle, broadcast: broadcastId('b-1') },
    })),
  }),
  broadcasts: {
    kind: 'broadcasts',
    frame: a.aFrame(),
    rows: Array.from({ length: 10 }, (_, index) => ({
      broadcast: broadcastId('b'.repeat(40)),
      title: longTitle,
      audience: { to: 'organisation', organisation: organisations[0]!.organisation },
      organisation: longTitle,
      phase: 'sent',
      ...{ at, by: names[index % 5]!, corrected: at },
    })),
    next: 9990,
  },
  notice: l.aNoticeView({
    what: { kind: 'meetingReminder', title: longTitle },
    rows: Array.from({ length: 12 }, (_, index) => ({
      person: personId('p'.repeat(40)),
      name: names[index % 5]!,
      outcome: l.aNoticeView().rows[index]!.outcome,
    })),
    next: { state: 'unreachable', lane: `${'t'.repeat(60)}/12`, person: personId('p'.repeat(40)), part: 0 },
  }),
  received: l.aReceivedView({
    name: names[0]!,
    rows: Array.from({ length: 16 }, (_, index) => ({
      ...l.aReceivedView().rows[0]!,
      what: { kind: 'meetingReminder', title: longTitle },
      outcome: { ...l.aNoticeView().rows[index]!.outcome, by: names[1]! },
    })),
    older: at,
  }),
  held: l.aHeldView({
    deliveries: Array.from({ length: 8 }, (_, index) => ({
      ...l.aHeldView().deliveries[0]!,
      name: names[index % 5]!,
      what: { kind: 'meetingReminder', title: longTitle },
      delivery: {
        ...l.aHeldView().deliveries[0]!.delivery,
        notice: noticeId('n'.repeat(100)),
        person: personId('p'.repeat(40)),
      },
    })),
    others: 900,
    told: { what: 'again', count: 1, by: names[1]!, at, now: false },
  }),
  reach: {
    kind: 'reach',
    frame: a.aFrame(),
    people: Array.from({ length: 60 }, (_, index) => ({
      person: personId('p'.repeat(24)),
      who: person(names[index % 5]!),
      reason: index % 2 === 0 ? ('notMet' as const) : ('disabledByAdmin' as const),
      since: at,
    })),
    others: 9000,
  },
  'feedback results': {
    kind: 'feedbackResults',
    frame: a.aFrame(),
    minGroup: 5,
    meetings: Array.from({ length: 3 }, () => ({
      title: longTitle,
      questions: [
        ...(['scale_1_5', 'scale_0_10', 'scale_1_5'] as const).map((kind) => ({
          question: { id: kind, kind, text: longTitle },
          answers: {
            count: 500,
            mean: 3.4567,
            histogram: Array.from({ length: kind === 'scale_1_5' ? 5 : 11 }, (_, value) => ({
              value,
              count: 99,
            })),
          },
        })),
        {
          question: { id: 'change', ...question },
          answers: { count: 50, texts: Array.from({ length: 50 }, () => words(1000)) },
        },
      ],
    })),
  },
  feedback: {
    kind: 'feedback',
    frame: a.aFrame(),
    meeting: { meeting: meetingId('s3-m'), title: longTitle },
    questions: Array.from({ length: 8 }, (_, index) => ({
      id: `q${index}`,
      kind: index < 6 ? ('scale_0_10' as const) : ('text' as const),
      text: longTitle,
    })),
    mode: 'ask',
    until: at,
    minGroup: 5,
    typed: { q6: words(1000), q7: words(1000) },
  },
  'broadcast, compose': a.aComposeView({
    organisations: organisations.map((one) => ({ ...one, languages })),
    typed: {
      audience: 'everybody',
      meeting: 's1-m',
      texts: { fi: words(1500), sv: words(1500), en: words(1500) },
    },
  }),
  'broadcast, preview': a.aPreviewView({
    audience: { to: 'organisation', organisation: organisationId('x') },
    organisation: longName,
    cards: languages.map((language) => ({
      language,
      meeting: {
        kind: 'meeting',
        frame: a.aFrame(),
        meeting,
        reminder: true,
        message: { text: words(1500), from: names[0]! },
      },
    })),
  }),
  'broadcast, status': a.aStatusView({
    ...{
      told: { what: 'corrected', by: names[0]!, at },
      corrected: { by: names[0]!, at },
      asking: 'withdraw',
    },
    title: longTitle,
    by: names[0]!,
    tally: a.aTally({ sent: 9000, pending: 100, held: 3, unreachable: 600, dead: 4, skipped: 200 }),
    notReached: Array.from({ length: 10 }, () => ({ name: names[0]!, reason: 'disabledByAdmin' as const })),
    others: 590,
  }),
  welcome: a.aWelcomeView({
    name: names[0]!,
    organisation: longName,
    summary: longText,
    dataNotice: longText,
    coordinators: names,
  }),
  pairing: {
    kind: 'pairing',
    frame: a.aFrame(),
    organisation: { organisation: organisationId('x'), name: longName, languages },
    people: Array.from({ length: 30 }, (_, index) => people[index % 5]!),
    thread: a.thread,
    next: a.aNextLine({ title: longTitle }),
  },
  mentor: {
    kind: 'mentor',
    frame: a.aFrame(),
    organisation: longName,
    mentor: { name: names[0]!, language: 'fi' },
    colleagues: Array.from({ length: 30 }, (_, index) => names[index % 5]!),
    thread: a.thread,
  },
  help: {
    kind: 'help',
    roles: ['participant', 'mentor', 'coordinator'],
    coordinators: names,
    unknown: words(2000),
    frame: a.aFrame(),
  },
  refusal: { kind: 'refusal', refusal: { code: 'malformed' }, contacts: names, frame: a.aFrame() },
  'a message of one-letter lines': {
    kind: 'message',
    number: 1,
    frame: a.aFrame(),
    thread: a.thread,
    organisation: longName,
    from: person(names[0]!),
    text: 'a\n'.repeat(1000),
    at,
    nonce: 'n-1',
    maxChars: 2000,
  },
  newcomers: longestNewcomersView,
  public: longestPublicView,
};

export const longestCases = Object.entries(views).map(([name, view]) => ({ name: `longest: ${name}`, view }));
