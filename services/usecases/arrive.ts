/** The first contact with a person, and every later time they come back. */
import type { Mark } from '../domain/answer.ts';
import type { Content, Delivery } from '../domain/delivery.ts';
import { noticeId } from '../domain/ids.ts';
import type { AcademyId, PersonId } from '../domain/ids.ts';
import type { Contact, NewcomerQuestion, Profile } from '../domain/newcomer.ts';
import type { Account, Membership, Person, UnreachableReason } from '../domain/people.ts';
import { addMilliseconds, SECOND } from '../domain/time.ts';
import { answerWindow, findItem } from '../rules/lookup.ts';
import { academiesOf, membershipsIn } from '../rules/rights.ts';
import { isFailure } from '../store/access.ts';
import { newcomers, OPEN } from '../store/documents-newcomer.ts';
import { academyPartition, after, digest } from '../store/documents.ts';
import type { Academy } from './academies.ts';
import type { Deps } from './deps.ts';
import { readNotice } from './ledger.ts';
import { announce, noticeOf } from './notify.ts';
import { noteReach } from './reach.ts';
import { currentSprint, marksOf, openedSprints } from './work.ts';

export interface Newcomer {
  readonly account: Contact;
  /** Its tenant vouches for its people's addresses. */
  readonly trusted: boolean;
  /** What Teams tells of it. Asked for only if the account is new. */
  readonly profile: () => Promise<Profile>;
}

/** The person behind an account; undefined: nobody that is known for certain. A new account is linked by its address
 * where its tenant vouches for that: as one that is trusted, or the one that the roster pins the person to. */
export async function recognise(deps: Deps, newcomer: Newcomer): Promise<Person | undefined> {
  const { account, trusted } = newcomer;
  const known = await deps.persons.byAccount(account.tenant, account.userId);
  if (known) return known;
  for (const address of (await newcomer.profile()).addresses) {
    const person = await deps.persons.byAddress(address);
    if (person && mayBe(person, account) && (trusted || person.tenant === account.tenant)) return person;
  }
  return undefined;
}

/** The roster may pin a person to a tenant: an account of another one is somebody else's. */
export function mayBe(person: Person, { tenant }: Pick<Account, 'tenant'>): boolean {
  return person.tenant === undefined || person.tenant === tenant;
}

/**
 * Somebody has installed the app, or written. The first time in an academy makes one welcome and what is live now.
 * `installed`: the id of an installation, or of a decision that made the account theirs; to somebody welcomed before it
 * brings one card that says where they are, since a new chat, or one opened anew, may be empty.
 */
export async function arrive(
  deps: Deps,
  person: Person,
  account: Contact,
  installed?: string,
): Promise<Person> {
  const before = person.accounts.find((a) => a.tenant === account.tenant && a.userId === account.userId);
  const same =
    before?.installed === true &&
    before.refused === undefined &&
    before.conversationId === account.conversationId &&
    before.serviceUrl === account.serviceUrl;
  const linked = same
    ? person
    : await deps.persons.link(person.id, { ...account, installed: true, since: deps.wallNow() });
  for (const academy of academiesOf(linked, deps.wallNow())) {
    const welcomed = await welcome(deps, linked, academy);
    if (welcomed === 'before' && installed !== undefined) await comeBack(deps, linked, academy, installed);
    await noteReach(deps, academy, linked.id, { state: 'reached' });
  }
  return linked;
}

/** The bot was removed from the person's chat, or the platform says that it cannot be written to: nothing is sent there
 * until the person comes back. In each of their academies they are no longer reached. */
export async function depart(
  deps: Deps,
  person: Person,
  account: Pick<Account, 'tenant' | 'userId'> & Partial<Pick<Account, 'since'>>,
  reason: UnreachableReason = 'removed',
): Promise<void> {
  const { tenant, userId, since } = account;
  const gone = (a: Account) =>
    a.tenant === tenant && a.userId === userId && (since === undefined || a.since === since);
  const changed = await deps.persons.change(person.id, (p) =>
    p.accounts.some(gone)
      ? { ...p, accounts: p.accounts.map((a) => (gone(a) ? { ...a, installed: false } : a)) }
      : p,
  );
  // Who came back while the refusal was on its way (the account is newer) has come back.
  if (changed.accounts.some((a) => a.tenant === tenant && a.userId === userId && a.installed)) return;
  for (const academy of academiesOf(person, deps.wallNow())) {
    await noteReach(deps, academy, person.id, { state: 'lost', reason });
  }
}

/** A message was refused, for a reason that passes, or was accepted again after that: no event tells of either, so what
 * the coordinator reads about the person follows the messages. */
export async function noteRefused(
  deps: Deps,
  person: Person,
  { tenant, userId }: Pick<Account, 'tenant' | 'userId'>,
  reason?: UnreachableReason,
): Promise<void> {
  await deps.persons.change(person.id, (p) => ({
    ...p,
    accounts: p.accounts.map(({ refused: _, ...a }) =>
      a.tenant === tenant && a.userId === userId && reason !== undefined ? { ...a, refused: true } : a,
    ),
  }));
  const finding =
    reason === undefined ? ({ state: 'reached' } as const) : ({ state: 'lost', reason } as const);
  for (const academy of academiesOf(person, deps.wallNow()))
    await noteReach(deps, academy, person.id, finding);
}

/** Install events that come this close together are one first contact, whichever is heard first. */
const TOGETHER = 3 * SECOND;

/** Welcomes a person into an academy, once; says whether this, or a moment ago, was the first contact. */
export async function welcome(
  deps: Pick<Deps, 'store' | 'academies' | 'wallNow' | 'kick' | 'trail'>,
  person: Person,
  id: AcademyId,
): Promise<'now' | 'before' | 'nowhere'> {
  const notice = arrivalOf(person.id);
  const academy = await deps.academies.read(id);
  if (!academy) return 'nowhere';
  const earlier = await readNotice(deps.store, id, noticeId(notice));
  if (earlier) return addMilliseconds(earlier.data.dueAt, TOGETHER) > academy.now ? 'now' : 'before';
  const contents: Content[] = [{ kind: 'welcome' }, ...(await live(deps, academy, person))];
  const audience = { to: 'people', people: [person.id] } as const;
  try {
    await announce(deps, noticeOf(academy, { id: notice, contents, audience, supersedes: true }));
  } catch (error) {
    if (!isFailure(error, 'conflict')) throw error;
  }
  return 'now';
}

const arrivalOf = (person: PersonId): string => `arrival:${person}`;

/** Whether the person's first contact tells them this: who arrives while a sprint's card or a prompt is on its way to
 * everybody gets it as part of what is live, and not once more. */
export async function toldOnArrival(
  { store }: Pick<Deps, 'store'>,
  { academy, person, notice, content }: Pick<Delivery, 'academy' | 'person' | 'notice' | 'content'>,
): Promise<boolean> {
  if (content.kind !== 'sprint' && content.kind !== 'prompt') return false;
  const arrival = noticeId(arrivalOf(person));
  const isReminder = content.kind === 'prompt' && content.reminder === true;
  if (isReminder || notice === arrival) return false;
  const told = (await readNotice(store, academy, arrival))?.data.contents ?? [];
  return told.some((one) => JSON.stringify(one) === JSON.stringify(content));
}

async function comeBack(deps: Deps, person: Person, id: AcademyId, event: string): Promise<void> {
  const academy = await deps.academies.read(id);
  if (!academy) return;
  const audience = { to: 'people', people: [person.id] } as const;
  const notice = `back:${person.id}:${digest(event).slice(0, 16)}`;
  try {
    const contents = [{ kind: 'home' }] as const;
    await announce(deps, noticeOf(academy, { id: notice, contents, audience, supersedes: true }));
  } catch (error) {
    if (!isFailure(error, 'conflict')) throw error;
  }
}

/** What somebody who joins now needs to see. */
async function live(
  deps: Pick<Deps, 'store' | 'wallNow'>,
  academy: Academy,
  person: Person,
): Promise<readonly Content[]> {
  const memberships = membershipsIn(person, academy.id, deps.wallNow());
  const contents = await Promise.all(
    memberships.map((membership) => liveFor(deps, academy, person, membership)),
  );
  const unique = new Map(contents.flat().map((content) => [JSON.stringify(content), content]));
  return [...unique.values()];
}

async function liveFor(
  deps: Pick<Deps, 'store'>,
  academy: Academy,
  person: Person,
  { role, organisation }: Membership,
): Promise<readonly Content[]> {
  if (role === 'coordinator') return [{ kind: 'desk' }, ...(await openQuestions(deps, academy))];
  const pairing: Content[] =
    organisation !== undefined && academy.revision.pairings.some((p) => p.organisation === organisation)
      ? [{ kind: 'pairing', organisation }]
      : [];
  const sprint = currentSprint(academy);
  const sprints: Content[] = sprint ? [{ kind: 'sprint', sprint: sprint.id }] : [];
  if (role === 'mentor' || organisation === undefined) return [...pairing, ...sprints];
  const marks = (
    await Promise.all(openedSprints(academy).map((opened) => marksOf(deps, academy, organisation, opened)))
  ).flat();
  return [...pairing, ...sprints, ...promptsSoFar(academy, person, marks)];
}

/** Questions told to a coordinator on arrival at most. */
const QUESTIONS = 5;

async function openQuestions({ store }: Pick<Deps, 'store'>, academy: Academy): Promise<readonly Content[]> {
  const range = { from: OPEN, to: after(OPEN), limit: QUESTIONS };
  const pk = academyPartition(academy.id);
  const { docs } = await store.query<NewcomerQuestion>({ pk, type: newcomers.type, ...range });
  return docs.map(({ data }) => ({ kind: 'newcomer', newcomer: data.id }));
}

/** Those of a time before the person came among them: they are not sent, and the ledger says that they were closed. */
function promptsSoFar(academy: Academy, person: Person, marks: readonly Mark[]): readonly Content[] {
  return openedSprints(academy)
    .flatMap((sprint) => sprint.prompts)
    .flatMap(({ id }): Content[] => {
      const item = findItem(academy.programme, id);
      if (!item || marks.some((mark) => mark.item === id && mark.person === person.id)) return [];
      const { opens } = answerWindow(item, academy.programme);
      return opens <= academy.now ? [{ kind: 'prompt', item: id }] : [];
    });
}
