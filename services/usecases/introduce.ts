/** After an import: those who can be reached already learn what is new for them. */
import type { AcademyId, OrganisationId, PairingId, PersonId, RevisionId } from '../domain/ids.ts';
import type { Person } from '../domain/people.ts';
import { isFailure } from '../store/access.ts';
import type { Academy } from './academies.ts';
import { welcome } from './arrive.ts';
import type { Deps } from './deps.ts';
import { announce, noticeOf } from './notify.ts';
import { inParallel } from './parallel.ts';
import { reachableAccount } from './persons.ts';
import { noteReach } from './reach.ts';

export interface Introduction {
  readonly academy: AcademyId;
  readonly revision: RevisionId;
  /** Whose documents the import wrote. */
  readonly people: readonly PersonId[];
  readonly pairings: readonly { readonly id: PairingId; readonly organisation: OrganisationId }[];
}

/** What an introduction needs of the use cases' surroundings: an import runs in a process without a bot, too. */
type IntroducingDeps = Pick<Deps, 'store' | 'academies' | 'persons' | 'wallNow' | 'kick' | 'trail'>;

/**
 * Welcomes people who came to the academy with an account that is known (they are in another one), and tells the
 * people of a new pairing of it. Repeatable: what has been told is not told again.
 */
export async function introduce(deps: IntroducingDeps, introduction: Introduction): Promise<void> {
  const academy = await deps.academies.readFresh(introduction.academy);
  if (!academy) return;
  const welcomed = await inParallel(introduction.people, (id) => welcomeKnown(deps, academy, id));
  const newcomers = new Set(welcomed.flat());
  for (const pairing of introduction.pairings) await tellPairing(deps, academy, pairing, newcomers);
}

/** The person, where this was their first contact with the academy: their welcome names the mentor already. */
async function welcomeKnown(
  deps: IntroducingDeps,
  academy: Academy,
  id: PersonId,
): Promise<readonly PersonId[]> {
  const person = await withApp(deps, id);
  if (!person) return [];
  const welcomed = await welcome(deps, person, academy.id);
  await noteReach(deps, academy.id, id, { state: 'reached' });
  return welcomed === 'now' ? [id] : [];
}

async function withApp(deps: IntroducingDeps, id: PersonId): Promise<Person | undefined> {
  const person = (await deps.persons.read(id))?.data;
  return person && reachableAccount(person) ? person : undefined;
}

async function tellPairing(
  deps: IntroducingDeps,
  academy: Academy,
  { id, organisation }: Introduction['pairings'][number],
  newcomers: ReadonlySet<PersonId>,
): Promise<void> {
  const mentor = academy.revision.pairings.find((pairing) => pairing.id === id)?.mentor;
  const participants = await deps.academies.members(academy, organisation);
  const all = [...(mentor ? [mentor] : []), ...participants.map((member) => member.person)];
  // Whoever has not been met yet learns it with their welcome.
  const met = await inParallel(
    all.filter((person) => !newcomers.has(person)),
    async (person) => ((await withApp(deps, person)) ? [person] : []),
  );
  const people = met.flat();
  if (people.length === 0) return;
  const audience = { to: 'people', people } as const;
  const contents = [{ kind: 'pairing', organisation }] as const;
  const notice = noticeOf(academy, { id: `pairing:${id}:${academy.revision.id}`, contents, audience });
  try {
    await announce(deps, notice);
  } catch (error) {
    if (!isFailure(error, 'conflict')) throw error;
  }
}
