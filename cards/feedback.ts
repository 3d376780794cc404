import type { Question } from '../services/domain/programme.ts';
import type { FeedbackView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { actions, button, choiceInput, facts, line, note, submit, textInput } from './kit.ts';
import type { Choice, Element } from './kit.ts';
import { problemBox } from './parts/problem.ts';
import type { Voice } from './voice.ts';

const TEXT_CHARS = 1000;

/** Anonymous feedback on a meeting; every question may be left out. */
export function feedbackCard(view: FeedbackView, voice: Voice): Draft {
  const title = voice.local(view.meeting.title);
  return {
    title: voice.say('feedback.title'),
    summary: voice.say('feedback.summary', { title }),
    body: [...facts([[voice.say('feedback.meeting'), title]]), ...content(view, voice)],
    actions: [button(voice.say('go.home'), { verb: 'home' }), button(voice.say('go.help'), { verb: 'help' })],
  };
}

function content(view: FeedbackView, voice: Voice): readonly Element[] {
  const { mode, meeting, frame, minGroup } = view;
  const until = voice.deadline(view.until);
  switch (mode) {
    case 'closed':
      return [line(voice.say('feedback.closed', { when: until }))];
    case 'receipt':
      return [line(voice.say('feedback.receipt')), note(voice.say('feedback.receiptNote'))];
    case 'ask':
      return [
        line(voice.say('feedback.anonymous', { count: minGroup })),
        note(voice.say('feedback.optional')),
        ...problemBox(view.problem, voice, 'feedback.empty'),
        ...view.questions.map((question) =>
          questionInput(question, meeting.meeting, view.typed?.[question.id], voice),
        ),
        actions([
          submit(voice.say('feedback.send'), {
            verb: 'feedback.give',
            academy: frame.academy,
            meeting: meeting.meeting,
          }),
        ]),
        note(voice.say('feedback.until', { when: until })),
      ];
  }
}

function questionInput(question: Question, card: string, value: string | undefined, voice: Voice): Element {
  const id = `q_${question.id}`;
  const label = voice.local(question.text);
  if (question.kind === 'text')
    return textInput({ id, label, maxLength: TEXT_CHARS, multiline: true, value });
  const choices = scale(question.kind, voice);
  // Five choices take one tap; eleven would fill a phone.
  const menu = question.kind === 'scale_0_10' ? { placeholder: voice.say('choose') } : {};
  return choiceInput({ id, card, label, choices, value, ...menu });
}

/** A choice for each step; the ends say what they mean. */
function scale(kind: 'scale_1_5' | 'scale_0_10', voice: Voice): readonly Choice[] {
  if (kind === 'scale_1_5')
    return [voice.say('feedback.five.1'), '2', '3', '4', voice.say('feedback.five.5')].map(choiceFrom(1));
  const middle = Array.from({ length: 9 }, (_, index) => String(index + 1));
  return [voice.say('feedback.ten.0'), ...middle, voice.say('feedback.ten.10')].map(choiceFrom(0));
}

function choiceFrom(first: number) {
  return (title: string, index: number): Choice => ({ title, value: String(first + index) });
}
