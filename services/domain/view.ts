/**
 * What a card shows: plain facts, no words of our own. `cards/` turns a view into a card in the reader's language.
 * Names, answers and messages are as people wrote them; programme texts are `Localised`; moments are instants to
 * be shown in the frame's zone.
 */
import type { AnswerValue, RsvpAnswer } from './answer.ts';
import type { BroadcastAudience } from './broadcast.ts';
import type { Tally } from './delivery.ts';
import type {
  AcademyId,
  BroadcastId,
  ItemId,
  MeetingId,
  OrganisationId,
  PairingId,
  SprintId,
} from './ids.ts';
import type { Language, Localised } from './language.ts';
import type { Role, UnreachableReason } from './people.ts';
import type { Problem, Refusal } from './problem.ts';
import type { AnswerKind, Material, Place, Prompt, Question, Share } from './programme.ts';
import type { Instant, LocalTime } from './time.ts';

/** What every card of an academy says about it. */
export interface Frame {
  readonly academy: AcademyId;
  readonly title: Localised;
  readonly demo: boolean;
  readonly defaultLanguage: Language;
  readonly zone: string;
  /** Academy time when the view was made. */
  readonly now: Instant;
}

export interface PersonName {
  readonly name: string;
  readonly role: Role;
  /** Of a participant. */
  readonly organisation?: Localised;
}

export interface MentorName {
  readonly name: string;
  readonly language: Language;
}

/** One line in a list of things to do. */
export interface ItemLine {
  readonly item: ItemId;
  readonly kind: 'task' | 'prompt';
  readonly scope: 'organisation' | 'person';
  readonly title: Localised;
  readonly due: Instant;
  readonly minutes?: number;
  /** Done: answered. Late: not answered, the due date is past, it can still be answered. */
  readonly state: 'open' | 'late' | 'done' | 'closed' | 'upcoming';
  /** Who answered, and when; of a personal item the reader only. */
  readonly by?: string;
  readonly at?: Instant;
}

export interface MeetingLine {
  readonly meeting: MeetingId;
  readonly title: Localised;
  readonly starts: Instant;
  readonly ends: Instant;
  readonly place: Place;
  readonly agenda: readonly { readonly at: LocalTime; readonly title: Localised }[];
  /** What the reader may answer: none when the meeting is over or the reader is a coordinator. */
  readonly options: readonly RsvpAnswer[];
  readonly rsvp?: RsvpAnswer;
}

export interface SprintLine {
  readonly sprint: SprintId;
  /** 1 of 3. */
  readonly number: number;
  readonly of: number;
  readonly theme: Localised;
  readonly opens: Instant;
  readonly closes: Instant;
}

/** What an answer's form starts from and sends back. */
export interface Drawn {
  readonly rev: number;
  readonly nonce: string;
}

/** Who may read it, with the names of the people it stands for. */
export interface ShareOption {
  readonly share: Share;
  /** The reader is always among them and not listed. Names of the mentor, of the colleagues; for `academy` at most
   * a few, with `others` more. */
  readonly names: readonly string[];
  readonly others: number;
}

export interface Shown {
  readonly value: AnswerValue;
  readonly by: string;
  readonly at: Instant;
  readonly share?: Share;
}

export interface LogLine {
  readonly by: string;
  readonly at: Instant;
  readonly what: 'answered' | 'edited' | 'done' | 'undone';
}

export interface ItemForm {
  /** ask: not answered yet. receipt: answered. edit: answered, the form is open. closed: can no longer be
   * answered (an answer given is shown). */
  readonly mode: 'ask' | 'receipt' | 'edit' | 'closed';
  readonly drawn: Drawn;
  readonly due: Instant;
  /** Can be answered until then. */
  readonly until: Instant;
  readonly reminder: boolean;
  readonly current?: Shown;
  /** What the person typed when it could not be taken, or their version in a merge. */
  readonly typed?: {
    readonly text?: string;
    readonly number?: string;
    readonly link?: string;
    readonly choice?: string;
    readonly comment?: string;
    readonly share?: Share;
  };
  readonly problem?: Problem;
}

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

/** First contact; also `help` reuses its facts. */
export interface WelcomeView {
  readonly kind: 'welcome';
  readonly frame: Frame;
  readonly name: string;
  readonly role: Role;
  readonly organisation?: Localised;
  readonly summary: Localised;
  readonly dataNotice: Localised;
  readonly languages: readonly Language[];
  readonly language: Language;
  readonly coordinators: readonly string[];
}

export interface LanguageView {
  readonly kind: 'language';
  readonly language: Language;
  /** True right after it was changed: the card confirms it in the new language. */
  readonly changed: boolean;
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

export interface MeetingView {
  readonly kind: 'meeting';
  readonly frame: Frame;
  readonly meeting: MeetingLine;
  /** A reminder or a broadcast rather than something the person opened. */
  readonly reminder: boolean;
  /** A coordinator's own words, and who wrote them. */
  readonly message?: { readonly text: string; readonly from: string };
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

/** To a mentor: an organisation they are paired with. */
export interface PairingView {
  readonly kind: 'pairing';
  readonly frame: Frame;
  readonly organisation: {
    readonly organisation: OrganisationId;
    readonly name: Localised;
    readonly languages: readonly Language[];
  };
  readonly people: readonly { readonly name: string; readonly language: Language }[];
  readonly thread: PairingId;
  readonly next?: NextLine;
}

/** To an organisation's people: their mentor. */
export interface MentorView {
  readonly kind: 'mentor';
  readonly frame: Frame;
  readonly organisation: Localised;
  readonly mentor: MentorName;
  readonly colleagues: readonly string[];
  readonly thread: PairingId;
}

/** What falls due next in an academy. */
export interface NextLine {
  readonly at: Instant;
  readonly what: 'sprint' | 'prompt' | 'reminder' | 'meetingReminder' | 'feedback';
  /** Theme, question, task title or meeting title. */
  readonly title: Localised;
}

/** A mentor's organisations. */
export interface OverviewView {
  readonly kind: 'overview';
  readonly frame: Frame;
  readonly sprint?: SprintLine;
  readonly organisations: readonly OrganisationLine[];
}

export interface OrganisationLine {
  readonly organisation: OrganisationId;
  readonly name: Localised;
  readonly tasksDone: number;
  readonly tasks: number;
  /** Reflections answered of those asked so far (people × prompts). */
  readonly reflectionsDone: number;
  readonly reflections: number;
  /** notStarted: nothing done. behind: something is past its due date. onTrack. done: all tasks. */
  readonly state: 'notStarted' | 'onTrack' | 'behind' | 'done';
}

/** One organisation in one academy: for its mentor with answers and what is shared, for coordinators states only. */
export interface OrganisationView {
  readonly kind: 'organisation';
  readonly frame: Frame;
  readonly role: 'mentor' | 'coordinator';
  readonly organisation: OrganisationId;
  readonly name: Localised;
  readonly people: readonly { readonly name: string; readonly language: Language }[];
  readonly mentor?: string;
  readonly sprints: readonly {
    readonly sprint: SprintLine;
    readonly tasks: readonly (ItemLine & { readonly answer?: AnswerValue })[];
    /** What was shared with the reader; newest first. */
    readonly reflections: readonly {
      readonly question: Localised;
      readonly choices?: NonNullable<Prompt['choices']>;
      readonly shown: Shown;
    }[];
    readonly reflectionsDone: number;
    readonly reflectionsAsked: number;
  }[];
  readonly thread?: PairingId;
}

/** Write to the people of a thread. */
export interface ThreadView {
  readonly kind: 'thread';
  readonly frame: Frame;
  readonly thread: PairingId;
  readonly organisation: Localised;
  /** Whom it reaches: the others in the thread. */
  readonly to: readonly PersonName[];
  /** Latest last. */
  readonly recent: readonly {
    readonly from: PersonName;
    readonly mine: boolean;
    readonly text: string;
    readonly at: Instant;
  }[];
  readonly nonce: string;
  readonly maxChars: number;
  readonly typed?: string;
  readonly problem?: Problem;
}

/** A message of the thread as the others get it. */
export interface MessageView {
  readonly kind: 'message';
  readonly frame: Frame;
  readonly thread: PairingId;
  readonly organisation: Localised;
  readonly from: PersonName;
  readonly text: string;
  readonly at: Instant;
  readonly nonce: string;
  readonly maxChars: number;
}

/** What the writer sees of a message sent. */
export interface MessageSentView {
  readonly kind: 'messageSent';
  readonly frame: Frame;
  readonly thread: PairingId;
  readonly organisation: Localised;
  readonly text: string;
  readonly at: Instant;
  readonly to: readonly {
    readonly name: string;
    readonly state: 'onItsWay' | 'reached' | 'notReached' | 'unsure';
    readonly reason?: UnreachableReason;
  }[];
}

/** Free text is never sent by itself: "Send to …?" One choice per thread the person has. */
export interface AskSendView {
  readonly kind: 'askSend';
  readonly text: string;
  readonly threads: readonly {
    readonly frame: Frame;
    readonly thread: PairingId;
    readonly organisation: Localised;
    readonly to: readonly string[];
  }[];
  readonly nonce: string;
  readonly maxChars: number;
}

/** A mentor's or participant's threads, to choose one from. */
export interface ThreadsView {
  readonly kind: 'threads';
  readonly frame: Frame;
  readonly threads: readonly {
    readonly thread: PairingId;
    readonly organisation: Localised;
    readonly to: readonly string[];
  }[];
}

export interface DeskView {
  readonly kind: 'desk';
  readonly frame: Frame;
  readonly sprint?: SprintLine;
  readonly organisations: readonly OrganisationLine[];
  readonly reach: { readonly reached: number; readonly never: number; readonly lost: number };
  /** The next meeting and how people answered. */
  readonly meeting?: MeetingLine & {
    readonly coming: number;
    readonly online: number;
    readonly notComing: number;
    readonly noAnswer: number;
  };
  readonly next?: NextLine;
  /** Sends now under way or last done, newest first, at most three. */
  readonly sends: readonly {
    readonly title: Localised;
    readonly kind: 'broadcast' | NextLine['what'] | 'other';
    readonly at: Instant;
    readonly tally: Tally;
    readonly done: boolean;
    readonly broadcast?: BroadcastId;
  }[];
  /** Deliveries in doubt. */
  readonly held: number;
  /** Demonstration only: what the clock button goes to. */
  readonly jump?: NextLine;
  /** There is feedback to look at. */
  readonly feedback: boolean;
}

/** Who could not be reached, and why. */
export interface ReachView {
  readonly kind: 'reach';
  readonly frame: Frame;
  /** Never met or lost; at most 60, `others` more. */
  readonly people: readonly {
    readonly who: PersonName;
    readonly reason: UnreachableReason;
    readonly since?: Instant;
  }[];
  readonly others: number;
}

export interface FeedbackResultsView {
  readonly kind: 'feedbackResults';
  readonly frame: Frame;
  readonly minGroup: number;
  /** Newest meeting first. `answers` are those that may be shown; too few yet: undefined. */
  readonly meetings: readonly {
    readonly title: Localised;
    readonly questions: readonly {
      readonly question: Question;
      readonly answers?: {
        readonly count: number;
        readonly mean?: number;
        readonly histogram?: readonly { readonly value: number; readonly count: number }[];
        readonly texts?: readonly string[];
      };
    }[];
  }[];
}

export interface BroadcastComposeView {
  readonly kind: 'broadcastCompose';
  readonly frame: Frame;
  readonly meetings: readonly {
    readonly meeting: MeetingId;
    readonly title: Localised;
    readonly starts: Instant;
  }[];
  readonly organisations: readonly {
    readonly organisation: OrganisationId;
    readonly name: Localised;
    readonly languages: readonly Language[];
  }[];
  readonly languages: readonly Language[];
  readonly noRsvp: number;
  readonly everybody: number;
  readonly nonce: string;
  readonly maxChars: number;
  readonly typed?: {
    readonly audience?: string;
    readonly meeting?: string;
    readonly texts: Readonly<Partial<Record<Language, string>>>;
  };
  readonly problem?: Problem;
}

/** The broadcast as each language will read it. */
export interface BroadcastPreviewView {
  readonly kind: 'broadcastPreview';
  readonly frame: Frame;
  readonly broadcast: BroadcastId;
  readonly rev: number;
  readonly audience: BroadcastAudience;
  readonly organisation?: Localised;
  /** Recipients by language, of those the roster knows. */
  readonly recipients: readonly { readonly language: Language; readonly count: number }[];
  /** The card that readers of each language will get. */
  readonly cards: readonly { readonly language: Language; readonly meeting: MeetingView }[];
}

export interface BroadcastStatusView {
  readonly kind: 'broadcastStatus';
  readonly frame: Frame;
  readonly broadcast: BroadcastId;
  readonly audience: BroadcastAudience;
  readonly organisation?: Localised;
  readonly title: Localised;
  readonly by: string;
  readonly at: Instant;
  readonly tally: Tally;
  readonly done: boolean;
  /** The recipients are still being counted. */
  readonly counting: boolean;
  /** At most 10, `others` more. */
  readonly notReached: readonly {
    readonly name: string;
    readonly reason: UnreachableReason | 'held' | 'dead';
  }[];
  readonly others: number;
}

export interface HelpView {
  readonly kind: 'help';
  /** The roles of the person in any academy; empty: not on a roster. */
  readonly roles: readonly Role[];
  readonly coordinators: readonly string[];
  readonly frame?: Frame;
  /** An unknown sentence, quoted back; absent when help was asked for. */
  readonly unknown?: string;
}

/** A short answer that changes nothing. `contacts`: whom to ask. */
export interface RefusalView {
  readonly kind: 'refusal';
  readonly refusal: Refusal;
  readonly frame?: Frame;
  readonly contacts: readonly string[];
}

export type View =
  | WelcomeView
  | LanguageView
  | SprintView
  | TasksView
  | TaskView
  | PromptView
  | SharedView
  | MeetingView
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
  | FeedbackResultsView
  | BroadcastComposeView
  | BroadcastPreviewView
  | BroadcastStatusView
  | HelpView
  | RefusalView;

/** A card ready to be posted, and the line that notifications and screen readers show. */
export interface Card {
  /** Adaptive Card JSON. */
  readonly content: Readonly<Record<string, unknown>>;
  readonly summary: string;
}
