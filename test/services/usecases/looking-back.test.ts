import assert from 'node:assert/strict';
import { itemId } from '../../../services/domain/ids.ts';
import type { View } from '../../../services/domain/view.ts';
import { createDoc } from '../../../services/store/access.ts';
import { answers, marks } from '../../../services/store/documents.ts';
import { aMark, anAnswer, aRevision } from '../../helpers/builders.ts';
import { aDeliveryWorld, counted } from '../../helpers/delivery-world.ts';
import type { World } from '../../helpers/delivery-world.ts';
import { aLastSprint, aProgramme, aPrompt, aSprint, date, dateTime } from '../../helpers/programme.ts';

const PROMISE = itemId('s1-p3');

async function aWorld(): Promise<World> {
  const prompts = [
    aPrompt({
      id: PROMISE,
      send: dateTime('2023-06-14T12:00'),
      due: date('2023-06-16'),
      bringBack: dateTime('2023-08-14T09:00'),
    }),
  ];
  const sprints = [aSprint({ prompts }), aLastSprint()];
  const world = await aDeliveryWorld({ programme: aProgramme({ sprints, followUp: date('2024-05-15') }) });
  const by = (await world.person('aino')).id;
  const text = 'I call our buyer every Monday.';
  const revisions = [aRevision({ by, value: { kind: 'text', text }, share: 'me' })];
  await createDoc(world.store, answers, anAnswer({ item: PROMISE, person: by, revisions }));
  await createDoc(world.store, marks, aMark({ item: PROMISE, person: by, by }));
  await createDoc(world.store, marks, aMark({ item: itemId('s1-t1'), by }));
  return world;
}

async function goTo(world: World, ...moments: readonly string[]): Promise<void> {
  for (const at of moments) {
    world.now = Date.parse(at);
    await world.engine().runDue();
  }
}

const cardsTo = <K extends View['kind']>(world: World, name: string, kind: K): readonly View[] =>
  world.posts.filter(({ to, view }) => to === name && view.kind === kind).map(({ view }) => view);

describe('looking back', () => {
  it('brings a promise back to its author, with their own words, and to nobody else', async () => {
    const world = await aWorld();
    await goTo(world, '2023-08-14T05:59Z');
    assert.deepEqual(cardsTo(world, 'aino', 'broughtBack'), []);
    await goTo(world, '2023-08-14T06:00Z', '2023-08-15T06:00Z');
    const [card, ...more] = cardsTo(world, 'aino', 'broughtBack');
    assert.ok(card?.kind === 'broughtBack' && more.length === 0);
    assert.deepEqual(card.shown.value, { kind: 'text', text: 'I call our buyer every Monday.' });
    assert.equal(world.posts.filter(({ view }) => view.kind === 'broughtBack').length, 1);
    const skipped = (await world.deliveries('bring-back:s1-p3')).flatMap(({ state }) =>
      state.state === 'skipped' ? [state.reason] : [],
    );
    assert.deepEqual(skipped, ['unanswered', 'unanswered', 'unanswered']);
  });

  it('closes a sprint the morning after, with what came of it and what is next', async () => {
    const world = await aWorld();
    await goTo(world, '2023-06-14T12:59Z', '2023-06-15T05:30Z');
    const [card] = cardsTo(world, 'aino', 'sprintClosed');
    assert.ok(card?.kind === 'sprintClosed');
    const { tasksDone, tasks, reflectionsDone, reflections } = card.done ?? {};
    assert.deepEqual([tasksDone, tasks, reflectionsDone, reflections], [1, 3, 1, 2]);
    assert.equal(card.next?.sprint, 's3');
    const [mentors] = cardsTo(world, 'm1', 'sprintClosed');
    assert.ok(mentors?.kind === 'sprintClosed' && mentors.done === undefined);
    assert.deepEqual(cardsTo(world, 'kaisa', 'sprintClosed'), []);
  });

  it('asks participants half a year later what has become of it', async () => {
    const world = await aWorld();
    await goTo(world, '2024-05-15T06:00Z');
    const [card] = cardsTo(world, 'aino', 'followUp');
    assert.ok(card?.kind === 'followUp');
    assert.deepEqual(
      card.lines.map(({ item }) => item),
      ['s1-t1'],
    );
    assert.deepEqual(counted(await world.deliveries('follow-up')), { sent: 4 });
  });
});
