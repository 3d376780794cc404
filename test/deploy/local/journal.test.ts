import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { openJournal } from '../../../deploy/local/journal.ts';
import { aFolder } from '../../helpers/folder.ts';

describe('a journal', () => {
  const folder = aFolder();

  it('keeps its entries in their order', () => {
    const path = folder.file('plain/entries.jsonl');
    const journal = openJournal<number>(path);
    for (const entry of [1, 2, 3]) journal.append(entry);
    assert.deepEqual(journal.entries, []);
    assert.deepEqual(openJournal(path).entries, [1, 2, 3]);
  });

  it('loses no more than the entry that a crash cut off', () => {
    const path = folder.file('torn.jsonl');
    openJournal<number>(path).append(1);
    appendFileSync(path, '{"half":');
    const reopened = openJournal<number>(path);
    assert.deepEqual(reopened.entries, [1]);
    reopened.append(2);
    assert.deepEqual(openJournal(path).entries, [1, 2]);
  });

  it('puts other entries in the place of all', () => {
    const path = folder.file('rewritten.jsonl');
    const journal = openJournal<number>(path);
    journal.append(1);
    journal.rewrite([5, 6]);
    journal.append(7);
    assert.deepEqual(openJournal(path).entries, [5, 6, 7]);
  });
});
