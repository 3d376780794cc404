import type { BroadcastPreviewView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { box, button, facts, line, note } from './kit.ts';
import type { Element } from './kit.ts';
import { meetingBody } from './meeting.ts';
import { answersAt } from './parts/meeting.ts';
import { audienceText } from './parts/audience.ts';
import { warning } from './parts/problem.ts';
import { toldPart } from './parts/told.ts';
import { everyLanguage } from './parts/languages.ts';
import type { Voice } from './voice.ts';
import { voiceFor } from './voice.ts';

/** The broadcast as each language will read it, before anything is sent. */
export function broadcastPreviewCard(view: BroadcastPreviewView, voice: Voice): Draft {
  const { frame, broadcast, rev, recipients, of } = view;
  const { academy } = frame;
  const count = recipients.reduce((sum, one) => sum + one.count, 0);
  const to = `${audienceText(view.audience, view.organisation, voice)}, ${voice.say('preview.people', { count })}`;
  return {
    title: voice.say('preview.title'),
    summary: voice.say('preview.summary'),
    body: [
      ...toldPart(view, voice),
      line(voice.say(of === 'draft' ? 'preview.notSent' : 'preview.notChanged')),
      ...facts([[voice.say('preview.to'), to], ...choices(view, voice)]),
      ...outsidePart(view, voice),
      ...everyLanguage
        .flatMap((language) => view.cards.filter((card) => card.language === language))
        .flatMap((card) => previewPart(card, view, voice)),
    ],
    actions: [
      button(
        confirmText(view, count, voice),
        { verb: 'broadcast.send', academy, broadcast, rev },
        { main: true },
      ),
      button(voice.say('preview.change'), { verb: 'broadcast.compose', academy, broadcast }),
      button(
        voice.say('item.cancel'),
        of === 'draft' ? { verb: 'desk.show', academy } : { verb: 'broadcast.show', academy, broadcast },
      ),
    ],
  };
}

/** When it is sent, in which zone, and what is done in doubt; of a correction neither is in question. */
function choices(
  { of, dueAt, hold, frame }: BroadcastPreviewView,
  voice: Voice,
): readonly (readonly [string, string])[] {
  if (of === 'correction') return [];
  const when =
    dueAt === undefined
      ? voice.say('preview.atOnce')
      : voice.say('time.zone', { when: voice.moment(dueAt), zone: frame.zone });
  return [
    [voice.say('preview.when'), when],
    ...(hold ? [[voice.say('preview.hold'), voice.say('preview.holds')] as const] : []),
  ];
}

function outsidePart({ of, outside, dueAt }: BroadcastPreviewView, voice: Voice): readonly Element[] {
  if (!outside || of === 'correction') return [];
  return [warning(voice.say(dueAt === undefined ? 'preview.outsideNow' : 'preview.outside'))];
}

function confirmText({ of, dueAt }: BroadcastPreviewView, count: number, voice: Voice): string {
  switch (of) {
    case 'draft':
      return voice.say(dueAt === undefined ? 'preview.send' : 'preview.schedule', { count });
    case 'scheduled':
      return dueAt === undefined ? voice.say('preview.sendNow', { count }) : voice.say('preview.confirm');
    case 'correction':
      return voice.say('preview.correct', { count });
  }
}

/** The card of one language, in that language; its buttons are named, not live. */
function previewPart(
  { language, meeting }: BroadcastPreviewView['cards'][number],
  { recipients }: BroadcastPreviewView,
  voice: Voice,
): readonly Element[] {
  const reader = voiceFor(language, meeting.frame);
  const count = recipients.find((one) => one.language === language)?.count ?? 0;
  const answers =
    meeting.meeting.options.length > 0 ? meeting.meeting.options : answersAt(meeting.meeting.place);
  const buttons = answers.map((answer) => `[ ${reader.say(`rsvp.${answer}`)} ]`).join('  ');
  return [
    line([{ text: voice.say('preview.in', { language, count }), bold: true }], { spacing: 'Medium' }),
    box(
      [
        line([{ text: reader.local(meeting.meeting.title), bold: true }]),
        ...meetingBody(meeting, reader),
        note(buttons),
      ],
      'emphasis',
    ),
  ];
}
