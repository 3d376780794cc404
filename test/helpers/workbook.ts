import { strToU8, zipSync } from 'fflate';

const SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export interface WorkbookParts {
  /** The rows of the first sheet, as XML. */
  readonly rows: string;
  /** Before the rows: `<cols>…`. */
  readonly head?: string;
  /** The texts that cells of the type `s` count, as XML. */
  readonly strings?: readonly string[];
  /** The rows of a second sheet. */
  readonly second?: string;
  /** Further files, or others in the place of these. */
  readonly files?: Readonly<Record<string, Uint8Array>>;
}

/** A workbook with the parts that Excel writes, as far as they matter. Style 1 is a date. */
export function aWorkbook({ rows, head = '', strings = [], second, files = {} }: WorkbookParts): Buffer {
  const sheets = second === undefined ? [1] : [1, 2];
  const sheet = (data: string) =>
    `${XML}<worksheet xmlns="${SHEET}">${head}<sheetData>${data}</sheetData></worksheet>`;
  const parts = {
    '[Content_Types].xml': `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    'xl/workbook.xml':
      `${XML}<workbook xmlns="${SHEET}" xmlns:r="${OFFICE}"><sheets>` +
      sheets
        .map((n) => `<sheet name="Sheet ${String(n)}" sheetId="${String(n)}" r:id="rId${String(n)}"/>`)
        .join('') +
      '</sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      `${XML}<Relationships xmlns="${PACKAGE}">` +
      sheets
        .map((n) => relation(`rId${String(n)}`, 'worksheet', `worksheets/sheet${String(n)}.xml`))
        .join('') +
      relation('rId8', 'styles', 'styles.xml') +
      relation('rId9', 'sharedStrings', 'sharedStrings.xml') +
      '</Relationships>',
    'xl/styles.xml': `${XML}<styleSheet xmlns="${SHEET}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `${XML}<sst xmlns="${SHEET}">${strings.map((one) => `<si>${one}</si>`).join('')}</sst>`,
    'xl/worksheets/sheet1.xml': sheet(rows),
    ...(second !== undefined && { 'xl/worksheets/sheet2.xml': sheet(second) }),
  };
  const bytes = Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)] as const);
  return Buffer.from(zipSync({ ...Object.fromEntries(bytes), ...files }));
}

const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;

/** Rows of texts as XML, the first in the row of this number. */
export function textRows(rows: readonly (readonly string[])[], from = 1): string {
  return rows.map((cells, index) => textRow(cells, from + index)).join('');
}

function textRow(cells: readonly string[], row: number): string {
  const xml = cells.map((text, index) => inline(`${column(index)}${String(row)}`, text));
  return `<row r="${String(row)}">${xml.join('')}</row>`;
}

const inline = (place: string, text: string): string =>
  `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const column = (index: number): string => String.fromCharCode(65 + index);
