/** Views of deliveries as coordinators see them; every builder takes overrides. */
import { heldCauses, skipReasons } from '../../services/domain/delivery.ts';
import type { StuckReason } from '../../services/domain/delivery.ts';
import { noticeId, personId } from '../../services/domain/ids.ts';
import { unreachableReasons } from '../../services/domain/people.ts';
import type * as v from '../../services/domain/view.ts';
import { moment } from './programme.ts';
import { aFrame, aTally, kymenlaakso, strategy, taskTitle } from './views.ts';

export function aHeldView(overrides: Partial<v.HeldView> = {}): v.HeldView {
  const since = moment('2023-05-30T10:12+03:00');
  return {
    kind: 'held',
    frame: aFrame(),
    deliveries: heldCauses.map((cause, index) => ({
      name: `Grace Demo ${index}`,
      what: { kind: 'reminder', title: taskTitle },
      at: since,
      cause,
      delivery: { notice: noticeId('reminder:s1-t1'), person: personId(`p-${index}`), part: 0, since },
    })),
    others: 4,
    until: moment('2023-05-31T09:00+03:00'),
    ...overrides,
  };
}

const outcomes: readonly v.OutcomeLine['outcome'][] = [
  'sent',
  'sent',
  'waiting',
  'held',
  'gaveUp',
  'notMade',
  'dead',
  ...unreachableReasons,
  ...skipReasons,
  'superseded',
  'cancelled',
];

/** A row for each outcome there is: more than one page ever holds. */
export function aNoticeView(overrides: Partial<v.NoticeView> = {}): v.NoticeView {
  const at = moment('2023-05-30T10:12+03:00');
  return {
    kind: 'notice',
    frame: aFrame(),
    notice: noticeId('reminder:s1-t1'),
    what: { kind: 'reminder', title: taskTitle },
    at,
    tally: aTally({ sent: 50, pending: 1, held: 1, dead: 3, unreachable: 7, skipped: 4, cancelled: 1 }),
    done: true,
    show: 'missed',
    rows: outcomes.map((outcome, index) => ({
      person: personId(`p-${index}`),
      name: `Grace Demo ${index}`,
      outcome: {
        outcome,
        at,
        ...(outcome === 'sent' ? { language: 'sv' as const } : {}),
        ...(index === 1 ? { twice: true as const, by: 'Katri Demo' } : {}),
        ...(outcome === 'held' || outcome === 'gaveUp' ? { maybe: true as const } : {}),
        ...(outcome === 'cancelled' ? { by: 'Robert Demo' } : {}),
      },
    })),
    next: { state: 'unreachable', lane: 'tenant/0', person: personId('p-9'), part: 0 },
    ...overrides,
  };
}

export function aReceivedView(overrides: Partial<v.ReceivedView> = {}): v.ReceivedView {
  const { rows } = aNoticeView();
  const whats: readonly v.WhatLine[] = [
    { kind: 'sprint', title: strategy },
    { kind: 'message', title: kymenlaakso },
    { kind: 'welcome', title: {} },
    { kind: 'pairing', title: kymenlaakso },
  ];
  return {
    kind: 'received',
    frame: aFrame(),
    person: personId('p-1'),
    name: 'Ebba Demo',
    rows: rows.slice(0, 6).map(({ outcome }, index) => ({
      notice: noticeId('n-1'),
      what: whats[index % whats.length]!,
      at: outcome.at,
      outcome,
    })),
    older: moment('2023-05-10T08:30+03:00'),
    ...overrides,
  };
}

export function aStuckLine(why: StuckReason): v.DeskView['stuck'][number] {
  return {
    what: { kind: 'reminder', title: taskTitle },
    notice: noticeId('reminder:s1-t1'),
    why,
    since: moment('2023-05-30T08:12+03:00'),
    ...(why === 'store' || why === 'failed' ? {} : { waiting: 12 }),
  };
}
