/** An account has written that nobody vouches for. Whose may it be, and who is to be asked? */
import { newcomerId, noticeId } from '../domain/ids.ts';
import type { AcademyId, NewcomerId, PersonId } from '../domain/ids.ts';
import type { Language } from '../domain/language.ts';
import type { Candidate, NewcomerQuestion, Profile } from '../domain/newcomer.ts';
import type { Person } from '../domain/people.ts';
import { looksLike } from '../rules/likely.ts';
import { membershipsIn } from '../rules/rights.ts';
import { contended, creating, saving } from '../store/access.ts';
import { newcomerDocId, newcomers, questionCountId, questionCounts } from '../store/documents-newcomer.ts';
import type { QuestionCount } from '../store/documents-newcomer.ts';
import { academyPartition, accountKey, digest } from '../store/documents.ts';
import type { Store, Stored } from '../store/port.ts';
import type { Academy } from './academies.ts';
import { mayBe } from './arrive.ts';
import type { Newcomer } from './arrive.ts';
import type { Deps } from './deps.ts';
import { linkDecided } from './newcomer-link.ts';
import { announce, noticeOf } from './notify.ts';
import type { Telling } from './notify.ts';

/** Questions that an academy's coordinators are told of one by one in a day, however many accounts write: more than a
 * kick-off brings. Those that come after wait on the desk, and one notice says so. */
export const TOLD_A_DAY = 80;
/** Questions that are kept in a day: who floods an academy does not fill the store. Accounts above it are asked about
 * when they write on another day. */
export const KEPT_A_DAY = 250;
/** People that one question names at most. */
const MOST_CANDIDATES = 5;

/**
 * Asks the coordinators of one academy, once, where the account may be one of their people. An account has one
 * question at a time: the next academy is asked when the one before has said no. Whether anybody was asked shows in
 * nothing that the account is told.
 */
export async function askAbout(deps: Deps, newcomer: Newcomer, language: Language): Promise<void> {
  const profile = await newcomer.profile();
  const id = newcomerId(digest(accountKey(newcomer.account.tenant, newcomer.account.userId)));
  for (const { academy, candidates } of await possible(deps, newcomer, profile)) {
    const asked = await readQuestion(deps.store, academy.id, id);
    switch (asked?.data.status.status) {
      case 'nobody':
        continue;
      case 'open':
        return;
      case 'linked':
        // The process stopped between the decision and what follows from it.
        return linkDecided(deps, asked.data);
      case undefined:
        return ask(deps, academy, { id, account: newcomer.account, profile, language, candidates });
    }
  }
}

export function readQuestion(
  store: Store,
  academy: AcademyId,
  id: NewcomerId,
): Promise<Stored<NewcomerQuestion> | undefined> {
  return store.read<NewcomerQuestion>(academyPartition(academy), newcomerDocId(id));
}

interface Possible {
  readonly academy: Academy;
  readonly candidates: NewcomerQuestion['candidates'];
}

/** The academies whose people the account may belong to; those that know an address of it first. */
async function possible(deps: Deps, newcomer: Newcomer, profile: Profile): Promise<readonly Possible[]> {
  const found = await Promise.all(profile.addresses.map((address) => deps.persons.byAddress(address)));
  const addressed = found.flatMap((person) => (person && mayBeNamed(deps, person, newcomer) ? [person] : []));
  const all: Possible[] = [];
  for (const academy of await deps.academies.all()) {
    const here = addressed.filter((person) => membershipsIn(person, academy.id, deps.wallNow()).length > 0);
    const [first, ...rest]: readonly Candidate[] =
      here.length > 0
        ? [...new Set(here.map(({ id }) => id))].map((person) => ({ person, by: 'address' }))
        : (await namesakes(deps, academy, newcomer, profile.name)).map(({ id: person }) => ({
            person,
            by: 'name',
          }));
    if (first) all.push({ academy, candidates: [first, ...rest] });
  }
  return all.sort((a, b) => a.candidates[0].by.localeCompare(b.candidates[0].by));
}

/** Names and, in a tenant that nobody vouches for, addresses are anybody's to choose: nobody is taken for a coordinator by
 * theirs, of whichever academy. A roster that pins a coordinator to their tenant vouches for it. */
function mayBeNamed(deps: Deps, person: Person, { account }: Newcomer): boolean {
  const now = deps.wallNow();
  const coordinates = person.memberships.some(
    ({ role, to }) => role === 'coordinator' && (to === undefined || now < to),
  );
  return !coordinates && mayBe(person, account);
}

/** People of a similar name. */
async function namesakes(
  deps: Deps,
  academy: Academy,
  newcomer: Newcomer,
  name: string,
): Promise<readonly Person[]> {
  const ids = new Set<PersonId>();
  const coordinators = new Set<PersonId>();
  for (const page of academy.revision.pages.keys()) {
    for (const member of await deps.academies.page(academy.id, academy.revision.id, page)) {
      if (member.role === 'coordinator') coordinators.add(member.person);
      else if (looksLike(member.name, name)) ids.add(member.person);
    }
  }
  const alike = [...ids].filter((id) => !coordinators.has(id)).slice(0, MOST_CANDIDATES);
  const persons = await Promise.all(alike.map((id) => deps.persons.read(id)));
  return persons.flatMap((doc) => (doc && mayBeNamed(deps, doc.data, newcomer) ? [doc.data] : []));
}

type Asking = Pick<NewcomerQuestion, 'id' | 'account' | 'profile' | 'language' | 'candidates'>;

/** Writes the question, its share of the day's bounds and what tells the coordinators of it in one go. */
async function ask(deps: Deps, academy: Academy, asking: Asking): Promise<void> {
  const { store } = deps;
  const people = (await deps.academies.members(academy))
    .filter(({ role }) => role === 'coordinator')
    .map(({ person }) => person);
  const day = deps.wallNow().slice(0, 10);
  await contended(async () => {
    if (await readQuestion(store, academy.id, asking.id)) return;
    const counted = await store.read<QuestionCount>(academyPartition(academy.id), questionCountId(day));
    const count = (counted?.data.count ?? 0) + 1;
    if (count > KEPT_A_DAY) return;
    const notice = `newcomer:${asking.id}:${day}`;
    const question: NewcomerQuestion = {
      ...asking,
      academy: academy.id,
      askedAt: academy.now,
      notice: noticeId(notice),
      rev: 0,
      status: { status: 'open' },
    };
    const writes = [
      creating(newcomers, question),
      saving(questionCounts, { academy: academy.id, day, count }, counted),
    ];
    const telling = tellingOf(question, count, day);
    if (telling)
      await announce(deps, noticeOf(academy, { ...telling, audience: { to: 'people', people } }), writes);
    else await store.batch(academyPartition(academy.id), writes);
  });
}

/** What the coordinators are told of the day's question of this number; nothing where they know already that more wait. */
function tellingOf(
  { id, notice }: NewcomerQuestion,
  count: number,
  day: string,
): Pick<Telling, 'id' | 'contents'> | undefined {
  if (count <= TOLD_A_DAY) return { id: notice, contents: [{ kind: 'newcomer', newcomer: id }] };
  return count === TOLD_A_DAY + 1 ? { id: `newcomers:${day}`, contents: [{ kind: 'newcomers' }] } : undefined;
}
