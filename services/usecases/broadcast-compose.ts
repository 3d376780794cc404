/** The form of a broadcast: a new one, a draft, a change of what is scheduled, or a correction of what was sent. */
import type { Broadcast } from '../domain/broadcast.ts';
import type { CommandOf } from '../domain/command.ts';
import type { Audience } from '../domain/delivery.ts';
import type { Problem } from '../domain/problem.ts';
import type { Meeting } from '../domain/programme.ts';
import type { BroadcastComposeView, BroadcastStatusView } from '../domain/view.ts';
import { judge, writtenIn } from '../rules/broadcasts.ts';
import { typedTime } from '../rules/schedule.ts';
import { toInstant } from '../rules/time.ts';
import { audienceKey, byLanguage, nonceOf, readBroadcast } from './broadcast-parts.ts';
import { broadcastStatus } from './broadcast-status.ts';
import type { Act } from './deps.ts';
import type { Answered } from './tasks.ts';
import { allMeetings } from './work.ts';

export const BROADCAST_MAX_CHARS = 1500;

export type Typed = NonNullable<BroadcastComposeView['typed']>;

/** What the form is of, and what it holds. */
export interface Form {
  readonly of: BroadcastComposeView['of'];
  readonly broadcast?: Broadcast;
  readonly typed?: Typed;
  readonly problem?: Problem;
  readonly nonce?: string;
}

export async function composeBroadcast(
  act: Act,
  command: CommandOf<'broadcast.compose'>,
): Promise<Answered<BroadcastComposeView | BroadcastStatusView>> {
  const { store } = act.deps;
  const doc = command.broadcast && (await readBroadcast(store, act.academy, command.broadcast));
  if (!doc) return composeView(act, { of: 'draft' });
  const { data } = doc;
  const { status } = data.status;
  if (status === 'withdrawn' || (status === 'sent' && !data.edit)) return broadcastStatus(act, data);
  const of = status === 'sent' ? 'correction' : status;
  return composeView(act, { of, broadcast: data, typed: asTyped(act, data) });
}

/** Other words for what was sent; nothing changes until they are confirmed. */
export async function composeCorrection(
  act: Act,
  command: CommandOf<'broadcast.correct'>,
): Promise<Answered<BroadcastComposeView | BroadcastStatusView>> {
  const doc = await readBroadcast(act.deps.store, act.academy, command.broadcast);
  if (!doc) return { code: 'gone' };
  const { data } = doc;
  const verdict = judge(data, 'correct', { revision: command.rev, by: act.person.id });
  if (verdict.verdict !== 'do') return broadcastStatus(act, data, verdict);
  return composeView(act, { of: 'correction', broadcast: data, typed: asTyped(act, data) });
}

function asTyped({ academy }: Act, broadcast: Broadcast): Typed {
  const { texts, meeting, audience, dueAt, whenUncertain } = writtenIn(broadcast);
  return {
    texts,
    meeting,
    audience: audienceKey(audience),
    ...(dueAt === undefined ? {} : typedTime(dueAt, academy.programme.timezone)),
    ...(whenUncertain ? { doubt: whenUncertain } : {}),
  };
}

export async function composeView(act: Act, form: Form): Promise<Answered<BroadcastComposeView>> {
  const { academy } = act;
  const { of, broadcast, typed, problem } = form;
  const meetings = comingMeetings(act);
  const [next] = meetings;
  // What was sent can be corrected when its meeting is over, too.
  if (!next && of !== 'correction') return { code: 'nothingHere' };
  return {
    kind: 'broadcastCompose',
    frame: academy.frame,
    of,
    ...(broadcast ? { broadcast: broadcast.id } : {}),
    meetings: meetings.map((m) => ({
      meeting: m.id,
      title: m.title,
      starts: toInstant(m.starts, academy.programme.timezone),
    })),
    organisations: academy.programme.organisations.map(({ id, name, languages }) => ({
      organisation: id,
      name,
      languages,
    })),
    languages: academy.programme.languages,
    noRsvp: next ? await size(act, { to: 'noRsvp', meeting: next.id }) : 0,
    everybody: await size(act, { to: 'everybody' }),
    nonce: form.nonce ?? (broadcast ? nonceOf(broadcast.id) : act.deps.nonce()),
    maxChars: BROADCAST_MAX_CHARS,
    ...(typed ? { typed } : {}),
    ...(problem ? { problem } : {}),
  };
}

function comingMeetings({ academy }: Act): readonly Meeting[] {
  const zone = academy.programme.timezone;
  return allMeetings(academy).filter((meeting) => toInstant(meeting.ends, zone) > academy.now);
}

async function size(act: Act, audience: Audience): Promise<number> {
  return (await byLanguage(act, audience)).reduce((sum, { count }) => sum + count, 0);
}
