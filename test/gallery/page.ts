/** The page that shows cards as a Teams chat does, drawn by the adaptivecards library in a real browser. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { languages } from '../../services/domain/language.ts';
import type { Exhibit } from './registry.ts';
import { states } from './states.ts';
import { FONTS, colours, hostConfig, themes } from './themes.ts';

/** A phone, and a chat on a large screen. */
export const widths = [360, 800] as const;

/** One file without need of a server or a network: library, cards and all. */
export async function galleryPage(exhibits: readonly Exhibit[]): Promise<string> {
  const library = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js');
  const data = {
    exhibits,
    languages,
    themes,
    states,
    widths,
    hostConfigs: Object.fromEntries(themes.map((theme) => [theme, hostConfig(theme)])),
  };
  // A text of a card may hold "</script>".
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  const parts = {
    style: `${palette()}\n${await part('page.css')}`,
    library: await readFile(library, 'utf8'),
    data: `const gallery = ${json};`,
    script: await part('page.js'),
  };
  return (await part('page.html')).replaceAll(
    /<!--(\w+)-->/g,
    (_, name) => parts[name as keyof typeof parts],
  );
}

function part(name: string): Promise<string> {
  return readFile(new URL(`page/${name}`, import.meta.url), 'utf8');
}

/** The themes' colours for what the library leaves to style sheets. */
function palette(): string {
  const rules = themes.map((theme) => {
    const variables = Object.entries(colours[theme]).map(([name, colour]) => `--${name}: ${colour};`);
    return `[data-theme='${theme}'] { ${variables.join(' ')} }`;
  });
  return [`:root { --fonts: ${FONTS}; }`, ...rules].join('\n');
}
