/** What a bot of the SDK's own samples is: it answers every click with a constant card for its verb, and on `POST /send`
 * writes one to so many chats, as many at a time as Fadder does. It knows nobody, keeps nothing and decides nothing. The
 * cards come with `POST /cards`. */
import {
  ActivityHandler,
  CardFactory,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  MessageFactory,
} from 'botbuilder';
import type { InvokeResponse, TurnContext } from 'botbuilder';
import restify from 'restify';
import type { Request, Response } from 'restify';

/** As many as Fadder has under way in a lane. */
const IN_FLIGHT = 8;
const ADAPTIVE = 'application/vnd.microsoft.card.adaptive';

let cards: Record<string, unknown> = {};

class Bare extends ActivityHandler {
  protected override onInvokeActivity({ activity }: TurnContext): Promise<InvokeResponse> {
    const { action } = activity.value as { action: { verb: string } };
    return Promise.resolve({
      status: 200,
      body: { statusCode: 200, type: ADAPTIVE, value: cards[action.verb] },
    });
  }
}

const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const bot = new Bare();
const server = restify.createServer({ name: 'Bare' });
server.use(restify.plugins.bodyParser());
server.post('/api/messages', async (request: Request, response: Response) => {
  const asked = { body: request.body as Record<string, unknown>, headers: request.headers, method: 'POST' };
  await adapter.process(asked, response, (context) => bot.run(context));
});
server.post('/cards', async (request: Request, response: Response) => {
  await Promise.resolve();
  cards = request.body as Record<string, unknown>;
  response.send(200, {});
});
server.post('/send', async (request: Request, response: Response) => {
  const { serviceUrl, count } = request.body as { serviceUrl: string; count: number };
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const id = `a:${String(next)}`;
      next += 1;
      const reference = { serviceUrl, channelId: 'msteams', conversation: { id }, bot: { id: '28:bare' } };
      await adapter.continueConversationAsync('', reference as never, async (context) => {
        await context.sendActivity(MessageFactory.attachment(CardFactory.adaptiveCard(cards['send'])));
      });
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  response.send(200, { count });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  console.log(`Bare listens on http://127.0.0.1:${String(port)}/api/messages`);
});
process.once('SIGTERM', () => process.exit(0));
