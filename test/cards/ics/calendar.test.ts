import assert from 'node:assert/strict';
import fc from 'fast-check';
import { calendarText } from '../../../cards/ics/calendar.ts';
import type { Calendar, CalendarEvent } from '../../../services/domain/calendar.ts';
import { languages } from '../../../services/domain/language.ts';
import type { Localised } from '../../../services/domain/language.ts';
import { addMilliseconds, HOUR, instant, milliseconds } from '../../../services/domain/time.ts';
import { toInstant } from '../../../services/rules/time.ts';
import { eventIn, has, propertyOf, readIcs, textOf, valueOf } from '../../helpers/ics.ts';
import { momentIn } from '../../helpers/ics-time.ts';
import { aMeeting, dateTime, inAll, localTime, moment } from '../../helpers/programme.ts';
import * as a from '../../helpers/views.ts';

function anEvent(overrides: Partial<CalendarEvent> = {}): CalendarEvent {
  return {
    uid: 's1-m.wsc-academy-2023.0a1b2c@fadder',
    meeting: aMeeting(),
    zone: 'Europe/Helsinki',
    starts: moment('2023-06-14T09:00+03:00'),
    ends: moment('2023-06-14T12:00+03:00'),
    sequence: 2,
    changed: moment('2023-05-02T06:00Z'),
    cancelled: false,
    rsvp: 'online',
    ...overrides,
  };
}

const one = (event: Partial<CalendarEvent> = {}, frame = a.aFrame({ demo: false })): Calendar => ({
  frame,
  holds: 'meeting',
  events: [anEvent(event)],
});

/** Texts as no programme should have them: signs of the format, every line end, pairs of letters, and halves. */
const nasty = fc
  .string({ unit: 'binary', maxLength: 200 })
  .chain((text) =>
    fc.constantFrom(
      text,
      `${text}\r\nATTENDEE:mailto:x@evil.example\r\n${text}`,
      `${text}\nEND:VEVENT\u2028BEGIN:VALARM`,
      `${text}\r${text}\u0085;,:\\"\\n'`,
      `å𝄞é ${text}`.repeat(3),
      '\ud800',
    ),
  );
const everywhere = (text: string): Localised => ({ fi: text, sv: text, en: text });

describe('an .ics file', () => {
  it('says what, when, where and how to get in, in the reader’s language', () => {
    const file = calendarText(one(), 'sv');
    const event = eventIn(file);
    assert.equal(textOf(event, 'SUMMARY'), 'Meeting s1-m (sv)');
    assert.equal(textOf(event, 'LOCATION'), 'På distans');
    assert.equal(propertyOf(event, 'DTSTART').value, '20230614T090000');
    assert.equal(propertyOf(event, 'DTSTART').params['TZID'], 'Europe/Helsinki');
    assert.equal(propertyOf(event, 'DTEND').value, '20230614T120000');
    assert.equal(valueOf(event, 'URL'), 'https://meet.example/academy');
    assert.match(textOf(event, 'DESCRIPTION'), /^✓ Du deltar på distans\n/);
    assert.match(textOf(event, 'DESCRIPTION'), /\nAnslut till mötet: https:\/\/meet\.example\/academy\n/);
    assert.match(textOf(event, 'DESCRIPTION'), /\nAkademin för välfärdsområdena 2023$/);
    assert.equal(propertyOf(event, 'ORGANIZER').params['CN'], 'Akademin för välfärdsområdena 2023');
  });

  it('names its event for ever, and says which change of it this is', () => {
    const event = eventIn(calendarText(one(), 'fi'));
    assert.equal(valueOf(event, 'UID'), 's1-m.wsc-academy-2023.0a1b2c@fadder');
    assert.equal(valueOf(event, 'SEQUENCE'), '2');
    for (const name of ['DTSTAMP', 'LAST-MODIFIED']) assert.equal(valueOf(event, name), '20230502T060000Z');
  });

  it('is the same whenever it is asked for', () => {
    const later = a.aFrame({ demo: false, now: moment('2025-01-01T00:00Z') });
    assert.equal(calendarText(one({}, later), 'en'), calendarText(one(), 'en'));
  });

  it('gives the agenda, and nothing to join where one has to come', () => {
    const place = { kind: 'onsite', city: inAll('Helsinki') } as const;
    const agenda = [{ at: localTime('09:30'), title: inAll('Coffee, and tables') }];
    const event = eventIn(calendarText(one({ meeting: { ...aMeeting(), place, agenda } }), 'en'));
    assert.equal(textOf(event, 'LOCATION'), 'Helsinki');
    assert.match(textOf(event, 'DESCRIPTION'), /\n\nProgramme\n9\.30 {2}Coffee, and tables\n\n/);
    assert.ok(!has(event, 'URL'));
    assert.doesNotMatch(valueOf(event, 'DESCRIPTION'), /Join/);
  });

  const taken = [
    ['coming', 'BUSY', 'OPAQUE'],
    ['online', 'BUSY', 'OPAQUE'],
    ['none', 'TENTATIVE', 'OPAQUE'],
    ['notComing', 'FREE', 'TRANSPARENT'],
  ] as const;
  for (const [rsvp, busy, transparency] of taken)
    it(`takes the reader’s time as they answered: ${rsvp} is ${busy}`, () => {
      const event = eventIn(calendarText(one({ rsvp }), 'en'));
      assert.equal(valueOf(event, 'X-MICROSOFT-CDO-BUSYSTATUS'), busy);
      assert.equal(valueOf(event, 'TRANSP'), transparency);
      assert.equal(valueOf(event, 'STATUS'), 'CONFIRMED');
    });

  it('asks a coordinator for no answer', () => {
    const { rsvp: _, ...event } = anEvent();
    const said = textOf(eventIn(calendarText({ ...one(), events: [event] }, 'en')), 'DESCRIPTION');
    assert.doesNotMatch(said, /answer/);
  });

  it('marks a demonstration', () => {
    const event = eventIn(calendarText(one({}, a.aFrame({ demo: true })), 'fi'));
    assert.match(textOf(event, 'DESCRIPTION'), /\nDemonstraatio · Hyvinvointialueiden akatemia 2023$/);
  });

  it('takes a cancelled meeting out of the calendar, by its own file or in the subscription', () => {
    const { rsvp: _, ...rest } = anEvent({ cancelled: true, sequence: 3 });
    for (const [holds, method] of [
      ['meeting', 'CANCEL'],
      ['academy', 'PUBLISH'],
    ] as const) {
      const file = calendarText({ ...one(), holds, events: [rest] }, 'sv');
      const event = eventIn(file);
      assert.equal(valueOf(readIcs(file), 'METHOD'), method);
      assert.equal(valueOf(event, 'STATUS'), 'CANCELLED');
      assert.equal(valueOf(event, 'TRANSP'), 'TRANSPARENT');
      assert.equal(textOf(event, 'SUMMARY'), 'Inställt: Meeting s1-m (sv)');
      assert.ok(!has(event, 'URL') && !textOf(event, 'DESCRIPTION').includes('https://'));
    }
  });

  it('has a name and asks to be fetched again where it holds all meetings, also before there are any', () => {
    const all = readIcs(calendarText({ ...one(), holds: 'academy', events: [] }, 'en'));
    assert.equal(textOf(all, 'X-WR-CALNAME'), 'Academy for wellbeing services counties 2023');
    assert.equal(valueOf(all, 'REFRESH-INTERVAL'), 'PT4H');
    assert.equal(valueOf(all, 'X-PUBLISHED-TTL'), 'PT4H');
    assert.deepEqual(all.parts, []);
    assert.ok(!has(readIcs(calendarText(one(), 'en')), 'REFRESH-INTERVAL'));
  });

  it('brings each zone once', () => {
    const file = calendarText(
      { ...one(), holds: 'academy', events: [anEvent(), anEvent({ uid: 'other' })] },
      'en',
    );
    assert.deepEqual(
      readIcs(file).parts.map(({ name }) => name),
      ['VTIMEZONE', 'VEVENT', 'VEVENT'],
    );
  });

  it('takes nothing but its own few properties from what a programme says', () => {
    fc.assert(
      fc.property(nasty, nasty, nasty, fc.constantFrom(...languages), (title, city, name, language) => {
        const meeting = {
          ...aMeeting(),
          title: everywhere(title),
          place: { kind: 'hybrid', url: 'https://meet.example/a,b;c', city: everywhere(city) } as const,
          agenda: [{ at: localTime('09:30'), title: everywhere(title) }],
        };
        const frame = a.aFrame({ title: everywhere(name), demo: false });
        const calendar: Calendar = { frame, holds: 'academy', events: [anEvent({ meeting })] };
        const file = calendarText(calendar, language);
        const event = eventIn(file);
        const plain = eventIn(calendarText(one({ meeting: { ...meeting, title: inAll('x') } }), language));
        assert.deepEqual(
          event.properties.map((property) => property.name),
          plain.properties.map((property) => property.name),
        );
        assert.equal(textOf(event, 'SUMMARY'), seen(title));
        assert.ok(textOf(event, 'LOCATION').startsWith(seen(city)));
        assert.equal(textOf(readIcs(file), 'X-WR-CALNAME'), seen(name));
      }),
      { examples: [['\ud800\r\nX:1', '', '"', 'fi']] },
    );
  });

  it('leaves out a link that the format would change, and says it in words', () => {
    const place = { kind: 'online', url: 'https://meet.example/a,b;c' } as const;
    const event = eventIn(calendarText(one({ meeting: { ...aMeeting(), place } }), 'en'));
    assert.ok(!has(event, 'URL'));
    assert.match(textOf(event, 'DESCRIPTION'), /Join the meeting: https:\/\/meet\.example\/a,b;c\n/);
  });
});

/** What is left of a text on one line. */
function seen(text: string): string {
  return text
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/(?![\t\n])\p{Cc}|\p{Cs}/gu, '')
    .replace(/\s*\n\s*/g, ' ');
}

describe('the times in an .ics file', () => {
  const zones = [
    'Europe/Helsinki',
    'Europe/Stockholm',
    'America/New_York',
    'Australia/Sydney',
    'Asia/Kolkata',
    'UTC',
    'Europe/Kiev',
  ];

  it('are the moments meant, by the file’s own zone data, in summer and winter', () => {
    const minute = fc.integer({ min: Date.UTC(2023, 0, 1) / 60_000, max: Date.UTC(2032, 0, 1) / 60_000 });
    fc.assert(
      fc.property(minute, fc.constantFrom(...zones), (minutes, zone) => {
        const starts = instant(minutes * 60_000);
        const ends = instant((minutes + 180) * 60_000);
        const file = calendarText(one({ starts, ends, zone }), 'en');
        const [from, to] = ['DTSTART', 'DTEND'].map((name) => momentIn(file, eventIn(file), name));
        // The hour that comes twice in autumn is one local time: the file can only mean one of the two.
        const off = [milliseconds(from!) - milliseconds(starts), milliseconds(to!) - milliseconds(ends)];
        for (const [index, by] of off.entries())
          assert.ok(by === 0 || isTwice([starts, ends][index]!, by, zone), `${starts} ${zone}: ${by}`);
      }),
      { numRuns: 150 },
    );
  });

  for (const [local, utc] of [
    ['2023-03-26T02:59', '2023-03-26T00:59:00.000Z'],
    ['2023-03-26T04:00', '2023-03-26T01:00:00.000Z'],
    ['2023-10-29T02:59', '2023-10-28T23:59:00.000Z'],
    ['2023-10-29T04:00', '2023-10-29T02:00:00.000Z'],
  ] as const)
    it(`${local} in Helsinki is ${utc}, beside a change of the clocks`, () => {
      const starts = toInstant(dateTime(local), 'Europe/Helsinki');
      const file = calendarText(one({ starts, ends: addMilliseconds(starts, HOUR) }), 'fi');
      assert.equal(momentIn(file, eventIn(file), 'DTSTART'), utc);
    });

  it('are in UTC where no data of the zone are known', () => {
    const file = calendarText(one({ zone: 'Nowhere/Known' }), 'en');
    assert.equal(valueOf(eventIn(file), 'DTSTART'), '20230614T060000Z');
    assert.equal(readIcs(file).parts.length, 1);
  });
});

/** Both moments show the same clock. */
function isTwice(at: string, by: number, zone: string): boolean {
  const clock = (ms: number) => new Date(ms).toLocaleString('sv-SE', { timeZone: zone });
  return clock(Date.parse(at)) === clock(Date.parse(at) + by);
}
