import { personId } from '../domain/ids.ts';
import type { PersonId, TenantId } from '../domain/ids.ts';
import type { Account, Person, UnreachableReason } from '../domain/people.ts';
import { contended, replaceDoc, saving } from '../store/access.ts';
import {
  accountKey,
  addressKey,
  keyPartition,
  personKeys,
  personPartition,
  persons,
} from '../store/documents.ts';
import type { PersonKey } from '../store/documents.ts';
import { StoreError } from '../store/port.ts';
import type { Store, Stored } from '../store/port.ts';

/** How many account-to-person links are kept in memory. */
const KEPT = 20_000;

/** Finds and changes persons. */
export class Persons {
  readonly #store: Store;
  /** Only a shortcut: the person's document, read every time, says whether the account is still theirs. */
  readonly #known = new Map<string, PersonId>();

  constructor(store: Store) {
    this.#store = store;
  }

  read(id: PersonId): Promise<Stored<Person> | undefined> {
    return this.#store.read<Person>(personPartition(id), 'person');
  }

  /** The person whose account this is. */
  async byAccount(tenant: TenantId, userId: string): Promise<Person | undefined> {
    const key = accountKey(tenant, userId);
    const known = this.#known.get(key);
    const remembered = known && (await this.#holding(known, tenant, userId));
    if (remembered) return remembered;
    // Where it was remembered, another process may have made it somebody else's since.
    this.#known.delete(key);
    const id = await this.#lookUp(key);
    const person = id && (await this.#holding(id, tenant, userId));
    if (person) this.#remember(key, person.id);
    return person;
  }

  /** The person, if the account is theirs. */
  async #holding(id: PersonId, tenant: TenantId, userId: string): Promise<Person | undefined> {
    const person = (await this.read(id))?.data;
    return person?.accounts.some((a) => a.tenant === tenant && a.userId === userId) ? person : undefined;
  }

  async byAddress(address: string): Promise<Person | undefined> {
    const id = await this.#lookUp(addressKey(address));
    return id && (await this.read(id))?.data;
  }

  /** Reads, changes and writes a person; repeated when somebody else wrote in between. `change` returns the same
   * object to leave everything as it is. */
  async change(id: PersonId, change: (person: Person) => Person): Promise<Person> {
    return contended(async () => {
      const doc = await this.read(id);
      if (!doc) throw new Error(`no person ${id}`);
      const changed = change(doc.data);
      if (changed !== doc.data) await replaceDoc(this.#store, persons, changed, doc);
      return changed;
    });
  }

  /** Makes an account the person's and nobody else's, or updates where it is reached. Of two who are given it at once the
   * one whom its key leads to last has it; for the other it rejects with `conflict`. */
  async link(id: PersonId, account: Account): Promise<Person> {
    const key = accountKey(account.tenant, account.userId);
    // The key first: without the person's own entry it leads nowhere, so that a crash in between is harmless.
    const before = await this.#lead(key, id);
    const person = await this.change(id, (person) => ({
      ...person,
      accounts: [
        ...person.accounts.filter((a) => a.tenant !== account.tenant || a.userId !== account.userId),
        account,
      ],
    }));
    if (before !== undefined && before !== id && (await this.read(before)))
      await this.unlink(before, account);
    if ((await this.#lookUp(key)) === id) {
      this.#remember(key, id);
      return person;
    }
    await this.unlink(id, account);
    throw new StoreError('conflict', 'the account became somebody else’s meanwhile');
  }

  /** The account is no longer the person's: from now on it is a stranger's. */
  async unlink(id: PersonId, { tenant, userId }: Pick<Account, 'tenant' | 'userId'>): Promise<Person> {
    const theirs = (a: Account) => a.tenant === tenant && a.userId === userId;
    return this.change(id, (person) =>
      person.accounts.some(theirs)
        ? { ...person, accounts: person.accounts.filter((a) => !theirs(a)) }
        : person,
    );
  }

  /** Makes a key lead to a person, and says whom it led to before. */
  async #lead(key: string, id: PersonId): Promise<PersonId | undefined> {
    return contended(async () => {
      const doc = await this.#store.read<PersonKey>(keyPartition(key), 'key');
      if (doc?.data.person === id) return id;
      await this.#store.batch(keyPartition(key), [saving(personKeys, { key, person: id }, doc)]);
      return doc?.data.person;
    });
  }

  /** Remembers the personal chat of an account; undefined: that there is none any more. */
  setChat(id: PersonId, { tenant, userId }: Account, conversationId: string | undefined): Promise<Person> {
    return this.change(id, (person) => ({
      ...person,
      accounts: person.accounts.map(({ conversationId: before, ...account }) => {
        if (account.tenant !== tenant || account.userId !== userId)
          return before === undefined ? account : { ...account, conversationId: before };
        return conversationId === undefined ? account : { ...account, conversationId };
      }),
    }));
  }

  async #lookUp(key: string): Promise<PersonId | undefined> {
    const doc = await this.#store.read<PersonKey>(keyPartition(key), 'key');
    return doc && personId(doc.data.person);
  }

  #remember(key: string, id: PersonId): void {
    this.#known.set(key, id);
    const oldest = this.#known.keys().next().value;
    if (this.#known.size > KEPT && oldest !== undefined) this.#known.delete(oldest);
  }
}

/** Where a person is written to: the account seen last that has the app, of a tenant that is served if there is one. */
export function reachableAccount(
  person: Person,
  served: (tenant: TenantId) => boolean = () => true,
): Account | undefined {
  const installed = person.accounts.filter((account) => account.installed);
  return installed.findLast(({ tenant }) => served(tenant)) ?? installed.at(-1);
}

/** Why somebody without such an account is reached nowhere. */
export function whyNowhere({ accounts }: Person): UnreachableReason {
  return accounts.length > 0 ? 'removed' : 'notMet';
}
