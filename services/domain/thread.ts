import type { AcademyId, NoticeId, PairingId, PersonId } from './ids.ts';
import type { Instant } from './time.ts';

/** What was written into the thread of a pairing. */
export interface ThreadMessage {
  readonly academy: AcademyId;
  readonly pairing: PairingId;
  /** 1, 2, 3 … in the order the pairing's document gives. */
  readonly number: number;
  readonly from: PersonId;
  readonly text: string;
  /** The number of the message it replies to. */
  readonly replyTo?: number;
  readonly at: Instant;
  readonly nonce: string;
  readonly notice: NoticeId;
}

/** A thread's state: its last number. A new message is written together with it. */
export interface Thread {
  readonly academy: AcademyId;
  readonly pairing: PairingId;
  readonly last: number;
  /** The latest messages, so that the same one sent twice is found without reading them. */
  readonly recent: readonly { readonly number: number; readonly from: PersonId; readonly nonce: string }[];
}
