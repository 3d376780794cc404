/** Lines that people write to the bot. */
import fc from 'fast-check';
import { message } from '../../deploy/local/teams/activities.ts';
import { commandWords } from '../../cards/words/commands.ts';
import { kind } from './kind.ts';
import { anyTyped, lively, marks, oddKeys } from './odd.ts';
import { openWorld } from './world.ts';

const words = Object.values(commandWords).flatMap((byLanguage) => Object.values(byLanguage).flat());
/** A word of ours, dressed up. */
const nearly = fc
  .tuple(
    fc.constantFrom(...words, 'suomi', 'svenska', 'english'),
    fc.constantFrom(
      '',
      ' ',
      '!',
      '.',
      '\u200B',
      '\u0000',
      '\n',
      '/',
      '​​',
      ...lively(marks.typed).slice(0, 4),
    ),
    fc.boolean(),
  )
  .map(([word, dress, before]) => (before ? `${dress}${word}` : `${word}${dress}`.toUpperCase()));

interface Case {
  readonly who: number;
  readonly text: string;
}

const anyLine: fc.Arbitrary<Case> = fc.record({
  who: fc.nat({ max: 10 }),
  text: fc.oneof({ weight: 3, arbitrary: anyTyped }, nearly, fc.constantFrom(...oddKeys)),
});

export const typed = kind({ name: 'typed text', share: 15, http: false }, anyLine, async () => {
  const world = await openWorld();
  return {
    async run({ who, text }: Case): Promise<void> {
      const by = world.people[who] ?? world.stranger;
      await world.hears(message(world.sender(by), text));
      // A language's name changes to it; nothing else that is typed changes anything.
      const wrong = world.writes().filter(({ type }) => !['seen', 'person', 'language'].includes(type));
      if (wrong.length > 0) throw new Error(`wrote ${wrong.map(({ pk, id }) => `${pk} ${id}`).join(', ')}`);
      world.check();
    },
    close: () => world.close(),
  };
});
