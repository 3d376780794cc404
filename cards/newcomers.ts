import type { NewcomersView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { button, entry, line, note } from './kit.ts';
import type { Element } from './kit.ts';
import { said } from './parts/newcomer.ts';
import type { Voice } from './voice.ts';

/** The accounts that wait for a coordinator to say whose they are; each leads to its question. */
export function newcomersCard({ waiting, others, frame }: NewcomersView, voice: Voice): Draft {
  const { academy } = frame;
  const count = waiting.length + others;
  return {
    title: voice.say('newcomers.title'),
    summary: voice.say('newcomers.count', { count }),
    body: [
      line(voice.say('newcomers.count', { count })),
      ...waiting.map((one) => waitingEntry(one, academy, voice)),
      ...(others > 0 ? [note(voice.say('newcomers.more', { count: others }))] : []),
    ],
    actions: [
      button(voice.say('go.refresh'), { verb: 'newcomer.list', academy }),
      button(voice.say('go.desk'), { verb: 'desk.show', academy }),
    ],
  };
}

function waitingEntry(
  { newcomer, name, addresses, askedAt }: NewcomersView['waiting'][number],
  academy: NewcomersView['frame']['academy'],
  voice: Voice,
): Element {
  const title = said(name, voice);
  const from = [said(addresses[0] ?? '', voice), voice.moment(askedAt)].join(' · ');
  const open = button(voice.say('go.open'), { verb: 'newcomer.show', academy, newcomer }, { about: title });
  return entry([line([{ text: title, bold: true }]), note(from, 'None')], open);
}
