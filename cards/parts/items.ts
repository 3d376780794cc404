import type { AcademyId } from '../../services/domain/ids.ts';
import type { ItemLine, SprintLine } from '../../services/domain/view.ts';
import { button, entry, line, note } from '../kit.ts';
import type { Action, Element } from '../kit.ts';
import type { Voice } from '../voice.ts';

/** An item in a list: title, state in words, due date, who did it; with a button where it can be opened. */
export function itemEntry(item: ItemLine, academy: AcademyId, voice: Voice): Element {
  return entry(itemLines(item, voice), openItem(item, academy, voice));
}

export function itemLines(item: ItemLine, voice: Voice): readonly Element[] {
  return linesOf(item, [voice.say(`state.${item.state}`), ...detailsOf(item, voice)], voice);
}

/** The same for somebody who has nothing to do with it being done: what it is and when it is due. */
export function plannedEntry(item: ItemLine, voice: Voice): Element {
  return entry(linesOf(item, detailsOf({ ...item, state: 'open' }, voice), voice));
}

function linesOf(item: ItemLine, details: readonly string[], voice: Voice): readonly Element[] {
  const kind = item.kind === 'prompt' ? `${voice.say('tasks.prompt')}: ` : '';
  return [line([{ text: kind + voice.local(item.title), bold: true }]), note(details.join(' · '), 'None')];
}

function detailsOf(item: ItemLine, voice: Voice): readonly string[] {
  if (item.state === 'done') {
    if (item.at === undefined) return [];
    const when = voice.moment(item.at);
    // Of one's own answer the name goes without saying.
    const named = item.scope === 'organisation' && item.by !== undefined;
    return [named ? voice.say('tasks.by', { name: item.by, when }) : when];
  }
  if (item.state === 'closed') return [];
  const minutes = item.minutes === undefined ? [] : [voice.say('minutes', { minutes: item.minutes })];
  const joint =
    item.kind === 'task'
      ? [voice.say(item.scope === 'organisation' ? 'sprint.joint' : 'sprint.personal')]
      : [];
  return [voice.say('due', { when: voice.deadline(item.due) }), ...minutes, ...joint];
}

function openItem(item: ItemLine, academy: AcademyId, voice: Voice): Action | undefined {
  if (item.state === 'upcoming') return undefined;
  const verb = item.kind === 'task' ? 'task.show' : 'prompt.show';
  const title = voice.say(item.state === 'open' || item.state === 'late' ? 'go.answer' : 'go.open');
  const about = voice.say('go.openItem', { title: voice.local(item.title) });
  return button(title, { verb, academy, item: item.item }, { about });
}

export function sprintTitle(sprint: SprintLine, voice: Voice): string {
  const { number, of, theme } = sprint;
  return voice.say('sprint.line', { number, of, theme: voice.local(theme) });
}
