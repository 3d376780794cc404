/** The start of a broadcast: one conditional write, which an edit and a cancellation meet. */
import type { Broadcast, BroadcastContent, Deed } from '../domain/broadcast.ts';
import type { Follower } from '../domain/delivery.ts';
import { noticeId } from '../domain/ids.ts';
import type { BroadcastId, NoticeId, PersonId } from '../domain/ids.ts';
import { deed, withContent } from '../rules/broadcasts.ts';
import { saving } from '../store/access.ts';
import { broadcasts } from '../store/documents.ts';
import type { Stored } from '../store/port.ts';
import type { Academy } from './academies.ts';
import { audienceFor } from './broadcast-parts.ts';
import type { Deps } from './deps.ts';
import { announce, hint, noticeOf } from './notify.ts';

export const noticeOfBroadcast = (id: BroadcastId): NoticeId => noticeId(`broadcast:${id}`);

export interface Start {
  readonly what: Extract<Deed['what'], 'sent' | 'started'>;
  readonly by: PersonId;
  readonly content: BroadcastContent;
  readonly follower?: Follower | undefined;
}

/** From here on it is sent, to the audience of this moment. Rejects with `conflict` or `precondition` where somebody was
 * quicker. */
export async function start(
  deps: Pick<Deps, 'store' | 'wallNow' | 'kick'>,
  academy: Academy,
  doc: Stored<Broadcast>,
  { what, by, content, follower }: Start,
): Promise<Broadcast> {
  const { now } = academy;
  const { meeting, audience, whenUncertain } = content;
  const notice = noticeOf(academy, {
    id: noticeOfBroadcast(doc.data.id),
    contents: [{ kind: 'broadcast', broadcast: doc.data.id }],
    audience: audienceFor(audience, meeting),
    except: by,
    ...(whenUncertain ? { whenUncertain } : {}),
    ...(follower ? { follower } : {}),
  });
  const sent: Broadcast = {
    ...withContent(doc.data, content),
    ...deed(doc.data, what, by, now),
    status: { status: 'sent', notice: notice.id, at: now, by },
  };
  // Of what was scheduled there is a hint already, dated for its own time.
  await hint(deps.store, { academy: academy.id, notice: notice.id, dueAt: deps.wallNow() });
  await announce(deps, notice, [saving(broadcasts, sent, doc)]);
  return sent;
}
