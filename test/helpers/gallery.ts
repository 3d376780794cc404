/** A page that shows cards as a Teams chat does, drawn by the adaptivecards library in a real browser. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Card } from '../../services/domain/view.ts';

export interface GalleryCard {
  readonly title: string;
  readonly card: Card;
}

export interface GalleryOptions {
  readonly theme: 'light' | 'dark';
  /** Of the chat, in CSS pixels. */
  readonly width: number;
}

const colours = {
  light: {
    page: '#f5f5f5',
    card: '#ffffff',
    box: '#f0f0f0',
    text: '#242424',
    subtle: '#616161',
    line: '#d1d1d1',
  },
  dark: {
    page: '#1f1f1f',
    card: '#292929',
    box: '#383838',
    text: '#ffffff',
    subtle: '#adadad',
    line: '#525252',
  },
} as const;

const accents = {
  light: {
    accent: '#5b5fc7',
    good: '#237b4b',
    warning: '#8a3707',
    attention: '#c4314b',
    warningBox: '#fff4ce',
  },
  dark: {
    accent: '#aab0ff',
    good: '#92c353',
    warning: '#f2c661',
    attention: '#f9526b',
    warningBox: '#463100',
  },
} as const;

/** The whole page, the library inlined: it needs no server. Cards lie one below the other, each in an article whose
 * `data-title` is its title. */
export async function galleryPage(cards: readonly GalleryCard[], options: GalleryOptions): Promise<string> {
  const library = await readFile(
    createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js'),
    'utf8',
  );
  const data = cards.map(({ title, card }) => ({ title, summary: card.summary, content: card.content }));
  // A text of a card may hold "</script>".
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  return `<!doctype html><meta charset="utf-8"><title>Cards</title><style>${style(options)}</style>
<main id="cards"></main><script>${library}</script>
<script>const cards = ${json}; const hostConfig = ${JSON.stringify(hostConfig(options))};${draw}</script>`;
}

/** Runs in the page. */
const draw = `
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replace(/[*][*](.+?)[*][*]/g, '<b>$1</b>');
  result.didProcess = true;
};
for (const { title, summary, content } of cards) {
  const article = document.createElement('article');
  article.dataset.title = title;
  const name = document.createElement('h2');
  name.textContent = title + ' | ' + summary;
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = new AdaptiveCards.HostConfig(hostConfig);
  card.parse(content);
  const frame = document.createElement('section');
  frame.append(card.render());
  article.append(name, frame);
  document.getElementById('cards').append(article);
}`;

function style({ theme, width }: GalleryOptions): string {
  const { page, card, text, subtle, line, box } = colours[theme];
  return `
body { margin: 0; background: ${page}; color: ${text}; font: 14px 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif; }
main { width: ${width}px; }
article { padding: 8px; }
h2 { font: 11px monospace; color: ${subtle}; margin: 0 0 4px; overflow-wrap: anywhere; }
section { background: ${card}; border: 1px solid ${line}; border-radius: 6px; }
.ac-actionSet { flex-wrap: wrap; row-gap: 6px; }
.ac-pushButton { background: ${card}; color: ${text}; border: 1px solid ${line}; border-radius: 4px; padding: 5px 12px; font: inherit; font-weight: 600; cursor: pointer; }
.ac-pushButton.style-positive { background: #5b5fc7; color: #ffffff; border-color: #5b5fc7; }
.ac-input { background: ${box}; color: ${text}; border: 0; border-bottom: 1px solid ${line}; border-radius: 3px; padding: 6px 8px; font: inherit; width: 100%; box-sizing: border-box; }
.ac-multichoiceInput, .ac-choiceSetInput-expanded { background: none; }
input[type=radio] { width: auto; }
textarea.ac-input { min-height: 70px; }`;
}

/** Teams' sizes and colours, roughly. */
function hostConfig({ theme }: GalleryOptions) {
  const { card, box, text, subtle, line } = colours[theme];
  const { accent, good, warning, attention, warningBox } = accents[theme];
  const shade = (colour: string) => ({ default: colour, subtle: colour });
  const foregroundColors = {
    default: { default: text, subtle },
    accent: shade(accent),
    good: shade(good),
    warning: shade(warning),
    attention: shade(attention),
  };
  return {
    fontFamily: "'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif",
    fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
    lineHeights: { small: 16, default: 20, medium: 22, large: 24, extraLarge: 32 },
    spacing: { small: 4, default: 8, medium: 16, large: 24, extraLarge: 32, padding: 12 },
    separator: { lineThickness: 1, lineColor: line },
    supportsInteractivity: true,
    containerStyles: {
      default: { backgroundColor: card, foregroundColors },
      emphasis: { backgroundColor: box, foregroundColors },
      warning: { backgroundColor: warningBox, foregroundColors },
    },
    actions: {
      maxActions: 6,
      buttonSpacing: 8,
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
      showCard: { actionMode: 'inline' },
    },
    inputs: {
      label: {
        inputSpacing: 4,
        requiredInputs: { suffix: ' *', weight: 'default' },
        optionalInputs: { weight: 'default' },
      },
      errorMessage: { color: 'attention' },
    },
  };
}
