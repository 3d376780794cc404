/**
 * Loaded into a Playground's process before the Playground itself (`node --import`), which has no options for
 * what is set right here: it listens on all addresses, opens a browser, writes its log beside its configuration and
 * outlives whoever started it.
 */
import net from 'node:net';
import { basename, resolve } from 'node:path';
import process, { env } from 'node:process';

const role = basename(process.cwd());
env.TEAMSAPPTESTER_BROWSER = 'none';
env.M365_AGENTS_PLAYGROUND_LOGFILE = resolve('../../logs', `playground-${role}.log`);
// It talks to this machine alone; a proxy would only be in the way.
env.NO_PROXY = '127.0.0.1,localhost';

const { listen } = net.Server.prototype;
net.Server.prototype.listen = function listenOnLoopback(port, ...rest) {
  const address = typeof port === 'number' ? { port, host: '127.0.0.1' } : port;
  return listen.call(this, address, ...rest);
};

// Ctrl-C reaches every process of the terminal: the one that started this ends it when its turn has come.
process.on('SIGINT', () => undefined);
// Its pipe closes when it dies in any other way.
process.stdin.resume().on('close', () => process.exit(0));
