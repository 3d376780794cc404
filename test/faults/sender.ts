/** A process that sends, as `npm run serve` starts it, but on a clock that stands where the campaign wants it: started
 * with milliseconds to add to the wall's; told by SIGUSR2, it jumps back by five minutes. */
import { startBot } from '../../bot/bot.ts';
import { loadConfig } from '../../bot/config.ts';

const BACK_MS = 300_000;
let offset = Number(process.argv[2]);
const bot = await startBot(loadConfig(), { now: () => Date.now() + offset });
process.on('SIGUSR2', () => {
  offset -= BACK_MS;
});
process.once('SIGTERM', () => {
  void bot.stop().then(() => process.exit(0));
});
console.log(`Fadder listens on ${bot.url}/api/messages`);
