import type { UnreachableReason } from '../services/domain/people.ts';
import type { ReachView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { actions, button, choiceInput, line, note, section, submit } from './kit.ts';
import type { Element } from './kit.ts';
import { personTitle } from './parts/people.ts';
import type { Voice } from './voice.ts';

/** Who could not be reached, by reason, each with what helps. */
export function reachCard(view: ReachView, voice: Voice): Draft {
  const { people, others, frame } = view;
  const reasons = [...new Set(people.map(({ reason }) => reason))];
  return {
    title: voice.say('reach.title'),
    summary: voice.say('reach.summary', { count: people.length + others }),
    body: [
      line(voice.say(people.length === 0 ? 'reach.none' : 'reach.lead')),
      ...reasons.map((reason) => reasonSection(reason, view, voice)),
      ...(others > 0 ? [note(voice.say('list.more', { count: others }))] : []),
      ...findPart(view, voice),
    ],
    actions: [
      button(voice.say('go.desk'), { verb: 'desk.show', academy: frame.academy }),
      button(voice.say('go.refresh'), { verb: 'desk.reach', academy: frame.academy }),
    ],
  };
}

/** A menu rather than a button for each: a card has no room for sixty of those. */
function findPart({ people, frame }: ReachView, voice: Voice): readonly Element[] {
  if (people.length === 0) return [];
  return [
    choiceInput({
      id: 'person',
      label: voice.say('reach.find'),
      required: voice.say('reach.findNeeded'),
      placeholder: voice.say('choose'),
      choices: people.map(({ person, who }) => ({ value: person, title: who.name })),
    }),
    actions([submit(voice.say('reach.findButton'), { verb: 'person.find', academy: frame.academy })]),
  ];
}

function reasonSection(reason: UnreachableReason, { people }: ReachView, voice: Voice): Element {
  const those = people.filter((one) => one.reason === reason);
  const why = voice.say(`reason.${reason}`);
  const capital = why.charAt(0).toLocaleUpperCase(voice.language) + why.slice(1);
  const title = voice.say('reach.group', { reason: capital, count: those.length });
  return section(`! ${title}`, [
    note(voice.say(`remedy.${reason}`)),
    ...those.map(({ who, since }) => {
      const name = personTitle(who, voice);
      const text = since === undefined ? name : voice.say('reach.since', { name, when: voice.day(since) });
      return line(text, { spacing: 'Small' });
    }),
  ]);
}
