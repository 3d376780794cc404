/** A view of each kind, as a Swedish-speaking county in Finland would meet it; every builder takes overrides. */
import type { AnswerValue } from '../../services/domain/answer.ts';
import type { Tally } from '../../services/domain/delivery.ts';
import {
  academyId,
  broadcastId,
  itemId,
  meetingId,
  noticeId,
  organisationId,
  pairingId,
  sprintId,
} from '../../services/domain/ids.ts';
import type { Localised } from '../../services/domain/language.ts';
import type * as v from '../../services/domain/view.ts';
import { localTime, moment } from './programme.ts';

export const academy = academyId('wsc-academy-2023');
export const thread = pairingId('p-kymenlaakso');
const broadcast = broadcastId('b-1');

export function aFrame(overrides: Partial<v.Frame> = {}): v.Frame {
  return {
    academy,
    title: {
      fi: 'Hyvinvointialueiden akatemia 2023',
      sv: 'Akademin för välfärdsområdena 2023',
      en: 'Academy for wellbeing services counties 2023',
    },
    demo: true,
    defaultLanguage: 'fi',
    zone: 'Europe/Helsinki',
    now: moment('2023-05-31T09:00+03:00'),
    ...overrides,
  };
}

export const kymenlaakso: Localised = {
  fi: 'Kymenlaakson hyvinvointialue',
  sv: 'Kymmenedalens välfärdsområde',
  en: 'Wellbeing services county of Kymenlaakso',
};

export const strategy: Localised = {
  fi: 'Strateginen johtaminen',
  sv: 'Strategisk ledning',
  en: 'Strategic management',
};
export const taskTitle: Localised = {
  fi: 'Nimetkää kehittämistehtävänne',
  sv: 'Välj er utvecklingsuppgift',
  en: 'Name your development task',
};
const question: Localised = {
  fi: 'Mitä kehittämistehtävällenne on tapahtunut aloitustapaamisen jälkeen?',
  sv: 'Vad har hänt med er utvecklingsuppgift sedan startmötet?',
  en: 'What has happened with your development task since the kick-off?',
};

export function aSprintLine(overrides: Partial<v.SprintLine> = {}): v.SprintLine {
  return {
    sprint: sprintId('s1'),
    number: 1,
    of: 3,
    theme: strategy,
    opens: moment('2023-05-10T08:30+03:00'),
    closes: moment('2023-06-14T23:59:59.999+03:00'),
    ...overrides,
  };
}

export function anItemLine(overrides: Partial<v.ItemLine> = {}): v.ItemLine {
  return {
    item: itemId('s1-t1'),
    kind: 'task',
    scope: 'organisation',
    title: taskTitle,
    due: moment('2023-05-24T23:59:59.999+03:00'),
    minutes: 60,
    state: 'open',
    ...overrides,
  };
}

/** Where a calendar gets all meetings, or with `/<id>` one. */
export function calendarUrl(meeting = ''): string {
  return `https://fadder.example/calendar/${academy}/p-0a1b2c3d4e5f6071/r0-Zm9vYmFyYmF6cXV4cXV1eGNv${meeting}.ics`;
}

export function aCalendarView(overrides: Partial<v.CalendarView> = {}): v.CalendarView {
  return {
    kind: 'calendar',
    frame: aFrame(),
    address: calendarUrl(),
    renewals: 0,
    renewed: false,
    ...overrides,
  };
}

/** One of each state. */
export const itemLines: readonly v.ItemLine[] = [
  anItemLine({ state: 'done', by: 'Tuula Demo', at: moment('2023-05-22T14:05+03:00') }),
  anItemLine({
    item: itemId('s1-t2'),
    title: { fi: 'Lähtötaso', sv: 'Utgångsnivå', en: 'Starting level' },
    due: moment('2023-05-30T23:59:59.999+03:00'),
    state: 'late',
  }),
  anItemLine({
    item: itemId('s1-t5'),
    scope: 'person',
    title: {
      fi: 'Kysy hankinnan ulkopuolelta',
      sv: 'Fråga någon utanför upphandlingen',
      en: 'Ask someone outside procurement',
    },
    due: moment('2023-06-09T23:59:59.999+03:00'),
    minutes: 20,
  }),
  {
    item: itemId('s1-p1'),
    kind: 'prompt',
    scope: 'person',
    title: question,
    due: moment('2023-06-07T23:59:59.999+03:00'),
    state: 'open',
  },
  anItemLine({
    item: itemId('s1-t4'),
    title: { fi: 'Kolme linjausta', sv: 'Tre riktlinjer', en: 'Three policy lines' },
    state: 'upcoming',
  }),
  anItemLine({
    item: itemId('s1-t3'),
    title: { fi: 'Kuka päättää mistäkin', sv: 'Vem beslutar om vad', en: 'Who decides what' },
    state: 'closed',
  }),
];

export function aMeetingLine(overrides: Partial<v.MeetingLine> = {}): v.MeetingLine {
  return {
    meeting: meetingId('s1-m'),
    title: {
      fi: 'Sprinttitapaaminen 1: strateginen johtaminen',
      sv: 'Sprintmöte 1: strategisk ledning',
      en: 'Sprint meeting 1: strategic management',
    },
    starts: moment('2023-06-14T09:00+03:00'),
    ends: moment('2023-06-14T12:00+03:00'),
    place: { kind: 'online', url: 'https://meet.example/academy-2' },
    agenda: [],
    options: ['online', 'notComing'],
    ...overrides,
  };
}

export function aClosingMeeting(overrides: Partial<v.MeetingLine> = {}): v.MeetingLine {
  return aMeetingLine({
    meeting: meetingId('s3-m'),
    starts: moment('2023-11-15T09:30+02:00'),
    ends: moment('2023-11-15T15:30+02:00'),
    place: {
      kind: 'hybrid',
      url: 'https://meet.example/academy-closing',
      city: { fi: 'Helsinki', sv: 'Helsingfors', en: 'Helsinki' },
    },
    options: ['coming', 'online', 'notComing'],
    agenda: [
      {
        at: localTime('09:30'),
        title: {
          fi: 'Kahvi ja pöytiin asettuminen',
          sv: 'Kaffe och bordsplacering',
          en: 'Coffee and tables',
        },
      },
      { at: localTime('12:30'), title: { fi: 'Oppimiskahvila', sv: 'Learning café', en: 'Learning café' } },
    ],
    ...overrides,
  });
}

export const shareOptions: readonly v.ShareOption[] = [
  { share: 'me', names: [], others: 0 },
  { share: 'mentor', names: ['Henrik Demo'], others: 0 },
  {
    share: 'organisation',
    names: ['Axel Demo', 'Tuula Demo', 'Ville Demo', 'Minna Demo', 'Henrik Demo'],
    others: 0,
  },
  { share: 'academy', names: ['Axel Demo', 'Tuula Demo', 'Ville Demo'], others: 54 },
];

export function aForm(overrides: Partial<v.ItemForm> = {}): v.ItemForm {
  return {
    mode: 'ask',
    drawn: { rev: 0, nonce: 'n-1' },
    due: moment('2023-06-07T23:59:59.999+03:00'),
    until: moment('2023-06-14T23:59:59.999+03:00'),
    reminder: false,
    ...overrides,
  };
}

export function shown(value: AnswerValue, overrides: Partial<v.Shown> = {}): v.Shown {
  return { value, by: 'Tuula Demo', at: moment('2023-05-22T14:05+03:00'), ...overrides };
}

export const text = (words: string): AnswerValue => ({ kind: 'text', text: words });

export function aTaskView(overrides: Partial<v.TaskView> = {}): v.TaskView {
  return {
    kind: 'task',
    frame: aFrame(),
    item: itemId('s1-t1'),
    sprint: aSprintLine(),
    scope: 'organisation',
    organisation: kymenlaakso,
    title: taskTitle,
    text: {
      fi: 'Sopikaa yksi kehittämistehtävä, jota viette eteenpäin marraskuuhun asti, ja nimetkää sille vastuuhenkilö johtoryhmästä.',
      sv: 'Kom överens om en utvecklingsuppgift som ni driver fram till november och utse en ansvarig i ledningsgruppen.',
      en: 'Agree on one development task to carry forward until November, and name its owner in the management team.',
    },
    minutes: 60,
    answer: { kind: 'text', maxChars: 600 },
    form: aForm(),
    log: [],
    conflict: false,
    ...overrides,
  };
}

export function aPromptView(overrides: Partial<v.PromptView> = {}): v.PromptView {
  return {
    kind: 'prompt',
    frame: aFrame(),
    item: itemId('s1-p1'),
    sprint: aSprintLine(),
    step: 'what',
    text: question,
    maxChars: 2000,
    form: aForm(),
    shareOptions,
    shareDefault: 'mentor',
    ...overrides,
  };
}

export function aWelcomeView(overrides: Partial<v.WelcomeView> = {}): v.WelcomeView {
  return {
    kind: 'welcome',
    frame: aFrame(),
    name: 'Ebba Demo',
    role: 'participant',
    organisation: kymenlaakso,
    summary: {
      fi: 'Kymmenen organisaatiota kehittää hankintojensa johtamista kolmessa sprintissä, kukin oman kummin tuella.',
      sv: 'Tio organisationer utvecklar ledningen av sina upphandlingar i tre sprinter, var och en med stöd av en fadder.',
      en: 'Ten organisations develop how they lead their procurement, in three sprints and with a mentor each.',
    },
    dataNotice: {
      fi: 'Koordinaattorit näkevät, kuka on vastannut. Kummisi näkee sen, minkä päätät jakaa. Työnantajasi ei saa raporttia sinusta henkilönä.',
      sv: 'Koordinatorerna ser vem som har svarat. Din fadder ser det som du väljer att dela. Din arbetsgivare får ingen rapport om dig som person.',
      en: 'Your coordinators see who has answered. Your mentor sees what you choose to share. Your own employer gets no report on you as a person.',
    },
    languages: ['fi', 'sv', 'en'],
    language: 'sv',
    coordinators: ['Katri Demo', 'Robert Demo'],
    ...overrides,
  };
}

export function aTally(overrides: Partial<Tally> = {}): Tally {
  return {
    pending: 0,
    sending: 0,
    sent: 0,
    held: 0,
    unreachable: 0,
    dead: 0,
    skipped: 0,
    superseded: 0,
    cancelled: 0,
    stays: 0,
    withdrawn: 0,
    ...overrides,
  };
}

const counties: readonly (readonly [string, Localised, v.OrganisationLine['state']])[] = [
  [
    'etela-savo',
    {
      fi: 'Etelä-Savon hyvinvointialue',
      sv: 'Södra Savolax välfärdsområde',
      en: 'Wellbeing services county of South Savo',
    },
    'done',
  ],
  ['hus', { fi: 'HUS-yhtymä', sv: 'HUS-sammanslutningen', en: 'HUS Group' }, 'onTrack'],
  ['kymenlaakso', kymenlaakso, 'behind'],
  [
    'varsinais-suomi',
    {
      fi: 'Varsinais-Suomen hyvinvointialue',
      sv: 'Egentliga Finlands välfärdsområde',
      en: 'Wellbeing services county of Southwest Finland',
    },
    'notStarted',
  ],
];

/** As many organisations as asked for, in all states. */
export function organisationLines(count: number): readonly v.OrganisationLine[] {
  return Array.from({ length: count }, (_, index) => {
    const [id, title, state] = counties[index % counties.length]!;
    return {
      organisation: organisationId(`${id}-${index}`),
      name: title,
      tasksDone: state === 'done' ? 5 : state === 'notStarted' ? 0 : 2,
      tasks: 5,
      reflectionsDone: index,
      reflections: 15,
      state,
    };
  });
}

export function aNextLine(overrides: Partial<v.NextLine> = {}): v.NextLine {
  return { at: moment('2023-05-31T09:00+03:00'), what: 'prompt', title: question, ...overrides };
}

export function aDeskView(overrides: Partial<v.DeskView> = {}): v.DeskView {
  return {
    kind: 'desk',
    frame: aFrame({ now: moment('2023-05-30T08:30+03:00') }),
    sprint: aSprintLine(),
    organisations: organisationLines(10),
    reach: { reached: 55, never: 2, lost: 1 },
    meeting: {
      ...aClosingMeeting({ options: [] }),
      coming: 21,
      online: 12,
      notComing: 4,
      noAnswer: 19,
      otherTime: 0,
    },
    next: aNextLine(),
    scheduled: { broadcasts: [], others: 0 },
    sends: [
      {
        what: { kind: 'sprint', title: strategy },
        notice: noticeId('sprint:s1'),
        at: moment('2023-05-10T08:30+03:00'),
        tally: aTally({ sent: 55, unreachable: 2, held: 1 }),
        done: true,
      },
      {
        what: { kind: 'broadcast', title: aFrame().title, broadcast },
        notice: noticeId('broadcast:b-1'),
        at: moment('2023-05-29T13:00+03:00'),
        tally: aTally({ sent: 30, pending: 26, dead: 1, skipped: 1 }),
        done: false,
      },
    ],
    newcomers: 3,
    held: 1,
    stuck: [],
    jump: aNextLine(),
    feedback: true,
    ...overrides,
  };
}

export function anOrganisationView(overrides: Partial<v.OrganisationView> = {}): v.OrganisationView {
  return {
    kind: 'organisation',
    frame: aFrame(),
    role: 'mentor',
    organisation: organisationId('kymenlaakso'),
    name: kymenlaakso,
    people: [
      { name: 'Ebba Demo', language: 'sv' },
      { name: 'Tuula Demo', language: 'fi' },
    ],
    mentor: 'Henrik Demo',
    sprints: [
      {
        sprint: aSprintLine(),
        tasks: [
          { ...itemLines[0]!, answer: text('Vi samlar våra avtal i ett register.\nAnsvarig: Tuula.') },
          itemLines[1]!,
        ],
        reflections: [
          {
            question,
            shown: shown(text('Det gick lättare än vi trodde.'), { by: 'Ebba Demo', share: 'mentor' }),
          },
        ],
        reflectionsDone: 3,
        reflectionsAsked: 5,
      },
    ],
    thread,
    ...overrides,
  };
}

export function aThreadView(overrides: Partial<v.ThreadView> = {}): v.ThreadView {
  return {
    kind: 'thread',
    earlier: 0,
    frame: aFrame(),
    thread,
    organisation: kymenlaakso,
    to: [
      { name: 'Ebba Demo', role: 'participant', organisation: kymenlaakso },
      { name: 'Tuula Demo', role: 'participant', organisation: kymenlaakso },
    ],
    recent: [
      {
        from: { name: 'Henrik Demo', role: 'mentor' },
        mine: true,
        text: 'Hej! Hur går det med registret?',
        at: moment('2023-05-30T10:12+03:00'),
      },
      {
        from: { name: 'Tuula Demo', role: 'participant', organisation: kymenlaakso },
        mine: false,
        text: 'Bra! Vi är halvvägs.\nKan du titta på utkastet?',
        at: moment('2023-05-30T13:40+03:00'),
      },
    ],
    nonce: 'n-2',
    maxChars: 2000,
    ...overrides,
  };
}

export function aComposeView(overrides: Partial<v.BroadcastComposeView> = {}): v.BroadcastComposeView {
  return {
    kind: 'broadcastCompose',
    frame: aFrame(),
    of: 'draft',
    meetings: [aMeetingLine(), aClosingMeeting()].map(({ meeting, title, starts }) => ({
      meeting,
      title,
      starts,
    })),
    organisations: organisationLines(10).map((one) => ({
      organisation: one.organisation,
      name: one.name,
      languages: ['fi', 'sv'],
    })),
    languages: ['fi', 'sv', 'en'],
    noRsvp: 19,
    everybody: 57,
    nonce: 'n-3',
    maxChars: 1500,
    ...overrides,
  };
}

export function aPreviewView(overrides: Partial<v.BroadcastPreviewView> = {}): v.BroadcastPreviewView {
  const card = (words: string): v.MeetingView => ({
    kind: 'meeting',
    frame: aFrame(),
    meeting: aMeetingLine(),
    reminder: true,
    message: { text: words, from: 'Katri Demo' },
  });
  return {
    kind: 'broadcastPreview',
    frame: aFrame(),
    broadcast,
    rev: 1,
    of: 'draft',
    outside: false,
    hold: false,
    audience: { to: 'everybody' },
    recipients: [
      { language: 'fi', count: 46 },
      { language: 'sv', count: 10 },
      { language: 'en', count: 1 },
    ],
    cards: [
      { language: 'fi', meeting: card('Muistattehan ottaa lähtötason mukaan!') },
      { language: 'sv', meeting: card('Kom ihåg att ta med utgångsnivån!') },
      { language: 'en', meeting: card('Remember to bring your starting level!') },
    ],
    ...overrides,
  };
}

/** One that waits for its time: nothing is counted yet. */
export function aScheduledView(overrides: Partial<v.BroadcastStatusView> = {}): v.BroadcastStatusView {
  const { notice: _, ...view } = aStatusView();
  return {
    ...view,
    phase: 'scheduled',
    ...(overrides.phase === 'draft' ? {} : { due: { at: moment('2023-06-12T09:00+03:00'), outside: false } }),
    tally: aTally(),
    notReached: [],
    ...overrides,
  };
}

export function aStatusView(overrides: Partial<v.BroadcastStatusView> = {}): v.BroadcastStatusView {
  return {
    kind: 'broadcastStatus',
    frame: aFrame(),
    broadcast,
    rev: 2,
    phase: 'sent',
    notice: noticeId('broadcast:b-1'),
    audience: { to: 'noRsvp' },
    title: aMeetingLine().title,
    by: 'Katri Demo',
    at: moment('2023-05-29T13:00+03:00'),
    tally: aTally({ sent: 30, pending: 26, unreachable: 1 }),
    done: false,
    counting: false,
    notReached: [{ name: 'Grace Demo', reason: 'notMet' }],
    others: 0,
    ...overrides,
  };
}
