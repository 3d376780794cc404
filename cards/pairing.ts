import type { PairingView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { button, facts, line, note, section } from './kit.ts';
import { nextText } from './parts/next.ts';
import { withLanguage } from './parts/people.ts';
import { some } from './parts/some.ts';
import type { Voice } from './voice.ts';

const PEOPLE = 20;

/** To a mentor: who the organisation is, its people and languages, and what comes next. */
export function pairingCard(view: PairingView, voice: Voice): Draft {
  const { organisation, people, thread, next, frame } = view;
  const { academy } = frame;
  const name = voice.local(organisation.name);
  const languages = voice.list(organisation.languages.map((l) => voice.say(`language.name.${l}`)));
  return {
    title: name,
    summary: voice.say('pairing.summary', { organisation: name }),
    body: [
      line(voice.say('pairing.title')),
      ...facts([
        [voice.say('fact.languages'), languages],
        ...(next ? [[voice.say('fact.next'), nextText(next, voice)] as const] : []),
      ]),
      section(voice.say('fact.people'), [
        ...some(people, PEOPLE, voice, (person) => [line(withLanguage(person, voice), { spacing: 'Small' })]),
        note(voice.say('pairing.thread')),
      ]),
    ],
    actions: [
      button(voice.say('go.thread'), { verb: 'thread.show', academy, pairing: thread }, { main: true }),
      button(voice.say('pairing.organisation'), {
        verb: 'organisation.show',
        academy,
        organisation: organisation.organisation,
      }),
      button(voice.say('go.overview'), { verb: 'overview.show', academy }),
    ],
  };
}
