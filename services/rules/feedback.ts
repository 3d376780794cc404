import type { FeedbackTally, FeedbackValue, QuestionTally } from '../domain/answer.ts';
import type { Problem } from '../domain/problem.ts';
import type { Question } from '../domain/programme.ts';
import type { FeedbackResultsView } from '../domain/view.ts';
import { cleanText, lengthOf } from './text.ts';

type Results = FeedbackResultsView['meetings'][number]['questions'];
type Answers = NonNullable<Results[number]['answers']>;

/** Code points of an answer in free text. */
export const FEEDBACK_MAX_CHARS = 1000;
const SMALLEST_GROUP = 5;

const scales = {
  scale_1_5: { min: 1, max: 5 },
  scale_0_10: { min: 0, max: 10 },
} as const;

/** The answers of a feedback form, or (`code` in the result) why they cannot be taken. Questions left empty are
 * left out; at least one must be answered. */
export function readBallot(
  questions: readonly Question[],
  answers: Readonly<Record<string, unknown>>,
): { readonly values: Record<string, FeedbackValue> } | Problem {
  const values: [string, FeedbackValue][] = [];
  for (const question of questions) {
    const given = Object.hasOwn(answers, question.id) ? answers[question.id] : undefined;
    const value = question.kind === 'text' ? readText(given) : readScale(given, scales[question.kind]);
    if (typeof value === 'object') return value;
    if (value !== undefined) values.push([question.id, value]);
  }
  return values.length === 0 ? { code: 'empty' } : { values: Object.fromEntries(values) };
}

/** Adds a ballot and loses sight of it. Its answers wait, question by question and in no order, until a whole
 * group of them can be shown at once: what is shown only ever grows by a group, so that nobody's answer can be
 * found by looking before and after. `random` gives numbers from 0 up to but without 1. */
export function addBallot(
  tally: FeedbackTally,
  values: Readonly<Record<string, FeedbackValue>>,
  minGroup: number,
  random: () => number,
): FeedbackTally {
  const added = Object.entries(values).map(([id, value]) => {
    const before = Object.hasOwn(tally.questions, id) ? tally.questions[id] : undefined;
    return [id, addValue(before, value, groupSize(minGroup), random)] as const;
  });
  return { ...tally, questions: { ...tally.questions, ...Object.fromEntries(added) } };
}

/** What coordinators see: for each question the answers shown so far, if there are enough. */
export function results(
  questions: readonly Question[],
  tally: FeedbackTally | undefined,
  minGroup: number,
): Results {
  return questions.map((question) => {
    const shown = (tally?.questions[question.id]?.shown ?? []).filter(fits(question));
    return shown.length < groupSize(minGroup)
      ? { question }
      : { question, answers: answersTo(question, shown) };
  });
}

function readText(given: unknown): string | undefined | Problem {
  const text = typeof given === 'string' ? cleanText(given) : '';
  const length = lengthOf(text);
  if (length > FEEDBACK_MAX_CHARS) return { code: 'tooLong', length, max: FEEDBACK_MAX_CHARS };
  return text === '' ? undefined : text;
}

function readScale(given: unknown, { min, max }: { min: number; max: number }): number | undefined | Problem {
  if (given === undefined || given === null || given === '') return undefined;
  const value = typeof given === 'string' && /^\d{1,3}$/.test(given.trim()) ? Number(given) : given;
  if (typeof value !== 'number' || !Number.isInteger(value)) return { code: 'notANumber' };
  return value < min || value > max ? { code: 'outOfRange', min, max } : value;
}

function addValue(
  before: QuestionTally | undefined,
  value: FeedbackValue,
  group: number,
  random: () => number,
): QuestionTally {
  const { shown, waiting } = before ?? { shown: [], waiting: [] };
  const place = Math.floor(random() * (waiting.length + 1));
  const now = waiting.toSpliced(place, 0, value);
  // Shuffled with those already shown, so that groups cannot be told apart later.
  return now.length < group
    ? { shown, waiting: now }
    : { shown: shuffled([...shown, ...now], random), waiting: [] };
}

function shuffled<T>(values: readonly T[], random: () => number): T[] {
  return values
    .map((value) => ({ value, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ value }) => value);
}

/** The programme may ask for larger groups, never for smaller ones. */
function groupSize(minGroup: number): number {
  return Math.max(minGroup, SMALLEST_GROUP);
}

/** A question may have been made another kind since it was answered. */
function fits(question: Question): (value: FeedbackValue) => boolean {
  return (value) => (typeof value === 'string') === (question.kind === 'text');
}

function answersTo(question: Question, shown: readonly FeedbackValue[]): Answers {
  const count = shown.length;
  if (question.kind === 'text') return { count, texts: shown.map(String) };
  const numbers = shown.map(Number);
  const { min, max } = scales[question.kind];
  const histogram = Array.from({ length: max - min + 1 }, (_, step) => ({
    value: min + step,
    count: numbers.filter((value) => value === min + step).length,
  }));
  return { count, mean: numbers.reduce((sum, value) => sum + value, 0) / count, histogram };
}
