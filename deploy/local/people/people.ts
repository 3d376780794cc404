import type { Language } from '../../../services/domain/language.ts';
import type { Role } from '../../../services/domain/people.ts';
import type { Instant } from '../../../services/domain/time.ts';
import type { Journal } from '../journal.ts';
import type { Person } from '../teams/person.ts';
import { act } from './act.ts';
import type { Result } from './act.ts';
import { chance, pick } from './chance.ts';
import { decide } from './decide.ts';
import type { Intention } from './decide.ts';
import type { DemoItem } from './items.ts';

/** A person of the demonstration who is played by this program. */
export interface Played {
  readonly address: string;
  readonly role: Role;
  /** Of a participant. */
  readonly organisation?: string;
  readonly language: Language;
}

/** An intention that has been seen to, so that a restart does not repeat it. */
export interface Settled {
  readonly person: string;
  readonly item: string;
}

export interface DemoPeopleOptions {
  readonly seed: string;
  readonly people: readonly Played[];
  readonly items: readonly DemoItem[];
  /** Their Teams clients, by address. */
  readonly client: (address: string) => Person;
  /** Organisations in which a newcomer sits: the others leave its joint tasks to them for as long as they can. */
  readonly patient?: readonly string[];
  readonly settled?: Pick<Journal<Settled>, 'entries' | 'append'>;
  /** Hears of what went wrong; the person then lets it be. */
  readonly onProblem?: (problem: unknown) => void;
}

export interface DemoPeople {
  /** Does, in the order of time, everything that people want to do by then and have a card for. What lacks its card
   * is tried again the next time. Resolves with how many answers were given. */
  actUntil(academyNow: Instant): Promise<number>;
  /** When somebody next wants to do something, later than everything done so far. */
  nextAt(): Instant | undefined;
  /** Ends after the answer that is now being given. */
  stop(): Promise<void>;
}

interface Plan extends Intention {
  readonly person: Played;
  readonly item: DemoItem;
}

/** The people who live in the academy: the same seed, the same life. */
export function demoPeople(options: DemoPeopleOptions): DemoPeople {
  const settled = new Set((options.settled?.entries ?? []).map(keyOf));
  let plans = plan(options).filter((each) => !settled.has(keyOf(settling(each))));
  let reached = '';
  let stopped = false;
  let running: Promise<number> = Promise.resolve(0);

  const run = async (now: Instant): Promise<number> => {
    reached = now > reached ? now : reached;
    let done = 0;
    for (const each of plans.filter(({ at }) => at <= now)) {
      if (stopped) break;
      const result = await attempt(each, now, options);
      if (result === 'notYet') continue;
      plans = plans.filter((other) => other !== each);
      options.settled?.append(settling(each));
      if (result === 'done') done += 1;
    }
    return done;
  };

  return {
    actUntil: (now) => {
      // One after the other: two runs at once would act twice.
      running = running.then(() => run(now));
      return running;
    },
    nextAt: () => plans.find(({ at }) => at > reached)?.at,
    stop: async () => {
      stopped = true;
      await running;
    },
  };
}

async function attempt({ person, item }: Plan, now: Instant, options: DemoPeopleOptions): Promise<Result> {
  if (now > item.closes) return 'nothing';
  const { seed, client, onProblem } = options;
  try {
    return await act(client(person.address), item, {
      seed,
      person: person.address,
      language: person.language,
    });
  } catch (problem) {
    onProblem?.(problem);
    // A bot that is not there now may be there later; what it refuses it will refuse again.
    return isAbsence(problem) ? 'notYet' : 'nothing';
  }
}

function isAbsence(problem: unknown): boolean {
  return problem instanceof Error && 'code' in problem && String(problem.code).startsWith('ECONN');
}

/** Everything that anybody will want to do, in the order of time. */
function plan({ seed, people, items, patient = [] }: DemoPeopleOptions): Plan[] {
  const plans = items.flatMap((item) =>
    concerned(item, people, seed).flatMap((person): Plan[] => {
      const waits = item.scope === 'organisation' && patient.includes(person.organisation ?? '');
      const intention = decide(seed, person.address, item, waits);
      return intention ? [{ ...intention, person, item }] : [];
    }),
  );
  return plans.sort((a, b) =>
    a.at < b.at ? -1 : a.at > b.at ? 1 : a.person.address < b.person.address ? -1 : 1,
  );
}

/** Whom an item is for; of an organisation the one who takes it on. */
function concerned({ id, kind, scope }: DemoItem, people: readonly Played[], seed: string): Played[] {
  const participants = people.filter(({ role }) => role === 'participant');
  if (kind === 'rsvp') return people.filter(({ role }) => role !== 'coordinator');
  if (scope === 'person') return participants;
  const organisations = [...new Set(participants.map(({ organisation }) => organisation))];
  return organisations.map((organisation) => {
    const colleagues = participants.filter((person) => person.organisation === organisation);
    return pick(colleagues, chance(seed, 'takes it on', organisation ?? '', id));
  });
}

function settling({ person, item }: Plan): Settled {
  return { person: person.address, item: `${item.kind} ${item.id}` };
}

function keyOf({ person, item }: Settled): string {
  return `${person} ${item}`;
}
