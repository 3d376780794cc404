import type { OrganisationId } from '../../services/domain/ids.ts';
import type { Role } from '../../services/domain/people.ts';
import type { Refusal } from '../../services/domain/problem.ts';
import type { Meeting, Programme, Sprint } from '../../services/domain/programme.ts';
import type { Instant, LocalTime } from '../../services/domain/time.ts';
import type { View } from '../../services/domain/view.ts';
import {
  answerWindow,
  feedbackQuestions,
  feedbackWindow,
  itemId,
  itemsOf,
} from '../../services/rules/lookup.ts';
import { atTime, toInstant } from '../../services/rules/time.ts';
import { dueAt, opensAt } from '../../services/rules/window.ts';
import type { Act } from '../../services/usecases/deps.ts';
import { showFeedback } from '../../services/usecases/feedback.ts';
import { showMeeting } from '../../services/usecases/meetings.ts';
import { showOrganisation } from '../../services/usecases/organisation.ts';
import { showSprint, showTasks } from '../../services/usecases/overview.ts';
import { showPrompt } from '../../services/usecases/prompts.ts';
import { showTask } from '../../services/usecases/tasks.ts';
import { showWelcome } from '../../services/usecases/welcome.ts';

/** A card whose size is the programme's doing, and the moment at which it says most. */
export interface Scene {
  /** `the card of task s1-t1` */
  readonly card: string;
  /** Where in the file it comes from: of what this pattern leads to, the one with the id, or else the first. */
  readonly pattern: string;
  readonly id?: string;
  readonly role: Role;
  readonly at: Instant;
  readonly show: (act: Act) => Promise<View | Refusal>;
}

/** @param organisation one that has people */
export function scenes(programme: Programme, organisation: OrganisationId): Scene[] {
  const { kickOff, sprints, starts, timezone } = programme;
  const begins = toInstant(atTime(starts, '00:00' as LocalTime), timezone);
  const closings = sprints.map(({ closes }) => dueAt(closes, programme)).sort();
  return [
    { card: 'the welcome', pattern: 'programme', role: 'participant', at: begins, show: showWelcome },
    ...(kickOff ? [meetingScene(kickOff, 'kick_off', begins)] : []),
    ...sprints.flatMap((sprint) => [
      ...sprintScenes(sprint, programme),
      ...itemScenes(sprint, programme),
      ...meetingScenes(sprint, programme),
    ]),
    {
      card: 'the card of an organisation',
      pattern: 'sprints',
      role: 'mentor',
      at: closings.at(-1) ?? begins,
      show: (act) => showOrganisation(act, organisation),
    },
  ];
}

function sprintScenes({ id, opens, closes }: Sprint, programme: Programme): Scene[] {
  const about = { pattern: 'sprints.*', id, role: 'participant' } as const;
  return [
    {
      ...about,
      card: `the card of sprint ${id}`,
      at: opensAt(opens, programme),
      show: (act) => showSprint(act, id),
    },
    { ...about, card: `the list of tasks in sprint ${id}`, at: dueAt(closes, programme), show: showTasks },
  ];
}

function itemScenes(sprint: Sprint, programme: Programme): Scene[] {
  return itemsOf(sprint).map((item): Scene => {
    const id = itemId(item);
    return {
      card: `the card of ${item.kind} ${id}`,
      pattern: `sprints.*.${item.kind}s.*`,
      id,
      role: 'participant',
      at: answerWindow(item, programme).opens,
      show: (act) => (item.kind === 'task' ? showTask(act, id) : showPrompt(act, id)),
    };
  });
}

function meetingScenes({ meeting, opens }: Sprint, programme: Programme): Scene[] {
  if (!meeting) return [];
  const { id } = meeting;
  const invitation = meetingScene(meeting, 'sprints.*.meeting', opensAt(opens, programme));
  if (feedbackQuestions(programme, id).length === 0) return [invitation];
  const feedback: Scene = {
    card: `the form for feedback on meeting ${id}`,
    pattern: 'feedback',
    role: 'participant',
    at: feedbackWindow(meeting, programme).opens,
    show: (act) => showFeedback(act, id),
  };
  return [invitation, feedback];
}

function meetingScene({ id }: Meeting, pattern: string, at: Instant): Scene {
  const show = (act: Act) => showMeeting(act, id, { reminder: true });
  return { card: `the card of meeting ${id}`, pattern, id, role: 'participant', at, show };
}
