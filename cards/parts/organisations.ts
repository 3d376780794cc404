import type { AcademyId } from '../../services/domain/ids.ts';
import type { OrganisationLine } from '../../services/domain/view.ts';
import { button, entry, line, note } from '../kit.ts';
import type { Element } from '../kit.ts';
import type { Voice } from '../voice.ts';

/** As many as a card has room for. */
export const ORGANISATIONS = 14;

/** One organisation: its name, its state in words, its counts, and a way in. Two short lines rather than table
 * columns, which a phone would cut. */
export function organisationEntry(one: OrganisationLine, academy: AcademyId, voice: Voice): Element {
  const name = voice.local(one.name);
  const { tasksDone, tasks, reflectionsDone, reflections } = one;
  const counts = voice.say('organisation.counts', { tasksDone, tasks, reflectionsDone, reflections });
  const open = button(
    voice.say('go.open'),
    { verb: 'organisation.show', academy, organisation: one.organisation },
    { about: voice.say('go.openItem', { title: name }) },
  );
  return entry(
    [
      line([{ text: name, bold: true }]),
      line(voice.say(`state.org.${one.state}`), { spacing: 'None' }),
      note(counts, 'None'),
    ],
    open,
  );
}
