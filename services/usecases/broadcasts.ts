import type { Broadcast, BroadcastAudience } from '../domain/broadcast.ts';
import type { CommandOf } from '../domain/command.ts';
import type { Audience } from '../domain/delivery.ts';
import { BadId, broadcastId, organisationId } from '../domain/ids.ts';
import type { BroadcastId } from '../domain/ids.ts';
import type { Language } from '../domain/language.ts';
import type { Problem } from '../domain/problem.ts';
import type { Meeting } from '../domain/programme.ts';
import type { BroadcastComposeView, BroadcastPreviewView, BroadcastStatusView } from '../domain/view.ts';
import { findMeeting, findOrganisation } from '../rules/lookup.ts';
import { cleanText, lengthOf, typedAgain } from '../rules/text.ts';
import { toInstant } from '../rules/time.ts';
import { contended, saving } from '../store/access.ts';
import { academyPartition, broadcasts } from '../store/documents.ts';
import type { Stored } from '../store/port.ts';
import { audienceOf } from './audience.ts';
import { broadcastStatus } from './broadcast-status.ts';
import { languageOf } from './languages.ts';
import type { Act } from './deps.ts';
import { meetingLine } from './meetings.ts';
import { announce, noticeOf } from './notify.ts';
import { stopNotice } from './stop.ts';
import type { Answered } from './tasks.ts';
import { allMeetings } from './work.ts';

const BROADCAST_MAX_CHARS = 1500;

type Typed = NonNullable<BroadcastComposeView['typed']>;

export async function composeBroadcast(
  act: Act,
  command: CommandOf<'broadcast.compose'>,
): Promise<Answered<BroadcastComposeView | BroadcastStatusView>> {
  if (command.broadcast === undefined) return composeView(act);
  const doc = await readBroadcast(act, command.broadcast);
  if (!doc) return composeView(act);
  if (doc.data.status.status === 'sent') return broadcastStatus(act, doc.data);
  const { texts, meeting } = doc.data;
  return composeView(
    act,
    { texts, meeting, audience: audienceKey(doc.data.audience) },
    undefined,
    nonceOf(doc.data.id),
  );
}

async function composeView(
  act: Act,
  typed?: Typed,
  problem?: Problem,
  nonce = act.deps.nonce(),
): Promise<Answered<BroadcastComposeView>> {
  const { academy } = act;
  const meetings = comingMeetings(act);
  const [next] = meetings;
  if (!next) return { code: 'nothingHere' };
  const everybody = { to: 'everybody' } as const;
  return {
    kind: 'broadcastCompose',
    frame: academy.frame,
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
    noRsvp: await size(act, { to: 'noRsvp', meeting: next.id }),
    everybody: await size(act, everybody),
    nonce,
    maxChars: BROADCAST_MAX_CHARS,
    ...(typed ? { typed } : {}),
    ...(problem ? { problem } : {}),
  };
}

function comingMeetings(act: Act): readonly Meeting[] {
  const { now } = act.academy;
  const zone = act.academy.programme.timezone;
  return allMeetings(act.academy).filter((meeting) => toInstant(meeting.ends, zone) > now);
}

async function size(act: Act, audience: Audience): Promise<number> {
  return (await byLanguage(act, audience)).reduce((sum, { count }) => sum + count, 0);
}

/** Recipients by the language they read; the coordinator who writes is not one. */
async function byLanguage(act: Act, audience: Audience): Promise<BroadcastPreviewView['recipients']> {
  const language = await languageOf(act.deps, act.academy);
  const counts = new Map<Language, number>();
  const seen = new Set<string>();
  for await (const member of audienceOf(act.deps, act.academy, audience)) {
    // Somebody with two roles stands on the roster twice and gets one card.
    if (member.person === act.person.id || seen.has(member.person)) continue;
    seen.add(member.person);
    counts.set(language(member), (counts.get(language(member)) ?? 0) + 1);
  }
  return [...counts].map(([language, count]) => ({ language, count }));
}

/** Saves the draft and shows it as each language will read it: what is sent is what was seen. */
export async function previewBroadcast(
  act: Act,
  command: CommandOf<'broadcast.preview'>,
): Promise<Answered<BroadcastComposeView | BroadcastPreviewView | BroadcastStatusView>> {
  const { audience: typedAudience, meeting: typedMeeting, nonce } = command;
  const typed: Typed = { audience: typedAudience, meeting: typedMeeting, texts: shownAgain(command.texts) };
  const meeting = findMeeting(act.academy.programme, typedMeeting)?.meeting;
  const audience = readAudience(act, typedAudience);
  if (!meeting || !audience) return composeView(act, typed, { code: 'chooseAudience' }, nonce);
  const recipients = await byLanguage(act, audienceFor(audience, meeting));
  const texts = Object.fromEntries(
    Object.entries(command.texts).flatMap(([language, text]) =>
      cleanText(text) === '' ? [] : [[language, cleanText(text)]],
    ),
  ) as Broadcast['texts'];
  const problem = textsProblem(texts, recipients);
  if (problem) return composeView(act, typed, problem, nonce);
  return contended(async () => {
    const id = broadcastId(`b-${nonce}`);
    const doc = await readBroadcast(act, id);
    if (doc?.data.status.status === 'sent') return broadcastStatus(act, doc.data);
    const content = { academy: act.academy.id, meeting: meeting.id, audience, texts };
    const draft = await saveDraft(act, { id, ...content }, doc);
    return previewView(act, draft, meeting, recipients);
  });
}

function shownAgain(texts: Typed['texts']): Typed['texts'] {
  return Object.fromEntries(Object.entries(texts).map(([language, text]) => [language, typedAgain(text)]));
}

async function saveDraft(
  act: Act,
  content: Pick<Broadcast, 'id' | 'academy' | 'meeting' | 'audience' | 'texts'>,
  doc: Stored<Broadcast> | undefined,
): Promise<Broadcast> {
  const same = doc && JSON.stringify({ ...doc.data, ...content }) === JSON.stringify(doc.data);
  if (same) return doc.data;
  const draft: Broadcast = {
    ...content,
    by: act.person.id,
    at: doc?.data.at ?? act.academy.now,
    revision: (doc?.data.revision ?? 0) + 1,
    status: { status: 'draft' },
  };
  await act.deps.store.batch(academyPartition(act.academy.id), [saving(broadcasts, draft, doc)]);
  return draft;
}

function textsProblem(
  texts: Broadcast['texts'],
  recipients: BroadcastPreviewView['recipients'],
): Problem | undefined {
  if (recipients.length === 0) return { code: 'nobody' };
  const given = Object.values(texts);
  const tooLong = given.map(lengthOf).find((length) => length > BROADCAST_MAX_CHARS);
  if (tooLong !== undefined) return { code: 'tooLong', length: tooLong, max: BROADCAST_MAX_CHARS };
  // No text at all is fine: the reminder has its own words. One language without the others is not.
  if (given.length === 0) return undefined;
  const missing = recipients.map((r) => r.language).filter((language) => texts[language] === undefined);
  return missing.length === 0 ? undefined : { code: 'textMissing', languages: missing };
}

function previewView(
  act: Act,
  draft: Broadcast,
  meeting: Meeting,
  recipients: BroadcastPreviewView['recipients'],
): BroadcastPreviewView {
  const { frame } = act.academy;
  return {
    kind: 'broadcastPreview',
    frame,
    broadcast: draft.id,
    rev: draft.revision,
    audience: draft.audience,
    ...organisationOf(act, draft.audience),
    recipients,
    cards: recipients.map(({ language }) => {
      const text = draft.texts[language];
      const line = meetingLine(act.academy, meeting, { invited: true });
      const message = text === undefined ? {} : { message: { text, from: act.person.name } };
      return { language, meeting: { kind: 'meeting', frame, meeting: line, reminder: true, ...message } };
    }),
  };
}

/** The same send twice does nothing the second time; a draft changed since it was seen is shown again. */
export async function sendBroadcast(
  act: Act,
  command: CommandOf<'broadcast.send'>,
): Promise<Answered<BroadcastPreviewView | BroadcastStatusView>> {
  return contended(async () => {
    const doc = await readBroadcast(act, command.broadcast);
    if (!doc) return { code: 'gone' as const };
    const draft = doc.data;
    if (draft.status.status === 'sent') return broadcastStatus(act, draft);
    const meeting = findMeeting(act.academy.programme, draft.meeting)?.meeting;
    if (!meeting) return { code: 'gone' as const };
    if (draft.revision !== command.rev) {
      const recipients = await byLanguage(act, audienceFor(draft.audience, meeting));
      return previewView(act, draft, meeting, recipients);
    }
    const notice = noticeOf(act.academy, {
      id: `broadcast:${draft.id}`,
      contents: [{ kind: 'broadcast', broadcast: draft.id }],
      audience: audienceFor(draft.audience, meeting),
      except: act.person.id,
      ...(act.card ? { follower: { ...act.card, person: act.person.id } } : {}),
    });
    const status = { status: 'sent', notice: notice.id, at: act.academy.now, by: act.person.id } as const;
    const sent: Broadcast = { ...draft, status };
    await announce(act.deps, notice, [saving(broadcasts, sent, doc)]);
    return broadcastStatus(act, sent);
  });
}

/** Stops one that is being sent; of one that is through it shows that it is. */
export async function stopBroadcast(
  act: Act,
  id: BroadcastId,
): Promise<Answered<BroadcastStatusView | BroadcastComposeView>> {
  const status = (await readBroadcast(act, id))?.data.status;
  if (status?.status === 'sent') await stopNotice(act, status.notice);
  return showBroadcast(act, id);
}

export async function showBroadcast(
  act: Act,
  id: BroadcastId,
): Promise<Answered<BroadcastStatusView | BroadcastComposeView>> {
  return composeBroadcast(act, { verb: 'broadcast.compose', academy: act.academy.id, broadcast: id });
}

function readBroadcast(act: Act, id: BroadcastId): Promise<Stored<Broadcast> | undefined> {
  return act.deps.store.read<Broadcast>(academyPartition(act.academy.id), `broadcast:${id}`);
}

const nonceOf = (id: BroadcastId) => id.slice('b-'.length);

function audienceFor(audience: BroadcastAudience, meeting: Meeting): Audience {
  return audience.to === 'noRsvp' ? { to: 'noRsvp', meeting: meeting.id } : audience;
}

const ORGANISATION = 'organisation:';

function audienceKey(audience: BroadcastAudience): string {
  return audience.to === 'organisation' ? `${ORGANISATION}${audience.organisation}` : audience.to;
}

function readAudience(act: Act, key: string): BroadcastAudience | undefined {
  if (key === 'everybody' || key === 'noRsvp') return { to: key };
  if (!key.startsWith(ORGANISATION)) return undefined;
  try {
    const organisation = organisationId(key.slice(ORGANISATION.length));
    return findOrganisation(act.academy.programme, organisation) && { to: 'organisation', organisation };
  } catch (error) {
    if (error instanceof BadId) return undefined;
    throw error;
  }
}

function organisationOf(act: Act, audience: BroadcastAudience): Pick<BroadcastPreviewView, 'organisation'> {
  const found =
    audience.to === 'organisation' && findOrganisation(act.academy.programme, audience.organisation);
  return found ? { organisation: found.name } : {};
}
