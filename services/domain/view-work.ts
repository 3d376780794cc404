/** Views of what an academy asks of people: sprints, tasks, prompts, meetings, feedback. */
import type { BroadcastId, ItemId, MeetingId, PairingId } from './ids.ts';
import type { Localised } from './language.ts';
import type { Role } from './people.ts';
import type { Problem } from './problem.ts';
import type { AnswerKind, Material, Prompt, Question, Reminders, Share } from './programme.ts';
import type { Instant } from './time.ts';
import type {
  Frame,
  ItemForm,
  ItemLine,
  LogLine,
  MeetingLine,
  MentorName,
  PersonName,
  ShareOption,
  Shown,
  SprintLine,
} from './view-parts.ts';

export interface TaskView {
  readonly kind: 'task';
  readonly frame: Frame;
  readonly item: ItemId;
  readonly sprint: SprintLine;
  readonly scope: 'organisation' | 'person';
  readonly organisation: Localised;
  readonly title: Localised;
  readonly text: Localised;
  readonly minutes?: number;
  readonly answer: AnswerKind;
  /** The organisation's own answer to the task it is to be compared with. */
  readonly compare?: { readonly title: Localised; readonly value: number };
  readonly form: ItemForm;
  /** Newest first; organisation's tasks only. */
  readonly log: readonly LogLine[];
  /** Of a personal task. */
  readonly shareOptions?: readonly ShareOption[];
  readonly shareDefault?: Share;
  /** Somebody else answered while this person wrote: `form.current` is theirs, `form.typed` is this person's. */
  readonly conflict: boolean;
}

export interface PromptView {
  readonly kind: 'prompt';
  readonly frame: Frame;
  readonly item: ItemId;
  readonly sprint: SprintLine;
  readonly step: Prompt['step'];
  readonly text: Localised;
  readonly choices?: NonNullable<Prompt['choices']>;
  readonly comment?: 'optional' | 'required';
  readonly maxChars: number;
  readonly form: ItemForm;
  readonly shareOptions: readonly ShareOption[];
  readonly shareDefault: Share;
}

/** Reflections on one prompt that their authors shared with the reader: colleagues', or the whole academy's. */
export interface SharedView {
  readonly kind: 'shared';
  readonly frame: Frame;
  readonly item: ItemId;
  readonly text: Localised;
  readonly choices?: NonNullable<Prompt['choices']>;
  /** Newest first, at most ten; `others` more. */
  readonly shown: readonly { readonly who: PersonName; readonly shown: Shown }[];
  readonly others: number;
}

export interface SprintView {
  readonly kind: 'sprint';
  readonly frame: Frame;
  readonly role: Role;
  readonly sprint: SprintLine;
  readonly summary: Localised;
  readonly materials: readonly Material[];
  /** With their states for a participant; for others the states are all `open` or `upcoming`. */
  readonly tasks: readonly ItemLine[];
  readonly meeting?: MeetingLine;
  readonly organisation?: Localised;
}

/** A participant's `tasks`: everything that can be done now. */
export interface TasksView {
  readonly kind: 'tasks';
  readonly frame: Frame;
  readonly organisation: Localised;
  /** Absent between sprints. */
  readonly sprint?: SprintLine;
  readonly lines: readonly ItemLine[];
  readonly nextSprint?: SprintLine;
  readonly meeting?: MeetingLine;
  readonly mentor?: MentorName;
  readonly thread?: PairingId;
}

/** Everything a person is reminded of on one day. */
export interface RemindersView {
  readonly kind: 'reminders';
  /** Of the academy, or the first of several. */
  readonly frame: Frame;
  readonly academies: readonly {
    readonly frame: Frame;
    readonly lines: readonly ItemLine[];
    /** Whether the person may change when they are reminded. */
    readonly maySilence: boolean;
  }[];
}

/** A person's own answer, brought back to them alone. */
export interface BroughtBackView {
  readonly kind: 'broughtBack';
  readonly frame: Frame;
  readonly item: ItemId;
  readonly text: Localised;
  readonly choices?: NonNullable<Prompt['choices']>;
  readonly shown: Shown;
}

/** A sprint is over: what came of it, and what is next. */
export interface SprintClosedView {
  readonly kind: 'sprintClosed';
  readonly frame: Frame;
  readonly sprint: SprintLine;
  /** Of a participant: their organisation's tasks, and what they were asked themselves. */
  readonly done?: {
    readonly organisation: Localised;
    readonly tasksDone: number;
    readonly tasks: number;
    readonly reflectionsDone: number;
    readonly reflections: number;
  };
  readonly next?: SprintLine;
}

/** Long after the end: what the reader's organisation set out to do. */
export interface FollowUpView {
  readonly kind: 'followUp';
  readonly frame: Frame;
  readonly organisation: Localised;
  readonly lines: readonly ItemLine[];
}

/** When a person is reminded, and how they may change that. */
export interface ReminderSettingsView {
  readonly kind: 'reminderSettings';
  readonly frame: Frame;
  readonly may: Reminders['personMay'];
  readonly item?: { readonly item: ItemId; readonly title: Localised };
  /** Of that item. */
  readonly muted?: 'forGood' | { readonly until: Instant };
  /** Of anything in the academy. */
  readonly pausedUntil?: Instant;
  /** What was typed is no day to come. */
  readonly problem?: boolean;
}

export interface MeetingView {
  readonly kind: 'meeting';
  readonly frame: Frame;
  readonly meeting: MeetingLine;
  /** A reminder or a broadcast rather than something the person opened. */
  readonly reminder: boolean;
  /** A coordinator's own words, and who wrote them. */
  readonly message?: { readonly text: string; readonly from: string };
  readonly broadcast?: BroadcastId;
  /** When the coordinator last corrected what they wrote. */
  readonly corrected?: Instant;
  /** Where the reader's calendar gets it. */
  readonly calendar?: string;
  /** When it was to be, as people know it: it has moved. */
  readonly was?: { readonly starts: Instant; readonly ends: Instant };
}

export interface MeetingCancelledView {
  readonly kind: 'meetingCancelled';
  readonly frame: Frame;
  readonly title: Localised;
  /** When it was to be. */
  readonly starts: Instant;
  readonly ends: Instant;
}

export interface FeedbackView {
  readonly kind: 'feedback';
  readonly frame: Frame;
  readonly meeting: { readonly meeting: MeetingId; readonly title: Localised };
  readonly questions: readonly Question[];
  readonly mode: 'ask' | 'receipt' | 'closed';
  readonly until: Instant;
  readonly minGroup: number;
  readonly typed?: Readonly<Record<string, string>>;
  readonly problem?: Problem;
}
