/** Every view in every state that a card can be in: the table that the card tests and the gallery go through. */
import { stuckReasons } from '../../services/domain/delivery.ts';
import { meetingId, organisationId, personId } from '../../services/domain/ids.ts';
import { unreachableReasons } from '../../services/domain/people.ts';
import type { Refusal } from '../../services/domain/problem.ts';
import type { Question } from '../../services/domain/programme.ts';
import type { FeedbackView, MeetingView, PersonName, View } from '../../services/domain/view.ts';
import { moment } from './programme.ts';
import * as l from './views-ledger.ts';
import * as a from './views.ts';
import { broadcastCases } from './view-cases-broadcast.ts';
import { newcomerCases } from './view-cases-newcomer.ts';
import { planningCases } from './view-cases-planning.ts';
import { publicCases } from './view-cases-public.ts';
import { after, workCases } from './view-cases-work.ts';
import type { ViewCase } from './view-cases-work.ts';
import { longestCases } from './views-longest.ts';

const refusals: readonly Refusal['code'][] = [
  'unknownPerson',
  'notOurs',
  'otherTenant',
  'notAllowed',
  'gone',
  'closed',
  'malformed',
  'left',
  'tooBusy',
  'unsure',
  'failed',
  'nothingHere',
];

const sprint = {
  kind: 'sprint',
  frame: a.aFrame(),
  role: 'participant',
  sprint: a.aSprintLine(),
  summary: {
    fi: 'Mikä asema hankinnoilla on strategiassanne, kuka niitä johtaa ja mitä niillä halutaan muuttaa.',
    sv: 'Vilken plats upphandlingen har i er strategi, vem som leder den och vad ni vill förändra med den.',
    en: 'Where procurement sits in your strategy, who leads it and what you want to change with it.',
  },
  materials: [
    {
      url: 'https://learning.example/strategy',
      title: {
        fi: 'Hankintastrategia tunnissa',
        sv: 'Upphandlingsstrategi på en timme',
        en: 'Procurement strategy in an hour',
      },
    },
  ],
  tasks: a.itemLines.filter(({ kind }) => kind === 'task'),
  meeting: a.aMeetingLine(),
  organisation: a.kymenlaakso,
} as const satisfies View;

const tasksView = {
  kind: 'tasks',
  frame: a.aFrame(),
  organisation: a.kymenlaakso,
  sprint: a.aSprintLine(),
  lines: a.itemLines,
  meeting: a.aMeetingLine({ rsvp: 'online' }),
  mentor: { name: 'Henrik Demo', language: 'sv' },
  thread: a.thread,
} as const satisfies View;

const everyday: readonly ViewCase[] = [
  { name: 'welcome, participant', view: a.aWelcomeView() },
  ...(['mentor', 'coordinator'] as const).map((role) => {
    const { organisation: _, ...rest } = a.aWelcomeView({ role });
    return { name: `welcome, ${role}`, view: rest };
  }),
  { name: 'language', view: { kind: 'language', language: 'sv', changed: false } },
  { name: 'language, changed', view: { kind: 'language', language: 'fi', changed: true } },
  {
    name: 'sprint, its meeting answered for another time',
    view: {
      ...sprint,
      meeting: a.aMeetingLine({ rsvp: 'notComing', rsvpFor: moment('2023-06-13T09:00+03:00') }),
    },
  },
  { name: 'sprint, participant', view: sprint },
  { name: 'sprint, mentor', view: { ...sprint, role: 'mentor' } },
  { name: 'sprint, coordinator', view: { ...sprint, role: 'coordinator', tasks: [], materials: [] } },
  { name: 'tasks', view: tasksView },
  { name: 'tasks, all done', view: { ...tasksView, lines: a.itemLines.slice(0, 1) } },
  {
    name: 'tasks, between sprints',
    view: {
      kind: 'tasks',
      frame: a.aFrame(),
      organisation: a.kymenlaakso,
      lines: [],
      nextSprint: a.aSprintLine({ number: 2, opens: moment('2023-08-14T08:30+03:00') }),
    },
  },
];

function meeting(overrides: Partial<MeetingView>): View {
  return { kind: 'meeting', frame: a.aFrame(), meeting: a.aMeetingLine(), reminder: false, ...overrides };
}

const questions: readonly Question[] = [
  {
    id: 'useful',
    kind: 'scale_1_5',
    text: {
      fi: 'Oliko päivästä hyötyä omassa työssäsi?',
      sv: 'Hade du nytta av dagen i ditt eget arbete?',
      en: 'Was today useful for your own work?',
    },
  },
  {
    id: 'recommend',
    kind: 'scale_0_10',
    text: {
      fi: 'Kuinka todennäköisesti suosittelisit akatemiaa?',
      sv: 'Hur sannolikt är det att du rekommenderar akademin?',
      en: 'How likely are you to recommend the academy?',
    },
  },
  {
    id: 'change',
    kind: 'text',
    text: {
      fi: 'Mitä meidän pitäisi muuttaa ennen seuraavaa tapaamista?',
      sv: 'Vad borde vi ändra till nästa möte?',
      en: 'What should we change before the next meeting?',
    },
  },
];

function feedback(overrides: Partial<FeedbackView>): View {
  return {
    kind: 'feedback',
    frame: a.aFrame(),
    meeting: { meeting: meetingId('s1-m'), title: a.aMeetingLine().title },
    questions,
    mode: 'ask',
    until: moment('2023-06-21T23:59:59.999+03:00'),
    minGroup: 5,
    ...overrides,
  };
}

const meetings: readonly ViewCase[] = [
  { name: 'meeting, not answered', view: meeting({ meeting: a.aClosingMeeting() }) },
  { name: 'meeting, coming', view: meeting({ meeting: a.aClosingMeeting({ rsvp: 'coming' }) }) },
  {
    name: 'meeting, reminder',
    view: meeting({ reminder: true, meeting: a.aMeetingLine({ rsvp: 'notComing' }) }),
  },
  {
    name: 'meeting, broadcast',
    view: meeting({ reminder: true, message: { text: 'Kom ihåg utgångsnivån!', from: 'Katri Demo' } }),
  },
  {
    name: 'meeting, over',
    view: meeting({ frame: after, meeting: a.aMeetingLine({ options: [], rsvp: 'online' }) }),
  },
  {
    name: 'meeting, for the calendar',
    view: meeting({ meeting: a.aClosingMeeting(), calendar: a.calendarUrl('/s3-m') }),
  },
  ...[false, true].map((renewed): ViewCase => ({
    name: renewed ? 'calendar, renewed' : 'calendar',
    view: a.aCalendarView({ renewed }),
  })),
  { name: 'feedback, asked', view: feedback({}) },
  {
    name: 'feedback, empty',
    view: feedback({ problem: { code: 'empty' }, typed: { useful: '4', change: 'Mer tid' } }),
  },
  { name: 'feedback, receipt', view: feedback({ mode: 'receipt' }) },
  { name: 'feedback, closed', view: feedback({ mode: 'closed' }) },
];

const henrik: PersonName = { name: 'Henrik Demo', role: 'mentor' };

const mentoring: readonly ViewCase[] = [
  {
    name: 'pairing',
    view: {
      kind: 'pairing',
      frame: a.aFrame(),
      organisation: {
        organisation: organisationId('kymenlaakso'),
        name: a.kymenlaakso,
        languages: ['fi', 'sv'],
      },
      people: a.anOrganisationView().people,
      thread: a.thread,
      next: a.aNextLine(),
    },
  },
  {
    name: 'mentor',
    view: {
      kind: 'mentor',
      frame: a.aFrame(),
      organisation: a.kymenlaakso,
      mentor: { name: 'Henrik Demo', language: 'sv' },
      colleagues: ['Axel Demo', 'Tuula Demo', 'Ville Demo'],
      thread: a.thread,
    },
  },
  {
    name: 'overview',
    view: {
      kind: 'overview',
      frame: a.aFrame(),
      sprint: a.aSprintLine(),
      organisations: a.organisationLines(4),
    },
  },
  { name: 'overview, none', view: { kind: 'overview', frame: a.aFrame(), organisations: [] } },
  { name: 'organisation, mentor', view: a.anOrganisationView() },
  {
    name: 'organisation, coordinator',
    view: a.anOrganisationView({
      role: 'coordinator',
      sprints: [
        {
          sprint: a.aSprintLine(),
          tasks: a.itemLines.slice(0, 2),
          reflections: [],
          reflectionsDone: 3,
          reflectionsAsked: 5,
        },
      ],
    }),
  },
  { name: 'organisation, before the start', view: a.anOrganisationView({ sprints: [] }) },
  { name: 'thread', view: a.aThreadView() },
  { name: 'thread, nothing written yet', view: a.aThreadView({ recent: [] }) },
  { name: 'thread, empty', view: a.aThreadView({ recent: [], problem: { code: 'empty' }, typed: '' }) },
  { name: 'thread, nobody', view: a.aThreadView({ to: [] }) },
  {
    name: 'message',
    view: {
      kind: 'message',
      number: 1,
      frame: a.aFrame(),
      thread: a.thread,
      organisation: a.kymenlaakso,
      from: henrik,
      text: 'Hej alla!\n[Klicka](https://evil.example) <at>alla</at>',
      at: moment('2023-05-30T10:12+03:00'),
      nonce: 'n-4',
      maxChars: 2000,
    },
  },
  ...(['reached', 'mixed'] as const).map((how): ViewCase => ({
    name: `message sent, ${how}`,
    view: {
      kind: 'messageSent',
      frame: a.aFrame(),
      thread: a.thread,
      organisation: a.kymenlaakso,
      text: 'Hej alla!',
      at: moment('2023-05-30T10:12+03:00'),
      to:
        how === 'reached'
          ? [{ name: 'Ebba Demo', state: 'reached' }]
          : [
              { name: 'Ebba Demo', state: 'reached' },
              { name: 'Axel Demo', state: 'onItsWay' },
              { name: 'Tuula Demo', state: 'notReached', reason: 'removed' },
              { name: 'Ville Demo', state: 'unsure' },
            ],
    },
  })),
  {
    name: 'free text, send to?',
    view: {
      kind: 'askSend',
      text: 'Kan vi ses på torsdag?',
      threads: [
        { frame: a.aFrame(), thread: a.thread, organisation: a.kymenlaakso, to: ['Ebba Demo', 'Tuula Demo'] },
        {
          frame: a.aFrame(),
          thread: a.thread,
          organisation: a.organisationLines(4)[3]!.name,
          to: ['Linnea Demo', 'Viktor Demo'],
        },
      ],
      nonce: 'n-5',
      maxChars: 2000,
    },
  },
  {
    name: 'free text, too long for a message',
    view: {
      kind: 'askSend',
      text: 'Kan vi ses på torsdag?',
      threads: [{ frame: a.aFrame(), thread: a.thread, organisation: a.kymenlaakso, to: ['Ebba Demo'] }],
      nonce: 'n-6',
      maxChars: 2000,
      problem: { code: 'tooLong', length: 2431, max: 2000 },
    },
  },
  {
    name: 'threads',
    view: {
      kind: 'threads',
      frame: a.aFrame(),
      threads: [
        { thread: a.thread, organisation: a.kymenlaakso, to: ['Ebba Demo', 'Tuula Demo'] },
        { thread: a.thread, organisation: a.organisationLines(4)[3]!.name, to: ['Linnea Demo'] },
      ],
    },
  },
  { name: 'threads, none', view: { kind: 'threads', frame: a.aFrame(), threads: [] } },
];

const scale = (to: number) =>
  Array.from({ length: to }, (_, index) => ({ value: index + 1, count: (index * 3) % 7 }));

const dealt = { by: 'Robert Demo', at: moment('2023-05-30T11:00+03:00') };
const heldCases: readonly ViewCase[] = [
  { name: 'held', view: l.aHeldView() },
  { name: 'held, none', view: l.aHeldView({ deliveries: [], others: 0 }) },
  { name: 'held, settled', view: l.aHeldView({ told: { what: 'settled' } }) },
  ...(['again', 'left'] as const).flatMap((what) =>
    [true, false].map((now): ViewCase => ({
      name: `held, ${what} ${now ? 'now' : 'before'}`,
      view: l.aHeldView({ told: { what, count: 1, ...dealt, now }, others: 0 }),
    })),
  ),
];

const coordinating: readonly ViewCase[] = [
  { name: 'desk', view: a.aDeskView() },
  { name: 'desk, stuck', view: a.aDeskView({ stuck: stuckReasons.map(l.aStuckLine), organisations: [] }) },
  {
    name: 'desk, before the start',
    view: {
      kind: 'desk',
      frame: a.aFrame({ demo: false }),
      organisations: [],
      reach: { reached: 0, never: 58, lost: 0 },
      scheduled: { broadcasts: [], others: 0 },
      sends: [],
      newcomers: 0,
      held: 0,
      stuck: [],
      feedback: false,
    },
  },
  {
    name: 'reach',
    view: {
      kind: 'reach',
      frame: a.aFrame(),
      people: unreachableReasons.map((reason, index) => ({
        person: personId(`p-${index}`),
        who: { name: `Grace Demo ${index}`, role: 'participant', organisation: a.kymenlaakso },
        reason,
        ...(reason === 'notMet' ? {} : { since: moment('2023-05-20T10:00+03:00') }),
      })),
      others: 4,
    },
  },
  { name: 'reach, everybody', view: { kind: 'reach', frame: a.aFrame(), people: [], others: 0 } },
  ...heldCases,
  ...[0, 12, 24].map((from): ViewCase => ({
    name: `notice, missed, from ${from}`,
    view: l.aNoticeView({ rows: l.aNoticeView().rows.slice(from, from + 12) }),
  })),
  { name: 'notice, nobody missed', view: l.aNoticeView({ rows: [] }) },
  ...(['got', 'waiting'] as const).map((show): ViewCase => ({
    name: `notice, ${show}`,
    view: l.aNoticeView({ show, done: false, rows: l.aNoticeView().rows.slice(0, show === 'got' ? 2 : 3) }),
  })),
  { name: 'received', view: l.aReceivedView() },
  { name: 'received, nothing', view: l.aReceivedView({ rows: [] }) },
  {
    name: 'feedback results',
    view: {
      kind: 'feedbackResults',
      frame: a.aFrame(),
      minGroup: 5,
      meetings: [
        {
          title: a.aMeetingLine().title,
          questions: [
            { question: questions[0]!, answers: { count: 15, mean: 3.86, histogram: scale(5) } },
            { question: questions[1]! },
            {
              question: questions[2]!,
              answers: { count: 5, texts: ['Mer tid för diskussion', 'Inget', 'Kaffe!'] },
            },
          ],
        },
      ],
    },
  },
  {
    name: 'feedback results, none',
    view: { kind: 'feedbackResults', frame: a.aFrame(), minGroup: 5, meetings: [] },
  },
  ...broadcastCases,
];

const anyone: readonly ViewCase[] = [
  ...(['participant', 'mentor', 'coordinator'] as const).map((role): ViewCase => ({
    name: `help, ${role}`,
    view: {
      kind: 'help',
      roles: [role],
      coordinators: ['Katri Demo', 'Robert Demo'],
      frame: a.aFrame(),
      calendar: true,
    },
  })),
  {
    name: 'help, unknown sentence',
    view: { kind: 'help', roles: ['mentor'], coordinators: [], unknown: 'vad blir det **för** mat?' },
  },
  {
    name: 'help, on no roster',
    view: { kind: 'help', roles: [], coordinators: ['Katri Demo'] },
  },
  ...refusals.map((code): ViewCase => ({
    name: `refusal, ${code}`,
    view: {
      kind: 'refusal',
      refusal: { code },
      contacts: ['Katri Demo', 'Robert Demo'],
      ...(code === 'unknownPerson' ? {} : { frame: a.aFrame() }),
    },
  })),
];

export const viewCases: readonly ViewCase[] = [
  ...everyday,
  ...workCases,
  ...planningCases,
  ...meetings,
  ...mentoring,
  ...coordinating,
  ...newcomerCases,
  ...anyone,
  ...publicCases,
  ...longestCases,
];
