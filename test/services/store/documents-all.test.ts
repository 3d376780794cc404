import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { KINDS } from '../../../services/store/documents-all.ts';

const FOLDER = new URL('../../../services/store/', import.meta.url);

describe('the list of all kinds of documents', () => {
  it('names each kind that there is, once', async () => {
    const files = readdirSync(FOLDER).filter(
      (name) => name.startsWith('documents') && name !== 'documents-all.ts',
    );
    const types: string[] = [];
    for (const name of files)
      for (const exported of Object.values((await import(new URL(name, FOLDER).href)) as object))
        if (isKind(exported)) types.push(exported.type);
    assert.ok(types.length > 20);
    assert.deepEqual(KINDS.map(({ type }) => type).sort(), types.sort());
  });

  it('ends with what makes an academy be there and be looked at', () => {
    assert.deepEqual(
      KINDS.slice(-2).map(({ type }) => type),
      ['head', 'agenda'],
    );
  });

  it('tells of each kind that does not live for ever, and is carried, since when it does', () => {
    for (const { type, ttl, stays, since } of KINDS)
      assert.equal(ttl !== undefined && !stays, since !== undefined, type);
  });
});

function isKind(value: unknown): value is { readonly type: string } {
  return typeof value === 'object' && value !== null && 'type' in value && 'place' in value;
}
