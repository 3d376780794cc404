import { IntlMessageFormat } from 'intl-messageformat';
import type { Language, Localised } from '../services/domain/language.ts';
import type { Instant } from '../services/domain/time.ts';
import type { Frame } from '../services/domain/view.ts';
import * as format from './format.ts';
import { words } from './words/words.ts';
import type { WordKey } from './words/words.ts';

export type Args = Readonly<Record<string, string | number>>;

/** How one reader is spoken to: our words, the programme's texts, dates and numbers in their language. */
export interface Voice {
  readonly language: Language;
  say(key: WordKey, args?: Args): string;
  /** A text of the programme's. */
  local(text: Localised): string;
  moment(at: Instant): string;
  /** The same without the weekday. */
  short(at: Instant): string;
  day(at: Instant): string;
  deadline(at: Instant): string;
  span(from: Instant, to: Instant): string;
  number(value: number): string;
  list(items: readonly string[]): string;
}

/** Without a frame (a card about no academy) there are no dates to show. */
export function voiceFor(language: Language, frame?: Frame): Voice {
  const place = frame
    ? { language, zone: frame.zone, now: frame.now }
    : { language, zone: 'Europe/Helsinki' };
  return {
    language,
    say: (key, args) => speak(language, key, args),
    local: (text) => localised(text, [language, frame?.defaultLanguage ?? 'fi', 'fi', 'sv', 'en']),
    moment: (at) => format.formatMoment(at, place),
    short: (at) => format.formatShort(at, place),
    day: (at) => format.formatDay(at, place),
    deadline: (at) => format.formatDeadline(at, place),
    span: (from, to) => format.formatSpan(from, to, place),
    number: (value) => format.formatNumber(value, language),
    list: (items) => format.formatList(items, language),
  };
}

function localised(text: Localised, order: readonly Language[]): string {
  return order.map((language) => text[language]).find((found) => found !== undefined) ?? '';
}

/** Parsed once: parsing costs far more than formatting. */
const parsed = new Map<string, IntlMessageFormat>();
/** Words that say the same to everybody. */
const spoken = new Map<string, string>();

function speak(language: Language, key: WordKey, args?: Args): string {
  const name = `${language}:${key}`;
  if (args) return String(messageOf(name, language, key).format(args));
  const known = spoken.get(name);
  if (known !== undefined) return known;
  const text = String(messageOf(name, language, key).format({}));
  spoken.set(name, text);
  return text;
}

function messageOf(name: string, language: Language, key: WordKey): IntlMessageFormat {
  const known = parsed.get(name);
  if (known) return known;
  const message = new IntlMessageFormat(words[language][key], language, undefined, { ignoreTag: true });
  parsed.set(name, message);
  return message;
}
