import type { Audience, Content } from '../domain/delivery.ts';
import { noticeId } from '../domain/ids.ts';
import type { NoticeId } from '../domain/ids.ts';
import type { Localised } from '../domain/language.ts';
import type { Meeting, Programme, Sprint } from '../domain/programme.ts';
import type { Instant } from '../domain/time.ts';
import type { NextLine } from '../domain/view.ts';
import { outOfBreaks } from './breaks.ts';
import { itemId, itemsOf, itemTitle } from './lookup.ts';
import type { Item } from './lookup.ts';
import { itemReminders, meetingReminders } from './reminders.ts';
import { promptNotice, sprintNotice, wishesOf } from './wishes.ts';
import { lastWorth } from './worth.ts';

/** A notice that the programme itself calls for. Its id follows from the programme alone, so that making it twice
 * makes one. */
export interface PlannedNotice {
  readonly id: NoticeId;
  readonly dueAt: Instant;
  readonly contents: readonly [Content];
  readonly audience: Audience;
  readonly what: NextLine['what'];
  readonly title: Localised;
}

/** Plans by the programme they are of: a programme object never changes, and its plan is asked for at every tick. */
const known = new WeakMap<Programme, readonly PlannedNotice[]>();

/** Everything a programme has to tell people by itself, in the order in which it falls due (then by id). What falls due
 * when nobody can act on it any more is there too: the ledger says why it was not told. */
export function plan(programme: Programme): PlannedNotice[] {
  return [...planOf(programme)];
}

/** What falls due after one moment and up to another, the latter included: consecutive spans give each notice
 * once. */
export function dueBetween(programme: Programme, after: Instant, through: Instant): PlannedNotice[] {
  return planOf(programme).filter((notice) => after < notice.dueAt && notice.dueAt <= through);
}

/** What a programme has to tell by a moment up to which the one before it, which did not, has been planned. Reminders
 * are not made up for. */
export function overlooked(before: Programme, after: Programme, through: Instant): NoticeId[] {
  const known = new Set(planOf(before).flatMap(({ id, dueAt }) => (dueAt <= through ? [id] : [])));
  return planOf(after)
    .filter(({ dueAt, what }) => dueAt <= through && what !== 'reminder' && what !== 'meetingReminder')
    .flatMap(({ id }) => (known.has(id) ? [] : [id]));
}

export function planned(programme: Programme, ids: readonly NoticeId[]): PlannedNotice[] {
  return planOf(programme).filter(({ id }) => ids.includes(id));
}

export function nextPlanned(programme: Programme, after: Instant): PlannedNotice | undefined {
  return planOf(programme).find((notice) => after < notice.dueAt);
}

/** The next that people will get. */
export function nextTold(programme: Programme, after: Instant): PlannedNotice | undefined {
  return planOf(programme).find(({ contents: [content], dueAt }) => {
    const until = lastWorth(content, programme);
    return after < dueAt && (until === undefined || dueAt <= until);
  });
}

export function nextLine(planned: PlannedNotice): NextLine {
  return { at: planned.dueAt, what: planned.what, title: planned.title };
}

function planOf(programme: Programme): readonly PlannedNotice[] {
  const kept = known.get(programme);
  if (kept !== undefined) return kept;
  const told = outOfBreaks(wishesOf(programme), programme);
  const toldAt = new Map(told.map(({ id, dueAt }) => [id, dueAt]));
  const { kickOff, sprints } = programme;
  const planned = [
    ...told,
    ...sprints.flatMap((sprint) => remindersIn(sprint, programme, toldAt)),
    ...(kickOff ? meetingReminderNotices(kickOff, undefined, programme) : []),
  ].sort((a, b) => compare(a.dueAt, b.dueAt) || compare(a.id, b.id));
  known.set(programme, planned);
  return planned;
}

/** After what they remind of has been told. */
function remindersIn(
  sprint: Sprint,
  programme: Programme,
  toldAt: ReadonlyMap<NoticeId, Instant>,
): PlannedNotice[] {
  const opened = toldAt.get(sprintNotice(sprint));
  const items = itemsOf(sprint).flatMap((item) => {
    const asked = item.kind === 'prompt' ? toldAt.get(promptNotice(item.prompt)) : opened;
    return asked === undefined ? [] : reminderNotices(item, asked, programme);
  });
  return sprint.meeting ? [...items, ...meetingReminderNotices(sprint.meeting, opened, programme)] : items;
}

/** Numbered, so that an item never has more of them than the programme allows, whatever is imported anew. */
function reminderNotices(item: Item, asked: Instant, programme: Programme): PlannedNotice[] {
  const id = itemId(item);
  return itemReminders(item, asked, programme).map((at, index) => ({
    id: noticeId(`reminder:${id}:${String(index + 1)}`),
    dueAt: at,
    contents: [{ kind: item.kind, item: id, reminder: true }],
    audience: { to: 'unanswered', item: id },
    what: 'reminder',
    title: itemTitle(item),
  }));
}

/** Named by the time of the meeting: one that moves is reminded of anew. */
function meetingReminderNotices(
  meeting: Meeting,
  told: Instant | undefined,
  programme: Programme,
): PlannedNotice[] {
  const { id, starts, title } = meeting;
  return meetingReminders(meeting, told, programme).map((at, index) => ({
    id: noticeId(`meeting:${id}:${starts}:${String(index + 1)}`),
    dueAt: at,
    contents: [{ kind: 'meeting', meeting: id, starts }],
    audience: { to: 'everybody' },
    what: 'meetingReminder',
    title,
  }));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
