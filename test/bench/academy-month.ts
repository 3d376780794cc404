/** What a month of the demonstration's academy would cost in Cosmos DB. */
import { playAcademy } from '../../bot/cli/rehearsal/play.ts';
import { DAY, milliseconds } from '../../services/domain/time.ts';
import { openEmbedded } from '../../services/store/embedded.ts';
import { demoFiles } from '../helpers/academy.ts';
import { priced, unitsOf } from './priced-store.ts';
import { dollars } from './request-units.ts';
import type { Operations } from './results.ts';

export interface AcademyMonth {
  readonly people: number;
  readonly months: number;
  /** Request units a month for everything that is sent, the import and everybody's arrival among it. */
  readonly sending: number;
  /** And for what people do. */
  readonly doing: number;
}

/** What each person does in a month, by the action that costs it: more than most do. */
const LIVELY: readonly (readonly [action: string, times: number])[] = [
  ['tasks.show', 20],
  ['prompt.show', 10],
  ['task.show', 10],
  ['prompt.answer', 6],
  ['task.answer', 6],
  ['rsvp.set', 2],
];
/** What two coordinators do together. */
const COORDINATING: readonly (readonly [action: string, times: number])[] = [['desk.show', 200]];
const MONTH_DAYS = 30.4;

export async function academyMonth(operations: readonly Operations[]): Promise<AcademyMonth> {
  const { programme, entries } = demoFiles();
  const store = priced(await openEmbedded(':memory:'));
  const { begins, sends } = await playAcademy(programme, entries, () => Promise.resolve(store));
  const ends = sends.at(-1)?.at ?? begins;
  const months = (milliseconds(ends) - milliseconds(begins)) / (MONTH_DAYS * DAY);
  const people = new Set(sends.map(({ person }) => person)).size;
  const unitsFor = (all: typeof LIVELY): number =>
    all.reduce((sum, [action, times]) => sum + times * priceOf(operations, action), 0);
  return {
    ...{ people, months },
    sending: unitsOf(store.charges) / months,
    doing: people * unitsFor(LIVELY) + unitsFor(COORDINATING),
  };
}

function priceOf(operations: readonly Operations[], wanted: string): number {
  const found = operations.find(({ action }) => action === wanted);
  if (!found) throw new Error(`${wanted} was not counted`);
  return found.units;
}

/** As lines of text. */
export function monthLines({ people, months, sending, doing }: AcademyMonth): string {
  const units = (count: number) => `${count.toFixed(0)} RU, ${dollars(count).toFixed(3)} dollars`;
  return [
    `a month of the demonstration: ${String(people)} people, ${months.toFixed(1)} months in all`,
    `  what is sent: ${units(sending)}`,
    `  what people do, when they are lively: ${units(doing)}`,
  ].join('\n');
}
