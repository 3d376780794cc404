import assert from 'node:assert/strict';
import fc from 'fast-check';
import { aDoc, freshName, mistake } from '../helpers/store-docs.ts';
import type { Current } from './store.contract.ts';

const NASTY = {
  empty: '',
  nul: 'before\u0000after',
  controls: '\u0001\u001f\u007f\u0085\u2028\u2029',
  emoji: '👩‍👩‍👧‍👦 😀',
  rightToLeft: 'שלום \u202e עולם',
  loneSurrogates: 'x\ud800y\udc00z',
  quotes: `"'\\/\``,
  combining: 'a\u0308 \u00e4',
  '\u0000 \ud83d "key"': { '': [[], {}, [[null]]] },
  __proto: { constructor: 'x', toString: 'y' },
  numbers: [0, -1, 0.1, 1e308, 5e-324, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, 2 ** 53, 1e21],
  dates: '2023-05-31T09:00:00+03:00',
  flags: [true, false, null],
};

export function values(current: Current): void {
  describe('data', () => {
    const roundTrip = async (data: unknown): Promise<unknown> => {
      const doc = aDoc<unknown>({ data });
      const created = await current().create(doc);
      const read = await current().read(doc.pk, doc.id);
      assert.deepEqual(created, read);
      return read?.data;
    };

    it('comes back as it went in, whatever text and numbers it holds', async () => {
      assert.deepEqual(await roundTrip(NASTY), NASTY);
    });

    for (const data of [null, false, 0, '', 'text', [], [1, [2]], {}])
      it(`may be ${JSON.stringify(data)}`, async () => assert.deepEqual(await roundTrip(data), data));

    it('comes back as it went in, whatever JSON it is', async () => {
      // -0 is 0 in JSON, here as everywhere.
      const json = fc.jsonValue({ stringUnit: 'binary', depthSize: 'small' });
      await fc.assert(
        fc.asyncProperty(json, async (data) => {
          const expected: unknown = JSON.parse(JSON.stringify(data));
          assert.deepEqual(await roundTrip(data), expected);
        }),
        { numRuns: 50 },
      );
    });

    it('may hold an own property named __proto__', async () => {
      const data: unknown = JSON.parse('{"__proto__":{"admin":true}}');
      assert.equal(JSON.stringify(await roundTrip(data)), '{"__proto__":{"admin":true}}');
    });

    it('leaves out a property that is undefined', async () => {
      assert.deepEqual(await roundTrip({ a: undefined, b: { c: undefined } }), { b: {} });
    });

    const notJson: readonly [string, unknown][] = [
      ['nothing at all', undefined],
      ['NaN', { n: Number.NaN }],
      ['infinity', [Number.POSITIVE_INFINITY]],
      ['undefined in an array', [1, undefined]],
      ['a hole in an array', Array(1)],
      ['a bigint', { n: 1n }],
      ['a function', { f: () => 1 }],
      ['a symbol', { s: Symbol('s') }],
      ['a date', { at: new Date(0) }],
      ['a map', new Map([['a', 1]])],
      ['a thing that turns itself into JSON', { toJSON: () => 1 }],
      ['more than a hundred levels', Array.from({ length: 101 }).reduce((inner) => [inner], 1)],
    ];
    for (const [what, data] of notJson)
      it(`may not be or hold ${what}, and then nothing is written`, async () => {
        const doc = aDoc<unknown>({ data });
        await assert.rejects(current().create(doc), mistake);
        assert.equal(await current().read(doc.pk, doc.id), undefined);
        const { etag } = await current().create(aDoc({ pk: doc.pk }));
        await assert.rejects(current().replace(doc, etag), mistake);
        await assert.rejects(current().batch(doc.pk, [{ op: 'create', doc: { ...doc, id: 'b' } }]), mistake);
        assert.equal((await current().read(doc.pk, doc.id))?.etag, etag);
      });

    it('may be nested a hundred levels deep', async () => {
      const deep: unknown = Array.from({ length: 100 }).reduce((inner) => [inner], 1);
      assert.deepEqual(await roundTrip(deep), deep);
    });

    it('is a copy: changing what was given or received changes nothing stored', async () => {
      const given = { list: ['a'] };
      const doc = aDoc<unknown>({ data: given });
      const created = await current().create<unknown>(doc);
      given.list.push('b');
      const read = () => current().read<{ list: string[] }>(doc.pk, doc.id);
      assert.deepEqual(created.data, { list: ['a'] });
      (await read())?.data.list.push('c');
      const page = await current().query<{ list: string[] }>({ pk: doc.pk, type: doc.type, limit: 1 });
      page.docs[0]?.data.list.push('d');
      assert.deepEqual((await read())?.data, { list: ['a'] });
    });

    it('keeps what the caller adds beside the fields of a document out', async () => {
      const doc = { ...aDoc(), stray: true, etag: 'mine' };
      const created = await current().create(doc);
      assert.notEqual(created.etag, 'mine');
      assert.ok(!('stray' in created));
    });
  });

  describe('keys', () => {
    it('may hold any letters, spaces inside and the signs that ids use', async () => {
      const id = 'a b.c_d-e:f@g+h%20i&j=k\'l"m<n>o|p*q😀ä';
      const pk = freshName('p:ä 😀 %2F');
      const created = await current().create(aDoc({ pk, id, sort: `/\\?# ${id}`, type: 'type/x' }));
      assert.deepEqual(await current().read(pk, id), created);
      assert.deepEqual((await current().query({ pk, type: 'type/x', limit: 1 })).docs, [created]);
      await current().delete(pk, id, created.etag);
    });

    it('are told apart by case and by Unicode form', async () => {
      const pk = freshName('partition');
      for (const id of ['a', 'A', '\u00e4', 'a\u0308']) await current().create(aDoc({ pk, id }));
      await current().create(aDoc({ pk: pk.toUpperCase(), id: 'a' }));
      assert.equal((await current().query({ pk, type: 'note', limit: 10 })).docs.length, 4);
    });

    const never = ['', 'a/b', 'a\\b', 'a?b', 'a#b', 'a ', ' ', 'a\u0000b', 'a\nb', 'x\ud800'];
    for (const key of never)
      it(`may not be ${JSON.stringify(key)}`, async () => {
        const pk = freshName('partition');
        await assert.rejects(current().create(aDoc({ pk: key })), mistake);
        await assert.rejects(current().create(aDoc({ id: key })), mistake);
        await assert.rejects(current().replace(aDoc({ id: key }), 'etag'), mistake);
        await assert.rejects(current().read(key, 'a'), mistake);
        await assert.rejects(current().read(pk, key), mistake);
        await assert.rejects(current().delete(pk, key), mistake);
        await assert.rejects(current().batch(pk, [{ op: 'delete', id: key }]), mistake);
        await assert.rejects(current().batch(key, [{ op: 'delete', id: 'a' }]), mistake);
        await assert.rejects(current().query({ pk: key, type: 'note', limit: 1 }), mistake);
      });

    it('for sorting hold no control character and no half of a pair', async () => {
      for (const sort of ['a\u0000b', 'a\nb', 'x\ud800']) {
        await assert.rejects(current().create(aDoc({ sort })), mistake);
        await assert.rejects(current().query({ type: 'note', limit: 1, from: sort }), mistake);
      }
    });
  });
}
