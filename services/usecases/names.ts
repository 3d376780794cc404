import type { OrganisationId, PersonId } from '../domain/ids.ts';
import type { Localised } from '../domain/language.ts';
import type { Member } from '../domain/people.ts';
import type { PersonName } from '../domain/view.ts';
import { findOrganisation } from '../rules/lookup.ts';
import type { Academies, Academy } from './academies.ts';
import { mentorOf } from './academies.ts';
import type { Deps } from './deps.ts';

export function organisationName(academy: Academy, id: OrganisationId): Localised {
  return findOrganisation(academy.programme, id)?.name ?? { [academy.programme.defaultLanguage]: id };
}

export function nameOf(academy: Academy, member: Member): PersonName {
  const { name, role, organisation } = member;
  return organisation === undefined
    ? { name, role }
    : { name, role, organisation: organisationName(academy, organisation) };
}

export async function coordinatorNames(academies: Academies, academy: Academy): Promise<readonly string[]> {
  return (await academies.members(academy)).filter((m) => m.role === 'coordinator').map((m) => m.name);
}

export async function mentorMember(
  academies: Academies,
  academy: Academy,
  organisation: OrganisationId,
): Promise<Member | undefined> {
  const mentor = mentorOf(academy, organisation);
  return (await academies.members(academy)).find((m) => m.person === mentor && m.role === 'mentor');
}

/**
 * Names of people for one organisation's cards: those on the roster from memory, those who have left from their own
 * document. `ids`: whom the card will name.
 */
export async function namesFor(
  deps: Deps,
  academy: Academy,
  organisation: OrganisationId,
  ids: Iterable<PersonId>,
): Promise<(person: PersonId) => string> {
  const members = [
    ...(await deps.academies.members(academy, organisation)),
    ...(await deps.academies.members(academy)),
  ];
  const names = new Map(members.map((member) => [member.person, member.name]));
  const left = [...new Set(ids)].filter((id) => !names.has(id));
  for (const id of left) names.set(id, (await deps.persons.read(id))?.data.name ?? '–');
  return (person) => names.get(person) ?? '–';
}
