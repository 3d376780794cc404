import type { Answer } from '../domain/answer.ts';
import type { CommandOf } from '../domain/command.ts';
import type { ItemId, OrganisationId } from '../domain/ids.ts';
import type { PromptView, SharedView } from '../domain/view.ts';
import { currentRevision, maxChars } from '../rules/answers.ts';
import { findItem } from '../rules/lookup.ts';
import type { Item } from '../rules/lookup.ts';
import { sprintLine } from '../rules/items.ts';
import { mayRead } from '../rules/sharing.ts';
import { each } from '../store/access.ts';
import { academyPartition, answers, workPrefix } from '../store/documents.ts';
import { giveAnswer, readAnswer } from './answering.ts';
import type { Subject } from './answering.ts';
import type { Act } from './deps.ts';
import { namesFor, organisationName } from './names.ts';
import { shareOptions } from './sharing.ts';
import { itemForm, named } from './tasks.ts';
import type { Answered, Shape } from './tasks.ts';

type PromptItem = Extract<Item, { kind: 'prompt' }>;
type PromptSubject = Subject & { readonly item: PromptItem };

export async function showPrompt(act: Act, id: ItemId, shape: Shape = {}): Promise<Answered<PromptView>> {
  const subject = promptSubject(act, id);
  if (!subject) return { code: 'gone' };
  return promptView(act, subject, (await readAnswer(act, subject))?.data, shape);
}

export async function answerPrompt(
  act: Act,
  command: CommandOf<'prompt.answer'>,
): Promise<Answered<PromptView>> {
  const subject = promptSubject(act, command.item);
  if (!subject) return { code: 'gone' };
  const { rev, nonce, given } = command;
  const attempt = { rev, nonce, given, share: command.share ?? subject.item.prompt.shareDefault };
  const outcome = await giveAnswer(act, subject, attempt);
  return promptView(act, subject, outcome.answer, { outcome, attempt });
}

function promptSubject(act: Act, id: ItemId): PromptSubject | undefined {
  const item = findItem(act.academy.programme, id);
  const organisation = act.memberships[0].organisation;
  if (item?.kind !== 'prompt' || organisation === undefined) return undefined;
  return { item, id: item.prompt.id, organisation, person: act.person.id };
}

async function promptView(
  act: Act,
  subject: PromptSubject,
  answer: Answer | undefined,
  shape: Shape,
): Promise<PromptView> {
  const { prompt, sprint } = subject.item;
  return {
    kind: 'prompt',
    frame: act.academy.frame,
    item: prompt.id,
    sprint: sprintLine(act.academy.programme, sprint),
    step: prompt.step,
    text: prompt.text,
    ...(prompt.choices ? { choices: prompt.choices } : {}),
    ...(prompt.comment ? { comment: prompt.comment } : {}),
    maxChars: maxChars(subject.item),
    form: itemForm(act, subject.item, answer, () => act.person.name, {
      ...shape,
      ...(await named(act, subject, answer)),
    }),
    shareOptions: await shareOptions(act, subject.organisation),
    shareDefault: prompt.shareDefault,
  };
}

const SHOWN = 10;

/** What others have shared with the reader about a prompt: their own organisation's, and the whole academy's. */
export async function othersOn(act: Act, id: ItemId): Promise<Answered<SharedView>> {
  const item = findItem(act.academy.programme, id);
  if (item?.kind !== 'prompt') return { code: 'gone' };
  const shared = await Promise.all(
    act.academy.programme.organisations.map(({ id: organisation }) => sharedIn(act, item, organisation)),
  );
  const newestFirst = shared.flat().sort((a, b) => (a.shown.at < b.shown.at ? 1 : -1));
  return {
    kind: 'shared',
    frame: act.academy.frame,
    item: item.prompt.id,
    text: item.prompt.text,
    ...(item.prompt.choices ? { choices: item.prompt.choices } : {}),
    shown: newestFirst.slice(0, SHOWN),
    others: Math.max(0, newestFirst.length - SHOWN),
  };
}

async function sharedIn(act: Act, item: PromptItem, organisation: OrganisationId) {
  const prefix = workPrefix(organisation, item.sprint.id, item.prompt.id);
  const found: Answer[] = [];
  for await (const answer of each(act.deps.store, answers, academyPartition(act.academy.id), prefix)) {
    if (answer.person !== act.person.id && readableBy(act, answer)) found.push(answer);
  }
  const names = await namesFor(
    act.deps,
    act.academy,
    organisation,
    found.flatMap((a) => a.person ?? []),
  );
  return found.flatMap((answer) => {
    const current = currentRevision(answer);
    if (!current?.value || answer.person === undefined) return [];
    const name = names(answer.person);
    return {
      who: { name, role: 'participant' as const, organisation: organisationName(act.academy, organisation) },
      shown: {
        value: current.value,
        by: name,
        at: current.at,
        ...(current.share ? { share: current.share } : {}),
      },
    };
  });
}

/** Whether the person who acts may read this answer now. */
export function readableBy(act: Act, answer: Answer): boolean {
  const current = currentRevision(answer);
  if (!current || answer.person === undefined) return false;
  const author = { person: answer.person, organisation: answer.organisation };
  const reader = { person: act.person.id, memberships: act.person.memberships };
  // Memberships are dated by the wall clock: a demonstration's clock says nothing about rights.
  return mayRead(current, author, reader, act.academy.id, act.deps.wallNow());
}
