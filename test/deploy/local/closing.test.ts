import assert from 'node:assert/strict';
import { Closing } from '../../../deploy/local/closing.ts';

describe('closing the demonstration', () => {
  it('ends what was opened, the last first, each once', async () => {
    const closing = new Closing();
    const ended: string[] = [];
    for (const name of ['lock', 'teams', 'bot']) closing.add(() => Promise.resolve(ended.push(name)));
    await Promise.all([closing.close(), closing.close()]);
    assert.deepEqual(ended, ['bot', 'teams', 'lock']);
  });

  it('ends the others when one fails, and says so at the end', async () => {
    const closing = new Closing();
    const ended: string[] = [];
    closing.add(() => ended.push('lock'));
    closing.add(() => Promise.reject(new Error('the bot hangs')));
    await assert.rejects(closing.close(), /the bot hangs/);
    assert.deepEqual(ended, ['lock']);
  });

  it('tells those who are still starting, and ends what they add late', async () => {
    const closing = new Closing();
    const ended: string[] = [];
    closing.add(() => closing.add(() => ended.push('late')));
    assert.equal(closing.signal.aborted, false);
    await closing.close();
    assert.equal(closing.signal.aborted, true);
    assert.deepEqual(ended, ['late']);
  });
});
