import assert from 'node:assert/strict';
import { askedBy } from '../../../bot/inbound/typed.ts';
import { commandNames, commandWords } from '../../../cards/words/commands.ts';
import { languages } from '../../../services/domain/language.ts';

const names = {
  suomi: 'fi',
  suomeksi: 'fi',
  svenska: 'sv',
  'på svenska': 'sv',
  english: 'en',
  'in english': 'en',
};
const expected = {
  help: { ask: 'command', command: { verb: 'help' } },
  tasks: { ask: 'command', command: { verb: 'home' } },
  language: { ask: 'command', command: { verb: 'language.show' } },
  thread: { ask: 'everywhere', verb: 'threads.show' },
  desk: { ask: 'everywhere', verb: 'desk.show' },
} as const;

describe('a typed line', () => {
  for (const name of commandNames)
    for (const language of languages)
      it(`${language}: each word for ${name} asks for it`, () => {
        for (const word of commandWords[name][language].filter((one) => !Object.hasOwn(names, one)))
          assert.deepEqual(askedBy(word), expected[name], word);
      });

  it('that names a language changes to it', () => {
    for (const [word, language] of Object.entries(names))
      assert.deepEqual(askedBy(word), { ask: 'command', command: { verb: 'language.set', language } });
  });

  it('is understood whatever its case, spaces and full stop, with a slash and in decomposed Unicode', () => {
    for (const line of ['  HELP ', '/help', 'Help.', 'help!', 'HJÄLP', '\tohje\n'])
      assert.deepEqual(askedBy(line), expected.help, line);
    assert.deepEqual(askedBy('HJA\u0308LP'), expected.help);
    assert.deepEqual(askedBy('På  Svenska.'), {
      ask: 'command',
      command: { verb: 'language.set', language: 'sv' },
    });
    assert.deepEqual(askedBy(' /Desk! '), expected.desk);
  });

  it('that is more than a word is text, as it was typed', () => {
    for (const line of [
      'help me, please',
      ' Kan du hjälpa oss? ',
      '',
      'tasks tasks',
      'constructor',
      '__proto__',
    ])
      assert.deepEqual(askedBy(line), { ask: 'command', command: { verb: 'text', text: line } });
  });

  it('means one thing: no word stands for two commands', () => {
    const seen = new Map<string, string>();
    for (const name of commandNames)
      for (const word of languages.flatMap((language) => commandWords[name][language])) {
        assert.equal(seen.get(word) ?? name, name, word);
        assert.equal(word, word.toLowerCase().normalize('NFC'));
        seen.set(word, name);
      }
  });
});
