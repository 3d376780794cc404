/** Answers where others read along. Nothing here writes. */
import type { Person } from '../domain/people.ts';
import type { GroupView } from '../domain/view.ts';
import { answerInGroup, publicPart } from '../rules/public.ts';
import type { AskedInGroup } from '../rules/public.ts';
import { academiesOf } from '../rules/rights.ts';
import type { Deps } from './deps.ts';

/** The one card that answers somebody in a group chat or channel. `asker`: undefined for who is on no roster. */
export async function sayInGroup(
  deps: Pick<Deps, 'academies' | 'wallNow'>,
  asker: Person | undefined,
  asked: AskedInGroup,
): Promise<GroupView> {
  const answer = answerInGroup(asked, asker ? academiesOf(asker, deps.wallNow()) : []);
  switch (answer.say) {
    case 'help':
      return { kind: 'groupHelp' };
    case 'elsewhere':
      return { kind: 'pointer', why: answer.why };
    case 'academy': {
      const academy = await deps.academies.read(answer.academy);
      if (!academy) return { kind: 'pointer', why: 'stranger' };
      return { kind: 'public', frame: academy.frame, ...publicPart(academy.programme, academy.now) };
    }
  }
}
