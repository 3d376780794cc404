import type { OrganisationId, PersonId } from '../domain/ids.ts';
import type { ShareOption } from '../domain/view.ts';
import { mentorMember } from './names.ts';
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
