import type { ConnectorClient } from 'botframework-connector';
import type { Card } from '../../services/domain/view.ts';
import type { ChatAddress, Messenger, SendResult } from '../../services/delivery/messenger.ts';
import type { Connect } from './connector.ts';

const CARD = 'application/vnd.microsoft.card.adaptive';

export interface MessengerOptions {
  readonly connect: Connect;
  /** After this long without an answer a request is given up; whether it arrived is then in doubt. */
  readonly timeoutMs: number;
  /** The bot's own channel account, where it is known. */
  readonly from?: { readonly id: string };
}

/** Posts and updates cards through the connector that each conversation belongs to. */
export function connectorMessenger({ connect, timeoutMs, from }: MessengerOptions): Messenger {
  const activityOf = (card: Card) => ({
    type: 'message',
    ...(from ? { from: { ...from, name: 'Fadder' } } : {}),
    summary: card.summary,
    attachments: [{ contentType: CARD, content: card.content }],
  });
  const request = async (
    { serviceUrl }: ChatAddress,
    call: (client: ConnectorClient, abortSignal: AbortSignal) => Promise<{ readonly id?: string }>,
  ): Promise<SendResult> => {
    let client: ConnectorClient;
    try {
      client = await connect(serviceUrl);
    } catch (error) {
      return { result: 'neverLeft', cause: causeOf(error) };
    }
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const { id } = await call(client, signal);
      return { result: 'accepted', activityId: id ?? '' };
    } catch (error) {
      return signal.aborted ? { result: 'noAnswer', cause: 'timeout' } : resultOf(error);
    }
  };
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
  };
}

/** The connection broke after the request may have left. */
const BROKEN = ['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'UND_ERR_SOCKET'];

/** What a failed call tells: the platform's refusal, or how far the request came. */
export function resultOf(error: unknown): SendResult {
  const status = field(error, 'statusCode');
  if (typeof status === 'number') {
    const code = codeOf(error);
    const retryAfterMs = retryAfterOf(error);
    return {
      result: 'refused',
      status,
      ...(code === undefined ? {} : { code }),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    };
  }
  const code = field(error, 'code');
  if (typeof code === 'string' && BROKEN.includes(code)) return { result: 'noAnswer', cause: 'reset' };
  if (error instanceof Error && /socket hang up|premature close|aborted/i.test(error.message)) {
    return { result: 'noAnswer', cause: 'reset' };
  }
  return { result: 'neverLeft', cause: causeOf(error) };
}

/** The connector's error code; the sub-code says more where there is one. */
function codeOf(error: unknown): string | undefined {
  const body = field(error, 'body') ?? parsed(field(field(error, 'response'), 'bodyAsText'));
  const inner = field(body, 'error') ?? body;
  const code =
    field(inner, 'subCode') ?? field(field(inner, 'innerHttpError'), 'subCode') ?? field(inner, 'code');
  return typeof code === 'string' ? code : undefined;
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
