/** botbuilder's side of the inbound: sign-in checks, then our own turn. */
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { BotFrameworkAuthentication } from 'botframework-connector';
import type { Request, Response } from 'restify';
import type { Log } from '../../services/delivery/deps.ts';
import type { Config } from '../config.ts';
import { parseActivity } from './activity.ts';
import type { Incoming } from './activity.ts';
import type { InvokeAnswer } from './invoke.ts';
import { KeptClients } from './kept-clients.ts';

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
  const adapter = new CloudAdapter(new KeptClients(authentication));
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
      const answer = await turn(activity);
      if (activity.type !== 'invoke') return;
      const invokeBody = answer ?? { statusCode: 501, type: 'application/vnd.microsoft.error', value: {} };
      const status = answer ? 200 : 501;
      await context.sendActivity({ type: 'invokeResponse', value: { status, body: invokeBody } });
    });
  };
}

/** `parseActivity` has found it to be an object. */
function asBody(body: unknown): Record<string, unknown> {
  return { ...(body as Record<string, unknown>) };
}
