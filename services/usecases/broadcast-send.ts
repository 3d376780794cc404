/** Confirms what was shown as a preview: it is sent, scheduled, or takes the place of what was sent. */
import type { CommandOf } from '../domain/command.ts';
import type { BroadcastComposeView, BroadcastPreviewView, BroadcastStatusView } from '../domain/view.ts';
import { judge, writtenIn } from '../rules/broadcasts.ts';
import { findMeeting } from '../rules/lookup.ts';
import { typedTime } from '../rules/schedule.ts';
import { contended } from '../store/access.ts';
import { changeSent } from './broadcast-change.ts';
import { composeView } from './broadcast-compose.ts';
import { audienceKey, followerOf, readBroadcast } from './broadcast-parts.ts';
import { previewAgain } from './broadcast-preview.ts';
import { schedule } from './broadcast-schedule.ts';
import { start } from './broadcast-start.ts';
import { broadcastStatus } from './broadcast-status.ts';
import type { Act } from './deps.ts';
import type { Answered } from './tasks.ts';

/** The same click twice does nothing the second time; what was written anew since it was seen is shown again. */
export async function sendBroadcast(
  act: Act,
  command: CommandOf<'broadcast.send'>,
): Promise<Answered<BroadcastPreviewView | BroadcastStatusView | BroadcastComposeView>> {
  const { deps, academy, person } = act;
  return contended(async () => {
    const doc = await readBroadcast(deps.store, academy, command.broadcast);
    if (!doc) return { code: 'gone' as const };
    const { data } = doc;
    const verdict = judge(data, 'confirm', { revision: command.rev, by: person.id });
    if (verdict.verdict === 'show')
      return verdict.anew ? previewAgain(act, data) : broadcastStatus(act, data, verdict);
    const content = writtenIn(data);
    if (data.status.status === 'sent')
      return changeSent(act, doc, { what: 'corrected', texts: content.texts });
    if (!findMeeting(academy.programme, content.meeting)) return { code: 'gone' as const };
    const { dueAt } = content;
    if (dueAt === undefined) {
      const how = { what: 'sent', by: person.id, content, follower: followerOf(act) } as const;
      return broadcastStatus(act, await start(deps, academy, doc, how));
    }
    if (dueAt > academy.now) return broadcastStatus(act, await schedule(act, doc, { ...content, dueAt }));
    // It was in time when they looked at it.
    return composeView(act, {
      of: data.status.status === 'scheduled' ? 'scheduled' : 'draft',
      broadcast: data,
      typed: {
        ...{ texts: content.texts, meeting: content.meeting, audience: audienceKey(content.audience) },
        ...typedTime(dueAt, academy.programme.timezone),
        ...(content.whenUncertain ? { doubt: content.whenUncertain } : {}),
      },
      problem: { code: 'timePast', now: academy.now },
    });
  });
}
