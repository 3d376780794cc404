import type { MessageSentView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { button, facts, line, note, quote, section, userText } from './kit.ts';
import { some } from './parts/some.ts';
import type { Voice } from './voice.ts';

/** Recipients listed by name; one thread has few. */
const PEOPLE = 20;

/** What the writer sees of a message: its text and who has got it. */
export function messageSentCard(view: MessageSentView, voice: Voice): Draft {
  const { to, frame, thread } = view;
  return {
    title: voice.say('sent.title'),
    summary: voice.say(summaryKey(view)),
    body: [
      ...facts([[voice.say('thread.title'), voice.local(view.organisation)]]),
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

function summaryKey({ to }: MessageSentView) {
  if (to.some(({ state }) => state === 'notReached' || state === 'unsure')) return 'sent.summaryProblem';
  return to.every(({ state }) => state === 'reached') ? 'sent.summaryReached' : 'sent.summary';
}
