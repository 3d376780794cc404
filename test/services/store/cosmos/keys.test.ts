import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  boundsOf,
  escaped,
  itemId,
  placeAcross,
  placeInPartition,
} from '../../../../services/store/cosmos/keys.ts';

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
/** Printable text with what is hardest to order: spaces, `!`, `~`, and signs beyond the first plane. */
const text = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom(' ', '!', '"', '}', '~', 'a', 'b', '0', 'ä', '\ufffd', '😀', '\u{10ffff}'),
      fc.string({ minLength: 1, maxLength: 1 }),
    ),
    maxLength: 6,
  })
  .filter((given) => !/[\p{Cc}\p{Surrogate}]/u.test(given));

describe('keys for Cosmos DB', () => {
  it('order as the UTF-8 bytes of the texts do, and are printable ASCII without spaces', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        assert.match(escaped(a), /^[!-~]*$/);
        assert.equal(Math.sign(byBytes(escaped(a), escaped(b))), Math.sign(byBytes(a, b)));
      }),
      { numRuns: 2000 },
    );
  });

  it('order documents by sort key and then by id, across partitions by partition in between', () => {
    const doc = fc.record({ pk: text, type: fc.constantFrom('t', 't!', 't '), sort: text, id: text });
    fc.assert(
      fc.property(doc, doc, (a, b) => {
        const here = { ...b, pk: a.pk };
        const within = byBytes(a.type, b.type) || byBytes(a.sort, b.sort);
        assert.equal(
          Math.sign(byBytes(placeInPartition(a), placeInPartition(here))),
          Math.sign(within || byBytes(a.id, b.id)),
        );
        assert.equal(
          Math.sign(byBytes(placeAcross(a), placeAcross(b))),
          Math.sign(within || byBytes(a.pk, b.pk) || byBytes(a.id, b.id)),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('lie between the bounds of a query exactly if it asks for them', () => {
    const doc = fc.record({
      pk: fc.constant('p'),
      type: fc.constantFrom('t', 'tt', 't!'),
      sort: text,
      id: text,
    });
    const query = fc.record({
      type: fc.constantFrom('t', 't!'),
      from: text,
      to: text,
      after: fc.option(doc, { nil: undefined }),
    });
    fc.assert(
      fc.property(doc, query, fc.boolean(), (one, { type, from, to, after }, across) => {
        const position = after && { sort: after.sort, pk: after.pk, id: after.id };
        const { low, high } = boundsOf({
          type,
          from,
          to,
          limit: 1,
          ...(position ? { after: position } : {}),
          ...(across ? {} : { pk: 'p' }),
        });
        const place = across ? placeAcross(one) : placeInPartition(one);
        const beyond = !after || (byBytes(one.sort, after.sort) || byBytes(one.id, after.id)) > 0;
        const wanted =
          one.type === type && byBytes(one.sort, from) >= 0 && byBytes(one.sort, to) < 0 && beyond;
        assert.equal(place > low && place < high, wanted);
      }),
      { numRuns: 3000 },
    );
  });

  for (const id of ['.', '..', '.hidden', 'a b', 'ä', "it's", '100%', 'a+b', '~a', 'x'.repeat(1000) + 'ö'])
    it(`stand for the id ${JSON.stringify(id.slice(0, 12))} by a digest that a URL carries as it is`, () => {
      assert.match(itemId(id), /^~[\w-]{43}$/);
    });

  it('leave the ids of Fadder as they are', () => {
    for (const id of ['head', 'answer:a1:@hus', 'p-1.0', 'message:x:12', 'x'.repeat(1023)])
      assert.equal(itemId(id), id);
  });
});
