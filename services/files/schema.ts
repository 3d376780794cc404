import { z } from 'zod';
import { academyId, organisationId } from '../domain/ids.ts';
import { weekdays } from '../domain/time.ts';
import type { FileContext } from './parts.ts';
import {
  body,
  checked,
  date,
  id,
  language,
  list,
  object,
  plainId,
  text,
  time,
  title,
  whole,
} from './parts.ts';
import { isZone } from './local-time.ts';
import { cafe } from './schema-cafe.ts';
import { meeting, sprint } from './schema-sprint.ts';

/** The shape of an `academy/1` file, as it is written: in snake_case and with the words of the programme's maker. */
export function programmeFile(context: FileContext) {
  return object(context, {
    schema: z.literal('academy/1'),
    programme: programme(context),
    quiet: quiet(context).exactOptional(),
    reminders: reminders(context).exactOptional(),
    progress_scale: progressScale(context).exactOptional(),
    kick_off: meeting(context).exactOptional(),
    sprints: list(sprint(context), 30).min(1, 'an academy has at least one sprint'),
    learning_cafe: cafe(context).exactOptional(),
    feedback: feedback(context).exactOptional(),
    organisations: list(organisation(context), 2000).min(1, 'an academy has at least one organisation'),
    parallel_programmes: list(parallelProgramme(context), 50).exactOptional(),
  });
}
export type ProgrammeFile = z.output<ReturnType<typeof programmeFile>>;

/** An academy's id, as a file may give it. */
export const academy = id(academyId).refine((value) => value !== ('wall' as string), 'is a reserved word');

function programme(context: FileContext) {
  return object(context, {
    id: academy,
    demo: z.boolean().exactOptional(),
    timezone: z.string().refine(isZone, 'is not a known zone, such as Europe/Helsinki'),
    languages: list(language, 10)
      .min(1, 'name at least one language')
      .refine((all) => new Set(all).size === all.length, 'names a language twice'),
    default_language: language,
    starts: date,
    ends: date,
    follow_up: date.exactOptional(),
    title: title(context),
    summary: body(context),
    data_notice: body(context),
    retention: object(context, {
      named_answers_months_after_end: whole(0, 120),
      then: z.literal('anonymise'),
      aggregate_statistics: z.literal('keep'),
    }).exactOptional(),
  }).superRefine(
    checked(context, (value, { error }) => {
      if (!value.languages.includes(value.default_language))
        error(`${value.default_language} is not among the languages`, 'default_language');
      if (value.ends <= value.starts) error('must be later than starts', 'ends');
      if (value.follow_up !== undefined && value.follow_up < value.ends)
        error('must not be earlier than ends', 'follow_up');
    }),
  );
}

function quiet(context: FileContext) {
  const period = object(context, { id: plainId, from: date, to: date, reason: title(context) }).superRefine(
    checked(context, (value, { error }) => {
      if (value.to < value.from) error('must not be earlier than from', 'to');
    }),
  );
  return object(context, {
    send_window: object(context, {
      days: list(z.enum(weekdays), 7)
        .min(1, 'name at least one day')
        .refine((days) => new Set(days).size === days.length, 'names a day twice'),
      from: time,
      to: time,
    }).superRefine(
      checked(context, (value, { error }) => {
        if (minutes(value.to) - minutes(value.from) < 60) error('must be at least an hour after from', 'to');
      }),
    ),
    periods: list(period, 50).exactOptional(),
    public_holidays: list(date, 200).exactOptional(),
  });
}

const minutes = (hhmm: string): number => Number(hhmm.slice(0, 2)) * 60 + Number(hhmm.slice(3));

function reminders(context: FileContext) {
  const rule = z.discriminatedUnion('when', [
    object(context, { when: z.literal('half_of_open_time') }),
    object(context, { when: z.literal('before_due'), working_days: whole(1, 60) }),
  ]);
  return object(context, {
    to: z.literal('unanswered_only'),
    max_per_item: whole(0, 5),
    rules: list(rule, 10),
    person_may: list(z.enum(['snooze_3_days', 'mute_item', 'mute_until_date']), 3).exactOptional(),
  });
}

function progressScale(context: FileContext) {
  return object(context, {
    id: plainId,
    rated_by: list(z.enum(['organisation', 'mentor']), 2).min(1, 'name at least one'),
    every: z.enum(['month', 'sprint']),
    skip_in_quiet: z.boolean().exactOptional(),
    evidence_required_from: z.number().exactOptional(),
    steps: list(object(context, { value: z.number(), label: title(context) }), 30).min(
      2,
      'needs two steps or more',
    ),
  }).superRefine(
    checked(context, ({ steps, evidence_required_from: evidence }, { error }) => {
      for (const [index, step] of steps.entries())
        if (step.value <= (steps[index - 1]?.value ?? -Infinity))
          error('must be greater than the value of the step before', 'steps', index, 'value');
      if (evidence !== undefined && evidence > (steps.at(-1)?.value ?? 0))
        error('is above the last step', 'evidence_required_from');
    }),
  );
}

function feedback(context: FileContext) {
  const question = object(context, {
    id: plainId,
    kind: z.enum(['scale_1_5', 'scale_0_10', 'text']),
    text: title(context),
  });
  return object(context, {
    min_group: whole(1, 1000).exactOptional(),
    after_each_meeting: list(question, 10).exactOptional(),
    at_end: list(question, 10).exactOptional(),
  }).superRefine(
    checked(context, (value, { warning }) => {
      if ((value.min_group ?? 5) < 5)
        warning('is raised to 5: fewer answers would show who gave them', 'min_group');
    }),
  );
}

function organisation(context: FileContext) {
  return object(context, {
    id: id(organisationId),
    languages: list(language, 10).min(1, 'name at least one language'),
    mentor: text(254)
      .transform((address) => address.normalize('NFC').toLowerCase())
      .exactOptional(),
    name: title(context),
  }).superRefine(
    checked(context, (value, { warning }) => {
      const foreign = value.languages.filter((one) => !context.languages.includes(one));
      if (foreign.length > 0 && context.languages.length > 0)
        warning(`${foreign.join(', ')} is not a language of the programme`, 'languages');
    }),
  );
}

function parallelProgramme(context: FileContext) {
  return object(context, { id: plainId, title: title(context), starts: date, ends: date }).superRefine(
    checked(context, (value, { error }) => {
      if (value.ends <= value.starts) error('must be later than starts', 'ends');
    }),
  );
}
