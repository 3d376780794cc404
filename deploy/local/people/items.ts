import type { Programme } from '../../../services/domain/programme.ts';
import type { Instant } from '../../../services/domain/time.ts';
import { answerWindow, feedbackWindow, itemId, itemScope, itemsOf } from '../../../services/rules/lookup.ts';
import { toInstant } from '../../../services/rules/time.ts';
import { opensAt } from '../../../services/rules/window.ts';

/** Something that people of the demonstration may answer, and when. */
export interface DemoItem {
  readonly id: string;
  readonly kind: 'task' | 'prompt' | 'rsvp' | 'feedback';
  /** Of an organisation's task one person answers for all. */
  readonly scope: 'organisation' | 'person';
  readonly opens: Instant;
  readonly due: Instant;
  /** Nobody answers later. */
  readonly closes: Instant;
}

const DAYS_FOR_FEEDBACK = 3;

/** Everything in the programme that can be answered. */
export function demoItems(programme: Programme): DemoItem[] {
  return programme.sprints.flatMap((sprint) => [
    ...itemsOf(sprint).map((item): DemoItem => {
      const { opens, due, until } = answerWindow(item, programme);
      return { id: itemId(item), kind: item.kind, scope: itemScope(item), opens, due, closes: until };
    }),
    ...meetingItems(sprint, programme),
  ]);
}

function meetingItems({ opens, meeting }: Programme['sprints'][number], programme: Programme): DemoItem[] {
  if (!meeting) return [];
  const { id } = meeting;
  const starts = toInstant(meeting.starts, programme.timezone);
  const feedback = feedbackWindow(meeting, programme);
  const wanted = new Date(
    Date.parse(feedback.opens) + DAYS_FOR_FEEDBACK * 86_400_000,
  ).toISOString() as Instant;
  return [
    { id, kind: 'rsvp', scope: 'person', opens: opensAt(opens, programme), due: starts, closes: starts },
    { id, kind: 'feedback', scope: 'person', opens: feedback.opens, due: wanted, closes: feedback.until },
  ];
}
