import type { Language } from './language.ts';
import type { Instant } from './time.ts';

/** Why something that a person gave cannot be taken. Shown beside the form, with what they wrote kept. */
export type Problem =
  | { readonly code: 'empty' }
  | { readonly code: 'tooLong'; readonly length: number; readonly max: number }
  | { readonly code: 'notANumber' }
  | { readonly code: 'outOfRange'; readonly min: number; readonly max: number }
  | { readonly code: 'wrongStep'; readonly step: number }
  | { readonly code: 'notALink' }
  | { readonly code: 'chooseOne' }
  | { readonly code: 'commentNeeded' }
  /** A broadcast has a text in one language but not in another that is needed. */
  | { readonly code: 'textMissing'; readonly languages: readonly Language[] }
  | { readonly code: 'chooseAudience' }
  /** A date without a time, or the other way round. */
  | { readonly code: 'timeIncomplete' }
  | { readonly code: 'notATime' }
  | { readonly code: 'timePast'; readonly now: Instant }
  /** After what it reminds of. */
  | { readonly code: 'timeTooLate'; readonly until: Instant }
  /** Nobody belongs to the chosen audience. */
  | { readonly code: 'nobody' };

/** Why a command has no effect; answered with a short card of its own. */
export type Refusal =
  /** Not in any roster. */
  | { readonly code: 'unknownPerson' }
  /** A coordinator has said that the account is nobody's. */
  | { readonly code: 'notOurs' }
  /** The account's tenant is not served at all. */
  | { readonly code: 'otherTenant' }
  | { readonly code: 'notAllowed' }
  /** The card is about something that no longer exists, or never did. */
  | { readonly code: 'gone' }
  /** It can no longer be answered. */
  | { readonly code: 'closed' }
  /** The card or the message cannot be understood. */
  | { readonly code: 'malformed' }
  /** The person no longer belongs to the academy. */
  | { readonly code: 'left' }
  /** Nothing was saved, since the store could not take it. */
  | { readonly code: 'tooBusy' }
  /** It may have been saved: the store's answer was lost. */
  | { readonly code: 'unsure' }
  | { readonly code: 'failed' }
  /** There is nothing of the kind asked for, e.g. no thread. */
  | { readonly code: 'nothingHere' };
