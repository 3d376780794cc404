import type { FeedbackResultsView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { button, heading, line, note, quote } from './kit.ts';
import type { Element } from './kit.ts';
import { clippedText } from './parts/clipped.ts';
import { clip, fairLength } from './text.ts';
import type { Voice } from './voice.ts';

/** Texts shown for one question, and room for all of them in bytes. */
const TEXTS = 8;
const ROOM = 9_000;
const BAR = 10;

type Result = FeedbackResultsView['meetings'][number]['questions'][number];

/** Feedback, as soon as enough people have answered. */
export function feedbackResultsCard(view: FeedbackResultsView, voice: Voice): Draft {
  const { meetings, minGroup, frame } = view;
  const texts = meetings.flatMap((meeting) => meeting.questions.flatMap(shownTexts));
  const most = fairLength(texts, ROOM);
  return {
    title: voice.say('results.title'),
    summary: voice.say('results.summary'),
    body: [
      note(voice.say('results.anonymous', { count: minGroup })),
      ...(meetings.length === 0 ? [line(voice.say('results.none'))] : []),
      ...meetings.map((meeting) => ({
        type: 'Container',
        separator: true,
        items: [
          heading(voice.local(meeting.title)),
          ...meeting.questions.flatMap((result) => resultElements(result, { minGroup, most }, voice)),
        ],
      })),
    ],
    actions: [
      button(voice.say('go.desk'), { verb: 'desk.show', academy: frame.academy }),
      button(voice.say('go.refresh'), { verb: 'desk.feedback', academy: frame.academy }),
    ],
  };
}

function resultElements(
  { question, answers }: Result,
  { minGroup, most }: { minGroup: number; most: number },
  voice: Voice,
): readonly Element[] {
  const asked = line([{ text: voice.local(question.text), bold: true }]);
  if (!answers) return [asked, note(voice.say('results.few', { count: minGroup }), 'None')];
  const { count, mean, histogram = [], texts = [] } = answers;
  const figures = [
    voice.say('results.count', { count }),
    ...(mean === undefined
      ? []
      : [voice.say('results.mean', { mean: voice.number(Math.round(mean * 10) / 10) })]),
  ];
  const rest = texts.length - TEXTS;
  return [
    asked,
    line(figures.join(' · '), { spacing: 'None' }),
    ...bars(histogram, voice),
    ...texts.slice(0, TEXTS).map((text) => {
      const { text: shown, cut } = clip(text, most);
      return quote(clippedText(shown, cut, voice));
    }),
    ...(rest > 0 ? [note(voice.say('list.more', { count: rest }))] : []),
  ];
}

/** A bar of signs for each value: the number beside it says the same. */
function bars(histogram: readonly { value: number; count: number }[], voice: Voice): readonly Element[] {
  const largest = Math.max(1, ...histogram.map(({ count }) => count));
  return histogram.map(({ value, count }) => {
    const bar = '▇'.repeat(Math.round((count / largest) * BAR));
    return note(voice.say('results.bar', { value, bar, count }), 'None');
  });
}

function shownTexts({ answers }: Result): readonly string[] {
  return answers?.texts?.slice(0, TEXTS) ?? [];
}
