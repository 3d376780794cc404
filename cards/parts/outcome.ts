import type { OutcomeLine } from '../../services/domain/view.ts';
import type { Voice } from '../voice.ts';
import type { WordKey } from '../words/words.ts';

type Outcome = OutcomeLine['outcome'];

/** Nobody need do anything about these. */
const dropped: readonly Outcome[] = [
  ...(['answered', 'unanswered', 'closed', 'left', 'gone', 'moved', 'late', 'together', 'muted'] as const),
  ...(['told', 'superseded', 'cancelled', 'withdrawn', 'takenBack'] as const),
];

/** The sign of an outcome, which is said in words beside it. */
export function signOf(outcome: Outcome): string {
  if (outcome === 'sent') return '✓';
  if (outcome === 'waiting') return '…';
  if (outcome === 'held') return '?';
  return dropped.includes(outcome) ? '–' : '!';
}

/** Why it was not sent, as a heading or in a line. */
export function reasonText(outcome: Outcome, voice: Voice): string {
  return voice.say(`reason.${outcome}`);
}

/** What a coordinator can do about it. */
export function remedyText(outcome: Outcome, voice: Voice): string | undefined {
  const key = remedyOf(outcome);
  return key && voice.say(key);
}

function remedyOf(outcome: Outcome): WordKey | undefined {
  switch (outcome) {
    case 'sent':
    case 'waiting':
    case 'answered':
    case 'unanswered':
    case 'closed':
    case 'left':
    case 'gone':
    case 'moved':
    case 'late':
    case 'together':
    case 'muted':
    case 'told':
    case 'superseded':
    case 'cancelled':
    case 'withdrawn':
    case 'takenBack':
      return undefined;
    default:
      return `remedy.${outcome}`;
  }
}

/** When and how: `Wed 31 May at 9.00 · in Swedish · perhaps twice`. */
export function detailsText(line: OutcomeLine, voice: Voice): string {
  const { outcome, at, language, twice, maybe, by, corrected, stays } = line;
  const when = voice.moment(at);
  return [
    outcome === 'waiting' ? voice.say('outcome.next', { when }) : when,
    ...(language ? [voice.say('outcome.language', { language })] : []),
    ...(corrected ? [voice.say('outcome.corrected', { when: voice.moment(corrected) })] : []),
    ...(stays ? [voice.say('outcome.stays', { when: voice.moment(stays) })] : []),
    ...(twice ? [voice.say('outcome.twice')] : []),
    ...(maybe ? [voice.say('outcome.maybe')] : []),
    ...(by ? [voice.say(outcome === 'cancelled' ? 'outcome.stopped' : 'outcome.again', { name: by })] : []),
  ].join(' · ');
}
