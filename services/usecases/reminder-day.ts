/** Who is in several academies gets the reminders of a day from all of them on one card. */
import type { AcademyId, ItemId, NoticeId } from '../domain/ids.ts';
import type { Notice } from '../domain/delivery.ts';
import type { Person } from '../domain/people.ts';
import { addMilliseconds, MINUTE } from '../domain/time.ts';
import type { Instant, LocalDate } from '../domain/time.ts';
import type { Programme } from '../domain/programme.ts';
import { dueBetween } from '../rules/plan.ts';
import { academiesOf } from '../rules/rights.ts';
import { addDays, endOfDay, toLocal } from '../rules/time.ts';
import { intoWindow, nextMorning, opensAt } from '../rules/window.ts';
import { contended, createDoc, replaceDoc } from '../store/access.ts';
import { personPartition, reminderDayId, reminderDays } from '../store/documents.ts';
import type { ReminderDay } from '../store/documents.ts';
import type { Academy } from './academies.ts';
import type { Deps } from './deps.ts';

/** So long the card waits for the reminders of the other academies. */
const GATHERING_MS = MINUTE;

/** On which card a person's reminders of a notice go: on this notice's own, at that time; or on one that is there. */
export type Place = { readonly carries: LocalDate; readonly at: Instant } | 'joins';

/** Undefined: the person is in this academy alone, so that its card is the only one. A demonstration, whose day is its
 * own, goes with no other. */
export async function placeOnDay(
  deps: Deps,
  academy: Academy,
  notice: Notice,
  person: Person,
): Promise<Place | undefined> {
  const [content] = notice.contents;
  if (content?.kind !== 'reminders' || academy.programme.demo) return undefined;
  const others = await othersOf(deps, academy, person);
  if (others.length === 0) return undefined;
  let morning = academy.now;
  for (;;) {
    const { date } = toLocal(morning, academy.programme.timezone);
    const joined = await join(deps, person, date, {
      academy: academy.id,
      notice: notice.id,
      items: content.items,
    });
    if (joined === 'joins') return joined;
    if (joined === 'carries') return { carries: date, at: gatheredAt(morning, date, [academy, ...others]) };
    // The day's card is out: with the next one.
    morning = nextMorning(opensAt(addDays(date, 1), academy.programme), academy.programme);
  }
}

async function othersOf(deps: Deps, academy: Academy, person: Person): Promise<readonly Academy[]> {
  const ids = academiesOf(person, deps.wallNow()).filter((id) => id !== academy.id);
  const found = await Promise.all(ids.map((id) => deps.academies.read(id)));
  return found.filter((other) => other !== undefined).filter(({ programme }) => !programme.demo);
}

/** After the day's last reminder of any of the academies, as long as that is in the send window of this one. */
function gatheredAt(from: Instant, date: LocalDate, academies: readonly [Academy, ...Academy[]]): Instant {
  const own: Programme = academies[0].programme;
  const through = endOfDay(date, own.timezone);
  const coming = academies
    .flatMap(({ programme }) => dueBetween(programme, from, through))
    .flatMap(({ what, dueAt }) => (what === 'reminder' ? [dueAt] : []));
  const last = addMilliseconds([from, ...coming].sort().at(-1) ?? from, GATHERING_MS);
  return intoWindow(last, 'later', own) === last ? last : from;
}

interface Entry {
  readonly academy: AcademyId;
  readonly notice: NoticeId;
  readonly items: readonly ItemId[];
}

function join(
  { store }: Deps,
  { id: person }: Person,
  date: LocalDate,
  entry: Entry,
): Promise<'carries' | 'joins' | 'closed'> {
  return contended(async () => {
    const doc = await store.read<ReminderDay>(personPartition(person), reminderDayId(date));
    if (!doc) {
      await createDoc(store, reminderDays, { person, date, entries: [entry] });
      return 'carries';
    }
    const { entries, closed } = doc.data;
    // Before a crash it may have been here already.
    const at = entries.findIndex(
      ({ academy, notice }) => academy === entry.academy && notice === entry.notice,
    );
    if (at >= 0) return at === 0 ? 'carries' : 'joins';
    if (closed) return 'closed';
    await replaceDoc(store, reminderDays, { ...doc.data, entries: [...entries, entry] }, doc);
    return 'joins';
  });
}

/** What is on the day's card, which takes nothing more from now on. */
export function closeDay({ store }: Deps, { id }: Person, date: LocalDate): Promise<ReminderDay['entries']> {
  return contended(async () => {
    const doc = await store.read<ReminderDay>(personPartition(id), reminderDayId(date));
    if (!doc) return [];
    if (!doc.data.closed) await replaceDoc(store, reminderDays, { ...doc.data, closed: true }, doc);
    return doc.data.entries;
  });
}
