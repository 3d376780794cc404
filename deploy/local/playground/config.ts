import { stringify } from 'yaml';
import { BOT, DEMO_TENANT, accountOf } from '../teams/account.ts';
import type { Seat } from './seats.ts';

/** The file from which a Playground takes who sits before it, in its working folder. */
export const CONFIG_FILE = '.m365agentsplayground.yml';

/** A Playground insists on five more users, a group chat and a team. The academy knows none of them. */
const EXTRAS = ['Anna Demo', 'Bo Demo', 'Cecilia Demo', 'Daniel Demo', 'Elli Demo'];

/** The configuration of a seat's Playground. Ids follow from the address, so that they are the same after a restart;
 * unlike those of the loopback Teams they have a chat of their own. */
export function configOf({ name, person }: Seat): string {
  const config = {
    version: '0.1.1',
    tenantId: DEMO_TENANT,
    bot: BOT,
    currentUser: user(person.name, person.address),
    users: EXTRAS.map((extra) => user(extra, `${extra.replace(' Demo', '').toLowerCase()}@extra.example`)),
    personalChat: { id: accountOf(someone(person.name, person.address)).conversationId },
    groupChat: { id: `19:group-${name}`, name: 'With others' },
    team: {
      id: `19:team-${name}`,
      name: 'A team',
      aadGroupId: '0f0dade0-0000-4000-8000-000000000002',
      channels: [{ id: `19:channel-${name}`, name: 'A channel' }],
    },
  };
  return stringify(config);
}

function user(name: string, address: string): Record<string, string> {
  const { userId, objectId } = accountOf(someone(name, address));
  const [givenName = name, ...surname] = name.split(' ');
  return {
    id: userId,
    name,
    // Spelt so.
    userPrincipleName: address,
    aadObjectId: objectId,
    givenName,
    surname: surname.join(' '),
    email: address,
  };
}

function someone(name: string, address: string): { name: string; address: string; tenant: string } {
  return { name, address, tenant: DEMO_TENANT };
}
