import { z } from 'zod';
import { meetingId } from '../domain/ids.ts';
import type { FileContext } from './parts.ts';
import { checked, dateTime, id, list, object, plainId, title, whole } from './parts.ts';

/** The learning café of the last meeting: small tables that take up one perspective after another. */
export function cafe(context: FileContext) {
  const tableSize = object(context, { min: whole(2, 100), max: whole(2, 100) }).superRefine(
    checked(context, ({ min, max }, { error }) => {
      if (max < min) error('must not be smaller than min', 'max');
    }),
  );
  const capture = object(context, { id: plainId, max_items: whole(1, 20), label: title(context) });
  const perspective = object(context, { id: plainId, label: title(context), question: title(context) });
  return object(context, {
    id: plainId,
    meeting: id(meetingId),
    starts: dateTime(context),
    case: title(context),
    table_size: tableSize,
    hosts: z.literal('mentors'),
    rounds_minutes: list(whole(1, 240), 20).min(1, 'needs one round or more'),
    move_minutes: whole(0, 60),
    mix: object(context, { same_organisation_at_table: z.enum(['avoid', 'allow']) }),
    harvest_minutes: whole(0, 240),
    votes_per_person: whole(0, 20),
    capture_per_round: list(capture, 10),
    perspectives: list(perspective, 20).min(1, 'needs one perspective or more'),
    result: title(context),
  }).superRefine(
    checked(context, (value, { warning }) => {
      if (value.rounds_minutes.length > value.perspectives.length)
        warning('has more rounds than there are perspectives', 'rounds_minutes');
    }),
  );
}
