import { createHash } from 'node:crypto';
import type { Expression } from './arm-expression.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What an expression may look at. */
export interface Scope {
  parameter(name: string): Json;
  variable(name: string): Json;
  /** What Azure would know of a resource that is there. */
  reference(id: string, version: string | undefined): Json;
  readonly index?: number;
}

/** The resource group that everything is deployed to. */
export const GROUP = '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/academy';
export const TENANT = '22222222-2222-4222-8222-222222222222';

const hash = (...of: readonly Json[]) => createHash('sha256').update(JSON.stringify(of)).digest('hex');
/** One GUID for the same things, another for others. */
export const guidOf = (...of: readonly Json[]) =>
  hash(...of).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-5$3-8$4-$5');

/** The id of a resource of this type and these names, one for each part of the type. */
export function idBelow(start: string, [type, ...names]: readonly Json[]): string {
  const [namespace = '', ...types] = textOf(type).split('/');
  if (types.length !== names.length) throw new Error(`${textOf(type)} takes ${String(types.length)} names`);
  const path = types.map((part, place) => `${part}/${textOf(names[place])}`).join('/');
  return `${start}/providers/${namespace}/${path}`;
}

/** Throws where it is none. */
export function textOf(value: Json | undefined): string {
  if (typeof value !== 'string') throw new Error(`text was expected, not ${JSON.stringify(value)}`);
  return value;
}
function list(value: Json | undefined): readonly Json[] {
  if (!Array.isArray(value)) throw new Error(`a list was expected, not ${JSON.stringify(value)}`);
  return value as readonly Json[];
}
function number(value: Json | undefined): number {
  if (typeof value !== 'number') throw new Error(`a number was expected, not ${JSON.stringify(value)}`);
  return value;
}

function formatted([pattern, ...values]: readonly Json[]): string {
  return textOf(pattern).replace(/\{(\d+)\}/g, (hole, place: string) => {
    const value = values[Number(place)];
    if (value === undefined) throw new Error(`nothing for ${hole} in ${textOf(pattern)}`);
    return typeof value === 'number' ? String(value) : textOf(value);
  });
}

type Function = (args: readonly Json[], scope: Scope) => Json;

/** Azure's own functions, as many as the templates use; a template that uses another one is not understood. */
const FUNCTIONS: Readonly<Record<string, Function>> = {
  parameters: ([name], scope) => scope.parameter(textOf(name)),
  variables: ([name], scope) => scope.variable(textOf(name)),
  reference: ([id, version], scope) =>
    scope.reference(textOf(id), version === undefined ? undefined : textOf(version)),
  copyIndex: (_, { index }) => number(index),
  resourceGroup: () => ({ id: GROUP, location: 'northeurope' }),
  subscription: () => ({ tenantId: TENANT }),
  resourceId: (args) => idBelow(GROUP, args),
  subscriptionResourceId: (args) => idBelow(GROUP.replace(/\/resourceGroups.*/, ''), args),
  uniqueString: (args) => hash(...args).slice(0, 13),
  guid: (args) => guidOf(...args),
  utcNow: ([pattern]) => textOf(pattern).replace('yyyy', '2026').replace('MM', '12'),
  format: formatted,
  replace: ([whole, from, to]) => textOf(whole).replaceAll(textOf(from), textOf(to)),
  join: ([parts, between]) => list(parts).map(textOf).join(textOf(between)),
  string: ([value]) => String(number(value)),
  json: ([value]) => JSON.parse(textOf(value)) as Json,
  length: ([value]) => list(value).length,
  empty: ([value]) => (typeof value === 'string' ? value === '' : list(value).length === 0),
  not: ([value]) => value === false,
  greater: ([a, b]) => number(a) > number(b),
  max: ([a, b]) => Math.max(number(a), number(b)),
};

export function evaluate(expression: Expression, scope: Scope): Json {
  switch (expression.kind) {
    case 'value':
      return expression.value;
    case 'member':
      return memberOf(evaluate(expression.of, scope), evaluate(expression.key, scope));
    case 'call':
      return called(expression.name, expression.args, scope);
  }
}

function called(name: string, args: readonly Expression[], scope: Scope): Json {
  const at = (place: number): Json => {
    const given = args[place];
    if (given === undefined) throw new Error(`${name} takes more`);
    return evaluate(given, scope);
  };
  // As in Azure, what is not chosen is not looked up.
  if (name === 'if') return at(at(0) === true ? 1 : 2);
  const known = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (known === undefined) throw new Error(`no function ${name}`);
  return known(
    args.map((_, place) => at(place)),
    scope,
  );
}

function memberOf(of: Json, key: Json): Json {
  const value =
    typeof of === 'object' && of !== null && (typeof key === 'string' || typeof key === 'number')
      ? Object.entries(of).find(([name]) => name === String(key))?.[1]
      : undefined;
  if (value === undefined) throw new Error(`no ${JSON.stringify(key)} in ${JSON.stringify(of)}`);
  return value;
}
