/** A file that carries documents: one JSON value a line. First what it is, then the documents, last how many there are and
 * the SHA-256 of all lines before. A file without its last line is not whole. */
import { z } from 'zod';

export const FORMAT = 1;

const versions = z.record(z.string(), z.number().int().min(0));

const header = z.object({
  fadder: z.literal('export'),
  format: z.number().int(),
  /** One academy; absent: the whole installation. */
  academy: z.string().optional(),
  madeAt: z.string(),
});
export type Header = z.infer<typeof header>;

const document = z.strictObject({
  pk: z.string(),
  id: z.string(),
  type: z.string().min(1),
  sort: z.string(),
  schema: z.number().int().min(0),
  ttl: z.number().int().positive().optional(),
  data: z.unknown(),
});

const end = z.strictObject({
  documents: z.number().int().min(0),
  /** How many of each type. */
  types: versions,
  /** The newest schema of each type. */
  schemas: versions,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type End = z.infer<typeof end>;

const closing = z.strictObject({ end });

export const lines = { header, document, closing } as const;

/** The line as what it should be; undefined where it is something else. */
export function readLine<T>(line: string, expected: z.ZodType<T>): T | undefined {
  try {
    const parsed = expected.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
