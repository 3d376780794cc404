import type { BroadcastStatusView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { actions, button, facts, line, note, section } from './kit.ts';
import type { Element } from './kit.ts';
import { audienceText } from './parts/audience.ts';
import { countNames, countsOf } from './parts/tally.ts';
import type { Voice } from './voice.ts';

/** How a broadcast is getting on; the same card is drawn anew until it is done. */
export function broadcastStatusCard(view: BroadcastStatusView, voice: Voice): Draft {
  const { frame, broadcast, notice, tally, done } = view;
  const { academy } = frame;
  const title = voice.local(view.title);
  const counts = countsOf(tally);
  // What never happens need not be read every time.
  const shown = countNames.filter(
    (name) => counts[name] > 0 || ['sent', 'notReached', 'failed'].includes(name),
  );
  return {
    title: voice.say('status.title'),
    summary: voice.say(done ? 'status.summaryDone' : 'status.summary', { title }),
    body: [
      line([{ text: title, bold: true }]),
      ...facts([
        [voice.say('preview.to'), audienceText(view.audience, view.organisation, voice)],
        [voice.say('status.sentBy'), voice.say('status.by', { name: view.by, when: voice.moment(view.at) })],
      ]),
      line([{ text: voice.say(progressKey(view)), bold: true }], { spacing: 'Medium' }),
      ...facts(shown.map((name) => [voice.say(`status.${name}`), voice.number(counts[name])] as const)),
      ...stoppedPart(view, voice),
      ...(done || view.stopped ? [] : [note(voice.say('status.follows')), stopPart(view, voice)]),
      ...notReachedPart(view, voice),
    ],
    actions: [
      button(voice.say('go.refresh'), { verb: 'broadcast.show', academy, broadcast }),
      ...(notice
        ? [button(voice.say('notice.who'), { verb: 'notice.show', academy, notice, show: 'missed' })]
        : []),
      button(voice.say('desk.notReached'), { verb: 'desk.reach', academy }),
      button(voice.say('go.desk'), { verb: 'desk.show', academy }),
    ],
  };
}

function stoppedPart({ stopped }: BroadcastStatusView, voice: Voice): readonly Element[] {
  if (!stopped) return [];
  return [line(voice.say('status.stopped', { name: stopped.by, when: voice.moment(stopped.at) }))];
}

function stopPart({ frame, broadcast }: BroadcastStatusView, voice: Voice): Element {
  const data = { verb: 'broadcast.stop', academy: frame.academy, broadcast } as const;
  return actions([button(voice.say('status.stop'), data)]);
}

function progressKey({ counting, done, tally }: BroadcastStatusView) {
  if (counting) return 'status.counting';
  if (!done) return 'status.going';
  return tally.unreachable + tally.dead + tally.held > 0 ? 'status.doneProblem' : 'status.done';
}

function notReachedPart({ notReached, others }: BroadcastStatusView, voice: Voice): readonly Element[] {
  if (notReached.length === 0) return [];
  const lines = notReached.map(({ name, reason }) =>
    line(voice.say('status.person', { name, reason: voice.say(`reason.${reason}`) }), { spacing: 'Small' }),
  );
  return [
    section(voice.say('status.who'), [
      ...lines,
      ...(others > 0 ? [note(voice.say('list.more', { count: others }))] : []),
    ]),
  ];
}
