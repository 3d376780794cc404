/** What group chats and channels get to see, in every state. */
import { languages } from '../../services/domain/language.ts';
import type { Localised } from '../../services/domain/language.ts';
import type { PointerView, PublicView } from '../../services/domain/view.ts';
import { moment } from './programme.ts';
import * as a from './views.ts';
import type { ViewCase } from './view-cases-work.ts';

const reasons: readonly PointerView['why'][] = ['private', 'several', 'stranger', 'trouble'];

const chat = 'https://teams.microsoft.com/l/chat/0/0?users=28:0f0dade0-0000-4000-8000-000000000009';

const tasks = a.itemLines.flatMap(({ kind, title, scope, due }) =>
  kind === 'task' ? [{ title, scope, due }] : [],
);
const { title, starts, ends } = a.aMeetingLine();
const meeting = { title, starts, ends, place: { kind: 'online' } } as const;
const next = a.aSprintLine({ number: 2, opens: moment('2023-06-15T08:30+03:00') });

function aPublicView(overrides: Partial<PublicView> = {}): PublicView {
  return { kind: 'public', frame: a.aFrame(), sprint: a.aSprintLine(), tasks, meeting, chat, ...overrides };
}

const long = (text: string): Localised =>
  Object.fromEntries(languages.map((language) => [language, text.repeat(9).slice(0, 120)]));
const city = { fi: 'Helsinki', sv: 'Helsingfors', en: 'Helsinki' };

/** As long as the rules allow. */
export const longestPublicView = aPublicView({
  sprint: a.aSprintLine({ theme: long('Strateginen johtaminen, ') }),
  nextSprint: { ...next, theme: long('Kumppanuudet ja markkinat, ') },
  tasks: Array.from({ length: 20 }, () => ({
    title: long('Kehittämissuunnitelman täydennys, '),
    scope: 'organisation' as const,
    due: moment('2024-05-30T13:40+03:00'),
  })),
  meeting: {
    ...meeting,
    title: long('Sprinttitapaaminen, '),
    place: { kind: 'onsite', city: long('Hämeenlinna, ') },
  },
});

export const publicCases: readonly ViewCase[] = [
  { name: 'public, sprint', view: aPublicView() },
  {
    name: 'public, without tasks, meeting on site',
    view: aPublicView({ tasks: [], meeting: { ...meeting, place: { kind: 'hybrid', city } } }),
  },
  {
    name: 'public, before the first sprint',
    view: { kind: 'public', frame: a.aFrame(), tasks: [], nextSprint: next, meeting },
  },
  { name: 'public, at the end', view: { kind: 'public', frame: a.aFrame({ demo: false }), tasks: [], chat } },
  ...reasons.flatMap((why): ViewCase[] => [
    { name: `pointer, ${why}`, view: { kind: 'pointer', why, chat } },
    { name: `pointer, ${why}, no link`, view: { kind: 'pointer', why } },
  ]),
  { name: 'group help', view: { kind: 'groupHelp', chat } },
  { name: 'greeting, one language', view: { kind: 'greeting', languages: ['sv'] } },
  { name: 'greeting, all languages', view: { kind: 'greeting', languages, chat } },
];
