import type { Language } from '../../services/domain/language.ts';
import type { PersonName } from '../../services/domain/view.ts';
import { facts } from '../kit.ts';
import type { Element } from '../kit.ts';
import type { Voice } from '../voice.ts';

/** `Henrik Demo, mentor`; a participant with the organisation. */
export function personTitle(person: PersonName, voice: Voice): string {
  const { name } = person;
  const role = voice.say(`role.${person.role}`);
  if (!person.organisation) return voice.say('person.role', { name, role });
  return voice.say('person.roleOrganisation', { name, role, organisation: voice.local(person.organisation) });
}

/** `Henrik Demo (mentor)`, in lists. */
export function withRole({ name, role }: PersonName, voice: Voice): string {
  return voice.say('person.withRole', { name, role: voice.say(`role.${role}`) });
}

/** `Axel Demo (Swedish)`: so that one knows which language to write. */
export function withLanguage(
  person: { readonly name: string; readonly language: Language },
  voice: Voice,
): string {
  return voice.say('person.language', {
    name: person.name,
    language: voice.say(`language.name.${person.language}`),
  });
}

/** Names listed before the rest is counted. */
const NAMES = 10;

/** `Axel, Tuula and Ville`; of many the first, and how many more. */
export function nameList(names: readonly string[], voice: Voice, others = 0): string {
  const count = Math.max(0, names.length - NAMES) + others;
  if (count === 0) return voice.list(names);
  return voice.say('names.more', { names: names.slice(0, NAMES).join(', '), count });
}

/** Whom to ask; nothing where nobody is known. */
export function coordinatorFact(names: readonly string[], voice: Voice): readonly Element[] {
  return names.length === 0 ? [] : facts([[voice.say('fact.coordinators'), nameList(names, voice)]]);
}
