/** A person's calendar address in an academy: handed out, shown, renewed. */
import type { CommandOf } from '../domain/command.ts';
import type { AcademyId, MeetingId } from '../domain/ids.ts';
import type { Person } from '../domain/people.ts';
import type { CalendarView } from '../domain/view.ts';
import type { Act } from './deps.ts';
import type { Answered } from './tasks.ts';

/** Where the person's calendar gets a meeting, or all of the academy; undefined where the bot has no public address.
 * Costs neither a read nor a write. */
export async function addressFor(act: Act, meeting?: MeetingId): Promise<string | undefined> {
  const { deps, person, academy } = act;
  const holder = { academy: academy.id, person: person.id, renewals: renewalsOf(person, academy.id) };
  return deps.calendars?.urlOf({ holder, ...(meeting === undefined ? {} : { meeting }) });
}

export async function showCalendar(act: Act, renewed = false): Promise<Answered<CalendarView>> {
  const address = await addressFor(act);
  if (address === undefined) return { code: 'nothingHere' };
  const renewals = renewalsOf(act.person, act.academy.id);
  return { kind: 'calendar', frame: act.academy.frame, address, renewals, renewed };
}

/** A new address in the place of the one on the card. Clicked again, the card finds its own gone and changes nothing. */
export async function renewCalendar(
  act: Act,
  { renewals }: CommandOf<'calendar.renew'>,
): Promise<Answered<CalendarView>> {
  const { academy, deps } = act;
  if (!deps.calendars) return { code: 'nothingHere' };
  const person = await deps.persons.change(act.person.id, (p) =>
    renewalsOf(p, academy.id) === renewals ? withRenewals(p, academy.id, renewals + 1) : p,
  );
  return showCalendar({ ...act, person }, renewalsOf(person, academy.id) > renewals);
}

/** How often the person has had their address in the academy renewed. */
export function renewalsOf({ calendars = [] }: Person, academy: AcademyId): number {
  return calendars.find((one) => one.academy === academy)?.renewals ?? 0;
}

function withRenewals(person: Person, academy: AcademyId, renewals: number): Person {
  const others = (person.calendars ?? []).filter((one) => one.academy !== academy);
  return { ...person, calendars: [...others, { academy, renewals }] };
}
