/** botbuilder's side of the inbound: sign-in checks, then our own turn. */
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { Activity } from 'botbuilder';
import type { AuthenticateRequestResult, BotFrameworkAuthentication } from 'botframework-connector';
import type { Request, Response } from 'restify';
import type { Log } from '../../services/delivery/deps.ts';
import type { Cloud } from '../cloud.ts';
import type { Config } from '../config.ts';
import { parseActivity } from './activity.ts';
import type { Incoming } from './activity.ts';
import type { Guard } from './guard.ts';
import type { InvokeAnswer } from './invoke.ts';
import { KeptClients } from './kept-clients.ts';

export function authenticationOf(app: Config['app'], cloud?: Cloud): BotFrameworkAuthentication {
  const settings = {
    MicrosoftAppId: app?.id ?? '',
    MicrosoftAppPassword: app?.password ?? '',
    MicrosoftAppTenantId: app?.tenant ?? '',
    MicrosoftAppType: app?.type ?? 'MultiTenant',
    ...cloud?.settings,
  };
  return new ConfigurationBotFrameworkAuthentication(settings, cloud?.credentials);
}

export interface Inbound {
  readonly authentication: BotFrameworkAuthentication;
  readonly guard: Guard;
  readonly turn: (activity: Incoming) => Promise<InvokeAnswer | undefined>;
  readonly log: Log;
}

/** Answers a request: 400, 401 and 403 before anything is done, else what the turn makes of it. */
export function requestHandler(by: Inbound): (request: Request, response: Response) => Promise<void> {
  const authentication = new KeptClients(by.authentication);
  const adapter = new CloudAdapter(authentication);
  adapter.onTurnError = (_context, error) => {
    by.log.error({ error }, 'a turn failed outside its boundary');
    return Promise.resolve();
  };
  return async (request, response) => {
    const activity = parseActivity(request.body);
    if ('wrong' in activity) {
      response.send(400, { error: { code: 'BadRequest', message: activity.wrong } });
      return;
    }
    const signedIn = await signIn(authentication, by.guard, activity, request.headers.authorization ?? '');
    if ('reason' in signedIn) {
      const { status, reason } = signedIn;
      by.log.warn({ status, reason }, 'a request was refused');
      response.send(status, { error: refusals[status] });
      return;
    }
    let answer: InvokeAnswer | undefined;
    await adapter.processActivityDirect(signedIn, sdkActivity(activity), async () => {
      answer = await by.turn(activity);
    });
    if (activity.type !== 'invoke') response.send(200);
    else response.send(answer ? 200 : 400, answer ?? NOT_OURS);
  };
}

const refusals = {
  401: { code: 'Unauthorized', message: 'Not signed by Teams for this bot.' },
  403: { code: 'Forbidden', message: 'Not from a channel or service URL that this bot serves.' },
  503: { code: 'ServiceUnavailable', message: 'The signature can not be checked now: try again.' },
} as const;

/** To an invoke that no card of ours can cause. The mistake is the caller's: a 501 would count as our failure. */
const NOT_OURS: InvokeAnswer = {
  statusCode: 400,
  type: 'application/vnd.microsoft.error',
  value: { code: 'BadRequest', message: 'Fadder answers the actions of its cards and no other invoke.' },
};

interface Rejected {
  readonly status: keyof typeof refusals;
  readonly reason: string;
}

/** Our own checks, and then the SDK's. */
async function signIn(
  authentication: BotFrameworkAuthentication,
  guard: Guard,
  activity: Incoming,
  authorization: string,
): Promise<AuthenticateRequestResult | Rejected> {
  const refused = await guard(activity, authorization);
  if (refused) return refused;
  try {
    return await authentication.authenticateRequest(sdkActivity(activity), authorization);
  } catch {
    // What it says may quote the token.
    return { status: 401, reason: 'sdk' };
  }
}

/** What the SDK checks, and no more of it: the turn reads our own. */
function sdkActivity({ type, channelId, serviceUrl, from, conversation }: Incoming): Activity {
  const own = { from: { id: from.id }, conversation: { id: conversation.id } };
  return { type, channelId: channelId ?? '', serviceUrl, ...own } as Activity;
}
