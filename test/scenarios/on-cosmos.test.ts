import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MOCHA = createRequire(import.meta.url).resolve('mocha/bin/mocha.js');
/** A part that goes through every kind of document; `FADDER_TEST_STORE=cosmos npx mocha "test/scenarios/*.test.ts"` runs
 * them all. */
const PART = ['participant', 'thread', 'ledger', 'successor'];

describe('in Cosmos DB', () => {
  it('the same happens: scenarios told again on that store', async function () {
    if (process.env['FADDER_TEST_STORE'] === 'cosmos') this.skip();
    const files = PART.map((name) => `test/scenarios/${name}.test.ts`);
    const child = spawn(process.execPath, [MOCHA, '--timeout', '120000', ...files], {
      cwd: ROOT,
      env: { ...process.env, FADDER_TEST_STORE: 'cosmos' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = Promise.all([text(child.stdout), text(child.stderr)]);
    const [code] = (await once(child, 'close')) as [number | null];
    const [stdout, stderr] = await said;
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /[1-9]\d* passing/);
  }).timeout(240_000);
});
