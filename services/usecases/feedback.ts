import type { FeedbackTally, FeedbackValue } from '../domain/answer.ts';
import type { CommandOf } from '../domain/command.ts';
import type { MeetingId } from '../domain/ids.ts';
import type { FeedbackResultsView, FeedbackView } from '../domain/view.ts';
import { addBallot, readBallot, results } from '../rules/feedback.ts';
import { feedbackQuestions, feedbackWindow, findMeeting } from '../rules/lookup.ts';
import { typedAgain } from '../rules/text.ts';
import { contended, creating, saving } from '../store/access.ts';
import { academyPartition, feedbackGiven, feedbackTallies } from '../store/documents.ts';
import type { FeedbackGiven } from '../store/documents.ts';
import type { Stored } from '../store/port.ts';
import type { Act } from './deps.ts';
import type { Answered } from './tasks.ts';
import { allMeetings } from './work.ts';

export async function showFeedback(act: Act, id: MeetingId): Promise<Answered<FeedbackView>> {
  const view = blank(act, id);
  if (!view) return { code: 'gone' };
  return (await hasGiven(act, id)) ? { ...view, mode: 'receipt' } : view;
}

/**
 * Anonymous by construction: the answers go into the meeting's tally, which keeps no ballots; that this person has
 * answered goes into a receipt without time or content. Both in one write, so that nobody is counted twice.
 */
export async function giveFeedback(
  act: Act,
  command: CommandOf<'feedback.give'>,
): Promise<Answered<FeedbackView>> {
  const view = blank(act, command.meeting);
  if (!view) return { code: 'gone' };
  if (await hasGiven(act, command.meeting)) return { ...view, mode: 'receipt' };
  if (view.mode === 'closed') return view;
  const ballot = readBallot(view.questions, command.answers);
  if ('code' in ballot) return { ...view, problem: ballot, typed: typedTexts(command.answers) };
  await contended(() => count(act, command.meeting, ballot.values));
  return { ...view, mode: 'receipt' };
}

async function count(
  act: Act,
  meeting: MeetingId,
  values: Readonly<Record<string, FeedbackValue>>,
): Promise<void> {
  // Re-read on every attempt: the same ballot sent twice at once must be counted once.
  if (await hasGiven(act, meeting)) return;
  const doc = await readTally(act, meeting);
  const tally = doc?.data ?? { academy: act.academy.id, meeting, questions: {} };
  const { minGroup } = act.academy.programme.feedback;
  const counted = addBallot(tally, values, minGroup, act.deps.random);
  const receipt = { academy: act.academy.id, meeting, person: act.person.id };
  await act.deps.store.batch(academyPartition(act.academy.id), [
    creating(feedbackGiven, receipt),
    saving(feedbackTallies, counted, doc),
  ]);
}

function readTally(act: Act, meeting: MeetingId): Promise<Stored<FeedbackTally> | undefined> {
  return act.deps.store.read<FeedbackTally>(academyPartition(act.academy.id), `feedback:${meeting}`);
}

async function hasGiven(act: Act, meeting: MeetingId): Promise<boolean> {
  const { pk, id } = feedbackGiven.place({ academy: act.academy.id, meeting, person: act.person.id });
  return (await act.deps.store.read<FeedbackGiven>(pk, id)) !== undefined;
}

/** The form before anything is known of the person. */
function blank(act: Act, id: MeetingId): FeedbackView | undefined {
  const { programme, now, frame } = act.academy;
  const found = findMeeting(programme, id);
  const questions = feedbackQuestions(programme, id);
  if (!found || questions.length === 0) return undefined;
  const { opens, until } = feedbackWindow(found.meeting, programme);
  return {
    kind: 'feedback',
    frame,
    meeting: { meeting: id, title: found.meeting.title },
    questions,
    mode: now < opens || now > until ? 'closed' : 'ask',
    until,
    minGroup: programme.feedback.minGroup,
  };
}

function typedTexts(answers: Readonly<Record<string, unknown>>): Record<string, string> {
  const typed = Object.entries(answers).filter(
    (entry): entry is [string, string | number] =>
      typeof entry[1] === 'string' || typeof entry[1] === 'number',
  );
  return Object.fromEntries(typed.map(([id, value]) => [id, typedAgain(String(value))]));
}

export async function feedbackResults(act: Act): Promise<FeedbackResultsView> {
  const { programme, now, frame } = act.academy;
  const over = allMeetings(act.academy)
    .filter((meeting) => feedbackWindow(meeting, programme).opens <= now)
    .filter((meeting) => feedbackQuestions(programme, meeting.id).length > 0);
  const { minGroup } = programme.feedback;
  const meetings = await Promise.all(
    over.toReversed().map(async ({ id, title }) => {
      const tally = (await readTally(act, id))?.data;
      return { title, questions: results(feedbackQuestions(programme, id), tally, minGroup) };
    }),
  );
  return { kind: 'feedbackResults', frame, minGroup, meetings };
}
