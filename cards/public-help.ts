import type { GroupHelpView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { button, line, note } from './kit.ts';
import { ownChat } from './parts/chat.ts';
import type { Voice } from './voice.ts';
import { helpWords } from './words/group-words.ts';

const ASKED = ['sprint', 'meeting', 'help'] as const satisfies readonly (keyof typeof helpWords)[];

/** What one can ask in a group chat or channel, and what one cannot. */
export function groupHelpCard(view: GroupHelpView, voice: Voice): Draft {
  return {
    title: voice.say('groupHelp.title'),
    summary: voice.say('groupHelp.summary'),
    body: [
      line(voice.say('groupHelp.write')),
      ...ASKED.map((name) =>
        line(
          [
            { text: `@Fadder ${helpWords[name][voice.language]}`, bold: true },
            ` – ${voice.say(`groupHelp.${name}`)}`,
          ],
          { spacing: 'Small' },
        ),
      ),
      line(voice.say('groupHelp.own')),
      note(voice.say('groupHelp.rest')),
    ],
    actions: [button(voice.say('go.public'), { verb: 'public.show' }), ...ownChat(view, voice)],
  };
}
