/**
 * What no part of a file can know of itself: that an id stands elsewhere too, or nowhere. Works on the file as it was
 * parsed, so that a fault in one sprint hides nothing in another.
 */
import type { Path } from './locate.ts';
import { pathText } from './locate.ts';

export interface Finding {
  readonly path: Path;
  readonly message: string;
}

/** Ids of a kind, and where they stand. `*` is any entry of a list; one space of names for all the places. */
const UNIQUE: readonly (readonly string[])[] = [
  ['sprints.*.id'],
  ['sprints.*.tasks.*.id', 'sprints.*.prompts.*.id'],
  ['kick_off.id', 'sprints.*.meeting.id'],
  ['organisations.*.id'],
  ['feedback.after_each_meeting.*.id', 'feedback.at_end.*.id'],
  ['quiet.periods.*.id'],
  ['learning_cafe.capture_per_round.*.id'],
  ['learning_cafe.perspectives.*.id'],
  ['parallel_programmes.*.id'],
];

/** Ids used twice and references that lead nowhere. */
export function referenceFindings(data: unknown): Finding[] {
  const choices = found(data, 'sprints.*.prompts.*').map(({ path, value }) =>
    found(value, 'choices.*.id').map((choice) => ({ ...choice, path: [...path, ...choice.path] })),
  );
  return [
    ...UNIQUE.flatMap((patterns) => repeated(patterns.flatMap((pattern) => found(data, pattern)))),
    ...choices.flatMap(repeated),
    ...comparisons(data),
    ...cafeMeeting(data),
  ];
}

function repeated(ids: readonly Found[]): Finding[] {
  const first = new Map<unknown, Path>();
  return ids.flatMap(({ path, value }) => {
    const earlier = first.get(value);
    if (earlier) return [{ path, message: `the same id stands at ${pathText(earlier)}` }];
    first.set(value, path);
    return [];
  });
}

function comparisons(data: unknown): Finding[] {
  const tasks = found(data, 'sprints.*.tasks.*').map(({ value }) => value);
  const numbers = tasks.filter((task) => found(task, 'answer.kind')[0]?.value === 'number');
  const comparable = new Set(numbers.flatMap((task) => found(task, 'id').map(({ value }) => value)));
  return found(data, 'sprints.*.tasks.*').flatMap(({ path, value: task }) => {
    const reference = found(task, 'answer.compare_with')[0];
    if (!reference) return [];
    const at = [...path, ...reference.path];
    if (reference.value === found(task, 'id')[0]?.value) return [{ path: at, message: 'is the task itself' }];
    return comparable.has(reference.value)
      ? []
      : [{ path: at, message: 'there is no such task with a number' }];
  });
}

function cafeMeeting(data: unknown): Finding[] {
  const meetings = found(data, 'sprints.*.meeting').map(({ value }) => value);
  return found(data, 'learning_cafe.meeting').flatMap(({ path, value }) => {
    const meeting = meetings.find((one) => found(one, 'id')[0]?.value === value);
    if (meeting === undefined) return [{ path, message: 'there is no such sprint meeting' }];
    const [starts, ends, cafe] = [
      found(meeting, 'starts')[0]?.value,
      found(meeting, 'ends')[0]?.value,
      found(data, 'learning_cafe.starts')[0]?.value,
    ].map((moment) => (typeof moment === 'string' ? moment.slice(0, 16) : undefined));
    if (starts === undefined || ends === undefined || cafe === undefined || (starts <= cafe && cafe < ends))
      return [];
    return [{ path: ['learning_cafe', 'starts'], message: 'is not within its meeting' }];
  });
}

interface Found {
  readonly path: Path;
  readonly value: unknown;
}

/** Every value that a pattern leads to; what is not there or has another shape is left to the schema. */
export function found(data: unknown, pattern: string): Found[] {
  return pattern
    .split('.')
    .reduce<Found[]>(
      (reached, step) => reached.flatMap(({ path, value }) => stepsInto(value, step, path)),
      [{ path: [], value: data }],
    );
}

function stepsInto(value: unknown, step: string, path: Path): Found[] {
  if (step === '*') {
    const items: readonly unknown[] = Array.isArray(value) ? value : [];
    return items.map((item, index) => ({ path: [...path, index], value: item }));
  }
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return [];
  const inner: unknown = Object.entries(value).find(([name]) => name === step)?.[1];
  return inner === undefined || inner === null ? [] : [{ path: [...path, step], value: inner }];
}
