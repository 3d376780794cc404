import { spawn } from 'node:child_process';
import process from 'node:process';

/**
 * `npm test`: formatting, lint, types and dead exports, two at a time and a line each, then all tests. A check
 * that fails prints what it found; the tests run only when all checks have passed, so that the closing line
 * never says that all is well when it is not. Arguments go to mocha, first among them which tests.
 */

const CHECKS = {
  format: ['prettier', '--check', '--log-level', 'warn', '.'],
  lint: ['eslint', '--max-warnings', '0', '.'],
  types: ['tsc', '--project', '.'],
  dead: ['knip', '--no-progress'],
} as const;

const AT_ONCE = 2;

/** Resolves with the exit code and, unless it goes straight to the terminal, all that the command printed. */
function run(
  command: readonly string[],
  stdio: 'pipe' | 'inherit',
): Promise<{ code: number; output: string }> {
  // npm run puts node_modules/.bin on the PATH; on Windows its commands are scripts that need a shell.
  const [name = '', ...args] = command;
  const child = spawn(name, args, { stdio: ['inherit', stdio, stdio], shell: process.platform === 'win32' });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code: code ?? 1, output });
    });
  });
}

async function check(name: keyof typeof CHECKS): Promise<boolean> {
  const start = performance.now();
  const { code, output } = await run(CHECKS[name], 'pipe');
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)${code === 0 ? '' : `\n${output}`}`);
  return code === 0;
}

/** Takes the next check from the shared list until it is empty. */
async function worker(queue: (keyof typeof CHECKS)[]): Promise<boolean[]> {
  const results: boolean[] = [];
  for (let name = queue.shift(); name; name = queue.shift()) results.push(await check(name));
  return results;
}

// The slowest first, so that the two workers end at about the same time.
const queue: (keyof typeof CHECKS)[] = ['lint', 'types', 'format', 'dead'];
const passed = await Promise.all(Array.from({ length: AT_ONCE }, () => worker(queue)));
if (passed.flat().every(Boolean)) {
  const tests = await run(['mocha', '--forbid-only', ...process.argv.slice(2)], 'inherit');
  process.exitCode = tests.code;
} else {
  console.error('Not tested: mend the checks above first.');
  process.exitCode = 1;
}
