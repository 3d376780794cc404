/** Between the SDK and the network: what was answered, what it cost, and no retry that Fadder does not know of. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { createDefaultHttpClient } from '@azure/core-rest-pipeline';
import type { HttpClient, PipelineRequest, PipelineResponse } from '@azure/core-rest-pipeline';
import type { Answer, Trouble } from './trouble.ts';
import { troubleOf } from './trouble.ts';

/** What the requests of one call have come to. */
export interface Call {
  charge: number;
  requests: number;
  bytesSent: number;
  bytesReceived: number;
  /** Queries go to several partitions. */
  readonly across: boolean;
}

/** What one attempt was answered. A call may have several under way, each of which hears its own answers alone. */
interface Attempt {
  readonly call: Call;
  /** Of the request before now. */
  answer?: Answer;
  /** Where Cosmos could not say how to ask several partitions. */
  unplanned?: Answer;
}

export const aCall = (across = false): Call => ({
  ...{ charge: 0, requests: 0, bytesSent: 0, bytesReceived: 0 },
  across,
});

export type Outcome<T> = { readonly trouble: 'none'; readonly value: T } | Trouble;

/** Every attempt ends by then, answered or not. */
const ATTEMPT_MS = 8000;
const QUERY_PLAN = 'x-ms-cosmos-is-query-plan-request';
const CREDENTIAL_ERRORS = [
  'CredentialUnavailableError',
  'AuthenticationError',
  'AggregateAuthenticationError',
];

/** Thrown to the SDK in place of what Node says: a code would make it try again by itself, a write too, up to two
 * minutes long, and a create that was done the first time would be reported as a conflict. */
class LostAnswer extends Error {}

export class Calls {
  readonly #current = new AsyncLocalStorage<Attempt>();
  readonly #network = createDefaultHttpClient();
  /** For the SDK to send its requests by. */
  readonly httpClient: HttpClient = { sendRequest: (request) => this.#send(request) };

  /** One attempt of the SDK; its requests are counted in `call`. */
  async attempt<T>(call: Call, work: (signal: AbortSignal) => Promise<T>): Promise<Outcome<T>> {
    const attempt: Attempt = { call };
    try {
      const value = await this.#current.run(attempt, () => work(AbortSignal.timeout(ATTEMPT_MS)));
      // The SDK takes every 404 to a read for "nothing there", that of a container that has gone too.
      return failedQuietly(attempt) ?? { trouble: 'none', value };
    } catch (error) {
      return troubleBehind(error, attempt);
    }
  }

  async #send(request: PipelineRequest): Promise<PipelineResponse> {
    const attempt = this.#current.getStore();
    const isPlan = request.headers.has(QUERY_PLAN);
    // The SDK asks for a plan with every query, but in one partition it never looks at it.
    if (isPlan && attempt?.call.across !== true) throw new LostAnswer('no plan is needed');
    // The time was up while the SDK waited: what was answered before stands.
    if (request.abortSignal?.aborted) throw new LostAnswer('the time was up');
    try {
      const response = await this.#network.sendRequest(request);
      if (attempt) count(attempt.call, request, response);
      if (attempt) note(attempt, answerOf(request, response), isPlan);
      return response;
    } catch (error) {
      const lost = codeOf(error);
      if (attempt) note(attempt, { lost }, isPlan);
      throw new LostAnswer(lost, { cause: error });
    }
  }
}

const isFailure = (answer: Answer): boolean => 'lost' in answer || answer.status >= 400;

/** A plan is asked for beside the query, and needed by some alone. */
function note(attempt: Attempt, answer: Answer, isPlan: boolean): void {
  if (!isPlan) attempt.answer = answer;
  else if (isFailure(answer)) attempt.unplanned = answer;
}

function numberIn({ headers }: PipelineResponse, name: string): number | undefined {
  const value = Number.parseFloat(headers.get(name) ?? '');
  return Number.isNaN(value) ? undefined : value;
}

function count(call: Call, { body }: PipelineRequest, response: PipelineResponse): void {
  call.requests += 1;
  call.charge += numberIn(response, 'x-ms-request-charge') ?? 0;
  call.bytesSent += typeof body === 'string' ? Buffer.byteLength(body) : 0;
  call.bytesReceived += Buffer.byteLength(response.bodyAsText ?? '');
}

function answerOf({ url }: PipelineRequest, response: PipelineResponse): Answer {
  const substatus = numberIn(response, 'x-ms-substatus');
  const retryAfterMs = numberIn(response, 'x-ms-retry-after-ms');
  return {
    status: response.status,
    ...(substatus === undefined ? {} : { substatus }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ofDocuments: /\/docs(\/|$)/.test(new URL(url).pathname),
  };
}

const failedQuietly = ({ answer }: Attempt): Trouble | undefined =>
  answer && isFailure(answer) ? troubleOf(answer) : undefined;

function troubleBehind(error: unknown, { answer: last, unplanned }: Attempt): Trouble {
  const answer = unplanned ?? last;
  if (answer && isFailure(answer)) return troubleOf(answer);
  // It was answered, but not in the words of Cosmos.
  if (answer && error instanceof SyntaxError)
    return { trouble: 'doubt', why: 'what answers there is not Cosmos DB' };
  if (error instanceof LostAnswer) return { trouble: 'doubt', why: error.message };
  if (error instanceof Error && CREDENTIAL_ERRORS.includes(error.name))
    return { trouble: 'down', cause: 'credential', why: error.message.split('\n')[0] ?? '' };
  throw error;
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'AbortError') return 'no answer in time';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
