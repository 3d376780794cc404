import { z } from 'zod';
import { itemId } from '../domain/ids.ts';
import type { FileContext } from './parts.ts';
import { checked, id, object, whole } from './parts.ts';

/** An answer must fit a card with room for all else that stands there. */
const MAX_ANSWER_CHARS = 4000;

/** How a task is answered. */
export function answer(context: FileContext) {
  return z.discriminatedUnion('kind', [
    object(context, { kind: z.literal('text'), max_chars: whole(1, MAX_ANSWER_CHARS) }),
    number(context),
    object(context, { kind: z.literal('link_or_done') }),
  ]);
}

function number(context: FileContext) {
  return object(context, {
    kind: z.literal('number'),
    min: z.number(),
    max: z.number(),
    step: z.number().positive('must be greater than 0').exactOptional(),
    compare_with: id(itemId).exactOptional(),
  }).superRefine(
    checked(context, ({ min, max, step = 0 }, { error }) => {
      if (max <= min) error('must be greater than min', 'max');
      else if (step > max - min) error('is wider than from min to max', 'step');
    }),
  );
}
