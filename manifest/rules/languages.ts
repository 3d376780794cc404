import { textsOf } from '../texts.ts';
import type { Facts, Rule } from './facts.ts';

/** What Teams shows of a text, in characters, where the schemas allow more or do not say. */
const LIMITS: readonly (readonly [RegExp, number])[] = [
  [/^name\.short$/, 30],
  [/^name\.full$/, 100],
  [/^description\.short$/, 80],
  [/^description\.full$/, 4000],
  [/\.commands\[\d+\]\.title$/, 32],
  [/\.commands\[\d+\]\.description$/, 128],
];

/** Every language says everything, nothing more, and nothing too long. */
export const languages: Rule = (facts) => [...tags(facts), ...complete(facts), ...lengths(facts)];

function tags({ manifest: { localizationInfo } }: Facts): string[] {
  if (!localizationInfo) return ['manifest.json: localizationInfo is missing'];
  const { defaultLanguageTag, additionalLanguages = [] } = localizationInfo;
  const all = [defaultLanguageTag, ...additionalLanguages.map(({ languageTag }) => languageTag)];
  return all
    .filter((tag, index) => all.indexOf(tag) !== index)
    .map((tag) => `manifest.json: localizationInfo names the language ${tag} twice`);
}

/** The full name too: Teams refuses a language file without it, though its schema does not. */
function complete({ manifest, texts }: Facts): string[] {
  const wanted = new Set(['name.full', ...Object.keys(textsOf(manifest))]);
  return [...texts].flatMap(([file, said]) => [
    ...[...wanted].filter((key) => !(key in said)).map((key) => `${file}: ${key} is missing`),
    ...Object.keys(said)
      .filter((key) => !wanted.has(key))
      .map((key) => `${file}: ${key} stands for nothing in manifest.json`),
  ]);
}

function lengths({ texts }: Facts): string[] {
  return [...texts].flatMap(([file, said]) =>
    Object.entries(said).flatMap(([key, text]) => {
      const most = LIMITS.find(([pattern]) => pattern.test(key))?.[1] ?? Infinity;
      const length = [...text].length;
      if (text.trim() === '') return [`${file}: ${key} is empty`];
      return length > most ? [`${file}: ${key} has ${length} characters, at most ${most}`] : [];
    }),
  );
}
