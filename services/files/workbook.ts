import { readSheet } from 'read-excel-file/universal';
import { MAX_ROWS, notATable, tooManyRows } from './table.ts';
import type { Table } from './table.ts';
import { unzip } from './unzip.ts';

/** Many times what a roster has; each costs every row a cell. */
const MAX_COLUMNS = 250;
/** 20,000 rows with every column of a roster filled take about 10 MB of XML. */
const LIMITS = { maxBytes: 20_000_000, maxFiles: 2000 };
/** The reader's time grows with the square of what it has to keep before a tag ends: in a part of this size it would be
 * minutes. Spreadsheets write short tags, texts of up to 32,767 letters, and neither comments nor CDATA. */
const LARGE = 1_000_000;
const LONGEST = 40_000;

const SAVE_AS = 'open it in Excel and save it as Excel workbook (.xlsx) or as CSV UTF-8';
const UNREADABLE = `cannot be read as a workbook: ${SAVE_AS}`;

/** Begins as a zip file, as a workbook (.xlsx) does. */
export const isZip = (bytes: Buffer): boolean => bytes.subarray(0, 2).toString('latin1') === 'PK';

/** What workbooks are wrapped in that are older than .xlsx, or protected by a password. */
export const isCompound = (bytes: Buffer): boolean =>
  bytes.subarray(0, 8).toString('hex') === 'd0cf11e0a1b11ae1';

/** What to do with a workbook that is not read. */
export const compoundReason = (bytes: Buffer): string =>
  bytes.includes('EncryptedPackage', 0, 'utf16le')
    ? 'is protected by a password: open it in Excel, remove the password and save it again'
    : `is a workbook of an old kind (.xls): ${SAVE_AS}`;

/** The first sheet of a workbook (.xlsx), with its hidden rows and columns. Never throws. */
export async function readWorkbook(bytes: Buffer, file: string): Promise<Table> {
  // The reader unpacks these alone, and sees each as it is seen here.
  const parts = unzip(bytes, (name) => name.endsWith('.xml') || name.endsWith('.xml.rels'), LIMITS);
  if ('wrong' in parts) return notATable(file, parts.wrong);
  if (!parts.value.has('xl/workbook.xml'))
    return notATable(file, `is a zip file but no workbook: ${SAVE_AS}`);
  for (const part of parts.value.values()) {
    const problem = beyondUs(part.toString('latin1'), file);
    if (problem) return problem;
  }
  try {
    const sheet = await readSheet(new Blob([new Uint8Array(bytes)]));
    const rows = sheet.map((cells, index) => ({ row: index + 1, cells: cells.map(textOf) }));
    return { rows, problems: [] };
  } catch {
    // Whatever the reader stumbles over, it is the file that is not as Excel writes it.
    return notATable(file, UNREADABLE);
  }
}

/** What would take the reader more memory or time than any roster is worth. */
function beyondUs(xml: string, file: string): Table | undefined {
  const reaches = farthest(xml);
  if (reaches.row > MAX_ROWS) return tooManyRows(file);
  if (reaches.column > MAX_COLUMNS)
    return notATable(
      file,
      `has more than ${String(MAX_COLUMNS)} columns; delete what stands beside the list`,
    );
  return xml.length > LARGE && isEndless(xml) ? notATable(file, UNREADABLE) : undefined;
}

const isEndless = (xml: string): boolean =>
  xml.includes('<!') || farApart(xml, '<') > LONGEST || farApart(xml, '>') > LONGEST;

/** The most letters between one mark and the next. */
function farApart(xml: string, mark: string): number {
  let [most, last] = [0, -1];
  for (let at = xml.indexOf(mark); at >= 0; at = xml.indexOf(mark, at + 1)) {
    most = Math.max(most, at - last);
    last = at;
  }
  return Math.max(most, xml.length - last);
}

/** A date as it is written in the files. */
function textOf(cell: unknown): string {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  return typeof cell === 'string' ? cell.trim() : '';
}

/** Where a row or a cell says that it is: `r="12"`, `r="B12"`. */
const PLACE = /(?<!xmlns)[\s:]r\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

interface Place {
  readonly row: number;
  readonly column: number;
}

/** The last row and column that anything in a sheet stands in; the reader fills up to there with empty ones. */
function farthest(xml: string): Place {
  // Rows need not say where they are.
  let row = xml.match(/<(?:\w+:)?row[\s>/]/g)?.length ?? 0;
  let column = 0;
  for (const [, double, single] of xml.matchAll(PLACE)) {
    const place = placeOf(double ?? single ?? '');
    row = Math.max(row, place.row);
    column = Math.max(column, place.column);
  }
  return { row, column };
}

/** As the reader understands it, which takes any number for a row and any characters for a column. */
function placeOf(text: string): Place {
  if (text.includes('&')) return { row: Infinity, column: Infinity };
  const digits = text.search(/\d/);
  const row = Number(text.slice(Math.max(0, digits)));
  const letters = text.slice(0, Math.max(0, digits)).slice(0, 9);
  const column = [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
  return { row: Number.isNaN(row) ? 0 : row, column };
}
