import { activitiesInside, activitiesOverHttp } from './activities.ts';
import { calendars } from './calendars.ts';
import { cardsInside, cardsOverHttp } from './cards.ts';
import type { Kind } from './kind.ts';
import { programmes } from './programmes.ts';
import { requests } from './requests.ts';
import { rosters } from './rosters.ts';
import { tokens } from './tokens.ts';
import { typed } from './typed.ts';

/** Every way in. What is new (another kind of file, another endpoint) is one entry more. */
export const kinds: readonly Kind[] = [
  requests,
  activitiesInside,
  activitiesOverHttp,
  cardsInside,
  cardsOverHttp,
  typed,
  tokens,
  calendars,
  programmes,
  rosters,
];

export interface CampaignOptions {
  readonly seed: number;
  /** Of all kinds together. */
  readonly cases: number;
  /** When this is over, what has been begun is finished and no more is tried. */
  readonly minutes: number;
  /** The kinds to try; all by default. */
  readonly of?: readonly Kind[];
  readonly rounds?: number;
  readonly progress?: (line: string) => void;
}

export interface Tried {
  readonly name: string;
  readonly http: boolean;
  readonly cases: number;
  readonly ms: number;
  readonly slowestMs: number;
}

export interface Failure {
  readonly kind: string;
  readonly seed: number;
  readonly cases: number;
  readonly why: string;
  readonly example: string;
}

export interface Campaign {
  readonly tried: readonly Tried[];
  readonly failures: readonly Failure[];
  /** How many cases were not tried though nothing kept them from it but the time. */
  readonly missed: number;
  readonly ms: number;
  readonly memory: Memory;
}

interface Memory {
  /** Of the process, at its highest. */
  readonly peakBytes: number;
  /** What is alive after each round, once nothing that is not needed is there any more. */
  readonly keptBytes: readonly number[];
}

const MB = 1024 * 1024;
const mb = (bytes: number) => `${String(bytes / MB)} MB`;
const ROUNDS = 10;
const shares = (of: readonly Kind[]) => of.reduce((sum, { share }) => sum + share, 0);

/** Tries each kind in turn, a tenth of its cases at a time, so that memory can be compared between rounds. A kind that
 * failed is left alone in later rounds: what failed once would fail again. */
export async function campaign(options: CampaignOptions): Promise<Campaign> {
  const { seed, cases, minutes, of = kinds, rounds = ROUNDS, progress } = options;
  const start = performance.now();
  const left = () => minutes * 60_000 - (performance.now() - start);
  const tried = new Map<Kind, Tried>();
  const failures = new Map<Kind, Failure>();
  const keptBytes: number[] = [];
  let missed = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, kind] of of.entries()) {
      const wanted = Math.ceil((cases * kind.share) / shares(of) / rounds);
      if (failures.has(kind)) continue;
      if (left() <= 0) {
        missed += wanted;
        continue;
      }
      const batchSeed = rounds === 1 && of.length === 1 ? seed : seedOf(seed, round, index);
      const began = performance.now();
      const { failure, ...counts } = await kind.batch(batchSeed, wanted, left());
      tried.set(kind, added(kind, tried.get(kind), { ...counts, ms: performance.now() - began }));
      if (failure) failures.set(kind, { kind: kind.name, seed: batchSeed, cases: wanted, ...failure });
      else missed += Math.max(0, wanted - counts.cases);
    }
    keptBytes.push(await kept());
    progress?.(`round ${String(round + 1)} of ${String(rounds)}: ${String(failures.size)} failures`);
  }
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  const ms = performance.now() - start;
  return {
    tried: [...tried.values()],
    failures: [...failures.values()],
    missed,
    ms,
    memory: { peakBytes, keptBytes },
  };
}

/** Different for every batch, and the same in every run. */
function seedOf(seed: number, round: number, index: number): number {
  return (Math.imul(seed, 1_000_003) + round * 1009 + index) | 0;
}

function added(
  { name, http }: Kind,
  before: Tried | undefined,
  { cases, ms, slowestMs }: Pick<Tried, 'cases' | 'ms' | 'slowestMs'>,
): Tried {
  return {
    name,
    http,
    cases: cases + (before?.cases ?? 0),
    ms: ms + (before?.ms ?? 0),
    slowestMs: Math.max(slowestMs, before?.slowestMs ?? 0),
  };
}

async function kept(): Promise<number> {
  // Sockets and timers of the round need a turn to be gone.
  await new Promise((resolve) => setImmediate(resolve));
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** More than what is kept on purpose (parsed words, known people, revisions) ever takes. */
const MAY_GROW_BYTES = 64 * MB;
/** The collector lets garbage lie while there is room; what a bot with two academies and all its batches needs at once is
 * well below. */
const MAY_PEAK_BYTES = 1024 * MB;

/** Why a campaign has not gone well, a line each; none: it has. */
export function complaintsOf({ failures, missed, memory }: Campaign): readonly string[] {
  return [
    ...(failures.length > 0 ? [`${String(failures.length)} kinds of input did harm`] : []),
    ...(missed > 0
      ? [`the time was over with ${String(missed)} cases not tried: give it more --minutes`]
      : []),
    ...(growth(memory) > MAY_GROW_BYTES ? [`memory has grown by more than ${mb(MAY_GROW_BYTES)}`] : []),
    ...(memory.peakBytes > MAY_PEAK_BYTES ? [`memory was more than ${mb(MAY_PEAK_BYTES)} at its peak`] : []),
  ];
}

/** How much more is kept at the end than after the first round, which fills what is kept on purpose. */
export function growth({ keptBytes }: Memory): number {
  return (keptBytes.at(-1) ?? 0) - (keptBytes[0] ?? 0);
}
