/** Questions to Cosmos when the store is opened or made, and what a person can do where they get no answer. */
import { aCall } from './calls.ts';
import type { Client, CosmosOptions } from './client.ts';
import { Patience, PATIENCE_MS } from './patience.ts';
import type { Refusal, Trouble } from './trouble.ts';

/** The error that a person reads. */
export const refused = ({ endpoint, database }: CosmosOptions, what: string): Error =>
  new Error(`Cannot open the store "${database}" at ${endpoint}: ${what}`);

/**
 * Undefined where what was asked for is not there, or was refused for a reason that is as good as done.
 * @throws Error that says what to mend
 */
export async function asking<T>(
  client: Client,
  options: CosmosOptions,
  work: (signal: AbortSignal) => Promise<T>,
  fine: Refusal = 'notFound',
): Promise<T | undefined> {
  const patience = new Patience(options.patienceMs ?? PATIENCE_MS);
  const call = aCall(true);
  for (;;) {
    const outcome = await client.calls.attempt(call, work);
    if (outcome.trouble === 'none') return outcome.value;
    if (outcome.trouble === 'refused' && outcome.failure === fine) return undefined;
    if (outcome.trouble === 'down' && outcome.cause === 'missing') return undefined;
    const passes = outcome.trouble === 'again' || outcome.trouble === 'doubt';
    if (!passes || !(await patience.allows())) throw refused(options, remedy(outcome));
  }
}

function remedy(trouble: Trouble): string {
  switch (trouble.trouble) {
    case 'down':
      return remedies[trouble.cause](trouble.why);
    case 'again':
      return trouble.cause === 'unreachable'
        ? `${trouble.why}. Check COSMOS_ENDPOINT, and that this machine may reach it.`
        : `${trouble.why}. Try again in a minute.`;
    case 'throttled':
      return 'it is asked for more than it gives at the moment. Try again in a minute.';
    case 'doubt':
      return `${trouble.why}. Check COSMOS_ENDPOINT, or try again in a minute.`;
    case 'refused':
      return trouble.why;
  }
}

const remedies: Readonly<Record<Extract<Trouble, { trouble: 'down' }>['cause'], (why: string) => string>> = {
  key: () =>
    'it does not accept the key. Check COSMOS_KEY, or leave it empty where the machine has an identity of its own.',
  forbidden: (why) =>
    `it lets this identity or address not in (${why}). Give the identity the role "Cosmos DB Built-in Data Contributor" and this machine's network access. What the role may not make (a database, a container) is made by the templates or with a key.`,
  missing: (why) => why,
  credential: (why) =>
    `this machine could not sign in (${why}). Give it a managed identity, or set COSMOS_KEY.`,
};
