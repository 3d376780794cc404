import assert from 'node:assert/strict';
import type { Json } from '../../deploy/local/teams/json.ts';
import type { Person } from '../../deploy/local/teams/person.ts';
import { cardIn } from '../../deploy/local/teams/world.ts';
import { answers, messages, rsvps } from '../../services/store/documents.ts';
import { anAcademy, DEMO, demoFiles, importInto, wordsOf } from '../helpers/academy.ts';
import type { AcademyWorld } from '../helpers/academy.ts';
import { clicks, dataOf, formOf, inputValue, replyOf, verbsOf } from '../helpers/acts.ts';
import { docsOf, dumpOf } from '../helpers/dump.ts';

const { programme, entries } = demoFiles();
const HERE = ['ebba', 'axel', 'tuula', 'm3', 'katri'];

let world: AcademyWorld;
let ebba: Person;
let axel: Person;
const startWorld = async () => {
  world = await anAcademy({ installed: HERE });
  ebba = world.person('ebba');
  axel = world.person('axel');
  await world.moveTo('2023-05-31T06:00:00Z');
};
const answerTo = async (item: string) =>
  (await docsOf(world.store, DEMO, answers)).filter((answer) => answer.item === item);
const shows = async (person: Person, item: string) => {
  const verb = item.includes('-p') ? 'prompt.show' : 'task.show';
  return (await clicks(person, { verb, academy: DEMO, item })).card;
};
/** What a button of a card sends, with what the person typed. */
const sent = (card: Json | undefined, verb: 'task.answer' | 'task.undo', typed: Json = {}): Json => ({
  ...dataOf(card, verb),
  ...typed,
});
/** Does something again and sees that the store is what it was. */
const changesNothing = async (act: () => Promise<unknown>): Promise<void> => {
  const before = await dumpOf(world.store);
  await act();
  assert.deepEqual(await dumpOf(world.store), before);
};

describe('the same thing twice', function () {
  this.timeout(20_000);
  before(startWorld);
  after(() => world.close());

  it('a click delivered again, with the same activity id or another, has one effect and the same receipt', async () => {
    const data = sent(await shows(ebba, 's1-t1'), 'task.answer', { text: 'Ett register' });
    const first = await clicks(ebba, data, { id: 'activity-1' });
    await changesNothing(async () => {
      for (const id of ['activity-1', 'activity-2']) {
        const again = await clicks(ebba, data, { id });
        assert.equal(wordsOf(again.card), wordsOf(first.card));
      }
    });
    assert.equal((await answerTo('s1-t1'))[0]?.revisions.length, 1);
  });

  it('a double click that arrives at once has one effect', async () => {
    const data = sent(await shows(ebba, 's1-t2'), 'task.answer', { number: '3' });
    const replies = await Promise.all([1, 2, 3, 4].map(() => clicks(ebba, data)));
    assert.ok(replies.every(({ card }) => verbsOf(card).includes('task.undo')));
    assert.equal((await answerTo('s1-t2'))[0]?.revisions.length, 1);
  });

  it('a click once as Execute and once as its Submit fallback has one effect, on the same card', async () => {
    await ebba.says('uppgifter');
    const form = formOf(ebba, 'task.show', 's1-t4');
    await ebba.acts(form, ({ data }) => data['item'] === 's1-t4');
    const data = sent(cardIn(formOf(ebba, 'task.answer', 's1-t4')), 'task.answer', { text: 'Tre linjer' });
    await clicks(ebba, data, { replyToId: form.id });
    const before = ebba.messages().length;
    await changesNothing(() => ebba.sends({ text: undefined, value: data, replyToId: form.id }));
    assert.equal(ebba.messages().length, before);
    assert.ok(verbsOf(cardIn(formOf(ebba, 'task.undo', 's1-t4'))).includes('task.undo'));
  });

  it('a client without Execute works by Submit alone', async () => {
    const form = axel.latest('prompt.answer');
    await axel.acts(form, 'prompt.answer', { text: 'Via Submit', share: 'me' }, { submit: true });
    assert.match(wordsOf(cardIn(axel.messages().find(({ id }) => id === form.id) ?? form)), /Via Submit/);
    assert.equal((await answerTo('s1-p1'))[0]?.revisions.length, 1);
  });

  it('an answer on a card that has gone from the chat comes as a new card', async () => {
    const data = sent(await shows(axel, 's1-t5'), 'task.answer', { text: 'Frågade en kollega', share: 'me' });
    const before = axel.messages().length;
    await axel.sends({ text: undefined, value: data, replyToId: '1' });
    assert.match(
      wordsOf(cardIn(axel.messages()[before] ?? assert.fail('no new card'))),
      /Frågade en kollega/,
    );
  });

  it('a message delivered again is answered once', async () => {
    const before = axel.messages().length;
    await Promise.all([axel.says('uppgifter', 'message-1'), axel.says('uppgifter', 'message-1')]);
    await axel.says('uppgifter', 'message-1');
    assert.equal(axel.messages().length, before + 1);
    await axel.says('uppgifter', 'message-2');
    assert.equal(axel.messages().length, before + 2);
  });

  it('a thread message sent again, at once or later, is one message', async () => {
    await ebba.says('tråd');
    const data = { ...dataOf(cardIn(ebba.latest('thread.send')), 'thread.send'), text: 'En gång räcker' };
    await Promise.all([clicks(ebba, data), clicks(ebba, data)]);
    await world.settle();
    await changesNothing(() => clicks(ebba, data));
    assert.equal((await docsOf(world.store, DEMO, messages)).length, 1);
  });

  it('an RSVP again is one RSVP; another answer takes its place', async () => {
    const rsvp = (answer: string) =>
      clicks(ebba, { verb: 'rsvp.set', academy: DEMO, meeting: 's1-m', answer });
    await rsvp('online');
    await changesNothing(() => rsvp('online'));
    await rsvp('notComing');
    const mine = await docsOf(world.store, DEMO, rsvps);
    assert.deepEqual(
      mine.map(({ answer }) => answer),
      ['notComing'],
    );
  });

  it('an install event delivered again is one', async () => {
    const installed = { type: 'installationUpdate', action: 'add', text: undefined, id: 'install-1' };
    const before = axel.messages().length;
    for (let time = 0; time < 3; time += 1) {
      await axel.sends(installed);
      await world.settle();
    }
    assert.equal(axel.messages().length, before + 1);
  });
});

describe('two colleagues at one answer', function () {
  this.timeout(20_000);
  before(startWorld);
  after(() => world.close());

  it('at once: one is taken, the other sees both versions, nothing is lost', async () => {
    const forms = await Promise.all([shows(ebba, 's1-t1'), shows(axel, 's1-t1')]);
    const texts = ['Ebbas förslag', 'Axels förslag'];
    const replies = await Promise.all(
      [ebba, axel].map((person, index) =>
        clicks(person, sent(forms[index], 'task.answer', { text: texts[index] })),
      ),
    );
    const loser = replies.find(({ card }) => verbsOf(card).includes('task.answer'))?.card;
    const kept = (await answerTo('s1-t1'))[0]?.revisions ?? [];
    assert.equal(kept.length, 1);
    const [taken] = texts.filter((text) => JSON.stringify(kept).includes(text));
    const [other] = texts.filter((text) => text !== taken);
    assert.ok(wordsOf(loser).includes(taken ?? '-'));
    assert.equal(inputValue(loser, 'text'), other);
  });

  it('one after the other, from an older card: both versions are shown, and the merge is the next revision', async () => {
    const old = await shows(axel, 's1-t4');
    await clicks(ebba, sent(await shows(ebba, 's1-t4'), 'task.answer', { text: 'Ebbas tre linjer' }));
    let merge: Json | undefined;
    await changesNothing(async () => {
      merge = (await clicks(axel, sent(old, 'task.answer', { text: 'Axels tre linjer' }))).card;
    });
    assert.match(wordsOf(merge), /Ebbas tre linjer/);
    assert.equal(inputValue(merge, 'text'), 'Axels tre linjer');
    await clicks(axel, sent(merge, 'task.answer', { text: 'Våra tre linjer' }));
    const revisions = (await answerTo('s1-t4'))[0]?.revisions ?? [];
    assert.deepEqual(
      revisions.map(({ value }) => value?.kind === 'text' && value.text),
      ['Ebbas tre linjer', 'Våra tre linjer'],
    );
  });

  it('who gives the very same answer as the other gets a receipt and no question', async () => {
    const old = await shows(axel, 's1-t2');
    await clicks(ebba, sent(await shows(ebba, 's1-t2'), 'task.answer', { number: '4' }));
    await changesNothing(async () => {
      const { card } = await clicks(axel, sent(old, 'task.answer', { number: '4,0' }));
      assert.ok(verbsOf(card).includes('task.undo'));
    });
  });

  it('a click delivered again after a colleague has gone on gets its receipt, and takes nothing back', async () => {
    const data = sent(await shows(ebba, 's1-t4'), 'task.undo');
    await clicks(ebba, data);
    const first = sent(await shows(ebba, 's1-t4'), 'task.answer', { text: 'Ebba först' });
    const { card } = await clicks(ebba, first);
    assert.ok(card);
    const { card: form } = await clicks(axel, {
      verb: 'task.show',
      academy: DEMO,
      item: 's1-t4',
      edit: true,
    });
    await clicks(axel, sent(form, 'task.answer', { text: 'Axel sedan' }));
    await changesNothing(async () => {
      const again = await clicks(ebba, first);
      assert.ok(!verbsOf(again.card).includes('task.answer'), 'no question about two versions');
      assert.match(wordsOf(again.card), /Axel sedan/);
    });
  });

  it('an undo from an older card takes back nothing that its clicker has not seen', async () => {
    const old = await shows(axel, 's1-t2');
    const { card: form } = await clicks(ebba, {
      verb: 'task.show',
      academy: DEMO,
      item: 's1-t2',
      edit: true,
    });
    await clicks(ebba, sent(form, 'task.answer', { number: '5' }));
    await changesNothing(async () => {
      const { card } = await clicks(axel, sent(old, 'task.undo'));
      assert.ok(wordsOf(card).includes('5'));
    });
    assert.equal((await answerTo('s1-t2'))[0]?.revisions.length, 2);
  });
});

describe('a stale card', function () {
  this.timeout(20_000);
  let old: Readonly<Record<'task' | 'prompt' | 'personal', Json>>;
  before(async () => {
    await startWorld();
    const typed = { text: 'Från ett gammalt kort' };
    old = {
      task: sent(await shows(axel, 's1-t1'), 'task.answer', typed),
      prompt: { ...dataOf(await shows(axel, 's1-p1'), 'prompt.answer'), ...typed, share: 'me' },
      personal: { ...sent(await shows(ebba, 's1-t5'), 'task.answer', typed), share: 'me' },
    };
  });
  after(() => world.close());

  it('of an item that the programme no longer has says so', async () => {
    const sprints = programme.sprints.map((sprint) => ({
      ...sprint,
      tasks: sprint.tasks.filter(({ id }) => id !== 's1-t5'),
    }));
    await importInto(world.store, { ...programme, sprints }, entries);
    await world.bot.deps.academies.readFresh(DEMO);
    await changesNothing(async () => assert.equal((await clicks(ebba, old.personal)).refused, 'gone'));
    await importInto(world.store, programme, entries);
    await world.bot.deps.academies.readFresh(DEMO);
  });

  it('of an item whose dates were moved goes by the new ones', async () => {
    const sprints = programme.sprints.map((sprint, index) =>
      index === 0
        ? {
            ...sprint,
            prompts: sprint.prompts.map((prompt) => ({ ...prompt, send: laterDate, due: laterDate })),
          }
        : sprint,
    );
    await importInto(world.store, { ...programme, sprints }, entries);
    await world.bot.deps.academies.readFresh(DEMO);
    await changesNothing(async () => {
      const { card } = await clicks(axel, old.prompt);
      assert.ok(card && !verbsOf(card).includes('prompt.answer'), 'it has not opened yet');
    });
    await importInto(world.store, programme, entries);
    await world.bot.deps.academies.readFresh(DEMO);
  });

  it('of an item that has closed says so', async () => {
    await world.moveTo('2023-06-20T06:00:00Z');
    await changesNothing(async () => {
      for (const data of [old.task, old.prompt]) {
        const { card, status } = await clicks(axel, data);
        assert.equal(status, 200);
        assert.ok(card && !verbsOf(card).some((verb) => verb.endsWith('.answer')));
      }
    });
  });

  it('of somebody who has left says so', async () => {
    await importInto(
      world.store,
      programme,
      entries.filter(({ name }) => name !== 'Axel Demo'),
    );
    await changesNothing(async () => assert.equal((await clicks(axel, old.task)).refused, 'left'));
    const submitted = await axel.sends({ text: undefined, value: old.task });
    assert.equal(replyOf(submitted).status, 200);
  });
});

const laterDate = programme.sprints[1]?.opens ?? assert.fail('the demonstration has two sprints');
