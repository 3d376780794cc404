/** What iCalendar knows as a line's end, and what some programs take for one. */
const LINE_ENDS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
/** Control characters and halves of broken pairs; an .ics may hold neither. */
const UNWANTED = /(?![\t\n])\p{Cc}|\p{Cs}/gu;

/** A text as a calendar may hold it, its lines kept. */
export function plainLines(text: string): string {
  return text.replace(LINE_ENDS, '\n').replace(UNWANTED, '');
}

/** The same on one line. */
export function plainLine(text: string): string {
  return plainLines(text).replace(/\s*\n\s*/g, ' ');
}

/** For a parameter in quotation marks, where nothing can be escaped. */
export function quotable(text: string): string {
  return plainLine(text).replace(/["\\]/g, "'");
}
