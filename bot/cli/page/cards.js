// Draws cards with the library, as Teams does. For the scripts of the pages that show some.

// Teams reads headings and choices as Markdown; the cards hold none that is meant.
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  const plain = document.createElement('p');
  plain.textContent = text;
  result.outputHtml = plain.outerHTML;
  result.didProcess = true;
};

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

function drawCard({ content }, hostConfig) {
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = new AdaptiveCards.HostConfig(hostConfig);
  card.onExecuteAction = () => undefined;
  card.parse(content);
  return card.render();
}

Object.assign(window, { make, drawCard });
