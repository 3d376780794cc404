/** A broadcast in every state of its life. */
import { broadcastId, organisationId } from '../../services/domain/ids.ts';
import type { ToldDeed } from '../../services/domain/view.ts';
import { moment } from './programme.ts';
import type { ViewCase } from './view-cases-work.ts';
import { aNoticeView } from './views-ledger.ts';
import * as a from './views.ts';

const robert = { by: 'Robert Demo', at: moment('2023-05-30T08:10+03:00') };
const deeds = [
  ...(['scheduled', 'changed', 'cancelled', 'sent', 'started', 'corrected', 'withdrawn'] as const),
] satisfies readonly ToldDeed['what'][];
const due = moment('2023-06-12T09:00+03:00');
const night = moment('2023-06-11T23:30+03:00');
const { now } = a.aFrame();

export const broadcastCases: readonly ViewCase[] = [
  { name: 'broadcast, compose', view: a.aComposeView() },
  {
    name: 'broadcast, text missing',
    view: a.aComposeView({
      typed: { audience: 'noRsvp', meeting: 's3-m', texts: { en: 'Bring your levels!' } },
      problem: { code: 'textMissing', languages: ['fi', 'sv'] },
    }),
  },
  { name: 'broadcast, no meetings', view: a.aComposeView({ meetings: [] }) },
  { name: 'broadcast, preview', view: a.aPreviewView() },
  {
    name: 'broadcast, preview for one organisation',
    view: a.aPreviewView({
      audience: { to: 'organisation', organisation: organisationId('kymenlaakso') },
      organisation: a.kymenlaakso,
      recipients: [{ language: 'sv', count: 1 }],
      cards: a.aPreviewView().cards.slice(1, 2),
    }),
  },
  { name: 'broadcast, being sent', view: a.aStatusView() },
  {
    name: 'broadcast, stopped',
    view: a.aStatusView({ done: true, stopped: robert, tally: a.aTally({ sent: 30, cancelled: 26 }) }),
  },
  {
    name: 'broadcast, counting',
    view: a.aStatusView({ counting: true, tally: a.aTally(), notReached: [] }),
  },
  {
    name: 'broadcast, sent',
    view: a.aStatusView({ done: true, tally: a.aTally({ sent: 57 }), notReached: [] }),
  },
  {
    name: 'broadcast, not everybody',
    view: a.aStatusView({
      done: true,
      tally: a.aTally({ sent: 52, unreachable: 3, dead: 1, held: 1, skipped: 2 }),
      notReached: [
        { name: 'Grace Demo', reason: 'notMet' },
        { name: 'Sami Demo', reason: 'held' },
        { name: 'Satu Demo', reason: 'dead' },
      ],
      others: 2,
    }),
  },
  ...(
    [
      { code: 'timeIncomplete' },
      { code: 'notATime' },
      { code: 'timePast', now },
      { code: 'timeTooLate', until: due },
    ] as const
  ).map((problem) => ({
    name: `broadcast, ${problem.code}`,
    view: a.aComposeView({
      typed: {
        ...{ audience: 'everybody', meeting: 's3-m', texts: {} },
        ...{ day: '2023-05-30', time: '08:00', doubt: 'hold' },
      },
      problem,
    }),
  })),
  {
    name: 'broadcast, change of what is scheduled',
    view: a.aComposeView({
      of: 'scheduled',
      broadcast: broadcastId('b-1'),
      typed: { audience: 'noRsvp', meeting: 's3-m', texts: {}, day: '2023-06-12', time: '09:00' },
    }),
  },
  {
    name: 'broadcast, correction',
    view: a.aComposeView({
      ...{ of: 'correction', broadcast: broadcastId('b-1'), meetings: [] },
      typed: { audience: 'everybody', meeting: 's3-m', texts: { fi: 'Hei', sv: 'Hej', en: 'Hi' } },
    }),
  },
  {
    name: 'broadcast, preview of one to be scheduled at night, held when in doubt',
    view: a.aPreviewView({ dueAt: night, outside: true, hold: true }),
  },
  { name: 'broadcast, preview at night', view: a.aPreviewView({ outside: true }) },
  {
    name: 'broadcast, preview of a change that another coordinator wrote',
    view: a.aPreviewView({ of: 'scheduled', dueAt: due, told: { what: 'written', ...robert } }),
  },
  { name: 'broadcast, preview of one to be sent sooner', view: a.aPreviewView({ of: 'scheduled' }) },
  {
    name: 'broadcast, preview of a correction',
    view: a.aPreviewView({
      of: 'correction',
      cards: a.aPreviewView().cards.map(({ language, meeting }) => ({
        language,
        meeting: { ...meeting, corrected: now },
      })),
    }),
  },
  { name: 'broadcast, scheduled', view: a.aScheduledView() },
  { name: 'broadcast, scheduled at night', view: a.aScheduledView({ due: { at: night, outside: true } }) },
  { name: 'broadcast, cancelled', view: a.aScheduledView({ phase: 'draft', cancelled: robert }) },
  { name: 'broadcast, draft', view: a.aScheduledView({ phase: 'draft' }) },
  ...deeds.map((what) => ({
    name: `broadcast, somebody else was quicker: ${what}`,
    view: a.aScheduledView({ told: { what, ...robert } }),
  })),
  { name: 'broadcast, withdraw?', view: a.aStatusView({ done: true, asking: 'withdraw' }) },
  { name: 'broadcast, being corrected', view: a.aStatusView({ corrected: robert }) },
  {
    name: 'broadcast, corrected',
    view: a.aStatusView({ done: true, corrected: robert, tally: a.aTally({ sent: 57 }), notReached: [] }),
  },
  {
    name: 'broadcast, being withdrawn',
    view: a.aStatusView({
      ...{ phase: 'withdrawn', withdrawn: robert },
      tally: a.aTally({ pending: 20, withdrawn: 37 }),
      notReached: [],
    }),
  },
  {
    name: 'broadcast, withdrawn',
    view: a.aStatusView({
      ...{ phase: 'withdrawn', withdrawn: robert, done: true, notReached: [] },
      tally: a.aTally({ withdrawn: 57 }),
    }),
  },
  {
    name: 'broadcast, withdrawn in part',
    view: a.aStatusView({
      ...{ phase: 'withdrawn', withdrawn: robert, done: true },
      tally: a.aTally({ withdrawn: 52, unreachable: 4, stays: 1 }),
      notReached: [{ name: 'Grace Demo', reason: 'stays' }],
    }),
  },
  {
    name: 'broadcast, withdrawn where it cannot be deleted',
    view: { kind: 'broadcastWithdrawn', frame: a.aFrame(), title: a.aMeetingLine().title },
  },
  {
    name: 'broadcast, withdrawn where it cannot be deleted, its meeting being no more',
    view: { kind: 'broadcastWithdrawn', frame: a.aFrame() },
  },
  {
    name: 'desk, a broadcast stopped',
    view: a.aDeskView({
      sends: a.aDeskView().sends.map((send) => ({ ...send, done: true, stopped: true as const })),
    }),
  },
  {
    name: 'broadcasts, in every state',
    view: {
      kind: 'broadcasts',
      frame: a.aFrame(),
      rows: (['scheduled', 'draft', 'sent', 'withdrawn'] as const).map((phase) => ({
        broadcast: broadcastId(`b-${phase}`),
        title: a.aMeetingLine().title,
        audience: { to: phase === 'draft' ? 'noRsvp' : 'everybody' },
        phase,
        ...robert,
        ...(phase === 'sent' ? { corrected: now } : {}),
      })),
    },
  },
  { name: 'broadcasts, none', view: { kind: 'broadcasts', frame: a.aFrame(), rows: [] } },
  { name: 'notice, stopped', view: aNoticeView({ stopped: true, rows: aNoticeView().rows.slice(0, 2) }) },
  {
    name: 'desk, broadcasts scheduled',
    view: a.aDeskView({
      scheduled: {
        broadcasts: [
          { broadcast: broadcastId('b-1'), title: a.aMeetingLine().title, at: due, by: 'Katri Demo' },
        ],
        others: 2,
      },
      next: a.aNextLine({ what: 'broadcast' }),
    }),
  },
];
