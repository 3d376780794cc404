/** Control characters (line breaks and tabs apart), halves of pairs, and marks that turn the direction of what follows
 * them. */
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/gu;
/** `{{DATE(…)}}` and `{{TIME(…)}}` are functions of Adaptive Cards wherever text is shown. */
const FUNCTION = /\{\{(?=\s*(?:DATE|TIME))/gi;
const GAP = '\u200B';

/** Text that shows what was written and does nothing else, for places that read no Markdown. */
export function safe(text: string): string {
  return text.replace(UNSEEN, '').replace(FUNCTION, `{${GAP}{`);
}

/** The same for places where Markdown is read (headings, choices): its marks become look-alikes. */
export function inert(text: string): string {
  return safe(text)
    .replace(/[\r\n\t]+/g, ' ')
    .replaceAll('[', '(')
    .replaceAll(']', ')')
    .replace(/[*_`~\\<>]/g, (mark) => lookAlike[mark] ?? '')
    .replace(/^(\s*)(#+|[-+]|\d+[.)])(?=\s)/, `$1${GAP}$2${GAP}`);
}

const lookAlike: Readonly<Record<string, string>> = {
  '*': '∗',
  _: '\uFF3F',
  '`': 'ʼ',
  '~': '∼',
  '\\': '∖',
  '<': '‹',
  '>': '›',
};

/** The beginning of a text, by characters as people see them; `cut` is how many are left out. */
export function clip(text: string, most: number): { readonly text: string; readonly cut: number } {
  const points = [...text];
  if (points.length <= most) return { text, cut: 0 };
  // An emoji or accent made of several parts is not taken apart.
  const shown = points
    .slice(0, most)
    .join('')
    .replace(/[\u200D\uFE0F\p{M}\s]+$/u, '');
  return { text: `${shown}…`, cut: points.length - most };
}

/** A few words that belong together, with no line ending among them: a sign and its word, a name and its number. */
export function unbroken(words: string): string {
  return words.replaceAll(' ', '\u00A0');
}

/** What one more line of text takes beside its letters. */
const LINE_BYTES = 100;

/**
 * How many characters of each text may be shown so that all together stay within `bytes` (as JSON in UTF-8): short
 * texts are whole, and long ones share what is left.
 */
export function fairLength(texts: readonly string[], bytes: number): number {
  let [low, high] = [0, Math.max(0, ...texts.map((text) => text.length))];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (shownBytes(texts, middle) <= bytes) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** What the beginnings of texts take in a list, in bytes. */
export function shownBytes(texts: readonly string[], most: number): number {
  return texts.reduce((sum, text) => {
    const shown = clip(text, most).text;
    return sum + jsonBytes(shown) + Math.min(3, shown.split('\n').length - 1) * LINE_BYTES;
  }, 0);
}

/** Size of a value in a message, in bytes. */
export function jsonBytes(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}
