import { createHook } from 'node:async_hooks';

/**
 * Root hooks: the run fails when a server, socket, child process, file watcher or timer is still alive after
 * the last suite, or when a suite leaves a fake clock behind. `TRACE_LEAKS=1` shows where each was opened.
 */

// Kept before any suite can fake the clock.
const realSetTimeout = globalThis.setTimeout;
const realDate = globalThis.Date;

/** What must not outlive its suite, by Node's names; pipes are left out since stdout may be one. */
const WATCHED = new Set([
  'FSEventWrap',
  'Immediate',
  'ProcessWrap',
  'StatWatcher',
  'TCPServerWrap',
  'TCPSocketWrap',
  'Timeout',
  'Worker',
]);

/** Closing is asynchronous (a socket's last packet, a child's exit), so what is left gets this long to go. */
const GRACE_MS = 2000;
const STEP_MS = 50;

type Counts = ReadonlyMap<string, number>;

function alive(): Counts {
  const counts = new Map<string, number>();
  for (const type of process.getActiveResourcesInfo()) {
    if (WATCHED.has(type)) counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return counts;
}

function leftover(before: Counts, after: Counts): string[] {
  return [...after].flatMap(([type, count]) => {
    const extra = count - (before.get(type) ?? 0);
    return extra > 0 ? [`${extra} ${type}`] : [];
  });
}

const opened = new Map<number, string>();
const tracer = createHook({
  init(id, type) {
    const stack = new Error(type).stack ?? '';
    if (stack.includes('.ts:')) opened.set(id, stack);
  },
  destroy: (id) => opened.delete(id),
});

function traces(types: readonly string[]): string {
  if (!process.env['TRACE_LEAKS']) return 'TRACE_LEAKS=1 shows where.';
  const names = types.map((entry) => entry.split(' ')[1]?.toLowerCase());
  return [...opened.values()]
    .filter((stack) => names.some((name) => stack.toLowerCase().startsWith(`error: ${name}`)))
    .join('\n');
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => realSetTimeout(resolve, ms));

async function settled(before: Counts): Promise<string[]> {
  for (let waited = 0; waited < GRACE_MS; waited += STEP_MS) {
    if (leftover(before, alive()).length === 0) return [];
    await sleep(STEP_MS);
  }
  return leftover(before, alive());
}

let before: Counts = new Map();

export const mochaHooks = {
  async beforeAll(): Promise<void> {
    if (process.env['TRACE_LEAKS']) tracer.enable();
    // Mocha gives a hook a timer of its own once the hook waits: it is to be counted here as well as at the end.
    await sleep(0);
    before = alive();
  },
  async afterAll(): Promise<void> {
    if (globalThis.setTimeout !== realSetTimeout || globalThis.Date !== realDate) {
      throw new Error('a suite left a fake clock behind: restore it in afterEach');
    }
    await sleep(0);
    const left = await settled(before);
    if (left.length > 0)
      throw new Error(`still alive after the last suite: ${left.join(', ')}. ${traces(left)}`);
  },
};
