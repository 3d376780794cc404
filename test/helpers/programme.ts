/** A small valid programme, modelled on a real one: two sprints, a summer and an autumn break, and the end of
 * daylight saving time (29 October 2023) inside the second sprint. Every builder takes overrides. */
import { academyId, itemId, meetingId, organisationId, sprintId } from '../../services/domain/ids.ts';
import type { Localised } from '../../services/domain/language.ts';
import type {
  Meeting,
  Organisation,
  Programme,
  Prompt,
  Question,
  Sprint,
  Task,
} from '../../services/domain/programme.ts';
import { instant } from '../../services/domain/time.ts';
import type { Instant, LocalDate, LocalDateTime, LocalTime } from '../../services/domain/time.ts';

export const date = (text: string): LocalDate => text as LocalDate;
export const localTime = (text: string): LocalTime => text as LocalTime;
export const dateTime = (text: string): LocalDateTime => text as LocalDateTime;

/** An instant from ISO text with its offset, e.g. `2023-05-10T08:30+03:00` or `…Z`. */
export const moment = (text: string): Instant => instant(Date.parse(text));

/** The same words in each language, told apart by it. */
export function inAll(words: string): Localised {
  return { fi: `${words} (fi)`, sv: `${words} (sv)`, en: words };
}

export function aTask(overrides: Partial<Task> = {}): Task {
  const id = overrides.id ?? itemId('s1-t1');
  return {
    id,
    scope: 'organisation',
    due: date('2023-05-24'),
    minutes: 60,
    title: inAll(`Title of ${id}`),
    text: inAll(`What to do in ${id}`),
    answer: { kind: 'text', maxChars: 600 },
    ...overrides,
  };
}

export function aPrompt(overrides: Partial<Prompt> = {}): Prompt {
  const id = overrides.id ?? itemId('s1-p1');
  return {
    id,
    scope: 'person',
    send: dateTime('2023-05-31T09:00'),
    due: date('2023-06-07'),
    step: 'what',
    text: inAll(`Question of ${id}`),
    shareDefault: 'mentor',
    ...overrides,
  };
}

export function aMeeting(overrides: Partial<Meeting> = {}): Meeting {
  const id = overrides.id ?? meetingId('s1-m');
  return {
    id,
    starts: dateTime('2023-06-14T09:00'),
    ends: dateTime('2023-06-14T12:00'),
    place: { kind: 'online', url: 'https://meet.example/academy' },
    title: inAll(`Meeting ${id}`),
    reminders: [{ workingDaysBefore: 5 }, { hoursBefore: 24 }, { minutesBefore: 30 }],
    agenda: [],
    ...overrides,
  };
}

/** The first sprint: tasks of every answer kind, one of them personal, and two prompts. */
export function aSprint(overrides: Partial<Sprint> = {}): Sprint {
  return {
    id: sprintId('s1'),
    theme: inAll('Strategic management'),
    opens: date('2023-05-10'),
    closes: date('2023-06-14'),
    summary: inAll('Where procurement sits in your strategy.'),
    materials: [{ url: 'https://learning.example/strategy', title: inAll('Strategy in an hour') }],
    tasks: [
      aTask(),
      aTask({
        id: itemId('s1-t2'),
        due: date('2023-05-31'),
        answer: { kind: 'number', min: 1, max: 5, step: 0.1 },
      }),
      aTask({ id: itemId('s1-t3'), due: date('2023-06-07'), answer: { kind: 'link_or_done' } }),
      aTask({ id: itemId('s1-t5'), scope: 'person', due: date('2023-06-09'), shareDefault: 'mentor' }),
    ],
    prompts: [
      aPrompt(),
      aPrompt({
        id: itemId('s1-p3'),
        send: dateTime('2023-06-14T12:00'),
        due: date('2023-06-16'),
        step: 'now_what',
        shareDefault: 'organisation',
      }),
    ],
    meeting: aMeeting(),
    ...overrides,
  };
}

/** The last sprint: crosses the autumn break and the end of daylight saving time. */
export function aLastSprint(overrides: Partial<Sprint> = {}): Sprint {
  return aSprint({
    id: sprintId('s3'),
    theme: inAll('Impact'),
    opens: date('2023-09-25'),
    closes: date('2023-11-15'),
    tasks: [
      aTask({ id: itemId('s3-t3'), due: date('2023-11-01') }),
      aTask({
        id: itemId('s3-t5'),
        due: date('2023-11-13'),
        answer: { kind: 'number', min: 1, max: 5, step: 0.1, compareWith: itemId('s1-t2') },
      }),
    ],
    prompts: [
      aPrompt({ id: itemId('s3-p1'), send: dateTime('2023-10-11T09:00'), due: date('2023-10-31') }),
      aPrompt({
        id: itemId('s3-p2'),
        send: dateTime('2023-11-06T09:00'),
        due: date('2023-11-22'),
        step: 'so_what',
        choices: [
          { id: 'sounding-board', label: inAll('A sounding board') },
          { id: 'example', label: inAll('An example to look at') },
        ],
        comment: 'optional',
      }),
    ],
    meeting: aMeeting({
      id: meetingId('s3-m'),
      starts: dateTime('2023-11-15T09:30'),
      ends: dateTime('2023-11-15T15:30'),
      place: { kind: 'hybrid', url: 'https://meet.example/closing', city: inAll('Helsinki') },
      reminders: [{ workingDaysBefore: 10 }, { workingDaysBefore: 3 }, { hoursBefore: 24 }],
      agenda: [{ at: localTime('09:30'), title: inAll('Coffee and tables') }],
    }),
    ...overrides,
  });
}

/** Finnish alone unless overridden; `hus` of the programme below is bilingual. */
export function anOrganisation(overrides: Partial<Organisation> = {}): Organisation {
  return {
    id: organisationId('etela-savo'),
    languages: ['fi'],
    mentor: 'm1@expert.example',
    name: inAll('South Savo'),
    ...overrides,
  };
}

export function aQuestion(overrides: Partial<Question> = {}): Question {
  return { id: 'useful', kind: 'scale_1_5', text: inAll('Was today useful?'), ...overrides };
}

export function aProgramme(overrides: Partial<Programme> = {}): Programme {
  return {
    id: academyId('academy-2023'),
    demo: false,
    timezone: 'Europe/Helsinki',
    languages: ['fi', 'sv', 'en'],
    defaultLanguage: 'fi',
    starts: date('2023-05-09'),
    ends: date('2023-11-15'),
    title: inAll('Academy 2023'),
    summary: inAll('Organisations develop their procurement.'),
    dataNotice: inAll('Your coordinators see who has answered.'),
    quiet: {
      sendWindow: {
        days: ['mon', 'tue', 'wed', 'thu', 'fri'],
        from: localTime('08:30'),
        to: localTime('16:00'),
      },
      periods: [
        { id: 'summer', from: date('2023-06-19'), to: date('2023-08-06'), reason: inAll('Summer break') },
        { id: 'autumn', from: date('2023-10-16'), to: date('2023-10-27'), reason: inAll('Autumn break') },
      ],
      publicHolidays: [date('2023-06-23')],
    },
    reminders: {
      to: 'unanswered_only',
      maxPerItem: 2,
      rules: [{ when: 'half_of_open_time' }, { when: 'before_due', workingDays: 2 }],
      personMay: [],
    },
    kickOff: aMeeting({
      id: meetingId('kick-off'),
      starts: dateTime('2023-05-09T13:00'),
      ends: dateTime('2023-05-09T15:00'),
      reminders: [],
    }),
    sprints: [aSprint(), aLastSprint()],
    feedback: {
      minGroup: 5,
      afterEachMeeting: [
        aQuestion(),
        aQuestion({ id: 'change', kind: 'text', text: inAll('What should we change?') }),
      ],
      atEnd: [aQuestion({ id: 'recommend', kind: 'scale_0_10', text: inAll('Would you recommend it?') })],
    },
    organisations: [
      anOrganisation(),
      anOrganisation({
        id: organisationId('hus'),
        languages: ['fi', 'sv'],
        mentor: 'm5@expert.example',
        name: inAll('HUS'),
      }),
    ],
    parallelProgrammes: [],
    ...overrides,
  };
}
