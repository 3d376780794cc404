import { z } from 'zod';
import { tenantId } from '../../services/domain/ids.ts';
import { isLanguage } from '../../services/domain/language.ts';
import type { Language } from '../../services/domain/language.ts';
import type { ChatAddress } from '../../services/delivery/messenger.ts';
import type { Newcomer } from '../../services/usecases/arrive.ts';

const name = z.string().max(500);

/** What Fadder reads of an activity. Unknown fields pass; a field it reads must have its shape. */
const shape = z.looseObject({
  type: z.string().min(1).max(100),
  id: name.optional(),
  serviceUrl: z.url({ protocol: /^https?$/ }),
  channelId: name.optional(),
  from: z.looseObject({ id: name, name: name.nullish(), aadObjectId: name.nullish() }),
  recipient: z.looseObject({ id: name }).optional(),
  conversation: z.looseObject({
    id: name,
    conversationType: name.nullish(),
    isGroup: z.boolean().nullish(),
    tenantId: name.nullish(),
  }),
  channelData: z.looseObject({ tenant: z.looseObject({ id: name }).nullish() }).nullish(),
  name: name.nullish(),
  action: name.nullish(),
  text: z.string().nullish(),
  locale: name.nullish(),
  replyToId: name.nullish(),
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

/** A chat between one person and the bot. */
export function isPersonal({ conversation }: Incoming): boolean {
  const { conversationType, isGroup } = conversation;
  return conversationType ? conversationType === 'personal' : isGroup !== true;
}

export function tenantOf(activity: Incoming): string {
  return activity.channelData?.tenant?.id ?? activity.conversation.tenantId ?? 'none';
}

/** The account that an activity comes from, and the chat that reaches it. */
export function accountOf(activity: Incoming): Newcomer['account'] {
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

export function isCardAction(activity: Incoming): boolean {
  return activity.type === 'invoke' && activity.name === 'adaptiveCard/action';
}
