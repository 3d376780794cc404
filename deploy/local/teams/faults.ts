import type { Call } from './connector.ts';
import type { Reply } from './refusals.ts';

/** A fault to put in the way of one request. */
export type Fault =
  /** This answer, without accepting the request; with `accepted`, after accepting it. */
  | (Reply & { readonly accepted?: boolean })
  /** The connection is reset: before the request was accepted, or after. */
  | 'drop'
  | 'dropAfterAccept'
  /** No answer, ever. */
  | 'hang'
  | 'hangAfterAccept'
  /** Accepted after that time. */
  | { readonly delayMs: number };

/** Decides on the fault for a request; undefined lets it through. May take its time: a request waits for it. */
export type Respond = (call: Call) => Fault | undefined | Promise<Fault | undefined>;

/** What is done with a request: answered, or left with nothing. */
export type Outcome = Reply | 'drop' | 'hang';

/** Settles a request with the fault in its way. `accept` carries it out. */
export async function settle(fault: Fault | undefined, accept: () => Reply): Promise<Outcome> {
  switch (fault) {
    case undefined:
      return accept();
    case 'drop':
    case 'hang':
      return fault;
    case 'dropAfterAccept':
      accept();
      return 'drop';
    case 'hangAfterAccept':
      accept();
      return 'hang';
    default:
      if ('delayMs' in fault) {
        await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
        return accept();
      }
      if (fault.accepted) accept();
      return fault;
  }
}
