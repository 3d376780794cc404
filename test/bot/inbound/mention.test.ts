import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseActivity } from '../../../bot/inbound/activity.ts';
import type { Incoming } from '../../../bot/inbound/activity.ts';
import { saidToBot } from '../../../bot/inbound/mention.ts';

const BOT = '28:fadder';
const mentionOf = (id: string, name: string, text = `<at>${name}</at>`) => ({
  type: 'mention',
  mentioned: { id, name },
  text,
});
const FADDER = mentionOf(BOT, 'Fadder');
const KATRI = mentionOf('29:katri', 'Katri Demo');
const OTHER = mentionOf('28:other', 'Other Bot');

function activity(text: string | null, entities: unknown): Incoming {
  const parsed = parseActivity({
    type: 'message',
    serviceUrl: 'https://smba.example/emea/',
    from: { id: '29:ebba' },
    conversation: { id: '19:group', conversationType: 'groupChat' },
    recipient: { id: BOT },
    text,
    entities,
  });
  assert.ok(!('wrong' in parsed));
  return parsed;
}
const said = (text: string | null, ...entities: readonly unknown[]) => saidToBot(activity(text, entities));

describe('what is said to the bot', () => {
  const cases = {
    'at the beginning': [said('<at>Fadder</at> sprint', FADDER), 'sprint'],
    'at the end': [said('sprint <at>Fadder</at>', FADDER), 'sprint'],
    'in the middle': [said('Hej <at>Fadder</at>, visa sprinten', FADDER), 'Hej , visa sprinten'],
    'without a blank after it': [said('<at>Fadder</at>sprint', FADDER), 'sprint'],
    'alone, with a line break': [said('<at>Fadder</at>\n', FADDER), ''],
    'several times': [said('<at>Fadder</at> <at>Fadder</at> help', FADDER, FADDER), 'help'],
    'beside somebody else, whose name stays': [
      said('<at>Katri Demo</at> <at>Fadder</at> sprint', KATRI, FADDER),
      'Katri Demo sprint',
    ],
    'with non-breaking spaces': [
      said('<at>Fadder</at>&nbsp;omat\u00a0tehtävät&#160;', FADDER),
      'omat tehtävät',
    ],
    'with entities': [
      said('<at>Fadder</at> m&ouml;te &amp; &lt;b&gt; &#228; &#xE5;', FADDER),
      'möte & <b> ä å',
    ],
    'with an entity that is none': [said('<at>Fadder</at> &#x110000; &nope;', FADDER), '&#x110000; &nope;'],
    'read once: what is written as an entity stays one': [
      said('<at>Fadder</at> &amp;lt;b&amp;gt;', FADDER),
      '&lt;b&gt;',
    ],
    'with what cannot be seen': [said('<at>Fadder</at> \u200bspr\u200dint\ufeff', FADDER), 'sprint'],
    'in HTML': [said('<div><at id="0">Fadder</at>&nbsp;<b>sprint</b></div>', FADDER), 'Fadder sprint'],
    'with a tag of its own': [
      said('<at id="0">Fadder</at> sprint', mentionOf(BOT, 'Fadder', '<at id="0">Fadder</at>')),
      'sprint',
    ],
    'where the entity has no text': [
      said('<at>Fadder</at> sprint', { type: 'mention', mentioned: { id: BOT, name: 'Fadder' } }),
      'sprint',
    ],
    'without any text': [said(null, FADDER), ''],
  } as const;
  for (const [name, [text, expected]] of Object.entries(cases))
    it(`${name} is read without the mention`, () => {
      assert.equal(text, expected);
    });

  it('is nothing without a mention, whatever the text looks like', () => {
    for (const entities of [[], [KATRI], [OTHER], [{ type: 'clientInfo', mentioned: { id: BOT } }]])
      assert.equal(saidToBot(activity('<at>Fadder</at> sprint', entities)), undefined);
  });

  it('is nothing where the bot does not know itself', () => {
    const { recipient: _, ...rest } = activity('<at>Fadder</at> sprint', [FADDER]);
    assert.equal(saidToBot(rest), undefined);
  });

  it('is bounded', () => {
    assert.equal(said(`<at>Fadder</at> ${'ä'.repeat(100_000)}`, FADDER)?.length, 1000);
  });

  it('is text or nothing, whatever the entities are, and only a mention of the bot makes it text', () => {
    const anyEntities = fc.oneof(fc.anything(), fc.array(fc.anything()));
    fc.assert(
      fc.property(fc.string(), anyEntities, (text, entities) => {
        assert.equal(saidToBot(activity(text, entities)), undefined);
      }),
    );
    fc.assert(
      fc.property(fc.string(), fc.array(fc.anything(), { maxLength: 20 }), (text, entities) => {
        assert.equal(typeof saidToBot(activity(text, [...entities, FADDER])), 'string');
      }),
    );
  });
});
