import { z } from 'zod';
import { languages } from '../domain/language.ts';
import { descriptions } from './descriptions.ts';
import { programmeFile } from './schema.ts';

/** A JSON Schema, as far as a programme file's has parts. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly title?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly oneOf?: readonly JsonSchema[];
}

/**
 * The JSON Schema of an `academy/1` file, for editors: they offer its fields, say what each means and mark what cannot
 * be right. What only the whole file can show (dates in order, ids used twice) is left to the check.
 */
export function academySchema(): JsonSchema {
  const anyFile = { zone: undefined, languages: [], defaultLanguage: undefined, lenient: false };
  const { $schema, ...schema } = z.toJSONSchema(programmeFile(anyFile), {
    io: 'input',
    unrepresentable: 'any',
  });
  const title = 'An academy for Fadder (academy/1)';
  return { ...($schema !== undefined && { $schema }), title, ...described(schema as JsonSchema, []) };
}

/** With what the fields mean, at every depth. */
function described(schema: JsonSchema, path: readonly string[]): JsonSchema {
  const description = descriptionOf(path);
  const { properties, items, oneOf } = schema;
  return {
    ...(description !== undefined && { description }),
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, inner]) => [name, field(inner, [...path, name])]),
      ),
    }),
    ...(items && { items: inside(items, path) }),
    ...(oneOf && { oneOf: oneOf.map((one) => inside(one, path)) }),
  };
}

const isLanguage = (name: string | undefined): boolean => languages.some((one) => one === name);

const field = (schema: JsonSchema, path: readonly string[]): JsonSchema =>
  isLanguage(path.at(-1)) ? schema : described(schema, path);

/** An entry of a list or one of several kinds is described where the list or the choice is. */
function inside(schema: JsonSchema, path: readonly string[]): JsonSchema {
  const { description: _said, ...rest } = described(schema, path);
  return rest;
}

function descriptionOf(path: readonly string[]): string | undefined {
  const ends = path.map((_, from) => path.slice(from).join('.'));
  const known = ends.find((end) => Object.hasOwn(descriptions, end));
  return known === undefined ? undefined : descriptions[known];
}
