import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { callsIn, isExpression, parseExpression } from './arm-expression.ts';
import { GROUP, evaluate, guidOf, idBelow, textOf } from './arm-functions.ts';
import type { Json, Scope } from './arm-functions.ts';

/** Azure templates, read strictly and worked out as Azure would, with what it would know made up. */

const described = z.strictObject({ description: z.string().min(15) });
const json = z.json();

const parameter = z.strictObject({
  type: z.enum(['string', 'securestring', 'int', 'bool', 'array']),
  defaultValue: json.optional(),
  allowedValues: z.array(z.string()).optional(),
  ...{ minLength: z.int().optional(), maxLength: z.int().optional() },
  ...{ minValue: z.int().optional(), maxValue: z.int().optional() },
  metadata: described,
});

const resource = z.strictObject({
  comments: z.string().optional(),
  type: z.string().regex(/^Microsoft\.\w+(\/\w+)+$/),
  apiVersion: z.string(),
  name: z.string(),
  condition: z.string().optional(),
  scope: z.string().optional(),
  copy: z.strictObject({ name: z.string(), count: z.string() }).optional(),
  dependsOn: z.array(z.string()).default([]),
  location: z.string().optional(),
  ...{ kind: z.string().optional(), sku: json.optional(), identity: json.optional() },
  ...{ tags: json.optional(), properties: z.record(z.string(), json).default({}) },
});

const template = z.strictObject({
  $schema: z.literal('https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#'),
  contentVersion: z.string(),
  metadata: described,
  parameters: z.record(z.string(), parameter),
  variables: z.record(z.string(), json),
  resources: z.array(resource),
  outputs: z.record(z.string(), z.strictObject({ type: z.string(), metadata: described, value: z.string() })),
});

export type Template = z.infer<typeof template>;

export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly version: string;
  readonly name: string;
  readonly location: string | undefined;
  readonly dependsOn: readonly string[];
  readonly properties: { readonly [key: string]: Json };
  /** Its scope, kind, tier and identity. */
  readonly rest: Readonly<Record<string, unknown>>;
}
export interface Deployed {
  readonly resources: readonly Resource[];
  readonly outputs: Readonly<Record<string, Json>>;
  /** Ids that were looked up, with the API version that was asked for. */
  readonly looked: readonly { readonly id: string; readonly version: string | undefined }[];
}

export const FOUNDATION = 'foundation';
export const APP = 'app';

export function templateText(name: string): string {
  return readFileSync(new URL(`../../deploy/azure/${name}.json`, import.meta.url), 'utf8');
}
export const readTemplate = (name: string): Template => template.parse(JSON.parse(templateText(name)));

/** Each expression of the template, with its calls. */
export function callsOf(part: unknown): ReturnType<typeof callsIn> {
  if (typeof part === 'string') return isExpression(part) ? callsIn(parseExpression(part)) : [];
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap((entry) => entry.flatMap(callsOf));
}

/** What Azure says of a resource once it is there, by its type. */
const KNOWN: Readonly<Record<string, (name: string) => Json>> = {
  'Microsoft.ManagedIdentity/userAssignedIdentities': (name) => ({
    ...{ principalId: guidOf(name, 'principal'), clientId: guidOf(name, 'client') },
  }),
  'Microsoft.DocumentDB/databaseAccounts': (name) => ({
    documentEndpoint: `https://${name}.documents.azure.com:443/`,
  }),
  'Microsoft.App/managedEnvironments': () => ({
    defaultDomain: 'gentleriver-1a2b3c4d.swedencentral.azurecontainerapps.io',
    customDomainConfiguration: { customDomainVerificationId: 'PROOF' },
  }),
  'Microsoft.Insights/components': (name) => ({
    ConnectionString: `InstrumentationKey=${guidOf(name)};IngestionEndpoint=https://swedencentral-0.in.applicationinsights.azure.com/`,
  }),
};

const TYPE_AND_NAME = /\/providers\/(Microsoft\.\w+)\/([^/]+)\/([^/]+)$/;

/** Works out every expression; throws with what is wrong where one cannot be. */
export function deploy(of: Template, given: Readonly<Record<string, Json>>): Deployed {
  const looked: { id: string; version: string | undefined }[] = [];
  const early: Scope = {
    parameter: (name) => valueOf(of, name, given, early),
    variable: (name) => {
      const variable = of.variables[name];
      if (variable === undefined) throw new Error(`no variable ${name}`);
      return resolve(variable, early);
    },
    reference: (id) => {
      throw new Error(`Azure does not know ${id} yet when it reads parameters and variables`);
    },
  };
  const scope: Scope = {
    ...early,
    reference: (id, version) => {
      looked.push({ id, version });
      const [, namespace = '', type = '', name = ''] = TYPE_AND_NAME.exec(id) ?? [];
      const known = KNOWN[`${namespace}/${type}`];
      if (known === undefined) throw new Error(`nothing is known of ${id}`);
      return known(name);
    },
  };
  const resources = of.resources.flatMap((entry) => deployed(entry, scope));
  const outputs = Object.entries(of.outputs).map(([name, { value }]) => [name, resolve(value, scope)]);
  return { resources, outputs: Object.fromEntries(outputs) as Deployed['outputs'], looked };
}

function valueOf(of: Template, name: string, given: Readonly<Record<string, Json>>, scope: Scope): Json {
  const wanted = of.parameters[name];
  if (wanted === undefined) throw new Error(`no parameter ${name}`);
  const value =
    given[name] ?? (wanted.defaultValue === undefined ? undefined : resolve(wanted.defaultValue, scope));
  if (value === undefined) throw new Error(`parameter ${name} is missing`);
  const problem = problemOf(wanted, value);
  if (problem !== undefined) throw new Error(`parameter ${name} ${problem}`);
  return value;
}

const KINDS = { string: 'string', securestring: 'string', int: 'number', bool: 'boolean', array: 'array' };

function problemOf(wanted: z.infer<typeof parameter>, value: Json): string | undefined {
  const kind = Array.isArray(value) ? 'array' : typeof value;
  if (kind !== KINDS[wanted.type]) return `is no ${wanted.type}`;
  if (typeof value === 'string' && wanted.allowedValues?.includes(value) === false)
    return `may not be ${value}`;
  const within = (size: number, least = -Infinity, most = Infinity) => size >= least && size <= most;
  const fits =
    typeof value === 'number'
      ? within(value, wanted.minValue, wanted.maxValue)
      : typeof value !== 'string' || within(value.length, wanted.minLength, wanted.maxLength);
  return fits ? undefined : 'is out of bounds';
}

function deployed(entry: Template['resources'][number], scope: Scope): Resource[] {
  const { condition, copy, comments: _, ...own } = entry;
  if (condition !== undefined && resolve(condition, scope) !== true) return [];
  const count = copy === undefined ? 1 : Number(resolve(copy.count, scope));
  const raw = json.parse(own);
  return Array.from({ length: count }, (_none, index) => {
    const { type, apiVersion, name, location, dependsOn, properties, ...rest } = resource.parse(
      resolve(raw, { ...scope, index }),
    );
    const on = rest.scope === undefined ? GROUP : `${GROUP}/providers/${rest.scope}`;
    const id = idBelow(on, [type, ...name.split('/')]);
    return { id, type, version: apiVersion, name, location, dependsOn, properties, rest };
  });
}

function resolve(part: Json, scope: Scope): Json {
  if (typeof part === 'string') return isExpression(part) ? evaluate(parseExpression(part), scope) : part;
  if (typeof part !== 'object' || part === null) return part;
  if (Array.isArray(part)) return part.map((entry: Json) => resolve(entry, scope));
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [textOf(resolve(key, scope)), resolve(value, scope)]),
  );
}
