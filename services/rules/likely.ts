/** Whether two names may be one person's: all words of the shorter stand in the longer, and at least two, in any order
 * and whatever their accents. Somebody else's spelling is not guessed at: a coordinator reads the answer. */
export function looksLike(one: string, other: string): boolean {
  const [few, many] = [wordsOf(one), wordsOf(other)].sort((a, b) => a.size - b.size);
  if (!few || !many || few.size < 2) return false;
  return [...few].every((word) => many.has(word));
}

function wordsOf(name: string): ReadonlySet<string> {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return new Set(plain.match(/[\p{L}\p{N}]+/gu) ?? []);
}
