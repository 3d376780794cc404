import fc from 'fast-check';

/** One way in. */
export interface Kind {
  readonly name: string;
  /** Of a hundred cases, so many are of this kind. */
  readonly share: number;
  /** Over a socket to the bot's server. */
  readonly http: boolean;
  /** Tries cases that follow from the seed alone, in a world of their own. */
  batch(seed: number, cases: number, untilMs: number): Promise<Batch>;
}

export interface Batch {
  readonly cases: number;
  readonly slowestMs: number;
  readonly failure?: { readonly why: string; readonly example: string };
}

export interface Trial<T> {
  /** Throws where a case does harm. */
  run(value: T): Promise<void>;
  /** What shows only after all of them. */
  finish?(): Promise<void>;
  close?(): Promise<void>;
}

/** Within which everything is to be answered, on a machine that has other work too. */
const PATIENCE_MS = 10_000;

export function kind<T>(
  about: Pick<Kind, 'name' | 'share' | 'http'>,
  values: fc.Arbitrary<T>,
  open: () => Promise<Trial<T>> | Trial<T>,
): Kind {
  return {
    ...about,
    async batch(seed, cases, untilMs) {
      const opened = await openedBy(open);
      if ('failure' in opened) return { cases: 0, slowestMs: 0, ...opened };
      const { trial } = opened;
      let tried = 0;
      let slowestMs = 0;
      const property = fc.asyncProperty(values, async (value) => {
        const start = performance.now();
        tried += 1;
        await trial.run(value);
        const took = performance.now() - start;
        slowestMs = Math.max(slowestMs, took);
        if (took > PATIENCE_MS) throw new Error(`took ${took.toFixed(0)} ms`);
      });
      try {
        const interruptAfterTimeLimit = Math.max(1, untilMs);
        const result = await fc.check(property, {
          seed,
          numRuns: cases,
          timeout: PATIENCE_MS,
          interruptAfterTimeLimit,
          markInterruptAsFailure: false,
        });
        const failure = result.failed ? failureOf(result) : await lateFailure(trial);
        return { cases: tried, slowestMs, ...(failure ? { failure } : {}) };
      } finally {
        await trial.close?.();
      }
    },
  };
}

function failureOf<T>(result: fc.RunDetails<[T]>): NonNullable<Batch['failure']> {
  const { errorInstance, counterexample } = result;
  const why = wordsOf(errorInstance);
  return { why, example: fc.stringify(counterexample?.[0]) };
}

/** What is wrong with everything keeps a world from opening at all. */
async function openedBy<T>(open: () => Promise<Trial<T>> | Trial<T>) {
  try {
    return { trial: await open() };
  } catch (error) {
    return { failure: { why: wordsOf(error), example: 'none: it fails from the start' } };
  }
}

const wordsOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

async function lateFailure<T>({ finish }: Trial<T>): Promise<Batch['failure']> {
  try {
    await finish?.();
    return undefined;
  } catch (error) {
    return {
      why: wordsOf(error),
      example: 'the batch as a whole',
    };
  }
}
