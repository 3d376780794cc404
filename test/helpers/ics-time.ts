/** When an event is, by the rules of the zone that the file itself brings: as a calendar program that knows no zone. */
import assert from 'node:assert/strict';
import { instant } from '../../services/domain/time.ts';
import type { Instant } from '../../services/domain/time.ts';
import { has, propertyOf, readIcs, valueOf } from './ics.ts';
import type { Component } from './ics.ts';

export function momentIn(file: string, of: Component, name: string): Instant {
  const { value, params } = propertyOf(of, name);
  const local = wallOf(value);
  if (value.endsWith('Z')) return instant(local);
  const zone = readIcs(file).parts.find(
    (part) => part.name === 'VTIMEZONE' && valueOf(part, 'TZID') === params['TZID'],
  );
  assert.ok(zone, `the file brings the zone ${params['TZID'] ?? '(none)'}`);
  return instant(local - offsetAt(zone, local));
}

/** Digits as if they were UTC. */
function wallOf(value: string): number {
  const [, y, m, d, h, min, s] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z?$/.exec(value) ?? assert.fail(`not a moment: ${value}`);
  return Date.UTC(Number(y), Number(m) - 1, Number(d), Number(h), Number(min), Number(s));
}

/** The offset to which the clocks were last set before that local time. */
function offsetAt(zone: Component, local: number): number {
  const changes = zone.parts
    .flatMap((part) =>
      onsets(part, local).map((at) => ({ at, to: millisecondsOf(valueOf(part, 'TZOFFSETTO')) })),
    )
    .filter(({ at }) => at <= local)
    .sort((a, b) => a.at - b.at);
  return changes.at(-1)?.to ?? assert.fail('the zone begins later');
}

/** When a part of the zone begins to hold, up to that year. */
function onsets(part: Component, local: number): readonly number[] {
  const first = wallOf(valueOf(part, 'DTSTART'));
  if (!has(part, 'RRULE')) return [first];
  const [, month, count, day = ''] =
    /^FREQ=YEARLY;BYMONTH=(\d+);BYDAY=(-?\d)([A-Z]{2})$/.exec(valueOf(part, 'RRULE')) ??
    assert.fail('a rule of another kind');
  const time = first % 86_400_000;
  const [from, to] = [first, local].map((at) => new Date(at).getUTCFullYear());
  return Array.from({ length: (to ?? 0) - (from ?? 0) + 1 }, (_, n) =>
    nthDay((from ?? 0) + n, Number(month) - 1, Number(count), day),
  ).map((date) => date + time);
}

function nthDay(year: number, month: number, count: number, day: string): number {
  const wanted = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'].indexOf(day);
  const days = Array.from({ length: 31 }, (_, n) => new Date(Date.UTC(year, month, n + 1))).filter(
    (date) => date.getUTCMonth() === month && date.getUTCDay() === wanted,
  );
  return Number(days.at(count > 0 ? count - 1 : count));
}

function millisecondsOf(offset: string): number {
  const [, sign, hours, minutes] =
    /^([+-])(\d\d)(\d\d)$/.exec(offset) ?? assert.fail(`not an offset: ${offset}`);
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
