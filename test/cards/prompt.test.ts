import assert from 'node:assert/strict';
import { renderCard } from '../../cards/render.ts';
import type { Card, PromptView } from '../../services/domain/view.ts';
import { inputOf, linesOf } from '../helpers/adaptive.ts';
import { aForm, aPromptView, shareOptions, shown, text } from '../helpers/views.ts';

const answered = shown(text('Ett register.'));

function prompt(overrides: Partial<PromptView> = {}) {
  return renderCard(aPromptView(overrides), 'sv');
}

function said(card: Card): string {
  return linesOf(card).join('\n');
}

describe('a reflection card', () => {
  it('names its choices apart from those of every other card', () => {
    const named = (nonce: string) =>
      inputOf(prompt({ form: aForm({ drawn: { rev: 0, nonce } }) }), 'share')['id'];
    assert.notEqual(named('n1'), named('n2'));
  });

  it('offers the readers by name', () => {
    const choices = inputOf(prompt(), 'share')['choices'] as readonly { title: string; value: string }[];
    assert.deepEqual(
      choices.map(({ title }) => title),
      [
        'Bara jag',
        'Min fadder (Henrik Demo)',
        'Min organisation: Axel Demo, Tuula Demo, Ville Demo och Minna Demo + fadder Henrik Demo',
        'Hela akademin (alla 58 personer)',
      ],
    );
    assert.deepEqual(
      choices.map(({ value }) => value),
      ['me', 'mentor', 'organisation', 'academy'],
    );
  });

  it('starts from the programme’s readers, then from those chosen before', () => {
    assert.equal(inputOf(prompt(), 'share')['value'], 'mentor');
    const current = { ...answered, share: 'academy' as const };
    const card = prompt({ form: aForm({ mode: 'edit', current }) });
    assert.equal(inputOf(card, 'share')['value'], 'academy');
  });

  it('starts from nobody else where there is no mentor yet', () => {
    const options = shareOptions.filter(({ share }) => share !== 'mentor');
    assert.equal(inputOf(prompt({ shareOptions: options }), 'share')['value'], 'me');
  });

  it('says on the receipt exactly who can read it', () => {
    const readers = (share: 'me' | 'mentor' | 'organisation' | 'academy') =>
      linesOf(prompt({ form: aForm({ mode: 'receipt', current: { ...answered, share } }) })).find((line) =>
        line.startsWith('Kan läsas av'),
      );
    assert.equal(readers('me'), 'Kan läsas av: bara du');
    assert.equal(readers('mentor'), 'Kan läsas av: du och din fadder Henrik Demo');
    assert.equal(
      readers('organisation'),
      'Kan läsas av: du, Axel Demo, Tuula Demo, Ville Demo och Minna Demo samt fadder Henrik Demo',
    );
    assert.equal(readers('academy'), 'Kan läsas av: alla i akademin (58 personer)');
  });

  it('shows the chosen alternative in the reader’s language and the comment as it was written', () => {
    const choices = [{ id: 'example', label: { fi: 'Esimerkkiä', sv: 'Ett exempel' } }];
    const value = { kind: 'choice', choice: 'example', comment: 'Mieluummin pieni.' } as const;
    const card = prompt({ choices, form: aForm({ mode: 'receipt', current: shown(value) }) });
    assert.match(said(card), /Ett exempel\nMieluummin pieni\./);
  });

  it('requires a comment only where the programme does', () => {
    const choices = [{ id: 'example', label: { sv: 'Ett exempel' } }];
    const comment = (needed: 'optional' | 'required') =>
      inputOf(prompt({ choices, comment: needed }), 'comment')['isRequired'];
    assert.equal(comment('required'), true);
    assert.equal(comment('optional'), undefined);
  });
});
