import type { CommandOf } from '../domain/command.ts';
import type { AcademyId } from '../domain/ids.ts';
import { milliseconds } from '../domain/time.ts';
import type { Instant } from '../domain/time.ts';
import type { DeskView } from '../domain/view.ts';
import { contended, replaceDoc } from '../store/access.ts';
import { academyPartition, heads } from '../store/documents.ts';
import type { AcademyHead } from '../domain/academy.ts';
import type { Act, Deps } from './deps.ts';
import { nextToBeSent, showDesk } from './desk.ts';
import { hintRetention } from './retention-hint.ts';
import type { Answered } from './tasks.ts';

/**
 * Demonstration only: moves the academy clock to the next thing that falls due. The card names the moment, so that a
 * second click, or a click on an old card, moves nothing.
 */
export async function jump(act: Act, command: CommandOf<'clock.jump'>): Promise<Answered<DeskView>> {
  const { deps, academy } = act;
  if (!academy.programme.demo) return { code: 'notAllowed' };
  const next = await nextToBeSent(act);
  if (next && next.at === command.to) {
    await deps.demonstration?.liveUntil(academy, next.at);
    await moveClock(deps, academy.id, next.at);
    deps.kick();
    // The desk that answers the click then shows what was sent, not what is about to be.
    await deps.demonstration?.sent();
  }
  const moved = await deps.academies.readFresh(academy.id);
  return showDesk({ ...act, academy: moved ?? academy });
}

/** Academy time only moves forward: to a moment that is past already it stays where it is. */
export async function moveClock(
  deps: Pick<Deps, 'store' | 'academies' | 'wallNow'>,
  id: AcademyId,
  to: Instant,
): Promise<void> {
  await contended(async () => {
    const doc = await deps.store.read<AcademyHead>(academyPartition(id), 'head');
    if (!doc) throw new Error(`no academy ${id}`);
    const clockOffset = milliseconds(to) - milliseconds(deps.wallNow());
    if (clockOffset > doc.data.clockOffset)
      await replaceDoc(deps.store, heads, { ...doc.data, clockOffset }, doc);
  });
  const moved = await deps.academies.readFresh(id);
  if (moved) await hintRetention(deps.store, moved.programme, moved.head);
}
