import assert from 'node:assert/strict';
import type { Json } from '../../deploy/local/teams/json.ts';
import type { Person } from '../../deploy/local/teams/person.ts';
import { cardIn } from '../../deploy/local/teams/world.ts';
import { answers, persons } from '../../services/store/documents.ts';
import { anAcademy, chatOf, DEMO, wordsOf } from '../helpers/academy.ts';
import type { AcademyWorld } from '../helpers/academy.ts';
import { bytesOf, clicks, dataOf, lastCard, textsOf } from '../helpers/acts.ts';
import type { Reply } from '../helpers/acts.ts';
import { docsOf, documentsOf, dumpOf } from '../helpers/dump.ts';
import { everyDoc } from '../helpers/store-docs.ts';

/** What Teams takes in one message is about 28 KB. */
const CARD_LIMIT = 28 * 1024;
const LONG = 'ä'.repeat(100_000);
const answer = { verb: 'task.answer', academy: DEMO, item: 's1-t1', rev: 0, nonce: 'n-1', text: 'Hej' };
const reflection = { ...answer, verb: 'prompt.answer', item: 's1-p1', share: 'academy' };

describe('hostile input', function () {
  this.timeout(20_000);
  let world: AcademyWorld;
  let ebba: Person;
  before(async () => {
    world = await anAcademy({ installed: ['ebba', 'axel', 'm3', 'katri'] });
    ebba = world.person('ebba');
    await world.moveTo('2023-06-14T10:00:00Z');
  });
  after(() => world.close());

  const posts = async (body: string, type = 'application/json'): Promise<number> => {
    const headers = { 'content-type': type };
    const response = await fetch(`${world.bot.url}/api/messages`, { method: 'POST', headers, body });
    await response.text();
    return response.status;
  };
  const changesNothing = async (act: () => Promise<unknown>): Promise<void> => {
    const before = await dumpOf(world.store);
    await act();
    assert.deepEqual(await dumpOf(world.store), before);
  };
  const isClear = (reply: Reply, what: string): void => {
    assert.equal(reply.status, 200, what);
    assert.ok(reply.card ?? reply.line, what);
    assert.notEqual(reply.refused, 'failed', what);
    assert.ok(bytesOf(reply.card) < CARD_LIMIT, what);
  };

  describe('as a request', () => {
    const activity = {
      type: 'message',
      id: '1',
      serviceUrl: 'http://127.0.0.1:9',
      from: { id: '29:x' },
      conversation: { id: 'c' },
      text: 'hej',
    };
    const refused: Readonly<Record<string, string>> = {
      'half of a JSON': '{"type":',
      nothing: '',
      'a list': '[]',
      'a text': '"message"',
      'no activity': '{}',
      ...Object.fromEntries(
        ['type', 'serviceUrl', 'from', 'conversation'].map((field) => [
          `no ${field}`,
          JSON.stringify({ ...activity, [field]: undefined }),
        ]),
      ),
      'a sender without an id': JSON.stringify({ ...activity, from: {} }),
      'a service on no web address': JSON.stringify({ ...activity, serviceUrl: 'file:///etc/passwd' }),
      'a text that is an object': JSON.stringify({ ...activity, text: {} }),
    };
    for (const [name, body] of Object.entries(refused))
      it(`${name} is refused with 400`, () =>
        changesNothing(async () => assert.equal(await posts(body), 400)));

    it('a body that is too large is refused with 413', () =>
      changesNothing(async () =>
        assert.equal(await posts(JSON.stringify({ text: 'x'.repeat(600_000) })), 413),
      ));

    it('another content type is refused, not guessed', () =>
      changesNothing(async () => {
        const status = await posts(JSON.stringify(activity), 'text/plain');
        assert.ok(status >= 400 && status < 500, String(status));
      }));

    it('activities of other kinds are passed over', () =>
      changesNothing(async () => {
        for (const type of [
          'typing',
          'event',
          'messageReaction',
          'endOfConversation',
          '__proto__',
          'constructor',
        ]) {
          const { status } = await ebba.sends({ type, text: undefined });
          assert.ok(status === 200 || status === 202, `${type}: ${status}`);
        }
      }));

    it('other invokes are not answered as if they were understood', () =>
      changesNothing(async () => {
        const { status } = await ebba.sends({
          type: 'invoke',
          name: 'task/fetch',
          text: undefined,
          value: {},
        });
        assert.equal(status, 400);
      }));

    it('what comes from a group or a channel changes nothing and says nothing', () =>
      changesNothing(async () => {
        const before = ebba.messages().length;
        const conversation = { conversationType: 'channel', id: ebba.account.conversationId };
        await ebba.sends({ conversation, text: 'suomi' });
        assert.equal(ebba.messages().length, before);
      }));
  });

  describe('as the data of a card', () => {
    const wrong: Readonly<Record<string, Json>> = {
      'a list for a text': { ...answer, text: ['Hej'] },
      'an object for a text': { ...answer, text: { $gt: '' } },
      'a text for a revision': { ...answer, rev: '0' },
      'no nonce': { ...answer, nonce: undefined },
      'a nonce that would be a path': { ...answer, nonce: '../../head' },
      'an id with what ends a key': { ...answer, item: 's1-t1/x' },
      'an id that every object knows': { ...answer, item: 'constructor' },
      'an item of nobody': { ...answer, item: 's9-t9' },
      'a prompt as a task': { ...answer, item: 's1-p1' },
      'a task as a prompt': { ...reflection, item: 's1-t1' },
      'a task marked done that asks for words': { ...answer, verb: 'task.done', text: undefined },
      'a task marked done that asks for a number': {
        ...answer,
        verb: 'task.done',
        item: 's1-t2',
        text: undefined,
      },
      'readers that do not exist': { ...reflection, share: 'everybody' },
      'an academy that every object knows': { ...answer, academy: 'constructor' },
      'a meeting of nobody': { verb: 'rsvp.set', academy: DEMO, meeting: 'toString', answer: 'online' },
      'an answer for no such place': { verb: 'rsvp.set', academy: DEMO, meeting: 's2-m', answer: 'coming' },
      'a meeting that is over': { verb: 'rsvp.set', academy: DEMO, meeting: 's1-m', answer: 'online' },
      'feedback with prototypes': JSON.parse(
        `{"verb":"feedback.give","academy":"${DEMO}","meeting":"s1-m","q___proto__":"5","q_constructor":"1","q_useful":{"a":1}}`,
      ) as Json,
      'feedback off the scale': { verb: 'feedback.give', academy: DEMO, meeting: 's1-m', q_useful: '6' },
      'a thread of nobody': {
        verb: 'thread.send',
        academy: DEMO,
        pairing: 'hasOwnProperty',
        nonce: 'n',
        text: 'x',
      },
      'prototypes beside it': JSON.parse(`{"verb":"language.set","__proto__":{"language":"fi"}}`) as Json,
    };
    for (const [name, data] of Object.entries(wrong))
      it(`${name}: a clear answer, nothing changed`, () =>
        changesNothing(async () => isClear(await clicks(ebba, data), name)));

    it('data that is no object, or none: a line, and the card stays as it is', () =>
      changesNothing(async () => {
        for (const value of [undefined, null, 'x', [], { action: null }, { action: { data: 7 } }]) {
          const { status, body } = await ebba.sends({
            type: 'invoke',
            name: 'adaptiveCard/action',
            text: undefined,
            value,
          });
          assert.equal(status, 200);
          assert.match(JSON.stringify(body), /application\/vnd.microsoft.activity.message/);
        }
      }));

    it('foreign ids of a coordinator’s commands: a clear answer, nothing changed', () =>
      changesNothing(async () => {
        const katri = world.person('katri');
        const about = { academy: DEMO, nonce: 'n-9', audience: 'everybody', meeting: 's2-m' };
        for (const data of [
          { verb: 'broadcast.send', academy: DEMO, broadcast: 'constructor', rev: 1 },
          { verb: 'broadcast.show', academy: DEMO, broadcast: 'b-none' },
          { verb: 'broadcast.preview', ...about, meeting: 's9-m' },
          { verb: 'broadcast.preview', ...about, audience: 'organisation:../x' },
          { verb: 'broadcast.preview', ...about, audience: 'organisation:mars' },
          { verb: 'broadcast.preview', ...about, audience: '__proto__' },
          { verb: 'organisation.show', academy: DEMO, organisation: 'constructor' },
        ])
          isClear(await clicks(katri, data), JSON.stringify(data));
      }));
  });

  describe('as a text of 100,000 characters', () => {
    const forms: Readonly<Record<string, Json>> = {
      task: { ...answer, text: LONG },
      number: { ...answer, item: 's1-t2', text: undefined, number: '9'.repeat(100_000) },
      link: { ...answer, item: 's1-t3', text: undefined, link: `https://x.example/${LONG}` },
      reflection: { ...reflection, text: LONG },
      feedback: { verb: 'feedback.give', academy: DEMO, meeting: 's1-m', q_change: LONG },
    };
    for (const [name, data] of Object.entries(forms))
      it(`${name}: refused in a card that fits, nothing changed`, () =>
        changesNothing(async () => isClear(await clicks(ebba, data), name)));

    it('thread message: refused in a card that fits, nothing changed', async () => {
      await ebba.says('tråd');
      const academy = await world.bot.deps.academies.read(DEMO);
      const pairing = academy?.revision.pairings.find((one) => one.organisation === 'kymenlaakso')?.id;
      await changesNothing(async () => {
        const reply = await clicks(ebba, {
          verb: 'thread.send',
          academy: DEMO,
          pairing,
          nonce: 'n',
          text: LONG,
        });
        isClear(reply, 'thread');
      });
    });

    it('broadcast: refused in a card that fits, nothing changed', () =>
      changesNothing(async () => {
        const text = 'x'.repeat(100_000);
        const texts = { text_fi: text, text_sv: text, text_en: text };
        const about = { academy: DEMO, nonce: 'n', audience: 'everybody', meeting: 's2-m' };
        isClear(
          await clicks(world.person('katri'), { verb: 'broadcast.preview', ...about, ...texts }),
          'broadcast',
        );
      }));

    it('typed into the chat: answered in a card that fits', async () => {
      for (const name of ['ebba', 'katri']) {
        const before = world.person(name).messages().length;
        await world.person(name).says(LONG);
        assert.equal(world.person(name).messages().length, before + 1, name);
        assert.ok(bytesOf(lastCard(world.person(name))) < CARD_LIMIT, name);
      }
    });
  });

  describe('as text with a will of its own', () => {
    const NASTY = [
      '**fet** [länk](https://evil.example) <at>Katri</at> <script>alert(1)</script>',
      '# rubrik\n- punkt\n1. ett\n> citat `kod` ~~struket~~ ![bild](https://evil.example/x.png)',
      '{{DATE(2023-05-31T06:00:00Z, SHORT)}} ${secret} &lt;b&gt;',
      'null\u0000 klocka\u0007 flykt\u001b[31m slut\u009f',
      'שלום עולם مرحبا \u202Evänd\u202D',
      '👩‍👩‍👧‍👦 🇫🇮 e\u0301 \uFEFF\u200B',
      'halv \uD83D par \uDE00 kvar',
      '__proto__ constructor toString',
    ];

    for (const [index, text] of NASTY.entries())
      it(`${JSON.stringify(text).slice(0, 40)} is kept and shown as it is, and does nothing`, async () => {
        const data = { ...reflection, text, rev: index, nonce: `n-${index}` };
        isClear(await clicks(ebba, data), text);
        const [kept] = (await docsOf(world.store, DEMO, answers)).filter(({ item }) => item === 's1-p1');
        const value = kept?.revisions.at(-1)?.value;
        assert.ok(value?.kind === 'text');
        assert.doesNotMatch(value.text, /(?![\n\t])\p{Cc}|\p{Cs}/u);
        for (const [name, command] of [
          ['axel', { verb: 'prompt.others', item: 's1-p1' }],
          ['m3', { verb: 'organisation.show', organisation: 'kymenlaakso' }],
        ] as const) {
          const { card } = await clicks(world.person(name), { academy: DEMO, ...command });
          onlyInRuns(card ?? {}, value.text);
        }
      });

    it('reaches others through the thread in text runs alone', async () => {
      const academy = await world.bot.deps.academies.read(DEMO);
      const pairing = academy?.revision.pairings.find((one) => one.organisation === 'kymenlaakso')?.id;
      const text = NASTY[0] ?? '';
      await clicks(ebba, { verb: 'thread.send', academy: DEMO, pairing, nonce: 'nasty', text });
      await world.settle();
      onlyInRuns(lastCard(world.person('m3')), text);
      assert.equal(world.person('m3').messages().at(-1)?.activity['text'], undefined);
      assert.equal(world.person('m3').messages().at(-1)?.activity['entities'], undefined);
    });

    it('reaches others in a broadcast in text runs alone', async () => {
      const katri = world.person('katri');
      const text = NASTY[0] ?? '';
      const texts = { text_fi: text, text_sv: text, text_en: text };
      const about = { academy: DEMO, nonce: 'nasty', audience: 'everybody', meeting: 's2-m' };
      const { card } = await clicks(katri, { verb: 'broadcast.preview', ...about, ...texts });
      onlyInRuns(card ?? {}, text);
      await clicks(katri, { verb: 'broadcast.send', academy: DEMO, broadcast: 'b-nasty', rev: 1 });
      await world.settle();
      onlyInRuns(lastCard(ebba), text);
    });

    it('typed into the chat comes back in a form or a quotation, never as markup', async () => {
      for (const text of NASTY) {
        for (const name of ['ebba', 'katri']) {
          const before = chatOf(world.person(name)).length;
          await world.person(name).says(text);
          assert.equal(chatOf(world.person(name)).length, before + 1, text);
          const { marked } = textsOf(lastCard(world.person(name)));
          assert.ok(!marked.some((said) => said.includes('evil') || said.includes('<')), text);
        }
      }
    });

    it('that every object knows, typed, is a sentence like any other and leaves the person as they were', async () => {
      const before = await everyDoc(world.store, { type: persons.type, limit: 1000 });
      for (const text of ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf']) {
        await ebba.says(text);
        assert.match(wordsOf(lastCard(ebba)), new RegExp(text));
      }
      assert.deepEqual(await everyDoc(world.store, { type: persons.type, limit: 1000 }), before);
    });
  });

  describe('as an answer that is saved over and over', () => {
    it('it can be saved once more, and its form knows the revision that it shows', async () => {
      const saves = async (number: number) =>
        clicks(ebba, {
          ...answer,
          text: `Version ${String(number)}`,
          rev: number,
          nonce: `over-${String(number)}`,
        });
      for (let number = 0; number < 110; number += 1) isClear(await saves(number), String(number));
      const [kept] = (await docsOf(world.store, DEMO, answers)).filter(({ item }) => item === 's1-t1');
      assert.equal(kept?.revisions.at(-1)?.number, 110);
      assert.ok(kept.revisions.length <= 100);
      const { card } = await clicks(ebba, { verb: 'task.show', academy: DEMO, item: 's1-t1', edit: true });
      assert.equal(dataOf(card, 'task.answer')['rev'], 110);
    });
  });

  describe('after all of it', () => {
    it('every card is within what Teams takes', () => {
      for (const person of world.teams.people)
        for (const posted of person.messages())
          assert.ok(bytesOf(cardIn(posted)) < CARD_LIMIT, person.account.name);
    });

    it('no document holds half a character', async () => {
      const halves = /\\ud[89a-f]/i;
      for (const doc of await documentsOf(world.store))
        assert.doesNotMatch(JSON.stringify(doc), halves, doc.id);
    });
  });
});

/** What somebody wrote stands in the card, in text runs and nowhere that Markdown is read. */
function onlyInRuns(card: Json, text: string): void {
  const { runs, marked } = textsOf(card);
  const lines = text.split('\n').map((line) => line.replace(/[\u200B\u202A-\u202E\u2066-\u2069]/g, ''));
  const shown = runs.map((run) => run.replace(/\u200B/g, ''));
  for (const line of lines)
    assert.ok(
      shown.some((run) => run.includes(line)),
      line,
    );
  for (const said of marked) assert.ok(!/evil\.example|<at>|<script>/.test(said), said);
}
