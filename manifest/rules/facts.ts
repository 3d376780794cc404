import type { Manifest } from '../template.ts';
import type { Texts } from '../texts.ts';

/** What a package is for. */
export interface Wanted {
  readonly appId: string;
  readonly domain: string;
}

/** A package whose parts have the form that their schemas ask for. */
export interface Facts {
  readonly wanted: Wanted;
  readonly manifest: Manifest;
  /** The texts of each language, the manifest's own first, by the file that they stand in. */
  readonly texts: ReadonlyMap<string, Texts>;
  readonly files: Readonly<Record<string, Uint8Array>>;
}

/** What a part of a package breaks of what Teams asks beyond its schemas, a line a problem. */
export type Rule = (facts: Facts) => readonly string[];
