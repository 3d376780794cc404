import type { RsvpAnswer } from './answer.ts';
import type { LedgerPlace } from './delivery.ts';
import type {
  AcademyId,
  BroadcastId,
  ItemId,
  MeetingId,
  NewcomerId,
  NoticeId,
  OrganisationId,
  PairingId,
  PersonId,
  SprintId,
} from './ids.ts';
import type { Language } from './language.ts';
import type { Share } from './programme.ts';
import type { Instant } from './time.ts';

/** What a person asks for, whatever they clicked or typed. Cards carry the ids, the revision a card was drawn
 * from and its nonce; everything else comes from the store. Texts are as typed: rules judge them. */
export type Command =
  // Anyone
  | { readonly verb: 'help' }
  | { readonly verb: 'language.show' }
  /** `welcome`: from the welcome of that academy, which is then shown again in the new language. */
  | { readonly verb: 'language.set'; readonly language: Language; readonly welcome?: AcademyId }
  | { readonly verb: 'text'; readonly text: string }
  /** Where things stand, in each of the person's academies: their tasks, organisations or desk. */
  | { readonly verb: 'home' }
  /** What is public in an academy the person is in; the one they are in where none is named. */
  | { readonly verb: 'public.show'; readonly academy?: AcademyId }
  | { readonly [V in AcademyVerb]: { readonly verb: V } & InAcademy }[AcademyVerb]
  | (InAcademy & AcademyCommand);

interface InAcademy {
  readonly academy: AcademyId;
}

/** Verbs that need no more than the academy. */
type AcademyVerb =
  | 'welcome.show'
  | 'tasks.show'
  | 'threads.show'
  | 'calendar.show'
  | 'desk.show'
  | 'desk.reach'
  | 'desk.feedback'
  | 'desk.held'
  | 'overview.show';

type AcademyCommand =
  | { readonly verb: 'sprint.show'; readonly sprint: SprintId }
  /** `edit`: with the form open. */
  | { readonly verb: 'task.show'; readonly item: ItemId; readonly edit?: true }
  | ({
      readonly verb: 'task.answer';
      readonly item: ItemId;
      readonly given: Given;
      readonly share?: Share;
    } & Drawn)
  | ({ readonly verb: 'task.done'; readonly item: ItemId } & Drawn)
  | ({ readonly verb: 'task.undo'; readonly item: ItemId } & Drawn)
  | { readonly verb: 'prompt.show'; readonly item: ItemId; readonly edit?: true }
  /** What others have shared with the reader. */
  | { readonly verb: 'prompt.others'; readonly item: ItemId }
  | ({
      readonly verb: 'prompt.answer';
      readonly item: ItemId;
      readonly given: Given;
      readonly share?: Share;
    } & Drawn)
  /** When the person is reminded: of an item, of anything. */
  | { readonly verb: 'reminders.show'; readonly item?: ItemId }
  | {
      readonly verb: 'reminders.set';
      readonly item?: ItemId;
      readonly what: ReminderWish;
      /** The day until which there is to be silence, as typed. */
      readonly day?: string;
    }
  /** `broadcast`: whose words stand on the card. */
  | { readonly verb: 'meeting.show'; readonly meeting: MeetingId; readonly broadcast?: BroadcastId }
  | {
      readonly verb: 'rsvp.set';
      readonly meeting: MeetingId;
      readonly answer: RsvpAnswer;
      readonly broadcast?: BroadcastId;
    }
  /** `renewals`: of the address that the card showed, which is to stop working. */
  | { readonly verb: 'calendar.renew'; readonly renewals: number }
  | { readonly verb: 'feedback.show'; readonly meeting: MeetingId }
  /** By question id; numbers come as text or number. */
  | {
      readonly verb: 'feedback.give';
      readonly meeting: MeetingId;
      readonly answers: Readonly<Record<string, unknown>>;
    }
  | { readonly verb: 'thread.show'; readonly pairing: PairingId }
  | {
      readonly verb: 'thread.send';
      readonly pairing: PairingId;
      /** The number of the message it replies to. */
      readonly replyTo?: number;
      readonly text: string;
      readonly nonce: string;
    }
  /** A mentor's view of an organisation, or a coordinator's. */
  | { readonly verb: 'organisation.show'; readonly organisation: OrganisationId }
  | { readonly verb: 'broadcast.compose'; readonly broadcast?: BroadcastId }
  | {
      readonly verb: 'broadcast.preview';
      readonly nonce: string;
      readonly audience: string;
      readonly meeting: string;
      readonly texts: Readonly<Partial<Record<Language, string>>>;
      /** When it is to be sent, as typed; both empty: at once. */
      readonly day: string;
      readonly time: string;
      /** What to do when it is in doubt, as chosen. */
      readonly doubt: string;
      /** The form was that of a correction. */
      readonly correct?: true;
    }
  /** Confirms what was shown: sends it, schedules it or corrects what was sent. */
  | { readonly verb: 'broadcast.send'; readonly broadcast: BroadcastId; readonly rev: number }
  /** What is scheduled is sent at once, or not at all. */
  | { readonly verb: 'broadcast.now'; readonly broadcast: BroadcastId; readonly rev: number }
  | { readonly verb: 'broadcast.cancel'; readonly broadcast: BroadcastId; readonly rev: number }
  /** The form for other words in what was sent. */
  | { readonly verb: 'broadcast.correct'; readonly broadcast: BroadcastId; readonly rev: number }
  /** `sure`: after having been asked. */
  | {
      readonly verb: 'broadcast.withdraw';
      readonly broadcast: BroadcastId;
      readonly rev: number;
      readonly sure?: true;
    }
  | { readonly verb: 'broadcast.stop'; readonly broadcast: BroadcastId }
  | { readonly verb: 'broadcast.show'; readonly broadcast: BroadcastId }
  /** All of them; `from`: how many stood before this page. */
  | { readonly verb: 'broadcast.list'; readonly from?: number }
  /** The accounts that wait for a coordinator to say whose they are. */
  | { readonly verb: 'newcomer.list' }
  | { readonly verb: 'newcomer.show'; readonly newcomer: NewcomerId }
  /** The account belongs to this person. */
  | {
      readonly verb: 'newcomer.link';
      readonly newcomer: NewcomerId;
      readonly rev: number;
      readonly person: PersonId;
    }
  /** It belongs to nobody of ours. */
  | { readonly verb: 'newcomer.refuse'; readonly newcomer: NewcomerId; readonly rev: number }
  /** Takes back what was decided. */
  | { readonly verb: 'newcomer.reopen'; readonly newcomer: NewcomerId; readonly rev: number }
  /** What became of a notice; `from`: where the page before ended. */
  | {
      readonly verb: 'notice.show';
      readonly notice: NoticeId;
      readonly show: 'missed' | 'got' | 'waiting';
      readonly from?: LedgerPlace;
    }
  /** What a person has been told; `find`: chosen from a list. */
  | { readonly verb: 'person.show'; readonly person: PersonId; readonly before?: Instant }
  | { readonly verb: 'person.find'; readonly person: PersonId }
  /** To one delivery in doubt, in the doubt that the card showed. */
  | ({ readonly verb: 'held.again' } & InDoubt)
  | ({ readonly verb: 'held.leave' } & InDoubt)
  /** Those in doubt until a moment of wall time; it names the first of them. */
  | ({ readonly verb: 'held.all'; readonly until: Instant } & InDoubt)
  /** Demonstration only: move the academy clock to the next thing that falls due, named by its moment. */
  | { readonly verb: 'clock.jump'; readonly to: Instant };

export const reminderWishes = ['snooze', 'mute', 'pause', 'resume'] as const;
export type ReminderWish = (typeof reminderWishes)[number];

interface InDoubt {
  readonly notice: NoticeId;
  readonly person: PersonId;
  readonly part: number;
  readonly since: Instant;
}

/** What the card was drawn from. */
interface Drawn {
  /** Number of the last revision it showed; 0 where there was none. */
  readonly rev: number;
  readonly nonce: string;
}

/** The inputs of an answer form, as typed. */
export interface Given {
  readonly text?: string;
  readonly number?: string;
  readonly link?: string;
  readonly choice?: string;
  readonly comment?: string;
}

export type Verb = Command['verb'];
export type CommandOf<V extends Verb> = Extract<Command, { readonly verb: V }>;
