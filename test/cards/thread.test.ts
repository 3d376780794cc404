import assert from 'node:assert/strict';
import { renderCard } from '../../cards/render.ts';
import { academyId } from '../../services/domain/ids.ts';
import type { View } from '../../services/domain/view.ts';
import { buttonOf, inputOf, linesOf } from '../helpers/adaptive.ts';
import { moment } from '../helpers/programme.ts';
import * as a from '../helpers/views.ts';

function said(view: View, language: 'fi' | 'sv' | 'en' = 'en'): string {
  return linesOf(renderCard(view, language)).join('\n');
}

describe('a thread', () => {
  it('names whom a message reaches, with their roles', () => {
    assert.match(
      said(a.aThreadView(), 'fi'),
      /Viestisi saavat: Ebba Demo \(osallistuja\) ja Tuula Demo \(osallistuja\)/,
    );
  });

  it('says of every recipient whether they have got it', () => {
    const lines = said({
      kind: 'messageSent',
      frame: a.aFrame(),
      thread: a.thread,
      organisation: a.kymenlaakso,
      text: 'Hej!',
      at: moment('2023-05-30T10:12+03:00'),
      to: [
        { name: 'Ebba', state: 'reached' },
        { name: 'Tuula', state: 'notReached', reason: 'removed' },
        { name: 'Ville', state: 'unsure' },
      ],
    });
    assert.match(lines, /Ebba ✓ reached\nTuula ! not reached: has removed the app\nVille \? sent/);
  });

  it('says of a message once which organisation it is about', () => {
    const message = {
      kind: 'message',
      number: 1,
      frame: a.aFrame(),
      thread: a.thread,
      organisation: a.kymenlaakso,
      text: 'Hej!',
      at: moment('2023-05-30T10:12+03:00'),
      nonce: 'n-4',
      maxChars: 2000,
    } as const;
    const mentor = { name: 'Henrik Demo', role: 'mentor' } as const;
    const participant = { name: 'Ebba Demo', role: 'participant', organisation: a.kymenlaakso } as const;
    assert.match(said({ ...message, from: mentor }, 'sv'), /\nOrganisation: Kymmenedalens välfärdsområde/);
    assert.equal(said({ ...message, from: participant }, 'sv').split('Kymmenedalens').length - 1, 1);
  });

  it('names the academies of threads only where they are several', () => {
    const frames = (academies: readonly string[]): View => ({
      kind: 'askSend',
      text: 'Hej!',
      threads: academies.map((id) => ({
        frame: a.aFrame({ academy: academyId(id) }),
        thread: a.thread,
        organisation: a.kymenlaakso,
        to: ['Ebba Demo'],
      })),
      nonce: 'n-5',
      maxChars: 2000,
    });
    const named = (view: View) => said(view, 'sv').split('Akademin för').length - 1;
    assert.equal(named(frames(['one', 'one'])), 1);
    assert.equal(named(frames(['one', 'two'])), 2);
  });

  it('sends free text nowhere by itself: the text is in the form, and each button names a thread', () => {
    const card = renderCard(
      {
        kind: 'askSend',
        text: 'Ses vi på torsdag?',
        threads: [{ frame: a.aFrame(), thread: a.thread, organisation: a.kymenlaakso, to: ['Ebba Demo'] }],
        nonce: 'n-5',
        maxChars: 2000,
      },
      'sv',
    );
    assert.equal(inputOf(card, 'text')['value'], 'Ses vi på torsdag?');
    const send = buttonOf(card, 'Skicka');
    assert.doesNotMatch(JSON.stringify(send['data']), /torsdag/);
    assert.equal(send['tooltip'], 'Skicka: Kymmenedalens välfärdsområde');
  });
});
