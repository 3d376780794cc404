import { AppManifestUtils } from '@microsoft/app-manifest';
import type { AppManifest } from '@microsoft/app-manifest';
import { SCHEMAS } from './template.ts';

/** What a value breaks of one of Microsoft's schemas, as the package that carries them says it: no line where it
 * breaks nothing. */
export async function brokenIn(value: unknown, schema: string): Promise<readonly string[]> {
  const rules = mended(await AppManifestUtils.fetchSchema(`${SCHEMAS}/${schema}`));
  // Whether it is one is what is asked.
  return AppManifestUtils.validateAgainstSchema(value as AppManifest, rules);
}

/** The schema of language files has patterns that close a bracket they never opened, which its own validator
 * refuses to compile. */
function mended<T extends object>(schema: T): T {
  return JSON.parse(JSON.stringify(schema).replaceAll('\\\\b]', '\\\\b\\\\]')) as T;
}
