import type { Broadcast } from '../domain/broadcast.ts';
import type { Delivery, Notice } from '../domain/delivery.ts';
import type { MeetingId } from '../domain/ids.ts';
import type { Localised } from '../domain/language.ts';
import type { DeskView, NextLine, ReachView } from '../domain/view.ts';
import { findItem, findMeeting, findSprint, itemTitle, nextMeeting } from '../rules/lookup.ts';
import { sprintLine } from '../rules/items.ts';
import { nextLine, nextPlanned } from '../rules/plan.ts';
import { across, collect, each } from '../store/access.ts';
import {
  academyPartition,
  after,
  deliveries,
  GENERAL,
  notices,
  reaches,
  rsvps,
  SETTLED,
} from '../store/documents.ts';
import type { PersonReach } from '../store/documents.ts';
import type { Academy } from './academies.ts';
import type { Act, Deps } from './deps.ts';
import { tallyOf } from './ledger.ts';
import { meetingLine } from './meetings.ts';
import { nameOf } from './names.ts';
import { waitingIn } from './newcomers-open.ts';
import { currentSprint, openedSprints, progressOf } from './work.ts';

export async function showDesk(act: Act): Promise<DeskView> {
  const { academy, deps } = act;
  const { programme } = academy;
  const sprint = currentSprint(academy) ?? openedSprints(academy).at(-1);
  const [organisations, reach, meeting, sends, waiting, held] = await Promise.all([
    Promise.all(programme.organisations.map((organisation) => progressOf(deps, academy, organisation))),
    reachCounts(deps, academy),
    meetingCounts(deps, academy),
    latestSends(deps, academy),
    waitingIn(deps, academy),
    heldCount(deps, academy),
  ]);
  const next = nextThing(academy);
  return {
    kind: 'desk',
    frame: academy.frame,
    ...(sprint ? { sprint: sprintLine(programme, sprint) } : {}),
    organisations,
    reach,
    ...(meeting ? { meeting } : {}),
    ...(next ? { next } : {}),
    sends,
    newcomers: waiting.length,
    held,
    ...(next && programme.demo ? { jump: next } : {}),
    feedback: openedSprints(academy).length > 0,
  };
}

/** What the programme sends next. */
export function nextThing(academy: Academy): NextLine | undefined {
  const planned = nextPlanned(academy.programme, academy.now);
  return planned && nextLine(planned);
}

async function reachCounts(deps: Deps, academy: Academy): Promise<DeskView['reach']> {
  const known = await collect(each(deps.store, reaches, academyPartition(academy.id)));
  const current = await rosterSize(deps, academy);
  const on = known.filter(({ person }) => current.has(person));
  const reached = on.filter(({ reach }) => reach.state === 'reached').length;
  const lost = on.filter(({ reach }) => reach.state === 'lost').length;
  return { reached, lost, never: current.size - reached - lost };
}

async function rosterSize(deps: Deps, academy: Academy): Promise<ReadonlySet<string>> {
  const people = new Set<string>();
  for (const index of academy.revision.pages.keys()) {
    for (const { person } of await deps.academies.page(academy.id, academy.revision.id, index))
      people.add(person);
  }
  return people;
}

async function meetingCounts(deps: Deps, academy: Academy): Promise<DeskView['meeting']> {
  const meeting = nextMeeting(academy.programme, academy.now);
  if (!meeting) return undefined;
  const invited = new Set<string>();
  for (const index of academy.revision.pages.keys()) {
    const members = await deps.academies.page(academy.id, academy.revision.id, index);
    for (const member of members) if (member.role !== 'coordinator') invited.add(member.person);
  }
  // Who has left since is neither coming nor missing.
  const given = (
    await collect(each(deps.store, rsvps, academyPartition(academy.id), `${meeting.id}/`))
  ).filter(({ person }) => invited.has(person));
  const count = (answer: string) => given.filter((rsvp) => rsvp.answer === answer).length;
  return {
    ...meetingLine(academy, meeting, { invited: false }),
    coming: count('coming'),
    online: count('online'),
    notComing: count('notComing'),
    noAnswer: invited.size - given.length,
  };
}

const SENDS = 3;

async function latestSends(deps: Deps, academy: Academy): Promise<DeskView['sends']> {
  const pk = academyPartition(academy.id);
  const page = await deps.store.query<Notice>({ pk, type: notices.type, to: after(GENERAL), limit: SENDS });
  return Promise.all(
    page.docs.map(async ({ data: notice }) => ({
      ...(await describe(deps, academy, notice)),
      at: notice.dueAt,
      tally: await tallyOf(deps.store, notice),
      done: notice.status === 'done',
    })),
  );
}

type Send = DeskView['sends'][number];

async function describe(
  deps: Deps,
  academy: Academy,
  notice: Notice,
): Promise<Pick<Send, 'title' | 'kind' | 'broadcast'>> {
  const { programme } = academy;
  const [content] = notice.contents;
  switch (content?.kind) {
    case 'sprint':
      return { kind: 'sprint', title: findSprint(programme, content.sprint)?.theme ?? {} };
    case 'prompt':
    case 'task': {
      const item = findItem(programme, content.item);
      return { kind: content.reminder ? 'reminder' : 'prompt', title: item ? itemTitle(item) : {} };
    }
    case 'meeting':
      return { kind: 'meetingReminder', title: meetingTitle(academy, content.meeting) };
    case 'feedback':
      return { kind: 'feedback', title: meetingTitle(academy, content.meeting) };
    case 'broadcast': {
      const { broadcast } = content;
      const doc = await deps.store.read<Broadcast>(academyPartition(academy.id), `broadcast:${broadcast}`);
      return { kind: 'broadcast', title: doc ? meetingTitle(academy, doc.data.meeting) : {}, broadcast };
    }
    default:
      return { kind: 'other', title: programme.title };
  }
}

function meetingTitle({ programme }: Academy, meeting: MeetingId): Localised {
  return findMeeting(programme, meeting)?.meeting.title ?? {};
}

/** Deliveries in doubt in this academy. Across partitions, and so for the desk alone, never for an action. */
async function heldCount(deps: Deps, academy: Academy): Promise<number> {
  const from = `${SETTLED}held/`;
  let count = 0;
  for await (const { data } of across<Delivery>(deps.store, {
    type: deliveries.type,
    from,
    to: after(from),
  })) {
    if (data.academy === academy.id) count += 1;
  }
  return count;
}

const LISTED = 60;

/** Who could not be reached, and why. */
export async function showReach(act: Act): Promise<ReachView> {
  const { academy, deps } = act;
  const known = new Map<string, PersonReach['reach']>();
  for await (const { person, reach } of each(deps.store, reaches, academyPartition(academy.id)))
    known.set(person, reach);
  const people: ReachView['people'][number][] = [];
  const seen = new Set<string>();
  let others = 0;
  for (const index of academy.revision.pages.keys()) {
    for (const member of await deps.academies.page(academy.id, academy.revision.id, index)) {
      const reach = known.get(member.person);
      if (reach?.state === 'reached' || seen.has(member.person)) continue;
      seen.add(member.person);
      const why =
        reach?.state === 'lost'
          ? { reason: reach.reason, since: reach.since }
          : { reason: 'notMet' as const };
      if (people.length < LISTED) people.push({ who: nameOf(academy, member), ...why });
      else others += 1;
    }
  }
  return { kind: 'reach', frame: academy.frame, people, others };
}
