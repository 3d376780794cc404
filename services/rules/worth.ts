import type { Content, SkipReason } from '../domain/delivery.ts';
import type { Programme } from '../domain/programme.ts';
import { addMilliseconds, DAY } from '../domain/time.ts';
import type { Instant } from '../domain/time.ts';
import { answerWindow, feedbackWindow, findItem, findMeeting, findSprint } from './lookup.ts';
import type { PlannedNotice } from './plan.ts';
import { toInstant } from './time.ts';
import { dueAt } from './window.ts';

/** So long after its end nobody needs to hear that a sprint is over, a summer break between the two included. */
const OLD_DAYS = 60;

/** What becomes of what fell due since the last look. */
export interface Sorted {
  /** Told by itself. */
  readonly tell: readonly PlannedNotice[];
  /** Reminders of items: told together, on one card. */
  readonly remind: readonly PlannedNotice[];
  readonly skip: readonly { readonly planned: PlannedNotice; readonly reason: SkipReason }[];
}

/** After an outage much may fall due at once: what came too late, and what another card of the same look says as well,
 * is skipped. In time there is nothing to skip. */
export function sortDue(due: readonly PlannedNotice[], programme: Programme, now: Instant): Sorted {
  const judged = due.map((planned) => ({ planned, late: tooLate(planned.contents[0], programme, now) }));
  const inTime = judged.flatMap(({ planned, late }) => (late ? [] : [planned]));
  const said = new Set(inTime.flatMap(({ contents: [content] }) => saysOf(content)));
  const last = new Map(inTime.map((planned) => [aboutOf(planned.contents[0]), planned]));
  const isSaid = (planned: PlannedNotice) => {
    const about = aboutOf(planned.contents[0]);
    return about !== undefined && (said.has(about) || last.get(about) !== planned);
  };
  const worth = inTime.filter((planned) => !isSaid(planned));
  return {
    tell: worth.filter(({ what }) => what !== 'reminder'),
    remind: worth.filter(({ what }) => what === 'reminder'),
    skip: judged.flatMap(({ planned, late }) => {
      if (late) return [{ planned, reason: late }];
      return isSaid(planned) ? [{ planned, reason: 'together' }] : [];
    }),
  };
}

/** The last moment at which it makes sense to tell it; undefined: it always does, or it is a reminder or unknown. */
export function lastWorth(content: Content, programme: Programme): Instant | undefined {
  switch (content.kind) {
    case 'sprint': {
      const sprint = findSprint(programme, content.sprint);
      return sprint && dueAt(sprint.closes, programme);
    }
    case 'closing': {
      const sprint = findSprint(programme, content.sprint);
      return sprint && addMilliseconds(dueAt(sprint.closes, programme), OLD_DAYS * DAY);
    }
    case 'prompt': {
      const item = findItem(programme, content.item);
      return item && answerWindow(item, programme).until;
    }
    case 'feedback': {
      const found = findMeeting(programme, content.meeting);
      return found && feedbackWindow(found.meeting, programme).until;
    }
    default:
      return undefined;
  }
}

function tooLate(content: Content, programme: Programme, now: Instant): SkipReason | undefined {
  const last = lastWorth(content, programme);
  if (last !== undefined && now > last) return content.kind === 'closing' ? 'late' : 'closed';
  switch (content.kind) {
    case 'prompt':
    case 'task': {
      const item = findItem(programme, content.item);
      if (!item) return 'gone';
      const { due, until } = answerWindow(item, programme);
      if (now > until) return 'closed';
      return content.reminder && now >= due ? 'late' : undefined;
    }
    case 'meeting': {
      const found = findMeeting(programme, content.meeting);
      return found && now >= toInstant(found.meeting.starts, programme.timezone) ? 'late' : undefined;
    }
    default:
      return undefined;
  }
}

/** What a reminder is about. */
function aboutOf(content: Content): string | undefined {
  if (content.kind === 'meeting') return `meeting ${content.meeting}`;
  const isReminder = content.kind === 'task' || (content.kind === 'prompt' && content.reminder);
  return isReminder ? `item ${content.item}` : undefined;
}

/** A prompt needs no reminder in the same moment. */
function saysOf(content: Content): readonly string[] {
  return content.kind === 'prompt' && !content.reminder ? [`item ${content.item}`] : [];
}
