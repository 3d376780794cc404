import type { CalendarView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { button, line, note, openUrl, quote, section } from './kit.ts';
import type { Voice } from './voice.ts';

/** The reader's own calendar address: what it is good for, and how to be rid of it. */
export function calendarCard(view: CalendarView, voice: Voice): Draft {
  const { address, renewals, renewed, frame } = view;
  const { academy } = frame;
  return {
    title: voice.say('calendar.title'),
    summary: voice.say(renewed ? 'calendar.renewed' : 'calendar.title'),
    body: [
      ...(renewed ? [line([{ text: voice.say('calendar.renewed'), bold: true }])] : []),
      line(voice.say('calendar.lead')),
      quote([
        line([{ text: voice.say('calendar.address'), bold: true }]),
        line(address, { spacing: 'Small' }),
      ]),
      note(voice.say('calendar.how')),
      section(voice.say('calendar.yours'), [line(voice.say('calendar.private'))]),
    ],
    actions: [
      ...openUrl(voice.say('calendar.download'), address),
      button(voice.say('calendar.renew'), { verb: 'calendar.renew', academy, renewals }),
      button(voice.say('go.home'), { verb: 'home' }),
    ],
  };
}
