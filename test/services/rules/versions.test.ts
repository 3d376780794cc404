import assert from 'node:assert/strict';
import fc from 'fast-check';
import { newest, tooNew, tooOldBeside, writable } from '../../../services/rules/versions.ts';

const versions = fc.dictionary(fc.constantFrom('answer', 'person', 'thread'), fc.integer({ min: 1, max: 5 }));

describe('versions of documents', () => {
  it('are written as the newest that one knows and everybody can read', () => {
    assert.deepEqual(writable({ answer: 3 }, []), { answer: 3 });
    assert.deepEqual(writable({ answer: 3 }, [{ answer: 2 }]), { answer: 3 }, 'the next one is read');
    assert.deepEqual(writable({ answer: 3 }, [{ answer: 1 }, { answer: 3 }]), { answer: 2 });
    assert.deepEqual(writable({ answer: 1 }, [{}]), { answer: 1 }, 'a new type is in nobody’s way');
  });

  it('are refused from the second newer one on', () => {
    assert.deepEqual(tooNew({ answer: 1 }, { answer: 2 }), []);
    assert.deepEqual(tooNew({ answer: 1 }, { answer: 3, person: 1, thread: 2 }), ['answer', 'thread']);
  });

  it('are never such that somebody beside cannot read what is written', () => {
    fc.assert(
      fc.property(versions, fc.array(versions), (knows, others) => {
        const may = writable(knows, others);
        for (const one of others) assert.deepEqual(tooNew(one, may), []);
        assert.deepEqual(Object.keys(may), Object.keys(knows));
      }),
    );
  });

  it('are written at most one back; beside somebody older there is no working', () => {
    assert.deepEqual(tooOldBeside({ answer: 3 }, [{ answer: 1 }]), []);
    assert.deepEqual(tooOldBeside({ answer: 4 }, [{ answer: 1 }]), ['answer']);
  });

  it('once written never fall', () => {
    assert.deepEqual(newest({ answer: 3, person: 1 }, { answer: 2, thread: 1 }), {
      answer: 3,
      person: 1,
      thread: 1,
    });
  });
});
