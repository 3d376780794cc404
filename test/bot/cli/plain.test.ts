import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { plain } from '../../../bot/cli/plain.ts';
import { openTerminal } from '../../../bot/cli/terminal.ts';

describe('plain', () => {
  it('spells out what would command the terminal and leaves words of any script alone', () => {
    assert.equal(plain('a\u001b[31mb\r\u202ec\u0000'), 'a\\u001b[31mb\\u000d\\u202ec\\u0000');
    assert.equal(plain('Päivi שלום 👩‍💻'), 'Päivi שלום 👩‍💻');
  });
});

describe('a terminal', () => {
  /** Answers the question with what is typed; nothing: the input ends. */
  async function answered(typed: string | undefined): Promise<boolean> {
    const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
    const answer = openTerminal({ stdin, stdout, stderr }).confirm('Sure?');
    stdin.end(typed);
    return answer;
  }

  it('takes y and yes for yes and everything else, and no answer, for no', async () => {
    const answers = ['y\n', 'YES\n', 'n\n', '\n', 'yup\n', undefined];
    const said = [];
    for (const typed of answers) said.push(await answered(typed));
    assert.deepEqual(said, [true, true, false, false, false, false]);
  });
});
