/** The coordinators' side of a question about a newcomer. */
import type { NewcomerId, PersonId } from '../domain/ids.ts';
import type { NewcomerQuestion } from '../domain/newcomer.ts';
import type { Person } from '../domain/people.ts';
import type { NewcomerView, PersonName } from '../domain/view.ts';
import { decide, isOverruled } from '../rules/newcomers.ts';
import type { Decision } from '../rules/newcomers.ts';
import { membershipsIn } from '../rules/rights.ts';
import { contended, replaceDoc } from '../store/access.ts';
import { newcomers } from '../store/documents-newcomer.ts';
import type { Act } from './deps.ts';
import { organisationName } from './names.ts';
import { linkDecided, unlinkDecided } from './newcomer-link.ts';
import { readQuestion } from './newcomers.ts';
import type { Answered } from './tasks.ts';

export async function showNewcomer(act: Act, id: NewcomerId): Promise<Answered<NewcomerView>> {
  const doc = await readQuestion(act.deps.store, act.academy.id, id);
  return doc ? viewOf(act, doc.data, false) : { code: 'gone' };
}

/** The first decision stands; whoever comes after it sees whose it was. */
export async function decideNewcomer(act: Act, decision: Decision): Promise<Answered<NewcomerView>> {
  const { deps, academy, person: by } = act;
  const outcome = await contended(async () => {
    const doc = await readQuestion(deps.store, academy.id, decision.newcomer);
    if (!doc) return { code: 'gone' as const };
    const question = decide(doc.data, decision, by.id, academy.now);
    if ('code' in question) return question;
    const changed = question !== doc.data;
    if (changed) await replaceDoc(deps.store, newcomers, question, doc);
    return { question, changed };
  });
  if ('code' in outcome) return outcome;
  const { question, changed } = outcome;
  const late = !changed && isOverruled(question, decision, by.id);
  // Also for the same click again: the process may have stopped before the first one was carried out.
  const mine = changed || decision.rev === question.rev - 1;
  if (!late && mine) await carryOut(act, question, changed);
  return viewOf(act, question, late);
}

async function carryOut({ deps }: Act, question: NewcomerQuestion, changed: boolean): Promise<void> {
  switch (question.status.status) {
    case 'linked':
      return linkDecided(deps, question);
    case 'open':
      return unlinkDecided(deps, question);
    case 'nobody':
      if (changed)
        deps.sayTo(
          question.account,
          { kind: 'refusal', refusal: { code: 'notOurs' }, contacts: [] },
          question.language,
        );
  }
}

async function viewOf(act: Act, question: NewcomerQuestion, late: boolean): Promise<NewcomerView> {
  const { id, profile, account, askedAt, rev, status } = question;
  const candidates = await Promise.all(
    question.candidates.map(async ({ person, by }) => {
      const found = await personOf(act, person);
      const who = found && nameIn(act, found);
      return found && who ? [{ person, by, who, known: found.accounts.length > 0 }] : [];
    }),
  );
  return {
    kind: 'newcomer',
    frame: act.academy.frame,
    newcomer: id,
    rev,
    name: profile.name,
    addresses: profile.addresses,
    tenant: account.tenant,
    askedAt,
    candidates: candidates.flat(),
    ...(status.status === 'open' ? {} : { decision: await decisionOf(act, status) }),
    late,
  };
}

type Decided = Exclude<NewcomerQuestion['status'], { readonly status: 'open' }>;

async function decisionOf(act: Act, status: Decided): Promise<NonNullable<NewcomerView['decision']>> {
  const by = (await personOf(act, status.by))?.name ?? '–';
  const person = status.status === 'linked' ? await personOf(act, status.person) : undefined;
  const who = person && nameIn(act, person);
  return { by, at: status.at, ...(who ? { who } : {}) };
}

async function personOf({ deps }: Act, id: PersonId): Promise<Person | undefined> {
  return (await deps.persons.read(id))?.data;
}

/** What somebody is in the academy; undefined once they have left it. */
function nameIn({ academy, deps }: Act, person: Person): PersonName | undefined {
  const [membership] = membershipsIn(person, academy.id, deps.wallNow());
  if (!membership) return undefined;
  const { role, organisation } = membership;
  return role !== 'participant' || organisation === undefined
    ? { name: person.name, role }
    : { name: person.name, role, organisation: organisationName(academy, organisation) };
}
