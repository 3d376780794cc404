import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';

export interface StoreChild {
  /** Lets it begin, once it has opened the store. */
  go(): Promise<void>;
  /** Each word it sends after that. */
  onWord(listener: (word: string) => void): void;
  kill(signal: NodeJS.Signals): void;
  /** How it ended, and what it printed as errors or warnings. */
  readonly ended: Promise<{ code: number | null; signal: string | null; stderr: string }>;
}

/** Starts a process that works on the store's file; see store-child.ts. */
export function startStoreChild(file: string, job: 'increment' | 'write', count = 0): StoreChild {
  const script = new URL('store-child.ts', import.meta.url);
  const child = fork(script, [file, job, String(count)], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const stderr: Buffer[] = [];
  child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk));
  const ready = once(child, 'message');
  const ended = once(child, 'close').then(() => ({
    code: child.exitCode,
    signal: child.signalCode,
    stderr: Buffer.concat(stderr).toString(),
  }));
  return {
    go: async () => {
      const early = ended.then(({ stderr: said }) =>
        assert.fail(`the child ended before it was ready: ${said}`),
      );
      await Promise.race([ready, early]);
      child.send('go');
    },
    onWord: (listener) => child.on('message', (word) => typeof word === 'string' && listener(word)),
    kill: (signal) => child.kill(signal),
    ended,
  };
}
