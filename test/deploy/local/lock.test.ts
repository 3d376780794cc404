import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { holderOf, takeLock } from '../../../deploy/local/lock.ts';
import { aFolder } from '../../helpers/folder.ts';

describe('the lock of the demonstration', () => {
  const folder = aFolder();
  const now = Date.now();
  let dataDir: string;
  let count = 0;

  beforeEach(() => {
    dataDir = folder.file(`data-${String((count += 1))}`);
  });
  const left = (pid: number, since: number): void => {
    const lock = takeLock(dataDir, now);
    assert.equal(lock.held, false);
    writeFileSync(join(dataDir, 'running.json'), JSON.stringify({ pid, since }));
  };

  it('keeps a second one out until the first has released it', () => {
    const first = takeLock(dataDir, now);
    assert.ok(!first.held);
    assert.deepEqual(takeLock(dataDir, now), { held: true, by: { pid: process.pid, since: now } });
    first.release();
    assert.equal(takeLock(dataDir, now).held, false);
  });

  it('holds nothing for a process that is gone', () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    left(pid, now);
    assert.equal(holderOf(dataDir, now), undefined);
    assert.equal(takeLock(dataDir, now).held, false);
  });

  it('holds nothing from before the machine was started, whoever has the process id now', () => {
    left(process.pid, now - uptime() * 1000 - 60_000);
    assert.equal(takeLock(dataDir, now).held, false);
  });

  it('takes a torn file for none', () => {
    left(process.pid, now);
    writeFileSync(join(dataDir, 'running.json'), '{"pid":');
    assert.equal(takeLock(dataDir, now).held, false);
  });
});
