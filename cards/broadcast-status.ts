import type { BroadcastStatusView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { actions, button, facts, line, note, section } from './kit.ts';
import type { Action, Element } from './kit.ts';
import { audienceText } from './parts/audience.ts';
import { warning } from './parts/problem.ts';
import { countNames, countsOf } from './parts/tally.ts';
import { toldPart } from './parts/told.ts';
import type { Voice } from './voice.ts';

/** A broadcast from its draft to what has become of it; the same card is drawn anew until it is done. */
export function broadcastStatusCard(view: BroadcastStatusView, voice: Voice): Draft {
  const { frame, broadcast, notice, phase, done, stopped } = view;
  const { academy } = frame;
  const title = voice.local(view.title);
  const isSent = phase === 'sent' || phase === 'withdrawn';
  const isSentWhole = phase === 'sent' && done && !stopped;
  return {
    title: voice.say('status.title'),
    summary: voice.say(isSentWhole ? 'status.summaryDone' : 'status.summary', { title }),
    body: [
      ...toldPart(view, voice),
      line([{ text: title, bold: true }]),
      ...facts(aboutIt(view, voice)),
      line([{ text: voice.say(progressKey(view)), bold: true }], { spacing: 'Medium' }),
      ...(isSent ? sentPart(view, voice) : waitingPart(view, voice)),
      ...askPart(view, voice),
      ...notReachedPart(view, voice),
    ],
    actions: [
      button(voice.say('go.refresh'), { verb: 'broadcast.show', academy, broadcast }),
      ...(notice
        ? [
            button(voice.say('notice.who'), { verb: 'notice.show', academy, notice, show: 'missed' }),
            button(voice.say('desk.notReached'), { verb: 'desk.reach', academy }),
          ]
        : []),
      button(voice.say('go.desk'), { verb: 'desk.show', academy }),
    ],
  };
}

const byKeys = {
  draft: 'status.writtenBy',
  scheduled: 'status.scheduledBy',
  sent: 'status.sentBy',
  withdrawn: 'status.sentBy',
} as const;

function aboutIt(view: BroadcastStatusView, voice: Voice): readonly (readonly [string, string])[] {
  const { phase, due, corrected, withdrawn, frame } = view;
  const whom = (key: Parameters<Voice['say']>[0], one: { by: string; at: typeof view.at } | undefined) =>
    one
      ? [[voice.say(key), voice.say('status.by', { name: one.by, when: voice.moment(one.at) })] as const]
      : [];
  return [
    [voice.say('preview.to'), audienceText(view.audience, view.organisation, voice)],
    ...(due
      ? [
          [
            voice.say('status.due'),
            voice.say('time.zone', { when: voice.moment(due.at), zone: frame.zone }),
          ] as const,
        ]
      : []),
    ...whom(byKeys[phase], view),
    ...whom('status.corrected', corrected),
    ...whom('status.withdrawnBy', withdrawn),
  ];
}

/** Before it is sent: what can be done with it until then. */
function waitingPart(view: BroadcastStatusView, voice: Voice): readonly Element[] {
  const { frame, broadcast, rev, phase, cancelled, due } = view;
  const { academy } = frame;
  const edit = button(voice.say('status.edit'), { verb: 'broadcast.compose', academy, broadcast });
  if (phase !== 'scheduled') {
    const said =
      cancelled && voice.say('status.cancelled', { name: cancelled.by, when: voice.moment(cancelled.at) });
    return [...(said ? [line(said)] : []), actions([edit])];
  }
  return [
    ...(due?.outside ? [note(voice.say('status.dueOutside'))] : []),
    actions([
      edit,
      button(voice.say('status.now'), { verb: 'broadcast.now', academy, broadcast, rev }),
      button(voice.say('status.cancel'), { verb: 'broadcast.cancel', academy, broadcast, rev }),
    ]),
  ];
}

const always: Readonly<Record<BroadcastStatusView['phase'], readonly string[]>> = {
  draft: [],
  scheduled: [],
  sent: ['sent', 'notReached', 'failed'],
  withdrawn: ['withdrawn'],
};

function sentPart(view: BroadcastStatusView, voice: Voice): readonly Element[] {
  const { tally, done, stopped, phase } = view;
  const counts = countsOf(tally);
  // What never happens need not be read every time.
  const shown = countNames.filter((name) => counts[name] > 0 || always[phase].includes(name));
  return [
    ...facts(shown.map((name) => [voice.say(`status.${name}`), voice.number(counts[name])] as const)),
    ...(stopped
      ? [line(voice.say('status.stopped', { name: stopped.by, when: voice.moment(stopped.at) }))]
      : []),
    ...(done ? [] : [note(voice.say('status.follows'))]),
  ];
}

/** What can be done with what was sent. Who withdraws it is asked once more. */
function askPart(view: BroadcastStatusView, voice: Voice): readonly Element[] {
  const { frame, broadcast, rev, phase, done, stopped, asking } = view;
  if (phase !== 'sent') return [];
  const named = { academy: frame.academy, broadcast } as const;
  if (asking) {
    const sure = { verb: 'broadcast.withdraw', ...named, rev, sure: true } as const;
    return [
      warning(voice.say('status.sure')),
      actions([
        button(voice.say('status.withdrawSure'), sure),
        button(voice.say('status.keep'), { verb: 'broadcast.show', ...named }),
      ]),
    ];
  }
  const stop: readonly Action[] =
    done || stopped ? [] : [button(voice.say('status.stop'), { verb: 'broadcast.stop', ...named })];
  // While it runs the card is drawn anew now and then, and would take a form that is open there with it.
  const correct = done
    ? [button(voice.say('status.correct'), { verb: 'broadcast.correct', ...named, rev })]
    : [];
  const withdraw = button(voice.say('status.withdraw'), { verb: 'broadcast.withdraw', ...named, rev });
  return [actions([...stop, ...correct, withdraw])];
}

function progressKey({ phase, counting, done, stopped, tally, corrected }: BroadcastStatusView) {
  const left = tally.held + tally.stays > 0;
  const missed = left || tally.unreachable + tally.dead > 0;
  switch (phase) {
    case 'draft':
      return 'status.draft';
    case 'scheduled':
      return 'status.scheduled';
    case 'withdrawn':
      if (!done) return 'status.withdrawing';
      return left ? 'status.goneProblem' : 'status.gone';
    case 'sent':
      if (counting) return 'status.counting';
      if (!done) return corrected ? 'status.correcting' : 'status.going';
      // Whom it did not reach is said below.
      if (stopped) return 'status.stoppedDone';
      return missed ? 'status.doneProblem' : 'status.done';
  }
}

function notReachedPart(
  { notReached, others, phase }: BroadcastStatusView,
  voice: Voice,
): readonly Element[] {
  if (notReached.length === 0) return [];
  const lines = notReached.map(({ name, reason }) =>
    line(voice.say('status.person', { name, reason: voice.say(`reason.${reason}`) }), { spacing: 'Small' }),
  );
  return [
    section(voice.say(phase === 'withdrawn' ? 'status.whoKeeps' : 'status.who'), [
      ...lines,
      ...(others > 0 ? [note(voice.say('list.more', { count: others }))] : []),
    ]),
  ];
}
