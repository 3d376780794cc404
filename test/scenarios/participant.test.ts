import assert from 'node:assert/strict';
import { words } from '../../cards/words/words.ts';
import { inputsOf } from '../../deploy/local/teams/card.ts';
import type { Person } from '../../deploy/local/teams/person.ts';
import { cardIn } from '../../deploy/local/teams/world.ts';
import { answers, marks } from '../../services/store/documents.ts';
import { anAcademy, chatOf, DEMO, demoFiles, wordsOf } from '../helpers/academy.ts';
import type { AcademyWorld } from '../helpers/academy.ts';
import { formOf, inputValue, verbsOf } from '../helpers/acts.ts';
import { docsOf, dumpOf } from '../helpers/dump.ts';

const { programme } = demoFiles();
const [sprint] = programme.sprints;

describe('a participant of a bilingual county', function () {
  this.timeout(20_000);
  let world: AcademyWorld;
  let ebba: Person;
  let axel: Person;
  const answer = async (item: string) =>
    (await docsOf(world.store, DEMO, answers)).find((one) => one.item === item);
  const marked = async () => (await docsOf(world.store, DEMO, marks)).map((mark) => mark.item);
  const opens = (person: Person, item: string) =>
    person.acts(
      formOf(person, 'task.show', item),
      ({ verb, data }) => verb === 'task.show' && data['item'] === item,
    );
  /** The form of an item that stands in the chat, whether it was sent or opened. */
  const fillsIn = (person: Person, item: string, typed: Readonly<Record<string, string>>) => {
    const verb = item.includes('-p') ? 'prompt.answer' : 'task.answer';
    return person.acts(formOf(person, verb, item), verb, typed);
  };
  const edits = (person: Person, item: string) =>
    person.acts(formOf(person, 'prompt.show', item), ({ data }) => data['edit'] === true);

  before(async () => {
    world = await anAcademy({ installed: ['ebba', 'axel', 'tuula', 'm3'] });
    ebba = world.person('ebba');
    axel = world.person('axel');
  });
  after(() => world.close());

  it('is welcomed in their language with who reads what and a choice of language', () => {
    const [welcome] = ebba.messages().map(cardIn);
    assert.equal(welcome?.['lang'], 'sv');
    assert.ok(wordsOf(welcome).includes(programme.dataNotice.sv ?? '-'));
    assert.equal(verbsOf(welcome).filter((verb) => verb === 'language.set').length, 3);
  });

  it('learns who their mentor is', () => {
    assert.match(chatOf(ebba).join(), /Henrik Demo/);
  });

  it('gets the sprint: theme, what to do, by when, material and the closing meeting', async () => {
    await world.moveTo('2023-05-10T05:30:00Z');
    const card = cardIn(ebba.latest('meeting.show'));
    const said = wordsOf(card);
    assert.ok(said.includes(sprint?.theme.sv ?? '-'));
    for (const task of sprint?.tasks ?? []) assert.ok(said.includes(task.title.sv ?? '-'), task.id);
    assert.match(said, /24 maj/);
    assert.ok(said.includes(sprint?.meeting?.title.sv ?? '-'));
    assert.ok(JSON.stringify(card).includes(sprint?.materials[0]?.url ?? '-'));
  });

  it('answers a task for the organisation, and colleagues see who did it', async () => {
    await opens(ebba, 's1-t1');
    const { card } = await fillsIn(ebba, 's1-t1', { text: 'Ett avtalsregister' });
    assert.ok(verbsOf(card).includes('task.undo'));
    const seen = wordsOf((await opens(axel, 's1-t1')).card);
    assert.match(seen, /Ett avtalsregister/);
    assert.match(seen, /Ebba Demo/);
    assert.deepEqual(await marked(), ['s1-t1']);
  });

  it('undoes a colleague’s answer, which stays on record', async () => {
    const { card } = await axel.acts(formOf(axel, 'task.undo', 's1-t1'), 'task.undo');
    assert.ok(!verbsOf(card).includes('task.undo'));
    assert.match(wordsOf(card), /Axel Demo.*Ebba Demo/);
    const revisions = (await answer('s1-t1'))?.revisions ?? [];
    assert.deepEqual(
      revisions.map(({ value }) => value),
      [{ kind: 'text', text: 'Ett avtalsregister' }, undefined],
    );
    assert.deepEqual(await marked(), []);
  });

  it('marks a task done where there is nothing to link to', async () => {
    await ebba.says('uppgifter');
    await opens(ebba, 's1-t3');
    const { card } = await ebba.acts(formOf(ebba, 'task.done', 's1-t3'), 'task.done');
    assert.ok(verbsOf(card).includes('task.undo'));
    assert.deepEqual((await answer('s1-t3'))?.revisions.at(-1)?.value, { kind: 'done' });
  });

  it('gives a number with a decimal comma; one out of range is kept in the form and not stored', async () => {
    await ebba.says('uppgifter');
    await opens(ebba, 's1-t2');
    const before = await dumpOf(world.store);
    const refused = await fillsIn(ebba, 's1-t2', { number: '9' });
    assert.equal(inputValue(refused.card, 'number'), '9');
    assert.deepEqual(await dumpOf(world.store), before);
    await fillsIn(ebba, 's1-t2', { number: '3,5' });
    assert.deepEqual((await answer('s1-t2'))?.revisions.at(-1)?.value, { kind: 'number', value: 3.5 });
  });

  it('sees on the list what is done and by whom', async () => {
    await axel.says('tasks');
    assert.match(
      wordsOf(cardIn(axel.latest('task.show'))),
      new RegExp(`${words.sv['state.done']}.*Ebba Demo`),
    );
  });

  it('gets a reflection prompt and chooses who may read the answer among named people', async () => {
    await world.moveTo('2023-05-31T06:00:00Z');
    const prompt = formOf(ebba, 'prompt.answer', 's1-p1');
    const share = inputsOf(cardIn(prompt) ?? {}).find(({ id }) => id.startsWith('share'));
    const title = (value: string) => share?.choices.find((choice) => choice.value === value)?.title ?? '';
    assert.deepEqual(
      share?.choices.map(({ value }) => value),
      ['me', 'mentor', 'organisation', 'academy'],
    );
    assert.match(title('mentor'), /Henrik Demo/);
    for (const name of ['Axel', 'Tuula', 'Ville', 'Minna', 'Henrik'])
      assert.ok(title('organisation').includes(name));
    assert.ok(!title('organisation').includes('Ebba'));
  });

  it('sees the card turn into a receipt that can be edited, with who reads it', async () => {
    const { card } = await fillsIn(ebba, 's1-p1', { text: 'Registret växer', share: 'organisation' });
    assert.match(wordsOf(card), /Registret växer.*Axel Demo/);
    await edits(ebba, 's1-p1');
    const edited = await fillsIn(ebba, 's1-p1', { text: 'Registret är klart', share: 'mentor' });
    assert.match(wordsOf(edited.card), /Registret är klart/);
    const last = (await answer('s1-p1'))?.revisions.at(-1);
    assert.deepEqual([last?.number, last?.share], [2, 'mentor']);
  });

  it('is reminded once, and only of what they have not answered', async () => {
    await world.moveTo('2023-06-06T12:00:00Z');
    const question = sprint?.prompts[0]?.text.sv ?? '-';
    const asked = (person: Person) =>
      chatOf(person).filter((said) => said.includes(question) && !said.includes(sprint?.summary.sv ?? '-'))
        .length;
    assert.deepEqual([asked(ebba), asked(axel)], [1, 2]);
  });

  it('is told what is now true when a card outlives its item, and keeps what they typed', async () => {
    await edits(ebba, 's1-p1');
    await world.moveTo('2023-06-15T06:00:00Z');
    const before = await dumpOf(world.store);
    const late = await fillsIn(axel, 's1-p1', { text: 'För sent skrivet' });
    assert.match(wordsOf(late.card), /För sent skrivet/);
    assert.ok(!verbsOf(late.card).includes('prompt.answer'));
    const own = await fillsIn(ebba, 's1-p1', { text: 'Ändrat för sent' });
    assert.match(wordsOf(own.card), /Ändrat för sent.*Registret är klart/);
    assert.deepEqual(await dumpOf(world.store), before);
  });
});
