import assert from 'node:assert/strict';
import { askedBy } from '../../bot/inbound/typed.ts';
import { commandNames, commandWords } from '../../cards/words/commands.ts';
import { commandsIn, scopes } from '../../manifest/commands.ts';
import { words } from '../../manifest/words/words.ts';
import { languages } from '../../services/domain/language.ts';

describe('the commands that the app offers', () => {
  it('are understood when they are sent as they are shown, in every language', () => {
    for (const language of languages)
      for (const scope of scopes)
        for (const { title } of commandsIn(scope, language)) {
          const name = commandNames.find((one) => commandWords[one][language].includes(title.toLowerCase()));
          assert.ok(name, `${title} is no command`);
          assert.deepEqual(askedBy(title), askedBy(commandWords[name].en[0]!), title);
          assert.notDeepEqual(askedBy(title), askedBy('no command at all'), title);
        }
  });

  it('are all that can be typed where one is alone with the bot', () => {
    assert.equal(commandsIn('personal', 'en').length, commandNames.length);
  });

  it('are the same in every language, each described in its own', () => {
    for (const scope of scopes) {
      const [fi, sv, en] = languages.map((language) => commandsIn(scope, language));
      for (const [index, { title, description }] of en!.entries()) {
        const all = [fi![index]!, sv![index]!];
        assert.ok(!all.some((other) => other.title === title), title);
        assert.ok(!all.some((other) => other.description === description), description);
      }
    }
  });

  it('show nothing of one’s own where others read it', () => {
    for (const scope of ['groupChat', 'team'] as const)
      assert.deepEqual(
        commandsIn(scope, 'en').map(({ title }) => title),
        ['Help'],
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
