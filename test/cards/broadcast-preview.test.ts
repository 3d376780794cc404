import assert from 'node:assert/strict';
import { renderCard } from '../../cards/render.ts';
import type { View } from '../../services/domain/view.ts';
import { buttonOf, inputOf, linesOf } from '../helpers/adaptive.ts';
import * as a from '../helpers/views.ts';

function said(view: View, language: 'fi' | 'sv' | 'en' = 'en'): string {
  return linesOf(renderCard(view, language)).join('\n');
}

describe('a broadcast', () => {
  it('offers its groups with their sizes', () => {
    const choices = inputOf(renderCard(a.aComposeView(), 'en'), 'audience')['choices'];
    const [all, unanswered, first] = choices as readonly { title: string; value: string }[];
    assert.deepEqual(all, { title: 'Everybody (57)', value: 'everybody' });
    assert.equal(unanswered?.value, 'noRsvp');
    assert.equal(first?.value, 'organisation:etela-savo-0');
  });

  it('lists its meetings whole where they are few, and in a menu where they are many', () => {
    const styleOf = (count: number): unknown => {
      const meetings = Array.from({ length: count }, () => a.aComposeView().meetings[0]!);
      return inputOf(renderCard(a.aComposeView({ meetings }), 'en'), 'meeting')['style'];
    };
    assert.deepEqual([2, 6, 7].map(styleOf), ['expanded', 'expanded', 'compact']);
  });

  it('asks for a text in each language of the programme alone', () => {
    const card = renderCard(a.aComposeView({ languages: ['fi', 'sv'] }), 'en');
    assert.ok(inputOf(card, 'text_fi'));
    assert.throws(() => inputOf(card, 'text_en'));
  });

  it('is shown in each reader’s language before it is sent', () => {
    const lines = said(a.aPreviewView());
    assert.match(lines, /In Finnish: 46 people\n[^]*Katri Demo lähetti viestin\nMuistattehan/);
    assert.match(lines, /In English: 1 person\n[^]*Message from Katri Demo\nRemember/);
    const send = buttonOf(renderCard(a.aPreviewView(), 'en'), 'Send to 57 people');
    assert.deepEqual(send['data'], { verb: 'broadcast.send', academy: a.academy, broadcast: 'b-1', rev: 1 });
  });

  it('fills with counts, and says when not everybody was reached', () => {
    assert.match(said(a.aStatusView()), /→ Being sent …\nSent: 30\nWaiting: 26\nNot reached: 1\nFailed: 0/);
    const done = a.aStatusView({ done: true, tally: a.aTally({ sent: 56, unreachable: 1 }) });
    assert.match(said(done), /! Finished, but not everybody was reached/);
    assert.match(said(done), /Grace Demo – has not opened the app yet/);
    const all = a.aStatusView({ done: true, tally: a.aTally({ sent: 57 }), notReached: [] });
    assert.match(said(all), /✓ Finished/);
  });
});
