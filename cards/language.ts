import type { LanguageView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { actions, button, line, note } from './kit.ts';
import { everyLanguage, languageButtons } from './parts/languages.ts';
import type { Voice } from './voice.ts';

export function languageCard({ language, changed }: LanguageView, voice: Voice): Draft {
  return {
    title: voice.say('language.title'),
    summary: voice.say(changed ? 'language.now' : 'language.summary'),
    body: [
      line(voice.say(changed ? 'language.changed' : 'language.now')),
      actions(languageButtons(everyLanguage, language)),
      note(voice.say('language.choose')),
    ],
    actions: [button(voice.say('go.home'), { verb: 'home' }), button(voice.say('go.help'), { verb: 'help' })],
  };
}
