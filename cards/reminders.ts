import type { RemindersView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { actions, button, line } from './kit.ts';
import type { Element } from './kit.ts';
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
    actions: [button(voice.say('go.home'), { verb: 'home' }), button(voice.say('go.help'), { verb: 'help' })],
  };
}

/** Each academy's dates stand in its own zone. */
function academyPart(
  { frame, lines, maySilence }: RemindersView['academies'][number],
  of: number,
  language: Voice['language'],
): readonly Element[] {
  const voice = voiceFor(language, frame);
  const title = of > 1 ? [line([{ text: voice.local(frame.title), bold: true }], { spacing: 'Medium' })] : [];
  const { academy } = frame;
  const settings = maySilence
    ? [actions([button(voice.say('settings.open'), { verb: 'reminders.show', academy })])]
    : [];
  const entries = some(lines, Math.max(1, Math.floor(LINES / of)), voice, (item) => [
    itemEntry(item, academy, voice),
  ]);
  return [...title, ...entries, ...settings];
}
