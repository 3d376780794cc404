/** Who may write and read which version of a document's schema, while newer and older programs work on one store. */

/** Of each type, a version; a type that is not named is not known (0). */
type Versions = Readonly<Record<string, number>>;

const of = (versions: Versions, type: string): number =>
  Object.hasOwn(versions, type) ? (versions[type] ?? 0) : 0;
/** Everybody reads one version more than they write. */
const reads = (knows: Versions, type: string): number => of(knows, type) + 1;

/** What may be written: the newest version that it knows and everybody beside it can read, or one that has been written
 * already. */
export function writable(knows: Versions, others: readonly Versions[]): Versions {
  const entries = Object.entries(knows).map(
    ([type, version]) => [type, Math.min(version, ...others.map((one) => reads(one, type)))] as const,
  );
  return Object.fromEntries(entries);
}

/** Types that hold, or may hold, documents that cannot be read. */
export function tooNew(knows: Versions, written: Versions): string[] {
  return Object.keys(written).filter((type) => of(written, type) > reads(knows, type));
}

/** Types that would have to be written as they were more than one version ago. */
export function tooOldBeside(knows: Versions, others: readonly Versions[]): string[] {
  const may = writable(knows, others);
  return Object.keys(knows).filter((type) => of(may, type) < of(knows, type) - 1);
}

/** The newer of each. */
export function newest(a: Versions, b: Versions): Versions {
  const types = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries([...types].map((type) => [type, Math.max(of(a, type), of(b, type))]));
}
