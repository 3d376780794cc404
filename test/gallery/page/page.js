// What is chosen stands in the address, so that it can be sent to somebody: #language=sv&theme=dark&width=360

const choices = {
  language: [...gallery.languages, 'all'],
  theme: gallery.themes,
  width: gallery.widths.map(String),
  state: ['all', ...gallery.states],
  card: ['all', ...new Set(gallery.exhibits.map(({ kind }) => kind))],
};
const main = document.getElementById('cards');

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

function article({ id, kind, state, name, cards }, { language, theme, width }) {
  const card = cards[language];
  // A form of its own, or choices of the same name would be one choice across the page.
  const chat = make('form', { className: 'chat', lang: card.content.lang });
  chat.addEventListener('submit', (event) => event.preventDefault());
  const summary = make('p', { textContent: card.summary, lang: language });
  const title = make('h3', { textContent: `${kind} · ${state} · ${name}` });
  const whole = make('article', { id: `${id}.${language}` }, title, summary, chat);
  Object.assign(whole.dataset, { id, language, theme });
  whole.style.width = `${width}px`;
  whole.draw = () => {
    if (chat.childElementCount === 0) chat.append(drawCard(card, gallery.hostConfigs[theme]));
  };
  return whole;
}

/** For the checks and their pictures: these cases, each in all of these settings side by side, all drawn. */
function lay(ids, settings) {
  const wanted = gallery.exhibits.filter(({ id }) => ids.includes(id));
  document.documentElement.dataset.theme = settings[0].theme;
  document.body.classList.add('sheet');
  main.style.gridTemplateColumns = settings.map(({ width }) => `${width}px`).join(' ');
  main.replaceChildren(...wanted.flatMap((exhibit) => settings.map((each) => article(exhibit, each))));
  for (const each of main.children) each.draw();
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

function index(shown, language) {
  const kinds = [...new Set(shown.map(({ kind }) => kind))];
  const parts = kinds.flatMap((kind) => {
    const links = shown
      .filter((exhibit) => exhibit.kind === kind)
      .map(({ id, state, name }) => {
        const link = make('a', { href: `#${id}.${language}`, textContent: `${name} (${state})` });
        link.addEventListener('click', (event) => {
          event.preventDefault();
          document.getElementById(`${id}.${language}`).scrollIntoView();
        });
        return make('li', {}, link);
      });
    return [make('h2', { textContent: kind }), make('ul', {}, ...links)];
  });
  document.getElementById('index').replaceChildren(...parts);
}

function show() {
  const current = chosen();
  const shown = gallery.exhibits.filter(
    ({ kind, state }) =>
      (current.card === 'all' || current.card === kind) &&
      (current.state === 'all' || current.state === state),
  );
  document.documentElement.dataset.theme = current.theme;
  observer.disconnect();
  const spoken = current.language === 'all' ? gallery.languages : [current.language];
  main.replaceChildren(
    ...shown.flatMap((exhibit) => spoken.map((language) => article(exhibit, { ...current, language }))),
  );
  for (const each of main.children) observer.observe(each);
  controls(current);
  index(shown, spoken[0]);
  document.getElementById('count').textContent = `${shown.length} of ${gallery.exhibits.length} cases`;
}

window.lay = lay;
window.addEventListener('hashchange', show);
show();
