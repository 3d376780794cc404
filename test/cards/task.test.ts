import assert from 'node:assert/strict';
import { renderCard } from '../../cards/render.ts';
import type { Card, TaskView } from '../../services/domain/view.ts';
import { buttonOf, buttonTitles, inputOf, linesOf, partsOfType } from '../helpers/adaptive.ts';
import { moment } from '../helpers/programme.ts';
import { aForm, aFrame, aTaskView, shown, text } from '../helpers/views.ts';

const answered = shown(text('Ett register.'));
const drawn = { rev: 3, nonce: 'n-7' };
const after = aFrame({ now: moment('2023-06-20T10:00+03:00') });

function task(overrides: Partial<TaskView> = {}) {
  return renderCard(aTaskView(overrides), 'sv');
}

function said(card: Card): string {
  return linesOf(card).join('\n');
}

describe('a task card', () => {
  it('says whose answer it is, when it is due and that it is not done', () => {
    const lines = said(task());
    assert.match(lines, /Ett gemensamt svar för hela organisationen/);
    assert.match(lines, /Läge: ○ Inte gjord · senast ons 7 juni · 60 min/);
  });

  it('sends the revision and nonce that it was drawn from', () => {
    const save = buttonOf(task({ form: aForm({ drawn }) }), 'Spara svaret');
    assert.deepEqual(save['data'], {
      verb: 'task.answer',
      academy: 'wsc-academy-2023',
      item: 's1-t1',
      rev: 3,
      nonce: 'n-7',
    });
    assert.equal(save['associatedInputs'], 'auto');
  });

  it('asks for text within the limit of the task', () => {
    const input = inputOf(task(), 'text');
    assert.equal(input['maxLength'], 600);
    assert.equal(input['label'], 'Er organisations svar (högst 600 tecken)');
  });

  it('keeps what was typed when it could not be taken, and says why above it', () => {
    const form = aForm({ typed: { text: 'för långt' }, problem: { code: 'tooLong', length: 700, max: 600 } });
    const card = task({ form });
    assert.equal(inputOf(card, 'text')['value'], 'för långt');
    assert.match(said(card), /! Texten har 700 tecken, och det finns plats för 600/);
  });

  it('says when it is late and until when it can still be answered', () => {
    const card = task({ frame: aFrame({ now: moment('2023-06-09T10:00+03:00') }) });
    assert.match(said(card), /Läge: ! Försenad/);
    assert.match(said(card), /du kan fortfarande svara till och med ons 14 juni/);
  });

  it('is a reminder only while there is no answer', () => {
    assert.match(said(task({ form: aForm({ reminder: true }) })), /! Påminnelse: senast ons 7 juni/);
    const receipt = aForm({ reminder: true, mode: 'receipt', current: answered });
    assert.doesNotMatch(said(task({ form: receipt })), /Påminnelse/);
  });

  it('says once when it is due', () => {
    const lines = said(task({ form: aForm({ reminder: true }) }));
    assert.equal(lines.match(/ons 7 juni/g)?.length, 1);
  });

  it('does not ask for an answer that is given or can no longer be given', () => {
    const receipt = task({ form: aForm({ mode: 'receipt', current: answered }) });
    const closed = task({ frame: after, form: aForm({ mode: 'closed' }) });
    for (const card of [receipt, closed]) {
      assert.doesNotMatch(said(card), /Ett gemensamt svar|60 min/);
      assert.doesNotMatch(said(card), /senast/);
    }
  });

  it('turns into a receipt with the answer, its author, its readers and the log', () => {
    const log = [{ by: 'Axel Demo', at: answered.at, what: 'answered' }] as const;
    const card = task({ form: aForm({ mode: 'receipt', drawn, current: answered }), log });
    const lines = said(card);
    assert.match(lines, /Läge: ✓ Klar/);
    assert.match(lines, /Ett register\./);
    assert.match(lines, /Besvarad av: Tuula Demo, mån 22 maj kl\. 14\.05/);
    assert.match(lines, /Kan läsas av: deltagarna i er organisation och er fadder/);
    assert.match(lines, /Axel Demo svarade, mån 22 maj kl\. 14\.05/);
    assert.equal(partsOfType(card, 'Input.').length, 0);
  });

  it('can be edited and taken back from the receipt', () => {
    const card = task({ form: aForm({ mode: 'receipt', drawn, current: answered }) });
    const edit = { verb: 'task.show', academy: 'wsc-academy-2023', item: 's1-t1', edit: true };
    assert.deepEqual(buttonOf(card, 'Ändra')['data'], edit);
    const undo = buttonOf(card, 'Ta tillbaka')['data'] as Record<string, unknown>;
    assert.equal(undo['verb'], 'task.undo');
    assert.equal(undo['rev'], 3);
  });

  it('opens the form with the answer in it, and a way back', () => {
    const card = task({ form: aForm({ mode: 'edit', drawn, current: answered }) });
    assert.equal(inputOf(card, 'text')['value'], 'Ett register.');
    assert.ok(buttonOf(card, 'Spara ändringarna'));
    assert.deepEqual((buttonOf(card, 'Avbryt')['data'] as Record<string, unknown>)['verb'], 'task.show');
  });

  it('counts the log where it is long', () => {
    const log = Array.from({ length: 8 }, () => ({ by: 'A', at: answered.at, what: 'edited' as const }));
    const card = task({ form: aForm({ mode: 'receipt', current: answered }), log });
    assert.match(said(card), /3 tidigare ändringar/);
  });

  it('shows both versions when somebody else answered meanwhile', () => {
    const form = aForm({ mode: 'edit', drawn, current: answered, typed: { text: 'Min version.' } });
    const card = task({ form, conflict: true });
    assert.match(said(card), /Tuula Demo sparade ett svar medan du skrev\. Inget har gått förlorat/);
    assert.match(said(card), /Ett register\./);
    assert.equal(inputOf(card, 'text')['value'], 'Min version.');
    assert.equal((buttonOf(card, 'Spara mitt')['data'] as Record<string, unknown>)['rev'], 3);
    assert.ok(buttonOf(card, 'Behåll det sparade'));
  });

  it('says kindly that it is closed, shows the answer and offers no change', () => {
    const card = task({ frame: after, form: aForm({ mode: 'closed', current: answered }) });
    assert.match(said(card), /gick ut ons 14 juni/);
    assert.match(said(card), /Ett register\./);
    assert.deepEqual(buttonTitles(card), ['Uppgifter', 'Om sprinten', 'Trådar']);
  });

  it('gives back what was written too late', () => {
    const form = aForm({ mode: 'closed', typed: { text: 'Kom för sent.' } });
    assert.match(said(task({ frame: after, form })), /inte.*sparades[^]*Kom för sent\./);
  });

  it('does not call closed what has not opened', () => {
    const lines = said(task({ form: aForm({ mode: 'closed' }) }));
    assert.match(lines, /har inte öppnats än/);
    assert.doesNotMatch(lines, /gick ut/);
  });

  it('can be marked as done without a link', () => {
    const card = task({ answer: { kind: 'link_or_done' }, form: aForm({ drawn }) });
    const done = buttonOf(card, 'Klar, ingen länk');
    assert.equal(done['verb'], 'task.done');
    // The empty link must not stop it.
    assert.equal(done['associatedInputs'], 'none');
  });

  it('opens a link only over https, and shows where it leads', () => {
    const link = (url: string) =>
      task({
        answer: { kind: 'link_or_done' },
        form: aForm({ mode: 'receipt', current: shown({ kind: 'link', url }) }),
      });
    const good = link('https://kymenlaakso.example/doc');
    assert.equal(buttonOf(good, 'Öppna länken')['url'], 'https://kymenlaakso.example/doc');
    assert.match(said(good), /https:\/\/kymenlaakso\.example\/doc/);
    for (const url of ['http://kymenlaakso.example/doc', 'javascript:alert(1)']) {
      assert.ok(!buttonTitles(link(url)).includes('Öppna länken'), url);
      assert.ok(said(link(url)).includes(url));
    }
  });

  it('writes numbers with a decimal comma, and what they compare with', () => {
    const compare = { title: { sv: 'Utgångsnivå' }, value: 2.4 };
    const card = task({
      answer: { kind: 'number', min: 1, max: 5, step: 0.1 },
      compare,
      form: aForm({ mode: 'edit', current: shown({ kind: 'number', value: 3.5 }) }),
    });
    assert.equal(inputOf(card, 'number')['value'], '3,5');
    assert.match(said(card), /Utgångsnivå: 2,4/);
  });
});
