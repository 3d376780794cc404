/** The data of a valid card for each verb, and what each may write. */
import type { Json } from '../../deploy/local/teams/json.ts';
import type { Verb } from '../../services/domain/command.ts';
import type { AcademyId } from '../../services/domain/ids.ts';
import type { Role } from '../../services/domain/people.ts';
import type { Academy } from '../../services/usecases/academies.ts';

export type CardVerb = Exclude<Verb, 'text'>;

/** Ids of one academy. */
export interface Ids {
  readonly academy: AcademyId;
  readonly sprint: string;
  readonly task: string;
  readonly prompt: string;
  readonly meeting: string;
  readonly pairing: string;
  readonly organisation: string;
  readonly notice: string;
  readonly person: string;
}

/** What differs between two clicks on the same button. */
export interface Drawn {
  readonly rev: number;
  readonly nonce: string;
  readonly text: string;
}

/** Every academy's ids, picked by numbers: the same number is the same id, and small ones are those in use. */
export function idsOf({ id, programme, revision }: Academy, pick: number): Ids {
  const of = <T>(list: readonly T[]): T | undefined => list[pick % list.length];
  const { sprints, organisations } = programme;
  const [first] = sprints;
  const meetings = sprints.flatMap(({ meeting }) => (meeting ? [meeting.id] : []));
  return {
    academy: id,
    sprint: of(sprints)?.id ?? '',
    task: of(first?.tasks ?? [])?.id ?? '',
    prompt: of(first?.prompts ?? [])?.id ?? '',
    meeting: of(meetings) ?? '',
    // Those of the people in the world come first.
    pairing: of(revision.pairings)?.id ?? '',
    organisation: of(organisations)?.id ?? '',
    notice: `sprint:${of(sprints)?.id ?? ''}`,
    person: of(revision.pairings)?.mentor ?? '',
  };
}

const MOMENT = '2023-06-14T10:00:00.000Z';

/** A verb without its card data does not compile. */
export const dataFor: { readonly [V in CardVerb]: (ids: Ids, drawn: Drawn) => Json } = {
  help: () => ({}),
  home: () => ({}),
  'language.show': () => ({}),
  'language.set': ({ academy }, { rev }) => ({
    language: (['fi', 'sv', 'en'] as const)[rev % 3],
    ...(rev > 2 ? { welcome: academy } : {}),
  }),
  'welcome.show': ({ academy }) => ({ academy }),
  'tasks.show': ({ academy }) => ({ academy }),
  'threads.show': ({ academy }) => ({ academy }),
  'desk.show': ({ academy }) => ({ academy }),
  'desk.reach': ({ academy }) => ({ academy }),
  'desk.feedback': ({ academy }) => ({ academy }),
  'overview.show': ({ academy }) => ({ academy }),
  'sprint.show': ({ academy, sprint }) => ({ academy, sprint }),
  'task.show': ({ academy, task }, { rev }) => ({ academy, item: task, ...(rev % 2 ? { edit: true } : {}) }),
  'task.answer': ({ academy, task }, drawn) => ({ academy, item: task, ...answer(drawn) }),
  'task.done': ({ academy, task }, { rev, nonce }) => ({ academy, item: task, rev, nonce }),
  'task.undo': ({ academy, task }, { rev, nonce }) => ({ academy, item: task, rev, nonce }),
  'prompt.show': ({ academy, prompt }, { rev }) => ({
    academy,
    item: prompt,
    ...(rev % 2 ? { edit: true } : {}),
  }),
  'prompt.others': ({ academy, prompt }) => ({ academy, item: prompt }),
  'prompt.answer': ({ academy, prompt }, drawn) => ({ academy, item: prompt, ...answer(drawn) }),
  'meeting.show': ({ academy, meeting }, { rev, nonce }) => ({
    academy,
    meeting,
    ...(rev % 2 ? { broadcast: `b-${nonce}` } : {}),
  }),
  'rsvp.set': ({ academy, meeting }, { rev }) => ({
    academy,
    meeting,
    answer: (['coming', 'online', 'notComing'] as const)[rev % 3],
  }),
  'feedback.show': ({ academy, meeting }) => ({ academy, meeting }),
  'feedback.give': ({ academy, meeting }, { rev, text }) => ({
    academy,
    meeting,
    q_useful: String((rev % 5) + 1),
    q_change: text,
  }),
  'thread.show': ({ academy, pairing }) => ({ academy, pairing }),
  'thread.send': ({ academy, pairing }, { rev, nonce, text }) => ({
    academy,
    pairing,
    nonce,
    text,
    ...(rev > 0 ? { replyTo: rev } : {}),
  }),
  'organisation.show': ({ academy, organisation }) => ({ academy, organisation }),
  'broadcast.compose': ({ academy }, { rev, nonce }) => ({
    academy,
    ...(rev % 2 ? { broadcast: `b-${nonce}` } : {}),
  }),
  'broadcast.preview': ({ academy, meeting, organisation }, { rev, nonce, text }) => ({
    academy,
    nonce,
    audience: rev % 2 ? `organisation:${organisation}` : 'everybody',
    meeting,
    text_fi: text,
    text_sv: text,
    text_en: text,
    day: ['', '2023-06-14', text][rev % 3],
    time: ['', '09:30', text][rev % 3],
    doubt: ['again', 'hold', text][rev % 3],
    ...(rev > 2 ? { correct: true } : {}),
  }),
  'broadcast.send': ({ academy }, { rev, nonce }) => ({ academy, broadcast: `b-${nonce}`, rev }),
  'broadcast.now': ({ academy }, { rev, nonce }) => ({ academy, broadcast: `b-${nonce}`, rev }),
  'broadcast.cancel': ({ academy }, { rev, nonce }) => ({ academy, broadcast: `b-${nonce}`, rev }),
  'broadcast.correct': ({ academy }, { rev, nonce }) => ({ academy, broadcast: `b-${nonce}`, rev }),
  'broadcast.withdraw': ({ academy }, { rev, nonce }) => ({
    academy,
    broadcast: `b-${nonce}`,
    rev,
    ...(rev % 2 ? { sure: true } : {}),
  }),
  'broadcast.stop': ({ academy }, { nonce }) => ({ academy, broadcast: `b-${nonce}` }),
  'broadcast.show': ({ academy }, { nonce }) => ({ academy, broadcast: `b-${nonce}` }),
  'desk.held': ({ academy }) => ({ academy }),
  'notice.show': ({ academy, notice, person }, { rev }) => ({
    academy,
    notice,
    show: (['missed', 'got', 'waiting'] as const)[rev % 3],
    ...(rev > 2 ? { from: { state: 'sent', lane: 'tenant/0', person, part: 0 } } : {}),
  }),
  'person.show': ({ academy, person }, { rev }) => ({
    academy,
    person,
    ...(rev % 2 ? { before: MOMENT } : {}),
  }),
  'person.find': ({ academy, person }) => ({ academy, person }),
  'held.again': (ids) => inDoubt(ids),
  'held.leave': (ids) => inDoubt(ids),
  'held.all': (ids) => ({ ...inDoubt(ids), until: MOMENT }),
  'reminders.show': ({ academy, prompt }) => ({ academy, item: prompt }),
  'reminders.set': ({ academy, prompt }, { rev }) => ({
    academy,
    item: prompt,
    what: (['snooze', 'mute', 'resume'] as const)[rev % 3],
  }),
  'public.show': ({ academy }) => ({ academy }),
  'calendar.show': ({ academy }) => ({ academy }),
  'calendar.renew': ({ academy }, { rev }) => ({ academy, renewals: rev }),
  'broadcast.list': ({ academy }, { rev }) => ({ academy, ...(rev > 0 ? { from: rev } : {}) }),
  'newcomer.list': ({ academy }) => ({ academy }),
  'newcomer.show': ({ academy }, { nonce }) => ({ academy, newcomer: nonce }),
  'newcomer.link': ({ academy }, { rev, nonce }) => ({ academy, newcomer: nonce, rev, person: nonce }),
  'newcomer.refuse': ({ academy }, { rev, nonce }) => ({ academy, newcomer: nonce, rev }),
  'newcomer.reopen': ({ academy }, { rev, nonce }) => ({ academy, newcomer: nonce, rev }),
  'clock.jump': ({ academy }) => ({ academy, to: MOMENT }),
};

const inDoubt = ({ academy, notice, person }: Ids): Json => ({
  academy,
  notice,
  person,
  part: 0,
  since: MOMENT,
});

const answer = ({ rev, nonce, text }: Drawn): Json => ({
  rev,
  nonce,
  text,
  number: '2.5',
  link: [text, `http://typed.example/${text}`, `https://typed.example/?${text}`][rev % 3],
  choice: 'a',
  comment: text,
  share: (['me', 'mentor', 'organisation', 'academy'] as const)[rev % 4],
});

/** What is typed or chosen; everything else a card carries, and without it nothing may be written. */
const INPUTS =
  /^(text|number|link|choice|comment|share|audience|meeting|day|time|doubt|replyTo|edit|welcome|broadcast|correct|sure)$|^(text_|q_)/;

/** The fields without which the verb cannot be understood, and the kind of value that each must have. */
export function isMalformed(verb: CardVerb, valid: Json, data: Json): boolean {
  const needed = Object.entries(valid).filter(
    ([name]) => !INPUTS.test(name) || (name === 'meeting' && verb !== 'broadcast.preview'),
  );
  return needed.some(([name, value]) => !Object.hasOwn(data, name) || typeof data[name] !== typeof value);
}

/** The types of documents that a verb may write, and by whose hand: said here once more, and not taken from the table of
 * rights, which is on trial. A verb that is not named reads alone. */
export const writes: {
  readonly [V in CardVerb]?: { readonly types: readonly string[]; readonly by: readonly Role[] };
} = {
  'language.set': { types: ['person', 'language'], by: ['participant', 'mentor', 'coordinator'] },
  'task.answer': { types: ['answer', 'mark'], by: ['participant'] },
  'task.done': { types: ['answer', 'mark'], by: ['participant'] },
  'task.undo': { types: ['answer', 'mark'], by: ['participant'] },
  'prompt.answer': { types: ['answer', 'mark'], by: ['participant'] },
  'rsvp.set': { types: ['rsvp'], by: ['participant', 'mentor'] },
  'calendar.renew': { types: ['person'], by: ['participant', 'mentor', 'coordinator'] },
  'reminders.set': { types: ['person', 'notice', 'agenda'], by: ['participant', 'mentor', 'coordinator'] },
  'feedback.give': { types: ['feedback', 'feedbackGiven'], by: ['participant'] },
  'thread.send': { types: ['thread', 'message', 'notice', 'agenda'], by: ['participant', 'mentor'] },
  'broadcast.preview': { types: ['broadcast'], by: ['coordinator'] },
  'broadcast.send': { types: ['broadcast', 'notice', 'agenda'], by: ['coordinator'] },
  'broadcast.now': { types: ['broadcast', 'notice', 'agenda'], by: ['coordinator'] },
  'broadcast.cancel': { types: ['broadcast'], by: ['coordinator'] },
  'broadcast.withdraw': { types: ['broadcast', 'notice', 'agenda'], by: ['coordinator'] },
  'broadcast.stop': { types: ['notice', 'delivery', 'tally'], by: ['coordinator'] },
  'held.again': { types: ['notice', 'agenda', 'delivery', 'tally'], by: ['coordinator'] },
  'held.all': { types: ['notice', 'agenda', 'delivery', 'tally'], by: ['coordinator'] },
  'held.leave': { types: ['delivery', 'tally'], by: ['coordinator'] },
};
