/** Views of who is who, and of what people write to each other. */
import type { AnswerValue } from './answer.ts';
import type { NewcomerId, OrganisationId, PairingId, PersonId } from './ids.ts';
import type { Language, Localised } from './language.ts';
import type { Role } from './people.ts';
import type { Problem, Refusal } from './problem.ts';
import type { Prompt } from './programme.ts';
import type { Instant } from './time.ts';
import type {
  Frame,
  ItemLine,
  MentorName,
  NextLine,
  OrganisationLine,
  OutcomeLine,
  PersonName,
  Shown,
  SprintLine,
} from './view-parts.ts';

/** First contact, and later on request. */
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
  /** Where the person is in one academy only. */
  readonly frame?: Frame;
  readonly language: Language;
  /** True right after it was changed: the card confirms it in the new language. */
  readonly changed: boolean;
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

/** A mentor's organisations. */
export interface OverviewView {
  readonly kind: 'overview';
  readonly frame: Frame;
  readonly sprint?: SprintLine;
  readonly organisations: readonly OrganisationLine[];
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
  /** How many there are before those. */
  readonly earlier: number;
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
  readonly number: number;
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
  /** What it replies to. */
  readonly replyTo?: { readonly from: string; readonly text: string; readonly at: Instant };
  readonly text: string;
  readonly at: Instant;
  readonly to: readonly {
    readonly name: string;
    readonly state: 'onItsWay' | 'reached' | 'notReached' | 'unsure';
    readonly reason?: OutcomeLine['outcome'];
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
  /** The text was longer than a message may be: it stands there cut. */
  readonly problem?: Problem;
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

/** The address at which the reader's calendar gets all meetings of the academy. */
export interface CalendarView {
  readonly kind: 'calendar';
  readonly frame: Frame;
  readonly address: string;
  readonly renewals: number;
  /** True right after it was renewed. */
  readonly renewed: boolean;
}

/** To a coordinator: an account has written, whose is it? */
export interface NewcomerView {
  readonly kind: 'newcomer';
  readonly frame: Frame;
  readonly newcomer: NewcomerId;
  readonly rev: number;
  /** As Teams tells it, and so as anybody may call themselves. */
  readonly name: string;
  readonly addresses: readonly string[];
  readonly tenant: string;
  readonly askedAt: Instant;
  readonly candidates: readonly {
    readonly person: PersonId;
    readonly who: PersonName;
    readonly by: 'address' | 'name';
    /** They write from another account already. */
    readonly known: boolean;
  }[];
  /** `who`: absent where the account is nobody's. */
  readonly decision?: { readonly who?: PersonName; readonly by: string; readonly at: Instant };
  /** The reader decided too, but somebody else was first. */
  readonly late: boolean;
}

/** To a coordinator: the accounts that nobody has said anything about yet. */
export interface NewcomersView {
  readonly kind: 'newcomers';
  readonly frame: Frame;
  /** Newest first; `others` more. */
  readonly waiting: readonly Pick<NewcomerView, 'newcomer' | 'name' | 'addresses' | 'askedAt'>[];
  readonly others: number;
}

export interface HelpView {
  readonly kind: 'help';
  /** The roles of the person in any academy; empty: not on a roster. */
  readonly roles: readonly Role[];
  readonly coordinators: readonly string[];
  readonly frame?: Frame;
  /** There are calendar addresses. */
  readonly calendar?: true;
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
