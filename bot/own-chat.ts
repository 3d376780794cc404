import type { Config } from './config.ts';

/** A link that opens a person's own chat with the bot, where the bot has a name in Teams. */
export function ownChatLink({ app }: Pick<Config, 'app'>): { readonly ownChat?: string } {
  if (!app) return {};
  return { ownChat: `https://teams.microsoft.com/l/chat/0/0?users=28:${encodeURIComponent(app.id)}` };
}
