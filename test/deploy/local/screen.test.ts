import assert from 'node:assert/strict';
import { stripVTControlCharacters } from 'node:util';
import * as screen from '../../../deploy/local/screen.ts';
import type { ReadyScreen } from '../../../deploy/local/screen.ts';

const PLAIN = { live: false, colour: false };
const RICH = { live: true, colour: true };
const READY: ReadyScreen = {
  seats: [
    { role: 'coordinator', url: 'http://127.0.0.1:56150', name: 'Katri Demo', language: 'fi' },
    { role: 'mentor', url: 'http://127.0.0.1:56152', name: 'Henrik Demo', language: 'sv' },
  ],
  clock: 'Wednesday 10 May 2023 08:25',
  logs: '.data/logs',
};

describe('the screen of the demonstration', () => {
  it('says where to go, who sits there, what time it is and how to stop', () => {
    const text = screen.ready(READY, PLAIN);
    assert.match(text, /Coordinator +http:\/\/127\.0\.0\.1:56150 +Katri Demo, in Finnish/);
    assert.match(text, /Mentor +http:\/\/127\.0\.0\.1:56152 +Henrik Demo, in Swedish/);
    for (const part of [READY.clock, 'Jump to', 'Ctrl-C', 'npm run reset', '.data/logs'])
      assert.ok(text.includes(part));
  });

  it('says the same with colour as without', () => {
    const both = (text: (style: screen.Style) => string): void =>
      assert.equal(stripVTControlCharacters(text({ live: false, colour: true })), text(PLAIN));
    both((style) => screen.ready(READY, style));
    both((style) => screen.done('The bot answers', style));
    both((style) => screen.portsTaken([{ port: 3978, what: 'the bot', setting: 'PORT' }], style));
    assert.notEqual(screen.ready(READY, RICH), screen.ready(READY, PLAIN));
  });

  it('writes over a line only where that can be done', () => {
    assert.equal(screen.began('Starting the bot', PLAIN), '');
    assert.equal(screen.began('Starting the bot', RICH), '  … Starting the bot');
    assert.ok(screen.done('The bot answers', RICH).startsWith('\r'));
    assert.equal(screen.done('The bot answers', PLAIN), '  ✓ The bot answers\n');
  });

  it('fits into a hundred columns', () => {
    const longest = Math.max(
      ...screen
        .ready(READY, PLAIN)
        .split('\n')
        .map((line) => line.length),
    );
    assert.ok(longest <= 100, String(longest));
  });

  it('names each taken port and the variable that moves it', () => {
    const taken = [
      { port: 3978, what: 'the bot', setting: 'PORT' },
      { port: 56151, what: 'the Playground of the participant' },
    ];
    const text = screen.portsTaken(taken, PLAIN);
    for (const part of ['2 ports', '3978', 'the bot', '56151', 'participant', 'PORT=<port>'])
      assert.ok(text.includes(part));
  });

  it('says which process runs it already', () => {
    assert.match(screen.alreadyRunning(4711, PLAIN), /already running[^]*process 4711/);
  });
});
