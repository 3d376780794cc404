/** Which states the card of each view has, and how a view shows the one it is in. */
import type { ItemForm, View } from '../../services/domain/view.ts';

/** `empty`: nothing is there yet, or nothing was answered. `error`: something went wrong, or could not be taken.
 * `longest`: as long as the rules allow; no view shows that of itself, so the list of cases says it. */
export const states = ['empty', 'typical', 'longest', 'closed', 'error'] as const;
export type State = (typeof states)[number];

type Views = { readonly [V in View as V['kind']]: V };
export type Kind = keyof Views;

/** By what a view is recognised to be in a state; in none of these it is `typical`. */
type Signs<V> = { readonly [S in 'empty' | 'closed' | 'error']?: (view: V) => boolean } & {
  /** Left out where nothing on the card can be long. */
  readonly longest?: true;
};

const unanswered = ({ form }: { form: ItemForm }): boolean => form.mode === 'ask' && !form.current;

/** A view without a row does not compile. */
const signs: { readonly [K in Kind]: Signs<Views[K]> } = {
  welcome: { longest: true },
  language: {},
  sprint: { empty: ({ tasks }) => tasks.length === 0, longest: true },
  tasks: { empty: ({ lines }) => lines.length === 0, longest: true },
  task: {
    error: ({ form, conflict }) => form.problem !== undefined || conflict,
    closed: ({ form }) => form.mode === 'closed',
    empty: unanswered,
    longest: true,
  },
  prompt: {
    error: ({ form }) => form.problem !== undefined,
    closed: ({ form }) => form.mode === 'closed',
    empty: unanswered,
    longest: true,
  },
  shared: { empty: ({ shown }) => shown.length === 0, longest: true },
  meeting: {
    closed: ({ meeting, frame }) => frame.now > meeting.ends,
    empty: ({ meeting }) => meeting.options.length > 0 && meeting.rsvp === undefined,
    longest: true,
  },
  calendar: {},
  reminders: { longest: true },
  reminderSettings: { error: ({ problem }) => problem === true },
  broughtBack: { longest: true },
  sprintClosed: {},
  followUp: { empty: ({ lines }) => lines.length === 0 },
  meetingCancelled: {},
  feedback: {
    error: ({ problem }) => problem !== undefined,
    closed: ({ mode }) => mode === 'closed',
    empty: ({ mode }) => mode === 'ask',
    longest: true,
  },
  pairing: { longest: true },
  mentor: { longest: true },
  overview: { empty: ({ organisations }) => organisations.length === 0, longest: true },
  organisation: { empty: ({ sprints }) => sprints.length === 0, longest: true },
  thread: {
    error: ({ problem }) => problem !== undefined,
    closed: ({ to }) => to.length === 0,
    empty: ({ recent }) => recent.length === 0,
    longest: true,
  },
  message: { longest: true },
  messageSent: {
    error: ({ to }) => to.some(({ state }) => state === 'notReached' || state === 'unsure'),
    longest: true,
  },
  askSend: { error: ({ problem }) => problem !== undefined, longest: true },
  threads: { empty: ({ threads }) => threads.length === 0, longest: true },
  desk: { empty: ({ organisations }) => organisations.length === 0, longest: true },
  held: { empty: ({ deliveries }) => deliveries.length === 0, longest: true },
  notice: { empty: ({ rows }) => rows.length === 0, longest: true },
  received: { empty: ({ rows }) => rows.length === 0, longest: true },
  reach: { empty: ({ people }) => people.length === 0, longest: true },
  feedbackResults: { empty: ({ meetings }) => meetings.length === 0, longest: true },
  broadcastCompose: {
    error: ({ problem }) => problem !== undefined,
    empty: ({ meetings }) => meetings.length === 0,
    longest: true,
  },
  broadcastPreview: { longest: true },
  broadcastStatus: {
    error: ({ done, tally }) => done && tally.unreachable + tally.dead + tally.held > 0,
    closed: ({ done }) => done,
    empty: ({ counting }) => counting,
    longest: true,
  },
  broadcastWithdrawn: {},
  broadcasts: { empty: ({ rows }) => rows.length === 0, longest: true },
  newcomers: { empty: ({ waiting }) => waiting.length === 0, longest: true },
  newcomer: { error: ({ late }) => late, closed: ({ decision }) => decision !== undefined },
  help: {
    error: ({ unknown }) => unknown !== undefined,
    empty: ({ roles }) => roles.length === 0,
    longest: true,
  },
  public: { empty: ({ tasks }) => tasks.length === 0, longest: true },
  pointer: { error: ({ why }) => why === 'trouble' },
  groupHelp: {},
  greeting: {},
  // It is itself what is shown when something could not be done.
  refusal: { error: () => true, longest: true },
};

export const kinds = Object.keys(signs) as readonly Kind[];

/** The states that the card of a view has. */
export function statesOf(kind: Kind): readonly State[] {
  const own = signs[kind];
  // A refusal is never anything but an error.
  return states.filter((state) => (state === 'typical' ? kind !== 'refusal' : state in own));
}

/** The state a view is in. The first sign found counts: an error says more than that nothing was answered yet. */
export function stateOf(view: View): Exclude<State, 'longest'> {
  return found(view.kind, view);
}

function found<K extends Kind>(kind: K, view: Views[K]): Exclude<State, 'longest'> {
  const own: Signs<Views[K]> = signs[kind];
  return (['error', 'closed', 'empty'] as const).find((state) => own[state]?.(view)) ?? 'typical';
}
