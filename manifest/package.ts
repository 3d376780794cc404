import { zipSync } from 'fflate';
import { DEFAULT_LANGUAGE, OTHER_LANGUAGES, SCHEMAS, manifestOf } from './template.ts';
import type { App } from './template.ts';
import { textsOf } from './texts.ts';

/** A package's files by name; all of them lie at its top. */
export type Files = Readonly<Record<string, Uint8Array>>;

/** All that goes into the package for an installation. */
export function packageOf(app: App, icons: Files): Files {
  const languages = OTHER_LANGUAGES.map((language): [string, Uint8Array] => [
    `${language}.json`,
    json({
      $schema: `${SCHEMAS}/MicrosoftTeams.Localization.schema.json`,
      ...textsOf(manifestOf(app, language)),
    }),
  ]);
  return {
    'manifest.json': json(manifestOf(app, DEFAULT_LANGUAGE)),
    ...Object.fromEntries(languages),
    ...icons,
  };
}

function json(value: object): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
}

/** The same files make the same bytes, whenever and wherever: a zip keeps local time, so that is what is fixed. */
export function zipOf(files: Files): Uint8Array {
  return zipSync({ ...files }, { level: 9, mtime: new Date(2000, 0, 1) });
}
