/** How many documents of different partitions are read or written at a time. */
const WIDTH = 16;

/** Runs `task` over all items, some at a time, and gives the results in the order of the items. The first failure
 * is thrown once the tasks already begun have ended, so that nothing goes on behind the caller's back. */
export async function inParallel<T, R>(items: readonly T[], task: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += WIDTH) {
    const settled = await Promise.allSettled(items.slice(start, start + WIDTH).map(task));
    for (const result of settled) {
      if (result.status === 'rejected') throw result.reason;
      results.push(result.value);
    }
  }
  return results;
}
