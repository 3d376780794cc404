import type { NextLine } from '../../services/domain/view.ts';
import type { Voice } from '../voice.ts';

/** What falls due next: when, what kind, which. */
export function nextText(next: NextLine, voice: Voice): string {
  return voice.say('next.line', {
    when: voice.moment(next.at),
    what: voice.say(`next.${next.what}`),
    title: voice.local(next.title),
  });
}
