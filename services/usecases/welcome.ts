import type { Membership } from '../domain/people.ts';
import type { WelcomeView } from '../domain/view.ts';
import type { Act } from './deps.ts';
import { coordinatorNames, organisationName } from './names.ts';

/** What Fadder does, who reads what, and the choice of language: the first card of an academy, and later on request. */
export async function showWelcome(act: Act): Promise<WelcomeView> {
  const { academy, person, deps } = act;
  const { programme } = academy;
  const { role, organisation } = foremost(act.memberships);
  const coordinators = await coordinatorNames(deps.academies, academy);
  return {
    kind: 'welcome',
    frame: academy.frame,
    name: person.name,
    role,
    ...(organisation === undefined || role !== 'participant'
      ? {}
      : { organisation: organisationName(academy, organisation) }),
    summary: programme.summary,
    dataNotice: programme.dataNotice,
    languages: programme.languages,
    language: person.language,
    // Nobody is told to ask themselves.
    coordinators: coordinators.filter((name) => name !== person.name),
  };
}

/** The role that says most about what a person came for, where they have several. */
function foremost(memberships: Act['memberships']): Membership {
  const byRole = (role: Membership['role']) => memberships.find((m) => m.role === role);
  return byRole('coordinator') ?? byRole('mentor') ?? memberships[0];
}
