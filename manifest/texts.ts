import type { Manifest } from './template.ts';

/** Texts by the names that a language file gives them. */
export type Texts = Readonly<Record<string, string>>;

/** Every text of a manifest that people read. */
export function textsOf({ name, description, bots = [] }: Manifest): Texts {
  return Object.fromEntries([
    ['name.short', name.short],
    ...present('name.full', name.full),
    ['description.short', description.short],
    ['description.full', description.full],
    ...bots.flatMap((bot, index) => commandTexts(`bots[${index}]`, bot)),
  ]);
}

function commandTexts(
  at: string,
  { commandLists = [] }: NonNullable<Manifest['bots']>[number],
): [string, string][] {
  return commandLists.flatMap(({ commands }, list) =>
    commands.flatMap(({ title, description }, place): [string, string][] => {
      const key = `${at}.commandLists[${list}].commands[${place}]`;
      return [[`${key}.title`, title], ...present(`${key}.description`, description)];
    }),
  );
}

function present(key: string, text: string | undefined): [string, string][] {
  return text === undefined ? [] : [[key, text]];
}
