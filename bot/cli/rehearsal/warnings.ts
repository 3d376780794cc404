/** What an organiser should look at before the academy is imported. */
import type { Programme } from '../../../services/domain/programme.ts';
import type { LocalDate } from '../../../services/domain/time.ts';
import { holidayName } from '../../../services/rules/holidays.ts';
import { toLocal, weekdayOf } from '../../../services/rules/time.ts';
import { intoWindow } from '../../../services/rules/window.ts';
import { dateOn, grouped, mondayOf, peopleCount } from './calendar.ts';
import type { Send } from './play.ts';

/** Cards that one person is glad to get in a week. */
const A_WEEK = 3;
/** Messages that one person is glad to get on a day; what a first contact brings counts as one. */
const A_DAY = 2;

export function warningsOf(sends: readonly Send[], programme: Programme): string[] {
  return [...fullWeeks(sends, programme), ...fullDays(sends, programme), ...quietSends(sends, programme)];
}

function fullWeeks(sends: readonly Send[], programme: Programme): string[] {
  return grouped(sends, ({ at }) => mondayOf(dateOn(at, programme))).flatMap(([monday, ofWeek]) => {
    const full = crowded(ofWeek, A_WEEK, (own) => own.length);
    if (!full) return [];
    return [
      `week of ${monday}: more than ${String(A_WEEK)} cards for ${who(full)}, up to ${String(full.most)}`,
    ];
  });
}

function fullDays(sends: readonly Send[], programme: Programme): string[] {
  return grouped(sends, ({ at }) => dateOn(at, programme)).flatMap(([date, ofDay]) => {
    const full = crowded(ofDay, A_DAY, (own) => new Set(own.map(({ notice }) => notice)).size);
    if (!full) return [];
    const day = `${weekdayOf(date)} ${date}`;
    return [`${day}: more than ${String(A_DAY)} messages for ${who(full)}, up to ${String(full.most)}`];
  });
}

/** The programme's own notices wait for its send window: what leaves outside it was caused by something else. */
function quietSends(sends: readonly Send[], programme: Programme): string[] {
  const outside = sends.filter(({ at }) => intoWindow(at, 'later', programme) !== at);
  return grouped(outside, ({ at }) => at).map(([at, together]) => {
    const { date, time } = toLocal(at, programme.timezone);
    const kinds = [...new Set(together.map(({ content }) => content.kind))].join(', ');
    const count = new Set(together.map(({ person }) => person)).size;
    return `${weekdayOf(date)} ${date} ${time}: ${kinds} for ${peopleCount(count)} ${quietReason(date, programme)}`;
  });
}

function quietReason(date: LocalDate, programme: Programme): string {
  const period = programme.quiet.periods.find(({ from, to }) => from <= date && date <= to);
  if (period) return `in the quiet period ${period.id} (${period.from} to ${period.to})`;
  const holiday = holidayName(programme, date);
  return holiday === undefined ? 'outside the send window' : `on a public holiday: ${holiday}`;
}

interface Crowded {
  readonly names: readonly string[];
  readonly most: number;
}

function crowded(
  sends: readonly Send[],
  limit: number,
  count: (own: readonly Send[]) => number,
): Crowded | undefined {
  const over = grouped(sends, ({ person }) => person)
    .map(([, own]) => ({ name: own[0]?.name ?? '', count: count(own) }))
    .filter((one) => one.count > limit)
    .sort((a, b) => b.count - a.count);
  const [most] = over;
  return most && { names: over.map(({ name }) => name), most: most.count };
}

/** `50 people (Aino Virtanen and others)`, the one with most first. */
function who({ names }: Crowded): string {
  const [first = ''] = names;
  return names.length === 1 ? first : `${peopleCount(names.length)} (${first} and others)`;
}
