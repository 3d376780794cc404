import { BOT, memberOf } from './account.ts';
import { isObject, listAt, objectAt, textAt } from './json.ts';
import type { Json } from './json.ts';
import { refusal } from './refusals.ts';
import type { Reply } from './refusals.ts';
import type { Operation } from './routes.ts';
import type { World } from './world.ts';

/** A request to the connector, read but not yet judged. */
export interface Call {
  readonly operation: Operation;
  readonly conversation: string;
  readonly activity: string;
  readonly member: string;
  readonly query: URLSearchParams;
  /** Parsed; undefined where there is none or it is not JSON. */
  readonly body: unknown;
  /** Of the body as Teams counts it: two bytes a UTF-16 unit. */
  readonly size: number;
}

/** About what Teams takes in one message. */
const MAX_SIZE = 100 * 1024;
const PAGE = 50;

/** What the connector does with a call and answers to it. `nextId` gives ids for new activities. */
export function answer(call: Call, world: World, nextId: () => string): Reply {
  if (call.size > MAX_SIZE) return refusal('MessageSizeTooBig');
  switch (call.operation) {
    case 'createConversation':
      return createConversation(call, world, nextId);
    case 'send':
    case 'reply':
      return send(call, world, nextId);
    case 'update':
      return update(call, world);
    case 'delete':
      return remove(call, world);
    case 'members':
    case 'pagedMembers':
    case 'member':
      return members(call, world);
  }
}

function createConversation({ body }: Call, world: World, nextId: () => string): Reply {
  if (!isObject(body)) return refusal('BadSyntax');
  const [member, ...others] = listAt(body, 'members');
  const id = member && textAt(member, 'id');
  if (body['isGroup'] === true || !id || others.length > 0) return refusal('BadArgument');
  const account = world.account(id);
  if (!account) return refusal('MemberNotFoundInConversation', 400);
  const tenant = textAt(body, 'tenantId') ?? textAt(objectAt(objectAt(body, 'channelData'), 'tenant'), 'id');
  if (tenant !== account.tenant) return refusal('BadArgument');
  if (!world.installed(account.conversationId)) return refusal('ForbiddenOperationException');
  const first = objectAt(body, 'activity');
  const activityId =
    textAt(first, 'type') === 'message' ? post(account.conversationId, first, world, nextId) : undefined;
  return { status: 201, body: { id: account.conversationId, ...(activityId ? { activityId } : {}) } };
}

function send(call: Call, world: World, nextId: () => string): Reply {
  const closed = shut(call, world);
  if (closed) return closed;
  if (!isObject(call.body)) return refusal('BadSyntax');
  const type = textAt(call.body, 'type');
  if (type === 'typing') return { status: 202, body: {} };
  if (type !== 'message' || !hasContent(call.body)) return refusal('BadArgument');
  const activity = call.operation === 'reply' ? { ...call.body, replyToId: call.activity } : call.body;
  return { status: 201, body: { id: post(call.conversation, activity, world, nextId) } };
}

function update(call: Call, world: World): Reply {
  const closed = shut(call, world) ?? missing(call, world);
  if (closed) return closed;
  if (!isObject(call.body)) return refusal('BadSyntax');
  if (!hasContent(call.body)) return refusal('BadArgument');
  const { conversation, activity: id } = call;
  world.happen({ what: 'updated', conversation, id, activity: { ...call.body, id } });
  return { status: 200, body: { id } };
}

function remove(call: Call, world: World): Reply {
  const closed = shut(call, world) ?? missing(call, world);
  if (closed) return closed;
  world.happen({ what: 'deleted', conversation: call.conversation, id: call.activity });
  return { status: 200 };
}

/** Those beside the bot. */
function members(call: Call, world: World): Reply {
  const there = world.members(call.conversation);
  const closed = shut(call, world);
  if (closed || !there) return closed ?? refusal('ConversationNotFound');
  const all = there.map(memberOf);
  if (call.operation === 'members') return { status: 200, body: all };
  if (call.operation === 'pagedMembers') {
    const pageSize = Number(call.query.get('pageSize') ?? PAGE);
    return { status: 200, body: { members: all.slice(0, pageSize), totalCount: all.length } };
  }
  const asked = world.account(call.member);
  const isThere = asked && there.includes(asked);
  return isThere ? { status: 200, body: memberOf(asked) } : refusal('MemberNotFoundInConversation');
}

function post(conversation: string, activity: Json, world: World, nextId: () => string): string {
  const id = nextId();
  world.happen({ what: 'posted', conversation, id, activity: { ...activity, id, from: BOT } });
  return id;
}

function shut({ conversation }: Call, world: World): Reply | undefined {
  if (!world.members(conversation)) return refusal('ConversationNotFound');
  return world.installed(conversation) ? undefined : refusal('BotNotInConversationRoster');
}

function missing({ conversation, activity }: Call, world: World): Reply | undefined {
  const message = world.message(conversation, activity);
  return message && !message.deleted ? undefined : refusal('ActivityNotFoundInConversation');
}

function hasContent(activity: Json): boolean {
  return textAt(activity, 'text') !== undefined || listAt(activity, 'attachments').length > 0;
}
