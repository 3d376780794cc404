import assert from 'node:assert/strict';
import type { DeliveryMeasured } from './delivery-results.ts';
import { deliveryTable, deliveryVerdicts } from './delivery-table.ts';

const measured: DeliveryMeasured = {
  atTheLimits: {
    ...{
      recipients: 10_000,
      tenants: 4,
      toFirstMs: 500,
      fromClickMs: 52_000,
      sendingMs: 51_500,
      limitMs: 50_000,
    },
    ...{ refused: 0, p99: { before: 10, during: 20.25 } },
  },
  peaks: [
    { recipients: 1000, peakMb: 200, perSecond: 400 },
    { recipients: 100_000, peakMb: 240, perSecond: 390 },
  ],
  perRecipient: { reads: 4, queries: 0.03, writes: 1.25, units: 29.5 },
  idle: [
    { academies: 0, calls: ['query agenda', 'query agenda'], units: 5.6 },
    { academies: 100, calls: ['query agenda', 'query agenda'], units: 5.6 },
  ],
};

const missed = (changed: Partial<DeliveryMeasured>) =>
  deliveryVerdicts({ ...measured, ...changed }).filter(({ met }) => !met);

describe('what is said of sending to many', () => {
  it('shows times beside what the limits allow', () => {
    const table = deliveryTable(measured);
    assert.match(table, /^a card to 10000 people in 4 tenants/);
    assert.match(table, /first message to the last, s \(ratio\) +51\.5 \(1\.03\)/);
    assert.match(table, /with 100 academies that are over +2 query agenda \(5\.6 RU\)/);
    assert.match(table, /request units for one recipient +29\.5/);
  });

  it('has nothing to say against what meets the aims', () => {
    assert.deepEqual(missed({}), []);
  });

  it('says so when time, refusals or memory miss them', () => {
    const { atTheLimits } = measured;
    const slow = missed({ atTheLimits: { ...atTheLimits, fromClickMs: 53_000, refused: 1 } });
    assert.deepEqual(
      slow.map((verdict) => verdict.measured),
      ['1.06', '1'],
    );
    const [few] = measured.peaks;
    const large = missed({ peaks: [...(few ? [few] : []), { recipients: 9, peakMb: 260, perSecond: 1 }] });
    assert.deepEqual(
      large.map((verdict) => verdict.measured),
      ['+30 %'],
    );
  });

  it('fails the run when an idle minute costs more with more academies', () => {
    const [none] = measured.idle;
    const dear = missed({
      idle: [...(none ? [none] : []), { academies: 100, calls: ['query agenda'], units: 2.8 }],
    });
    assert.deepEqual(
      dear.map(({ exact, measured: said }) => [exact, said]),
      [[true, '2 query agenda : 1 query agenda']],
    );
  });
});
