import assert from 'node:assert/strict';
import { renderCard } from '../../cards/render.ts';
import type { View } from '../../services/domain/view.ts';
import { buttonTitles, linesOf } from '../helpers/adaptive.ts';

function said(view: View, language: 'fi' | 'sv' | 'en' = 'en'): string {
  return linesOf(renderCard(view, language)).join('\n');
}

describe('help and refusals', () => {
  it('name the words that one can write, by role', () => {
    const help = (role: 'participant' | 'coordinator') =>
      said({ kind: 'help', roles: [role], coordinators: ['Katri Demo'] }, 'fi');
    assert.match(help('participant'), /tehtävät – mitä on tehtävänä/);
    assert.doesNotMatch(help('participant'), /työpöytä/);
    assert.match(help('coordinator'), /työpöytä – /);
    assert.match(help('coordinator'), /Koordinaattorit: Katri Demo/);
  });

  it('quote a sentence that was not understood, and not all of a long one', () => {
    const help = (unknown: string) => said({ kind: 'help', roles: [], coordinators: [], unknown });
    assert.match(help('var är lunchen?'), /I did not understand this:\nvar är lunchen\?/);
    assert.match(help('x'.repeat(1000)), /700 more characters/);
  });

  it('tell a stranger whom to ask, and offer nothing that is not theirs', () => {
    const view: View = { kind: 'refusal', refusal: { code: 'unknownPerson' }, contacts: ['Katri Demo'] };
    assert.match(said(view, 'sv'), /Vem du kan fråga\nKoordinatorer: Katri Demo/);
    assert.deepEqual(buttonTitles(renderCard(view, 'sv')), ['Hjälp']);
  });
});
