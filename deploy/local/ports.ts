import { createServer } from 'node:net';

/** A port that the demonstration needs. */
export interface WantedPort {
  readonly port: number;
  /** What is to stand there, as the screen names it. */
  readonly what: string;
  /** The variable that puts it elsewhere, where there is one. */
  readonly setting?: string;
}

/** Those on which something else listens already. */
export async function takenPorts(wanted: readonly WantedPort[]): Promise<WantedPort[]> {
  const free = await Promise.all(wanted.map(({ port }) => isFree(port)));
  return wanted.filter((_, index) => free[index] === false);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
