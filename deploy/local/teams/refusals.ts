import type { Json } from './json.ts';

/** How the connector answers a request. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What the Bot Framework connector of Teams refuses, and in which words. */
const REFUSALS = {
  BadSyntax: { status: 400, message: 'Bad format of the request body' },
  BadArgument: { status: 400, message: 'An argument is missing or wrong' },
  MemberNotFoundInConversation: { status: 404, message: 'The specified member is not in the conversation.' },
  ForbiddenOperationException: { status: 403, message: 'The bot is not installed in the personal scope' },
  BotNotInConversationRoster: { status: 403, message: 'The bot is not part of the conversation roster.' },
  ConversationBlockedByUser: { status: 403, message: 'User blocked the conversation with the bot.' },
  MessageWritesBlocked: { status: 403, message: 'Message writes are blocked.' },
  BotDisabledByAdmin: { status: 403, message: 'The tenant admin disabled this bot.' },
  ConversationNotFound: { status: 404, message: 'Conversation not found.' },
  ActivityNotFoundInConversation: { status: 404, message: 'Message does not exist in the thread.' },
  NotFound: { status: 404, message: 'There is no such endpoint.' },
  PreconditionFailed: { status: 412, message: 'Concurrent operation on the conversation.' },
  MessageSizeTooBig: { status: 413, message: 'Message size too large.' },
  ServiceError: { status: 500, message: 'Unknown error.' },
} as const satisfies Record<string, { status: number; message: string }>;

export type RefusalCode = keyof typeof REFUSALS;

/** The answer to a refused request, as Bot Framework error JSON. `status` where Teams uses more than one. */
export function refusal(code: RefusalCode, status: number = REFUSALS[code].status): Reply {
  return { status, body: errorBody(code, REFUSALS[code].message) };
}

function errorBody(code: string, message: string): Json {
  return { error: { code, message } };
}
