import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeData } from '../../../deploy/local/data.ts';
import { aFolder } from '../../helpers/folder.ts';

describe('resetting the demonstration', () => {
  const folder = aFolder();

  const filled = (name: string, files: readonly string[]): string => {
    const path = folder.file(name);
    mkdirSync(join(path, 'logs'), { recursive: true });
    for (const file of files) writeFileSync(join(path, file), '');
    return path;
  };

  it('removes what the demonstration wrote, and the folder with it', () => {
    const path = filled('own', ['fadder.sqlite', 'fadder.sqlite-wal', 'teams.jsonl', 'logs/bot.log']);
    assert.deepEqual(removeData(path), ['fadder.sqlite', 'fadder.sqlite-wal', 'logs', 'teams.jsonl']);
    assert.equal(existsSync(path), false);
  });

  it("leaves other people's files where they are", () => {
    const path = filled('shared', ['fadder.sqlite', 'thesis.odt']);
    removeData(path);
    assert.deepEqual(readdirSync(path), ['thesis.odt']);
  });

  it('finds nothing where there is nothing', () => {
    assert.deepEqual(removeData(folder.file('absent')), []);
  });
});
