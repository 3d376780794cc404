import type { WelcomeView } from '../services/domain/view.ts';
import type { ButtonData } from './data.ts';
import type { Draft } from './draft.ts';
import { actions, button, facts, line, note, section } from './kit.ts';
import { languageButtons } from './parts/languages.ts';
import { nameList } from './parts/people.ts';
import type { Voice } from './voice.ts';
import type { WordKey } from './words/words.ts';

/** First contact: what this is, who reads what, the language, and what to do first. */
export function welcomeCard(view: WelcomeView, voice: Voice): Draft {
  const { role, organisation, coordinators } = view;
  const first = firstStep(view);
  const place = organisation ? facts([[voice.say('fact.organisation'), voice.local(organisation)]]) : [];
  return {
    title: voice.say('welcome.title', { name: view.name }),
    summary: voice.say('welcome.summary'),
    body: [
      line(voice.say('welcome.lead')),
      note(voice.local(view.summary)),
      ...place,
      line(voice.say(`welcome.${role}.what`)),
      line(voice.say(`welcome.${role}.how`)),
      section(voice.say('welcome.notice'), [line(voice.local(view.dataNotice))]),
      section(voice.say('go.language'), [
        line(voice.say('welcome.language')),
        actions(languageButtons(view.languages, view.language, view.frame.academy)),
      ]),
      section(voice.say('welcome.start'), [
        line(voice.say(`welcome.${role}.first`)),
        ...(coordinators.length > 0
          ? [note(voice.say('welcome.helpers', { names: nameList(coordinators, voice) }))]
          : []),
      ]),
    ],
    actions: [
      button(voice.say(first.title), first.data, { main: true }),
      button(voice.say('go.help'), { verb: 'help' }),
    ],
  };
}

function firstStep({ role, frame }: WelcomeView): { title: WordKey; data: ButtonData } {
  const { academy } = frame;
  switch (role) {
    case 'participant':
      return { title: 'go.tasks', data: { verb: 'tasks.show', academy } };
    case 'mentor':
      return { title: 'go.overview', data: { verb: 'overview.show', academy } };
    case 'coordinator':
      return { title: 'go.desk', data: { verb: 'desk.show', academy } };
  }
}
