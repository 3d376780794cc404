import type { Language } from '../services/domain/language.ts';
import type { Card, Frame, View } from '../services/domain/view.ts';
import { askSendCard } from './ask-send.ts';
import { broadcastComposeCard } from './broadcast-compose.ts';
import { broadcastPreviewCard } from './broadcast-preview.ts';
import { broadcastStatusCard } from './broadcast-status.ts';
import { broadcastWithdrawnCard } from './broadcast-withdrawn.ts';
import { broadcastsCard } from './broadcasts.ts';
import { broughtBackCard } from './brought-back.ts';
import { calendarCard } from './calendar.ts';
import { deskCard } from './desk.ts';
import { finish } from './draft.ts';
import type { Draft } from './draft.ts';
import { feedbackResultsCard } from './feedback-results.ts';
import { feedbackCard } from './feedback.ts';
import { followUpCard } from './follow-up.ts';
import { heldCard } from './held.ts';
import { helpCard } from './help.ts';
import { languageCard } from './language.ts';
import { meetingCancelledCard } from './meeting-cancelled.ts';
import { meetingCard } from './meeting.ts';
import { mentorCard } from './mentor.ts';
import { messageSentCard } from './message-sent.ts';
import { messageCard } from './message.ts';
import { newcomerCard } from './newcomer.ts';
import { newcomersCard } from './newcomers.ts';
import { noticeCard } from './notice.ts';
import { organisationCard } from './organisation.ts';
import { overviewCard } from './overview.ts';
import { pairingCard } from './pairing.ts';
import { promptCard } from './prompt.ts';
import { greetingCard } from './public-greeting.ts';
import { groupHelpCard } from './public-help.ts';
import { pointerCard } from './public-pointer.ts';
import { publicCard } from './public.ts';
import { reachCard } from './reach.ts';
import { receivedCard } from './received.ts';
import { refusalCard } from './refusal.ts';
import { reminderSettingsCard } from './reminder-settings.ts';
import { remindersCard } from './reminders.ts';
import { sharedCard } from './shared.ts';
import { sprintClosedCard } from './sprint-closed.ts';
import { sprintCard } from './sprint.ts';
import { taskCard } from './task.ts';
import { tasksCard } from './tasks.ts';
import { threadCard } from './thread.ts';
import { threadsCard } from './threads.ts';
import { voiceFor } from './voice.ts';
import type { Voice } from './voice.ts';
import { welcomeCard } from './welcome.ts';

type Views = { readonly [V in View as V['kind']]: V };

/** A view without a card does not compile. */
const cards: { readonly [K in keyof Views]: (view: Views[K], voice: Voice) => Draft } = {
  welcome: welcomeCard,
  language: languageCard,
  sprint: sprintCard,
  tasks: tasksCard,
  task: taskCard,
  prompt: promptCard,
  shared: sharedCard,
  broughtBack: broughtBackCard,
  sprintClosed: sprintClosedCard,
  followUp: followUpCard,
  reminders: remindersCard,
  reminderSettings: reminderSettingsCard,
  meeting: meetingCard,
  meetingCancelled: meetingCancelledCard,
  feedback: feedbackCard,
  pairing: pairingCard,
  mentor: mentorCard,
  overview: overviewCard,
  organisation: organisationCard,
  thread: threadCard,
  message: messageCard,
  messageSent: messageSentCard,
  askSend: askSendCard,
  threads: threadsCard,
  desk: deskCard,
  reach: reachCard,
  held: heldCard,
  notice: noticeCard,
  received: receivedCard,
  feedbackResults: feedbackResultsCard,
  broadcastCompose: broadcastComposeCard,
  broadcastPreview: broadcastPreviewCard,
  broadcastStatus: broadcastStatusCard,
  broadcasts: broadcastsCard,
  broadcastWithdrawn: broadcastWithdrawnCard,
  calendar: calendarCard,
  newcomer: newcomerCard,
  newcomers: newcomersCard,
  help: helpCard,
  refusal: refusalCard,
  public: publicCard,
  pointer: pointerCard,
  groupHelp: groupHelpCard,
  greeting: greetingCard,
};

/** A view as an Adaptive Card in the reader's language, with the line that notifications show. */
export function renderCard(view: View, language: Language): Card {
  const frame = frameOf(view);
  const voice = voiceFor(language, frame);
  return finish(draw(view.kind, view, voice), voice, frame);
}

function draw<K extends keyof Views>(kind: K, view: Views[K], voice: Voice): Draft {
  return cards[kind](view, voice);
}

/** Of several academies (free text that could go to several threads), none is named above. */
function frameOf(view: View): Frame | undefined {
  if ('frame' in view) return view.frame;
  if (view.kind !== 'askSend') return undefined;
  const [first, ...rest] = view.threads.map(({ frame }) => frame);
  return rest.every(({ academy }) => academy === first?.academy) ? first : undefined;
}
