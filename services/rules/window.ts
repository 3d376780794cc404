import type { Programme } from '../domain/programme.ts';
import { addMilliseconds, MINUTE } from '../domain/time.ts';
import type { Instant, LocalDate, LocalWhen } from '../domain/time.ts';
import { holidaysOf } from './holidays.ts';
import { addDays, atTime, endOfDay, isDateAlone, toInstant, toLocal, weekdayOf } from './time.ts';

/** Two years: a programme that sends on no day in that time cannot be planned at all. */
const SEARCH_DAYS = 732;

/** The nearest moment, in one direction, at which the academy may write to people: on the days and between the
 * hours of the send window, its last minute included (what falls due at its end is found a moment later), outside
 * quiet periods and public holidays. A moment inside stays
 * as it is. Throws a RangeError if the programme never sends. */
export function intoWindow(at: Instant, direction: 'earlier' | 'later', programme: Programme): Instant {
  const sendsOn = sendDays(programme);
  const step = direction === 'later' ? 1 : -1;
  let date = toLocal(at, programme.timezone).date;
  for (let searched = 0; searched <= SEARCH_DAYS; searched += 1, date = addDays(date, step)) {
    if (!sendsOn(date)) continue;
    const { from, to } = hoursOn(date, programme);
    // Summer time has skipped a window that is shorter than an hour.
    if (from > to) continue;
    const ends = addMilliseconds(to, MINUTE - 1);
    if (direction === 'later' && at <= ends) return at < from ? from : at;
    if (direction === 'earlier' && at >= from) return at > ends ? to : at;
  }
  throw new RangeError(`programme ${programme.id} sends on no day within two years of ${at}`);
}

/** The next start of a send window from a moment on, the moment itself included. */
export function nextMorning(at: Instant, programme: Programme): Instant {
  const inside = intoWindow(at, 'later', programme);
  const { date } = toLocal(inside, programme.timezone);
  const { from } = hoursOn(date, programme);
  return inside <= from ? from : intoWindow(hoursOn(addDays(date, 1), programme).from, 'later', programme);
}

/** When something opens: a date alone means the start of the send window on that very date. */
export function opensAt(when: LocalWhen, programme: Programme): Instant {
  return isDateAlone(when) ? startOn(when, programme) : toInstant(when, programme.timezone);
}

/** When something is due or closes: a date alone means the end of the day. */
export function dueAt(when: LocalWhen, programme: Programme): Instant {
  return isDateAlone(when) ? endOfDay(when, programme.timezone) : toInstant(when, programme.timezone);
}

function sendDays(programme: Programme): (date: LocalDate) => boolean {
  const { sendWindow, periods } = programme.quiet;
  const isHoliday = holidaysOf(programme);
  return (date) =>
    sendWindow.days.includes(weekdayOf(date)) &&
    !periods.some(({ from, to }) => from <= date && date <= to) &&
    !isHoliday(date);
}

function hoursOn(date: LocalDate, programme: Programme): { from: Instant; to: Instant } {
  return { from: startOn(date, programme), to: endOn(date, programme) };
}

/** An end that the change to summer time skips comes as much earlier as the clocks go forward: never later than the
 * clock on the wall allows. */
function endOn(date: LocalDate, { quiet, timezone }: Programme): Instant {
  const wanted = quiet.sendWindow.to;
  const to = toInstant(atTime(date, wanted), timezone);
  const { time } = toLocal(to, timezone);
  const skipped = Date.parse(`${date}T${time}Z`) - Date.parse(`${date}T${wanted}Z`);
  return addMilliseconds(to, -skipped);
}

function startOn(date: LocalDate, { quiet, timezone }: Programme): Instant {
  return toInstant(atTime(date, quiet.sendWindow.from), timezone);
}
