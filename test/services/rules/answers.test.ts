import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Answer, AnswerValue } from '../../../services/domain/answer.ts';
import { personId } from '../../../services/domain/ids.ts';
import {
  currentRevision,
  decideAnswer,
  logOf,
  sameValue,
  withRevision,
} from '../../../services/rules/answers.ts';
import type { AnswerDecision, AnswerFacts } from '../../../services/rules/answers.ts';
import { MAX_DOCUMENT_BYTES } from '../../../services/store/port.ts';
import { anAnswer, aRevision } from '../../helpers/builders.ts';
import { moment } from '../../helpers/programme.ts';

const aino = personId('aino');
const bertil = personId('bertil');
const text = (words: string): AnswerValue => ({ kind: 'text', text: words });
const NOW = moment('2023-05-20T12:00Z');

/** Aino answers an organisation's task for the first time, from a fresh card. */
function facts(overrides: Partial<AnswerFacts> = {}): AnswerFacts {
  return {
    answer: undefined,
    by: aino,
    rev: 0,
    nonce: 'fresh',
    value: text('Ours'),
    now: NOW,
    window: { opens: moment('2023-05-10T05:30Z'), until: moment('2023-06-14T20:59Z') },
    personal: false,
    ...overrides,
  };
}

const decide = (overrides: Partial<AnswerFacts>): AnswerDecision => decideAnswer(facts(overrides));
const byBertil = anAnswer({ revisions: [aRevision({ by: bertil, value: text('Theirs'), nonce: 'b' })] });
const takenBack = anAnswer({ revisions: [aRevision(), { number: 2, by: bertil, at: NOW, nonce: 'undo' }] });

function written(decision: AnswerDecision): Extract<AnswerDecision, { decision: 'write' }> {
  if (decision.decision !== 'write') assert.fail(`decided ${decision.decision}`);
  return decision;
}

/** What the store holds after a decision. */
function applied(answer: Answer | undefined, decision: AnswerDecision): Answer | undefined {
  if (decision.decision !== 'write') return answer;
  return anAnswer({ revisions: [...(answer?.revisions ?? []), decision.revision] });
}

describe('answering', () => {
  it('writes the first revision and its mark', () => {
    assert.deepEqual(decide({}), {
      decision: 'write',
      revision: { number: 1, by: aino, at: NOW, value: text('Ours'), nonce: 'fresh' },
      mark: 'create',
    });
  });

  it('again writes the next revision and keeps the mark', () => {
    const { revision, mark } = written(decide({ answer: byBertil, rev: 1 }));
    assert.deepEqual([revision.number, mark], [2, 'keep']);
  });

  it('after an answer was taken back makes the mark anew', () => {
    const { revision, mark } = written(decide({ answer: takenBack, rev: 2 }));
    assert.deepEqual([revision.number, mark], [3, 'create']);
  });

  it('is refused before the item opens and after it has closed', () => {
    assert.deepEqual(decide({ now: moment('2023-05-10T05:29Z') }), { decision: 'notOpen' });
    assert.deepEqual(decide({ now: moment('2023-06-14T21:00Z') }), { decision: 'closed' });
  });

  it('keeps who may read it for a personal answer, and for no other', () => {
    assert.equal(written(decide({ personal: true, share: 'mentor' })).revision.share, 'mentor');
    assert.equal(written(decide({ share: 'mentor' })).revision.share, undefined);
  });

  it('with another choice of readers is a change of its own', () => {
    const answer = anAnswer({
      person: aino,
      revisions: [aRevision({ share: 'mentor', value: text('Ours') })],
    });
    const same = { answer, rev: 1, personal: true } as const;
    assert.equal(written(decide({ ...same, share: 'me' })).revision.share, 'me');
    assert.deepEqual(decide({ ...same, share: 'mentor' }), { decision: 'same' });
  });
});

describe('a repeated click', () => {
  const revisions = [aRevision({ value: text('Ours'), nonce: 'fresh' })];

  it('keeps one answer', () => {
    assert.deepEqual(decide({ answer: anAnswer({ revisions }) }), { decision: 'same' });
  });

  it('shares with nobody new, though the mentor has changed since; saving it from a fresh card does', () => {
    const then = { mentor: bertil, colleagues: [] };
    const shared = aRevision({ value: text('Ours'), nonce: 'fresh', share: 'mentor', readers: then });
    const now = {
      answer: anAnswer({ revisions: [shared] }),
      personal: true,
      share: 'mentor' as const,
      readers: { mentor: personId('successor'), colleagues: [] },
    };
    assert.deepEqual(decide(now), { decision: 'same' });
    const again = written(decide({ ...now, nonce: 'another', rev: 1 }));
    assert.equal(again.revision.readers?.mentor, 'successor');
  });

  it('gets its receipt even after the item has closed', () => {
    const late = { answer: anAnswer({ revisions }), now: moment('2023-07-01T00:00Z') };
    assert.deepEqual(decide(late), { decision: 'same' });
  });

  it('gets its receipt even when others have gone on since', () => {
    const later = aRevision({ number: 2, by: bertil, value: text('Theirs'), nonce: 'b' });
    assert.deepEqual(decide({ answer: anAnswer({ revisions: [...revisions, later] }) }), {
      decision: 'same',
    });
  });

  it('with other words is another answer', () => {
    assert.equal(
      written(decide({ answer: anAnswer({ revisions }), value: text('Better') })).revision.number,
      2,
    );
  });

  it('is one by its card: the same words from a newer card are said anew', () => {
    const later = aRevision({ number: 2, by: bertil, value: text('Theirs'), nonce: 'b' });
    const answer = anAnswer({ revisions: [...revisions, later] });
    assert.equal(written(decide({ answer, rev: 2, nonce: 'newer' })).revision.number, 3);
  });

  it('of a colleague who says the same is settled too', () => {
    const value = { kind: 'done' } as const;
    const answer = anAnswer({ revisions: [aRevision({ by: bertil, value, nonce: 'b' })] });
    assert.deepEqual(decide({ answer, value }), { decision: 'same' });
  });
});

describe('an older card', () => {
  it('does not overwrite what somebody else wrote since', () => {
    assert.deepEqual(decide({ answer: byBertil, rev: 0 }), { decision: 'conflict' });
    assert.deepEqual(decide({ answer: byBertil, rev: 0, value: undefined }), { decision: 'conflict' });
  });

  it('may overwrite what the same person wrote since', () => {
    const own = anAnswer({ revisions: [aRevision({ by: aino })] });
    assert.equal(written(decide({ answer: own, rev: 0 })).revision.number, 2);
  });

  it('may be answered when what somebody else wrote was taken back', () => {
    assert.equal(written(decide({ answer: takenBack, rev: 0 })).mark, 'create');
  });
});

describe('taking an answer back', () => {
  it('is a revision without a value, and deletes the mark', () => {
    assert.deepEqual(decide({ answer: byBertil, rev: 1, value: undefined }), {
      decision: 'write',
      revision: { number: 2, by: aino, at: NOW, nonce: 'fresh' },
      mark: 'delete',
    });
  });

  it('does nothing where there is none', () => {
    assert.deepEqual(decide({ value: undefined }), { decision: 'nothing' });
    assert.deepEqual(decide({ answer: takenBack, rev: 2, value: undefined }), { decision: 'nothing' });
  });

  it('twice is once', () => {
    const again = { answer: takenBack, by: bertil, rev: 1, nonce: 'undo', value: undefined };
    assert.deepEqual(decide(again), { decision: 'same' });
  });

  it('leaves nothing in force', () => {
    assert.equal(currentRevision(takenBack), undefined);
    assert.equal(currentRevision(undefined), undefined);
    assert.equal(currentRevision(byBertil)?.by, bertil);
  });
});

describe('whatever people click', () => {
  const value = fc.option(fc.constantFrom(text('a'), text('b'), { kind: 'done' } as const), {
    nil: undefined,
  });
  const click = fc.record({
    by: fc.constantFrom(aino, bertil),
    nonce: fc.constantFrom('1', '2', '3'),
    rev: fc.nat({ max: 4 }),
    value,
  });

  it('the same click again changes nothing, and numbers run without gaps', () => {
    fc.assert(
      fc.property(fc.array(click, { maxLength: 12 }), (clicks) => {
        let answer: Answer | undefined;
        for (const each of clicks) {
          answer = applied(answer, decide({ ...each, answer }));
          assert.notEqual(decide({ ...each, answer }).decision, 'write');
        }
        const numbers = answer?.revisions.map(({ number }) => number) ?? [];
        assert.deepEqual(
          numbers,
          numbers.map((_, index) => index + 1),
        );
      }),
    );
  });

  it('a mark stands exactly while an answer is in force', () => {
    fc.assert(
      fc.property(fc.array(click, { maxLength: 12 }), (clicks) => {
        let answer: Answer | undefined;
        let marked = false;
        for (const each of clicks) {
          const decision = decide({ ...each, answer });
          if (decision.decision === 'write') {
            assert.equal(decision.mark === 'create', !marked, 'created where there is none');
            marked = decision.mark !== 'delete';
          }
          answer = applied(answer, decision);
          assert.equal(marked, currentRevision(answer) !== undefined);
        }
      }),
    );
  });
});

describe('two answers', () => {
  it('are the same whatever the order of their fields', () => {
    const a: AnswerValue = { kind: 'choice', choice: 'x', comment: 'y' };
    const b: AnswerValue = { comment: 'y', choice: 'x', kind: 'choice' };
    assert.ok(sameValue(a, b));
    assert.ok(sameValue(undefined, undefined));
  });

  it('differ in kind, content or presence', () => {
    const values: (AnswerValue | undefined)[] = [
      undefined,
      text('a'),
      text('b'),
      { kind: 'number', value: 1 },
      { kind: 'number', value: 2 },
      { kind: 'link', url: 'a' },
      { kind: 'done' },
      { kind: 'choice', choice: 'a' },
      { kind: 'choice', choice: 'a', comment: 'b' },
    ];
    for (const [i, a] of values.entries()) {
      for (const [j, b] of values.entries()) assert.equal(sameValue(a, b), i === j);
    }
  });
});

describe('the log of an answer', () => {
  it('tells who did what, newest first', () => {
    const at = moment('2023-05-21T09:00Z');
    const revisions = [
      aRevision(),
      aRevision({ number: 2, by: bertil, value: text('Better') }),
      { number: 3, by: aino, at, nonce: 'n' },
      aRevision({ number: 4, value: { kind: 'done' } }),
    ];
    const log = logOf(anAnswer({ revisions }), (person) => `Name of ${person}`);
    assert.deepEqual(
      log.map(({ what }) => what),
      ['done', 'undone', 'edited', 'answered'],
    );
    assert.deepEqual(log[1], { by: 'Name of aino', at, what: 'undone' });
  });

  it('of no answer is empty', () => {
    assert.deepEqual(logOf(undefined, String), []);
  });
});

describe('the revisions of an answer', () => {
  const longest = text('👩'.repeat(4000));
  const saved = (times: number) =>
    Array.from({ length: times }, (_, index) => aRevision({ number: index + 1, value: longest })).reduce(
      withRevision,
      [],
    );
  const numbers = (times: number) => saved(times).map(({ number }) => number);

  it('are all kept, as long as they are not saved for sport', () => {
    assert.deepEqual(
      numbers(100),
      Array.from({ length: 100 }, (_, index) => index + 1),
    );
  });

  it('fit into a document, however often and at whatever length they are saved', () => {
    assert.ok(Buffer.byteLength(JSON.stringify(saved(500))) < 0.9 * MAX_DOCUMENT_BYTES);
  });

  it('keep the first and the latest, under their own numbers', () => {
    const kept = numbers(500);
    assert.equal(kept[0], 1);
    assert.deepEqual(kept.slice(-3), [498, 499, 500]);
    assert.equal(kept.length, 100);
  });
});
