import assert from 'node:assert/strict';
import type { Delivery } from '../../services/domain/delivery.ts';
import { chance as chanceOf } from '../../deploy/local/people/chance.ts';
import { some } from '../helpers/delivery-world.ts';
import { simulated, tenantOfName, tooMany } from './simulated.ts';
import type { Fault, Simulated } from './simulated.ts';

const SEED = 20_231_101;
const PEOPLE = 300;

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

describe('sending through', () => {
  it('a Teams that answers keeps to its limits, and is close to them', async function () {
    this.timeout(60_000);
    const simulation = await simulated({ recipients: 1000 });
    await simulation.run();
    await assertTrue(simulation);
    assert.equal(simulation.tooFast(), 0);
    assert.equal(simulation.requests(), 1000);
    const seconds = lastAt(simulation) / 1000;
    // Every second is counted from the answer on, which takes 50 ms.
    assert.ok(seconds < (1000 / 50) * 1.06 + 0.1, `${String(seconds)} s`);
  });

  for (const [what, asked] of [
    ['with Retry-After', 2000],
    ['without Retry-After', undefined],
  ] as const) {
    it(`a storm of 429 ${what} loses and doubles nobody`, async function () {
      this.timeout(60_000);
      const chance = seededChance(SEED);
      const fault = () => (chance() < 0.3 ? tooMany(asked) : undefined);
      const simulation = await simulated({ recipients: PEOPLE, fault, chance });
      await simulation.run();
      await assertTrue(simulation);
      assert.deepEqual(some(await simulation.world.tally('notice')), { sent: PEOPLE });
      assert.equal(simulation.tooFast(), 0);
    });
  }

  it('a pause of a whole tenant is kept, and keeps no other tenant waiting', async function () {
    this.timeout(60_000);
    const paused = (name: string) => tenantOfName(name, 2) === 'tenant-0';
    let during = 0;
    const fault = (to: string, _nth: number, now: number): Fault | undefined => {
      if (!paused(to) || now >= 60_000) return undefined;
      during += 1;
      return tooMany(60_000 - now);
    };
    const simulation = await simulated({ recipients: PEOPLE, tenants: 2, fault });
    await simulation.run();
    await assertTrue(simulation);
    assert.deepEqual(some(await simulation.world.tally('notice')), { sent: PEOPLE });
    assert.ok(during <= 16, `${String(during)} requests into the pause`);
    assert.ok(lastAt(simulation, (name) => !paused(name)) < 5000);
    assert.ok(lastAt(simulation, paused) < 70_000);
  });

  it('one poisoned recipient delays nobody else', async function () {
    this.timeout(60_000);
    const fault = (to: string) => (to === 'p7' ? tooMany(30_000) : undefined);
    const simulation = await simulated({ recipients: PEOPLE, fault });
    await simulation.run();
    assert.equal(simulation.received.size, PEOPLE - 1);
    assert.ok(lastAt(simulation) < (PEOPLE / 50) * 1050 + 1000, String(lastAt(simulation)));
    assert.equal(simulation.tooFast(), 0);
  });

  it('a connector that answers one recipient after 20 seconds delays nobody else', async function () {
    this.timeout(60_000);
    const simulation = await simulated({ recipients: PEOPLE, delayMs: (to) => (to === 'p7' ? 20_000 : 50) });
    await simulation.run();
    await assertTrue(simulation);
    assert.ok(lastAt(simulation, (name) => name !== 'p7') < (PEOPLE / 50) * 1050 + 1000);
  });

  it('a connector that takes 20 seconds for everybody gets everybody their card', async function () {
    this.timeout(60_000);
    const simulation = await simulated({ recipients: 60, delayMs: () => 20_000 });
    await simulation.run();
    await assertTrue(simulation);
    assert.deepEqual(some(await simulation.world.tally('notice')), { sent: 60 });
  });

  for (const whenUncertain of [undefined, 'hold'] as const) {
    it(`gateways that lose answers${whenUncertain ? ', where the notice asks to be held, doubles nobody' : ': doubles stand on the ledger'}`, async function () {
      this.timeout(60_000);
      const chance = seededChance(SEED + 1);
      const fault = (_to: string, nth: number): Fault | undefined =>
        chance() < 0.05
          ? { answer: { result: 'refused', status: nth % 2 ? 502 : 504 }, taken: true }
          : undefined;
      const policy = whenUncertain ? { whenUncertain } : {};
      const simulation = await simulated({ recipients: PEOPLE, fault, chance, ...policy });
      await simulation.run();
      await assertTrue(simulation);
      const doubled = [...simulation.received.values()].filter((count) => count > 1).length;
      const tally = some(await simulation.world.tally('notice'));
      if (whenUncertain) assert.deepEqual([doubled, Object.keys(tally)], [0, ['sent', 'held']]);
      else assert.ok(doubled > 0 && tally['sent'] === PEOPLE);
    });
  }

  it('resets, silence and server errors, before and after a message was taken: all in doubt is held', async function () {
    this.timeout(60_000);
    const chance = seededChance(SEED + 2);
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
    const simulation = await simulated({ recipients: PEOPLE, fault, chance });
    await simulation.run();
    await assertTrue(simulation);
    const { sent = 0, held = 0 } = some(await simulation.world.tally('notice'));
    assert.equal(sent + held, PEOPLE);
    assert.ok(held > 10 && held < 60, String(held));
  });

  it('an outage of the whole tenant costs a few doubts, and goes on by itself when it is over', async function () {
    this.timeout(60_000);
    const fault = (_to: string, _nth: number, now: number): Fault | undefined =>
      now > 1000 && now < 600_000 ? { answer: { result: 'noAnswer', cause: 'timeout' } } : undefined;
    const simulation = await simulated({ recipients: PEOPLE, fault });
    await simulation.run();
    await assertTrue(simulation);
    const { sent = 0, held = 0 } = some(await simulation.world.tally('notice'));
    assert.equal(sent + held, PEOPLE);
    assert.ok(held <= 24, `${String(held)} in doubt`);
  });
});
