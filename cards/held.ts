import type { HeldView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { actions, box, button, line, note, section } from './kit.ts';
import type { Element } from './kit.ts';
import { warning } from './parts/problem.ts';
import { whatText } from './parts/what.ts';
import type { Voice } from './voice.ts';

type Line = HeldView['deliveries'][number];

/** Messages in doubt: each is sent again, or left, with one click. */
export function heldCard(view: HeldView, voice: Voice): Draft {
  const { frame, deliveries, others } = view;
  const count = deliveries.length + others;
  return {
    title: voice.say('held.title'),
    summary: voice.say('held.summary', { count }),
    body: [
      ...toldPart(view, voice),
      line(voice.say(count === 0 ? 'held.none' : 'held.lead')),
      ...allPart(view, count, voice),
      ...deliveries.map((one) => heldEntry(one, view, voice)),
      ...(others > 0 ? [note(voice.say('list.more', { count: others }))] : []),
    ],
    actions: [
      button(voice.say('go.desk'), { verb: 'desk.show', academy: frame.academy }),
      button(voice.say('go.refresh'), { verb: 'desk.held', academy: frame.academy }),
    ],
  };
}

/** What the click did, or who was quicker. */
function toldPart({ told }: HeldView, voice: Voice): readonly Element[] {
  if (!told) return [];
  if (told.what === 'settled') return [warning(voice.say('held.settled'))];
  const { what, count, by, at, now } = told;
  if (now) return [box([line(voice.say(`held.${what}.done`, { count }))], 'emphasis')];
  return [warning(voice.say(`held.${what}.before`, { name: by, when: voice.moment(at) }))];
}

function allPart({ frame, deliveries, until }: HeldView, count: number, voice: Voice): readonly Element[] {
  const [first] = deliveries;
  if (!first || count < 2) return [];
  const data = { verb: 'held.all', academy: frame.academy, ...first.delivery, until } as const;
  return [actions([button(voice.say('held.all', { count }), data, { main: true })])];
}

function heldEntry({ name, what, at, cause, delivery }: Line, { frame }: HeldView, voice: Voice): Element {
  const { academy } = frame;
  const about = (verb: string) => ({ about: `${verb}: ${name}` });
  const [again, leave] = [voice.say('held.again'), voice.say('held.leave')];
  return section(name, [
    line(whatText(what, voice), { spacing: 'Small' }),
    note(`? ${voice.moment(at)} · ${voice.say(`held.cause.${cause}`)}`, 'None'),
    actions([
      button(again, { verb: 'held.again', academy, ...delivery }, about(again)),
      button(leave, { verb: 'held.leave', academy, ...delivery }, about(leave)),
    ]),
  ]);
}
