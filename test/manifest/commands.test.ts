import assert from 'node:assert/strict';
import { askedByText } from '../../bot/inbound/group-asked.ts';
import { askedBy } from '../../bot/inbound/typed.ts';
import { commandNames, commandWords } from '../../cards/words/commands.ts';
import { helpWords } from '../../cards/words/group-words.ts';
import { commandsIn, scopes } from '../../manifest/commands.ts';
import { words } from '../../manifest/words/words.ts';
import { languages } from '../../services/domain/language.ts';

const GROUPS = ['groupChat', 'team'] as const;

describe('the commands that the app offers', () => {
  it('are understood when they are sent as they are shown, in every language', () => {
    for (const language of languages)
      for (const { title } of commandsIn('personal', language)) {
        const name = commandNames.find((one) => commandWords[one][language].includes(title.toLowerCase()));
        assert.ok(name, `${title} is no command`);
        assert.deepEqual(askedBy(title), askedBy(commandWords[name].en[0]!), title);
        assert.notDeepEqual(askedBy(title), askedBy('no command at all'), title);
      }
  });

  it('are understood among people too, in every language', () => {
    for (const language of languages)
      for (const scope of GROUPS)
        assert.deepEqual(
          commandsIn(scope, language).map(({ title }) => askedByText(title)),
          [{ topic: 'academy' }, { topic: 'academy' }, { topic: 'help' }],
        );
  });

  it('are all that can be typed where one is alone with the bot', () => {
    assert.equal(commandsIn('personal', 'en').length, commandNames.length);
  });

  it('are the same in every language, each described in its own', () => {
    for (const scope of scopes) {
      const [fi, sv, en] = languages.map((language) => commandsIn(scope, language));
      for (const [index, { title, description }] of en!.entries()) {
        const all = [fi![index]!, sv![index]!];
        // The Swedish word for a sprint is the English one.
        assert.ok(!all.some((other) => other.title === title) || title === 'Sprint', title);
        assert.ok(!all.some((other) => other.description === description), description);
      }
    }
  });

  it('are what help teaches where others read along, and nothing of one’s own', () => {
    for (const scope of GROUPS)
      for (const language of languages)
        assert.deepEqual(
          commandsIn(scope, language).map(({ title }) => title.toLowerCase()),
          Object.values(helpWords).map((word) => word[language]),
        );
  });
});

describe('the words of the app’s page', () => {
  it('are there in every language of the bot, and no English is left in the others', () => {
    assert.deepEqual(Object.keys(words).sort(), [...languages].sort());
    for (const language of ['fi', 'sv'] as const) {
      const [mine, english] = [words[language], words.en];
      assert.equal(mine.description.length, english.description.length);
      assert.ok(!mine.description.some((paragraph) => english.description.includes(paragraph)));
      assert.notEqual(mine.short, english.short);
      assert.notEqual(mine.fullName, english.fullName);
    }
  });
});
