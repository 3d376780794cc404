import assert from 'node:assert/strict';
import { instant } from '../../../services/domain/time.ts';
import type { Instant } from '../../../services/domain/time.ts';
import { createDoc, replaceDoc } from '../../../services/store/access.ts';
import type { Kind } from '../../../services/store/documents.ts';
import { INSTALLATION, installations } from '../../../services/store/documents-installation.ts';
import type { Installation, Versions } from '../../../services/store/documents-installation.ts';
import { openEmbedded } from '../../../services/store/embedded.ts';
import type { Store } from '../../../services/store/port.ts';
import { TooNew, versioned } from '../../../services/store/versioned.ts';
import { BEAT_MS, Membership } from '../../../services/usecases/installation.ts';
import { meanwhile } from '../../helpers/failing-store.ts';
import { watching } from '../../helpers/watched-store.ts';

interface Note {
  readonly key: string;
  readonly text?: string;
  readonly words?: readonly string[];
  readonly colour?: string;
}
const place = ({ key }: Note) => ({ pk: 'notes', id: key, sort: key });
/** Has a text. */
const one: Kind<Note> = { type: 'note', schema: 1, place };
/** May have a colour. */
const two: Kind<Note> = { ...one, schema: 2 };
/** Has words in the place of the text. */
const three: Kind<Note> = {
  ...one,
  schema: 3,
  before: ({ words = [], ...rest }) => ({ ...rest, text: words.join(' ') }),
};
const four: Kind<Note> = { ...three, schema: 4 };

describe('processes of different versions on one store', () => {
  let store: Store;
  let now: number;
  const wallNow = (): Instant => instant(now);
  beforeEach(async () => {
    store = await openEmbedded(':memory:');
    now = Date.parse('2026-11-23T08:00Z');
  });
  afterEach(() => store.close());

  /** A process whose notes are of this kind. */
  async function starts(id: string, kind: Kind<Note>, on = store) {
    const knows: Versions = { [kind.type]: kind.schema };
    const membership = await Membership.join({ store: on, id, knows, wallNow });
    return { membership, kind, store: versioned(on, [kind], membership.may) };
  }
  const schemaOf = async (id: string) => (await store.read('notes', id))?.schema;
  const installation = async () => (await store.read<Installation>(INSTALLATION.pk, INSTALLATION.id))?.data;

  it('work side by side while one is upgraded: the older keeps what it does not know', async () => {
    const old = await starts('old', one);
    await createDoc(old.store, one, { key: 'a', text: 'from of old' });
    const fresh = await starts('fresh', two);
    const read = await fresh.store.read<Note>('notes', 'a');
    assert.ok(read);
    await replaceDoc(fresh.store, two, { ...read.data, colour: 'blue' }, read);
    assert.equal(await schemaOf('a'), 2, 'everybody reads the next version');
    const again = await old.store.read<Note>('notes', 'a');
    assert.ok(again);
    await replaceDoc(old.store, one, { ...again.data, text: 'changed' }, again);
    const last = await fresh.store.read<Note>('notes', 'a');
    assert.deepEqual([last?.schema, last?.data], [2, { key: 'a', text: 'changed', colour: 'blue' }]);
  });

  it('write as before for as long as somebody runs who could not read it, and anew once they have gone', async () => {
    const old = await starts('old', one);
    const fresh = await starts('fresh', three);
    const written = await createDoc(fresh.store, three, { key: 'a', words: ['two', 'words'] });
    assert.deepEqual(written.data, { key: 'a', words: ['two', 'words'] }, 'as its writer knows it');
    const read = await old.store.read<Note>('notes', 'a');
    assert.deepEqual([read?.schema, read?.data], [2, { key: 'a', text: 'two words' }]);
    await old.membership.leave();
    await createDoc(fresh.store, three, { key: 'b', words: ['still'] });
    assert.equal(await schemaOf('b'), 2, 'not before the store says that all can read it');
    await fresh.membership.beat();
    await fresh.store.batch('notes', [
      {
        op: 'create',
        doc: { ...three.place({ key: 'c' }), type: 'note', schema: 3, data: { key: 'c', words: [] } },
      },
    ]);
    assert.equal(await schemaOf('c'), 3);
    assert.deepEqual((await installation())?.writes, { note: 3 });
  });

  it('do not start on what is two versions newer, and write nothing', async () => {
    const fresh = await starts('fresh', three);
    await fresh.membership.leave();
    const before = await installation();
    const watched = watching(store);
    await assert.rejects(
      starts('old', one, watched),
      /newer Fadder that this one cannot read \(note\).*Nothing was written/,
    );
    assert.deepEqual(
      watched.calls.filter((call) => !call.startsWith('read')),
      [],
    );
    assert.deepEqual(await installation(), before);
    await starts('next', two);
  });

  it('do not start beside one that is too old for them', async () => {
    await starts('old', one);
    await assert.rejects(starts('fresh', four), /much older Fadder works on this store/);
    now += 3 * BEAT_MS;
    await starts('fresh', four);
  });

  it('refuse what they cannot read rather than misunderstand it, in a page too', async () => {
    const old = await starts('old', one);
    await createDoc(store, three, { key: 'a', words: ['x'] });
    await assert.rejects(old.store.read('notes', 'a'), TooNew);
    await assert.rejects(old.store.query({ pk: 'notes', type: 'note', limit: 1 }), TooNew);
  });

  it('do not overtake one that starts at the same moment', async () => {
    const slow = meanwhile(store, installations.type, () => starts('old', one));
    // Its own write meets the other's, and what it may write is worked out anew.
    const batched: Store = {
      ...slow,
      batch: async (pk, operations) => {
        const [operation] = operations;
        return operation?.op === 'create'
          ? slow.create(operation.doc).then(({ etag }) => [etag])
          : store.batch(pk, operations);
      },
    };
    const fresh = await starts('fresh', three, batched);
    assert.deepEqual(fresh.membership.may(), { note: 2 });
    assert.equal((await installation())?.instances.length, 2);
  });

  it('are forgotten when they give no sign for long, and come back with the next one', async () => {
    const silent = await starts('silent', two);
    now += 3 * BEAT_MS;
    await starts('other', two);
    const ids = async () => (await installation())?.instances.map(({ id }) => id);
    assert.deepEqual(await ids(), ['other']);
    await silent.membership.beat();
    assert.deepEqual(await ids(), ['other', 'silent']);
    await silent.membership.leave();
    await silent.membership.leave();
    assert.deepEqual(await ids(), ['other']);
  });

  it('cost one small read and one small write a sign, and no more', async () => {
    const watched = watching(store);
    const { membership } = await starts('one', two, watched);
    watched.calls.length = 0;
    await membership.beat();
    assert.deepEqual(watched.calls, ['read installation installation', 'batch installation']);
    assert.ok(BEAT_MS >= 60_000);
  });

  it('do not start while a file is being restored', async () => {
    const restoring = { file: 'x', since: wallNow() };
    await createDoc(store, installations, { instances: [], writes: {}, restoring });
    await assert.rejects(starts('one', one), /being restored .* run the same restore again/);
  });
});
