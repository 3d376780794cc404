/** The token that Teams signs its requests with: what it says, and what is wrong with it. */
import { createVerify } from 'node:crypto';
import { z } from 'zod';

/** Why a token is not taken: what the log may say of it. */
export type TokenProblem =
  | 'noToken'
  | 'unreadable'
  | 'issuer'
  | 'algorithm'
  | 'key'
  | 'signature'
  | 'endorsement'
  | 'expired'
  | 'notYetValid'
  | 'audience'
  | 'serviceUrl';

const header = z.object({ alg: z.string(), kid: z.string().optional() });
const claims = z.object({
  iss: z.string(),
  aud: z.string(),
  exp: z.number(),
  nbf: z.number().optional(),
  serviceurl: z.string().optional(),
});

export interface Token {
  readonly header: z.infer<typeof header>;
  readonly claims: z.infer<typeof claims>;
  readonly signed: string;
  readonly signature: string;
}

/** A key of the channel's, as its metadata publishes it. */
export interface SigningKey {
  /** PEM. */
  readonly key: string;
  /** The channels that it may sign for. */
  readonly endorsements?: readonly string[];
}

/** What a request's token must be made out for. */
export interface Expected {
  readonly issuer: string;
  readonly appId: string;
  readonly channel: string;
  readonly serviceUrl: string;
}

/** Takes an Authorization header apart. Nothing in it is to be believed yet. */
export function readToken(authorization: string): Token | 'noToken' | 'unreadable' {
  const [scheme, token, ...more] = authorization.trim().split(/\s+/);
  if (scheme !== 'Bearer' || token === undefined || more.length > 0) return 'noToken';
  const [head = '', body = '', signature = '', ...parts] = token.split('.');
  const read = { header: header.safeParse(json(head)), claims: claims.safeParse(json(body)) };
  if (parts.length > 0 || !read.header.success || !read.claims.success) return 'unreadable';
  return { header: read.header.data, claims: read.claims.data, signed: `${head}.${body}`, signature };
}

function json(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** What can be seen without a key: who claims to have signed it, and how. */
export function unfit({ header: { alg }, claims: { iss } }: Token, issuer: string): TokenProblem | undefined {
  if (iss !== issuer) return 'issuer';
  return alg === 'RS256' ? undefined : 'algorithm';
}

/** Seconds by which the clocks may differ. */
const LEEWAY = 300;

/** The first thing wrong with a token; undefined: it is good. `now` is in milliseconds. */
export function problemOf(
  token: Token,
  { key, endorsements = [] }: SigningKey,
  expected: Expected,
  now: number,
): TokenProblem | undefined {
  const { aud, exp, nbf = 0, serviceurl } = token.claims;
  const seconds = now / 1000;
  const unfitFor = unfit(token, expected.issuer);
  if (unfitFor) return unfitFor;
  if (!isSignedBy(token, key)) return 'signature';
  if (!endorsements.includes(expected.channel)) return 'endorsement';
  if (seconds >= exp + LEEWAY) return 'expired';
  if (seconds < nbf - LEEWAY) return 'notYetValid';
  if (aud !== expected.appId) return 'audience';
  return serviceurl === expected.serviceUrl ? undefined : 'serviceUrl';
}

function isSignedBy({ signed, signature }: Token, key: string): boolean {
  return createVerify('RSA-SHA256').update(signed).verify(key, signature, 'base64url');
}
