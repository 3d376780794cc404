import type { WhatLine } from '../../services/domain/view.ts';
import type { Voice } from '../voice.ts';

/** `Reminder: Name your development task`; the kind alone where it says it all. */
export function whatText({ kind, title }: WhatLine, voice: Voice): string {
  const name = voice.say(`send.${kind}`);
  const about = voice.local(title);
  return about === '' ? name : voice.say('send.line', { kind: name, title: about });
}
