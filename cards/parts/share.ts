import type { Share } from '../../services/domain/programme.ts';
import type { ShareOption, Shown } from '../../services/domain/view.ts';
import { choiceInput } from '../kit.ts';
import type { Element } from '../kit.ts';
import { nameList } from './people.ts';
import type { Voice } from '../voice.ts';

/** The choice of readers, each by the names of the people it stands for. */
export function shareInput(
  options: readonly ShareOption[],
  chosen: Share,
  card: string,
  voice: Voice,
): Element {
  // A default that stands for nobody (no mentor yet) falls back to what nobody else reads.
  const value = options.some((option) => option.share === chosen) ? chosen : 'me';
  return choiceInput({
    id: 'share',
    card,
    label: voice.say('share.label'),
    required: voice.say('share.needed'),
    value,
    choices: options.map((option) => ({ value: option.share, title: choiceTitle(option, options, voice) })),
  });
}

/** Who can read what was answered. */
export function readers(shown: Shown, options: readonly ShareOption[], voice: Voice): string {
  const share = shown.share ?? 'me';
  const option = options.find((o) => o.share === share);
  // Those named when it was shared, not those the choice would name now.
  const { colleagues, mentor } = shown.readers ?? people(option, options);
  switch (share) {
    case 'me':
      return voice.say('readers.me');
    case 'mentor':
      return mentor === undefined
        ? voice.say('readers.mentorNone')
        : voice.say('readers.mentor', { names: mentor });
    case 'organisation':
      return organisationText('readers', colleagues, mentor, voice);
    case 'academy':
      return voice.say('readers.academy', { count: size(option) });
  }
}

function choiceTitle(option: ShareOption, options: readonly ShareOption[], voice: Voice): string {
  const { colleagues, mentor } = people(option, options);
  switch (option.share) {
    case 'me':
      return voice.say('share.me');
    case 'mentor':
      return mentor === undefined
        ? voice.say('share.mentorNone')
        : voice.say('share.mentor', { names: mentor });
    case 'organisation':
      return organisationText('share', colleagues, mentor, voice);
    case 'academy':
      return voice.say('share.academy', { count: size(option) });
  }
}

function organisationText(
  kind: 'share' | 'readers',
  colleagues: readonly string[],
  mentor: string | undefined,
  voice: Voice,
): string {
  const names = nameList(colleagues, voice);
  if (mentor !== undefined && colleagues.length > 0)
    return voice.say(`${kind}.organisationMentor`, { names, mentor });
  if (mentor !== undefined) return voice.say(`${kind}.organisationOnly`, { mentor });
  if (colleagues.length > 0) return voice.say(`${kind}.organisation`, { names });
  return kind === 'share' ? voice.say('share.organisationAlone') : voice.say('readers.me');
}

/** The mentor is named apart from the colleagues. */
function people(option: ShareOption | undefined, options: readonly ShareOption[]) {
  const mentors = options.find((o) => o.share === 'mentor')?.names ?? [];
  const names = option?.names ?? [];
  const mentor = mentors.length > 0 ? mentors.join(', ') : undefined;
  return { mentor, colleagues: names.filter((name) => !mentors.includes(name)) };
}

/** Everybody the choice stands for, the reader too. */
function size(option: ShareOption | undefined): number {
  return option ? option.names.length + option.others + 1 : 1;
}
