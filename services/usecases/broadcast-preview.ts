/** Saves what was written and shows it as each language will read it: what is sent is what was seen. */
import type { Broadcast, BroadcastContent } from '../domain/broadcast.ts';
import type { CommandOf } from '../domain/command.ts';
import type { BroadcastId } from '../domain/ids.ts';
import type { Problem } from '../domain/problem.ts';
import type { Meeting } from '../domain/programme.ts';
import type { BroadcastComposeView, BroadcastPreviewView, BroadcastStatusView } from '../domain/view.ts';
import { withContent, writtenIn } from '../rules/broadcasts.ts';
import { findMeeting } from '../rules/lookup.ts';
import { inWindow, readTime } from '../rules/schedule.ts';
import { cleanText, lengthOf, typedAgain } from '../rules/text.ts';
import { toInstant } from '../rules/time.ts';
import { contended, saving } from '../store/access.ts';
import { academyPartition, broadcasts } from '../store/documents.ts';
import type { Stored } from '../store/port.ts';
import { BROADCAST_MAX_CHARS, composeView } from './broadcast-compose.ts';
import type { Form, Typed } from './broadcast-compose.ts';
import {
  audienceFor,
  broadcastOf,
  byLanguage,
  organisationOf,
  readAudience,
  readBroadcast,
  told,
  whoGot,
} from './broadcast-parts.ts';
import type { Recipients } from './broadcast-parts.ts';
import { broadcastStatus } from './broadcast-status.ts';
import type { Act } from './deps.ts';
import { meetingLine } from './meetings.ts';
import type { Answered } from './tasks.ts';

type Preview = Answered<BroadcastComposeView | BroadcastPreviewView | BroadcastStatusView>;
type Command = CommandOf<'broadcast.preview'>;

export async function previewBroadcast(act: Act, command: Command): Promise<Preview> {
  const id = broadcastOf(command.nonce);
  const doc = await readBroadcast(act.deps.store, act.academy, id);
  const passed = doc && (await overtaken(act, doc.data, command));
  if (passed) return passed;
  const read = await readContent(act, command, doc?.data);
  const form: Form = {
    of: formOf(doc?.data),
    nonce: command.nonce,
    ...(doc ? { broadcast: doc.data } : {}),
    typed: typedIn(command),
  };
  if ('problem' in read) return composeView(act, { ...form, problem: read.problem });
  const recipients = await recipientsOf(act, doc?.data, read.content);
  const problem = textsProblem(read.content.texts, recipients);
  if (problem) return composeView(act, { ...form, problem });
  return contended(async () => {
    const current = await readBroadcast(act.deps.store, act.academy, id);
    const late = current && (await overtaken(act, current.data, command));
    return late ?? previewView(act, await save(act, { id, content: read.content }, current), recipients);
  });
}

/** The form was of something else than it has become meanwhile. */
async function overtaken(
  act: Act,
  broadcast: Broadcast,
  { correct }: Command,
): Promise<BroadcastStatusView | undefined> {
  const { status } = broadcast.status;
  const fits = correct ? status === 'sent' : status === 'draft' || status === 'scheduled';
  if (fits) return undefined;
  const { did } = broadcast;
  return broadcastStatus(act, broadcast, did && did.by !== act.person.id ? { told: did } : {});
}

const formOf = (broadcast: Broadcast | undefined): BroadcastPreviewView['of'] => {
  const status = broadcast?.status.status;
  if (status === 'scheduled') return 'scheduled';
  return status === 'sent' ? 'correction' : 'draft';
};

function typedIn({ audience, meeting, texts, day, time, doubt }: Command): Typed {
  const shown = Object.entries(texts).map(([language, text]) => [language, typedAgain(text)]);
  return { audience, meeting, texts: Object.fromEntries(shown) as Typed['texts'], day, time, doubt };
}

type ReadContent = { readonly content: BroadcastContent } | { readonly problem: Problem };

async function readContent(
  act: Act,
  command: Command,
  broadcast: Broadcast | undefined,
): Promise<ReadContent> {
  const { academy } = act;
  const texts = textsIn(command);
  // Whom a correction reaches, and when, is settled: it is its words that change.
  if (command.correct && broadcast) {
    const { meeting, audience, whenUncertain } = broadcast;
    return { content: { meeting, audience, texts, ...(whenUncertain ? { whenUncertain } : {}) } };
  }
  const meeting = findMeeting(academy.programme, command.meeting)?.meeting;
  const audience = readAudience(academy, command.audience);
  if (!meeting || !audience) return { problem: { code: 'chooseAudience' } };
  const zone = academy.programme.timezone;
  const until = toInstant(meeting.ends, zone);
  const when = readTime(command, { now: academy.now, until, zone });
  if ('problem' in when) return when;
  const { at } = when;
  const hold = command.doubt === 'hold' ? ({ whenUncertain: 'hold' } as const) : {};
  return {
    content: { meeting: meeting.id, audience, texts, ...(at === undefined ? {} : { dueAt: at }), ...hold },
  };
}

function textsIn({ texts }: Command): Broadcast['texts'] {
  const cleaned = Object.entries(texts).map(([language, text]) => [language, cleanText(text)] as const);
  return Object.fromEntries(cleaned.filter(([, text]) => text !== ''));
}

async function recipientsOf(
  act: Act,
  broadcast: Broadcast | undefined,
  { audience, meeting }: BroadcastContent,
): Promise<Recipients> {
  const got = broadcast?.status.status === 'sent' ? await whoGot(act, broadcast.status.notice) : [];
  return got.length > 0 ? got : byLanguage(act, audienceFor(audience, meeting));
}

async function save(
  act: Act,
  { id, content }: { readonly id: BroadcastId; readonly content: BroadcastContent },
  doc: Stored<Broadcast> | undefined,
): Promise<Broadcast> {
  const { academy, person } = act;
  if (doc && JSON.stringify(writtenIn(doc.data)) === JSON.stringify(content)) {
    if (doc.data.status.status === 'draft' || doc.data.edit) return doc.data;
  }
  const written = { by: person.id, at: academy.now };
  const before: Broadcast = doc?.data ?? {
    ...{ id, academy: academy.id, ...content, ...written },
    revision: 0,
    status: { status: 'draft' },
  };
  const isDraft = before.status.status === 'draft';
  const saved: Broadcast = {
    ...(isDraft ? withContent(before, content) : { ...before, edit: content }),
    written,
    revision: before.revision + 1,
  };
  await act.deps.store.batch(academyPartition(academy.id), [saving(broadcasts, saved, doc)]);
  return saved;
}

function textsProblem(texts: Broadcast['texts'], recipients: Recipients): Problem | undefined {
  if (recipients.length === 0) return { code: 'nobody' };
  const given = Object.values(texts);
  const tooLong = given.map(lengthOf).find((length) => length > BROADCAST_MAX_CHARS);
  if (tooLong !== undefined) return { code: 'tooLong', length: tooLong, max: BROADCAST_MAX_CHARS };
  // No text at all is fine: the reminder has its own words. One language without the others is not.
  if (given.length === 0) return undefined;
  const missing = recipients.map((r) => r.language).filter((language) => texts[language] === undefined);
  return missing.length === 0 ? undefined : { code: 'textMissing', languages: missing };
}

/** As it stands, to somebody who has seen another version. */
export async function previewAgain(act: Act, broadcast: Broadcast): Promise<Preview> {
  return previewView(act, broadcast, await recipientsOf(act, broadcast, writtenIn(broadcast)));
}

async function previewView(act: Act, broadcast: Broadcast, recipients: Recipients): Promise<Preview> {
  const { frame, programme, now } = act.academy;
  const { meeting: on, audience, texts, dueAt, whenUncertain } = writtenIn(broadcast);
  const meeting = findMeeting(programme, on)?.meeting;
  if (!meeting) return { code: 'gone' };
  const { written } = broadcast;
  const changed = written && written.by !== act.person.id;
  const of = formOf(broadcast);
  return {
    kind: 'broadcastPreview',
    frame,
    broadcast: broadcast.id,
    rev: broadcast.revision,
    of,
    ...(changed ? { told: await told(act, { what: 'written', ...written }) } : {}),
    ...(dueAt === undefined ? {} : { dueAt }),
    outside: !inWindow(dueAt ?? now, programme),
    hold: whenUncertain === 'hold',
    audience,
    ...organisationOf(act.academy, audience),
    recipients,
    cards: recipients.map(({ language }) => cardIn(act, { meeting, of, text: texts[language] }, language)),
  };
}

function cardIn(
  { academy, person }: Act,
  { meeting, of, text }: Pick<BroadcastPreviewView, 'of'> & { meeting: Meeting; text: string | undefined },
  language: Recipients[number]['language'],
): BroadcastPreviewView['cards'][number] {
  const { frame, now } = academy;
  const line = meetingLine(academy, meeting, { invited: true });
  const message = text === undefined ? {} : { message: { text, from: person.name } };
  const corrected = of === 'correction' ? { corrected: now } : {};
  return {
    language,
    meeting: { kind: 'meeting', frame, meeting: line, reminder: true, ...message, ...corrected },
  };
}
