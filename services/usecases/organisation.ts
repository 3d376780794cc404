import type { Answer, AnswerValue } from '../domain/answer.ts';
import type { ItemId, OrganisationId } from '../domain/ids.ts';
import type { Sprint } from '../domain/programme.ts';
import type { ItemLine, OrganisationView } from '../domain/view.ts';
import { currentRevision } from '../rules/answers.ts';
import {
  answerWindow,
  findItem,
  findOrganisation,
  itemId,
  itemScope,
  itemsOf,
  itemTitle,
} from '../rules/lookup.ts';
import { sprintLine } from '../rules/items.ts';
import { collect, each } from '../store/access.ts';
import { academyPartition, answers, workPrefix } from '../store/documents.ts';
import type { Act } from './deps.ts';
import { languageOf } from './languages.ts';
import { mentorMember, namesFor } from './names.ts';
import { readableBy } from './prompts.ts';
import type { Answered } from './tasks.ts';
import { linesFor, marksOf, openedSprints } from './work.ts';

/** One organisation: to its mentor with the tasks' answers and what was shared with mentors, to a coordinator states
 * and counts only. */
export async function showOrganisation(act: Act, id: OrganisationId): Promise<Answered<OrganisationView>> {
  const organisation = findOrganisation(act.academy.programme, id);
  if (!organisation) return { code: 'gone' };
  const { academy, deps } = act;
  // A person who is both sees it as its mentor: that is the closer relation.
  const role = act.memberships.some((m) => m.role === 'mentor') ? 'mentor' : 'coordinator';
  const [members, mentor] = await Promise.all([
    deps.academies.members(academy, id),
    mentorMember(deps.academies, academy, id),
  ]);
  const language = await languageOf(deps, academy);
  const pairing = academy.revision.pairings.find((p) => p.organisation === id);
  const sprints = openedSprints(academy).toReversed();
  return {
    kind: 'organisation',
    frame: academy.frame,
    role,
    organisation: id,
    name: organisation.name,
    people: members.map((member) => ({ name: member.name, language: language(member) })),
    ...(mentor ? { mentor: mentor.name } : {}),
    sprints: await Promise.all(sprints.map((sprint) => sprintOf(act, id, sprint, role, members.length))),
    ...(role === 'mentor' && pairing ? { thread: pairing.id } : {}),
  };
}

async function sprintOf(
  act: Act,
  organisation: OrganisationId,
  sprint: Sprint,
  role: 'mentor' | 'coordinator',
  people: number,
): Promise<OrganisationView['sprints'][number]> {
  const { programme, now } = act.academy;
  const [lines, marked] = await Promise.all([
    linesFor(act, organisation, [sprint]),
    marksOf(act.deps, act.academy, organisation, sprint),
  ]);
  const given = role === 'mentor' ? await answersIn(act, organisation, sprint) : [];
  const byItem = new Map(given.filter((a) => a.person === undefined).map((a) => [a.item, valueOf(a)]));
  const personal = itemsOf(sprint).filter((item) => itemScope(item) === 'person');
  const asked = personal.filter((item) => answerWindow(item, programme).opens <= now).map(itemId);
  return {
    sprint: sprintLine(programme, sprint),
    tasks: lines
      .filter((l) => l.kind === 'task' && l.scope === 'organisation')
      .map((l) => withAnswer(l, byItem)),
    reflections: await reflections(act, organisation, given),
    reflectionsDone: marked.filter((mark) => asked.includes(mark.item)).length,
    reflectionsAsked: asked.length * people,
  };
}

function answersIn(act: Act, organisation: OrganisationId, sprint: Sprint): Promise<Answer[]> {
  const prefix = workPrefix(organisation, sprint.id);
  return collect(each(act.deps.store, answers, academyPartition(act.academy.id), prefix));
}

function valueOf(answer: Answer): AnswerValue | undefined {
  return currentRevision(answer)?.value;
}

function withAnswer(line: ItemLine, values: ReadonlyMap<ItemId, AnswerValue | undefined>) {
  const answer = values.get(line.item);
  return answer ? { ...line, answer } : line;
}

async function reflections(act: Act, organisation: OrganisationId, given: readonly Answer[]) {
  const readable = given.filter((answer) => readableBy(act, answer));
  const names = await namesFor(
    act.deps,
    act.academy,
    organisation,
    readable.flatMap((a) => a.person ?? []),
  );
  const shown = readable.flatMap((answer) => {
    const item = findItem(act.academy.programme, answer.item);
    const current = currentRevision(answer);
    if (!item || !current?.value || answer.person === undefined) return [];
    const { value, at, share } = current;
    return {
      question: itemTitle(item),
      ...(item.kind === 'prompt' && item.prompt.choices ? { choices: item.prompt.choices } : {}),
      shown: { value, by: names(answer.person), at, ...(share ? { share } : {}) },
    };
  });
  return shown.sort((a, b) => (a.shown.at < b.shown.at ? 1 : -1));
}
