import type { MessageSentView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { button, facts, line, note, quote, section, userText } from './kit.ts';
import type { Element } from './kit.ts';
import { clippedText } from './parts/clipped.ts';
import { some } from './parts/some.ts';
import { clip } from './text.ts';
import type { Voice } from './voice.ts';

/** Recipients listed by name; one thread has few. */
const PEOPLE = 20;
/** Characters of the message replied to; all of it stands in the thread. */
const QUOTED = 1000;

/** What the writer sees of a message: its text and who has got it. */
export function messageSentCard(view: MessageSentView, voice: Voice): Draft {
  const { to, frame, thread } = view;
  return {
    title: voice.say('sent.title'),
    summary: voice.say(summaryKey(view)),
    body: [
      ...facts([[voice.say('thread.title'), voice.local(view.organisation)]]),
      ...repliedTo(view, voice),
      quote(userText(view.text)),
      note(voice.moment(view.at), 'None'),
      section(voice.say('sent.to'), [
        ...some(to, PEOPLE, voice, ({ name, state, reason }) => {
          const why = { reason: voice.say(`reason.${reason ?? 'refused'}`) };
          const said = voice.say(`sent.${state}`, why);
          return [line([{ text: name, bold: true }, ` ${said}`], { spacing: 'Small' })];
        }),
      ]),
    ],
    actions: [
      button(voice.say('sent.again'), { verb: 'thread.show', academy: frame.academy, pairing: thread }),
      button(voice.say('go.home'), { verb: 'home' }),
    ],
  };
}

/** What was replied to stays readable: this card stands in its place. */
function repliedTo({ replyTo }: MessageSentView, voice: Voice): readonly Element[] {
  if (!replyTo) return [];
  const { text, cut } = clip(replyTo.text, QUOTED);
  return [
    line([{ text: voice.say('message.title', { name: replyTo.from }), bold: true }]),
    quote(clippedText(text, cut, voice)),
    note(voice.moment(replyTo.at), 'None'),
    line([{ text: voice.say('sent.yours'), bold: true }]),
  ];
}

function summaryKey({ to }: MessageSentView) {
  if (to.some(({ state }) => state === 'notReached' || state === 'unsure')) return 'sent.summaryProblem';
  return to.every(({ state }) => state === 'reached') ? 'sent.summaryReached' : 'sent.summary';
}
