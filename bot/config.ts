/** The one place that reads the environment. */
import { join } from 'node:path';
import { config as readDotenv } from 'dotenv';
import { z } from 'zod';

const whole = (low: number, high: number) => z.coerce.number().int().min(low).max(high);
const text = z.string().trim().min(1);
const list = z.string().transform((given) => given.split(',').map((entry) => entry.trim().toLowerCase()));
const hosts = list.pipe(z.array(z.string().regex(/^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*$/)));
const tenants = list.pipe(z.array(z.guid()));

/** `InstrumentationKey=GUID;IngestionEndpoint=https://…`, and more that is of no use here. */
const connection = z.string().transform((given, context) => {
  const parts = given.split(';').filter((part) => part.trim() !== '');
  const pairs = parts.map((part) => part.split('=').map((side) => side.trim()));
  const named = (name: string) => pairs.find(([key]) => key?.toLowerCase() === name)?.[1];
  const endpoint = named('ingestionendpoint')?.replace(/\/+$/, '') ?? '';
  const isKnown = pairs.every(({ length }) => length === 2) && isUuid(named('instrumentationkey'));
  if (isKnown && isSafeAddress(endpoint)) return { connectionString: given, endpoint };
  context.addIssue({ code: 'custom', message: 'not a connection string' });
  return z.NEVER;
});

const isUuid = (value: string | undefined): boolean =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value ?? '');

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

/** https, or on this machine. */
function isSafeAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, search, hash, username, password } = new URL(address);
  if (search + hash + username + password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname));
}

/** Every variable: what it should hold, in words that an error and the README can repeat, and its default. */
export const variables = {
  HOST: { holds: 'address to listen on', read: text.default('127.0.0.1') },
  PORT: { holds: 'port, 0 to 65535 (0: any free one)', read: whole(0, 65_535).default(3978) },
  DATA_DIR: { holds: 'folder of the embedded store', read: text.default('.data') },
  COSMOS_ENDPOINT: {
    holds: 'address of an Azure Cosmos DB account, https; empty: the embedded store',
    read: z.url({ protocol: /^https?$/ }).optional(),
  },
  COSMOS_KEY: {
    holds: "the account's key; empty: the identity of the machine",
    read: z.base64().optional(),
  },
  COSMOS_DATABASE: {
    holds: 'database of the account: letters, digits, - and _',
    read: z
      .string()
      .regex(/^[\w-]{1,255}$/)
      .default('fadder'),
  },
  MicrosoftAppId: {
    holds: "the bot's application id; empty: no sign-in, loopback only",
    read: text.optional(),
  },
  MicrosoftAppPassword: { holds: "the bot's client secret", read: text.optional() },
  MicrosoftAppTenantId: {
    // A domain name would do for signing in, but no account names its tenant by one.
    holds: "the application's tenant id, a GUID",
    read: z.guid().optional(),
  },
  MicrosoftAppType: {
    holds: 'SingleTenant, MultiTenant or UserAssignedMSI',
    read: z.enum(['SingleTenant', 'MultiTenant', 'UserAssignedMSI']).default('SingleTenant'),
  },
  TRUSTED_TENANTS: {
    holds:
      'tenant ids, with commas, whose people are matched by address unasked; empty: MicrosoftAppTenantId',
    read: tenants.optional(),
  },
  ALLOWED_TENANTS: {
    holds: 'tenant ids, with commas, whose people are served; empty: all',
    read: tenants.default([]),
  },
  SERVICE_HOSTS: {
    holds: 'hosts, with commas, that Teams may be reached at',
    read: hosts.prefault(
      'smba.trafficmanager.net,*.botframework.com,*.teams.microsoft.com,*.teams.microsoft.us',
    ),
  },
  PUBLIC_URL: {
    holds: 'address of the bot as people reach it, https; empty: no calendar links',
    read: z.url({ protocol: /^https?$/ }).optional(),
  },
  SENDS_PER_SECOND: {
    holds: 'requests to Teams a second in each tenant, 1 to 10000; Teams takes 50',
    read: whole(1, 10_000).default(50),
  },
  SEND_TIMEOUT_SECONDS: {
    holds: 'seconds to wait for an answer to a send, 1 to 300; after that it is in doubt',
    read: whole(1, 300).default(30),
  },
  POLL_MS: {
    holds: 'milliseconds between two looks at the agenda while nothing happens, 50 to 60000',
    read: whole(50, 60_000).default(5000),
  },
  LEASE_SECONDS: {
    holds: 'seconds after which a process that gives no sign of life is taken for gone, 3 to 300',
    read: whole(3, 300).default(15),
  },
  APPLICATIONINSIGHTS_CONNECTION_STRING: {
    holds: 'connection string of Application Insights, with its https endpoint; empty: no telemetry',
    read: connection.optional(),
  },
  LOG_LEVEL: {
    holds: 'silent, error, warn, info or debug',
    read: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  },
} as const;

type Values = { [K in keyof typeof variables]: z.infer<(typeof variables)[K]['read']> };

export interface CosmosConfig {
  readonly endpoint: string;
  readonly database: string;
  /** Absent: the process signs in as what it runs as. */
  readonly key?: string;
}

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  /** Absent: the embedded store. */
  readonly cosmos?: CosmosConfig;
  /** Absent: sign-in is off, and only this machine is served. */
  readonly app?: {
    readonly id: string;
    readonly password?: string;
    readonly tenant?: string;
    readonly type: Values['MicrosoftAppType'];
  };
  /** Tenants whose people are matched by their address without asking. */
  readonly trustedTenants: readonly string[];
  /** Tenants whose people are served; none: all. */
  readonly allowedTenants: readonly string[];
  /** Hosts that may be written to when there is an application id; `*.` stands for any host below. */
  readonly serviceHosts: readonly string[];
  /** Without a slash at its end. */
  readonly publicUrl?: string;
  readonly sendsPerSecond: number;
  readonly sendTimeoutMs: number;
  readonly pollMs: number;
  readonly leaseMs: number;
  readonly logLevel: Values['LOG_LEVEL'];
  /** Where what is measured goes; absent: nothing is measured. */
  readonly telemetry?: { readonly connectionString: string; readonly endpoint: string };
}

/** What names the store, and who may enter it. */
export type StoreConfig = Pick<Config, 'dataDir' | 'cosmos' | 'app'>;

/** The embedded store's file. */
export const storeFile = (dataDir: string): string => join(dataDir, 'fadder.sqlite');

/** Names each wrong variable and what it should hold. */
export class BadConfig extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'BadConfig';
  }
}

/** The configuration of this process: the environment, and below it a local `.env` file. Throws `BadConfig`. */
export function loadConfig(): Config {
  readDotenv({ quiet: true });
  return readConfig(process.env);
}

/** The exporter of telemetry would tell its maker about itself, at addresses of the maker's own, and knows no other way to
 * be asked not to. */
export function keepStatsToOurselves(): void {
  process.env['APPLICATION_INSIGHTS_NO_STATSBEAT'] = 'true';
}

/** Parses the environment; an empty variable counts as absent. Throws `BadConfig`. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = [];
  const values = Object.fromEntries(
    Object.entries(variables).map(([name, { holds, read }]) => {
      const given = environment[name]?.trim();
      const parsed = read.safeParse(given === '' ? undefined : given);
      if (!parsed.success) problems.push(`${name} should hold ${holds}.`);
      return [name, parsed.data];
    }),
  ) as Values;
  if (values.MicrosoftAppId === undefined && !LOOPBACK.includes(values.HOST)) {
    problems.push(
      `HOST is ${values.HOST}, but without MicrosoftAppId nobody is asked who they are: ` +
        'set MicrosoftAppId, or leave HOST at 127.0.0.1.',
    );
  }
  if (values.MicrosoftAppId !== undefined) problems.push(...missingBeside(values));
  problems.push(...tenantProblems(values), ...publicUrlProblems(values), ...cosmosProblems(values));
  if (problems.length > 0) throw new BadConfig(problems);
  return Object.freeze(configOf(values));
}

/** What an application id cannot do without. */
function missingBeside({ MicrosoftAppType, MicrosoftAppTenantId, MicrosoftAppPassword }: Values): string[] {
  const problems: string[] = [];
  if (!MicrosoftAppTenantId) {
    problems.push(
      'MicrosoftAppTenantId should hold the tenant id whose people are trusted to be who their addresses say.',
    );
  }
  if (MicrosoftAppType !== 'UserAssignedMSI' && !MicrosoftAppPassword) {
    problems.push(
      `MicrosoftAppPassword should hold the client secret where MicrosoftAppType is ${MicrosoftAppType}.`,
    );
  }
  if (MicrosoftAppType === 'UserAssignedMSI' && MicrosoftAppPassword) {
    problems.push('MicrosoftAppPassword should be empty where MicrosoftAppType is UserAssignedMSI.');
  }
  return problems;
}

const trustedOf = ({ TRUSTED_TENANTS, MicrosoftAppTenantId }: Values): readonly string[] =>
  TRUSTED_TENANTS ?? (MicrosoftAppTenantId ? [MicrosoftAppTenantId.toLowerCase()] : []);

/** Who is trusted is served. */
function tenantProblems(values: Values): string[] {
  const { ALLOWED_TENANTS: allowed } = values;
  const left = allowed.length === 0 ? [] : trustedOf(values).filter((tenant) => !allowed.includes(tenant));
  return left.map(
    (tenant) =>
      `ALLOWED_TENANTS leaves out ${tenant}, which is trusted: add it, or take it out of TRUSTED_TENANTS.`,
  );
}

/** What people's calendars fetch must not be read on its way. */
function publicUrlProblems({ PUBLIC_URL: address }: Values): string[] {
  if (address === undefined) return [];
  // Paths are added to it.
  if (isSafeAddress(address)) return [];
  return [`PUBLIC_URL should hold ${variables.PUBLIC_URL.holds}.`];
}

/** Over plain http everybody on the way reads along: that is for an emulator on this machine or in its own network,
 * whose name has no dot. */
function cosmosProblems({ COSMOS_ENDPOINT: endpoint, COSMOS_KEY: key }: Values): string[] {
  if (endpoint === undefined)
    return key === undefined
      ? []
      : ['COSMOS_ENDPOINT should hold the address of the account whose key is set.'];
  const { protocol, hostname } = new URL(endpoint);
  if (protocol === 'https:') return [];
  if (!LOOPBACK.includes(hostname) && hostname.includes('.'))
    return [`COSMOS_ENDPOINT should hold ${variables.COSMOS_ENDPOINT.holds}.`];
  return key === undefined ? ['COSMOS_KEY should hold the key of the emulator.'] : [];
}

function cosmosOf({ COSMOS_ENDPOINT: endpoint, COSMOS_KEY: key, COSMOS_DATABASE: database }: Values) {
  if (endpoint === undefined) return {};
  return { cosmos: { endpoint, database, ...(key === undefined ? {} : { key }) } };
}

function configOf(values: Values): Config {
  const { MicrosoftAppId: id, MicrosoftAppPassword: password, MicrosoftAppTenantId: tenant } = values;
  return {
    host: values.HOST,
    port: values.PORT,
    dataDir: values.DATA_DIR,
    ...cosmosOf(values),
    ...(id === undefined
      ? {}
      : {
          app: {
            id,
            type: values.MicrosoftAppType,
            ...(password ? { password } : {}),
            ...(tenant ? { tenant } : {}),
          },
        }),
    trustedTenants: trustedOf(values),
    allowedTenants: values.ALLOWED_TENANTS,
    serviceHosts: values.SERVICE_HOSTS,
    ...(values.PUBLIC_URL ? { publicUrl: values.PUBLIC_URL.replace(/\/+$/, '') } : {}),
    sendsPerSecond: values.SENDS_PER_SECOND,
    sendTimeoutMs: values.SEND_TIMEOUT_SECONDS * 1000,
    pollMs: values.POLL_MS,
    leaseMs: values.LEASE_SECONDS * 1000,
    logLevel: values.LOG_LEVEL,
    ...(values.APPLICATIONINSIGHTS_CONNECTION_STRING
      ? { telemetry: values.APPLICATIONINSIGHTS_CONNECTION_STRING }
      : {}),
  };
}
