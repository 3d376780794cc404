import assert from 'node:assert/strict';
import fc from 'fast-check';
import { askedByCard, askedByText } from '../../../bot/inbound/group-asked.ts';
import { commandNames, commandWords } from '../../../cards/words/commands.ts';
import { helpWords, topicWords } from '../../../cards/words/group-words.ts';
import { languages } from '../../../services/domain/language.ts';
import { rights } from '../../../services/rules/rights.ts';

const topicOf = (text: string) => askedByText(text).topic;

describe('a sentence to the bot among others', () => {
  const expected = {
    academy: [
      ...['sprint', 'Sprintti?', 'när är nästa möte', 'milloin on seuraava tapaaminen?', 'TEHTÄVÄT', 'tasks'],
      ...[
        'What are the deadlines',
        'vad är uppgifterna i sprinten',
        'tehta\u0308va\u0308t',
        'Hej , visa sprinten!',
      ],
    ],
    private: [
      ...['my tasks', 'omat tehtävät', 'mina uppgifter', 'desk', 'työpöytä', 'arbetsbord', 'thread', 'tråd'],
      ...[
        'keskustelu',
        'kuka on kummini',
        'what did we answer in the feedback',
        'suomeksi',
        'språk',
        'English',
      ],
      ...['visa vårt svar på uppgiften', 'näytä vastaukset sprintin tehtäviin'],
    ],
    help: [
      '',
      'help',
      'hjälp!',
      'ohje',
      'please help me',
      'tack',
      'constructor',
      '__proto__',
      '👍',
      'mynt',
      'omar',
    ],
  } as const;
  for (const [topic, sentences] of Object.entries(expected))
    for (const sentence of sentences)
      it(`“${sentence}” is about: ${topic}`, () => {
        assert.equal(topicOf(sentence), topic);
      });

  it('is private in each word for desk, thread and language, whatever the language', () => {
    for (const name of commandNames.filter((one) => one !== 'help' && one !== 'tasks'))
      for (const word of languages.flatMap((language) => commandWords[name][language]))
        assert.equal(topicOf(word), 'private', word);
  });

  it('is understood in the words that help names', () => {
    for (const language of languages) {
      assert.equal(topicOf(helpWords.sprint[language]), 'academy');
      assert.equal(topicOf(helpWords.meeting[language]), 'academy');
      assert.equal(topicOf(helpWords.help[language]), 'help');
    }
  });

  it('is private as soon as one of its words is', () => {
    const words = languages.flatMap((language) => topicWords.private[language]);
    const anyPrivate = fc.constantFrom(...words).map((word) => word.replace('*', ''));
    const anyRest = fc.lorem({ maxCount: 5 });
    fc.assert(
      fc.property(anyRest, anyPrivate, anyRest, (before, word, after) => {
        assert.equal(topicOf(`${before} sprint ${word} ${after}`), 'private');
      }),
    );
  });

  it('has words in lower case only, as they are compared', () => {
    for (const topic of Object.values(topicWords))
      for (const word of languages.flatMap((language): readonly string[] => topic[language]))
        assert.match(word, /^[\p{Ll}]+\*?$/u, word);
  });
});

describe('a button clicked among others', () => {
  it('is public for two verbs alone', () => {
    assert.deepEqual(askedByCard({ verb: 'help' }, 'help'), { topic: 'help' });
    assert.deepEqual(askedByCard({ verb: 'public.show' }), { topic: 'academy' });
    assert.deepEqual(askedByCard({ verb: 'public.show', academy: 'a-1' }), {
      topic: 'academy',
      academy: 'a-1',
    });
  });

  it('is private for every verb in the table of rights, and for what cannot be read', () => {
    for (const verb of Object.keys(rights))
      assert.deepEqual(askedByCard({ verb, academy: 'a-1' }, verb), { topic: 'private' });
    for (const data of [undefined, null, 7, 'help', [], {}, { verb: 'public.show', academy: '../x' }])
      assert.deepEqual(askedByCard(data), { topic: 'private' });
    assert.deepEqual(askedByCard({ verb: 'help' }, 'desk.show'), { topic: 'private' });
  });
});
