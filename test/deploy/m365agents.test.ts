import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';
import { parse as parseEnv } from 'dotenv';
import { parse } from 'yaml';
import { z } from 'zod';
import { USAGE } from '../../manifest/arguments.ts';
import { APP, FOUNDATION, readTemplate } from '../helpers/arm.ts';
import { TOP, read } from '../architecture/tree.ts';

const text = read('deploy/m365agents.yml');
const action = z.strictObject({
  uses: z.string(),
  name: z.string().optional(),
  with: z.looseObject({
    templates: z
      .array(z.strictObject({ path: z.string(), parameters: z.string(), deploymentName: z.string() }))
      .optional(),
    run: z.string().optional(),
    args: z.string().optional(),
    workingDirectory: z.string().optional(),
    appPackagePath: z.string().optional(),
  }),
  writeToEnvironmentFile: z.record(z.string(), z.string()).optional(),
});
const project = z.strictObject({
  version: z.string(),
  environmentFolderPath: z.string(),
  ...{ provision: z.array(action), deploy: z.array(action), publish: z.array(action) },
});
const { environmentFolderPath, provision, deploy, publish } = project.parse(parse(text));
const all = [...provision, ...deploy, ...publish];
const templates = all.flatMap((one) => one.with.templates ?? []);
const parametersOf = (path: string) =>
  z
    .object({ parameters: z.record(z.string(), z.strictObject({ value: z.string() })) })
    .parse(JSON.parse(read(posix.join('deploy', path)))).parameters;

describe('the project file of the Agents Toolkit', () => {
  it('names files that are there, from its own folder', () => {
    assert.equal(templates.length, 3);
    for (const { path, parameters } of templates)
      for (const file of [path, parameters]) assert.ok(existsSync(`${TOP}deploy/${file}`), file);
    for (const { run = '' } of all.map((one) => one.with)) {
      const [, file] = /--file (\S+)/.exec(run) ?? [];
      assert.ok(run === '' || existsSync(`${TOP}${String(file)}`), run);
    }
    const built = /default: (build\S+\.zip)/.exec(USAGE.join('\n'))?.[1];
    for (const { appPackagePath } of all.map((one) => one.with))
      assert.ok(appPackagePath === undefined || posix.join('deploy', appPackagePath) === built);
  });

  it('gives the templates parameters that they have, and those that they need', () => {
    for (const [name, path] of [FOUNDATION, APP].map(
      (one) => [one, `azure/${one}.parameters.json`] as const,
    )) {
      const { parameters } = readTemplate(name);
      const given = Object.keys(parametersOf(path));
      for (const one of given) assert.ok(one in parameters, one);
      for (const [one, { defaultValue }] of Object.entries(parameters))
        assert.ok(defaultValue !== undefined || given.includes(one), one);
    }
  });

  it('fills in only what its environment or an earlier step knows', () => {
    const folder = posix.join('deploy', environmentFolderPath);
    const outputs = [FOUNDATION, APP].flatMap((name) => Object.keys(readTemplate(name).outputs));
    const known = [
      ...Object.keys(parseEnv(read(`${folder}/.env.dev`))),
      ...outputs.map((output) => output.toUpperCase()),
    ];
    const files = [text, ...templates.map(({ parameters }) => read(posix.join('deploy', parameters)))];
    const used = files.flatMap((file) =>
      [...file.matchAll(/\$\{\{(\w+)\}\}/g)].flatMap(([, name]) => name ?? []),
    );
    assert.ok(used.length > 10);
    for (const name of used) assert.ok(known.includes(name), name);
  });

  it('calls the manifest’s own builder with options that it has', () => {
    const calls = all.flatMap((one) => one.with.args ?? []);
    assert.equal(calls.length, 1);
    const options = calls.join(' ').match(/--[a-z-]+(?= )/g) ?? [];
    assert.ok(options.length > 5);
    for (const option of options)
      assert.ok(
        USAGE.some((line) => line.trim().startsWith(`${option} `)),
        option,
      );
  });

  it('keeps no secret in its environments', () => {
    const folder = `${TOP}deploy/${environmentFolderPath}`;
    const files = readdirSync(folder);
    assert.deepEqual(files, ['.env.dev']);
    const names = Object.keys(parseEnv(read('deploy/env/.env.dev')));
    for (const name of names) assert.doesNotMatch(name, /secret|password|key|token/i);
  });
});
