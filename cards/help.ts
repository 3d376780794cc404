import type { HelpView } from '../services/domain/view.ts';
import type { Role } from '../services/domain/people.ts';
import type { Draft } from './draft.ts';
import { button, line, quote, section } from './kit.ts';
import type { Action, Element } from './kit.ts';
import { clippedText } from './parts/clipped.ts';
import { coordinatorFact } from './parts/people.ts';
import { clip } from './text.ts';
import type { Voice } from './voice.ts';
import { commandNames, commandWords } from './words/commands.ts';
import type { CommandName } from './words/commands.ts';

/** Of a sentence that was not understood, this much is said back. */
const QUOTED = 300;

/** Whom a word is for; nobody named: for everybody. */
const roles: Partial<Record<CommandName, readonly Role[]>> = {
  thread: ['participant', 'mentor'],
  tasks: ['participant', 'mentor'],
  desk: ['coordinator'],
};

/** What one can write, and whom to ask. */
export function helpCard(view: HelpView, voice: Voice): Draft {
  const { unknown, coordinators } = view;
  const ask = coordinatorFact(coordinators, voice);
  return {
    title: voice.say('help.title'),
    summary: voice.say(unknown === undefined ? 'help.summary' : 'help.unknownSummary'),
    body: [
      ...(unknown === undefined ? [] : unknownPart(unknown, voice)),
      ...(view.roles.length === 0 ? [line(voice.say('help.notMember'))] : []),
      line(voice.say('help.write')),
      ...namesFor(view).map((name) => wordLine(name, view, voice)),
      ...(ask.length > 0 ? [section(voice.say('help.ask'), ask)] : []),
    ],
    actions: leadOn(view, voice),
  };
}

function unknownPart(text: string, voice: Voice): readonly Element[] {
  const { text: shown, cut } = clip(text, QUOTED);
  return [line(voice.say('help.unknown')), quote(clippedText(shown, cut, voice))];
}

function namesFor(view: HelpView): readonly CommandName[] {
  return commandNames.filter((name) => roles[name]?.some((role) => view.roles.includes(role)) ?? true);
}

function wordLine(name: CommandName, { roles: mine }: HelpView, voice: Voice): Element {
  const [word = name] = commandWords[name][voice.language];
  const meaning = name === 'tasks' && !mine.includes('participant') ? 'mentor' : name;
  return line([{ text: word, bold: true }, ` – ${voice.say(`help.word.${meaning}`)}`], { spacing: 'Small' });
}

function leadOn({ roles: mine, frame, calendar }: HelpView, voice: Voice): readonly Action[] {
  const thread = frame && mine.some((role) => role !== 'coordinator');
  return [
    ...(mine.length > 0 ? [button(voice.say('go.home'), { verb: 'home' })] : []),
    ...(thread ? [button(voice.say('go.threads'), { verb: 'threads.show', academy: frame.academy })] : []),
    ...(frame && calendar
      ? [button(voice.say('go.calendar'), { verb: 'calendar.show', academy: frame.academy })]
      : []),
    button(voice.say('go.language'), { verb: 'language.show' }),
    ...(frame ? [button(voice.say('go.welcome'), { verb: 'welcome.show', academy: frame.academy })] : []),
  ];
}
