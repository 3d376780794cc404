import assert from 'node:assert/strict';
import { renderCard } from '../../cards/render.ts';
import type { View } from '../../services/domain/view.ts';
import { buttonOf, buttonTitles, linesOf } from '../helpers/adaptive.ts';
import { moment } from '../helpers/programme.ts';
import * as a from '../helpers/views.ts';

function said(view: View, language: 'fi' | 'sv' | 'en' = 'en'): string {
  return linesOf(renderCard(view, language)).join('\n');
}

describe('the coordinator’s desk', () => {
  it('names what the clock goes to, in the demonstration only', () => {
    const jump = buttonOf(renderCard(a.aDeskView(), 'en'), 'Jump to 31 May 9.00: reflection prompt');
    assert.deepEqual(jump['data'], {
      verb: 'clock.jump',
      academy: a.academy,
      to: moment('2023-05-31T09:00+03:00'),
    });
    const { jump: _, ...real } = a.aDeskView();
    assert.ok(!buttonTitles(renderCard(real, 'en')).some((title) => title.startsWith('Jump')));
  });

  it('says each organisation’s state in words beside its counts', () => {
    const lines = said(a.aDeskView());
    assert.match(lines, /HUS Group\n→ On track\nTasks 2\/5 · Reflections 1\/15/);
    assert.match(lines, /✓ All tasks done: 3 · → On track: 3 · ! Behind: 2 · ○ Not started: 2/);
  });

  it('puts the long list of organisations below all that is short', () => {
    assert.match(said(a.aDeskView()), /Recently sent[^]*HUS Group/);
  });

  it('counts answers to the invitation, leaving out those the place does not allow', () => {
    assert.match(said(a.aDeskView()), /Coming 21 · Online 12 · Not coming 4 · No answer 19/);
    const meetingOnline = { ...a.aDeskView().meeting!, place: a.aMeetingLine().place };
    assert.match(said(a.aDeskView({ meeting: meetingOnline })), /\nOnline 12 · Not coming 4/);
  });

  it('ends no line between a sign or a name and its number', () => {
    const raw = JSON.stringify(renderCard(a.aDeskView(), 'en').content);
    for (const whole of ['No answer 19', '! not reached 2', '○ Not started: 2'])
      assert.ok(raw.includes(whole.replaceAll(' ', '\u00A0')), whole);
  });

  it('shows how each send went', () => {
    const lines = said(a.aDeskView());
    assert.match(lines, /✓ finished Wed 10 May 8\.30 · ✓ sent 55 · ! not reached 2 · \? in doubt 1/);
    assert.match(lines, /→ being sent since Mon 29 May 13\.00 · ✓ sent 30 · … waiting 26/);
  });
});
