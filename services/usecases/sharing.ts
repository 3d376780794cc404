import type { Readers } from '../domain/answer.ts';
import type { OrganisationId, PersonId } from '../domain/ids.ts';
import type { Share } from '../domain/programme.ts';
import type { ShareOption, Shown } from '../domain/view.ts';
import { mentorMember, namesFor } from './names.ts';
import type { Act } from './deps.ts';

/** How many names of the whole academy a card lists before it counts. */
const NAMES = 3;

/** Who may read an answer under each choice, by name: what the person chooses between. */
export async function shareOptions(act: Act, organisation: OrganisationId): Promise<readonly ShareOption[]> {
  const { academies } = act.deps;
  const notMe = (m: { readonly person: PersonId }) => m.person !== act.person.id;
  const colleagues = (await academies.members(act.academy, organisation)).filter(notMe).map((m) => m.name);
  const mentor = await mentorMember(academies, act.academy, organisation);
  const mentorNames = mentor ? [mentor.name] : [];
  const some = colleagues.slice(0, NAMES);
  const everybody = await academies.size(act.academy);
  return [
    { share: 'me', names: [], others: 0 },
    // Without a mentor there is nobody that this choice would stand for.
    ...(mentor ? [{ share: 'mentor' as const, names: mentorNames, others: 0 }] : []),
    { share: 'organisation', names: [...colleagues, ...mentorNames], others: 0 },
    { share: 'academy', names: some, others: everybody - some.length - 1 },
  ];
}

/** Whom a choice names at this moment; undefined where it names nobody (`me`) or everybody (`academy`). */
export async function namedReaders(
  act: Act,
  organisation: OrganisationId,
  share: Share | undefined,
): Promise<Readers | undefined> {
  if (share !== 'mentor' && share !== 'organisation') return undefined;
  const { academies } = act.deps;
  const mentor = await mentorMember(academies, act.academy, organisation);
  const members = share === 'mentor' ? [] : await academies.members(act.academy, organisation);
  const colleagues = members.map((member) => member.person).filter((person) => person !== act.person.id);
  return { ...(mentor ? { mentor: mentor.person } : {}), colleagues };
}

/** The names of those whom the author chose, for the receipt; they may have left since. */
export async function readerNames(
  act: Act,
  organisation: OrganisationId,
  readers: Readers | undefined,
): Promise<Shown['readers']> {
  if (!readers) return undefined;
  const { mentor, colleagues } = readers;
  const names = await namesFor(act.deps, act.academy, organisation, [
    ...colleagues,
    ...(mentor ? [mentor] : []),
  ]);
  return { ...(mentor ? { mentor: names(mentor) } : {}), colleagues: colleagues.map(names) };
}
