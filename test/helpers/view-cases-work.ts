import { itemId } from '../../services/domain/ids.ts';
import type { Problem } from '../../services/domain/problem.ts';
import type { View } from '../../services/domain/view.ts';
import { moment } from './programme.ts';
import * as a from './views.ts';

export interface ViewCase {
  readonly name: string;
  readonly view: View;
}

const late = a.aFrame({ now: moment('2023-06-09T10:00+03:00') });
export const after = a.aFrame({ now: moment('2023-06-20T10:00+03:00') });
const register = 'Vi samlar våra avtal i ett register.\n\n1. Inventera\n2. *Välj* verktyg';
const answered = a.shown(a.text(register));
const log = [
  { by: 'Ebba Demo', at: moment('2023-05-23T08:10+03:00'), what: 'edited' },
  { by: 'Tuula Demo', at: moment('2023-05-22T14:05+03:00'), what: 'answered' },
] as const;
const link = { kind: 'link', url: 'https://kymenlaakso.example/doc?id=1' } as const;
const drawn = { rev: 2, nonce: 'n-9' };
const choices = [
  { id: 'example', label: { fi: 'Esimerkkiä muualta', sv: 'Ett exempel att titta på', en: 'An example' } },
  { id: 'contact', label: { fi: 'Sopivaa yhteyshenkilöä', sv: 'En kontakt', en: 'A contact' } },
] as const;

const tasks: readonly ViewCase[] = [
  { name: 'task, asked', view: a.aTaskView() },
  { name: 'task, reminder', view: a.aTaskView({ form: a.aForm({ reminder: true }) }) },
  { name: 'task, late', view: a.aTaskView({ frame: late }) },
  {
    name: 'task, receipt',
    view: a.aTaskView({ form: a.aForm({ mode: 'receipt', drawn, current: answered }), log }),
  },
  {
    name: 'task, problem',
    view: a.aTaskView({
      form: a.aForm({ typed: { text: 'för långt' }, problem: { code: 'tooLong', length: 1234, max: 600 } }),
    }),
  },
  {
    name: 'task, conflict',
    view: a.aTaskView({
      form: a.aForm({ mode: 'edit', drawn, current: answered, typed: { text: 'Min egen version.' } }),
      log,
      conflict: true,
    }),
  },
  {
    name: 'task, taken back while writing',
    view: a.aTaskView({ form: a.aForm({ drawn, typed: { text: 'Min egen version.' } }), conflict: true }),
  },
  {
    name: 'task, edit',
    view: a.aTaskView({ form: a.aForm({ mode: 'edit', drawn, current: answered }), log }),
  },
  {
    name: 'task, edit with a problem',
    view: a.aTaskView({
      form: a.aForm({ mode: 'edit', drawn, current: answered, typed: {}, problem: { code: 'empty' } }),
    }),
  },
  {
    name: 'task, closed with an answer',
    view: a.aTaskView({ frame: after, form: a.aForm({ mode: 'closed', drawn, current: answered }), log }),
  },
  {
    name: 'task, closed without one',
    view: a.aTaskView({ frame: after, form: a.aForm({ mode: 'closed' }) }),
  },
  {
    name: 'task, closed while writing',
    view: a.aTaskView({ frame: after, form: a.aForm({ mode: 'closed', typed: { text: 'Kom för sent.' } }) }),
  },
  { name: 'task, not open yet', view: a.aTaskView({ form: a.aForm({ mode: 'closed' }) }) },
  {
    name: 'task, number to compare',
    view: a.aTaskView({
      answer: { kind: 'number', min: 1, max: 5, step: 0.1 },
      compare: { title: { fi: 'Lähtötaso', sv: 'Utgångsnivå', en: 'Starting level' }, value: 2.4 },
    }),
  },
  {
    name: 'task, number receipt',
    view: a.aTaskView({
      answer: { kind: 'number', min: 1, max: 5, step: 0.1 },
      form: a.aForm({ mode: 'receipt', current: a.shown({ kind: 'number', value: 3.5 }) }),
    }),
  },
  { name: 'task, link asked', view: a.aTaskView({ answer: { kind: 'link_or_done' } }) },
  {
    name: 'task, link receipt',
    view: a.aTaskView({
      answer: { kind: 'link_or_done' },
      form: a.aForm({ mode: 'receipt', drawn, current: a.shown(link) }),
    }),
  },
  {
    name: 'task, done receipt',
    view: a.aTaskView({
      answer: { kind: 'link_or_done' },
      form: a.aForm({ mode: 'receipt', drawn, current: a.shown({ kind: 'done' }) }),
    }),
  },
  {
    name: 'task, personal',
    view: a.aTaskView({ scope: 'person', shareOptions: a.shareOptions, shareDefault: 'mentor' }),
  },
  {
    name: 'task, personal receipt',
    view: a.aTaskView({
      scope: 'person',
      shareOptions: a.shareOptions,
      shareDefault: 'mentor',
      form: a.aForm({ mode: 'receipt', drawn, current: { ...answered, share: 'organisation' } }),
    }),
  },
];

const prompts: readonly ViewCase[] = [
  { name: 'prompt, asked', view: a.aPromptView() },
  { name: 'prompt, reminder', view: a.aPromptView({ form: a.aForm({ reminder: true }) }) },
  ...(['me', 'mentor', 'organisation', 'academy'] as const).map((share) => ({
    name: `prompt, receipt for ${share}`,
    view: a.aPromptView({
      form: a.aForm({ mode: 'receipt', drawn, current: { ...answered, by: 'Ebba Demo', share } }),
    }),
  })),
  {
    name: 'prompt, choice with comment',
    view: a.aPromptView({ step: 'now_what', choices, comment: 'optional', maxChars: 600 }),
  },
  {
    name: 'prompt, choice receipt',
    view: a.aPromptView({
      step: 'now_what',
      choices,
      comment: 'required',
      form: a.aForm({
        mode: 'receipt',
        drawn,
        current: a.shown(
          { kind: 'choice', choice: 'example', comment: 'Gärna från ett litet område.' },
          { share: 'mentor' },
        ),
      }),
    }),
  },
  {
    name: 'prompt, nothing chosen',
    view: a.aPromptView({
      step: 'so_what',
      choices,
      comment: 'required',
      form: a.aForm({ typed: { comment: 'Jag vet inte.' }, problem: { code: 'chooseOne' } }),
    }),
  },
  {
    name: 'prompt, no mentor yet',
    view: a.aPromptView({
      shareOptions: [
        { share: 'me', names: [], others: 0 },
        { share: 'organisation', names: [], others: 0 },
        { share: 'academy', names: [], others: 57 },
      ],
    }),
  },
  {
    name: 'prompt, closed',
    view: a.aPromptView({
      frame: after,
      form: a.aForm({ mode: 'closed', current: { ...answered, share: 'me' } }),
    }),
  },
  {
    name: 'shared reflections',
    view: {
      kind: 'shared',
      frame: a.aFrame(),
      item: itemId('s1-p1'),
      text: a.aPromptView().text,
      shown: ['Axel Demo', 'Tuula Demo'].map((name) => ({
        who: { name, role: 'participant', organisation: a.kymenlaakso },
        shown: { ...answered, by: name, share: 'organisation' },
      })),
      others: 3,
    },
  },
  {
    name: 'shared reflections, none',
    view: {
      kind: 'shared',
      frame: a.aFrame(),
      item: itemId('s1-p1'),
      text: a.aPromptView().text,
      shown: [],
      others: 0,
    },
  },
];

const problems: readonly Problem[] = [
  { code: 'empty' },
  { code: 'notANumber' },
  { code: 'outOfRange', min: 1, max: 5 },
  { code: 'wrongStep', step: 0.1 },
  { code: 'notALink' },
  { code: 'commentNeeded' },
  { code: 'textMissing', languages: ['fi', 'sv'] },
  { code: 'chooseAudience' },
  { code: 'nobody' },
];

const problemCases: readonly ViewCase[] = problems.map((problem) => ({
  name: `task, problem ${problem.code}`,
  view: a.aTaskView({ form: a.aForm({ problem }) }),
}));

/** Tasks, reflections and what others shared of them. */
export const workCases: readonly ViewCase[] = [...tasks, ...problemCases, ...prompts];
