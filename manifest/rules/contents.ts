import type { Rule } from './facts.ts';

/** All that the manifest names is in the package, and nothing else. */
export const contents: Rule = ({ manifest: { icons, localizationInfo }, files }) => {
  const languages = localizationInfo?.additionalLanguages?.map(({ file }) => file) ?? [];
  const named = new Set(['manifest.json', icons.color, icons.outline, ...languages]);
  return [
    ...[...named].filter((name) => !(name in files)).map((name) => `${name}: is not in the package`),
    ...Object.keys(files)
      .filter((name) => !named.has(name))
      .map((name) => `${name}: is in the package, but manifest.json does not name it`),
  ];
};
