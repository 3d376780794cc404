import type { Notice } from '../domain/delivery.ts';
import { addMilliseconds } from '../domain/time.ts';
import type { DeskView, NextLine, ReachView } from '../domain/view.ts';
import { findMeeting, nextMeeting } from '../rules/lookup.ts';
import { sprintLine } from '../rules/items.ts';
import { answeredForOther } from '../rules/moved.ts';
import { nextLine, nextTold } from '../rules/plan.ts';
import { collect, each } from '../store/access.ts';
import { stucks } from '../store/documents-agenda.ts';
import { academyPartition, after, GENERAL, notices, reaches, rsvps } from '../store/documents.ts';
import type { Stuck } from '../store/documents-agenda.ts';
import type { PersonReach } from '../store/documents.ts';
import type { Academy } from './academies.ts';
import { scheduledIn } from './broadcast-schedule.ts';
import type { Scheduled } from './broadcast-schedule.ts';
import type { Act, Deps } from './deps.ts';
import { heldCount } from './held.ts';
import { isThrough, readNotice, tallyOf, wasStopped } from './ledger.ts';
import { meetingLine } from './meetings.ts';
import { nameOf } from './names.ts';
import { waitingIn } from './newcomers-open.ts';
import { whatOf } from './what.ts';
import { currentSprint, openedSprints, progressOf } from './work.ts';

export async function showDesk(act: Act): Promise<DeskView> {
  const { academy, deps } = act;
  const { programme } = academy;
  const sprint = currentSprint(academy) ?? openedSprints(academy).at(-1);
  const [organisations, reach, meeting, sends, waiting, held, stuck, scheduled] = await Promise.all([
    Promise.all(programme.organisations.map((organisation) => progressOf(deps, academy, organisation))),
    reachCounts(deps, academy),
    meetingCounts(deps, academy),
    latestSends(deps, academy),
    waitingIn(deps, academy),
    heldCount(deps, academy),
    stuckIn(deps, academy),
    scheduledIn(deps.store, academy),
  ]);
  const next = sooner(nextThing(academy), scheduled[0] && asNext(academy, scheduled[0]));
  return {
    kind: 'desk',
    frame: academy.frame,
    ...(sprint ? { sprint: sprintLine(programme, sprint) } : {}),
    organisations,
    reach,
    ...(meeting ? { meeting } : {}),
    ...(next ? { next } : {}),
    scheduled: {
      broadcasts: await Promise.all(scheduled.slice(0, WAITING).map((one) => waitingLine(act, one))),
      others: Math.max(0, scheduled.length - WAITING),
    },
    sends,
    newcomers: waiting.length,
    held,
    stuck,
    ...(next && programme.demo ? { jump: next } : {}),
    feedback: openedSprints(academy).length > 0,
  };
}

/** What the programme sends next. */
export function nextThing(academy: Academy): NextLine | undefined {
  const planned = nextTold(academy.programme, academy.now);
  return planned && nextLine(planned);
}

/** The same, with what coordinators have scheduled. */
export async function nextToBeSent({ deps, academy }: Act): Promise<NextLine | undefined> {
  const [first] = await scheduledIn(deps.store, academy);
  return sooner(nextThing(academy), first && asNext(academy, first));
}

function sooner(a: NextLine | undefined, b: NextLine | undefined): NextLine | undefined {
  if (!a || !b) return a ?? b;
  return b.at < a.at ? b : a;
}

/** One that is due already is about to be sent. */
function asNext({ programme, now }: Academy, { meeting, status }: Scheduled): NextLine | undefined {
  if (status.dueAt <= now) return undefined;
  return { at: status.dueAt, what: 'broadcast', title: findMeeting(programme, meeting)?.meeting.title ?? {} };
}

/** Scheduled broadcasts listed. */
const WAITING = 2;

async function waitingLine(
  { academy, deps }: Act,
  { id, meeting, status }: Scheduled,
): Promise<DeskView['scheduled']['broadcasts'][number]> {
  return {
    broadcast: id,
    title: findMeeting(academy.programme, meeting)?.meeting.title ?? {},
    at: status.dueAt,
    by: (await deps.persons.read(status.by))?.data.name ?? '–',
  };
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
  const { timezone } = academy.programme;
  const current = given.filter((rsvp) => answeredForOther(rsvp, meeting, timezone) === undefined);
  const count = (answer: string) => current.filter((rsvp) => rsvp.answer === answer).length;
  return {
    ...meetingLine(academy, meeting, { invited: false }),
    coming: count('coming'),
    online: count('online'),
    notComing: count('notComing'),
    noAnswer: invited.size - given.length,
    otherTime: given.length - current.length,
  };
}

const SENDS = 3;

async function latestSends(deps: Deps, academy: Academy): Promise<DeskView['sends']> {
  const pk = academyPartition(academy.id);
  const page = await deps.store.query<Notice>({ pk, type: notices.type, to: after(GENERAL), limit: SENDS });
  return Promise.all(
    page.docs.map(async ({ data: notice }) => ({
      what: await whatOf(deps, academy, notice.contents[0] ?? { kind: 'home' }),
      notice: notice.id,
      at: notice.dueAt,
      ...(await progressOfSend(deps, notice)),
      ...(notice.untold && 'skipped' in notice.untold ? { skipped: notice.untold.skipped } : {}),
    })),
  );
}

async function progressOfSend(deps: Deps, notice: Notice) {
  const tally = await tallyOf(deps.store, notice);
  const stopped = wasStopped(notice, tally) ? { stopped: true as const } : {};
  return { tally, done: isThrough(notice, tally), ...stopped };
}

const STUCK = 3;

/** What some process has found not to move. */
async function stuckIn(deps: Deps, academy: Academy): Promise<DeskView['stuck']> {
  const pk = academyPartition(academy.id);
  const page = await deps.store.query<Stuck>({ pk, type: stucks.type, limit: STUCK });
  return Promise.all(
    page.docs.map(async ({ data: { notice: id, why, since, waiting } }) => {
      const notice = (await readNotice(deps.store, academy.id, id))?.data;
      return {
        what: await whatOf(deps, academy, notice?.contents[0] ?? { kind: 'home' }),
        notice: id,
        why,
        since: addMilliseconds(since, academy.head.clockOffset),
        ...(waiting === undefined ? {} : { waiting }),
      };
    }),
  );
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
      if (people.length < LISTED)
        people.push({ person: member.person, who: nameOf(academy, member), ...why });
      else others += 1;
    }
  }
  return { kind: 'reach', frame: academy.frame, people, others };
}
