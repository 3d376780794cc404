// The calendar on the left leads to the cards on the right. What is chosen stands in the address.

const rows = rehearsal.weeks.flatMap(({ days }) => days.flatMap((day) => day.rows));
const cards = rows.flatMap((row) => row.cards);
const choices = {
  theme: rehearsal.themes,
  role: ['all', ...new Set(cards.map(({ role }) => role))],
  language: ['all', ...new Set(cards.map(({ language }) => language))],
};

function chosen() {
  const asked = new URLSearchParams(location.hash.slice(1));
  return Object.fromEntries(
    Object.entries(choices).map(([name, values]) => {
      const value = asked.get(name);
      return [name, values.includes(value) ? value : values[0]];
    }),
  );
}

/** Cards are drawn when they come into view: all of them at once would take seconds. */
const observer = new IntersectionObserver((seen) => {
  for (const { isIntersecting, target } of seen) if (isIntersecting) target.draw();
});

function article({ role, language, card }, theme) {
  // A form of its own, or choices of the same name would be one choice across the page.
  const chat = make('form', { className: 'chat', lang: card.content.lang });
  chat.addEventListener('submit', (event) => event.preventDefault());
  const summary = make('p', { textContent: card.summary, lang: language });
  const whole = make('article', {}, make('p', { textContent: `${role} · ${language}` }), summary, chat);
  whole.draw = () => {
    if (chat.childElementCount === 0) chat.append(drawCard(card, rehearsal.hostConfigs[theme]));
  };
  observer.observe(whole);
  return whole;
}

function wanted({ role, language }, card) {
  return (role === 'all' || card.role === role) && (language === 'all' || card.language === language);
}

const idOf = (row) => `row-${rows.indexOf(row)}`;
const textOf = ({ time, what, title }) => `${time} ${what}: ${title}`;

function section(row, current) {
  const shown = row.cards.filter((card) => wanted(current, card));
  if (shown.length === 0) return [];
  const drawn = make('div', { className: 'drawn' }, ...shown.map((card) => article(card, current.theme)));
  const title = make('h3', { textContent: textOf(row) });
  return [make('section', { id: idOf(row) }, title, make('p', { textContent: row.who }), drawn)];
}

/** Days on which the chosen role and language get something. */
function* days(current) {
  for (const { monday, days } of rehearsal.weeks)
    for (const day of days) {
      const shown = day.rows.filter((row) => row.cards.some((card) => wanted(current, card)));
      if (shown.length > 0) yield { monday, heading: `${day.weekday} ${day.date}`, rows: shown };
    }
}

function link(row) {
  const anchor = make('a', { href: `#${idOf(row)}`, textContent: textOf(row) });
  anchor.addEventListener('click', (event) => {
    event.preventDefault();
    document.getElementById(idOf(row)).scrollIntoView();
  });
  return make('li', {}, anchor);
}

function warnings() {
  if (rehearsal.warnings.length === 0) return [make('p', { textContent: 'No warnings.' })];
  const items = rehearsal.warnings.map((textContent) => make('li', { textContent }));
  return [make('h2', { textContent: 'Look at' }), make('ul', {}, ...items)];
}

function controls(current) {
  const labels = Object.entries(choices).map(([name, values]) => {
    const options = values.map((value) => make('option', { value, textContent: value }));
    const select = make('select', { name }, ...options);
    select.value = current[name];
    select.addEventListener('change', () => {
      location.hash = String(new URLSearchParams({ ...chosen(), [name]: select.value }));
    });
    return make('label', {}, `${name} `, select);
  });
  document.getElementById('controls').replaceChildren(...labels);
}

function show() {
  const current = chosen();
  document.documentElement.dataset.theme = current.theme;
  observer.disconnect();
  const main = [];
  const calendar = warnings();
  let week;
  for (const { monday, heading, rows: shown } of days(current)) {
    if (monday !== week) {
      calendar.push(make('h2', { textContent: `Week of ${monday}` }));
      week = monday;
    }
    calendar.push(make('h3', { textContent: heading }), make('ul', {}, ...shown.map(link)));
    main.push(make('h2', { textContent: heading }), ...shown.flatMap((row) => section(row, current)));
  }
  document.getElementById('calendar').replaceChildren(...calendar);
  document.getElementById('cards').replaceChildren(...main);
  controls(current);
}

document.querySelector('h1').textContent = `A rehearsal: ${rehearsal.title}`;
document.getElementById('assumption').textContent = rehearsal.assumption;
window.addEventListener('hashchange', show);
show();
