/** What may be said in a group chat or channel, where others read along. */
import type { AcademyId } from '../domain/ids.ts';
import type { Meeting, Place, Programme, Sprint } from '../domain/programme.ts';
import type { Instant } from '../domain/time.ts';
import type { PointerView, PublicMeeting, PublicPlace, PublicTask, PublicView } from '../domain/view.ts';
import { sprintLine } from './items.ts';
import { nextMeeting, nextSprint, openSprints } from './lookup.ts';
import { toInstant } from './time.ts';
import { dueAt } from './window.ts';

/** What somebody asks for there; `academy`: as the card that was clicked names it. */
export type AskedInGroup =
  { readonly topic: 'academy'; readonly academy?: AcademyId } | { readonly topic: 'help' | 'private' };

export type GroupAnswer =
  | { readonly say: 'academy'; readonly academy: AcademyId }
  | { readonly say: 'help' }
  | { readonly say: 'elsewhere'; readonly why: Exclude<PointerView['why'], 'trouble'> };

/**
 * `academies`: those that the asker is in now. To a stranger no academy is named, and of several none: who reads along
 * in this chat is not known, and it would tell them where else the asker is.
 */
export function answerInGroup(asked: AskedInGroup, academies: readonly AcademyId[]): GroupAnswer {
  const [only, ...more] = academies;
  if (only === undefined) return { say: 'elsewhere', why: 'stranger' };
  switch (asked.topic) {
    case 'private':
      return { say: 'elsewhere', why: 'private' };
    case 'help':
      return { say: 'help' };
    case 'academy': {
      const { academy } = asked;
      if (academy === undefined)
        return more.length === 0 ? { say: 'academy', academy: only } : { say: 'elsewhere', why: 'several' };
      return academies.includes(academy)
        ? { say: 'academy', academy }
        : { say: 'elsewhere', why: 'stranger' };
    }
  }
}

/** What is public in a programme at a moment. It reads the programme alone: what people did is not within its reach. */
export function publicPart(
  programme: Programme,
  now: Instant,
): Pick<PublicView, 'sprint' | 'tasks' | 'nextSprint' | 'meeting'> {
  const sprint = openSprints(programme, now).at(-1);
  const next = nextSprint(programme, now);
  const meeting = nextMeeting(programme, now);
  return {
    ...(sprint ? { sprint: sprintLine(programme, sprint) } : {}),
    tasks: sprint ? publicTasks(sprint, programme) : [],
    ...(next ? { nextSprint: sprintLine(programme, next) } : {}),
    ...(meeting ? { meeting: publicMeeting(meeting, programme) } : {}),
  };
}

/** What is due first stands first. */
function publicTasks({ tasks }: Sprint, programme: Programme): readonly PublicTask[] {
  return tasks
    .map(({ title, scope, due }) => ({ title, scope, due: dueAt(due, programme) }))
    .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
}

function publicMeeting({ title, starts, ends, place }: Meeting, { timezone }: Programme): PublicMeeting {
  return {
    title,
    starts: toInstant(starts, timezone),
    ends: toInstant(ends, timezone),
    place: publicPlace(place),
  };
}

function publicPlace(place: Place): PublicPlace {
  switch (place.kind) {
    case 'online':
      return { kind: 'online' };
    case 'hybrid':
    case 'onsite':
      return { kind: place.kind, city: place.city };
  }
}
