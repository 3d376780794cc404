/** botbuilder's side of the inbound: sign-in checks, then our own turn. */
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { BotFrameworkAuthentication } from 'botframework-connector';
import type { Request, Response } from 'restify';
import type { Log } from '../../services/delivery/deps.ts';
import type { Config } from '../config.ts';
import { withoutRetries } from '../outbound/connector.ts';
import { parseActivity } from './activity.ts';
import type { Incoming } from './activity.ts';
import type { InvokeAnswer } from './invoke.ts';

export function authenticationOf(app: Config['app']): BotFrameworkAuthentication {
  return new ConfigurationBotFrameworkAuthentication({
    MicrosoftAppId: app?.id ?? '',
    MicrosoftAppPassword: app?.password ?? '',
    MicrosoftAppTenantId: app?.tenant ?? '',
    MicrosoftAppType: app?.type ?? 'MultiTenant',
  });
}

/** Hands a checked request to `turn`; answers it. */
export function requestHandler(
  authentication: BotFrameworkAuthentication,
  turn: (activity: Incoming) => Promise<InvokeAnswer | undefined>,
  log: Log,
): (request: Request, response: Response) => Promise<void> {
  const adapter = new CloudAdapter(authentication);
  adapter.onTurnError = (_context, error) => {
    log.error({ error: error.message }, 'a turn failed outside its boundary');
    return Promise.resolve();
  };
  return async (request, response) => {
    const activity = parseActivity(request.body);
    if ('wrong' in activity) {
      response.send(400, { error: { code: 'BadRequest', message: activity.wrong } });
      return;
    }
    const { headers } = request;
    const checked = { body: asBody(request.body), headers, method: 'POST' };
    await adapter.process(checked, response, async (context) => {
      const client: unknown = context.turnState.get(context.adapter.ConnectorClientKey);
      if (isClient(client)) withoutRetries(client);
      const answer = await turn(activity);
      if (activity.type !== 'invoke') return;
      const value = answer ? { status: 200, body: answer } : { status: 400, body: NOT_OURS };
      await context.sendActivity({ type: 'invokeResponse', value });
    });
  };
}

/** To an invoke that no card of ours can cause. The mistake is the caller's: a 501 would count as our failure. */
const NOT_OURS: InvokeAnswer = {
  statusCode: 400,
  type: 'application/vnd.microsoft.error',
  value: { code: 'BadRequest', message: 'Fadder answers the actions of its cards and no other invoke.' },
};

/** `parseActivity` has found it to be an object. */
function asBody(body: unknown): Record<string, unknown> {
  return { ...(body as Record<string, unknown>) };
}

function isClient(value: unknown): value is object {
  return typeof value === 'object' && value !== null && 'client' in value;
}
