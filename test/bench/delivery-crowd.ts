/** An academy of many recipients in several tenants, each known and with a chat. */
import { organisationId, tenantId } from '../../services/domain/ids.ts';
import type { Person, RosterEntry } from '../../services/domain/people.ts';
import { replaceDoc, across } from '../../services/store/access.ts';
import { persons } from '../../services/store/documents.ts';
import type { Store, Stored } from '../../services/store/port.ts';
import { applyImport, prepareImport } from '../../services/usecases/import.ts';
import { inParallel } from '../../services/usecases/parallel.ts';
import { demoFiles } from '../helpers/academy.ts';
import { ACADEMY, COORDINATOR, MOMENT, PARTICIPANTS } from './crowd.ts';
import { chatIn } from './delivery-limits.ts';

/** People who click while the others are sent to; they come by themselves. */
export const CLICKERS = PARTICIPANTS.slice(0, 20);

export interface Recipients {
  readonly recipients: number;
  readonly tenants: number;
  /** Where all of them are reached. */
  readonly serviceUrl: string;
}

const base = { aliases: [], language: 'fi' } as const;

/** Into an empty store: the demonstration's programme with so many recipients, the clickers and a coordinator. */
export async function importRecipients(store: Store, options: Recipients): Promise<void> {
  const { programme, entries } = demoFiles();
  const organisations = programme.organisations.map(({ id }) => id);
  const participant = (address: string, organisation: string): RosterEntry => ({
    ...{ ...base, name: address, address, role: 'participant' },
    organisation: organisationId(organisation),
  });
  const clickers = CLICKERS.map((address) => participant(address, organisationOf(address)));
  const recipients = Array.from({ length: options.recipients }, (_, n) =>
    participant(`r${String(n)}@many.example`, organisations[n % organisations.length] ?? ''),
  );
  const mentors = entries.filter(({ role }) => role === 'mentor');
  const coordinator: RosterEntry = { ...base, name: 'Kaisa', address: COORDINATOR, role: 'coordinator' };
  const all = [...clickers, ...recipients, ...mentors, coordinator];
  const plan = await prepareImport(store, { ...programme, id: ACADEMY, demo: false }, all, MOMENT);
  await applyImport(store, plan, MOMENT);
  await giveChats(store, options);
}

const organisationOf = (address: string): string => address.split('@')[1]?.replace('.example', '') ?? '';

/** Written at a time. */
const CHUNK = 1000;

async function giveChats(store: Store, options: Recipients): Promise<void> {
  let some: Stored<Person>[] = [];
  const write = async () => {
    await inParallel(some, (doc) => replaceDoc(store, persons, withChat(doc.data, options), doc));
    some = [];
  };
  const all: Stored<Person>[] = [];
  for await (const doc of across<Person>(store, { type: persons.type })) {
    if (numberOf(doc.data) !== undefined) all.push(doc);
  }
  for (const doc of all) {
    some.push(doc);
    if (some.length === CHUNK) await write();
  }
  await write();
}

function numberOf({ addresses: [address] }: Person): number | undefined {
  const digits = /^r(\d+)@many/.exec(address ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function withChat(person: Person, { tenants, serviceUrl }: Recipients): Person {
  const number = numberOf(person) ?? 0;
  const tenant = `tenant-${String(number % tenants)}`;
  const account = { userId: `29:r${String(number)}`, conversationId: chatIn(tenant, number) };
  const where = { tenant: tenantId(tenant), serviceUrl, installed: true, since: MOMENT };
  return { ...person, accounts: [{ ...account, ...where }] };
}
