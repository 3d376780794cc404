// What can be wrong with cards as they are drawn. Each check gives sentences, each of them begun by the case.

const TEXT_CONTRAST = 4.5;
const LARGE_TEXT_CONTRAST = 3;
const EDGE_CONTRAST = 3;
/** CSS pixels; bold text counts as large earlier. */
const LARGE = 24;
const LARGE_BOLD = 18.66;
const SMALLEST_TARGET = 24;
/** The arrow of a menu. */
const ARROW = 24;
/** What rounding may make of a pixel. */
const SLACK = 1;

const controls = 'button, input, select, textarea, a[href]';

function articles() {
  return [...document.querySelectorAll('#cards > article')];
}

function report(check) {
  return articles().flatMap((article) => {
    const { id, language, theme } = article.dataset;
    const where = `${id} (${language}, ${theme}, ${article.clientWidth}): `;
    return [...new Set(check(article))].map((what) => where + what);
  });
}

function chatOf(article) {
  return article.querySelector('.chat');
}

/** Kept for as long as one question is answered: several checks go through them. */
let texts = new WeakMap();

/** Every piece of text that is seen, with the element it stands in. */
function textsIn(article) {
  const known = texts.get(article) ?? findTexts(article);
  texts.set(article, known);
  return known;
}

function findTexts(article) {
  const walker = document.createTreeWalker(chatOf(article), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const { textContent, parentElement } = walker.currentNode;
    if (textContent.trim() === '' || parentElement.closest('select, textarea')) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    found.push({ text: textContent.trim(), element: parentElement, rects: [...range.getClientRects()] });
  }
  return found;
}

function short(text) {
  return `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`;
}

// Nothing is cut.

function cut(article) {
  const edge = chatOf(article).getBoundingClientRect();
  const outside = textsIn(article)
    .filter(({ rects }) => rects.some(({ left, right }) => left < edge.left || right > edge.right))
    .map(({ text }) => `${short(text)} goes beyond the card`);
  const boxes = [...chatOf(article).querySelectorAll('*')].filter(isCut);
  const tooSmall = boxes.map((box) => `${short(box.innerText || box.tagName)} does not fit into its box`);
  const inputs = [...chatOf(article).querySelectorAll('select, input')].flatMap(cutInput);
  return [...outside, ...tooSmall, ...inputs];
}

function isCut(box) {
  // Text in inputs scrolls; an inline element has no box of its own.
  if (box.matches('textarea, input, select, option') || box.clientWidth === 0) return false;
  if (box.scrollWidth > box.clientWidth + SLACK) return true;
  if (box.scrollHeight <= box.clientHeight + SLACK) return false;
  const { overflowX, overflowY } = getComputedStyle(box);
  return overflowX !== 'visible' || overflowY !== 'visible';
}

function cutInput(input) {
  const style = getComputedStyle(input);
  const room = input.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  const menu = input.tagName === 'SELECT';
  const text = menu ? (input.selectedOptions[0]?.textContent ?? '') : (input.placeholder ?? '');
  const fits = widthOf(text, style) <= room - (menu ? ARROW : 0) + SLACK;
  return fits ? [] : [`${short(text)} does not fit into its ${menu ? 'menu' : 'input'}`];
}

const canvas = document.createElement('canvas').getContext('2d');

function widthOf(text, { font }) {
  canvas.font = font;
  return canvas.measureText(text).width;
}

// Everything can be told from what is behind it.

function pale(article) {
  const seen = textsIn(article).map(({ text, element }) => ({
    what: short(text),
    ratio: contrast(getComputedStyle(element).color, backgroundOf(element)),
    least: leastFor(element),
  }));
  const inputs = [...chatOf(article).querySelectorAll('textarea, select, input:not([type=radio])')];
  const filled = inputs.flatMap((input) => {
    const background = backgroundOf(input);
    const style = getComputedStyle(input);
    const edge = contrast(style.borderBottomColor, backgroundOf(input.parentElement));
    const hint = input.placeholder ? getComputedStyle(input, '::placeholder').color : style.color;
    return [
      { what: 'what is typed', ratio: contrast(style.color, background), least: TEXT_CONTRAST },
      { what: 'a placeholder', ratio: contrast(hint, background), least: TEXT_CONTRAST },
      { what: 'the edge of an input', ratio: edge, least: EDGE_CONTRAST },
    ];
  });
  return [...seen, ...filled]
    .filter(({ ratio, least }) => ratio < least)
    .map(({ what, ratio, least }) => `${what} has a contrast of ${ratio.toFixed(2)}, below ${least}`);
}

function leastFor(element) {
  const { fontSize, fontWeight } = getComputedStyle(element);
  const large = parseFloat(fontSize) >= (Number(fontWeight) >= 700 ? LARGE_BOLD : LARGE);
  return large ? LARGE_TEXT_CONTRAST : TEXT_CONTRAST;
}

/** Red, green, blue and how solid. */
function colour(text) {
  const [red, green, blue, alpha = 1] = text.match(/[\d.]+/g).map(Number);
  return { parts: [red, green, blue], alpha };
}

/** The colour behind an element: the first one behind it that is solid, and what lies over it. */
function backgroundOf(element) {
  if (!element) return 'rgb(255, 255, 255)';
  const { backgroundColor } = getComputedStyle(element);
  const { parts, alpha } = colour(backgroundColor);
  if (alpha === 1) return backgroundColor;
  const below = colour(backgroundOf(element.parentElement)).parts;
  return `rgb(${parts.map((part, index) => part * alpha + below[index] * (1 - alpha)).join(', ')})`;
}

function luminance(text) {
  const [red, green, blue] = colour(text).parts.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

// What can be pressed is large enough, and is met in the order in which it is read.

function small(article) {
  return [...chatOf(article).querySelectorAll(controls)]
    .map((control) => ({ control, ...targetOf(control) }))
    .filter(({ width, height }) => width < SMALLEST_TARGET || height < SMALLEST_TARGET)
    .map(
      ({ control, width, height }) =>
        `${short(nameOf(control))} is ${Math.round(width)} by ${Math.round(height)} small`,
    );
}

/** A choice is pressed on its words as well. */
function targetOf(control) {
  const all = [control, ...(control.labels ?? [])].map((one) => one.getBoundingClientRect());
  return {
    width: Math.max(...all.map(({ right }) => right)) - Math.min(...all.map(({ left }) => left)),
    height: Math.max(...all.map(({ bottom }) => bottom)) - Math.min(...all.map(({ top }) => top)),
  };
}

/** By what a screen reader calls it. */
function nameOf(control) {
  const ids = control.getAttribute('aria-labelledby')?.split(' ') ?? [];
  const labels = ids.map((id) => document.getElementById(id)?.innerText ?? '').join(' ');
  const own = [...(control.labels ?? [])].map((label) => label.innerText).join(' ');
  return (
    labels ||
    control.getAttribute('aria-label') ||
    own ||
    control.innerText ||
    control.title ||
    ''
  ).trim();
}

function nameless(article) {
  return [...chatOf(article).querySelectorAll(controls)]
    .filter((control) => nameOf(control) === '')
    .map((control) => `a ${control.tagName.toLowerCase()} has no name`);
}

/** What is read, piece by piece, lies below or to the right of what was read before it. */
function disordered(article) {
  const pieces = textsIn(article).map(({ text, rects }) => ({ name: short(text), ...rects[0]?.toJSON() }));
  return pieces.slice(1).flatMap((piece, index) => {
    const before = pieces[index];
    return follows(before, piece) ? [] : [`${piece.name} stands before ${before.name} and is read after it`];
  });
}

function follows(before, after) {
  return after.left >= before.right - SLACK || after.top >= before.top - SLACK;
}

// A card is made of headings with something below each.

function headless(article) {
  const chat = chatOf(article);
  const headings = [...chat.querySelectorAll('[role=heading]')];
  const [title] = headings;
  if (!title) return ['has no heading'];
  const size = (heading) => parseFloat(getComputedStyle(heading).fontSize);
  const larger = headings.slice(1).filter((heading) => size(heading) >= size(title));
  const above = textsIn(article).map(({ element }) => element.closest('[role=heading]'));
  const barren = headings.filter((heading) => above[above.lastIndexOf(heading) + 1] !== null);
  return [
    ...larger.map((heading) => `the heading ${short(heading.innerText)} is as large as the title`),
    ...barren.map((heading) => `there is nothing below the heading ${short(heading.innerText)}`),
  ];
}

function tongueless(article) {
  const { language } = article.dataset;
  const { lang } = chatOf(article);
  return lang === language ? [] : [`is marked as ${lang || 'no language'}`];
}

// What was forgotten is said where it was forgotten.

/** Presses every button that sends a form, with nothing filled in. */
function sendEmpty() {
  const chats = '#cards .chat';
  for (const input of document.querySelectorAll(`${chats} :is(textarea, select, input:not([type=radio]))`))
    input.value = '';
  for (const choice of document.querySelectorAll(`${chats} input[type=radio]`)) choice.checked = false;
  for (const button of document.querySelectorAll(`${chats} .ac-pushButton.style-positive`)) button.click();
}

function unsaid(article) {
  return [...chatOf(article).querySelectorAll('.ac-input-required')].flatMap((input) => {
    const message = messageOf(input);
    const what = short(input.closest('[id]:not(.ac-input)')?.innerText ?? '');
    if (!message) return [`${what} is required and does not say so`];
    return message.getBoundingClientRect().height > 0 ? [] : [`what is wrong with ${what} is not seen`];
  });
}

/** What is wrong with an input, where a screen reader finds it from the input: beside the label's, its ids name it. */
function messageOf(input) {
  const control = input.querySelector('input') ?? input;
  const ids = control.getAttribute('aria-labelledby')?.split(' ') ?? [];
  const named = ids.map((id) => document.getElementById(id));
  return named.find((text) => text && text.tagName !== 'LABEL' && text.innerText.trim() !== '');
}

// The Tab key goes through a card as the eye does.

/** What the Tab key stops at, as the document has it. Of joined choices it is the one chosen, or else the first. */
function stops() {
  const all = [...document.querySelectorAll(`#cards .chat :is(${controls}, [tabindex='0'])`)];
  return all.filter((stop) => {
    // The library marks what is in a menu, too.
    if (stop.matches('option')) return false;
    if (stop.type !== 'radio') return true;
    const group = [...stop.form.elements].filter(({ name }) => name === stop.name);
    return stop === (group.find(({ checked }) => checked) ?? group[0]);
  });
}

let met = [];
document.addEventListener('focusin', ({ target }) => met.push(target));

/** A date or a time has parts of its own, which are gone through one after the other, and a way to its calendar. */
const PARTS = 4;

/** To be followed by as many presses of Tab as this says. */
function beforeTabbing() {
  document.activeElement?.blur();
  met = [];
  const parted = document.querySelectorAll('#cards .chat :is(input[type=date], input[type=time])');
  return stops().length + PARTS * parted.length;
}

function tabbed() {
  const expected = stops();
  const missed = expected.filter((stop, index) => met[index] !== stop);
  const back = met.slice(1).filter((stop, index) => {
    const before = met[index];
    if (before.closest('article') !== stop.closest('article') || before.contains(stop)) return false;
    return !follows(before.getBoundingClientRect(), stop.getBoundingClientRect());
  });
  const where = (stop) => `${stop.closest('article').dataset.id}: ${short(nameOf(stop))}`;
  return [
    ...missed.map((stop) => `${where(stop)} is not met by the Tab key in its turn`),
    ...back.map((stop) => `${where(stop)} takes the Tab key back`),
  ];
}

const checks = { cut, pale, small, nameless, disordered, headless, tongueless, unsaid };
/** What each of these checks finds. */
function find(names) {
  texts = new WeakMap();
  return Object.fromEntries(names.map((name) => [name, report(checks[name])]));
}

window.checks = {
  find,
  sendEmpty,
  beforeTabbing,
  tabbed,
};
