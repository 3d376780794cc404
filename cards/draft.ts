import type { Card, Frame } from '../services/domain/view.ts';
import { heading, line } from './kit.ts';
import type { Action, Element } from './kit.ts';
import { inert } from './text.ts';
import type { Voice } from './voice.ts';

/** A card's own content; `finish` adds what every card has. */
export interface Draft {
  readonly title: string;
  /** What it is about, for notifications; the academy is added. */
  readonly summary: string;
  readonly body: readonly Element[];
  /** The buttons that lead on, at most six. */
  readonly actions: readonly Action[];
}

/** The card of a draft: headed by the academy (or the bot's name), marked in a demonstration. */
export function finish(draft: Draft, voice: Voice, frame: Frame | undefined): Card {
  const academy = frame ? voice.local(frame.title) : 'Fadder';
  // Clients may read Markdown in both places where it is shown: in notifications and in place of the card.
  const summary = inert(`${draft.summary} · ${academy}`).replace(/\s+/g, ' ');
  const marker = frame?.demo ? [{ text: `${voice.say('demo')} · `, bold: true, small: true }] : [];
  const content = {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: voice.language,
    fallbackText: `${summary} – ${voice.say('fallback')}`,
    body: [
      line([...marker, { text: academy, subtle: true, small: true }]),
      heading(draft.title, 1),
      ...draft.body,
    ],
    ...(draft.actions.length === 0 ? {} : { actions: draft.actions }),
  };
  return { content, summary };
}
