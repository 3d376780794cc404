import assert from 'node:assert/strict';
import type { SendResult } from '../../../services/domain/delivery.ts';
import { MINUTE } from '../../../services/domain/time.ts';
import { accepted, aDeliveryWorld, some } from '../../helpers/delivery-world.ts';
import type { World } from '../../helpers/delivery-world.ts';
import { failingAt } from '../../helpers/failing-store.ts';

/** Aino has an account, and no chat with it. */
async function withoutChat(): Promise<World> {
  const world = await aDeliveryWorld();
  await world.change('aino', (person) => ({
    ...person,
    accounts: person.accounts.map(({ conversationId: _, ...account }) => account),
  }));
  return world;
}

async function tellAino(world: World): Promise<void> {
  const { id } = await world.person('aino');
  await world.tell({ audience: { to: 'people', people: [id] } });
}

const requests = ({ posts }: World) => posts.map(({ what }) => what);

describe('the first contact with a person', () => {
  it('opens a chat, remembers it, and only then sends the card', async () => {
    const world = await withoutChat();
    await tellAino(world);
    let known: string | undefined;
    world.answer = async ({ what }, nth) => {
      if (what === 'post') known = (await world.person('aino')).accounts[0]?.conversationId;
      return accepted(nth);
    };
    await world.engine().runDue();
    assert.deepEqual(requests(world), ['open', 'post']);
    assert.equal(known, 'chat-aino');
    assert.deepEqual(some(await world.tally('notice')), { sent: 1 });
  });

  it('after a crash at any write ends with one card, or one in doubt', async () => {
    for (const landed of [false, true]) {
      for (let nth = 1; ; nth += 1) {
        const world = await withoutChat();
        await tellAino(world);
        const dying = failingAt(world.store, nth, { landed });
        await world.engine('one', { store: dying }).runDue();
        if (dying.writes < nth) break;
        await world.takeOver();
        const { sent = 0, held = 0 } = some(await world.tally('notice'));
        assert.equal(sent + held, 1, `write ${String(nth)}`);
        const cards = requests(world).filter((what) => what === 'post').length;
        assert.ok(cards === 1 || (held === 1 && cards === 0), `write ${String(nth)}: ${String(cards)} cards`);
      }
    }
  });

  it('that gets no answer is made again: nothing can be doubled by it', async () => {
    const world = await withoutChat();
    await tellAino(world);
    let first = true;
    world.answer = (_post, nth): SendResult => {
      const lost = first;
      first = false;
      return lost ? { result: 'noAnswer', cause: 'timeout' } : accepted(nth);
    };
    await world.engine().runDue();
    assert.deepEqual(some(await world.tally('notice')), { pending: 1 });
    world.now += 5 * MINUTE;
    await world.engine().runDue();
    assert.deepEqual(requests(world), ['open', 'open', 'post']);
    assert.deepEqual(some(await world.tally('notice')), { sent: 1 });
  });

  it('that is refused for somebody unknown leaves them out of reach, with the reason', async () => {
    const world = await withoutChat();
    await tellAino(world);
    world.answer = () => ({ result: 'refused', status: 400, code: 'BadSyntax' });
    await world.engine().runDue();
    const [delivery] = await world.deliveries('notice');
    assert.equal(delivery?.state.state, 'unreachable');
    assert.equal(delivery.state.reason, 'notInstalled');
    assert.equal((await world.person('aino')).accounts[0]?.installed, false);
  });

  it('that will never be taken is dead, and the log says so', async () => {
    const world = await withoutChat();
    await tellAino(world);
    world.answer = () => ({ result: 'refused', status: 413 });
    await world.engine().runDue();
    const [delivery] = await world.deliveries('notice');
    assert.ok(delivery?.state.state === 'dead' && delivery.state.reason === '413');
    assert.equal(
      world.complaints.filter((line) => line.startsWith('a message cannot be delivered')).length,
      1,
    );
  });
});

describe('a chat that is gone', () => {
  const gone: SendResult = { result: 'refused', status: 404, code: 'ConversationNotFound' };

  it('is opened anew, and the card goes there', async () => {
    const world = await aDeliveryWorld();
    await tellAino(world);
    let first = true;
    world.answer = (_post, nth) => {
      const lost = first;
      first = false;
      return lost ? gone : accepted(nth);
    };
    await world.engine().runDue();
    assert.deepEqual(requests(world), ['post', 'open', 'post']);
    assert.deepEqual(some(await world.tally('notice')), { sent: 1 });
  });

  it('is opened anew also where other attempts came before', async () => {
    const world = await aDeliveryWorld();
    await tellAino(world);
    const answers: SendResult[] = [{ result: 'refused', status: 429, retryAfterMs: 0 }, gone];
    world.answer = ({ what }, nth) => (what === 'post' ? answers.shift() : undefined) ?? accepted(nth);
    await world.engine().runDue();
    world.now += 5 * MINUTE;
    await world.engine().runDue();
    assert.deepEqual(requests(world), ['post', 'post', 'open', 'post']);
    assert.deepEqual(some(await world.tally('notice')), { sent: 1 });
  });

  it('for good leaves the person out of reach', async () => {
    const world = await aDeliveryWorld();
    await tellAino(world);
    world.answer = ({ what }, nth) => (what === 'post' ? gone : accepted(nth));
    await world.engine().runDue();
    assert.deepEqual(requests(world), ['post', 'open', 'post']);
    const [delivery] = await world.deliveries('notice');
    assert.equal(delivery?.state.state === 'unreachable' && delivery.state.reason, 'chatGone');
  });
});

describe('a gateway that lost the answer', () => {
  const lost: SendResult = { result: 'refused', status: 504 };

  it('leaves a notice held that asks for it, and sends it once', async () => {
    const world = await aDeliveryWorld();
    const { id } = await world.person('aino');
    await world.tell({ audience: { to: 'people', people: [id] }, whenUncertain: 'hold' });
    world.answer = () => lost;
    await world.engine().runDue();
    world.now += 5 * MINUTE;
    await world.engine().runDue();
    assert.equal(world.posts.length, 1);
    const [delivery] = await world.deliveries('notice');
    assert.equal(delivery?.state.state === 'held' && delivery.state.cause, 'gateway');
  });
});
