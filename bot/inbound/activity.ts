import { z } from 'zod';
import { tenantId } from '../../services/domain/ids.ts';
import { isLanguage } from '../../services/domain/language.ts';
import type { Language } from '../../services/domain/language.ts';
import type { ChatAddress } from '../../services/delivery/messenger.ts';
import type { Contact } from '../../services/domain/newcomer.ts';

const name = z.string().max(500);
/** What goes into keys and addresses: those cannot carry control characters or halves of pairs. */
const key = name.regex(/^[^\p{Cc}\p{Surrogate}]*$/u);
const tenant = z.string().refine(isTenant);

/** What Fadder reads of an activity. Unknown fields pass; a field it reads must have its shape. */
const shape = z.looseObject({
  type: z.string().min(1).max(100),
  id: key.optional(),
  serviceUrl: z.url({ protocol: /^https?$/ }),
  channelId: name.optional(),
  from: z.looseObject({ id: key, name: name.nullish(), aadObjectId: key.nullish() }),
  recipient: z.looseObject({ id: name }).optional(),
  conversation: z.looseObject({
    id: key,
    conversationType: name.nullish(),
    isGroup: z.boolean().nullish(),
    tenantId: tenant.nullish(),
  }),
  channelData: z
    .looseObject({
      tenant: z.looseObject({ id: tenant }).nullish(),
      team: z.looseObject({ id: key }).nullish(),
    })
    .nullish(),
  name: name.nullish(),
  action: name.nullish(),
  text: z.string().nullish(),
  locale: name.nullish(),
  replyToId: key.nullish(),
  membersAdded: z.array(z.looseObject({ id: name })).nullish(),
  value: z.unknown().optional(),
});

export type Incoming = z.infer<typeof shape>;

/** The activity, or what is wrong with it, naming fields and never their content. */
export function parseActivity(body: unknown): Incoming | { readonly wrong: string } {
  const parsed = shape.safeParse(body);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join('.') || 'the body');
  return { wrong: `not an activity: ${[...new Set(fields)].slice(0, 5).join(', ')}` };
}

function isTenant(value: string): boolean {
  try {
    return tenantId(value) === value;
  } catch {
    return false;
  }
}

/** A chat between one person and the bot. */
export function isPersonal({ conversation, channelData }: Incoming): boolean {
  const { conversationType, isGroup, id } = conversation;
  if (conversationType) return conversationType === 'personal';
  // One that does not say: a thread of several, taken for somebody's own chat, would get what is theirs.
  return isGroup !== true && !channelData?.team && !id.startsWith('19:');
}

export function tenantOf(activity: Incoming): string {
  return (activity.channelData?.tenant?.id ?? activity.conversation.tenantId ?? 'none').toLowerCase();
}

/** The account that an activity comes from, and the chat that reaches it. */
export function accountOf(activity: Incoming): Contact {
  const { from, conversation, serviceUrl } = activity;
  return {
    tenant: tenantId(tenantOf(activity)),
    userId: from.id,
    ...(from.aadObjectId ? { objectId: from.aadObjectId } : {}),
    serviceUrl,
    conversationId: conversation.id,
  };
}

export function addressOf(activity: Incoming): ChatAddress {
  const { serviceUrl, conversation } = activity;
  return { tenant: tenantId(tenantOf(activity)), serviceUrl, conversationId: conversation.id };
}

/** For somebody whose choice is not known: what their Teams speaks. */
export function spokenIn({ locale }: Incoming): Language {
  const spoken = locale?.slice(0, 2).toLowerCase();
  return isLanguage(spoken) ? spoken : 'en';
}

/** The bot is among those who joined. */
export function addsBot({ recipient, membersAdded }: Incoming): boolean {
  return recipient !== undefined && (membersAdded ?? []).some(({ id }) => id === recipient.id);
}

/** Bots, this one among them, are nobody to answer. */
export function isFromBot({ from, recipient }: Incoming): boolean {
  return from['role'] === 'bot' || from.id === recipient?.id || from.id.startsWith('28:');
}

export function isCardAction(activity: Incoming): boolean {
  return activity.type === 'invoke' && activity.name === 'adaptiveCard/action';
}

/** What a click sent: the button's data with the inputs, and the verb that the client says beside it. */
export function actionOf({ value }: Incoming): { readonly data?: unknown; readonly verb?: string } {
  const action = isObject(value) && isObject(value['action']) ? value['action'] : {};
  const { data, verb } = action;
  return { data, ...(typeof verb === 'string' ? { verb } : {}) };
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
