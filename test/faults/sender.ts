/** A process that sends, as `npm run serve` starts it, but on a clock that stands where the campaign wants it: started
 * with milliseconds to add to the wall's, and by how many of them it is wrong; told by SIGUSR2, it becomes right. */
import { startBot } from '../../bot/bot.ts';
import { loadConfig } from '../../bot/config.ts';

let offset = Number(process.argv[2]);
const wrong = Number(process.argv[3]);
const bot = await startBot(loadConfig(), { now: () => Date.now() + offset });
process.on('SIGUSR2', () => {
  offset -= wrong;
});
process.once('SIGTERM', () => {
  void bot.stop().then(() => process.exit(0));
});
console.log(`Fadder listens on ${bot.url}/api/messages`);
