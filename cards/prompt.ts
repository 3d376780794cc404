import type { PromptView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { button, facts, line, note } from './kit.ts';
import { answerPart } from './parts/answer.ts';
import { promptInputs } from './parts/inputs.ts';
import { sprintTitle } from './parts/items.ts';
import { readers, shareInput } from './parts/share.ts';
import { reminderLine } from './parts/reminder.ts';
import type { Voice } from './voice.ts';

export function promptCard(view: PromptView, voice: Voice): Draft {
  const { frame, form, item, shareOptions } = view;
  const { academy } = frame;
  const { rev, nonce } = form.drawn;
  const share = form.typed?.share ?? form.current?.share ?? view.shareDefault;
  const saved = form.mode === 'receipt' ? [line([{ text: voice.say('item.saved'), bold: true }])] : [];
  // A reminder has said it.
  const due =
    form.mode === 'ask' && !form.reminder ? facts([[voice.say('fact.due'), voice.deadline(form.due)]]) : [];
  return {
    title: voice.local(view.text),
    summary: summaryOf(view, voice),
    body: [
      note(
        `${sprintTitle(view.sprint, voice)} · ${voice.say('prompt.label')}: ${voice.say(`prompt.step.${view.step}`)}`,
      ),
      ...reminderLine(form, voice),
      ...saved,
      ...due,
      ...answerPart(
        {
          form,
          frame,
          conflict: false,
          inputs: [...promptInputs(view, voice), shareInput(shareOptions, share, form.drawn.nonce, voice)],
          choices: view.choices,
          readers: (shown) => readers(shown, shareOptions, voice),
          save: { verb: 'prompt.answer', academy, item, rev, nonce },
          show: { verb: 'prompt.show', academy, item },
        },
        voice,
      ),
    ],
    actions: [
      button(voice.say('go.tasks'), { verb: 'tasks.show', academy }),
      ...(form.mode === 'ask'
        ? []
        : [button(voice.say('prompt.others'), { verb: 'prompt.others', academy, item })]),
      button(voice.say('go.threads'), { verb: 'threads.show', academy }),
    ],
  };
}

function summaryOf({ form, text }: PromptView, voice: Voice): string {
  const shown = { title: voice.local(text) };
  if (form.mode === 'receipt') return voice.say('prompt.summaryDone', shown);
  if (form.reminder) return voice.say('prompt.summaryReminder', { ...shown, when: voice.deadline(form.due) });
  return voice.say('prompt.summary', shown);
}
