/** What all that is done with broadcasts needs. */
import type { Broadcast, BroadcastAudience, Deed } from '../domain/broadcast.ts';
import type { Audience, Follower } from '../domain/delivery.ts';
import { BadId, broadcastId, organisationId } from '../domain/ids.ts';
import type { BroadcastId, MeetingId, NoticeId } from '../domain/ids.ts';
import type { Language, Localised } from '../domain/language.ts';
import type { BroadcastPreviewView, BroadcastWithdrawnView, ToldDeed } from '../domain/view.ts';
import { findMeeting, findOrganisation } from '../rules/lookup.ts';
import { postedIn } from '../rules/revise.ts';
import { academyPartition } from '../store/documents.ts';
import type { Store, Stored } from '../store/port.ts';
import type { Academy } from './academies.ts';
import { audienceOf } from './audience.ts';
import type { Act } from './deps.ts';
import { languageOf } from './languages.ts';
import { deliveriesOf, readNotice } from './ledger.ts';

export type Recipients = BroadcastPreviewView['recipients'];

export function readBroadcast(
  store: Store,
  { id: academy }: Pick<Academy, 'id'>,
  id: BroadcastId,
): Promise<Stored<Broadcast> | undefined> {
  return store.read<Broadcast>(academyPartition(academy), `broadcast:${id}`);
}

/** A broadcast is named after the form in which it was first written. */
export const broadcastOf = (nonce: string): BroadcastId => broadcastId(`b-${nonce}`);
export const nonceOf = (id: BroadcastId): string => id.slice('b-'.length);

export function audienceFor(audience: BroadcastAudience, meeting: MeetingId): Audience {
  return audience.to === 'noRsvp' ? { to: 'noRsvp', meeting } : audience;
}

const ORGANISATION = 'organisation:';

export function audienceKey(audience: BroadcastAudience): string {
  return audience.to === 'organisation' ? `${ORGANISATION}${audience.organisation}` : audience.to;
}

export function readAudience({ programme }: Academy, key: string): BroadcastAudience | undefined {
  if (key === 'everybody' || key === 'noRsvp') return { to: key };
  if (!key.startsWith(ORGANISATION)) return undefined;
  try {
    const organisation = organisationId(key.slice(ORGANISATION.length));
    return findOrganisation(programme, organisation) && { to: 'organisation', organisation };
  } catch (error) {
    if (error instanceof BadId) return undefined;
    throw error;
  }
}

export function organisationOf(
  { programme }: Academy,
  audience: BroadcastAudience,
): { readonly organisation?: Localised } {
  const found = audience.to === 'organisation' && findOrganisation(programme, audience.organisation);
  return found ? { organisation: found.name } : {};
}

/** Recipients by the language they read; the coordinator who writes is not one. */
export async function byLanguage(act: Act, audience: Audience): Promise<Recipients> {
  const language = await languageOf(act.deps, act.academy);
  const counts = new Map<Language, number>();
  const seen = new Set<string>();
  for await (const member of audienceOf(act.deps, act.academy, audience)) {
    // Somebody with two roles stands on the roster twice and gets one card.
    if (member.person === act.person.id || seen.has(member.person)) continue;
    seen.add(member.person);
    counts.set(language(member), (counts.get(language(member)) ?? 0) + 1);
  }
  return [...counts].map(([each, count]) => ({ language: each, count }));
}

/** Those in whose chat a card of it stands, by the language it was sent in. */
export async function whoGot({ deps, academy }: Act, id: NoticeId): Promise<Recipients> {
  const notice = await readNotice(deps.store, academy.id, id);
  const counts = new Map<Language, number>();
  if (!notice) return [];
  for await (const { state } of deliveriesOf(deps.store, notice.data)) {
    const language = postedIn(state)?.language;
    if (language) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  return [...counts].map(([language, count]) => ({ language, count }));
}

/** What takes the place of a withdrawn message that cannot be deleted. */
export function withdrawnView(
  { frame, programme }: Academy,
  { meeting }: Pick<Broadcast, 'meeting'>,
): BroadcastWithdrawnView {
  const title = findMeeting(programme, meeting)?.meeting.title;
  return { kind: 'broadcastWithdrawn', frame, ...(title ? { title } : {}) };
}

/** As a card says it. */
export async function told(
  { deps }: Act,
  { what, by, at }: Pick<Deed, 'by' | 'at'> & { readonly what: ToldDeed['what'] },
): Promise<ToldDeed> {
  return { what, by: (await deps.persons.read(by))?.data.name ?? '–', at };
}

/** The card that was clicked follows how it is getting on. */
export function followerOf({ card, person }: Act): Follower | undefined {
  return card && { ...card, person: person.id };
}
