import type { CommandOf } from '../domain/command.ts';
import type { PersonId } from '../domain/ids.ts';
import type { NewcomerQuestion, NewcomerStatus } from '../domain/newcomer.ts';
import type { Refusal } from '../domain/problem.ts';
import type { Instant } from '../domain/time.ts';

export type Decision = CommandOf<'newcomer.link' | 'newcomer.refuse' | 'newcomer.reopen'>;

/** The question after a coordinator's decision; itself where that comes too late, since the first one stands. Only a
 * person whom the question names can be said yes to. */
export function decide(
  question: NewcomerQuestion,
  decision: Decision,
  by: PersonId,
  at: Instant,
): NewcomerQuestion | Refusal {
  if (
    decision.verb === 'newcomer.link' &&
    !question.candidates.some(({ person }) => person === decision.person)
  )
    return { code: 'gone' };
  const open = question.status.status === 'open';
  if (decision.rev !== question.rev || open === (decision.verb === 'newcomer.reopen')) return question;
  return { ...question, rev: question.rev + 1, status: statusAfter(decision, by, at) };
}

function statusAfter(decision: Decision, by: PersonId, at: Instant): NewcomerStatus {
  switch (decision.verb) {
    case 'newcomer.link':
      return { status: 'linked', person: decision.person, by, at };
    case 'newcomer.refuse':
      return { status: 'nobody', by, at };
    case 'newcomer.reopen':
      return { status: 'open' };
  }
}

/** What stands is not what this coordinator wanted. */
export function isOverruled(question: NewcomerQuestion, decision: Decision, by: PersonId): boolean {
  const { status } = question;
  switch (decision.verb) {
    case 'newcomer.link':
      return !(status.status === 'linked' && status.by === by && status.person === decision.person);
    case 'newcomer.refuse':
      return !(status.status === 'nobody' && status.by === by);
    case 'newcomer.reopen':
      return status.status !== 'open';
  }
}
