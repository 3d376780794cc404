/** What a Teams in trouble does to a notice for many, in virtual time. Each storm rejects where the promise is broken:
 * somebody lost, doubled without a word on the ledger, or kept waiting by somebody else's trouble. */
import assert from 'node:assert/strict';
import { chance as chanceOf } from '../../deploy/local/people/chance.ts';
import type { Delivery } from '../../services/domain/delivery.ts';
import { some } from '../helpers/delivery-world.ts';
import { simulated, tenantOfName, tooMany } from './simulated.ts';
import type { Fault, Simulated } from './simulated.ts';

export interface Storm {
  readonly name: string;
  /** The same for the same seed. Resolves with what came of it, in a few words. */
  run(people: number, seed: number): Promise<string>;
}

/** Milliseconds that sending to so many takes at the documented pace, and a second more. Every second of it is counted
 * from the answer on, which takes 50 ms. */
const atPace = (people: number) => (people / 50) * 1060 + 1000;

/** The same numbers for the same seed. */
function seededChance(seed: number): () => number {
  let nth = 0;
  return () => chanceOf(seed, (nth += 1));
}

const nameOf = async ({ world }: Simulated, { person }: Delivery): Promise<string> =>
  (await world.deps().persons.read(person))?.data.name ?? '';

/** Nobody was lost: everybody has the card, or is on the ledger as held. Doubles only where the ledger says so. */
async function assertTrue(simulation: Simulated): Promise<void> {
  const { world, received } = simulation;
  for (const delivery of await world.deliveries('notice')) {
    const got = received.get(await nameOf(simulation, delivery)) ?? 0;
    const { state } = delivery;
    if (state.state === 'sent')
      assert.ok(got === 1 || (got > 1 && state.maybeTwice), `sent, and got ${String(got)}`);
    else assert.ok(state.state === 'held' && got <= 1, `${state.state}, and got ${String(got)}`);
  }
}

const lastAt = ({ receivedAt }: Simulated, of: (name: string) => boolean = () => true): number =>
  Math.max(...[...receivedAt].filter(([name]) => of(name)).map(([, at]) => at));

const tallied = async ({ world }: Simulated) => some(await world.tally('notice'));

/** Everybody got exactly one card, never faster than Teams allows. */
async function assertAllSent(simulation: Simulated, people: number): Promise<string> {
  await assertTrue(simulation);
  assert.deepEqual(await tallied(simulation), { sent: people });
  assert.equal(simulation.tooFast(), 0);
  return `${String(people)} sent with ${String(simulation.requests())} requests`;
}

/** What is in doubt is held, and nobody is forgotten. */
async function heldOf(simulation: Simulated, people: number): Promise<number> {
  await assertTrue(simulation);
  const { sent = 0, held = 0 } = await tallied(simulation);
  assert.equal(sent + held, people);
  return held;
}

function busy(name: string, asked: number | undefined): Storm {
  return {
    name,
    async run(recipients, seed) {
      const chance = seededChance(seed);
      const fault = () => (chance() < 0.3 ? tooMany(asked) : undefined);
      const simulation = await simulated({ recipients, fault, chance });
      await simulation.run();
      return assertAllSent(simulation, recipients);
    },
  };
}

const calm: Storm = {
  name: 'a Teams that answers keeps to its limits, and is close to them',
  async run(recipients) {
    const simulation = await simulated({ recipients });
    await simulation.run();
    const said = await assertAllSent(simulation, recipients);
    assert.equal(simulation.requests(), recipients);
    assert.ok(lastAt(simulation) < atPace(recipients), `${String(lastAt(simulation))} ms`);
    return said;
  },
};

const pausedTenant: Storm = {
  name: 'a tenant that asks for a minute of rest gets it, and keeps no other tenant waiting',
  async run(recipients) {
    const paused = (name: string) => tenantOfName(name, 2) === 'tenant-0';
    let during = 0;
    const fault = (to: string, _nth: number, now: number): Fault | undefined => {
      if (!paused(to) || now >= 60_000) return undefined;
      during += 1;
      return tooMany(60_000 - now);
    };
    const simulation = await simulated({ recipients, tenants: 2, fault });
    await simulation.run();
    const said = await assertAllSent(simulation, recipients);
    // As many as were under way when the first one was asked: eight in each lane.
    assert.ok(during <= 16 * Math.ceil(recipients / 1000), `${String(during)} requests into the rest`);
    assert.ok(lastAt(simulation, (name) => !paused(name)) < atPace(recipients / 2) + 2000);
    assert.ok(lastAt(simulation, paused) < 60_000 + atPace(recipients / 2) + 5000);
    return `${said}, ${String(during)} of them into the rest`;
  },
};

const poisoned: Storm = {
  name: 'one poisoned recipient delays nobody else',
  async run(recipients) {
    const fault = (to: string) => (to === 'p7' ? tooMany(30_000) : undefined);
    const simulation = await simulated({ recipients, fault });
    await simulation.run();
    assert.equal(simulation.received.size, recipients - 1);
    assert.ok(lastAt(simulation) < atPace(recipients), String(lastAt(simulation)));
    assert.equal(simulation.tooFast(), 0);
    return `${String(recipients - 1)} sent after ${(lastAt(simulation) / 1000).toFixed(1)} s`;
  },
};

const oneSlow: Storm = {
  name: 'a connector that answers one recipient after 20 seconds delays nobody else',
  async run(recipients) {
    const simulation = await simulated({ recipients, delayMs: (to) => (to === 'p7' ? 20_000 : 50) });
    await simulation.run();
    await assertTrue(simulation);
    assert.ok(lastAt(simulation, (name) => name !== 'p7') < atPace(recipients));
    return `the others had it after ${(lastAt(simulation, (name) => name !== 'p7') / 1000).toFixed(1)} s`;
  },
};

const allSlow: Storm = {
  name: 'a connector that takes 20 seconds for everybody gets everybody their card',
  async run(people) {
    // Eight at once in a lane: what takes hours for many takes minutes for these.
    const recipients = Math.min(people, 200);
    const simulation = await simulated({ recipients, delayMs: () => 20_000 });
    await simulation.run();
    return assertAllSent(simulation, recipients);
  },
};

function lostByGateways(name: string, whenUncertain: 'hold' | undefined): Storm {
  return {
    name,
    async run(recipients, seed) {
      const chance = seededChance(seed);
      const fault = (_to: string, nth: number): Fault | undefined =>
        chance() < 0.05
          ? { answer: { result: 'refused', status: nth % 2 ? 502 : 504 }, taken: true }
          : undefined;
      const policy = whenUncertain ? { whenUncertain } : {};
      const simulation = await simulated({ recipients, fault, chance, ...policy });
      await simulation.run();
      const held = await heldOf(simulation, recipients);
      const doubled = [...simulation.received.values()].filter((count) => count > 1).length;
      assert.ok(whenUncertain ? doubled === 0 && held > 0 : doubled > 0 && held === 0);
      return `${String(doubled)} doubled, all of them marked; ${String(held)} held`;
    },
  };
}

const doubts: Storm = {
  name: 'resets, silence and server errors, before and after a message was taken: all in doubt is held',
  async run(recipients, seed) {
    const chance = seededChance(seed);
    const answers: readonly Fault['answer'][] = [
      { result: 'noAnswer', cause: 'reset' },
      { result: 'noAnswer', cause: 'timeout' },
      { result: 'refused', status: 500 },
    ];
    const fault = (): Fault | undefined => {
      if (chance() >= 0.1) return undefined;
      const answer = answers[Math.floor(chance() * answers.length)];
      return answer && { answer, taken: chance() < 0.5 };
    };
    const simulation = await simulated({ recipients, fault, chance });
    await simulation.run();
    const held = await heldOf(simulation, recipients);
    assert.ok(held > recipients * 0.03 && held < recipients * 0.2, String(held));
    return `${String(held)} held`;
  },
};

const outage: Storm = {
  name: 'an outage of the whole tenant costs a few doubts, and goes on by itself when it is over',
  async run(recipients) {
    const fault = (_to: string, _nth: number, now: number): Fault | undefined =>
      now > 1000 && now < 600_000 ? { answer: { result: 'noAnswer', cause: 'timeout' } } : undefined;
    const simulation = await simulated({ recipients, fault });
    await simulation.run();
    const held = await heldOf(simulation, recipients);
    // What was under way when it began, and one probe at a time from then on.
    assert.ok(held <= 16 + 8 * Math.ceil(recipients / 1000), `${String(held)} in doubt`);
    return `${String(held)} held`;
  },
};

export const storms: readonly Storm[] = [
  calm,
  busy('a storm of 429 with Retry-After loses and doubles nobody', 2000),
  busy('a storm of 429 without Retry-After loses and doubles nobody', undefined),
  pausedTenant,
  poisoned,
  oneSlow,
  allSlow,
  lostByGateways('gateways that lose answers: doubles stand on the ledger', undefined),
  lostByGateways('gateways that lose answers, where the notice asks to be held: nobody is doubled', 'hold'),
  doubts,
  outage,
];
