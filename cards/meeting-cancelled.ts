import type { MeetingCancelledView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { button, facts, line } from './kit.ts';
import type { Voice } from './voice.ts';

/** A meeting that people were told of will not be held. */
export function meetingCancelledCard(view: MeetingCancelledView, voice: Voice): Draft {
  const title = voice.local(view.title);
  return {
    title,
    summary: voice.say('meeting.summaryCancelled', { title }),
    body: [
      line([{ text: `! ${voice.say('meeting.cancelled')}`, bold: true }]),
      ...facts([[voice.say('meeting.oldTime'), voice.span(view.starts, view.ends)]]),
      line(voice.say('meeting.cancelledNote')),
    ],
    actions: [button(voice.say('go.home'), { verb: 'home' }), button(voice.say('go.help'), { verb: 'help' })],
  };
}
