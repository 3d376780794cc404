import type { Delivery } from '../domain/delivery.ts';
import type { NoticeId, PairingId, PersonId } from '../domain/ids.ts';
import type { Member } from '../domain/people.ts';
import type { ThreadMessage } from '../domain/thread.ts';
import type { MessageSentView } from '../domain/view.ts';
import { academyPartition, messageId } from '../store/documents.ts';
import type { Act } from './deps.ts';
import { deliveriesOf, readNotice } from './ledger.ts';
import { mentorMember, organisationName } from './names.ts';

type To = MessageSentView['to'][number];

/** What the writer of a message sees: whom it has reached so far. */
export async function sentView(act: Act, message: ThreadMessage): Promise<MessageSentView> {
  const { academies } = act.deps;
  const organisation = act.academy.revision.pairings.find((p) => p.id === message.pairing)?.organisation;
  const mentor = organisation && (await mentorMember(academies, act.academy, organisation));
  const people = organisation ? await academies.members(act.academy, organisation) : [];
  const members: readonly Member[] = mentor ? [mentor, ...people] : people;
  const states = await outcomes(act, message.notice);
  const others = members.filter((member) => member.person !== message.from);
  return {
    kind: 'messageSent',
    frame: act.academy.frame,
    thread: message.pairing,
    organisation: organisation ? organisationName(act.academy, organisation) : {},
    ...(await repliedTo(act, message)),
    text: message.text,
    at: message.at,
    to: others.map(({ person, name }) => ({ name, ...(states.get(person) ?? { state: 'onItsWay' }) })),
  };
}

/** The message it replies to, which its card took the place of. */
async function repliedTo(
  act: Act,
  { pairing, replyTo }: ThreadMessage,
): Promise<Pick<MessageSentView, 'replyTo'>> {
  if (replyTo === undefined) return {};
  const pk = academyPartition(act.academy.id);
  const doc = await act.deps.store.read<ThreadMessage>(pk, messageId(pairing, replyTo));
  if (!doc) return {};
  const { from, text, at } = doc.data;
  const writer = await act.deps.persons.read(from);
  return { replyTo: { from: writer?.data.name ?? '–', text, at } };
}

async function outcomes(act: Act, id: NoticeId): Promise<ReadonlyMap<PersonId, Omit<To, 'name'>>> {
  const { store } = act.deps;
  const notice = await readNotice(store, act.academy.id, id);
  const found = new Map<PersonId, Omit<To, 'name'>>();
  if (!notice) return found;
  for await (const delivery of deliveriesOf(store, notice.data)) {
    found.set(delivery.person, outcomeOf(delivery));
  }
  return found;
}

export async function messageStatus(
  act: Act,
  pairing: PairingId,
  number: number,
): Promise<MessageSentView | undefined> {
  const doc = await act.deps.store.read<ThreadMessage>(
    academyPartition(act.academy.id),
    messageId(pairing, number),
  );
  return doc && sentView(act, doc.data);
}

function outcomeOf({ state }: Delivery): Omit<To, 'name'> {
  switch (state.state) {
    case 'pending':
    case 'sending':
      return { state: 'onItsWay' };
    case 'sent':
    case 'stays':
      return { state: 'reached' };
    case 'held':
      return { state: 'unsure' };
    case 'unreachable':
      return { state: 'notReached', reason: state.reason };
    case 'skipped':
      return { state: 'notReached', reason: state.reason };
    case 'dead':
      return { state: 'notReached', reason: 'dead' };
    case 'withdrawn':
    case 'superseded':
    case 'cancelled':
      return { state: 'notReached', reason: state.state };
  }
}
