import type { FeedbackResultsView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { button, line, note, quote, section } from './kit.ts';
import type { Element } from './kit.ts';
import { clippedText } from './parts/clipped.ts';
import { clip, fairLength } from './text.ts';
import type { Voice } from './voice.ts';

/** Texts shown in all, those of the newest meeting first, and room for them in bytes. */
const TEXTS = 12;
const ROOM = 7_000;
const BAR = 10;

type Result = FeedbackResultsView['meetings'][number]['questions'][number];

/** Feedback, as soon as enough people have answered. */
export function feedbackResultsCard(view: FeedbackResultsView, voice: Voice): Draft {
  const { meetings, minGroup, frame } = view;
  const all = meetings.flatMap(({ questions }) => questions.flatMap(({ answers }) => answers?.texts ?? []));
  const most = fairLength(all.slice(0, TEXTS), ROOM);
  let left = TEXTS;
  const sections = meetings.map(({ title, questions }) => {
    const items = questions.flatMap((result) => {
      const shown = result.answers?.texts?.slice(0, left) ?? [];
      left -= shown.length;
      return resultElements(result, { minGroup, most, shown }, voice);
    });
    return section(voice.local(title), items);
  });
  return {
    title: voice.say('results.title'),
    summary: voice.say('results.summary'),
    body: [
      note(voice.say('results.anonymous', { count: minGroup })),
      ...(meetings.length === 0 ? [line(voice.say('results.none'))] : []),
      ...sections,
    ],
    actions: [
      button(voice.say('go.desk'), { verb: 'desk.show', academy: frame.academy }),
      button(voice.say('go.refresh'), { verb: 'desk.feedback', academy: frame.academy }),
    ],
  };
}

interface Shape {
  readonly minGroup: number;
  /** Characters of a text, and the texts shown. */
  readonly most: number;
  readonly shown: readonly string[];
}

function resultElements(
  { question, answers }: Result,
  { minGroup, most, shown }: Shape,
  voice: Voice,
): readonly Element[] {
  const asked = line([{ text: voice.local(question.text), bold: true }]);
  if (!answers) return [asked, note(voice.say('results.few', { count: minGroup }), 'None')];
  const { count, mean, histogram = [], texts = [] } = answers;
  const rest = texts.length - shown.length;
  return [
    asked,
    line([voice.say('results.count', { count }), ...meanText(mean, voice)].join(' · '), { spacing: 'None' }),
    ...bars(histogram, voice),
    ...shown.map((text) => {
      const clipped = clip(text, most);
      return quote(clippedText(clipped.text, clipped.cut, voice));
    }),
    ...(rest > 0 ? [note(voice.say('list.more', { count: rest }))] : []),
  ];
}

function meanText(mean: number | undefined, voice: Voice): readonly string[] {
  return mean === undefined
    ? []
    : [voice.say('results.mean', { mean: voice.number(Math.round(mean * 10) / 10) })];
}

/** A bar of signs for each value: the number beside it says the same. */
function bars(histogram: readonly { value: number; count: number }[], voice: Voice): readonly Element[] {
  const largest = Math.max(1, ...histogram.map(({ count }) => count));
  return histogram.map(({ value, count }) => {
    const bar = '▇'.repeat(Math.round((count / largest) * BAR));
    return note(voice.say('results.bar', { value, bar, count }), 'None');
  });
}
