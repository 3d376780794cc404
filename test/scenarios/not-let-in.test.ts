import assert from 'node:assert/strict';
import { SECOND } from '../../services/domain/time.ts';
import { anAcademy, DEMO } from '../helpers/academy.ts';
import type { AcademyWorld } from '../helpers/academy.ts';
import { cardsWith, clicks } from '../helpers/acts.ts';
import { startSignedTeams } from '../helpers/signed-teams.ts';
import type { SignedTeams } from '../helpers/signed-teams.ts';

interface Way {
  readonly what: string;
  /** Lets the bot in, or not. */
  lets(world: AcademyWorld, signedBy: SignedTeams, isIn: boolean): void;
}

const ways: readonly Way[] = [
  {
    what: 'Teams answers 401',
    lets: ({ teams }, _, isIn) => {
      teams.respond(
        isIn ? undefined : ({ operation }) => (operation === 'send' ? { status: 401 } : undefined),
      );
    },
  },
  {
    what: 'there is no token',
    lets: (_, signedBy, isIn) => {
      signedBy.lendsTokens(isIn);
    },
  },
];

describe('a bot that is not let in', function () {
  this.timeout(20_000);

  for (const { what, lets } of ways)
    it(`because ${what} says so once in the log, and again only after it was let in`, async () => {
      let passed = 0;
      const errors: string[] = [];
      const quiet = () => undefined;
      const signedBy = await startSignedTeams();
      const world = await anAcademy({
        installed: ['m3', 'ebba', 'axel'],
        signedBy,
        bot: {
          now: () => Date.now() + passed,
          ticks: () => performance.now() + passed,
          log: { info: quiet, warn: quiet, error: (_facts, said) => errors.push(said) },
        },
      });
      const ebba = world.person('ebba');
      const pairing = (await world.bot.deps.academies.read(DEMO))?.revision.pairings.find(
        ({ organisation }) => organisation === 'kymenlaakso',
      )?.id;
      const tells = async (text: string) => {
        const message = { pairing, nonce: text, text };
        await clicks(world.person('m3'), { verb: 'thread.send', academy: DEMO, ...message });
        await world.settle();
      };
      const has = (text: string) =>
        cardsWith(ebba, 'thread.send').some(({ activity }) => JSON.stringify(activity).includes(text));
      const goesOn = async (times: number) => {
        for (let n = 0; n < times; n += 1) {
          passed += 120 * SECOND;
          await world.settle();
        }
      };
      const alarms = () => errors.filter((said) => said.includes('does not let the bot in')).length;
      try {
        lets(world, signedBy, false);
        await tells('first');
        await goesOn(4);
        assert.deepEqual([alarms(), has('first')], [1, false]);
        lets(world, signedBy, true);
        await goesOn(1);
        assert.deepEqual([alarms(), has('first')], [1, true]);
        lets(world, signedBy, false);
        await tells('second');
        await goesOn(2);
        assert.equal(alarms(), 2);
        lets(world, signedBy, true);
        await goesOn(1);
        assert.deepEqual([alarms(), has('second')], [2, true]);
        assert.deepEqual(
          errors.filter((said) => !said.includes('does not let the bot in')),
          [],
        );
      } finally {
        await world.close();
        await signedBy.close();
      }
    });
});
