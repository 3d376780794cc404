import type { AcademyId, ItemId } from '../../services/domain/ids.ts';
import type { ItemForm } from '../../services/domain/view.ts';
import { button, line } from '../kit.ts';
import type { Action, Element } from '../kit.ts';
import type { Voice } from '../voice.ts';

/** Says first that a card is a reminder, as long as there is something to be reminded of. */
export function reminderLine(form: ItemForm, voice: Voice): readonly Element[] {
  if (!form.reminder || form.mode !== 'ask') return [];
  const text = voice.say('item.reminderLine', { when: voice.deadline(form.due) });
  return [line([{ text: `! ${text}`, bold: true }])];
}

/** Leads from a reminder to when the person wants to be reminded. */
export function silenceAction(
  form: ItemForm,
  about: { readonly academy: AcademyId; readonly item: ItemId },
  voice: Voice,
): readonly Action[] {
  if (!form.maySilence || form.mode !== 'ask') return [];
  return [button(voice.say('settings.open'), { verb: 'reminders.show', ...about })];
}
