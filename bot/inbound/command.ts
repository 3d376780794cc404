/** What comes back from a card, or is typed, into a command; undefined where it cannot be one. */
import { z } from 'zod';
import { reminderWishes } from '../../services/domain/command.ts';
import type { Command, Given } from '../../services/domain/command.ts';
import { deliveryStates } from '../../services/domain/delivery.ts';
import { rsvpAnswers } from '../../services/domain/answer.ts';
import {
  academyId,
  broadcastId,
  itemId,
  meetingId,
  newcomerId,
  noticeId,
  organisationId,
  pairingId,
  personId,
  sprintId,
} from '../../services/domain/ids.ts';
import { languages } from '../../services/domain/language.ts';
import { shares } from '../../services/domain/programme.ts';
import type { Instant } from '../../services/domain/time.ts';
import { openVerbs } from '../../services/rules/rights.ts';

const id = <T>(make: (value: unknown) => T) =>
  z.unknown().transform((value, context): T => {
    try {
      return make(value);
    } catch {
      context.addIssue({ code: 'custom', message: 'not an id' });
      return z.NEVER;
    }
  });

const academy = id(academyId);
const item = id(itemId);
const meeting = id(meetingId);
const pairing = id(pairingId);
const organisation = id(organisationId);
const broadcast = id(broadcastId);
const newcomer = id(newcomerId);
/** As the card had it; goes into ids, so it keeps to their alphabet. */
const nonce = z.string().regex(/^[A-Za-z0-9_-]{1,60}$/);
const rev = z.number().int().min(0).max(1e6);
/** How far a list has been leafed through. */
const count = z.number().int().min(0).max(10_000);
/** What was typed, numbers as some clients send them included; rules judge it. */
const typed = z.union([z.string(), z.number().transform(String)]).optional();
/** Readers who do not exist are no reason to fall back on others. */
const share = z.enum(shares).optional();
const inputs = { text: typed, number: typed, link: typed, choice: typed, comment: typed };
const drawn = { rev, nonce };
const instant = z.iso.datetime().transform((value) => value as Instant);
const part = z.number().int().min(0).max(99);
const notice = id(noticeId);
const person = id(personId);
const inDoubt = { notice, person, part, since: instant };
const show = z.enum(['missed', 'got', 'waiting']);
/** `tenant/shard` */
const lane = z.string().regex(/^[a-z0-9][a-z0-9._:-]{0,99}\/\d{1,4}$/i);
const place = z.object({ state: z.enum(deliveryStates), lane, person, part });

const open = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('help') }),
  z.object({ verb: z.literal('home') }),
  z.object({ verb: z.literal('public.show'), academy: academy.optional() }),
  z.object({ verb: z.literal('language.show') }),
  z.object({ verb: z.literal('language.set'), language: z.enum(languages), welcome: academy.optional() }),
]);

const inAcademy = z.discriminatedUnion('verb', [
  z.object({
    verb: z.enum([
      'welcome.show',
      'tasks.show',
      'threads.show',
      'calendar.show',
      'desk.show',
      'desk.reach',
      'desk.feedback',
      'desk.held',
      'newcomer.list',
      'overview.show',
    ]),
    academy,
  }),
  z.object({ verb: z.literal('sprint.show'), academy, sprint: id(sprintId) }),
  z.object({ verb: z.enum(['task.show', 'prompt.show']), academy, item, edit: z.literal(true).optional() }),
  z.object({ verb: z.enum(['task.done', 'task.undo']), academy, item, ...drawn }),
  z.object({ verb: z.enum(['task.answer', 'prompt.answer']), academy, item, ...drawn, ...inputs, share }),
  z.object({ verb: z.literal('prompt.others'), academy, item }),
  z.object({ verb: z.literal('reminders.show'), academy, item: item.optional() }),
  z.object({
    verb: z.literal('reminders.set'),
    academy,
    item: item.optional(),
    what: z.enum(reminderWishes),
    day: typed,
  }),
  z.object({ verb: z.literal('meeting.show'), academy, meeting, broadcast: broadcast.optional() }),
  z.object({ verb: z.literal('feedback.show'), academy, meeting }),
  z.object({ verb: z.literal('calendar.renew'), academy, renewals: rev }),
  z.object({
    verb: z.literal('rsvp.set'),
    academy,
    meeting,
    answer: z.enum(rsvpAnswers),
    broadcast: broadcast.optional(),
  }),
  z.looseObject({ verb: z.literal('feedback.give'), academy, meeting }),
  z.object({ verb: z.literal('thread.show'), academy, pairing }),
  z.object({
    verb: z.literal('thread.send'),
    academy,
    pairing,
    nonce,
    text: typed,
    replyTo: z.number().int().min(1).max(1e8).optional(),
  }),
  z.object({ verb: z.literal('organisation.show'), academy, organisation }),
  z.object({ verb: z.literal('broadcast.compose'), academy, broadcast: broadcast.optional() }),
  z.object({
    verb: z.literal('broadcast.preview'),
    academy,
    nonce,
    audience: typed,
    meeting: typed,
    text_fi: typed,
    text_sv: typed,
    text_en: typed,
    day: typed,
    time: typed,
    doubt: typed,
    correct: z.literal(true).optional(),
  }),
  z.object({
    verb: z.enum(['broadcast.send', 'broadcast.now', 'broadcast.cancel', 'broadcast.correct']),
    academy,
    broadcast,
    rev,
  }),
  z.object({
    verb: z.literal('broadcast.withdraw'),
    academy,
    broadcast,
    rev,
    sure: z.literal(true).optional(),
  }),
  z.object({ verb: z.literal('newcomer.show'), academy, newcomer }),
  z.object({ verb: z.literal('newcomer.link'), academy, newcomer, rev, person: id(personId) }),
  z.object({ verb: z.enum(['newcomer.refuse', 'newcomer.reopen']), academy, newcomer, rev }),
  z.object({ verb: z.enum(['broadcast.show', 'broadcast.stop']), academy, broadcast }),
  z.object({ verb: z.literal('broadcast.list'), academy, from: count.optional() }),
  z.object({ verb: z.literal('notice.show'), academy, notice, show, from: place.optional() }),
  z.object({ verb: z.literal('person.show'), academy, person, before: instant.optional() }),
  z.object({ verb: z.literal('person.find'), academy, person }),
  z.object({ verb: z.enum(['held.again', 'held.leave']), academy, ...inDoubt }),
  z.object({ verb: z.literal('held.all'), academy, ...inDoubt, until: instant }),
  z.object({ verb: z.literal('clock.jump'), academy, to: instant }),
]);

type InAcademy = z.infer<typeof inAcademy>;

const anyVerb = z.object({ verb: z.string() });

/** `data`: what the card carried, merged with its inputs. `verb`: what Action.Execute says beside it; both must agree. */
export function commandOfCard(sent: unknown, verb?: string): Command | undefined {
  const data = withPlainNames(sent);
  const asked = anyVerb.safeParse(data);
  if (!asked.success || (verb !== undefined && verb !== asked.data.verb)) return undefined;
  if (openVerbs.some((each) => each === asked.data.verb)) {
    const simple = open.safeParse(data);
    return simple.success ? openCommand(simple.data) : undefined;
  }
  const parsed = inAcademy.safeParse(data);
  return parsed.success ? commandOf(parsed.data) : undefined;
}

/** A card may tell its inputs from another card's by what follows a tilde in their ids. */
function withPlainNames(sent: unknown): unknown {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return sent;
  return Object.fromEntries(Object.entries(sent).map(([name, value]) => [name.split('~')[0], value]));
}

function openCommand(data: z.infer<typeof open>): Command {
  switch (data.verb) {
    case 'language.set': {
      const { welcome, ...rest } = data;
      return welcome === undefined ? rest : { ...rest, welcome };
    }
    case 'public.show': {
      const { academy: of, ...rest } = data;
      return of === undefined ? rest : { ...rest, academy: of };
    }
    default:
      return data;
  }
}

function commandOf(data: InAcademy): Command {
  switch (data.verb) {
    case 'task.answer':
    case 'prompt.answer': {
      const { verb, academy: of, item: to, rev: from, nonce: once, share: readers, ...rest } = data;
      const given = Object.fromEntries(Object.entries(rest).filter(([, v]) => v !== undefined)) as Given;
      return {
        verb,
        academy: of,
        item: to,
        rev: from,
        nonce: once,
        given,
        ...(readers ? { share: readers } : {}),
      };
    }
    case 'task.show':
    case 'prompt.show': {
      const { edit, ...rest } = data;
      return edit ? { ...rest, edit } : rest;
    }
    case 'reminders.show': {
      const { item: of, ...rest } = data;
      return of === undefined ? rest : { ...rest, item: of };
    }
    case 'reminders.set': {
      const { item: of, day, ...rest } = data;
      return { ...rest, ...(of === undefined ? {} : { item: of }), ...(day === undefined ? {} : { day }) };
    }
    case 'feedback.give': {
      const { verb, academy: of, meeting: on, ...rest } = data;
      return { verb, academy: of, meeting: on, answers: answersIn(rest) };
    }
    case 'thread.send': {
      const { replyTo, text, ...rest } = data;
      return { ...rest, text: text ?? '', ...(replyTo === undefined ? {} : { replyTo }) };
    }
    case 'notice.show':
      return noticePageOf(data);
    case 'person.show': {
      const { before, ...rest } = data;
      return before === undefined ? rest : { ...rest, before };
    }
    case 'meeting.show':
    case 'rsvp.set':
    case 'broadcast.compose': {
      const { broadcast: draft, ...rest } = data;
      return draft === undefined ? rest : { ...rest, broadcast: draft };
    }
    case 'broadcast.preview':
      return previewOf(data);
    case 'broadcast.withdraw':
      return withdrawalOf(data);
    case 'broadcast.list':
      return listPageOf(data);
    default:
      return data;
  }
}

function withdrawalOf({ sure, ...rest }: Extract<InAcademy, { verb: 'broadcast.withdraw' }>): Command {
  return sure ? { ...rest, sure } : rest;
}

function noticePageOf({ from, ...rest }: Extract<InAcademy, { verb: 'notice.show' }>): Command {
  return from ? { ...rest, from } : rest;
}

function listPageOf({ from, ...rest }: Extract<InAcademy, { verb: 'broadcast.list' }>): Command {
  return from === undefined ? rest : { ...rest, from };
}

function previewOf(data: Extract<InAcademy, { verb: 'broadcast.preview' }>): Command {
  const { text_fi: fi, text_sv: sv, text_en: en, audience, meeting: on, correct, ...rest } = data;
  const { day = '', time = '', doubt = '', ...named } = rest;
  const texts = { ...(fi ? { fi } : {}), ...(sv ? { sv } : {}), ...(en ? { en } : {}) };
  const chosen = { audience: audience ?? '', meeting: on ?? '', day, time, doubt };
  return { ...named, ...chosen, texts, ...(correct ? { correct } : {}) };
}

/** A card names its question inputs `q_<question>`. */
function answersIn(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const given = Object.entries(fields).filter(([name]) => name.startsWith('q_'));
  return Object.fromEntries(given.map(([name, value]) => [name.slice(2), value]));
}
