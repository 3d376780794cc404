/** What the schemas of a programme file are built from. Each says in plain words what it wanted. */
import { z } from 'zod';
import type { Language } from '../domain/language.ts';
import { languages } from '../domain/language.ts';
import type { LocalDate, LocalTime, LocalWhen } from '../domain/time.ts';
import type { Read } from './local-time.ts';
import { isTime, readDate, readDateTime } from './local-time.ts';
import { nearest } from './suggest.ts';

/** What the file says of itself that its parts are read by; undefined where it says nothing usable. */
export interface FileContext {
  readonly zone: string | undefined;
  readonly languages: readonly Language[];
  readonly defaultLanguage: Language | undefined;
  /** Second reading: what is only worth a warning passes, unknown keys are left out. */
  readonly lenient: boolean;
}

/** Reports to whoever checks a value; `path` leads on from that value. */
export interface Report {
  error(message: string, ...path: (string | number)[]): void;
  warning(message: string, ...path: (string | number)[]): void;
}

interface Issues {
  addIssue(issue: {
    code: 'custom';
    message: string;
    path: (string | number)[];
    params?: Record<string, unknown>;
  }): void;
}

/** A check beyond shape: `object(…).superRefine(checked(context, (value, report) => …))`. */
export function checked<T>(context: FileContext, check: (value: T, report: Report) => void) {
  return (value: T, issues: Issues): void => {
    check(value, {
      error: (message, ...path) => issues.addIssue({ code: 'custom', message, path }),
      warning: (message, ...path) => {
        if (!context.lenient)
          issues.addIssue({ code: 'custom', message, path, params: { severity: 'warning' } });
      },
    });
  };
}

/** Lone halves of pairs and control characters but line break and tab: nobody means them, some clients choke. */
const UNPRINTABLE = /[\p{Surrogate}\u0000-\u0008\u000b-\u001f\u007f-\u009f]/u;

export const text = (max: number) =>
  z
    .string()
    .transform((value) => value.replace(/\r\n?/g, '\n').trim())
    .pipe(
      z
        .string()
        .min(1, 'is empty')
        .refine((value) => !UNPRINTABLE.test(value), 'holds a control character')
        .refine((value) => [...value].length <= max, `has more than ${String(max)} characters`),
    )
    .meta({ minLength: 1, maxLength: max });

/** Shorter than an id may be elsewhere and without colon: other ids are made from these by adding to them. */
const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/;

export function id<T extends string>(make: (value: string) => T) {
  return z
    .string()
    .regex(ID, 'must be an id: 1-60 letters a-z, digits, hyphens, dots or underscores')
    .transform((value, issues) => {
      if (ID.test(value)) return make(value);
      issues.issues.push({ code: 'custom', message: 'is not an id', input: value });
      return z.NEVER;
    });
}
export const plainId = id((value) => value);

const SHORT = { max: 200, reads: 120 };
const LONG = { max: 2000, reads: 1000 };

/** A text in the programme's languages: of at most `max` characters, of which `reads` are read with ease. */
function localised(context: FileContext, { max, reads }: typeof SHORT) {
  const one = text(max).exactOptional();
  return object(context, { fi: one, sv: one, en: one }).superRefine(
    checked(context, (texts, report) => {
      if (context.defaultLanguage === undefined) return;
      const missing = context.languages.filter((language) => texts[language] === undefined);
      if (texts[context.defaultLanguage] === undefined)
        report.error(`has no text in the default language, ${context.defaultLanguage}`);
      else if (missing.length > 0) report.warning(`has no text in ${missing.join(', ')}`);
      for (const [language, given] of Object.entries(texts))
        if ([...given].length > reads && [...given].length <= max)
          report.warning(
            `has ${String([...given].length)} characters; on a card, up to ${String(reads)} read well here`,
            language,
          );
    }),
  );
}
export const title = (context: FileContext) => localised(context, SHORT);
export const body = (context: FileContext) => localised(context, LONG);

/** An object that warns of keys it does not know, and names the one that was probably meant. */
export function object<Shape extends z.ZodRawShape>(context: FileContext, shape: Shape) {
  // In the second reading unknown keys are dropped: z.object has no catch-all.
  if (context.lenient) return z.object(shape);
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => unknownKey(key, known)).join('\n')
        : undefined,
  });
}

function unknownKey(key: string, known: readonly string[]): string {
  const meant = nearest(key, known);
  return meant === undefined
    ? 'is not known here and has no effect'
    : `has no effect; did you mean ${meant}?`;
}

export const list = <T extends z.ZodType>(item: T, max: number) =>
  z.array(item).max(max, `has more than ${String(max)} entries`);

export const whole = (min: number, max: number) =>
  z
    .number()
    .refine(
      (value) => Number.isInteger(value) && value >= min && value <= max,
      `must be a whole number from ${String(min)} to ${String(max)}`,
    )
    .meta({ type: 'integer', minimum: min, maximum: max });

export const language = z.enum(languages);

/** A text that is read into something else. */
function readAs<T>(read: (value: string) => Read<T>) {
  return z.string().transform((value, issues): T => {
    const result = read(value);
    if ('value' in result) return result.value;
    issues.issues.push({ code: 'custom', message: result.wrong, input: value });
    return z.NEVER;
  });
}

// What an editor checks while somebody types; whether there is such a day or time is seen when the file is read.
const DAY = '\\d{4}-\\d{2}-\\d{2}';
const MOMENT = `${DAY}T\\d{2}:\\d{2}(:00(\\.0+)?)?(Z|[+-]\\d{2}:\\d{2})?`;
const pattern = (expression: string) => ({ pattern: `^(${expression})$` });

export const date = readAs<LocalDate>(readDate).meta(pattern(DAY));
export const time = readAs<LocalTime>((value) =>
  isTime(value) ? { value: value as LocalTime } : { wrong: 'must be a time like "08:30"' },
).meta(pattern('([01]\\d|2[0-3]):[0-5]\\d'));
export const dateTime = ({ zone }: FileContext) =>
  readAs((value) => readDateTime(value, zone)).meta(pattern(MOMENT));
export const when = ({ zone }: FileContext) =>
  readAs<LocalWhen>((value) => (value.length > 10 ? readDateTime(value, zone) : readDate(value))).meta(
    pattern(`${DAY}|${MOMENT}`),
  );

export const url = z
  .string()
  .max(2000, 'is longer than 2000 characters')
  .refine(isWebAddress, 'must be a web address that starts with https:// or http://')
  .meta({ pattern: '^https?://' });

function isWebAddress(value: string): boolean {
  const parsed =
    /^https?:\/\/[^\s\p{Cc}]+$/iu.test(value) && URL.canParse(value) ? new URL(value) : undefined;
  return parsed !== undefined && parsed.username === '' && parsed.password === '';
}
