import type { RemindersView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { button, line } from './kit.ts';
import type { Action, Element } from './kit.ts';
import { itemEntry } from './parts/items.ts';
import { some } from './parts/some.ts';
import { voiceFor } from './voice.ts';
import type { Voice } from './voice.ts';

/** As many as a card has room for, over all academies. */
const LINES = 12;

/** Everything that waits for a person, on one card a day. */
export function remindersCard({ academies }: RemindersView, voice: Voice): Draft {
  const count = academies.reduce((sum, { lines }) => sum + lines.length, 0);
  return {
    title: voice.say('reminders.title'),
    summary: voice.say('reminders.summary', { count }),
    body: [
      line([{ text: `! ${voice.say('reminders.lead', { count })}`, bold: true }]),
      ...academies.flatMap((one) => academyPart(one, academies.length, voice.language)),
    ],
    actions: [
      ...academies.flatMap((one) => settings(one, academies.length > 1, voice)),
      button(voice.say('go.home'), { verb: 'home' }),
      button(voice.say('go.help'), { verb: 'help' }),
    ],
  };
}

function settings(
  { frame, maySilence }: RemindersView['academies'][number],
  named: boolean,
  voice: Voice,
): readonly Action[] {
  if (!maySilence) return [];
  const about = named ? { about: voice.local(frame.title) } : {};
  return [button(voice.say('settings.open'), { verb: 'reminders.show', academy: frame.academy }, about)];
}

/** Each academy's dates stand in its own zone. */
function academyPart(
  { frame, lines }: RemindersView['academies'][number],
  of: number,
  language: Voice['language'],
): readonly Element[] {
  const voice = voiceFor(language, frame);
  const title = of > 1 ? [line([{ text: voice.local(frame.title), bold: true }], { spacing: 'Medium' })] : [];
  return [
    ...title,
    ...some(lines, Math.max(1, Math.floor(LINES / of)), voice, (item) => [
      itemEntry(item, frame.academy, voice),
    ]),
  ];
}
