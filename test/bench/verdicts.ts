/** What the figures say about the aims. */
import { actions } from './results.ts';
import type { Measured, Operations } from './results.ts';

export interface Verdict {
  readonly aim: string;
  /** The worst that was measured. */
  readonly measured: string;
  readonly met: boolean;
  /** The same in every run on every machine, so that a miss is a fault and not a busy machine. */
  readonly exact: boolean;
}

/** Of the bare bot's rate. */
const LEAST_RATIO = 0.5;
/** "Two reads and one batch" holds for what people do all day. */
const ANSWERS = ['prompt.answer', 'task.answer', 'rsvp.set'];
const MOST_READS = 2;
/** Between the smallest store and the largest: what lies within this is the machine's own noise. */
const NOISE = 0.25;
/** Of a p99 three times as much: a few unlucky moments make it. */
const TAIL_NOISE = 0.75;

export function verdictsOf(results: readonly Measured[]): readonly Verdict[] {
  return [...ratios(results), ...operations(results), ...growth(results)];
}

function ratios(results: readonly Measured[]): readonly Verdict[] {
  const least = (what: string, ratio: (m: Measured) => number): Verdict => {
    const worst = Math.min(...results.map(ratio));
    const aim = `${what}: at least ${LEAST_RATIO.toFixed(2)} of the bare bot's rate`;
    return { aim, measured: worst.toFixed(2), met: worst >= LEAST_RATIO, exact: false };
  };
  return [
    ...actions.map((action) => least(action, ({ rates }) => rates[action].ratio)),
    least('proactive sends', ({ sends }) => sends.ratio),
  ];
}

function operations(results: readonly Measured[]): readonly Verdict[] {
  return ANSWERS.map((answer) => {
    const found = results.flatMap((m) => m.operations.filter(({ action }) => action === answer));
    const aim = `${answer}: at most ${MOST_READS} reads and one batch`;
    const worst = found.find((counts) => !isFrugal(counts)) ?? found[0];
    const met = found.length === results.length && found.every(isFrugal);
    return { aim, measured: worst ? countsOf(worst) : 'not counted', met, exact: true };
  });
}

/** No batch at all would be an answer that was refused. */
function isFrugal({ reads, queries, batches, singles }: Operations): boolean {
  return reads <= MOST_READS && queries === 0 && batches === 1 && singles === 0;
}

export function countsOf({ reads, queries, found, batches, singles }: Operations): string {
  return [
    `${String(reads)} r`,
    ...(queries > 0 ? [`${String(queries)} q (${String(found)})`] : []),
    ...(batches > 0 ? [`${String(batches)} b`] : []),
    ...(singles > 0 ? [`${String(singles)} w`] : []),
  ].join(' + ');
}

/** Nothing may cost more because other academies are in the store. */
function growth(results: readonly Measured[]): readonly Verdict[] {
  const [few, many] = [results[0], results.at(-1)];
  if (!few || !many || few === many) return [];
  const between = `from ${String(few.academies)} to ${String(many.academies)} academies`;
  /** `cost`: more is worse. */
  const grown = (what: string, cost: (m: Measured) => number | undefined, noise = NOISE): Verdict[] => {
    const [before, after] = [cost(few), cost(many)];
    if (before === undefined || after === undefined) return [];
    const change = after / before - 1;
    const aim = `${what} ${between}: grows by no more than ${percent(noise)}`;
    return [{ aim, measured: percent(change), met: change <= noise, exact: false }];
  };
  return [
    ...actions.flatMap((action) => grown(`cost of ${action}`, ({ rates }) => 1 / rates[action].ratio)),
    ...grown('cost of a send', ({ sends }) => 1 / sends.ratio),
    ...grown('p99 beside a broadcast', ({ p99 }) => p99.duringBroadcast / p99.bare, TAIL_NOISE),
    ...grown('start to ready', ({ startUp }) => startUp.fadder / startUp.bare),
    ...grown('memory', ({ memory }) => memory.fadder.afterLoad),
    sameCounts(few, many, between),
  ];
}

function sameCounts(few: Measured, many: Measured, between: string): Verdict {
  const before = new Map(few.operations.map((counts) => [counts.action, counts]));
  const changed = many.operations.filter((counts) => {
    const earlier = before.get(counts.action);
    return !earlier || countsOf(earlier) !== countsOf(counts);
  });
  return {
    aim: `store operations ${between}: the same`,
    measured: changed.length === 0 ? 'the same' : changed.map(({ action }) => action).join(', '),
    met: changed.length === 0,
    exact: true,
  };
}

const percent = (share: number) => `${share > 0 ? '+' : ''}${(share * 100).toFixed(0)} %`;
