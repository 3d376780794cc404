import type { OrganisationId, SprintId } from '../domain/ids.ts';
import type { Sprint } from '../domain/programme.ts';
import type { OverviewView, SprintView, TasksView } from '../domain/view.ts';
import { findOrganisation, findSprint, nextMeeting } from '../rules/lookup.ts';
import { sprintLine } from '../rules/items.ts';
import type { Act } from './deps.ts';
import { invitation } from './meetings.ts';
import { languageOf } from './languages.ts';
import { mentorMember, organisationName } from './names.ts';
import type { Answered } from './tasks.ts';
import { comingSprint, currentSprint, linesFor, openedSprints, progressOf } from './work.ts';

/** Everything a participant can do now: what is open in any sprint that has begun, and the current one whole. */
export async function showTasks(act: Act): Promise<Answered<TasksView>> {
  const { academy } = act;
  const { organisation } = act.memberships[0];
  if (organisation === undefined) return { code: 'notAllowed' };
  const sprint = currentSprint(academy);
  const lines = await linesFor(act, organisation, openedSprints(academy));
  const current = new Set(sprint?.tasks.map((t) => t.id).concat(sprint.prompts.map((p) => p.id)));
  const next = comingSprint(academy);
  const meeting = nextMeeting(academy.programme, academy.now);
  const mentor = await mentorMember(act.deps.academies, academy, organisation);
  const pairing = academy.revision.pairings.find((p) => p.organisation === organisation);
  return {
    kind: 'tasks',
    frame: academy.frame,
    organisation: organisationName(academy, organisation),
    ...(sprint ? { sprint: sprintLine(academy.programme, sprint) } : {}),
    lines: lines.filter((l) => current.has(l.item) || l.state === 'open' || l.state === 'late'),
    ...(next ? { nextSprint: sprintLine(academy.programme, next) } : {}),
    ...(meeting ? { meeting: await invitation(act, meeting) } : {}),
    ...(mentor
      ? { mentor: { name: mentor.name, language: (await languageOf(act.deps, academy))(mentor) } }
      : {}),
    ...(mentor && pairing ? { thread: pairing.id } : {}),
  };
}

export async function showSprint(act: Act, id: SprintId): Promise<Answered<SprintView>> {
  const sprint = findSprint(act.academy.programme, id);
  if (!sprint) return { code: 'gone' };
  const { role, organisation } = act.memberships[0];
  return {
    kind: 'sprint',
    frame: act.academy.frame,
    role,
    sprint: sprintLine(act.academy.programme, sprint),
    summary: sprint.summary,
    materials: sprint.materials,
    tasks: await taskLines(act, organisation, sprint),
    ...(sprint.meeting ? { meeting: await invitation(act, sprint.meeting) } : {}),
    ...(role === 'participant' && organisation !== undefined
      ? { organisation: organisationName(act.academy, organisation) }
      : {}),
  };
}

async function taskLines(act: Act, organisation: OrganisationId | undefined, sprint: Sprint) {
  const anyOrganisation = organisation ?? act.academy.programme.organisations[0]?.id;
  if (anyOrganisation === undefined) return [];
  const lines = (await linesFor(act, anyOrganisation, [sprint])).filter((line) => line.kind === 'task');
  if (act.memberships[0].role === 'participant') return lines;
  // A mentor has several organisations, a coordinator all: their card names the tasks, not one organisation's state.
  return lines.map(({ by: _by, at: _at, ...line }) => ({ ...line, state: 'open' as const }));
}

/** A mentor's organisations. */
export async function showOverview(act: Act): Promise<OverviewView> {
  const { academy } = act;
  const organisations = act.memberships.flatMap((m) => m.organisation ?? []);
  const found = organisations.flatMap((id) => findOrganisation(academy.programme, id) ?? []);
  const sprint = currentSprint(academy) ?? openedSprints(academy).at(-1);
  return {
    kind: 'overview',
    frame: academy.frame,
    ...(sprint ? { sprint: sprintLine(academy.programme, sprint) } : {}),
    organisations: await Promise.all(found.map((org) => progressOf(act.deps, academy, org))),
  };
}
