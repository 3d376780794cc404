import { inflateRawSync } from 'node:zlib';
import type { Read } from './local-time.ts';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const ZIP64 = 0x07064b50;
/** The end record with the longest comment it may carry. */
const END_BYTES = 22;
const MAX_COMMENT = 65_535;

export interface ZipLimits {
  /** Of all the wanted files together, unpacked. */
  readonly maxBytes: number;
  readonly maxFiles: number;
}

const BROKEN = { wrong: 'is broken: it does not end as a zip file does, or not where it says' };

/**
 * The files of a zip, unpacked as far as the limits allow: what the file says of its own sizes is not believed, and a
 * bomb is given up on before it takes up memory. Never throws.
 */
export function unzip(
  bytes: Buffer,
  wanted: (name: string) => boolean,
  limits: ZipLimits,
): Read<ReadonlyMap<string, Buffer>> {
  try {
    return unpacked(bytes, wanted, limits);
  } catch (error) {
    // Places outside the file, and data that is no deflated data.
    if (error instanceof RangeError || (error instanceof Error && 'errno' in error)) return BROKEN;
    throw error;
  }
}

function unpacked(
  bytes: Buffer,
  wanted: (name: string) => boolean,
  { maxBytes, maxFiles }: ZipLimits,
): Read<ReadonlyMap<string, Buffer>> {
  const end = endOf(bytes);
  if (end === undefined) return BROKEN;
  const count = bytes.readUInt16LE(end + 8);
  if (count > maxFiles) return { wrong: `holds more than ${String(maxFiles)} files` };
  const files = new Map<string, Buffer>();
  let left = maxBytes;
  for (let at = bytes.readUInt32LE(end + 16), read = 0; read < count; read += 1) {
    const entry = entryAt(bytes, at);
    if (entry === undefined) return BROKEN;
    at = entry.next;
    if (!wanted(entry.name)) continue;
    if (entry.encrypted) return { wrong: 'is protected by a password: remove it and save the file again' };
    const content = contentOf(bytes, entry, left);
    if (content === undefined) return BROKEN;
    if (content === 'tooLarge' || content.length > left)
      return { wrong: `holds more than ${String(maxBytes / 1_000_000)} MB when it is unpacked` };
    left -= content.length;
    files.set(entry.name, content);
  }
  return { value: files };
}

/** Where the list of files ends; undefined where there is none, or one for files larger than any we take. */
function endOf(bytes: Buffer): number | undefined {
  const lowest = Math.max(0, bytes.length - END_BYTES - MAX_COMMENT);
  for (let at = bytes.length - END_BYTES; at >= lowest; at -= 1)
    if (bytes.readUInt32LE(at) === END)
      return at >= 20 && bytes.readUInt32LE(at - 20) === ZIP64 ? undefined : at;
  return undefined;
}

interface Entry {
  readonly name: string;
  readonly encrypted: boolean;
  readonly method: number;
  readonly packedSize: number;
  readonly size: number;
  /** Of its data. */
  readonly start: number;
  /** Of the entry after it in the list. */
  readonly next: number;
}

function entryAt(bytes: Buffer, at: number): Entry | undefined {
  if (bytes.readUInt32LE(at) !== ENTRY) return undefined;
  const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
  const local = bytes.readUInt32LE(at + 42);
  if (bytes.readUInt32LE(local) !== LOCAL) return undefined;
  return {
    name: bytes.subarray(at + 46, nameEnd).toString('latin1'),
    encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
    method: bytes.readUInt16LE(at + 10),
    packedSize: bytes.readUInt32LE(at + 20),
    size: bytes.readUInt32LE(at + 24),
    start: local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28),
    next: nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32),
  };
}

/** Undefined where it is not what the list says. */
function contentOf(
  bytes: Buffer,
  { method, start, packedSize, size }: Entry,
  most: number,
): Buffer | 'tooLarge' | undefined {
  const packed = bytes.subarray(start, start + packedSize);
  if (size > most) return 'tooLarge';
  if (method === 0) return packed.length === size ? packed : undefined;
  if (method !== 8) return undefined;
  // At least 1: no limit at all would be taken for the largest.
  const content = inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
  return content.length === size ? content : undefined;
}
