/** What could move the cursor, colour, hide or turn round the rest of a line. */
const COMMANDING = /[\p{Cc}\p{Surrogate}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** A line from a file as a terminal may safely show it: what would command the terminal is spelled out. */
export function plain(line: string): string {
  return line.replace(COMMANDING, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u${code.toString(16).padStart(4, '0')}`;
  });
}
