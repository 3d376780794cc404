/** `npm run serve`: the bot alone, configured by the environment. */
import { startBot } from './bot.ts';
import { loadConfig } from './config.ts';

try {
  const config = loadConfig();
  const bot = await startBot(config);
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // A second signal does not wait for what is under way.
      if (stopping) process.exit(1);
      stopping = true;
      bot.stop().then(() => process.exit(0), fail);
    });
  }
  // Last of all: whoever waits for this line may send a signal at once.
  console.log(`Fadder listens on ${bot.url}/api/messages`);
  if (!config.app) console.log('Sign-in is off (no MicrosoftAppId): for this machine only.');
} catch (error) {
  fail(error);
}

function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
