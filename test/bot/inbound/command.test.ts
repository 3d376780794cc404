import assert from 'node:assert/strict';
import fc from 'fast-check';
import { commandOfCard } from '../../../bot/inbound/command.ts';
import { renderCard } from '../../../cards/render.ts';
import { actionsOf } from '../../../deploy/local/teams/card.ts';
import type { Action, Input } from '../../../deploy/local/teams/card.ts';
import type { Json } from '../../../deploy/local/teams/json.ts';
import { openVerbs, rights } from '../../../services/rules/rights.ts';
import { viewCases } from '../../helpers/view-cases.ts';

const academy = 'wsc-academy-2023';
const drawn = { rev: 2, nonce: 'n-1' };
const answer = { verb: 'prompt.answer', academy, item: 's1-p1', ...drawn, text: 'Hej', share: 'mentor' };

/** What a client sends for a button: its data and a value for each input that goes with it. */
function sent({ data, inputs }: Action): Json {
  const typed = inputs.map(({ id, choices }: Input) => [id, choices[0]?.value ?? '3'] as const);
  return { ...data, ...Object.fromEntries(typed) };
}

describe('a command out of a card', () => {
  let actions: readonly Action[];
  before(() => {
    actions = viewCases.flatMap(({ view }) => actionsOf({ ...renderCard(view, 'sv').content }));
  });

  it('comes from every button of every card, with all that the button carries', () => {
    for (const action of actions) {
      for (const form of [action, ...(action.fallback ? [action.fallback] : [])]) {
        const command = commandOfCard(sent(form), action.verb);
        assert.ok(command, `${action.verb}: ${JSON.stringify(sent(form))}`);
        const carried: Json = { ...command };
        for (const [key, value] of Object.entries(form.data))
          assert.deepEqual(carried[key], value, action.verb);
      }
    }
  });

  it('can be any: every verb stands on some card but free text, and feedback, which is asked for', () => {
    const onCards = new Set(actions.map(({ verb }) => verb));
    const all: readonly string[] = [...openVerbs, ...Object.keys(rights)];
    assert.deepEqual(
      all.filter((verb) => !onCards.has(verb)),
      ['text', 'feedback.show'],
    );
  });

  it('takes what was typed from the inputs', () => {
    const { verb, item, nonce } = answer;
    assert.deepEqual(commandOfCard(answer), {
      ...{ verb, academy, item, rev: 2, nonce },
      given: { text: 'Hej' },
      share: 'mentor',
    });
  });

  it('takes an input whose name says which card it is of', () => {
    const { share, ...rest } = answer;
    assert.deepEqual(commandOfCard({ ...rest, 'share~n-1': share }), commandOfCard(answer));
  });

  it('takes a number that a client sends as one', () => {
    const command = commandOfCard({ ...answer, verb: 'task.answer', text: undefined, number: 3.5 });
    assert.ok(command?.verb === 'task.answer');
    assert.deepEqual(command.given, { number: '3.5' });
  });

  it('takes feedback by question, and nothing else that came along', () => {
    const given = {
      verb: 'feedback.give',
      academy,
      meeting: 's1-m',
      q_useful: '4',
      q_change: 'Kahvia',
      text: 'x',
    };
    const command = commandOfCard(given);
    assert.ok(command?.verb === 'feedback.give');
    assert.deepEqual(command.answers, { useful: '4', change: 'Kahvia' });
  });

  it('takes the texts of a broadcast by language, empty ones left out', () => {
    const broadcast = {
      verb: 'broadcast.preview',
      academy,
      nonce: 'n',
      audience: 'everybody',
      meeting: 's1-m',
    };
    const command = commandOfCard({ ...broadcast, text_fi: 'Hei', text_sv: '' });
    assert.ok(command?.verb === 'broadcast.preview');
    assert.deepEqual(command.texts, { fi: 'Hei' });
  });

  const wrong: Readonly<Record<string, unknown>> = {
    'no data': undefined,
    'a text': 'tasks.show',
    'a list': [answer],
    'no verb': { academy },
    'a verb that does not exist': { verb: 'academy.delete', academy },
    'a verb of every object': { verb: 'constructor', academy },
    'free text as a click': { verb: 'text', text: 'hej' },
    'no academy': { verb: 'tasks.show' },
    'an academy that is no text': { verb: 'tasks.show', academy: { $ne: '' } },
    'an id with a slash': { ...answer, item: '../s1-p1' },
    'an id of 101 characters': { ...answer, item: 'a'.repeat(101) },
    'an empty id': { ...answer, item: '' },
    'a revision that is text': { ...answer, rev: '2' },
    'a revision below zero': { ...answer, rev: -1 },
    'a revision that is no whole number': { ...answer, rev: 1.5 },
    'no nonce': { ...answer, nonce: undefined },
    'a nonce with a colon': { ...answer, nonce: 'a:b' },
    'an answer that is a list': { ...answer, text: ['Hej'] },
    'an RSVP of another kind': { verb: 'rsvp.set', academy, meeting: 's1-m', answer: 'maybe' },
    'a language of another kind': { verb: 'language.set', language: 'de' },
    'a moment that is none': { verb: 'clock.jump', academy, to: 'tomorrow' },
  };
  for (const [name, data] of Object.entries(wrong))
    it(`does not come from ${name}`, () => assert.equal(commandOfCard(data), undefined));

  it('does not come from a button whose verb and data disagree', () => {
    assert.ok(commandOfCard({ verb: 'desk.show', academy }, 'desk.show'));
    assert.equal(commandOfCard({ verb: 'desk.show', academy }, 'help'), undefined);
  });

  it('does not come from choosing readers who do not exist', () => {
    assert.equal(commandOfCard({ ...answer, share: 'everyone' }), undefined);
  });

  it('never throws, whatever comes', () => {
    const anything = fc.oneof(
      fc.anything(),
      fc.record({ verb: fc.constantFrom(...openVerbs, ...Object.keys(rights)), academy: fc.anything() }),
      fc
        .tuple(fc.constantFrom(...Object.keys(answer)), fc.anything())
        .map(([key, v]) => ({ ...answer, [key]: v })),
    );
    fc.assert(fc.property(anything, (data) => commandOfCard(data) === undefined || true));
  });
});
