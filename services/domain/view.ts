/**
 * What a card shows: plain facts, no words of our own. `cards/` turns a view into a card in the reader's language.
 * Names, answers and messages are as people wrote them; programme texts are `Localised`; moments are instants to
 * be shown in the frame's zone.
 */
import type {
  BroadcastComposeView,
  BroadcastPreviewView,
  BroadcastStatusView,
  BroadcastsView,
  BroadcastWithdrawnView,
  DeskView,
  FeedbackResultsView,
  HeldView,
  NoticeView,
  ReachView,
  ReceivedView,
} from './view-desk.ts';
import type {
  AskSendView,
  CalendarView,
  HelpView,
  LanguageView,
  MentorView,
  MessageSentView,
  MessageView,
  NewcomersView,
  NewcomerView,
  OrganisationView,
  OverviewView,
  PairingView,
  RefusalView,
  ThreadView,
  ThreadsView,
  WelcomeView,
} from './view-people.ts';
import type { GroupView } from './view-public.ts';
import type {
  BroughtBackView,
  FeedbackView,
  FollowUpView,
  MeetingCancelledView,
  MeetingView,
  PromptView,
  ReminderSettingsView,
  RemindersView,
  SharedView,
  SprintClosedView,
  SprintView,
  TaskView,
  TasksView,
} from './view-work.ts';

export type * from './view-desk.ts';
export type * from './view-parts.ts';
export type * from './view-people.ts';
export type * from './view-public.ts';
export type * from './view-work.ts';

export type View =
  | WelcomeView
  | LanguageView
  | SprintView
  | TasksView
  | TaskView
  | PromptView
  | SharedView
  | BroughtBackView
  | SprintClosedView
  | FollowUpView
  | RemindersView
  | ReminderSettingsView
  | MeetingView
  | MeetingCancelledView
  | FeedbackView
  | PairingView
  | MentorView
  | OverviewView
  | OrganisationView
  | ThreadView
  | MessageView
  | MessageSentView
  | AskSendView
  | ThreadsView
  | DeskView
  | ReachView
  | HeldView
  | NoticeView
  | ReceivedView
  | FeedbackResultsView
  | BroadcastComposeView
  | BroadcastPreviewView
  | BroadcastsView
  | BroadcastStatusView
  | BroadcastWithdrawnView
  | CalendarView
  | NewcomerView
  | NewcomersView
  | HelpView
  | RefusalView
  | GroupView;

/** A card ready to be posted, and the line that notifications and screen readers show. */
export interface Card {
  /** Adaptive Card JSON. */
  readonly content: Readonly<Record<string, unknown>>;
  readonly summary: string;
}
