/** Characters that no sentence needs: control characters other than tab and line feed, halves of broken pairs, and
 * the two marks that force a direction on what follows. Right-to-left text and emoji need none of them. */
const UNWANTED = /(?![\t\n])\p{Cc}|\p{Cs}|[\u202D\u202E]/gu;
const LINE_ENDS = /\r\n?|[\u2028\u2029]/g;
const NOTHING_TO_SEE = /^[\s\p{Cf}]*$/u;

/** What a person typed, as it is kept: line ends made alike, unwanted characters and outer space gone. Empty if
 * there is nothing to see in it. */
export function cleanText(typed: string): string {
  const text = typed.replace(LINE_ENDS, '\n').replace(UNWANTED, '').trim();
  return NOTHING_TO_SEE.test(text) ? '' : text;
}

/** Length as people count it, roughly: in code points. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}

/** What of a text that cannot be taken still fits back into its form: a card may hold 28 KB in all. */
const SHOWN_AGAIN = 2500;

/** The beginning of what was typed, whole characters only. */
export function typedAgain(typed: string): string {
  return typed.length <= SHOWN_AGAIN ? typed : cleanText(typed.slice(0, SHOWN_AGAIN));
}
