/** Sending to many, as lines of text and as verdicts on its aims. */
import type { DeliveryMeasured, Idle } from './delivery-results.ts';
import type { Verdict } from './verdicts.ts';

const LABEL = 56;

export function deliveryTable({ atTheLimits, peaks, perRecipient, idle }: DeliveryMeasured): string {
  const { recipients, tenants, limitMs, sendingMs, toFirstMs, fromClickMs, refused, p99 } = atTheLimits;
  const { reads, queries, writes } = perRecipient;
  return [
    `a card to ${whole(recipients)} people in ${whole(tenants)} tenants at Teams' limits`,
    row('  the limits allow it in, s', seconds(limitMs)),
    row('  from the first message to the last, s (ratio)', ratioText(sendingMs, limitMs)),
    row('  from the click to the first, s', seconds(toFirstMs)),
    row('  from the click to the last, s (ratio)', ratioText(fromClickMs, limitMs)),
    row('  refused as too many', whole(refused)),
    row(
      '  p99 of saving an answer before it / during it, ms',
      `${p99.before.toFixed(1)} / ${p99.during.toFixed(1)}`,
    ),
    'highest memory while sending, MB (messages a second)',
    ...peaks.map(({ recipients: to, peakMb, perSecond }) =>
      row(`  to ${whole(to)}`, `${peakMb === undefined ? '-' : whole(peakMb)} (${whole(perSecond)})`),
    ),
    'store calls for one recipient',
    row('  reads, queries, writes', [reads, queries, writes].map((count) => count.toFixed(2)).join(', ')),
    row('  request units for one recipient', perRecipient.units.toFixed(1)),
    'store calls in an idle minute (request units)',
    ...idle.map((one) =>
      row(
        `  with ${whole(one.academies)} academies that are over`,
        `${callsOf(one)} (${one.units.toFixed(1)} RU)`,
      ),
    ),
  ].join('\n');
}

const row = (label: string, cell: string): string => label.padEnd(LABEL) + cell.padStart(20);
const whole = (value: number): string => value.toFixed(0);
const seconds = (ms: number): string => (ms / 1000).toFixed(1);
const ratioText = (ms: number, limitMs: number): string => `${seconds(ms)} (${(ms / limitMs).toFixed(2)})`;

/** `60 query agenda` */
function callsOf({ calls }: Pick<Idle, 'calls'>): string {
  const kinds = [...new Set(calls)].toSorted();
  const counts = kinds.map((kind) => `${whole(calls.filter((call) => call === kind).length)} ${kind}`);
  return counts.join(', ') || 'none';
}

/** Of the time that the limits allow. */
const MOST_TIME = 1.05;
/** What lies within this is the garbage collector's mood. */
const NOISE = 0.25;

export function deliveryVerdicts({ atTheLimits, peaks, idle }: DeliveryMeasured): readonly Verdict[] {
  const { limitMs, sendingMs, fromClickMs, refused } = atTheLimits;
  const timed = (what: string, ms: number): Verdict => ({
    aim: `${what}: at most ${MOST_TIME.toFixed(2)} of the time that the limits allow`,
    measured: (ms / limitMs).toFixed(2),
    met: ms / limitMs <= MOST_TIME,
    exact: false,
  });
  return [
    timed('sending to many', sendingMs),
    timed('sending to many, from the click', fromClickMs),
    { aim: 'requests refused as too many: none', measured: whole(refused), met: refused === 0, exact: false },
    ...flatMemory(peaks),
    ...sameIdle(idle),
  ];
}

function flatMemory(peaks: DeliveryMeasured['peaks']): readonly Verdict[] {
  const [few, many] = [peaks[0], peaks.at(-1)];
  if (few?.peakMb === undefined || many?.peakMb === undefined) return [];
  const change = many.peakMb / few.peakMb - 1;
  return [
    {
      aim: `memory from ${whole(few.recipients)} to ${whole(many.recipients)} recipients: grows by no more than ${percent(NOISE)}`,
      measured: percent(change),
      met: change <= NOISE,
      exact: false,
    },
  ];
}

function sameIdle(idle: readonly Idle[]): readonly Verdict[] {
  const costs = idle.map(callsOf);
  const met = new Set(costs).size <= 1;
  const academies = idle.map((one) => whole(one.academies)).join(' and ');
  const aim = `store calls in an idle minute with ${academies} academies that are over: the same`;
  return [{ aim, measured: met ? 'the same' : costs.join(' : '), met, exact: true }];
}

const percent = (share: number): string => `${share > 0 ? '+' : ''}${(share * 100).toFixed(0)} %`;
