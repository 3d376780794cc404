import assert from 'node:assert/strict';
import sinon from 'sinon';
import { personId } from '../../../services/domain/ids.ts';
import { createDoc, isFailure } from '../../../services/store/access.ts';
import { persons } from '../../../services/store/documents.ts';
import type { Store } from '../../../services/store/port.ts';
import { openEmbedded } from '../../../services/store/embedded.ts';
import { Persons } from '../../../services/usecases/persons.ts';
import { anAccount, aPerson } from '../../helpers/builders.ts';

const [aino, berit] = [personId('aino'), personId('berit')];
const account = anAccount();

describe('an account', () => {
  let store: Store;
  let here: Persons;
  let elsewhere: Persons;
  beforeEach(async () => {
    store = await openEmbedded(':memory:');
    for (const id of [aino, berit]) await createDoc(store, persons, aPerson({ id, accounts: [] }));
    [here, elsewhere] = [new Persons(store), new Persons(store)];
  });
  afterEach(() => store.close());

  const owners = async () => {
    const docs = await Promise.all([aino, berit].map((id) => here.read(id)));
    return docs.flatMap((doc) => (doc && doc.data.accounts.length > 0 ? [doc.data.id] : []));
  };
  const owner = async () => (await here.byAccount(account.tenant, account.userId))?.id;

  it('that another process has made somebody else’s is theirs at once here too', async () => {
    await here.link(aino, account);
    assert.equal(await owner(), aino);
    await elsewhere.unlink(aino, account);
    await elsewhere.link(berit, account);
    assert.equal(await owner(), berit);
  });

  it('that becomes somebody’s is no longer anybody else’s', async () => {
    await here.link(aino, account);
    await elsewhere.link(berit, account);
    assert.deepEqual(await owners(), [berit]);
  });

  it('that two are given at once is the last one’s, and the other is told of a conflict', async () => {
    const batch = store.batch.bind(store);
    const stub = sinon.stub(store, 'batch').callThrough();
    // Right after the key leads to one, everything is done for the other.
    stub.onFirstCall().callsFake(async (...given) => {
      const done = await batch(...given);
      await elsewhere.link(berit, account);
      return done;
    });
    await assert.rejects(here.link(aino, account), (error) => isFailure(error, 'conflict'));
    assert.deepEqual(await owners(), [berit]);
    assert.equal(await owner(), berit);
  });
});
