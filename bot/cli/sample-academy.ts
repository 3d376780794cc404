import type { Role, RosterEntry } from '../../services/domain/people.ts';
import type { Organisation, Programme } from '../../services/domain/programme.ts';
import { instant } from '../../services/domain/time.ts';
import type { Instant } from '../../services/domain/time.ts';
import { openEmbedded } from '../../services/store/embedded.ts';
import { Academies } from '../../services/usecases/academies.ts';
import type { Act, Deps } from '../../services/usecases/deps.ts';
import { applyImport, prepareImport } from '../../services/usecases/import.ts';
import { Persons } from '../../services/usecases/persons.ts';

/** A programme with a few made-up people, in memory: there its cards can be seen before anybody gets them. */
export interface SampleAcademy {
  /** The organisation that has people: the one with the longest name. */
  readonly organisation: Organisation;
  /** What one of them does at a moment. */
  act(role: Role, at: Instant): Promise<Act>;
  close(): Promise<void>;
}

/** Before any programme, so that their memberships hold throughout. */
const LONG_AGO = instant(0);

const addressOf = (role: Role): string => `${role}@sample.invalid`;

export async function openSample(programme: Programme): Promise<SampleAcademy> {
  const organisation = longestNamed(programme.organisations);
  const store = await openEmbedded(':memory:');
  let now = LONG_AGO;
  const wallNow = () => now;
  const deps: Deps = {
    store,
    academies: new Academies(store, wallNow),
    persons: new Persons(store),
    wallNow,
    random: () => 0,
    nonce: () => 'x'.repeat(12),
    kick: () => undefined,
    sayTo: () => undefined,
  };
  const plan = await prepareImport(store, withSample(programme, organisation), people(programme), now);
  await applyImport(store, plan, now);
  return {
    organisation,
    async act(role, at) {
      now = at;
      const academy = await deps.academies.read(programme.id);
      const person = await deps.persons.byAddress(addressOf(role));
      const [first, ...rest] = person?.memberships.filter((held) => held.role === role) ?? [];
      if (!academy || !person || !first) throw new Error(`the sample has no ${role}`);
      return { deps, academy, person, memberships: [first, ...rest] };
    },
    close: () => store.close(),
  };

  function people({ defaultLanguage: language }: Programme): RosterEntry[] {
    const entry = (role: Role) => ({
      name: 'Maximiliana Sample',
      address: addressOf(role),
      aliases: [],
      role,
      language,
    });
    return [
      { ...entry('participant'), organisation: organisation.id },
      entry('mentor'),
      entry('coordinator'),
    ];
  }
}

/** On the wall's clock, and with the sample's mentor alone. */
function withSample(programme: Programme, { id }: Organisation): Programme {
  return {
    ...programme,
    demo: false,
    organisations: programme.organisations.map(({ mentor: _mentor, ...rest }) =>
      rest.id === id ? { ...rest, mentor: addressOf('mentor') } : rest,
    ),
  };
}

function longestNamed(organisations: readonly Organisation[]): Organisation {
  const length = ({ name }: Organisation) => Math.max(...Object.values(name).map((text) => text.length));
  const [longest] = [...organisations].sort((a, b) => length(b) - length(a));
  if (!longest) throw new Error('a programme has at least one organisation');
  return longest;
}
