/** What follows from a decision about a newcomer: the account becomes somebody's, or no longer is. */
import type { NewcomerQuestion } from '../domain/newcomer.ts';
import type { PersonId } from '../domain/ids.ts';
import { academiesOf } from '../rules/rights.ts';
import { newcomerDocId } from '../store/documents-newcomer.ts';
import { academyPartition } from '../store/documents.ts';
import { arrive } from './arrive.ts';
import type { Deps } from './deps.ts';
import { noteReach } from './reach.ts';

/** The account is the person's from now on, and they are told what is live. Repeatable. */
export async function linkDecided(deps: Deps, question: NewcomerQuestion): Promise<void> {
  const { account, status, academy, id, notice, rev } = question;
  if (status.status !== 'linked') return;
  const held = await deps.persons.byAccount(account.tenant, account.userId);
  if (held && held.id !== status.person) await unlink(deps, held.id, account);
  const person = (await deps.persons.read(status.person))?.data;
  if (!person) return;
  await arrive(deps, person, account, `${notice}.${String(rev)}`);
  // Taken back while the account was being linked: what was decided last holds.
  const latest = await deps.store.read<NewcomerQuestion>(academyPartition(academy), newcomerDocId(id));
  if (latest && latest.data.rev !== rev) await unlink(deps, person.id, account);
}

/** None of the people whom the question names has the account any more. Repeatable. */
export async function unlinkDecided(deps: Deps, { account, candidates }: NewcomerQuestion): Promise<void> {
  for (const { person } of candidates) await unlink(deps, person, account);
}

async function unlink(deps: Deps, id: PersonId, account: NewcomerQuestion['account']): Promise<void> {
  const before = (await deps.persons.read(id))?.data;
  if (!before?.accounts.some((a) => a.tenant === account.tenant && a.userId === account.userId)) return;
  const person = await deps.persons.unlink(id, account);
  if (person.accounts.some(({ installed }) => installed)) return;
  for (const academy of academiesOf(person, deps.wallNow()))
    await noteReach(deps, academy, id, { state: 'lost', reason: 'notMet' });
}
