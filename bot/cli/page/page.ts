/** Pages that show cards as a Teams chat does, drawn by the adaptivecards library in whatever browser opens them. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { FONTS, colours, hostConfig, themes } from './themes.ts';

export interface PageParts {
  /** With a comment where each part belongs: style, library, data, script. */
  readonly html: URL;
  readonly style: URL;
  readonly script: URL;
  /** What the script knows the data as. */
  readonly name: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** One file without need of a server or a network: library, cards and all. The script finds the themes and the host
 * configuration of each among its data. */
export async function pageWithCards({ html, style, script, name, data }: PageParts): Promise<string> {
  const library = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js');
  const hostConfigs = Object.fromEntries(themes.map((theme) => [theme, hostConfig(theme)]));
  // A text of a card may hold "</script>".
  const json = JSON.stringify({ ...data, themes, hostConfigs }).replaceAll('<', '\\u003c');
  const parts: Readonly<Record<string, string>> = {
    style: [palette(), await text(style), await text(new URL('cards.css', import.meta.url))].join('\n'),
    library: `${await readFile(library, 'utf8')}\n${await text(new URL('cards.js', import.meta.url))}`,
    data: `const ${name} = ${json};`,
    script: await text(script),
  };
  return (await text(html)).replaceAll(/<!--(\w+)-->/g, (_, part: string) => parts[part] ?? '');
}

const text = (file: URL): Promise<string> => readFile(file, 'utf8');

/** The themes' colours for what the library leaves to style sheets. */
function palette(): string {
  const rules = themes.map((theme) => {
    const variables = Object.entries(colours[theme]).map(([name, colour]) => `--${name}: ${colour};`);
    return `[data-theme='${theme}'] { ${variables.join(' ')} }`;
  });
  return [`:root { --fonts: ${FONTS}; }`, ...rules].join('\n');
}
