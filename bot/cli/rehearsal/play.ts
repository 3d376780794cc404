/** A whole academy on a simulated clock: a store in memory, the real import, planner and engine, and a messenger that
 * sends nothing. */
import type { Content, Delivery, SkipReason } from '../../../services/domain/delivery.ts';
import { tenantId } from '../../../services/domain/ids.ts';
import type { OrganisationId, PersonId } from '../../../services/domain/ids.ts';
import type { Language, Localised } from '../../../services/domain/language.ts';
import { roles } from '../../../services/domain/people.ts';
import type { Person, Role, RosterEntry } from '../../../services/domain/people.ts';
import type { Programme } from '../../../services/domain/programme.ts';
import type { Instant } from '../../../services/domain/time.ts';
import type { View } from '../../../services/domain/view.ts';
import { across } from '../../../services/store/access.ts';
import { deliveries } from '../../../services/store/documents.ts';
import { openEmbedded } from '../../../services/store/embedded.ts';
import type { Store } from '../../../services/store/port.ts';
import { plan } from '../../../services/rules/plan.ts';
import type { PlannedNotice } from '../../../services/rules/plan.ts';
import { arrive } from '../../../services/usecases/arrive.ts';
import { applyImport, prepareImport } from '../../../services/usecases/import.ts';
import { readNotice } from '../../../services/usecases/ledger.ts';
import { beginsAt, endsBy, startClock, timeOf } from './time.ts';
import { stageFor } from './stage.ts';
import type { Stage } from './stage.ts';

/** A card that somebody got. */
export interface Send {
  readonly at: Instant;
  /** The notice it belongs to: what one person gets of one notice at once is one message of several cards. */
  readonly notice: string;
  readonly content: Content;
  readonly person: PersonId;
  readonly name: string;
  readonly role: Role;
  readonly organisations: readonly OrganisationId[];
  /** That the person reads. */
  readonly language: Language;
  readonly view: View;
}

export interface Played {
  /** When everybody opens Fadder. */
  readonly begins: Instant;
  readonly sends: readonly Send[];
  /** What the programme has to tell and nobody got, and why. */
  readonly unsent: readonly Unsent[];
  /** Why these files could not be played; nothing was sent then. */
  readonly problems: readonly string[];
  /** What went wrong on the way: cards that could not be made. */
  readonly complaints: readonly string[];
}

/** A planned notice that reached nobody. */
export interface Unsent {
  readonly at: Instant;
  readonly what: PlannedNotice['what'];
  readonly title: Localised;
  readonly why: SkipReason;
}

/** Everybody has the app, opens it before the first thing of the programme, and then never answers anything. */
export async function playAcademy(
  programme: Programme,
  entries: readonly RosterEntry[],
  open: () => Promise<Store> = () => openEmbedded(':memory:'),
): Promise<Played> {
  const store = await open();
  try {
    return await play(store, programme, entries);
  } finally {
    await store.close();
  }
}

async function play(store: Store, programme: Programme, entries: readonly RosterEntry[]): Promise<Played> {
  const begins = beginsAt(programme);
  const time = timeOf(begins);
  const prepared = await prepareImport(store, programme, entries, begins);
  const unplayed = { begins, sends: [], unsent: [], complaints: [] };
  if (prepared.problems.length > 0) return { ...unplayed, problems: prepared.problems };
  const { problems } = await applyImport(store, prepared, begins);
  if (problems.length > 0) return { ...unplayed, problems };
  await startClock(store, programme, begins);
  const stage = stageFor(store, time);
  const people = await everybody(stage, entries);
  for (const person of people) await arrive(stage.deps, person, accountOf(person));
  await untilTheEnd(stage, programme);
  const sends = await sendsOf(stage, people);
  const unsent = await unsentOf(stage, programme, sends);
  return { begins, sends, unsent, problems: [], complaints: stage.complaints };
}

async function everybody({ deps }: Stage, entries: readonly RosterEntry[]): Promise<readonly Person[]> {
  const addresses = [...new Set(entries.map(({ address }) => address))];
  const found = await Promise.all(addresses.map((address) => deps.persons.byAddress(address)));
  return found.flatMap((person) => person ?? []);
}

function accountOf({ id, tenant }: Person) {
  return {
    tenant: tenantId(tenant ?? 'rehearsal'),
    userId: `29:${id}`,
    serviceUrl: 'https://rehearsal.invalid',
    conversationId: `chat-${id}`,
  };
}

/** From one thing that falls due to the next. */
async function untilTheEnd(stage: Stage, programme: Programme): Promise<void> {
  const end = endsBy(programme);
  for (let next: Instant | undefined = stage.time.now; next !== undefined && next <= end;) {
    stage.time.now = next;
    await stage.engine.runDue();
    next = await stage.time.next(stage.deps, programme);
  }
}

/** As the ledger has them, in the order in which they were sent. */
async function sendsOf({ deps, drawn }: Stage, people: readonly Person[]): Promise<readonly Send[]> {
  const byId = new Map(people.map((person) => [person.id, person]));
  const sends: Send[] = [];
  for await (const { data } of across<Delivery>(deps.store, { type: deliveries.type })) {
    const person = byId.get(data.person);
    const view = data.state.state === 'sent' ? drawn.get(data.state.activityId) : undefined;
    if (data.state.state !== 'sent' || !person || !view) continue;
    const { notice, content, state } = data;
    sends.push({ at: state.at, notice, content, language: state.language, view, ...partOf(person) });
  }
  return sends.sort((a, b) => compare(a.at, b.at) || compare(a.notice, b.notice) || compare(a.name, b.name));
}

/** What another card of the day says as well is not missed. */
async function unsentOf(
  { deps }: Stage,
  programme: Programme,
  sends: readonly Send[],
): Promise<readonly Unsent[]> {
  const sent = new Set(sends.map(({ notice }) => notice));
  const found: Unsent[] = [];
  for (const { id, dueAt: at, what, title } of plan(programme)) {
    const untold = (await readNotice(deps.store, programme.id, id))?.data.untold;
    if (sent.has(id) || (untold && 'goesWith' in untold)) continue;
    const why = untold?.skipped ?? (what === 'bringBack' ? 'unanswered' : 'gone');
    if (why !== 'together') found.push({ at, what, title, why });
  }
  return found;
}

/** Of several roles the one with most to decide. */
function partOf({ id, name, memberships }: Person): Pick<Send, 'person' | 'name' | 'role' | 'organisations'> {
  const role = roles.findLast((one) => memberships.some((held) => held.role === one)) ?? 'participant';
  const organisations = [...new Set(memberships.flatMap(({ organisation }) => organisation ?? []))];
  return { person: id, name, role, organisations };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
