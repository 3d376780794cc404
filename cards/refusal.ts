import type { RefusalView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { button, line, section } from './kit.ts';
import { coordinatorFact } from './parts/people.ts';
import type { Voice } from './voice.ts';

/** To somebody who is in no academy: there is nothing to lead on to. */
const STRANGERS: readonly RefusalView['refusal']['code'][] = ['unknownPerson', 'notOurs', 'otherTenant'];

/** A polite no: what is the matter, that nothing was lost, and whom to ask. */
export function refusalCard({ refusal, contacts }: RefusalView, voice: Voice): Draft {
  const ask = coordinatorFact(contacts, voice);
  const title = voice.say(`refusal.${refusal.code}.title`);
  const stranger = STRANGERS.includes(refusal.code);
  return {
    title,
    summary: title,
    body: [
      line(voice.say(`refusal.${refusal.code}.text`)),
      ...(ask.length > 0 ? [section(voice.say('refusal.ask'), ask)] : []),
    ],
    actions: [
      ...(stranger ? [] : [button(voice.say('go.home'), { verb: 'home' })]),
      button(voice.say('go.help'), { verb: 'help' }),
    ],
  };
}
