/** Views for group chats and channels, where others read along: these types have no place for what is private. */
import type { Language, Localised } from './language.ts';
import type { Place, Task } from './programme.ts';
import type { Instant } from './time.ts';
import type { Frame, SprintLine } from './view-parts.ts';

/** The way to the reader's own chat with the bot: a link, where it is known. */
interface WithChat {
  readonly chat?: string;
}

/** What an academy tells anybody: its sprint, the tasks and their due dates, the next meeting. */
export interface PublicView extends WithChat {
  readonly kind: 'public';
  readonly frame: Frame;
  /** Absent between sprints. */
  readonly sprint?: SprintLine;
  readonly tasks: readonly PublicTask[];
  readonly nextSprint?: SprintLine;
  readonly meeting?: PublicMeeting;
}

export type PublicTask = Pick<Task, 'title' | 'scope'> & { readonly due: Instant };

export interface PublicMeeting {
  readonly title: Localised;
  readonly starts: Instant;
  readonly ends: Instant;
  readonly place: PublicPlace;
}

/** A place without its link: whoever has that can walk in. */
export type PublicPlace = WithoutUrl<Place>;
type WithoutUrl<P> = P extends Place ? Omit<P, 'url'> : never;

/** Why something is not answered where others read along. */
type PointerReason =
  /** It is the asker's own, or their organisation's. */
  | 'private'
  /** The asker is in several academies, and the chat does not say which it is about. */
  | 'several'
  /** The asker is in no academy, or not in the one asked about. */
  | 'stranger'
  /** Something failed. */
  | 'trouble';

/** Points to the asker's own chat with the bot. */
export interface PointerView extends WithChat {
  readonly kind: 'pointer';
  readonly why: PointerReason;
}

/** What can be asked in a group chat or channel. */
export interface GroupHelpView extends WithChat {
  readonly kind: 'groupHelp';
}

/** The bot has been added to a group chat or a team. */
export interface GreetingView extends WithChat {
  readonly kind: 'greeting';
  /** One, or several where nobody is known whose language it could be. */
  readonly languages: readonly Language[];
}

export type GroupView = PublicView | PointerView | GroupHelpView | GreetingView;
