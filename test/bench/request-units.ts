/**
 * What Azure Cosmos DB charges for an operation, in request units.
 * Source: "Understand request units consumption in Azure Cosmos DB" (learn.microsoft.com, as of April 2026): the table by
 * document size, 0.2 for each indexed term that is written or removed, and a replace as a delete and an insert. What a query
 * costs beside the documents that it loads is not published; `QUERY` is what the portal shows for the smallest ones,
 * rounded up.
 */

const KILOBYTE = 1024;

/** Kilobytes of a document, and what reading and writing it costs without its index. */
const TABLE = [
  [1, 1, 4.95],
  [2, 1.04, 6.29],
  [4, 1.14, 6.67],
  [8, 1.33, 7.04],
  [16, 1.67, 9.52],
  [32, 2.19, 11.23],
  [64, 4.76, 22.67],
  [128, 9.95, 48.19],
  [256, 20.28, 98.29],
  [512, 40.95, 184.57],
  [1024, 145.9, 625],
  [2048, 291.8, 1250],
] as const;

/** A query that finds nothing, in one partition. */
const QUERY = 2.8;
const TERM = 0.2;
/** Only what is queried is indexed: the partition, and the key that pages follow, within it and across. */
const INDEXED = 3;
/** A replace moves at most what pages follow: two terms go, two come. */
const MOVED = 2;
/** With strong consistency two replicas are asked. */
const STRONG = 2;
/** What Cosmos itself adds to a document: `_rid`, `_self`, `_etag`, `_ts`, `_attachments`. */
const OWN_BYTES = 250;

/** Between two rows of the table on the straight line; never less than the first. */
function charged(bytes: number, column: 1 | 2): number {
  const size = (bytes + OWN_BYTES) / KILOBYTE;
  const above = TABLE.findIndex(([kilobytes]) => kilobytes >= size);
  const high = TABLE[above] ?? TABLE[TABLE.length - 1];
  const low = TABLE[above - 1];
  if (!high || !low || above < 0) return high?.[column] ?? 0;
  const share = (size - low[0]) / (high[0] - low[0]);
  return low[column] + share * (high[column] - low[column]);
}

export const readUnits = (bytes: number): number => STRONG * charged(bytes, 1);
/** Of a document that is not there. */
export const MISSED = STRONG;
export const createUnits = (bytes: number): number => charged(bytes, 2) + INDEXED * TERM;
export const deleteUnits = (bytes: number): number => createUnits(bytes);
export const replaceUnits = (bytes: number): number => 2 * charged(bytes, 2) + 2 * MOVED * TERM;
/** @param found bytes of each document that it loads @param relaxed whether what it finds may be a moment old */
export const queryUnits = (found: readonly number[], relaxed = false): number =>
  (relaxed ? 1 : STRONG) * (QUERY + found.reduce((sum, bytes) => sum + charged(bytes, 1), 0));

/** Dollars for a million units: serverless, in a European region. Source: the price list of Azure Cosmos DB. */
const USD_PER_MILLION = 0.285;
export const dollars = (units: number): number => (units * USD_PER_MILLION) / 1e6;
