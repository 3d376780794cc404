import assert from 'node:assert/strict';
import type { Refusal } from '../../services/domain/problem.ts';
import { answers } from '../../services/store/documents.ts';
import type { Store, StoreFailure } from '../../services/store/port.ts';
import { aStore } from '../helpers/a-store.ts';
import { anAcademy, DEMO, demoFiles, importInto } from '../helpers/academy.ts';
import type { AcademyWorld } from '../helpers/academy.ts';
import { clicks, dataOf } from '../helpers/acts.ts';
import { docsOf } from '../helpers/dump.ts';
import { failingAt } from '../helpers/failing-store.ts';

const cases: readonly (readonly [StoreFailure, boolean, Refusal['code']])[] = [
  ['throttled', false, 'tooBusy'],
  ['unavailable', false, 'tooBusy'],
  ['ambiguous', false, 'unsure'],
  ['ambiguous', true, 'unsure'],
];

describe('an answer that the store did not take well', function () {
  this.timeout(20_000);
  let world: AcademyWorld;
  let [working, base]: Store[] = [];
  const current = (): Store => working ?? assert.fail('the store is opened by a hook');
  const store: Store = {
    read: (pk, id) => current().read(pk, id),
    query: (query) => current().query(query),
    create: (doc) => current().create(doc),
    replace: (doc, etag) => current().replace(doc, etag),
    delete: (pk, id, etag) => current().delete(pk, id, etag),
    batch: (pk, operations) => current().batch(pk, operations),
    close: () => current().close(),
  };
  const given = async () =>
    (await docsOf(store, DEMO, answers)).flatMap(({ item, revisions }) =>
      item === 's1-t1' ? revisions.map(({ value }) => value) : [],
    );

  beforeEach(async () => {
    working = base = await aStore();
    const { programme, entries } = demoFiles();
    await importInto(base, programme, entries);
    const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
    world = await anAcademy({ store, installed: ['ebba'], bot: { log: quiet } });
    await world.moveTo('2023-05-31T06:00:00Z');
  });
  afterEach(() => world.close());

  for (const [failure, landed, code] of cases)
    it(`(${failure}, ${landed ? '' : 'not '}written) is told "${code}", and a second click makes it good`, async () => {
      const ebba = world.person('ebba');
      const { card } = await clicks(ebba, { verb: 'task.show', academy: DEMO, item: 's1-t1' });
      const data = { ...dataOf(card, 'task.answer'), text: 'Ett register' };
      assert.ok(base);
      working = failingAt(base, 1, { landed, failure });
      const reply = await clicks(ebba, data);
      assert.equal(reply.refused, code);
      assert.ok(reply.line, 'the card stays as it is, with what was typed');
      working = base;
      assert.equal((await given()).length, landed ? 1 : 0);
      assert.equal((await clicks(ebba, data)).refused, undefined);
      assert.deepEqual(await given(), [{ kind: 'text', text: 'Ett register' }]);
    });
});
