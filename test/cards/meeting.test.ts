import assert from 'node:assert/strict';
import { renderCard } from '../../cards/render.ts';
import type { View } from '../../services/domain/view.ts';
import { buttonOf, buttonTitles, linesOf } from '../helpers/adaptive.ts';
import { moment } from '../helpers/programme.ts';
import * as a from '../helpers/views.ts';

function said(view: View, language: 'fi' | 'sv' | 'en' = 'en'): string {
  return linesOf(renderCard(view, language)).join('\n');
}

const meeting = (overrides: object = {}): View => ({
  kind: 'meeting',
  frame: a.aFrame(),
  meeting: a.aClosingMeeting(overrides),
  reminder: false,
});

describe('a meeting card', () => {
  it('offers the answers there are, and marks the one given', () => {
    const asked = renderCard(meeting(), 'en');
    assert.deepEqual(buttonTitles(asked).slice(0, 3), ['Coming', 'Joining online', 'Not coming']);
    const given = renderCard(meeting({ rsvp: 'online' }), 'en');
    assert.ok(buttonTitles(given).includes('✓ Joining online'));
    assert.match(linesOf(given).join('\n'), /✓ You are joining online/);
    assert.deepEqual(buttonOf(asked, 'Coming')['data'], {
      verb: 'rsvp.set',
      academy: a.academy,
      meeting: 's3-m',
      answer: 'coming',
    });
  });

  it('says when, where and in which order', () => {
    const lines = said(meeting(), 'fi');
    assert.match(lines, /Aika: ke 15\.11\. klo 9\.30–15\.30\nPaikka: Helsinki ja etäyhteys/);
    assert.match(lines, /12\.30 {2}Oppimiskahvila/);
  });

  it('puts a coordinator’s words first, with their name', () => {
    const view: View = { ...meeting(), message: { text: 'Kom i tid!', from: 'Katri Demo' } } as View;
    assert.match(said(view, 'sv'), /Meddelande från Katri Demo\nKom i tid!/);
    assert.match(renderCard(view, 'sv').summary, /^Meddelande från Katri Demo: /);
  });

  it('asks nothing when it is over', () => {
    const over = {
      ...meeting({ options: [] }),
      frame: a.aFrame({ now: moment('2023-11-16T08:00Z') }),
    } as View;
    assert.match(said(over), /This meeting is over\./);
    assert.deepEqual(buttonTitles(renderCard(over, 'en')), ['Overview']);
  });

  it('can be joined until it is over', () => {
    assert.ok(buttonTitles(renderCard(meeting(), 'en')).includes('Join the meeting'));
  });
});
