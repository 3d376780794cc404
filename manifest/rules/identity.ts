import type { Rule } from './facts.ts';

/** The app is the bot's own, and its version one that a later one can follow. */
export const identity: Rule = ({ manifest: { id, bots = [], version }, wanted: { appId } }) => [
  ...(same(id, appId) ? [] : [`manifest.json: id is ${id}, not the app id ${appId}`]),
  ...(bots.length === 0 ? ['manifest.json: there is no bot'] : []),
  ...bots
    .filter(({ botId }) => !same(botId, appId))
    .map(({ botId }) => `manifest.json: botId is ${botId}, not the app id ${appId}`),
  ...(VERSION.test(version) ? [] : [`manifest.json: version is ${version}, not three numbers like 1.0.0`]),
];

const VERSION = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/;

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
