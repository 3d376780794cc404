import type { NewcomerView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { actions, box, button, entry, facts, line, note, section } from './kit.ts';
import type { Action, Element } from './kit.ts';
import { said } from './parts/newcomer.ts';
import { personTitle } from './parts/people.ts';
import type { Voice } from './voice.ts';

/** An account has written that nobody vouches for: whose is it? One click decides. */
export function newcomerCard(view: NewcomerView, voice: Voice): Draft {
  const name = said(view.name, voice);
  return {
    title: voice.say(view.decision ? 'newcomer.decidedTitle' : 'newcomer.title'),
    summary: voice.say('newcomer.summary', { name }),
    body: [
      ...(view.decision ? [] : [line(voice.say('newcomer.lead'))]),
      ...facts([
        [voice.say('newcomer.name'), name],
        [voice.say('newcomer.address'), addressesIn(view, voice)],
        [voice.say('newcomer.tenant'), view.tenant],
        [voice.say('newcomer.askedAt'), voice.moment(view.askedAt)],
      ]),
      ...(view.decision ? decided(view, view.decision, voice) : question(view, voice)),
    ],
    actions: leadOn(view, voice),
  };
}

function addressesIn({ addresses }: NewcomerView, voice: Voice): string {
  const [first = '', ...rest] = addresses.slice(0, 2);
  return [first, ...rest].map((address) => said(address, voice)).join(', ');
}

function question(view: NewcomerView, voice: Voice): readonly Element[] {
  return [
    section(voice.say('newcomer.likely'), [
      ...view.candidates.map((candidate) => candidateEntry(view, candidate, voice)),
      actions([button(voice.say('newcomer.nobody'), { verb: 'newcomer.refuse', ...about(view) })]),
    ]),
    box([line(voice.say('newcomer.care'))], 'warning'),
  ];
}

function candidateEntry(
  view: NewcomerView,
  { person, who, by, known }: NewcomerView['candidates'][number],
  voice: Voice,
): Element {
  const title = personTitle(who, voice);
  const items = [
    line([{ text: title, bold: true }]),
    note(voice.say(`newcomer.by.${by}`), 'None'),
    ...(known ? [note(voice.say('newcomer.known'), 'None')] : []),
  ];
  const data = { verb: 'newcomer.link', ...about(view), person } as const;
  return entry(items, button(voice.say('newcomer.yes'), data, { about: title }));
}

function decided(
  { late }: NewcomerView,
  { who, by, at }: NonNullable<NewcomerView['decision']>,
  voice: Voice,
): readonly Element[] {
  const outcome = who ? personTitle(who, voice) : voice.say('newcomer.nobody');
  return [
    section(voice.say('newcomer.decision'), [
      ...(late ? [line(voice.say('newcomer.late'))] : []),
      ...facts([
        [voice.say('newcomer.is'), outcome],
        [voice.say('newcomer.decidedBy'), voice.say('status.by', { name: by, when: voice.moment(at) })],
      ]),
      note(voice.say(who ? 'newcomer.linked' : 'newcomer.refused')),
    ]),
  ];
}

function leadOn(view: NewcomerView, voice: Voice): readonly Action[] {
  const { academy } = view.frame;
  return [
    view.decision
      ? button(voice.say('newcomer.reopen'), { verb: 'newcomer.reopen', ...about(view) })
      : button(voice.say('go.refresh'), { verb: 'newcomer.show', academy, newcomer: view.newcomer }),
    button(voice.say('go.desk'), { verb: 'desk.show', academy }),
  ];
}

/** What the card was drawn from: a decision about anything newer has no effect. */
function about({ frame, newcomer, rev }: NewcomerView) {
  return { academy: frame.academy, newcomer, rev };
}
