import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decide } from '../../../deploy/local/people/decide.ts';
import type { Intention } from '../../../deploy/local/people/decide.ts';
import { fillIn } from '../../../deploy/local/people/fill.ts';
import { demoItems } from '../../../deploy/local/people/items.ts';
import type { DemoItem } from '../../../deploy/local/people/items.ts';
import { demoPeople } from '../../../deploy/local/people/people.ts';
import type { DemoPeopleOptions, Played, Settled } from '../../../deploy/local/people/people.ts';
import { actionsOf } from '../../../deploy/local/teams/card.ts';
import { submitted } from '../../../deploy/local/teams/form.ts';
import { startLoopbackTeams } from '../../../deploy/local/teams/teams.ts';
import type { LoopbackTeams } from '../../../deploy/local/teams/teams.ts';
import { cardWith, aButton, formOf, takingAnswers } from '../../helpers/playing-bot.ts';
import type { GivenAnswer } from '../../helpers/playing-bot.ts';
import { aProgramme, moment } from '../../helpers/programme.ts';
import { AINO, EBBA, ask, askingCard, carrying } from '../../helpers/teams.ts';
import { startTinyBot } from '../../helpers/tiny-bot.ts';
import type { TinyBot } from '../../helpers/tiny-bot.ts';

function anItem(overrides: Partial<DemoItem> = {}): DemoItem {
  return {
    id: 's1-p1',
    kind: 'prompt',
    scope: 'person',
    opens: moment('2023-05-31T06:00Z'),
    due: moment('2023-06-07T20:59Z'),
    closes: moment('2023-06-14T20:59Z'),
    ...overrides,
  };
}

/** A seed with which both people answer an item, at different times. */
function seedFor(item: DemoItem): string {
  const seeds = Array.from({ length: 50 }, (_, index) => `seed-${index}`);
  return seeds.find((seed) => {
    const [one, other] = [AINO, EBBA].map(({ address }) => decide(seed, address, item));
    return one && other && one.at !== other.at;
  })!;
}
const LATER = moment('2023-07-01T00:00Z');
const names = Array.from({ length: 300 }, (_, index) => `person-${index}`);
const intentions = (patient = false): (Intention | undefined)[] =>
  names.map((name) => decide('seed', name, anItem(), patient));

describe('when people of the demonstration answer', () => {
  it('the same seed leads the same life, another seed another', () => {
    assert.deepEqual(intentions(), intentions());
    assert.notDeepEqual(
      intentions(),
      names.map((name) => decide('other', name, anItem())),
    );
  });

  it('most are early, some wait for the reminder, few are late, some never come', () => {
    const counts = { early: 0, inTime: 0, late: 0, never: 0 };
    for (const intention of intentions()) counts[intention?.when ?? 'never'] += 1;
    const { early, inTime, late, never } = counts;
    assert.ok(
      early > inTime && inTime > late && late > 0 && never > 10 && never < 90,
      JSON.stringify(counts),
    );
  });

  it('nobody answers before it opens, after it closes, or at a time that contradicts early and late', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 60 }), fc.nat({ max: 30 }), (name, open, more) => {
        const from = Date.parse('2023-05-31T06:00Z');
        const day = 86_400_000;
        const item = anItem({
          due: moment(new Date(from + open * day).toISOString()),
          closes: moment(new Date(from + (open + more) * day).toISOString()),
        });
        const intention = decide('seed', name, item);
        if (!intention) return;
        assert.ok(item.opens <= intention.at && intention.at <= item.closes);
        if (intention.when === 'late') assert.ok(intention.at >= item.due);
      }),
    );
  });

  it('patient people leave it to others until it is past due', () => {
    const moments = intentions(true).filter((intention) => intention !== undefined);
    assert.ok(moments.length > 100);
    assert.ok(moments.every(({ at }) => at >= anItem().due));
  });

  it('covers tasks, reflections, invitations and feedback of a programme', () => {
    const items = demoItems(aProgramme());
    assert.deepEqual([...new Set(items.map(({ kind }) => kind))].sort(), [
      'feedback',
      'prompt',
      'rsvp',
      'task',
    ]);
    for (const { opens, due, closes } of items) assert.ok(opens < due && due <= closes);
  });
});

describe('what people of the demonstration fill in', () => {
  const filled = (body: object[], item = anItem()): Record<string, unknown> => {
    const [action] = actionsOf(askingCard({ body }));
    assert.ok(action);
    const result = submitted(action, fillIn(action, item, { seed: 's', person: 'p', language: 'sv' }));
    assert.ok('data' in result, JSON.stringify(result));
    return result.data;
  };

  it('is a text within the limit, in the language of the person', () => {
    const { text } = filled([{ type: 'Input.Text', id: 'text', isRequired: true, maxLength: 30 }]);
    assert.equal(typeof text, 'string');
    assert.ok(String(text).length <= 30 && String(text).length > 5);
  });

  it('is a number in the range, or written like the example', () => {
    const { number } = filled([
      { type: 'Input.Number', id: 'q', min: 1, max: 5 },
      { type: 'Input.Text', id: 'number', placeholder: 'till exempel 3,2', isRequired: true },
    ]);
    assert.match(String(number), /^[123],\d$/);
  });

  it('is a choice that the card offers, of a scale the better half', () => {
    const choices = ['1', '2', '3', '4', '5'].map((value) => ({ title: value, value }));
    const data = filled([
      { type: 'Input.ChoiceSet', id: 'q_useful', isRequired: true, choices },
      {
        type: 'Input.ChoiceSet',
        id: 'choice',
        isRequired: true,
        choices: [{ title: 'A', value: 'example' }],
      },
    ]);
    assert.ok(Number(data['q_useful']) >= 3);
    assert.equal(data['choice'], 'example');
  });
});

describe('the people of the demonstration', () => {
  let bot: TinyBot;
  let teams: LoopbackTeams;
  let given: GivenAnswer[];
  const aino: Played = {
    address: AINO.address,
    role: 'participant',
    organisation: 'etela-savo',
    language: 'fi',
  };
  const ebba: Played = { ...aino, address: EBBA.address, language: 'sv' };

  const options = (overrides: Partial<DemoPeopleOptions> = {}): DemoPeopleOptions => ({
    seed: seedFor(anItem()),
    people: [aino, ebba],
    items: [anItem()],
    client: (address) => teams.person(address),
    ...overrides,
  });
  const post = async (address: string, card: object): Promise<void> => {
    const { conversationId } = teams.person(address).account;
    await ask(teams.serviceUrl, 'POST', `/${conversationId}/activities`, carrying({ ...card }));
  };
  const form = formOf('s1-p1', 'prompt.answer');

  beforeEach(async () => {
    given = [];
    bot = await startTinyBot(takingAnswers(given));
    teams = await startLoopbackTeams({ botUrl: bot.url, people: [AINO, EBBA] });
    for (const person of teams.people) await person.install();
  });
  afterEach(async () => {
    await teams.close();
    await bot.close();
  });

  it('answer when their time has come, each once, in the order of time', async () => {
    const people = demoPeople(options());
    await post(AINO.address, form);
    await post(EBBA.address, form);
    const first = people.nextAt();
    assert.ok(first);
    assert.equal(await people.actUntil(moment('2023-05-31T06:00Z')), 0);
    assert.equal(await people.actUntil(first), 1);
    const second = people.nextAt();
    assert.ok(second && second >= first);
    assert.equal(await people.actUntil(LATER), 0, 'the item is closed');
    assert.equal(given.length, 1);
    assert.equal(typeof given[0]?.data['text'], 'string');
    assert.equal(people.nextAt(), undefined);
  });

  it('wait for a card that has not come yet', async () => {
    const people = demoPeople(options({ people: [aino] }));
    const until = anItem().closes;
    assert.equal(await people.actUntil(until), 0);
    await post(AINO.address, form);
    assert.equal(await people.actUntil(until), 1);
    assert.equal(await people.actUntil(until), 0);
  });

  it('open a task on the way to its form, and one of an organisation answers for all', async () => {
    const task = anItem({ id: 's1-t1', kind: 'task', scope: 'organisation' });
    const people = demoPeople(options({ items: [task], seed: seedFor(task) }));
    for (const { address } of [aino, ebba])
      await post(address, cardWith([aButton('task.show', { item: 's1-t1' })]));
    assert.equal(await people.actUntil(task.closes), 1);
    assert.deepEqual(
      given.map(({ verb }) => verb),
      ['task.answer'],
    );
  });

  it('leave alone what somebody else has answered', async () => {
    const people = demoPeople(options({ people: [aino] }));
    const edit = {
      type: 'Action.Execute',
      verb: 'prompt.answer',
      data: { item: 's1-p1', rev: 2, nonce: 'n' },
    };
    await post(AINO.address, askingCard({ actions: [edit] }));
    assert.equal(await people.actUntil(anItem().closes), 0);
    assert.deepEqual(given, []);
  });

  it('do not repeat after a restart what they did before', async () => {
    const entries: Settled[] = [];
    const settled = { entries, append: (entry: Settled) => void entries.push(entry) };
    await post(AINO.address, form);
    assert.equal(await demoPeople(options({ people: [aino], settled })).actUntil(anItem().closes), 1);
    await post(AINO.address, form);
    assert.equal(await demoPeople(options({ people: [aino], settled })).actUntil(anItem().closes), 0);
  });

  it('say what went wrong and let it be', async () => {
    const problems: unknown[] = [];
    const people = demoPeople(options({ people: [aino], onProblem: (problem) => problems.push(problem) }));
    await post(
      AINO.address,
      askingCard({ body: [{ type: 'Input.Date', id: 'day', isRequired: true }], actions: form['actions'] }),
    );
    assert.equal(await people.actUntil(anItem().closes), 0);
    assert.equal(await people.actUntil(anItem().closes), 0);
    assert.match(String(problems), /cannot fill in day/);
    assert.equal(problems.length, 1);
  });

  it('try again when the bot is away', async () => {
    const people = demoPeople(options({ people: [aino] }));
    await post(AINO.address, form);
    await bot.close();
    assert.equal(await people.actUntil(anItem().closes), 0);
    bot = await startTinyBot(takingAnswers(given), Number(new URL(bot.url).port));
    assert.equal(await people.actUntil(anItem().closes), 1);
  });
});
