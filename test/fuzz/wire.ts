/** Requests as bytes on a socket: whatever may be written there, well-formed or not. */
import { connect } from 'node:net';
import type { Socket } from 'node:net';

export interface Raw {
  readonly method?: string;
  readonly path: string;
  readonly headers?: readonly string[];
  readonly body: string | Buffer;
}

export interface Answered {
  /** 0: the server closed the connection without a word. */
  readonly status: number;
  /** Parsed where it is JSON. */
  readonly body: unknown;
}

export type Post = (request: Raw) => Promise<Answered>;

/** Each request goes on a connection of its own, and is given up after `PATIENCE_MS`. */
const PATIENCE_MS = 10_000;

export function posting(url: string): { post: Post; close: () => void } {
  const { port } = new URL(url);
  const open = new Set<Socket>();
  const post: Post = ({ method = 'POST', path, headers = ['content-type: application/json'], body }) => {
    const bytes = Buffer.from(body);
    const lines = [
      `${method} ${path} HTTP/1.1`,
      'host: localhost',
      'connection: close',
      `content-length: ${String(bytes.length)}`,
      ...headers,
    ];
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1');
      open.add(socket);
      const chunks: Buffer[] = [];
      socket.setTimeout(PATIENCE_MS, () => {
        socket.destroy(new Error(`no answer in ${String(PATIENCE_MS)} ms`));
      });
      socket.on('data', (chunk) => chunks.push(chunk));
      socket.on('error', (error: NodeJS.ErrnoException) => {
        // The server may refuse a request, and hang up, before it has been written to its end.
        if (error.code === 'ECONNRESET' || error.code === 'EPIPE') resolve(readAnswer(chunks));
        else reject(error);
      });
      socket.on('close', () => {
        open.delete(socket);
        resolve(readAnswer(chunks));
      });
      socket.write(Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'));
      socket.write(bytes);
    });
  };
  return {
    post,
    close: () => {
      for (const socket of open) socket.destroy();
    },
  };
}

function readAnswer(chunks: readonly Buffer[]): Answered {
  const [head = '', ...rest] = Buffer.concat(chunks).toString('utf8').split('\r\n\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0);
  const text = rest.join('\r\n\r\n');
  try {
    return { status, body: JSON.parse(text) as unknown };
  } catch {
    return { status, body: text };
  }
}
