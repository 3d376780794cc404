import { parseArgs } from 'node:util';
import { z } from 'zod';
import { domainProblem } from './domain.ts';
import type { App } from './template.ts';

export interface BuildRequest {
  readonly app: App;
  readonly out: string;
}
export type Request = { readonly help: true } | BuildRequest | { readonly misuse: readonly string[] };

/** Without control characters, which no name has. */
const text = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^\P{Cc}*$/u);
const page = z.url({ protocol: /^https$/, hostname: z.regexes.domain });
const domain = z
  .string()
  .trim()
  .toLowerCase()
  .superRefine((value, context) => {
    const problem = domainProblem(value);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
  });
const NO_APP = '00000000-0000-0000-0000-000000000000';

/** Every option: what it takes, what it should hold, in words for errors and usage, and how it is read. */
const options = {
  'app-id': {
    takes: 'GUID',
    holds: 'the bot’s application (client) id in Entra, a GUID: the same as MicrosoftAppId',
    read: z
      .guid()
      .toLowerCase()
      .refine((id) => id !== NO_APP),
  },
  domain: {
    takes: 'HOST',
    holds: 'the host that the bot is reached at, like fadder.example.fi',
    read: domain,
  },
  out: {
    takes: 'FILE',
    holds: 'the file to write (default: build/fadder-app.zip)',
    read: z.string().min(1).endsWith('.zip').default('build/fadder-app.zip'),
  },
  'name-suffix': {
    takes: 'TEXT',
    holds: 'what to set behind the name, like “test”, at most 20 characters',
    read: text(20).default(''),
  },
  version: {
    takes: 'X.Y.Z',
    holds: 'the package’s version, higher at every upload (default: that of package.json)',
    read: z
      .string()
      .regex(/^(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}$/)
      .optional(),
  },
  developer: {
    takes: 'NAME',
    holds: 'who runs this installation, at most 32 characters (default: Fadder)',
    read: text(32).default('Fadder'),
  },
  website: {
    takes: 'URL',
    holds: 'your page about the academy, https (default: https://HOST)',
    read: page.optional(),
  },
  privacy: {
    takes: 'URL',
    holds: 'your privacy notice, https (default: https://HOST/privacy)',
    read: page.optional(),
  },
  terms: {
    takes: 'URL',
    holds: 'your terms of use, https (default: https://HOST/terms)',
    read: page.optional(),
  },
} as const;

type Option = keyof typeof options;
type Values = { readonly [K in Option]: z.infer<(typeof options)[K]['read']> };

export const USAGE: readonly string[] = [
  'Usage: npm run manifest -- --app-id GUID --domain HOST [options]',
  '',
  ...Object.entries(options).map(
    ([name, { takes, holds }]) => `  ${`--${name} ${takes}`.padEnd(21)} ${holds}`,
  ),
  '',
  'Exit code: 0 built, 1 problems (nothing was written), 2 the command was not understood.',
];

/** What to build, or in words why it cannot be understood: every option that is wrong, at once. */
export function readArguments(args: readonly string[], defaults: { readonly version: string }): Request {
  const given = parsed(args);
  if ('misuse' in given) return given;
  if (given.values['help'] === true) return { help: true };
  const problems: string[] = [];
  const values = Object.fromEntries(
    Object.entries(options).map(([name, option]) => {
      const read = option.read.safeParse(given.values[name]);
      if (!read.success) problems.push(problemOf(name, given.values[name], option.holds, read.error));
      return [name, read.data];
    }),
  ) as Values;
  return problems.length > 0 ? { misuse: problems } : requestOf(values, defaults);
}

interface Given {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
}

function parsed(args: readonly string[]): Given | { readonly misuse: readonly string[] } {
  const strings = Object.keys(options).map((name) => [name, { type: 'string' as const }] as const);
  try {
    return parseArgs({
      args: [...args],
      options: { ...Object.fromEntries(strings), help: { type: 'boolean' as const, short: 'h' } },
    });
  } catch (error) {
    // Node's own words say which option is unknown or wants a value.
    if (error instanceof TypeError) return { misuse: [error.message.split('. ')[0] ?? error.message] };
    throw error;
  }
}

function problemOf(
  name: string,
  given: string | boolean | undefined,
  holds: string,
  { issues: [issue] }: z.ZodError,
): string {
  if (given === undefined) return `--${name} is missing: ${holds}.`;
  if (issue?.code === 'custom' && name === 'domain') return `--${name} ${given} ${issue.message}.`;
  return `--${name} ${given} is not understood: it should hold ${holds}.`;
}

function requestOf(values: Values, { version }: { readonly version: string }): BuildRequest {
  const site = `https://${values.domain}`;
  return {
    out: values.out,
    app: {
      appId: values['app-id'],
      domain: values.domain,
      version: values.version ?? version,
      developer: values.developer,
      nameSuffix: values['name-suffix'],
      website: values.website ?? site,
      privacy: values.privacy ?? `${site}/privacy`,
      terms: values.terms ?? `${site}/terms`,
    },
  };
}
