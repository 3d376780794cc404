import type { CommandOf } from '../domain/command.ts';
import type { OrganisationId, PairingId } from '../domain/ids.ts';
import type { Member } from '../domain/people.ts';
import type { Problem } from '../domain/problem.ts';
import type { Thread, ThreadMessage } from '../domain/thread.ts';
import type { MessageSentView, MessageView, ThreadsView, ThreadView } from '../domain/view.ts';
import { reaching } from '../rules/rights.ts';
import { cleanText, lengthOf, typedAgain } from '../rules/text.ts';
import { collect, contended, creating, each, saving } from '../store/access.ts';
import { academyPartition, messageId, messages, threads } from '../store/documents.ts';
import { mentorMember, nameOf, organisationName } from './names.ts';
import type { Act } from './deps.ts';
import { announce, noticeOf } from './notify.ts';
import { sentView } from './sent.ts';
import type { Answered } from './tasks.ts';
import { providerOf } from './thread-provider.ts';

export const MESSAGE_MAX_CHARS = 2000;
/** Messages shown above the form, and remembered to recognise one that is sent twice. */
const RECENT = 8;
const REMEMBERED = 50;

export interface OpenThread {
  readonly pairing: PairingId;
  readonly organisation: OrganisationId;
  /** Everybody in the thread but the person who acts. */
  readonly others: readonly Member[];
}

/** The threads the person is in, in this academy. */
export async function threadsOf(act: Act): Promise<readonly OpenThread[]> {
  const mine = new Set(act.memberships.flatMap((m) => m.organisation ?? []));
  const current = act.academy.revision.pairings.filter((pairing) => mine.has(pairing.organisation));
  return Promise.all(current.map(({ id, organisation }) => openThread(act, id, organisation)));
}

async function openThread(act: Act, pairing: PairingId, organisation: OrganisationId): Promise<OpenThread> {
  const { academies } = act.deps;
  const mentor = await mentorMember(academies, act.academy, organisation);
  const people = await academies.members(act.academy, organisation);
  const all = mentor ? [mentor, ...people] : people;
  return { pairing, organisation, others: all.filter((member) => member.person !== act.person.id) };
}

async function findThread(act: Act, id: PairingId): Promise<OpenThread | undefined> {
  const pairing = act.academy.revision.pairings.find((p) => p.id === id);
  return pairing && openThread(act, pairing.id, pairing.organisation);
}

export async function showThreads(act: Act): Promise<Answered<ThreadsView | ThreadView>> {
  const found = await threadsOf(act);
  const [only, ...more] = found;
  if (!only) return { code: 'nothingHere' };
  if (more.length === 0) return threadView(act, only);
  return {
    kind: 'threads',
    frame: act.academy.frame,
    threads: found.map(({ pairing, organisation, others }) => ({
      thread: pairing,
      organisation: organisationName(act.academy, organisation),
      to: others.map((member) => member.name),
    })),
  };
}

export async function showThread(act: Act, id: PairingId): Promise<Answered<ThreadView>> {
  const thread = await findThread(act, id);
  return thread ? threadView(act, thread) : { code: 'gone' };
}

export async function sendMessage(
  act: Act,
  command: CommandOf<'thread.send'>,
): Promise<Answered<ThreadView | MessageSentView>> {
  const thread = await findThread(act, command.pairing);
  if (!thread) return { code: 'gone' };
  const text = cleanText(command.text);
  const problem = textProblem(text);
  if (problem) return threadView(act, thread, { typed: typedAgain(command.text), problem });
  const message = await contended(() => post(act, thread, { ...command, text }));
  return sentView(act, message);
}

function textProblem(text: string): Problem | undefined {
  if (text === '') return { code: 'empty' };
  const length = lengthOf(text);
  return length > MESSAGE_MAX_CHARS ? { code: 'tooLong', length, max: MESSAGE_MAX_CHARS } : undefined;
}

/** The order of a thread is that of its document: number, message and notice are one write. */
async function post(
  act: Act,
  thread: OpenThread,
  written: Pick<CommandOf<'thread.send'>, 'text' | 'nonce' | 'replyTo'>,
): Promise<ThreadMessage> {
  const { deps, academy, person } = act;
  const pk = academyPartition(academy.id);
  const doc = await deps.store.read<Thread>(pk, `thread:${thread.pairing}`);
  const state = doc?.data ?? { academy: academy.id, pairing: thread.pairing, last: 0, recent: [] };
  for (const known of state.recent) {
    if (known.from !== person.id || known.nonce !== written.nonce) continue;
    const before = await deps.store.read<ThreadMessage>(pk, messageId(thread.pairing, known.number));
    if (before?.data.text === written.text) return before.data;
  }
  const number = state.last + 1;
  const notice = noticeOf(academy, {
    id: messageId(thread.pairing, number),
    ...providerOf(thread.pairing).carry(thread, number),
    except: person.id,
    ...(act.card ? { follower: { ...act.card, person: person.id } } : {}),
  });
  const message: ThreadMessage = {
    academy: academy.id,
    pairing: thread.pairing,
    number,
    from: person.id,
    text: written.text,
    ...(written.replyTo === undefined ? {} : { replyTo: written.replyTo }),
    at: academy.now,
    nonce: written.nonce,
    notice: notice.id,
  };
  const recent = [...state.recent, { number, from: person.id, nonce: written.nonce }].slice(-REMEMBERED);
  const change = [saving(threads, { ...state, last: number, recent }, doc), creating(messages, message)];
  await announce(deps, notice, change);
  return message;
}

async function threadView(
  act: Act,
  thread: OpenThread,
  form: { readonly typed?: string; readonly problem?: Problem } = {},
): Promise<ThreadView> {
  return {
    kind: 'thread',
    frame: act.academy.frame,
    thread: thread.pairing,
    organisation: organisationName(act.academy, thread.organisation),
    to: thread.others.map((member) => nameOf(act.academy, member)),
    ...(await recentMessages(act, thread)),
    nonce: act.deps.nonce(),
    maxChars: MESSAGE_MAX_CHARS,
    ...form,
  };
}

async function recentMessages(act: Act, thread: OpenThread): Promise<Pick<ThreadView, 'recent' | 'earlier'>> {
  const { store, academies } = act.deps;
  const pk = academyPartition(act.academy.id);
  const state = await store.read<Thread>(pk, `thread:${thread.pairing}`);
  const from = Math.max(1, (state?.data.last ?? 0) - RECENT + 1);
  const found = await collect(
    each(store, messages, pk, `${thread.pairing}/`, `${thread.pairing}/${String(from).padStart(8, '0')}`),
  );
  const staff = await academies.members(act.academy);
  const recent = await Promise.all(
    found.map(async ({ from: by, text, at }) => {
      const member = thread.others.concat(staff).find((m) => m.person === by);
      const name = member ? nameOf(act.academy, member) : await leftName(act, by);
      return { from: name, mine: by === act.person.id, text, at };
    }),
  );
  return { recent, earlier: from - 1 };
}

async function leftName(act: Act, person: ThreadMessage['from']) {
  const found = await act.deps.persons.read(person);
  return { name: found?.data.name ?? '–', role: 'participant' as const };
}

/** A message as the others get it; undefined where it is no longer there or the reader no longer in the thread. */
export async function messageView(
  act: Act,
  pairing: PairingId,
  number: number,
): Promise<MessageView | undefined> {
  const doc = await act.deps.store.read<ThreadMessage>(
    academyPartition(act.academy.id),
    messageId(pairing, number),
  );
  const thread = await findThread(act, pairing);
  if (!doc || !thread || reaching(thread.organisation, act.memberships).length === 0) return undefined;
  const { from, text, at } = doc.data;
  const writer = thread.others.find((member) => member.person === from);
  return {
    kind: 'message',
    frame: act.academy.frame,
    thread: pairing,
    organisation: organisationName(act.academy, thread.organisation),
    number,
    from: writer ? nameOf(act.academy, writer) : await leftName(act, from),
    text,
    at,
    nonce: act.deps.nonce(),
    maxChars: MESSAGE_MAX_CHARS,
  };
}
