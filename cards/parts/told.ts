import type { ToldDeed } from '../../services/domain/view.ts';
import type { Element } from '../kit.ts';
import type { Voice } from '../voice.ts';
import { warning } from './problem.ts';

/** Of two coordinators one is told what the other did, and when. */
export function toldPart({ told }: { readonly told?: ToldDeed }, voice: Voice): readonly Element[] {
  if (!told) return [];
  return [warning(voice.say(`told.${told.what}`, { name: told.by, when: voice.moment(told.at) }))];
}
