/** The server's beginning and end. */
import type { Server } from 'restify';
import type { Config } from './config.ts';

/** Resolves with the address; rejects with a clear error where the port is taken. */
export function listen(server: Server, { host, port }: Pick<Config, 'host' | 'port'>): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(taken ? new PortTaken(host, port) : error);
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${String(address.port)}`);
    });
  });
}

class PortTaken extends Error {
  constructor(host: string, port: number) {
    super(`Port ${String(port)} on ${host} is taken: stop what uses it, or set PORT to another one.`);
    this.name = 'PortTaken';
  }
}

/** How long requests under way may take to end. */
const GRACE_MS = 5000;

/** Lets what is under way end. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // A client that never finishes its request must not keep the process from ending.
    const grace = setTimeout(() => {
      server.server.closeAllConnections();
    }, GRACE_MS);
    server.close(() => {
      clearTimeout(grace);
      resolve();
    });
    // Keep-alive connections would hold the server open for seconds.
    server.server.closeIdleConnections();
  });
}
