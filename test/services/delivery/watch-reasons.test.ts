import assert from 'node:assert/strict';
import { renderCard } from '../../../cards/render.ts';
import { words } from '../../../cards/words/words.ts';
import type { DeliveryDeps } from '../../../services/delivery/deps.ts';
import { Leases } from '../../../services/delivery/leases.ts';
import { limitedPace } from '../../../services/delivery/pace.ts';
import { stuckReasons } from '../../../services/domain/delivery.ts';
import type { SendResult, StuckReason } from '../../../services/domain/delivery.ts';
import { tenantId } from '../../../services/domain/ids.ts';
import { languages } from '../../../services/domain/language.ts';
import { instant, MINUTE, SECOND } from '../../../services/domain/time.ts';
import type { DeskView } from '../../../services/domain/view.ts';
import { StoreError } from '../../../services/store/port.ts';
import { Academies } from '../../../services/usecases/academies.ts';
import { showDesk } from '../../../services/usecases/desk.ts';
import { wordsOf } from '../../helpers/academy.ts';
import { aRosterEntry } from '../../helpers/builders.ts';
import { accepted, aDeliveryWorld, must, smallRoster } from '../../helpers/delivery-world.ts';
import type { Answering, World } from '../../helpers/delivery-world.ts';
import { failingAt } from '../../helpers/failing-store.ts';

/** Something that keeps a notice from moving for as long as it lasts. */
interface Trouble {
  readonly deps?: Partial<DeliveryDeps>;
  readonly answer?: Answering;
  /** What goes on beside, whenever time has passed. */
  readonly beside?: () => Promise<void>;
}

const always =
  (result: SendResult): Answering =>
  () =>
    result;
const refused = (status: number, more: object = {}): SendResult => ({ result: 'refused', status, ...more });
const LONG = { retryAfterMs: 20 * MINUTE };

/** A way into each of the reasons. */
const troubles: Record<StuckReason, (world: World, lasts: () => boolean) => Trouble | Promise<Trouble>> = {
  throttled: () => ({ answer: always(refused(429, LONG)) }),
  doubt: () => ({ answer: always({ result: 'noAnswer', cause: 'timeout' }) }),
  disabledByAdmin: () => ({ answer: always(refused(403, { code: 'BotDisabledByAdmin' })) }),
  signIn: () => ({ answer: always(refused(401)) }),
  chat: () => ({ answer: ({ to }, n) => (to === 'aino' ? refused(429, LONG) : accepted(n)) }),
  elsewhere: async (world, lasts) => {
    const tenant = tenantId('tenant');
    const other = new Leases(world.store, { owner: 'other', termMs: 15_000, now: () => world.ticks });
    await other.hold(tenant);
    const renewed = async () => {
      if (!lasts()) return;
      other.use(tenant);
      await other.tend();
    };
    return { beside: renewed };
  },
  store: ({ store }, lasts) => {
    const failing = { ...failingAt(store, Infinity) };
    const { batch } = failing;
    failing.batch = (pk, operations) =>
      lasts() && pk.startsWith('d:')
        ? Promise.reject(new StoreError('throttled', 'hot'))
        : batch(pk, operations);
    return { deps: { store: failing } };
  },
  failed: (world, lasts) => {
    const academies = new Academies(world.store, () => instant(world.now));
    const revisionOf = academies.revisionOf.bind(academies);
    academies.revisionOf = (id, revision) =>
      lasts() ? Promise.reject(new TypeError('not as it should be')) : revisionOf(id, revision);
    return { deps: { academies } };
  },
};

async function deskOf(world: World): Promise<DeskView> {
  const person = await world.person('kaisa');
  const memberships = [must(person.memberships[0])] as const;
  return showDesk({ deps: world.deps(), person, academy: await world.academy(), memberships });
}

const warnings = ({ complaints }: World) => complaints.filter((line) => line.startsWith('a notice is stuck'));

/** More than are tried within five minutes where one after the other ends in doubt. */
const entries = [
  ...smallRoster,
  ...Array.from({ length: 90 }, (_, n) =>
    aRosterEntry({ name: `p${String(n)}`, address: `p${String(n)}@etela-savo.example` }),
  ),
];

describe('a notice that does not move', function () {
  this.timeout(30_000);

  for (const reason of stuckReasons)
    it(`(${reason}) is named after five minutes in the log and on the desk, and no longer once it moves`, async () => {
      const world = await aDeliveryWorld({ entries });
      let lasts = true;
      const trouble = await troubles[reason](world, () => lasts);
      world.answer = trouble.answer ?? world.answer;
      const pace = limitedPace(
        { thread: [{ count: 1000, ms: SECOND }], tenantPerSecond: 1000 },
        () => world.ticks,
        () => Promise.resolve(),
      );
      await world.tell({});
      const engine = world.engine('one', { pace, ...trouble.deps });
      const passes = async (ms: number, stepMs: number) => {
        for (let passed = 0; passed < ms; passed += stepMs) {
          world.now += stepMs;
          world.ticks += stepMs;
          await trouble.beside?.();
          await engine.runDue();
        }
      };
      await engine.runDue();
      await passes(5 * MINUTE - 5 * SECOND, 5 * SECOND);
      assert.deepEqual([(await deskOf(world)).stuck, warnings(world)], [[], []], 'not before');
      await passes(MINUTE + 10 * SECOND, 5 * SECOND);
      const desk = await deskOf(world);
      assert.deepEqual(
        desk.stuck.map(({ why, notice }) => [why, notice]),
        [[reason, 'notice']],
      );
      assert.deepEqual(
        warnings(world).map((line) => line.includes(`"why":"${reason}"`)),
        [true],
        'once in the log',
      );
      for (const language of languages) {
        const said = wordsOf(renderCard(desk, language).content);
        assert.ok(said.includes(words[language][`stuck.${reason}`]), said);
      }
      lasts = false;
      world.answer = (_post, n) => accepted(n);
      await passes(40 * MINUTE, MINUTE);
      assert.deepEqual((await deskOf(world)).stuck, []);
      assert.equal((await world.notice('notice')).status, 'done');
    });
});
