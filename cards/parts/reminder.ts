import type { ItemForm } from '../../services/domain/view.ts';
import { line } from '../kit.ts';
import type { Element } from '../kit.ts';
import type { Voice } from '../voice.ts';

/** Says first that a card is a reminder, as long as there is something to be reminded of. */
export function reminderLine(form: ItemForm, voice: Voice): readonly Element[] {
  if (!form.reminder || form.mode !== 'ask') return [];
  const text = voice.say('item.reminderLine', { when: voice.deadline(form.due) });
  return [line([{ text: `! ${text}`, bold: true }])];
}
