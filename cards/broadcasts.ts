import type { BroadcastsView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { button, entry, line, note } from './kit.ts';
import type { Element } from './kit.ts';
import { audienceText } from './parts/audience.ts';
import { whatText } from './parts/what.ts';
import type { Voice } from './voice.ts';

/** Every broadcast that was ever written; what can still be done with one stands on its own card. */
export function broadcastsCard({ rows, next, frame }: BroadcastsView, voice: Voice): Draft {
  const { academy } = frame;
  return {
    title: voice.say('broadcasts.title'),
    summary: voice.say('broadcasts.title'),
    body: [
      line(voice.say(rows.length === 0 ? 'broadcasts.none' : 'broadcasts.lead')),
      ...rows.map((row) => rowEntry(row, frame, voice)),
    ],
    actions: [
      ...(next === undefined
        ? []
        : [button(voice.say('received.older'), { verb: 'broadcast.list', academy, from: next })]),
      button(voice.say('received.newest'), { verb: 'broadcast.list', academy }),
      button(voice.say('go.desk'), { verb: 'desk.show', academy }),
    ],
  };
}

function rowEntry(
  { broadcast, title, audience, organisation, phase, at, by, corrected }: BroadcastsView['rows'][number],
  { academy }: BroadcastsView['frame'],
  voice: Voice,
): Element {
  const what = whatText({ kind: 'broadcast', title }, voice);
  const said = [
    voice.say(`broadcasts.${phase}`, { when: voice.moment(at), name: by }),
    ...(corrected ? [voice.say('outcome.corrected', { when: voice.moment(corrected) })] : []),
    audienceText(audience, organisation, voice),
  ].join(' · ');
  return entry(
    [line([{ text: what, bold: true }], { spacing: 'Small' }), note(said, 'None')],
    button(
      voice.say('go.open'),
      { verb: 'broadcast.show', academy, broadcast },
      { about: voice.say('go.openItem', { title: what }) },
    ),
  );
}
