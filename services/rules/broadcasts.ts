/** Of two coordinators who do something to a broadcast one wins; the other is told who did what when. */
import type { Broadcast, BroadcastContent, Deed } from '../domain/broadcast.ts';
import type { PersonId } from '../domain/ids.ts';

/** What a coordinator asks for. `confirm`: what they were shown as a preview, be it sent, scheduled or corrected. */
export type Asked = 'confirm' | 'now' | 'cancel' | 'withdraw' | 'correct';

export type Verdict =
  | { readonly verdict: 'do' }
  /** It stands as it stands. `told`: somebody was quicker. `anew`: what was to be confirmed has been written anew since it
   * was shown. */
  | { readonly verdict: 'show'; readonly told?: Deed; readonly anew?: true };

/** @param revision of the card that was clicked */
export function judge(
  broadcast: Broadcast,
  asked: Asked,
  { revision, by }: { readonly revision: number; readonly by: PersonId },
): Verdict {
  const { did } = broadcast;
  if (did && revision < did.revision) {
    // A click that comes twice has done it itself.
    const mine = did.by === by && deedsOf[asked].some((deed) => deed === did.what);
    return mine ? { verdict: 'show' } : { verdict: 'show', told: did };
  }
  if (!possible(broadcast, asked)) return { verdict: 'show' };
  return asked === 'confirm' && revision !== broadcast.revision
    ? { verdict: 'show', anew: true }
    : { verdict: 'do' };
}

const deedsOf: Readonly<Record<Asked, readonly Deed['what'][]>> = {
  confirm: ['scheduled', 'changed', 'sent', 'corrected'],
  now: ['sent'],
  cancel: ['cancelled'],
  withdraw: ['withdrawn'],
  correct: [],
};

function possible({ status: { status }, edit }: Broadcast, asked: Asked): boolean {
  switch (asked) {
    case 'confirm':
      return status === 'draft' || (status !== 'withdrawn' && edit !== undefined);
    case 'now':
    case 'cancel':
      return status === 'scheduled';
    case 'withdraw':
    case 'correct':
      return status === 'sent';
  }
}

/** What the form holds and the preview shows: the edit where there is one. */
export function writtenIn({
  edit,
  meeting,
  audience,
  texts,
  dueAt,
  whenUncertain,
}: Broadcast): BroadcastContent {
  if (edit) return edit;
  return {
    meeting,
    audience,
    texts,
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(whenUncertain ? { whenUncertain } : {}),
  };
}

/** The broadcast with these words and choices in place of its own. */
export function withContent(broadcast: Broadcast, content: BroadcastContent): Broadcast {
  const { edit: _edit, dueAt: _dueAt, whenUncertain: _hold, ...rest } = broadcast;
  return { ...rest, ...content };
}

/** The next revision, and what made it. */
export function deed(
  { revision }: Broadcast,
  what: Deed['what'],
  by: PersonId,
  at: Deed['at'],
): Pick<Broadcast, 'revision' | 'did'> {
  return { revision: revision + 1, did: { what, by, at, revision: revision + 1 } };
}
