import assert from 'node:assert/strict';
import { encodeBatch } from '../../../../services/store/encoding.ts';
import { settle } from '../../../../services/store/cosmos/settle.ts';
import type { Found, Settled } from '../../../../services/store/cosmos/settle.ts';
import type { BatchOperation } from '../../../../services/store/port.ts';
import { aDoc } from '../../../helpers/store-docs.ts';

const pk = 'p';
const make = (id: string): BatchOperation => ({ op: 'create', doc: aDoc({ pk, id }) });
const change = (id: string): BatchOperation => ({ op: 'replace', doc: aDoc({ pk, id }), etag: 'seen' });
const remove = (id: string): BatchOperation => ({ op: 'delete', id, etag: 'seen' });
const removeAny = (id: string): BatchOperation => ({ op: 'delete', id });

const there = (write: string, etag: string): Found => ({ ...aDoc({ pk }), write, etag });
const ours = there('ours', 'our etag');
const untouched = there('older', 'seen');
const theirs = there('theirs', 'their etag');
const nothing = undefined;

describe('a write whose answer was lost', () => {
  const cases: readonly (readonly [string, readonly BatchOperation[], readonly Found[], Settled['what']])[] =
    [
      ['a create that is there and ours', [make('a')], [ours], 'done'],
      ['a create that is not there', [make('a')], [nothing], 'undone'],
      ["a create whose place is another's", [make('a')], [theirs], 'undone'],
      ['a replace that is ours', [change('a')], [ours], 'done'],
      ['a replace of what is as it was', [change('a')], [untouched], 'undone'],
      ['a replace of what others have changed since', [change('a')], [theirs], 'unknown'],
      ['a replace of what has gone', [change('a')], [nothing], 'unknown'],
      ['a delete of what is as it was', [remove('a')], [untouched], 'undone'],
      ['a delete of a version that has gone', [remove('a')], [nothing], 'unknown'],
      ['a delete of a version that others have changed', [remove('a')], [theirs], 'unknown'],
      ['a delete of any version that has gone', [removeAny('a')], [nothing], 'done'],
      ['a delete of any version that is there', [removeAny('a')], [theirs], 'undone'],
      ['a batch of which one is ours still', [make('a'), change('b')], [ours, theirs], 'done'],
      ['a batch of which one is as it was', [change('a'), change('b')], [theirs, untouched], 'undone'],
      ['a batch whose delete is done and its create ours', [remove('a'), make('b')], [nothing, ours], 'done'],
      [
        'a batch whose every part others have changed',
        [change('a'), remove('b')],
        [theirs, theirs],
        'unknown',
      ],
    ];
  for (const [what, operations, found, expected] of cases)
    it(`is ${expected}: ${what}`, () => {
      assert.equal(settle('ours', encodeBatch(pk, operations), found).what, expected);
    });

  it('gives no ETag that fits where others have written over a part of it', () => {
    const settled = settle('ours', encodeBatch(pk, [make('a'), change('b'), removeAny('c')]), [
      ours,
      theirs,
      nothing,
    ]);
    assert.deepEqual(settled, { what: 'done', etags: ['our etag', 'overwritten', undefined] });
  });
});
