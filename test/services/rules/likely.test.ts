import assert from 'node:assert/strict';
import fc from 'fast-check';
import { looksLike } from '../../../services/rules/likely.ts';

describe('two names', () => {
  it('may be one person’s in any order, with more names, without accents, in other letters’ case', () => {
    for (const [one, other] of [
      ['Henrik Åberg', 'Åberg, Henrik'],
      ['Henrik Åberg', 'Henrik Aberg (Kymenlaakson hyvinvointialue)'],
      ['Anna-Maija Mäkinen', 'MAKINEN Anna Maija'],
      ['Ebba von Born', 'Ebba Maria von Born'],
    ] as const)
      assert.ok(looksLike(one, other), `${one} / ${other}`);
  });

  it('are two people’s where only one word is the same, or a name has only one', () => {
    for (const [one, other] of [
      ['Ebba Demo', 'Axel Demo'],
      ['Ebba', 'Ebba Demo'],
      ['Demo Demo', 'Ebba Demo'],
      ['', 'Ebba Demo'],
      ['Ebba Dem', 'Ebba Demo'],
      ['🙂 !', '🙂 !'],
    ] as const)
      assert.ok(!looksLike(one, other), `${one} / ${other}`);
  });

  it('are alike both ways round', () => {
    const name = fc.array(fc.constantFrom('Ebba', 'ebba', 'Åsa', 'Asa', 'von', 'Born', '-', ''), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(name, name, (a, b) => {
        assert.equal(looksLike(a.join(' '), b.join(' ')), looksLike(b.join(' '), a.join(' ')));
      }),
    );
  });
});
