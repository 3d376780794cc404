import { scopes as all } from '../commands.ts';
import type { Rule } from './facts.ts';

/** Where the bot can be added, and what Teams asks of an app that can be added there. */
export const scopes: Rule = ({ manifest }) => {
  const { bots = [], defaultInstallScope: first, supportsChannelFeatures } = manifest;
  const given = bots.flatMap((bot) => bot.scopes);
  return [
    ...all
      .filter((scope) => !given.includes(scope))
      .map((scope) => `manifest.json: the bot lacks the scope ${scope}`),
    ...(given.includes('team') && supportsChannelFeatures === undefined
      ? ['manifest.json: the scope team needs supportsChannelFeatures']
      : []),
    ...(first === undefined || given.some((scope) => scope === first)
      ? []
      : [`manifest.json: defaultInstallScope is ${first}, which is none of the bot’s scopes`]),
  ];
};
