import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { TOP, read } from './tree.ts';

const step = z.object({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
});
const workflow = z.object({
  permissions: z.record(z.string(), z.string()),
  jobs: z.record(
    z.string(),
    z.object({
      'timeout-minutes': z.number(),
      permissions: z.never().optional(),
      strategy: z.object({ matrix: z.object({ node: z.array(z.number()) }) }).optional(),
      steps: z.array(step).min(1),
    }),
  ),
});

const { permissions, jobs } = workflow.parse(parse(read('.github/workflows/test.yml')));
const steps = Object.values(jobs).flatMap((job) => job.steps);
const commands = steps.flatMap(({ run }) => run ?? []).join('\n');
const { scripts, engines } = z
  .object({ scripts: z.record(z.string(), z.string()), engines: z.object({ node: z.string() }) })
  .parse(JSON.parse(read('package.json')));

describe('the workflow', () => {
  it('runs on every Node that the package allows', () => {
    const allowed = [...engines.node.matchAll(/>=(\d+)/g)].map(([, major]) => Number(major));
    assert.deepEqual(
      Object.values(jobs).flatMap(({ strategy }) => strategy?.matrix.node ?? []),
      allowed,
    );
    assert.ok(allowed.includes(Number(read('.nvmrc'))));
  });

  it('calls scripts and builds from files that are there', () => {
    const called = [...commands.matchAll(/npm (?:run )?([a-z:]+)/g)].flatMap(([, name]) => name ?? []);
    assert.ok(called.includes('test') && called.includes('test:unit'));
    for (const name of called) assert.ok(name === 'ci' || name in scripts, `no script ${name}`);
    const files = [...commands.matchAll(/--file (\S+)/g)].flatMap(([, path]) => path ?? []);
    assert.ok(files.length > 0);
    for (const path of files) assert.ok(existsSync(`${TOP}${path}`), path);
  });

  it('may read the code and nothing else, in a bounded time', () => {
    assert.deepEqual(permissions, { contents: 'read' });
    for (const { 'timeout-minutes': minutes } of Object.values(jobs)) assert.ok(minutes <= 60);
    for (const { uses, with: options } of steps)
      if (uses?.startsWith('actions/checkout@') === true)
        assert.equal(options?.['persist-credentials'], false);
  });

  it('uses actions of GitHub’s own, each pinned', () => {
    for (const { uses } of steps)
      if (uses !== undefined) assert.match(uses, /^actions\/[a-z-]+@(v\d+|[0-9a-f]{40})$/);
  });
});
