/** How an academy's work stands: lists of what to do, and progress, from marks alone. */
import type { Mark } from '../domain/answer.ts';
import type { OrganisationId } from '../domain/ids.ts';
import type { Meeting, Organisation, Sprint } from '../domain/programme.ts';
import type { ItemLine, OrganisationLine } from '../domain/view.ts';
import { itemLines, organisationLine } from '../rules/items.ts';
import { nextSprint, openedSprints as opened, openSprints } from '../rules/lookup.ts';
import { collect, each } from '../store/access.ts';
import { academyPartition, marks, workPrefix } from '../store/documents.ts';
import type { Academy } from './academies.ts';
import type { Act, Deps } from './deps.ts';
import { namesFor } from './names.ts';

export async function marksOf(
  deps: Pick<Deps, 'store'>,
  academy: Academy,
  organisation: OrganisationId,
  sprint?: Sprint,
): Promise<readonly Mark[]> {
  const prefix = workPrefix(organisation, sprint?.id);
  return collect(each(deps.store, marks, academyPartition(academy.id), prefix));
}

/** The reader's list for some sprints. */
export async function linesFor(
  act: Act,
  organisation: OrganisationId,
  sprints: readonly Sprint[],
): Promise<readonly ItemLine[]> {
  const found = await Promise.all(
    sprints.map((sprint) => marksOf(act.deps, act.academy, organisation, sprint)),
  );
  const all = found.flat();
  const names = await namesFor(
    act.deps,
    act.academy,
    organisation,
    all.map((mark) => mark.by),
  );
  return itemLines(act.academy.programme, act.academy.now, all, act.person.id, names, sprints);
}

export async function progressOf(
  deps: Deps,
  academy: Academy,
  organisation: Organisation,
): Promise<OrganisationLine> {
  const [found, people] = await Promise.all([
    marksOf(deps, academy, organisation.id),
    deps.academies.members(academy, organisation.id),
  ]);
  return organisationLine(academy.programme, academy.now, organisation, found, people.length);
}

/** Sprints that have opened, oldest first. */
export function openedSprints(academy: Academy): readonly Sprint[] {
  return opened(academy.programme, academy.now);
}

/** The sprint that a card is about: the one that is open (the latest, where they overlap), else the one before. */
export function currentSprint(academy: Academy): Sprint | undefined {
  return openSprints(academy.programme, academy.now).at(-1);
}

export function comingSprint(academy: Academy): Sprint | undefined {
  return nextSprint(academy.programme, academy.now);
}

/** Every meeting of the programme that people are invited to, the kick-off first. */
export function allMeetings({ programme }: Academy): readonly Meeting[] {
  return [
    ...(programme.kickOff ? [programme.kickOff] : []),
    ...programme.sprints.flatMap((s) => s.meeting ?? []),
  ];
}
