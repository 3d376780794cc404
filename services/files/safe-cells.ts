/**
 * The one place through which texts go into tables. A spreadsheet takes a cell of a CSV file that begins with one of
 * these for a formula, which may call out or command; behind an apostrophe it is a text. In a workbook the type of
 * the cell says that it is a text; only letters that no workbook can hold are left out.
 */
const FORMULA = /^[\s\p{Cf}]*[=+\-@|%＝＋－＠]|^[\t\r\n]/u;

/** A text as a cell of a CSV file: always quoted, never a formula. */
function csvCell(text: string): string {
  return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

/** Rows as Excel in Finland and Sweden opens them by itself: semicolons, a byte order mark, CRLF. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((cells) => `${cells.map(csvCell).join(';')}\r\n`).join('')}`;
}

const MAX_LETTERS = 32_767;
const UNWRITABLE = /[\p{Surrogate}\p{Noncharacter_Code_Point}\u0000-\u0008\u000b-\u001f]/gu;

/** A text as a cell of a workbook: of the type text, whatever it begins with. */
export function workbookCell(text: string): { readonly value: string; readonly type: StringConstructor } {
  const whole = text
    .replace(UNWRITABLE, '')
    .slice(0, MAX_LETTERS)
    .replace(/\p{Surrogate}$/u, '');
  // What looks like an escaped letter would otherwise be read as that letter.
  return { value: whole.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'), type: String };
}
