/** JSON as it crosses the wire: nothing about it is known until it is looked at. */
export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object in the field; an empty one if there is none. */
export function objectAt(from: Json, field: string): Json {
  const value = from[field];
  return isObject(value) ? value : {};
}

/** The objects of the list in the field; none if it is no list. */
export function listAt(from: Json, field: string): readonly Json[] {
  const value = from[field];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The text in the field, unless it is empty or no text. */
export function textAt(from: Json, field: string): string | undefined {
  const value = from[field];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
