import assert from 'node:assert/strict';
import { renderCard } from '../../cards/render.ts';
import type { Verb } from '../../services/domain/command.ts';
import { languages } from '../../services/domain/language.ts';
import type { Card, View } from '../../services/domain/view.ts';
import { buttonTitles, partsOf, partsOfType, problemsOf } from '../helpers/adaptive.ts';
import type { Part } from '../helpers/adaptive.ts';
import { viewCases } from '../helpers/view-cases.ts';

const BUDGET = 28 * 1024;

/** What each button may carry beside its verb: ids, revision and nonce, never a text. */
const allowed: Readonly<Record<Exclude<Verb, 'text'>, string>> = {
  help: '',
  'language.show': '',
  'language.set': 'language welcome',
  home: '',
  'public.show': 'academy',
  'welcome.show': 'academy',
  'tasks.show': 'academy',
  'threads.show': 'academy',
  'desk.show': 'academy',
  'desk.reach': 'academy',
  'desk.feedback': 'academy',
  'desk.held': 'academy',
  'notice.show': 'academy notice show from',
  'person.show': 'academy person before',
  'person.find': 'academy',
  'held.again': 'academy notice person part since',
  'held.leave': 'academy notice person part since',
  'held.all': 'academy notice person part since until',
  'overview.show': 'academy',
  'sprint.show': 'academy sprint',
  'task.show': 'academy item edit',
  'task.answer': 'academy item rev nonce',
  'task.done': 'academy item rev nonce',
  'task.undo': 'academy item rev nonce',
  'prompt.show': 'academy item edit',
  'prompt.others': 'academy item',
  'prompt.answer': 'academy item rev nonce',
  'reminders.show': 'academy item',
  'reminders.set': 'academy item what',
  'meeting.show': 'academy meeting broadcast',
  'rsvp.set': 'academy meeting answer broadcast',
  'calendar.show': 'academy',
  'calendar.renew': 'academy renewals',
  'feedback.show': 'academy meeting',
  'feedback.give': 'academy meeting',
  'thread.show': 'academy pairing',
  'thread.send': 'academy pairing nonce replyTo',
  'organisation.show': 'academy organisation',
  'broadcast.compose': 'academy broadcast',
  'broadcast.preview': 'academy nonce correct',
  'broadcast.send': 'academy broadcast rev',
  'broadcast.now': 'academy broadcast rev',
  'broadcast.cancel': 'academy broadcast rev',
  'broadcast.stop': 'academy broadcast',
  'broadcast.correct': 'academy broadcast rev',
  'broadcast.withdraw': 'academy broadcast rev sure',
  'broadcast.show': 'academy broadcast',
  'broadcast.list': 'academy from',
  'newcomer.list': 'academy',
  'newcomer.show': 'academy newcomer',
  'newcomer.link': 'academy newcomer rev person',
  'newcomer.refuse': 'academy newcomer rev',
  'newcomer.reopen': 'academy newcomer rev',
  'clock.jump': 'academy to',
};
const optional = ['from', 'before', 'edit', 'broadcast', 'welcome', 'replyTo', 'correct', 'sure'];
/** Buttons that name an academy only where they stand on one's card. */
const sometimes = ['public.show academy'];
/** What may be clicked where others read along, by whoever likes. */
const publicVerbs = ['public.show', 'help'];
const publicKinds: readonly View['kind'][] = ['public', 'pointer', 'groupHelp', 'greeting'];
/** Of anything, or of one item. */
const optionalFor: Readonly<Record<string, string>> = { 'reminders.show': 'item', 'reminders.set': 'item' };

const inputIds =
  /^(text|number|link|choice|comment|share|audience|meeting|person|day|time|doubt|text_(fi|sv|en)|q_\w+)(~[\w.:-]+)?$/;
const markdown = /[*_`[\]]|^\s*(#|[-+] |\d+\. )/;

function dataOf(button: Part): Part {
  const data = partsOf({ type: 'data', ...(button['data'] as Part) })[0];
  assert.ok(data);
  return data;
}

function checkData(button: Part): void {
  const { type: _, verb, ...rest } = dataOf(button);
  const keys = allowed[verb as keyof typeof allowed] as string | undefined;
  assert.ok(keys !== undefined, `no such verb: ${String(verb)}`);
  const needed = keys.split(' ').filter((key) => key !== '');
  for (const key of Object.keys(rest)) assert.ok(needed.includes(key), `${String(verb)} carries ${key}`);
  for (const key of needed)
    assert.ok(
      key in rest ||
        optional.includes(key) ||
        optionalFor[String(verb)] === key ||
        sometimes.includes(`${String(verb)} ${key}`),
      `${String(verb)} lacks ${key}`,
    );
}

function checkButton(button: Part): void {
  assert.equal(button['verb'], dataOf(button)['verb']);
  checkData(button);
  const fallback = button['fallback'] as Part;
  assert.equal(fallback['type'], 'Action.Submit');
  for (const key of ['title', 'data', 'associatedInputs'] as const)
    assert.deepEqual(fallback[key], button[key], key);
}

function checkInput(input: Part): void {
  assert.match(String(input['id']), inputIds);
  assert.ok(input['label'], `${String(input['id'])} has no label`);
  if (input['isRequired']) assert.ok(input['errorMessage'], `${String(input['id'])} has no error message`);
  if (input['type'] === 'Input.Text') assert.ok(Number(input['maxLength']) > 0, 'maxLength');
}

/** A card with a form has a button that sends it; one without has none. */
function checkForm(card: Card): void {
  const inputs = partsOfType(card, 'Input.');
  const senders = partsOfType(card, 'Action.Execute').filter((b) => b['associatedInputs'] === 'auto');
  assert.equal(inputs.length > 0, senders.length > 0);
  assert.equal(new Set(inputs.map((input) => input['id'])).size, inputs.length, 'input ids');
}

for (const { name, view } of viewCases)
  describe(`the card: ${name}`, () => {
    for (const language of languages)
      it(`is a sound card in ${language}`, () => {
        const card = renderCard(view, language);
        const { content, summary } = card;
        assert.deepEqual(problemsOf(card), []);
        assert.equal(content['version'], '1.5');
        assert.equal(content['lang'], language);
        assert.ok(String(content['fallbackText']).startsWith(summary));
        assert.doesNotMatch(summary, /\n/);
        const bytes = Buffer.byteLength(JSON.stringify(content));
        assert.ok(bytes <= BUDGET, `${bytes} bytes`);
        const primary = content['actions'] as readonly Part[];
        assert.ok(primary.length > 0 && primary.length <= 6, `${primary.length} buttons lead on`);
        for (const set of partsOfType(card, 'ActionSet'))
          assert.ok((set['actions'] as readonly Part[]).length <= 6, 'at most six buttons in a row');
        partsOfType(card, 'Action.Execute').forEach(checkButton);
        partsOfType(card, 'Input.').forEach(checkInput);
        checkForm(card);
        for (const block of partsOfType(card, 'TextBlock')) {
          assert.equal(block['style'], 'heading', 'only headings are read as Markdown');
          assert.doesNotMatch(String(block['text']), markdown);
        }
      });

    if (publicKinds.includes(view.kind))
      it('has no input, and no button that shows or changes what is private', () => {
        const card = renderCard(view, 'sv');
        assert.deepEqual(partsOfType(card, 'Input.'), []);
        for (const { verb } of partsOfType(card, 'Action.Execute'))
          assert.ok(publicVerbs.includes(String(verb)), String(verb));
      });

    it('has no placeholder, empty text or undefined left in it', () => {
      for (const language of languages) {
        const card = renderCard(view, language);
        const said = partsOf(card.content).flatMap((part) => [part['text'], part['title'], part['label']]);
        for (const text of said.filter((part) => part !== undefined)) {
          assert.ok(typeof text === 'string' && text.trim() !== '', JSON.stringify(text));
          assert.doesNotMatch(text, /\{\w+[},]|undefined|NaN|\[object/);
        }
      }
    });

    it('says the same in every language', () => {
      const shapes = languages.map((language) => {
        const card = renderCard(view, language);
        return partsOf(card.content).map((part) => part['type']);
      });
      assert.deepEqual(shapes[1], shapes[0]);
      assert.deepEqual(shapes[2], shapes[0]);
      const counts = languages.map((language) => buttonTitles(renderCard(view, language)).length);
      assert.equal(new Set(counts).size, 1);
    });
  });
