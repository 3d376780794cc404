/** Who may knock: the checks that come before the SDK's own. */
import { OpenIdMetadata } from 'botframework-connector/lib/auth/openIdMetadata.js';
import { signerOf } from '../cloud.ts';
import type { Cloud } from '../cloud.ts';
import type { Config } from '../config.ts';
import { reachesOf } from '../hosts.ts';
import type { Incoming } from './activity.ts';
import { problemOf, readToken, unfit } from './token.ts';
import type { TokenProblem } from './token.ts';

/** `reason` is for the log: it names a check and holds nothing of the request. */
export interface Refused {
  readonly status: 401 | 403 | 503;
  readonly reason: TokenProblem | 'keysUnavailable' | 'channel' | 'serviceHost';
}

export type Guard = (activity: Incoming, authorization: string) => Promise<Refused | undefined>;

/** The one channel that Fadder is made for. Others have keys, or token issuers, of their own. */
const CHANNEL = 'msteams';

export function guardOf(
  config: Pick<Config, 'app' | 'serviceHosts'>,
  now: () => number,
  cloud?: Cloud,
): Guard {
  const reaches = reachesOf(config, cloud);
  const { app } = config;
  const check = app && tokenCheck(app.id, now, cloud);
  return async (activity, authorization) => {
    const wrong = await check?.(activity, authorization);
    if (wrong) return wrong;
    if (app && activity.channelId !== CHANNEL) return { status: 403, reason: 'channel' };
    return reaches(activity.serviceUrl) ? undefined : { status: 403, reason: 'serviceHost' };
  };
}

/**
 * The SDK checks the same again, less strictly: it lets a token through whose key is endorsed for no channel, that
 * never expires or (from the Emulator's issuers, whatever their tenant) names no service URL, and what it refuses it
 * prints with the key, as an error of the server. So a token comes to it only once it is good.
 */
function tokenCheck(appId: string, now: () => number, cloud: Cloud | undefined): Guard {
  const { issuer, metadataUrl } = signerOf(cloud);
  const keys = new OpenIdMetadata(metadataUrl);
  return async ({ serviceUrl }, authorization) => {
    const token = readToken(authorization);
    if (typeof token === 'string') return { status: 401, reason: token };
    const reason = unfit(token, issuer);
    if (reason) return { status: 401, reason };
    const key = await keys.getKey(token.header.kid ?? '').catch(() => 'unavailable' as const);
    if (key === 'unavailable') return { status: 503, reason: 'keysUnavailable' };
    if (!key) return { status: 401, reason: 'key' };
    const problem = problemOf(token, key, { issuer, appId, channel: CHANNEL, serviceUrl }, now());
    return problem && { status: 401, reason: problem };
  };
}
