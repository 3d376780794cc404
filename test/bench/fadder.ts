/** The bot as `npm run serve` starts it, its clock set to a morning of the academy. */
import { startBot } from '../../bot/bot.ts';
import { loadConfig } from '../../bot/config.ts';

const offset = Number(process.argv[2]);
const bot = await startBot(loadConfig(), { now: () => Date.now() + offset });
process.once('SIGTERM', () => {
  void bot.stop().then(() => process.exit(0));
});
console.log(`Fadder listens on ${bot.url}/api/messages`);
