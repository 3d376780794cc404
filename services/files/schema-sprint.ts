import { z } from 'zod';
import { itemId, meetingId, sprintId } from '../domain/ids.ts';
import { shares } from '../domain/programme.ts';
import type { MeetingReminder } from '../domain/programme.ts';
import type { FileContext, Report } from './parts.ts';
import {
  body,
  checked,
  dateTime,
  id,
  list,
  object,
  plainId,
  time,
  title,
  url,
  when,
  whole,
} from './parts.ts';
import { answer } from './schema-answer.ts';

export function sprint(context: FileContext) {
  return object(context, {
    id: id(sprintId),
    theme: title(context),
    opens: when(context),
    closes: when(context),
    summary: body(context),
    materials: list(object(context, { url, title: title(context) }), 20).exactOptional(),
    tasks: list(task(context), 50).exactOptional(),
    prompts: list(prompt(context), 50).exactOptional(),
    meeting: meeting(context).exactOptional(),
  }).superRefine(checked(context, inOrder));
}

interface SprintDates {
  readonly opens: string;
  readonly closes: string;
  readonly tasks?: readonly { readonly due: string }[];
  readonly prompts?: readonly { readonly send: string }[];
  readonly meeting?: { readonly starts: string; readonly ends: string };
}

/** A date alone opens at its start and is due at its end, so texts of local time can be compared. */
const start = (local: string): string => (local.length > 10 ? local : `${local}T00:00`);
const end = (local: string): string => (local.length > 10 ? local : `${local}T23:59`);

function inOrder(
  { opens, closes, tasks = [], prompts = [], meeting: joint }: SprintDates,
  report: Report,
): void {
  if (end(closes) <= start(opens)) {
    report.error('must be later than opens', 'closes');
    return;
  }
  const outside = (from: string, to: string) => start(from) < start(opens) || end(to) > end(closes);
  for (const [index, { due }] of tasks.entries())
    if (outside(end(due), due)) report.error('is not within the sprint', 'tasks', index, 'due');
  // A prompt may be due after the sprint: it can be answered until the later of the two.
  for (const [index, { send }] of prompts.entries())
    if (outside(send, start(send))) report.error('is not within the sprint', 'prompts', index, 'send');
  if (joint && outside(joint.starts, joint.ends))
    report.warning('is not within the sprint', 'meeting', 'starts');
}

function task(context: FileContext) {
  return object(context, {
    id: id(itemId),
    scope: z.enum(['organisation', 'person']),
    due: when(context),
    minutes: whole(1, 10_000).exactOptional(),
    title: title(context),
    text: body(context),
    answer: answer(context),
    share_default: z.enum(shares).exactOptional(),
  }).superRefine(
    checked(context, (value, { warning }) => {
      if (value.scope === 'organisation' && value.share_default !== undefined)
        warning('has no effect: the answer of an organisation is read by all who follow it', 'share_default');
    }),
  );
}

function prompt(context: FileContext) {
  const choice = object(context, { id: plainId, label: title(context) });
  return object(context, {
    id: id(itemId),
    scope: z.literal('person'),
    send: when(context),
    due: when(context),
    step: z.enum(['what', 'so_what', 'now_what']),
    text: body(context),
    choices: list(choice, 20).min(2, 'a choice needs two or more').exactOptional(),
    comment: z.enum(['optional', 'required']).exactOptional(),
    share_default: z.enum(shares),
    bring_back: when(context).exactOptional(),
  }).superRefine(
    checked(context, (value, { error, warning }) => {
      if (end(value.due) <= start(value.send)) error('must be later than send', 'due');
      if (value.bring_back !== undefined && end(value.bring_back) <= end(value.due))
        error('must be later than due', 'bring_back');
      if (value.comment !== undefined && value.choices === undefined)
        warning('has no effect: there are no choices to comment on', 'comment');
    }),
  );
}

export function meeting(context: FileContext) {
  return object(context, {
    id: id(meetingId),
    starts: dateTime(context),
    ends: dateTime(context),
    place: place(context),
    title: title(context),
    reminders: list(reminder(context), 10).exactOptional(),
    agenda: list(object(context, { at: time, title: title(context) }), 50).exactOptional(),
  }).superRefine(
    checked(context, (value, { error, warning }) => {
      if (value.ends <= value.starts) error('must be later than starts', 'ends');
      if (value.starts.slice(0, 10) !== value.ends.slice(0, 10)) return;
      for (const [index, { at }] of (value.agenda ?? []).entries())
        if (at < value.starts.slice(11) || at > value.ends.slice(11))
          warning('is not within the meeting', 'agenda', index, 'at');
    }),
  );
}

function place(context: FileContext) {
  return z.discriminatedUnion('kind', [
    object(context, { kind: z.literal('online'), url }),
    object(context, { kind: z.literal('hybrid'), url, city: title(context) }),
    object(context, { kind: z.literal('onsite'), city: title(context) }),
  ]);
}

/** One of three: so many working days, hours or minutes before. */
function reminder(context: FileContext) {
  return object(context, {
    working_days_before: whole(1, 60).exactOptional(),
    hours_before: whole(1, 24 * 60).exactOptional(),
    minutes_before: whole(1, 24 * 60).exactOptional(),
  }).transform((value, issues): MeetingReminder => {
    const { working_days_before: workingDays, hours_before: hours, minutes_before: minutes } = value;
    if ([workingDays, hours, minutes].filter((given) => given !== undefined).length === 1) {
      if (workingDays !== undefined) return { workingDaysBefore: workingDays };
      if (hours !== undefined) return { hoursBefore: hours };
      if (minutes !== undefined) return { minutesBefore: minutes };
    }
    const message = 'must have exactly one of working_days_before, hours_before, minutes_before';
    issues.issues.push({ code: 'custom', message, input: value });
    return z.NEVER;
  });
}
