/** What a bot can ask of the connector. */
export type Operation =
  'createConversation' | 'send' | 'reply' | 'update' | 'delete' | 'members' | 'pagedMembers' | 'member';

/** `c` stands for a conversation, `a` for an activity, `m` for a member. */
const ROUTES: readonly (readonly [method: string, path: string, Operation])[] = [
  ['POST', '/v3/conversations', 'createConversation'],
  ['POST', '/v3/conversations/:c/activities', 'send'],
  ['POST', '/v3/conversations/:c/activities/:a', 'reply'],
  ['PUT', '/v3/conversations/:c/activities/:a', 'update'],
  ['DELETE', '/v3/conversations/:c/activities/:a', 'delete'],
  ['GET', '/v3/conversations/:c/members', 'members'],
  ['GET', '/v3/conversations/:c/pagedmembers', 'pagedMembers'],
  ['GET', '/v3/conversations/:c/members/:m', 'member'],
];

export interface Route {
  readonly operation: Operation;
  /** Empty where the path has none. */
  readonly conversation: string;
  readonly activity: string;
  readonly member: string;
}

/** Which operation a request asks for; undefined if there is no such endpoint. */
export function route(method: string, path: string): Route | undefined {
  const given = path.split('/');
  for (const [routeMethod, pattern, operation] of ROUTES) {
    const named = routeMethod === method ? match(pattern.split('/'), given) : undefined;
    if (named)
      return { operation, conversation: named.c ?? '', activity: named.a ?? '', member: named.m ?? '' };
  }
  return undefined;
}

function match(
  pattern: readonly string[],
  given: readonly string[],
): Partial<Record<string, string>> | undefined {
  if (pattern.length !== given.length) return undefined;
  const named: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) named[part.slice(1)] = decode(value);
    else if (part !== value) return undefined;
  }
  return named;
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    // A lone percent sign names nothing that exists.
    return value;
  }
}
