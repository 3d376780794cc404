import type { ConnectorClient } from 'botframework-connector';
import type { Card } from '../../services/domain/view.ts';
import type { SendResult } from '../../services/domain/delivery.ts';
import type { Conversation, Messenger } from '../../services/delivery/messenger.ts';
import { HostNotAllowed } from './connector.ts';
import type { Connect } from './connector.ts';

const CARD = 'application/vnd.microsoft.card.adaptive';

export interface MessengerOptions {
  readonly connect: Connect;
  /** After this long without an answer a request is given up; whether it arrived is then in doubt. */
  readonly timeoutMs: number;
  /** The bot's own channel account, where it is known. */
  readonly from?: { readonly id: string };
}

/** Posts, updates and deletes cards through the connector that each conversation belongs to. */
export function connectorMessenger({ connect, timeoutMs, from }: MessengerOptions): Messenger {
  const activityOf = (card: Card) => ({
    type: 'message',
    ...(from ? { from: { ...from, name: 'Fadder' } } : {}),
    summary: card.summary,
    attachments: [{ contentType: CARD, content: card.content }],
  });
  const request = requestsBy(connect, timeoutMs);
  return {
    post: (to, card) =>
      request(to, (client, abortSignal) =>
        client.conversations.sendToConversation(to.conversationId, activityOf(card), { abortSignal }),
      ),
    update: (to, activityId, card) =>
      request(to, (client, abortSignal) =>
        client.conversations.updateActivity(
          to.conversationId,
          activityId,
          { ...activityOf(card), id: activityId },
          { abortSignal },
        ),
      ),
    delete: (to, activityId) =>
      request(to, async (client, abortSignal) => {
        await client.conversations.deleteActivity(to.conversationId, activityId, { abortSignal });
        return { id: activityId };
      }),
    async open({ serviceUrl, tenant, userId }) {
      const answer = await request({ serviceUrl }, (client, abortSignal) =>
        client.conversations.createConversation(
          {
            isGroup: false,
            bot: { id: from?.id ?? '', name: 'Fadder' },
            members: [{ id: userId, name: '' }],
            tenantId: tenant,
            channelData: { tenant: { id: tenant } },
          },
          { abortSignal },
        ),
      );
      if (answer.result !== 'accepted') return answer;
      // Taken without an id: there is a chat, but no way to write to it yet.
      if (answer.activityId === '') return { result: 'noAnswer', cause: 'reset' };
      return { result: 'opened', conversationId: answer.activityId };
    },
  };
}

type Request = (
  to: Pick<Conversation, 'serviceUrl'>,
  call: (client: ConnectorClient, abortSignal: AbortSignal) => Promise<{ readonly id?: string }>,
) => Promise<SendResult>;

/** One request a call, and what became of it. */
function requestsBy(connect: Connect, timeoutMs: number): Request {
  return async ({ serviceUrl }, call) => {
    let client: ConnectorClient;
    try {
      client = await within(timeoutMs, connect(serviceUrl));
    } catch (error) {
      const refused = error instanceof HostNotAllowed;
      return { result: 'neverLeft', cause: causeOf(error), ...(refused ? {} : { signIn: true }) };
    }
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const { id } = await call(client, signal);
      return { result: 'accepted', activityId: id ?? '' };
    } catch (error) {
      return signal.aborted ? { result: 'noAnswer', cause: 'timeout' } : resultOf(error);
    }
  };
}

/** Waits so long at most. What it waited for may go on: nothing of ours hangs on it then. */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(ms);
  const late = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Error('no token in the time allowed'));
    });
  });
  return Promise.race([work, late]);
}

/** No connection came about: codes of the system and of TLS, and how Node words a failure before the first byte. */
const NO_CONNECTION =
  /^(ECONNREFUSED|ENOTFOUND|EAI_|EHOSTUNREACH|ENETUNREACH|EPROTO|CERT_|ERR_TLS_|ERR_SSL_|ERR_INVALID_URL|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH)/;
const BEFORE_THE_FIRST_BYTE = /^(connect|getaddrinfo) |before secure TLS connection/;

/** What a failed call tells: the platform's refusal, or how far the request came. What is not known to have stayed here
 * may have arrived. */
export function resultOf(error: unknown): SendResult {
  const status = field(error, 'statusCode');
  if (typeof status === 'number') {
    // Taken, and the answer to it not understood: there is only no id to update it by.
    if (status >= 200 && status < 300) return { result: 'accepted', activityId: '' };
    const retryAfterMs = retryAfterOf(error);
    const timing = retryAfterMs === undefined ? {} : { retryAfterMs };
    return { result: 'refused', status, ...codesOf(error), ...timing };
  }
  const code = field(error, 'code');
  const message = error instanceof Error ? error.message : '';
  const stayed =
    (typeof code === 'string' && NO_CONNECTION.test(code)) || BEFORE_THE_FIRST_BYTE.test(message);
  return stayed ? { result: 'neverLeft', cause: causeOf(error) } : { result: 'noAnswer', cause: 'reset' };
}

/** The connector's error code, and the sub-code that says more where there is one. */
function codesOf(error: unknown): { readonly code?: string; readonly subCode?: string } {
  const body = field(error, 'body') ?? parsed(field(field(error, 'response'), 'bodyAsText'));
  const inner = field(body, 'error') ?? body;
  const code = field(inner, 'code');
  const subCode = field(inner, 'subCode') ?? field(field(inner, 'innerHttpError'), 'subCode');
  return {
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof subCode === 'string' ? { subCode } : {}),
  };
}

function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `Retry-After` in seconds, or as a date. */
function retryAfterOf(error: unknown): number | undefined {
  const headers = field(field(error, 'response'), 'headers');
  const get = field(headers, 'get');
  const value: unknown = typeof get === 'function' ? get.call(headers, 'retry-after') : undefined;
  if (typeof value !== 'string') return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
}

function causeOf(error: unknown): string {
  const code = field(error, 'code');
  return typeof code === 'string' ? code : error instanceof Error ? error.name : 'unknown';
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
