/** What looks back: a promise brought back, a sprint that is over, the academy half a year later. */
import type { SkipReason } from '../domain/delivery.ts';
import type { ItemId, SprintId } from '../domain/ids.ts';
import type { Refusal } from '../domain/problem.ts';
import type { BroughtBackView, FollowUpView, ItemLine, SprintClosedView } from '../domain/view.ts';
import { sprintLine } from '../rules/items.ts';
import { findSprint } from '../rules/lookup.ts';
import type { Act } from './deps.ts';
import { organisationName } from './names.ts';
import { showPrompt } from './prompts.ts';
import { comingSprint, linesFor } from './work.ts';

/** To nobody but its author, whoever else may read it. */
export async function bringBack(act: Act, item: ItemId): Promise<BroughtBackView | Refusal | SkipReason> {
  const view = await showPrompt(act, item);
  if ('code' in view) return view;
  const { frame, text, choices, form } = view;
  if (!form.current) return 'unanswered';
  return { kind: 'broughtBack', frame, item, text, ...(choices ? { choices } : {}), shown: form.current };
}

export async function closeSprint(act: Act, id: SprintId): Promise<SprintClosedView | Refusal> {
  const { academy, memberships } = act;
  const sprint = findSprint(academy.programme, id);
  if (!sprint) return { code: 'gone' };
  const { role, organisation } = memberships[0];
  const next = comingSprint(academy);
  const lines =
    role === 'participant' && organisation !== undefined ? await linesFor(act, organisation, [sprint]) : [];
  return {
    kind: 'sprintClosed',
    frame: academy.frame,
    sprint: sprintLine(academy.programme, sprint),
    ...(lines.length > 0 && organisation !== undefined
      ? { done: { organisation: organisationName(academy, organisation), ...counted(lines) } }
      : {}),
    ...(next ? { next: sprintLine(academy.programme, next) } : {}),
  };
}

function counted(lines: readonly ItemLine[]): Omit<NonNullable<SprintClosedView['done']>, 'organisation'> {
  const joint = lines.filter(({ scope }) => scope === 'organisation');
  const own = lines.filter(({ scope }) => scope === 'person');
  const done = (of: readonly ItemLine[]) => of.filter(({ state }) => state === 'done').length;
  return {
    tasksDone: done(joint),
    tasks: joint.length,
    reflectionsDone: done(own),
    reflections: own.length,
  };
}

/** The joint tasks that the reader's organisation has answered. */
export async function followUp(act: Act): Promise<FollowUpView | Refusal> {
  const { academy, memberships } = act;
  const { organisation } = memberships[0];
  if (organisation === undefined) return { code: 'notAllowed' };
  const lines = await linesFor(act, organisation, academy.programme.sprints);
  return {
    kind: 'followUp',
    frame: academy.frame,
    organisation: organisationName(academy, organisation),
    lines: lines.filter(({ scope, state }) => scope === 'organisation' && state === 'done'),
  };
}
