import type { Facts, Rule } from './facts.ts';

/** Lists of commands are for places where the bot can be, one a place, and no list offers one command twice, in
 * whatever language. */
export const commands: Rule = (facts) => [...places(facts), ...descriptions(facts), ...twice(facts)];

function places({ manifest: { bots = [] } }: Facts): string[] {
  return bots.flatMap(({ scopes: given, commandLists = [] }) => {
    const served = commandLists.flatMap(({ scopes }) => scopes);
    return [
      ...served
        .filter((scope) => !given.includes(scope))
        .map((scope) => `manifest.json: commands for the scope ${scope}, which the bot lacks`),
      ...repeated(served).map(
        (scope) => `manifest.json: more than one list of commands for the scope ${scope}`,
      ),
    ];
  });
}

function descriptions({ manifest: { bots = [] } }: Facts): string[] {
  const listed = bots.flatMap(({ commandLists = [] }) => commandLists.flatMap((list) => list.commands));
  return listed
    .filter(({ description }) => description === undefined)
    .map(({ title }) => `manifest.json: the command ${title} has no description`);
}

function twice({ texts }: Facts): string[] {
  return [...texts].flatMap(([file, said]) => {
    const titles = Object.entries(said).flatMap(([key, title]) => {
      const list = /^(bots\[\d+\]\.commandLists\[\d+\])\.commands\[\d+\]\.title$/.exec(key)?.[1];
      return list === undefined ? [] : [`${list}: ${title.toLowerCase()}`];
    });
    return repeated(titles).map((title) => `${file}: two commands with one title in ${title}`);
  });
}

function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
