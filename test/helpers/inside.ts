import assert from 'node:assert/strict';
import type { Programme } from '../../services/domain/programme.ts';
import type { Instant } from '../../services/domain/time.ts';
import { toLocal } from '../../services/rules/time.ts';

/** Fails unless the academy may write to people at that moment: said by the clock on the wall, in another way
 * than the rule says it. */
export function assertInside(at: Instant, { timezone, quiet }: Programme): void {
  const local = toLocal(at, timezone);
  const { days, from, to } = quiet.sendWindow;
  assert.ok(days.includes(local.weekday), `${at} is a ${local.weekday}`);
  assert.ok(from <= local.time && local.time <= to, `${at} is at ${local.time}`);
  for (const period of quiet.periods) assert.ok(local.date < period.from || period.to < local.date, at);
  assert.ok(!quiet.publicHolidays.includes(local.date), `${at} is a holiday`);
}
