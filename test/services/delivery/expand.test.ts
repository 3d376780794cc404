import assert from 'node:assert/strict';
import { expand } from '../../../services/delivery/expand.ts';
import type { Audience, Content } from '../../../services/domain/delivery.ts';
import { itemId, noticeId, organisationId, tenantId } from '../../../services/domain/ids.ts';
import { instant } from '../../../services/domain/time.ts';
import { lanePartition, marks } from '../../../services/store/documents.ts';
import { createDoc, isFailure } from '../../../services/store/access.ts';
import type { Store } from '../../../services/store/port.ts';
import { applyImport, prepareImport } from '../../../services/usecases/import.ts';
import { readNotice } from '../../../services/usecases/ledger.ts';
import { aMark, anAccount } from '../../helpers/builders.ts';
import { aDeliveryWorld, counted, must, smallRoster, some } from '../../helpers/delivery-world.ts';
import type { World, WorldOptions } from '../../helpers/delivery-world.ts';
import { failingAt, interruptedAt } from '../../helpers/failing-store.ts';
import { anOrganisation, aProgramme } from '../../helpers/programme.ts';
import { watching } from '../../helpers/watched-store.ts';

const ETELA_SAVO = organisationId('etela-savo');
const two: readonly Content[] = [{ kind: 'home' }, { kind: 'welcome' }];

/** A process that expands the notice, and nothing else. */
async function expandIn(world: World, store: Store = world.store, stopping?: () => boolean): Promise<void> {
  const deps = world.deps({ store });
  const doc = must(await readNotice(store, world.programme.id, noticeId('notice')));
  const academy = must(await deps.academies.read(world.programme.id));
  await expand(deps, academy, doc, stopping);
}

async function expanded(audience: Audience, options: WorldOptions = {}): Promise<World> {
  const world = await aDeliveryWorld(options);
  await world.tell({ audience });
  await expandIn(world);
  return world;
}

async function names(world: World): Promise<readonly string[]> {
  const all = await world.deliveries('notice');
  const found: string[] = [];
  for (const { person } of all) {
    const read = must((await world.deps().persons.read(person))?.data);
    found.push(read.name);
  }
  return found.sort();
}

/** Everybody's account is in another tenant from now on; who had none gets one, and one person loses theirs. */
async function everybodyMoves(world: World): Promise<void> {
  for (const { name } of smallRoster) {
    const accounts = name === 'hanna' ? [] : [anAccount({ tenant: tenantId('moved'), userId: `29:${name}` })];
    await world.change(name, (person) => ({ ...person, accounts }));
  }
}

/** Everybody stands in the ledger once, whatever the lane, and is counted once. */
async function assertOnce(world: World, parts: number, where: string): Promise<void> {
  const all = await world.deliveries('notice');
  assert.equal(new Set(all.map(({ person, part }) => `${person} ${String(part)}`)).size, 7 * parts, where);
  assert.equal(all.length, 7 * parts, where);
  const { lanes, expansion, status } = await world.notice('notice');
  assert.deepEqual([expansion.recipients, status, expansion.chosen], [7, 'sending', undefined], where);
  assert.deepEqual(
    all.map(({ lane }) => lane).filter((lane) => !lanes.includes(lane)),
    [],
    where,
  );
  assert.deepEqual(some(await world.tally('notice')), counted(all), where);
}

describe('expanding a notice', () => {
  it('makes one delivery for each recipient and content, with ids that say which', async () => {
    const world = await aDeliveryWorld();
    await world.tell({ contents: two, audience: { to: 'organisation', organisation: ETELA_SAVO } });
    await expandIn(world);
    const aino = (await world.person('aino')).id;
    const page = await world.store.query<object>({ type: 'delivery', limit: 100 });
    const ids = page.docs.map((doc) => doc.id).filter((id) => id.startsWith(aino));
    assert.deepEqual(ids.sort(), [`${aino}.0`, `${aino}.1`]);
    assert.equal(page.docs.length, 6);
  });

  it('tells who is in the audience, once each, and never the author', async () => {
    const all = ['aino', 'ebba', 'eero', 'hanna', 'kaisa', 'm1', 'm5'];
    assert.deepEqual(await names(await expanded({ to: 'everybody' })), all);
    assert.deepEqual(await names(await expanded({ to: 'participants' })), ['aino', 'ebba', 'eero', 'hanna']);
    const organisation = { to: 'organisation', organisation: ETELA_SAVO } as const;
    assert.deepEqual(await names(await expanded(organisation)), ['aino', 'eero', 'm1']);
    const world = await aDeliveryWorld();
    await world.tell({ except: (await world.person('kaisa')).id });
    await expandIn(world);
    assert.deepEqual(
      await names(world),
      all.filter((name) => name !== 'kaisa'),
    );
  });

  it('leaves out whose organisation has answered', async () => {
    const world = await aDeliveryWorld();
    await world.tell({ audience: { to: 'unanswered', item: itemId('s1-t1') } });
    const by = (await world.person('aino')).id;
    await createDoc(world.store, marks, aMark({ by, organisation: ETELA_SAVO, item: itemId('s1-t1') }));
    await expandIn(world);
    assert.deepEqual(await names(world), ['ebba', 'hanna']);
  });

  it('somebody with two roles gets one', async () => {
    const twice = { ...must(smallRoster.at(-1)), role: 'mentor' as const };
    assert.equal(
      (await names(await expanded({ to: 'everybody' }, { entries: [...smallRoster, twice] }))).length,
      7,
    );
  });

  it('says at once who cannot be reached, and why', async () => {
    const world = await aDeliveryWorld({ without: ['eero'] });
    await world.change('ebba', (p) => ({
      ...p,
      accounts: p.accounts.map((a) => ({ ...a, installed: false })),
    }));
    await world.tell({});
    await expandIn(world);
    const all = await world.deliveries('notice');
    assert.deepEqual(counted(all), { pending: 5, unreachable: 2 });
    const reasons = all.flatMap(({ state }) => (state.state === 'unreachable' ? [state.reason] : []));
    assert.deepEqual(reasons.sort(), ['notMet', 'removed']);
    assert.deepEqual(some(await world.tally('notice')), { pending: 5, unreachable: 2 });
  });

  it('puts each tenant into lanes of its own', async () => {
    const world = await expanded(
      { to: 'everybody' },
      { tenantOf: (name) => (name === 'aino' ? 'hers' : 'theirs') },
    );
    assert.deepEqual((await world.notice('notice')).lanes, ['hers/0', 'theirs/0']);
  });

  it('is done from the roster that was current when the notice was made', async () => {
    const world = await aDeliveryWorld();
    await world.tell({ audience: { to: 'organisation', organisation: ETELA_SAVO } });
    const programme = aProgramme({
      organisations: [
        anOrganisation({ mentor: 'm5@expert.example' }),
        ...world.programme.organisations.slice(1),
      ],
    });
    const entries = smallRoster.filter(({ name }) => name !== 'eero');
    const now = instant(world.now);
    await applyImport(world.store, await prepareImport(world.store, programme, entries, now), now);
    await expandIn(world);
    assert.deepEqual(await names(world), ['aino', 'eero', 'm1']);
  });

  it('done twice changes nothing', async () => {
    const world = await expanded({ to: 'everybody' });
    const before = await world.store.query({ type: 'delivery', limit: 100 });
    await expandIn(world);
    assert.deepEqual(await world.store.query({ type: 'delivery', limit: 100 }), before);
  });

  it('stops after the page in hand when told to, and goes on from there', async () => {
    const world = await aDeliveryWorld();
    await world.tell({});
    let asked = 0;
    await expandIn(world, world.store, () => (asked += 1) > 1);
    const { status, expansion } = await world.notice('notice');
    assert.deepEqual([status, expansion.page], ['expanding', 1]);
    await expandIn(world);
    assert.equal((await world.notice('notice')).status, 'sending');
    assert.equal((await names(world)).length, 7);
  });

  it('without recipients is done', async () => {
    const world = await expanded({ to: 'people', people: [] });
    const { status, expansion, lanes } = await world.notice('notice');
    assert.deepEqual([status, expansion.recipients, lanes], ['sending', 0, []]);
  });

  it('counts somebody on two pages of the roster once, though they change tenants in between', async () => {
    const twice = { ...must(smallRoster[0]), role: 'coordinator' as const };
    const { organisation: _, ...coordinator } = twice;
    const world = await aDeliveryWorld({ entries: [...smallRoster, coordinator] });
    await world.tell({});
    let asked = 0;
    await expandIn(world, world.store, () => (asked += 1) > 1);
    await everybodyMoves(world);
    await expandIn(world);
    await assertOnce(world, 1, '');
  });

  it('asks the store for no delivery one by one where nothing was made before', async () => {
    const world = await aDeliveryWorld();
    await world.tell({ contents: two });
    const store = watching(world.store);
    await expandIn(world, store);
    const lane = `read ${lanePartition(world.programme.id, noticeId('notice'), 'tenant/0')}`;
    const asked = store.calls.filter((call) => call.startsWith(lane));
    assert.deepEqual(new Set(asked), new Set([`${lane} tally`]));
  });

  it('by two processes at once puts nobody into two lanes, whoever changes tenants in between', async () => {
    let interruptions = 0;
    for (let nth = 1; ; nth += 1) {
      const world = await aDeliveryWorld({ without: ['m5'] });
      await world.tell({ contents: two });
      const store = interruptedAt(world.store, nth, async () => {
        await everybodyMoves(world);
        await expandIn(world);
      });
      await expandIn(world, store).catch((error: unknown) => {
        assert.ok(isFailure(error, 'precondition'), String(error));
      });
      if (store.calls < nth) break;
      interruptions += 1;
      await assertOnce(world, 2, `before call ${String(nth)}`);
      await world.store.close();
    }
    assert.ok(interruptions > 10, String(interruptions));
  });

  for (const landed of [false, true]) {
    it(`a crash ${landed ? 'after' : 'at'} any of its writes loses and doubles nobody, though all change tenants`, async () => {
      let crashes = 0;
      for (let nth = 1; ; nth += 1) {
        const world = await aDeliveryWorld({ tenantOf: (name) => (name < 'g' ? 'a' : 'b'), without: ['m5'] });
        await world.tell({ contents: two });
        const store = failingAt(world.store, nth, { landed });
        const failed = await expandIn(world, store).then(
          () => false,
          () => true,
        );
        if (!failed) break;
        crashes += 1;
        await everybodyMoves(world);
        await expandIn(world);
        await assertOnce(world, 2, `write ${String(nth)}`);
        await world.store.close();
      }
      assert.ok(crashes >= 6, String(crashes));
    });
  }
});
