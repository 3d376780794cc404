import assert from 'node:assert/strict';
import { renderCard } from '../../cards/render.ts';
import type { View } from '../../services/domain/view.ts';
import { buttonOf, buttonTitles, linesOf } from '../helpers/adaptive.ts';
import * as a from '../helpers/views.ts';

const address = a.calendarUrl();

describe('the calendar card', () => {
  it('gives the address to copy, and the file behind it', () => {
    const card = renderCard(a.aCalendarView(), 'fi');
    assert.ok(linesOf(card).includes(address));
    assert.equal(buttonOf(card, 'Lataa kaikki tapaamiset')['url'], address);
  });

  it('renews the address that it shows and no other', () => {
    const renew = buttonOf(renderCard(a.aCalendarView({ renewals: 3 }), 'sv'), 'Byt adress');
    assert.deepEqual(renew['data'], { verb: 'calendar.renew', academy: a.academy, renewals: 3 });
  });

  it('says when it has', () => {
    const said = (renewed: boolean) => linesOf(renderCard(a.aCalendarView({ renewed }), 'en')).join('\n');
    assert.match(said(true), /✓ This is your new address/);
    assert.doesNotMatch(said(false), /new address\./);
  });
});

describe('a meeting card', () => {
  const meeting = { kind: 'meeting', frame: a.aFrame(), meeting: a.aMeetingLine(), reminder: false } as const;

  it('has a link for the calendar, and a way to all of them, where there is an address', () => {
    const view: View = { ...meeting, calendar: a.calendarUrl('/s1-m') };
    const card = renderCard(view, 'sv');
    assert.equal(buttonOf(card, 'Lägg till i kalendern')['url'], a.calendarUrl('/s1-m'));
    assert.ok(buttonTitles(card).includes('Alla möten i min kalender'));
    assert.ok(!buttonTitles(renderCard(meeting, 'sv')).some((title) => /kalender/.test(title)));
  });
});
