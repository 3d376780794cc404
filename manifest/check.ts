import { z } from 'zod';
import type { Files } from './package.ts';
import { addresses } from './rules/addresses.ts';
import { commands } from './rules/commands.ts';
import { contents } from './rules/contents.ts';
import type { Rule, Wanted } from './rules/facts.ts';
import { icons } from './rules/icons.ts';
import { identity } from './rules/identity.ts';
import { languages } from './rules/languages.ts';
import { scopes } from './rules/scopes.ts';
import { brokenIn } from './schemas.ts';
import type { Manifest } from './template.ts';
import { textsOf } from './texts.ts';
import type { Texts } from './texts.ts';

const RULES: readonly Rule[] = [contents, identity, addresses, scopes, commands, languages, icons];

/** Everything for which Teams would refuse a package or show it badly, a line a problem: what breaks a schema, and
 * where nothing does, what breaks a rule that the schemas do not know. Asks nobody outside. */
export async function problemsOf(files: Files, wanted: Wanted): Promise<readonly string[]> {
  const malformed = await formProblems(files);
  return malformed.length > 0 ? malformed : ruleProblems(files, wanted);
}

async function formProblems(files: Files): Promise<readonly string[]> {
  const manifest = await fileProblems(files, 'manifest.json', 'MicrosoftTeams.schema.json');
  if (manifest.length > 0) return manifest;
  const texts = languageFiles(files).map((name) =>
    fileProblems(files, name, 'MicrosoftTeams.Localization.schema.json'),
  );
  return (await Promise.all(texts)).flat();
}

async function fileProblems(files: Files, name: string, schema: string): Promise<readonly string[]> {
  const file = files[name];
  if (!file) return [`${name}: is not in the package`];
  let value: unknown;
  try {
    value = jsonIn(file);
  } catch {
    return [`${name}: is not JSON`];
  }
  return (await brokenIn(value, schema)).map((line) => `${name}: ${line.trim()}`);
}

/** What breaks a rule, in files whose form is right. */
export function ruleProblems(files: Files, wanted: Wanted): readonly string[] {
  const manifest = manifestIn(files);
  const translated = languageFiles(files).map((name) => [name, textsIn(files, name)] as const);
  const texts = new Map([['manifest.json', textsOf(manifest)] as const, ...translated]);
  return RULES.flatMap((rule) => rule({ wanted, manifest, texts, files }));
}

/** Those that the manifest names and the package has; that one is missing is said by a rule. */
function languageFiles(files: Files): readonly string[] {
  const named = manifestIn(files).localizationInfo?.additionalLanguages ?? [];
  return named.map(({ file }) => file).filter((name) => name in files);
}

/** Its schema is what makes it a manifest. */
function manifestIn(files: Files): Manifest {
  return jsonIn(files['manifest.json'] ?? new Uint8Array()) as Manifest;
}

const anyTexts = z.record(z.string(), z.unknown());

/** The name of the schema is no text, and neither is what a schema allows beside texts. */
function textsIn(files: Files, name: string): Texts {
  const entries = Object.entries(anyTexts.parse(jsonIn(files[name] ?? new Uint8Array())));
  return Object.fromEntries(
    entries.filter(
      (entry): entry is [string, string] => entry[0] !== '$schema' && typeof entry[1] === 'string',
    ),
  );
}

function jsonIn(file: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(file));
}
