import { openUrl } from '../kit.ts';
import type { Action } from '../kit.ts';
import type { Voice } from '../voice.ts';

/** The way to the reader's own chat with the bot, where there is a link to it. */
export function ownChat({ chat }: { readonly chat?: string }, voice: Voice): readonly Action[] {
  return chat === undefined ? [] : openUrl(voice.say('go.chat'), chat);
}
