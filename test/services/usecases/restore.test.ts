import assert from 'node:assert/strict';
import { instant } from '../../../services/domain/time.ts';
import { KNOWN } from '../../../services/store/documents-all.ts';
import { openEmbedded } from '../../../services/store/embedded.ts';
import type { Doc, Store } from '../../../services/store/port.ts';
import { carried } from '../../../services/usecases/carry.ts';
import { Membership } from '../../../services/usecases/installation.ts';
import { restore } from '../../../services/usecases/restore.ts';
import type { Carried } from '../../../services/usecases/restore.ts';
import { documentsOf } from '../../helpers/dump.ts';
import { failingAt } from '../../helpers/failing-store.ts';
import { aLivedAcademy } from '../../helpers/lived-academy.ts';

const NOW = instant(Date.parse('2023-06-20T08:00Z'));
const by = { now: NOW, stopped: false };

function ofDocs(docs: readonly Doc[]): Carried {
  return {
    name: 'file',
    schemas: KNOWN,
    async *chunks() {
      for (let start = 0; start < docs.length; start += 20) yield docs.slice(start, start + 20);
    },
  };
}

const placesIn = async (store: Store) => (await documentsOf(store)).map(({ pk, id }) => `${pk} ${id}`);

describe('a restore', () => {
  let docs: Doc[];
  before(async () => {
    const { store } = await aLivedAcademy();
    docs = [];
    for await (const { etag: _etag, ...doc } of carried(store)) docs.push(doc);
  });

  it('comes to the same end wherever it dies, and no bot starts on what is half there', async () => {
    const whole = await openEmbedded(':memory:');
    const counting = failingAt(whole, Number.MAX_SAFE_INTEGER);
    await restore(counting, ofDocs(docs), by);
    const places = await placesIn(whole);
    for (let nth = 1; nth <= counting.writes; nth += 5) {
      const store = await openEmbedded(':memory:');
      await assert.rejects(restore(failingAt(store, nth, { landed: nth % 2 === 0 }), ofDocs(docs), by));
      if (nth > 1)
        await assert.rejects(
          Membership.join({ store, id: 'bot', knows: KNOWN, wallNow: () => NOW }),
          /restored/,
        );
      await restore(store, ofDocs(docs), by);
      assert.deepEqual(await placesIn(store), places, `write ${nth}`);
      await Membership.join({ store, id: 'bot', knows: KNOWN, wallNow: () => NOW });
      await store.close();
    }
  });

  it('settles an answer that was lost by looking', async () => {
    for (let nth = 1; nth <= 30; nth += 1) {
      const store = await openEmbedded(':memory:');
      const losing = failingAt(store, nth, { landed: true, once: true, failure: 'ambiguous' });
      const { outcome } = await restore(losing, ofDocs(docs), by);
      assert.equal(outcome, 'done');
      assert.equal((await placesIn(store)).length, docs.length);
      await store.close();
    }
  });

  const wrong: readonly [string, (doc: Doc) => Doc, RegExp][] = [
    [
      'stands elsewhere than its content says',
      (doc) => ({ ...doc, pk: 'a:other' }),
      /does not belong where it stands/,
    ],
    ['has no content of its kind', (doc) => ({ ...doc, data: null }), /does not belong where it stands/],
    ['is of a type that nobody knows', (doc) => ({ ...doc, type: 'other' }), /none to restore/],
    ['belongs to a process', (doc) => ({ ...doc, type: 'lease' }), /none to restore/],
  ];
  for (const [name, change, says] of wrong)
    it(`takes nothing where a document ${name}`, async () => {
      const store = await openEmbedded(':memory:');
      const [first, ...rest] = docs.toReversed();
      assert.ok(first);
      await assert.rejects(restore(store, ofDocs([...rest, change(first)]), by), says);
      assert.deepEqual(await documentsOf(store), []);
      await store.close();
    });
});
