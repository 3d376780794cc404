/** One action from the activity, or the moment, that it begins with to its last send. */
import type { Trail } from '../../services/usecases/trail.ts';
import { newAction } from './action.ts';
import type { Here, Underway } from './action.ts';
import type { Facts } from './facts.ts';
import { failureOf } from './fault.ts';
import type { Diary } from './log.ts';
import type { Step, Telemetry } from './telemetry.ts';

export interface TrailDeps {
  readonly log: Diary;
  readonly here: Here;
  /** Absent: nothing is measured. */
  readonly telemetry?: Telemetry;
  /** Milliseconds on a clock that only goes forward. */
  readonly ticks: () => number;
  readonly random: () => Buffer;
}

export interface Beginning extends Trail {
  /** An activity that has come in: an action begins. */
  activity<T>(type: string, turn: () => Promise<T>): Promise<T>;
}

/** Of activities. What else comes in is told as `other`: its type is anybody's text. */
const KINDS = ['message', 'invoke', 'installationUpdate', 'conversationUpdate'];

export function trailOf(by: TrailDeps): Beginning {
  const { log, here, telemetry, random } = by;
  return {
    action: () => here.getStore()?.id,
    activity(type, turn) {
      const kind = KINDS.find((known) => known === type) ?? 'other';
      const sofar: Underway['sofar'] = {};
      const step = { name: `activity ${kind}`, way: 'in', action: newAction(random), first: true } as const;
      const told = (ms: number) => {
        const facts = { verb: sofar.verb ?? kind, outcome: sofar.outcome ?? 'done' };
        telemetry?.record('fadder.action.duration', ms / 1000, facts);
        log.info({ kind, ...facts, ms }, 'an activity was dealt with');
      };
      return follow(by, { ...step, facts: { kind } }, sofar, { work: turn, told });
    },
    async command(command, answer) {
      const facts = { verb: command.verb, ...('academy' in command ? { academy: command.academy } : {}) };
      const underway = here.getStore();
      if (!underway) return answer();
      const { id: action, sofar } = underway;
      sofar.verb = command.verb;
      const step = { name: `command ${command.verb}`, action, ...above(underway), facts };
      const views = await follow(by, step, sofar, { work: answer });
      if (views[0]?.kind === 'refusal') sofar.outcome ??= 'refused';
      return views;
    },
    due({ academy, notice, action }, work) {
      const name = notice === undefined ? 'plan' : 'notice';
      const facts = { academy, notice };
      const step = { name, way: 'in', action: action ?? newAction(random), facts } as const;
      const begins = action === undefined ? { first: true } : {};
      const told = (ms: number, did: unknown) => {
        // Looked at again and again while it waits: only that something was done is news.
        log[did === true ? 'info' : 'debug']({ kind: name, ...facts, ms }, 'something due was worked on');
      };
      return follow(by, { ...step, ...begins }, {}, { work, told });
    },
    sent: (lateMs) => {
      telemetry?.record('fadder.send.lag', lateMs / 1000, {});
    },
  };
}

const above = ({ span }: Underway): Pick<Step, 'above'> => (span ? { above: span } : {});

interface Work<T> {
  readonly work: () => Promise<T>;
  readonly told?: (ms: number, result?: T) => void;
}

async function follow<T>(
  { here, telemetry, ticks }: TrailDeps,
  step: Step,
  sofar: Underway['sofar'],
  { work, told }: Work<T>,
): Promise<T> {
  const since = ticks();
  const span = telemetry?.begin(step);
  const underway: Underway = { id: step.action, sofar, ...(span ? { span } : {}) };
  return here.run(underway, async () => {
    const ended = (result?: T) => told?.(round(ticks() - since), result);
    try {
      const result = await work();
      const outcome: Facts = sofar.outcome ? { outcome: sofar.outcome } : {};
      span?.end({ facts: outcome, failed: sofar.outcome === 'failed' });
      ended(result);
      return result;
    } catch (error) {
      sofar.outcome = 'failed';
      span?.end({ facts: { outcome: 'failed', failure: failureOf(error) }, failed: true });
      ended();
      throw error;
    }
  });
}

const round = (ms: number): number => Math.round(ms * 10) / 10;

/** Asks another program on behalf of the action under way; measured and noted where somebody does. */
export interface Asking<T> {
  readonly name: string;
  readonly facts: Facts;
  readonly ask: () => Promise<T>;
  readonly answered: (answer: T) => { readonly facts: Facts; readonly failed?: boolean };
  readonly what: string;
}

export async function asked<T>({ log, here, telemetry, ticks }: TrailDeps, asking: Asking<T>): Promise<T> {
  const { name, facts, ask, answered, what } = asking;
  const underway = here.getStore();
  // Looks at the agenda that find nothing are nobody's action.
  if (!underway) return ask();
  const since = ticks();
  const span = telemetry?.begin({ name, way: 'out', action: underway.id, ...above(underway), facts });
  const ended = (outcome: { readonly facts: Facts; readonly failed?: boolean }) => {
    span?.end(outcome);
    if (log.isFine) log.debug({ ...facts, ...outcome.facts, ms: round(ticks() - since) }, what);
  };
  try {
    const answer = await ask();
    ended(answered(answer));
    return answer;
  } catch (error) {
    ended({ facts: { failure: failureOf(error) }, failed: true });
    throw error;
  }
}
