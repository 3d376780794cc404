import type { Read } from './local-time.ts';

export type Encoding = 'UTF-8' | 'UTF-16' | 'Windows-1252';

export interface Decoded {
  readonly text: string;
  readonly encoding: Encoding;
}

/**
 * A text file as spreadsheets and editors write them: UTF-8 with or without a byte order mark, UTF-16 with one
 * (Excel's "Unicode text"), and whatever is neither as Windows-1252, the Latin-1 of Excel's plain "CSV".
 */
export function decode(bytes: Uint8Array): Read<Decoded> {
  const mark = Buffer.from(bytes.subarray(0, 3)).toString('hex');
  const wide = { fffe: 'utf-16le', feff: 'utf-16be' }[mark.slice(0, 4)];
  if (wide !== undefined) return whole(read(bytes, wide), 'UTF-16');
  const utf8 = read(bytes, 'utf-8');
  // A file that says that it is UTF-8 and is not was damaged on its way.
  if (utf8 !== undefined || mark === 'efbbbf') return whole(utf8, 'UTF-8');
  return whole(windows1252(bytes), 'Windows-1252');
}

/** Without its byte order mark; undefined where the bytes are no such text. */
function read(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function whole(text: string | undefined, encoding: Encoding): Read<Decoded> {
  if (text === undefined) return { wrong: `is damaged: it begins as ${encoding} but is not; save it again` };
  if (text.includes('\0'))
    return {
      wrong: 'is not a text; in the spreadsheet choose Save as and CSV UTF-8 or Excel workbook (.xlsx)',
    };
  return { value: { text, encoding } };
}

/** Where it differs from Latin-1, 0x80 to 0x9f. By hand, since some releases of Node take the two for one. */
const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const windows1252 = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (letter) => HIGH[letter.charCodeAt(0) - 0x80] ?? letter);
