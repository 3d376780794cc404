import type { Answer } from '../domain/answer.ts';
import type { CommandOf, Given } from '../domain/command.ts';
import type { ItemId } from '../domain/ids.ts';
import type { Refusal } from '../domain/problem.ts';
import type { ItemForm, Shown, TaskView } from '../domain/view.ts';
import { currentRevision, logOf } from '../rules/answers.ts';
import { answerWindow, findItem, itemTitle } from '../rules/lookup.ts';
import type { Item } from '../rules/lookup.ts';
import { sprintLine } from '../rules/items.ts';
import { maySilence } from '../rules/mutes.ts';
import { typedAgain } from '../rules/text.ts';
import { giveAnswer, readAnswer } from './answering.ts';
import type { Answering, Attempt, Subject } from './answering.ts';
import type { Act } from './deps.ts';
import { namesFor, organisationName } from './names.ts';
import { readerNames, shareOptions } from './sharing.ts';

type TaskItem = Extract<Item, { kind: 'task' }>;
type TaskSubject = Subject & { readonly item: TaskItem };
export type Answered<V> = V | Refusal;

export async function showTask(act: Act, id: ItemId, shape: Shape = {}): Promise<Answered<TaskView>> {
  const subject = taskSubject(act, id);
  if (!subject) return { code: 'gone' };
  return taskView(act, subject, (await readAnswer(act, subject))?.data, shape);
}

export async function answerTask(
  act: Act,
  command: CommandOf<'task.answer'> | CommandOf<'task.done'> | CommandOf<'task.undo'>,
): Promise<Answered<TaskView>> {
  const subject = taskSubject(act, command.item);
  if (!subject) return { code: 'gone' };
  // Only where there may be nothing to link to has a task's card such a button.
  if (command.verb === 'task.done' && subject.item.task.answer.kind !== 'link_or_done')
    return { code: 'malformed' };
  const attempt = attemptOf(command, subject.item);
  const outcome = await giveAnswer(act, subject, attempt);
  return taskView(act, subject, outcome.answer, { outcome, attempt });
}

function attemptOf(
  command: CommandOf<'task.answer'> | CommandOf<'task.done'> | CommandOf<'task.undo'>,
  item: TaskItem,
): Attempt {
  const { rev, nonce } = command;
  if (command.verb === 'task.undo') return { rev, nonce };
  const share = item.task.scope === 'person' ? { share: item.task.shareDefault ?? 'me' } : {};
  if (command.verb === 'task.done') return { rev, nonce, given: 'done', ...share };
  return { rev, nonce, given: command.given, ...share, ...(command.share ? { share: command.share } : {}) };
}

/** The task and whose answer it asks for: the organisation's of the person who acts, or their own. */
function taskSubject(act: Act, id: ItemId): TaskSubject | undefined {
  const item = findItem(act.academy.programme, id);
  const organisation = act.memberships[0].organisation;
  if (item?.kind !== 'task' || organisation === undefined) return undefined;
  const subject = { item, id: item.task.id, organisation };
  return item.task.scope === 'person' ? { ...subject, person: act.person.id } : subject;
}

export interface Shape {
  /** Of the answer in force, by name. */
  readonly readers?: NonNullable<Shown['readers']>;
  readonly reminder?: boolean;
  readonly edit?: boolean;
  readonly outcome?: Answering;
  readonly attempt?: Attempt;
}

async function taskView(
  act: Act,
  subject: TaskSubject,
  answer: Answer | undefined,
  shape: Shape,
): Promise<TaskView> {
  const { task, sprint } = subject.item;
  const { academy } = act;
  const names = await namesFor(
    act.deps,
    academy,
    subject.organisation,
    answer?.revisions.map((r) => r.by) ?? [],
  );
  const compare = await comparison(act, subject);
  const personal = task.scope === 'person';
  return {
    kind: 'task',
    frame: academy.frame,
    item: task.id,
    sprint: sprintLine(academy.programme, sprint),
    scope: task.scope,
    organisation: organisationName(academy, subject.organisation),
    title: task.title,
    text: task.text,
    ...(task.minutes === undefined ? {} : { minutes: task.minutes }),
    answer: task.answer,
    ...(compare ? { compare } : {}),
    form: itemForm(act, subject.item, answer, names, { ...shape, ...(await named(act, subject, answer)) }),
    log: answer && !personal ? logOf(answer, names) : [],
    ...(personal ? { shareOptions: await shareOptions(act, subject.organisation) } : {}),
    ...(personal ? { shareDefault: task.shareDefault ?? 'me' } : {}),
    conflict: shape.outcome?.result === 'conflict',
  };
}

/** Who may read the answer in force, by name. */
export async function named(
  act: Act,
  { organisation }: Subject,
  answer: Answer | undefined,
): Promise<Pick<Shape, 'readers'>> {
  const readers = await readerNames(act, organisation, currentRevision(answer)?.readers);
  return readers ? { readers } : {};
}

/** The earlier answer that this task's number is to be compared with. */
async function comparison(act: Act, subject: TaskSubject): Promise<TaskView['compare']> {
  const kind = subject.item.task.answer;
  if (kind.kind !== 'number' || kind.compareWith === undefined) return undefined;
  const item = findItem(act.academy.programme, kind.compareWith);
  if (item?.kind !== 'task') return undefined;
  const earlier = await readAnswer(act, { ...subject, item, id: item.task.id });
  const value = earlier && currentRevision(earlier.data)?.value;
  return value?.kind === 'number' ? { title: itemTitle(item), value: value.value } : undefined;
}

/** What the form of a task or a prompt shows, after an attempt or without one. */
export function itemForm(
  act: Act,
  item: Item,
  answer: Answer | undefined,
  names: (person: Answer['revisions'][number]['by']) => string,
  shape: Shape,
): ItemForm {
  const { outcome, attempt } = shape;
  const { opens, due, until } = answerWindow(item, act.academy.programme);
  const { now } = act.academy;
  const current = answer && currentRevision(answer);
  const refused = outcome?.result === 'problem' || outcome?.result === 'conflict';
  const editing = refused || shape.edit === true;
  const mode = now > until || now < opens ? 'closed' : editing ? 'edit' : current ? 'receipt' : 'ask';
  // What came too late is shown again too: its writer may want to keep it elsewhere.
  const typed = refused || mode === 'closed' ? typedOf(attempt) : undefined;
  return {
    mode: mode === 'edit' && !current ? 'ask' : mode,
    drawn: { rev: answer?.revisions.at(-1)?.number ?? 0, nonce: act.deps.nonce() },
    due,
    until,
    ...reminding(act, shape),
    ...(current?.value
      ? {
          current: {
            value: current.value,
            by: names(current.by),
            at: current.at,
            ...(current.share ? { share: current.share } : {}),
            ...(shape.readers ? { readers: shape.readers } : {}),
          },
        }
      : {}),
    ...(typed ? { typed } : {}),
    ...(outcome?.result === 'problem' ? { problem: outcome.problem } : {}),
  };
}

function reminding(act: Act, { reminder = false }: Shape): Pick<ItemForm, 'reminder' | 'maySilence'> {
  return reminder && maySilence(act.academy.programme) ? { reminder, maySilence: true } : { reminder };
}

function typedOf(
  attempt: Attempt | undefined,
): (Given & { share?: NonNullable<Attempt['share']> }) | undefined {
  if (!attempt || attempt.given === undefined || attempt.given === 'done') return undefined;
  const texts = Object.entries<string>({ ...attempt.given }).map(([input, typed]) => [
    input,
    typedAgain(typed),
  ]);
  return { ...(Object.fromEntries(texts) as Given), ...(attempt.share ? { share: attempt.share } : {}) };
}
