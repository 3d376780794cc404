import assert from 'node:assert/strict';
import { academyId } from '../../../services/domain/ids.ts';
import { addMilliseconds, instant, milliseconds, SECOND } from '../../../services/domain/time.ts';
import { openEmbedded } from '../../../services/store/embedded.ts';
import type { Store } from '../../../services/store/port.ts';
import { isDone, prepareImport } from '../../../services/usecases/import.ts';
import { failingAt } from '../../helpers/failing-store.ts';
import { aProgramme } from '../../helpers/programme.ts';

import {
  NOW,
  LATER,
  KATRI,
  RAILI,
  CAMILLA,
  AINO,
  ALVA,
  ROSTER,
  MATTI,
  CHANGED,
  changedProgramme,
  headOf,
  personOf,
  reachable,
  everything,
  importing,
} from '../../helpers/imports.ts';

describe('an import that is interrupted at any write, and repeated', () => {
  /** An academy, and another one in which Matti can be reached already. */
  async function firstImports(store: Store) {
    await importing(store);
    await importing(store, aProgramme({ id: academyId('other') }), [KATRI, RAILI, CAMILLA, MATTI]);
    await reachable(store, MATTI.address);
    await reachable(store, ALVA.address);
  }

  /** What an undisturbed run leaves, and how many writes it takes. */
  async function undisturbed(second: boolean) {
    const store = await openEmbedded(':memory:');
    if (second) await firstImports(store);
    const counting = failingAt(store, Infinity);
    await (second ? importing(counting, changedProgramme(), CHANGED, LATER) : importing(counting));
    const left = await everything(store);
    await store.close();
    return { left, writes: counting.writes };
  }

  async function interrupted(second: boolean, nth: number, landed: boolean) {
    const store = await openEmbedded(':memory:');
    if (second) await firstImports(store);
    const [programme, roster] = second ? [changedProgramme(), CHANGED] : [aProgramme(), ROSTER];
    await assert.rejects(importing(failingAt(store, nth, { landed }), programme, roster, LATER), /write/);
    const again = addMilliseconds(LATER, SECOND);
    await importing(store, programme, roster, again);
    assert.ok(isDone(await prepareImport(store, programme, roster, again)));
    const left = await everything(store);
    await store.close();
    return left;
  }

  for (const second of [false, true])
    for (const landed of [false, true])
      it(`ends as if nothing had happened: ${second ? 'changes' : 'a new academy'}, the write ${landed ? 'arrived' : 'was lost'}`, async () => {
        const { left, writes } = await undisturbed(second);
        assert.ok(writes > 10);
        for (let nth = 1; nth <= writes; nth += 1)
          assert.deepEqual(await interrupted(second, nth, landed), left, `write ${String(nth)}`);
      });

  it('takes back whom it had begun to bring in, when other files follow', async () => {
    const store = await openEmbedded(':memory:');
    await firstImports(store);
    const { writes } = await undisturbed(true);
    await assert.rejects(importing(failingAt(store, writes), changedProgramme(), CHANGED, NOW));
    await importing(store, aProgramme(), ROSTER, LATER);
    const matti = await personOf(store, MATTI.address);
    assert.deepEqual(
      matti.memberships.map(({ academy, to }) => [academy, to]),
      [
        ['other', undefined],
        ['academy-2023', LATER],
      ],
    );
    assert.equal(
      (await personOf(store, AINO.address)).memberships.filter(({ to }) => to === undefined).length,
      1,
    );
    await store.close();
  });

  it('goes on by itself where only the answer of a write was lost', async () => {
    const { left, writes } = await undisturbed(true);
    for (let nth = 1; nth <= writes; nth += 1) {
      const store = await openEmbedded(':memory:');
      await firstImports(store);
      const shaky = failingAt(store, nth, { landed: nth % 2 === 0, once: true, failure: 'ambiguous' });
      const { result } = await importing(shaky, changedProgramme(), CHANGED, LATER);
      assert.equal(result.outcome, 'done');
      assert.deepEqual(await everything(store), left, `write ${String(nth)}`);
      await store.close();
    }
  });
});

describe('a new demonstration, interrupted', () => {
  it('still begins five minutes before the first thing, by the clock of the second try', async () => {
    const store = await openEmbedded(':memory:');
    const demo = aProgramme({ demo: true });
    await assert.rejects(importing(failingAt(store, 3), demo, ROSTER, NOW));
    await importing(store, demo, ROSTER, LATER);
    const { clockOffset, plannedThrough } = await headOf(store);
    assert.equal(instant(milliseconds(LATER) + clockOffset), plannedThrough);
    await store.close();
  });
});
