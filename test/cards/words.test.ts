import assert from 'node:assert/strict';
import { IntlMessageFormat } from 'intl-messageformat';
import { commandNames, commandWords } from '../../cards/words/commands.ts';
import type { CommandName } from '../../cards/words/commands.ts';
import { words } from '../../cards/words/words.ts';
import type { WordKey } from '../../cards/words/words.ts';
import { languages } from '../../services/domain/language.ts';
import type { Language } from '../../services/domain/language.ts';

type Parsed = ReturnType<IntlMessageFormat['getAst']>;

/** A part that is text alone, in the parser's numbering. */
const LITERAL = 0;

/** Names of a message's arguments; those inside the branches of a plural too. */
function argumentsOf(parts: Parsed): string[] {
  return parts.flatMap((part) => {
    const kind: number = part.type;
    const own = 'value' in part && kind !== LITERAL ? [part.value] : [];
    const branches = 'options' in part ? Object.values(part.options) : [];
    return [...own, ...branches.flatMap((branch) => argumentsOf(branch.value))];
  });
}

function astOf(key: WordKey, language: Language): Parsed {
  return new IntlMessageFormat(words[language][key], language, undefined, { ignoreTag: true }).getAst();
}

const keys = Object.keys(words.en) as WordKey[];

/** Words that are the same in two languages, each known to be right. */
const alike: Partial<Record<Language, readonly string[]>> = {
  fi: ['{minutes}\u00A0min'],
  sv: ['Demo', 'Sprint {number}: {theme}', 'Organisation', '{minutes}\u00A0min'],
};

/** What each language has a word of its own for, and signs that it writes otherwise. */
const foreign: Readonly<Record<Language, RegExp>> = {
  fi: /feedback|deadline|mentor|sparraaja|broadcast|enint\.|[“'‘]/i,
  sv: /feedback|deadline|mentor|återkoppling|broadcast|region(?!al)|[“'‘]/i,
  en: /[”][^“]*[”]|['‘]|\borganiz|\bprogram\b/i,
};

/** The smallest group that is spoken of: never one. */
const groups: readonly WordKey[] = ['feedback.anonymous', 'results.few', 'results.anonymous'];

/** Only arguments and signs: nothing to translate. */
function isWordless(message: string): boolean {
  return !/\p{L}/u.test(message.replace(/\{\w+(, number)?\}/g, ''));
}

describe('words', () => {
  for (const language of ['fi', 'sv'] as const) {
    it(`use the same arguments in ${language} as in English`, () => {
      for (const key of keys) {
        const [mine, english] = [language, 'en' as const].map((l) =>
          [...new Set(argumentsOf(astOf(key, l)))].sort(),
        );
        assert.deepEqual(mine, english, key);
      }
    });

    it(`leave no English in ${language}`, () => {
      const left = keys.filter((key) => {
        const message = words[language][key];
        return message === words.en[key] && !isWordless(message) && !alike[language]?.includes(message);
      });
      assert.deepEqual(left, []);
    });
  }

  it('have a plural for one and for other wherever they count', () => {
    for (const language of languages)
      for (const key of keys)
        for (const part of astOf(key, language))
          if ('pluralType' in part)
            assert.deepEqual(
              Object.keys(part.options)
                .filter((option) => !option.startsWith('='))
                .sort(),
              ['one', 'other'],
              `${language} ${key}`,
            );
  });

  it('count people and things in a plural, since there may be one', () => {
    for (const language of languages)
      for (const key of keys.filter((one) => !groups.includes(one)))
        assert.doesNotMatch(words[language][key], /\{count(, number)?\} \p{L}/u, `${language} ${key}`);
  });

  it('keep to each language’s own words and quotation marks', () => {
    for (const language of languages)
      for (const key of keys) {
        const said = words[language][key].replace(/\{\w+/g, '');
        assert.doesNotMatch(said, foreign[language], `${language} ${key}`);
      }
  });

  it('end no sentence with a date, which in Finnish ends with a dot of its own', () => {
    for (const key of keys) assert.doesNotMatch(words.fi[key], /\{when\}\./, key);
  });

  it('mark every state by a sign and a word', () => {
    for (const language of languages)
      for (const key of keys.filter((k) => k.startsWith('state.')))
        assert.match(words[language][key], /^[^\p{L}] ?\p{L}/u, `${language} ${key}`);
  });

  it('do not mix the two quotation marks or leave a space too many', () => {
    for (const language of languages)
      for (const key of keys) assert.doesNotMatch(words[language][key], /"| {2}|^ | $/, `${language} ${key}`);
  });
});

describe('typed words', () => {
  const all = commandNames.flatMap((name) =>
    languages.flatMap((language) => commandWords[name][language].map((word) => ({ name, word }))),
  );

  it('name one command each, in whatever language', () => {
    for (const { name, word } of all)
      for (const other of all.filter((o) => o.word === word)) assert.equal(other.name, name, word);
  });

  it('are what the buttons that lead on are called, in each language', () => {
    const named = {
      tasks: ['go.tasks', 'go.home'],
      thread: ['go.threads'],
      language: ['go.language'],
      desk: ['go.desk'],
      help: ['go.help'],
    } as const satisfies Record<CommandName, readonly WordKey[]>;
    for (const name of commandNames)
      for (const language of languages)
        for (const key of named[name]) {
          const title = words[language][key].toLocaleLowerCase(language);
          assert.ok(commandWords[name][language].includes(title), `${language}: ${title}`);
        }
  });

  it('greet back: a greeting in any language asks for help', () => {
    for (const greeting of ['hei', 'moi', 'hej', 'hello', 'hi'])
      assert.ok(
        all.some(({ name, word }) => name === 'help' && word === greeting),
        greeting,
      );
  });

  it('are in lower case, as they are compared', () => {
    for (const { word } of all) assert.equal(word, word.toLocaleLowerCase('fi').trim());
  });
});
