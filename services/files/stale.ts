import { isLanguage } from '../domain/language.ts';
import type { Language } from '../domain/language.ts';
import type { Programme } from '../domain/programme.ts';
import { later, yearsMoved } from '../rules/clone.ts';
import type { Path } from './locate.ts';
import { found } from './references.ts';
import type { Finding } from './references.ts';

const FI = '(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuu\\p{L}*';
const SV = '(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)';
const EN = '(?:January|February|March|April|May|June|July|August|September|October|November|December)';
const MONTHS: Readonly<Record<Language, string>> = { fi: FI, sv: SV, en: EN };

/**
 * What a clone takes over unchanged although it belongs to the original's time: texts that name years, days or months,
 * and the links of its meetings. The academy's own title is moved with its dates.
 * @param data the file as it was parsed
 * @param original what was read from it
 */
export function staleFindings(data: unknown, original: Programme, weeks: number): Finding[] {
  if (weeks === 0) return [];
  const links = ['kick_off.place.url', 'sprints.*.meeting.place.url'].flatMap((pattern) =>
    found(data, pattern).map(({ path }) => ({
      path,
      message: 'is the link of the original meeting; make sure that it is right for the clone',
    })),
  );
  return [
    ...textsIn(data).flatMap(({ path, language, text }) => {
      if (path[0] === 'programme' && path[1] === 'title') return [];
      const named = timesIn(text, language, original, weeks);
      if (named.length === 0) return [];
      const message = `names ${named.join(', ')}; make sure that it is right for the clone`;
      return [{ path, message }];
    }),
    ...links,
  ];
}

function timesIn(text: string, language: Language, original: Programme, weeks: number): string[] {
  const { starts, ends } = original;
  const years = Array.from(
    { length: Number(ends.slice(0, 4)) - Number(starts.slice(0, 4)) + 2 },
    (_, index) => String(Number(starts.slice(0, 4)) + index),
  ).join('|');
  const month = MONTHS[language];
  const sameMonth = later(starts, weeks).slice(5, 7) === starts.slice(5, 7);
  const patterns = [
    `(?<!\\d)\\d{4}-\\d{2}-\\d{2}(?!\\d)`,
    `(?<![\\d.])\\d{1,2}\\.\\s?\\d{1,2}\\.(?:\\d{4})?(?!\\d)`,
    `(?<!\\d)\\d{1,2}\\.?\\s${month}(?!\\p{L})`,
    `(?<!\\p{L})${month}\\s\\d{1,2}(?!\\d)`,
    // A year later a month is still the same month.
    ...(sameMonth ? [] : [`(?<!\\p{L})${month}(?!\\p{L})`]),
    ...(yearsMoved(original, weeks) === 0 ? [] : [`(?<!\\d)(?:${years})(?!\\d)`]),
  ];
  return text.match(new RegExp(patterns.join('|'), 'gu')) ?? [];
}

interface Text {
  readonly path: Path;
  readonly language: Language;
  readonly text: string;
}

/** Every text in one of the languages, wherever it stands. */
function textsIn(value: unknown, path: Path = []): Text[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries: (readonly [string | number, unknown])[] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return entries.flatMap(([key, inner]): Text[] => {
    const at = [...path, key];
    if (isLanguage(key) && typeof inner === 'string') return [{ path: at, language: key, text: inner }];
    return textsIn(inner, at);
  });
}
