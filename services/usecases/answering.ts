/** Giving, changing and taking back an answer: facts, decision, one atomic write. Tasks and prompts share it. */
import type { Answer, AnswerValue, Mark } from '../domain/answer.ts';
import type { Given } from '../domain/command.ts';
import type { ItemId, OrganisationId, PersonId } from '../domain/ids.ts';
import type { Problem } from '../domain/problem.ts';
import type { Share } from '../domain/programme.ts';
import { decideAnswer, readGiven, withRevision } from '../rules/answers.ts';
import { answerWindow } from '../rules/lookup.ts';
import type { Item } from '../rules/lookup.ts';
import { contended, creating, saving } from '../store/access.ts';
import { academyPartition, answerId, answers, marks } from '../store/documents.ts';
import type { BatchOperation, Stored } from '../store/port.ts';
import type { Act } from './deps.ts';
import { namedReaders } from './sharing.ts';

/** Whose answer it is and to what. */
export interface Subject {
  readonly item: Item;
  readonly id: ItemId;
  readonly organisation: OrganisationId;
  /** The person, for a personal task or a prompt. */
  readonly person?: PersonId;
}

export interface Attempt {
  readonly rev: number;
  readonly nonce: string;
  /** Absent: take the answer back. */
  readonly given?: Given | 'done';
  readonly share?: Share;
}

export type Answering =
  | {
      readonly result: 'taken' | 'nothing' | 'closed' | 'notOpen' | 'conflict';
      readonly answer: Answer | undefined;
    }
  | { readonly result: 'problem'; readonly problem: Problem; readonly answer: Answer | undefined };

export async function readAnswer(act: Act, subject: Subject): Promise<Stored<Answer> | undefined> {
  const id = answerId(subject.id, subject.person ?? subject.organisation, subject.person === undefined);
  return act.deps.store.read<Answer>(academyPartition(act.academy.id), id);
}

export async function giveAnswer(act: Act, subject: Subject, attempt: Attempt): Promise<Answering> {
  const value = valueOf(attempt, subject.item);
  const readers = await namedReaders(act, subject.organisation, attempt.share);
  return contended(async () => {
    const doc = await readAnswer(act, subject);
    const answer = doc?.data;
    if (value && 'code' in value) return { result: 'problem', problem: value, answer };
    const decided = decideAnswer({
      answer,
      by: act.person.id,
      rev: attempt.rev,
      nonce: attempt.nonce,
      value,
      ...(attempt.share === undefined ? {} : { share: attempt.share }),
      ...(readers === undefined ? {} : { readers }),
      now: act.academy.now,
      window: answerWindow(subject.item, act.academy.programme),
      personal: subject.person !== undefined,
    });
    if (decided.decision === 'same') return { result: 'taken', answer };
    if (decided.decision !== 'write') return { result: decided.decision, answer };
    const changed: Answer = {
      academy: act.academy.id,
      sprint: subject.item.sprint.id,
      item: subject.id,
      organisation: subject.organisation,
      ...(subject.person === undefined ? {} : { person: subject.person }),
      revisions: withRevision(answer?.revisions ?? [], decided.revision),
    };
    // The mark stands and falls with the answer: progress and reminders read marks alone.
    const operations = [saving(answers, changed, doc), ...marking(changed, decided.mark)];
    await act.deps.store.batch(academyPartition(act.academy.id), operations);
    return { result: 'taken', answer: changed };
  });
}

function valueOf(attempt: Attempt, item: Item): AnswerValue | Problem | undefined {
  if (attempt.given === undefined) return undefined;
  return attempt.given === 'done' ? { kind: 'done' } : readGiven(attempt.given, item);
}

function marking(answer: Answer, what: 'create' | 'keep' | 'delete'): readonly BatchOperation[] {
  const last = answer.revisions.at(-1);
  if (what === 'keep' || last === undefined) return [];
  const { revisions: _, ...rest } = answer;
  const mark: Mark = { ...rest, by: last.by, at: last.at };
  return what === 'create' ? [creating(marks, mark)] : [{ op: 'delete', id: marks.place(mark).id }];
}
