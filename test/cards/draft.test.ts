import assert from 'node:assert/strict';
import { renderCard } from '../../cards/render.ts';
import type { View } from '../../services/domain/view.ts';
import { linesOf, partsOf } from '../helpers/adaptive.ts';
import { moment } from '../helpers/programme.ts';
import * as a from '../helpers/views.ts';

function said(view: View, language: 'fi' | 'sv' | 'en' = 'en'): string {
  return linesOf(renderCard(view, language)).join('\n');
}

const evil = '[Klicka](https://evil.example) **nu** {{DATE(2023-01-01T00:00:00Z)}} <at>alla</at>';

const shout: View = {
  kind: 'message',
  number: 1,
  frame: a.aFrame(),
  thread: a.thread,
  organisation: a.kymenlaakso,
  from: { name: evil, role: 'mentor' },
  text: evil,
  at: moment('2023-05-30T10:12+03:00'),
  nonce: 'n-4',
  maxChars: 2000,
};

const meeting = (overrides: object = {}): View => ({
  kind: 'meeting',
  frame: a.aFrame(),
  meeting: a.aClosingMeeting(overrides),
  reminder: false,
});

describe('every card', () => {
  it('is headed by the academy in the reader’s language, and by the demonstration', () => {
    assert.match(said(meeting(), 'fi'), /^Demonstraatio · Hyvinvointialueiden akatemia 2023\n/);
    assert.match(said(meeting(), 'sv'), /^Demo · Akademin för välfärdsområdena 2023\n/);
    const real: View = { ...a.aDeskView(), frame: a.aFrame({ demo: false }) };
    assert.match(said(real), /^Academy for wellbeing services counties 2023\n/);
  });

  it('says in notifications what it is about and in which academy', () => {
    assert.equal(
      renderCard(meeting(), 'sv').summary,
      'Möte ons 15 november kl. 9.30: Sprintmöte 1: strategisk ledning · Akademin för välfärdsområdena 2023',
    );
  });

  it('says nothing in notifications, or in place of a card, that Markdown or HTML would act on', () => {
    const { summary, content } = renderCard(shout, 'en');
    for (const line of [summary, String(content['fallbackText'])]) {
      assert.match(line, /evil\.example/);
      assert.doesNotMatch(line, /[[\]*_`~<>\\]/);
    }
  });

  it('falls back to a language of the programme where a text is missing', () => {
    const view = { ...meeting(), frame: a.aFrame({ title: { fi: 'Akatemia' } }) } as View;
    assert.match(said(view, 'en'), /Akatemia/);
  });

  it('shows what people wrote in text runs and inputs alone', () => {
    const views: View[] = [
      shout,
      a.aTaskView({ form: a.aForm({ mode: 'receipt', current: a.shown(a.text(evil), { by: evil }) }) }),
      a.aTaskView({ form: a.aForm({ typed: { text: evil } }) }),
      a.aThreadView({
        recent: [
          { from: { name: evil, role: 'mentor' }, mine: false, text: evil, at: moment('2023-05-30T10:12Z') },
        ],
      }),
      { kind: 'help', roles: [], coordinators: [evil], unknown: evil },
      a.aPromptView({ shareOptions: [{ share: 'mentor', names: [evil], others: 0 }] }),
    ];
    for (const view of views)
      for (const part of partsOf(renderCard(view, 'sv').content)) {
        if (part['type'] === 'TextRun' || String(part['type']).startsWith('Input.Text')) continue;
        const { title, text, label, choices } = part;
        assert.doesNotMatch(JSON.stringify({ title, text, label, choices }), /\]\(|\*\*|<at>/, view.kind);
      }
  });

  it('makes no function of Adaptive Cards out of what people wrote', () => {
    assert.doesNotMatch(JSON.stringify(renderCard(shout, 'sv').content), /\{\{DATE/);
  });
});
