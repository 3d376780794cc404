import type { ReceivedView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { button, line, note } from './kit.ts';
import type { Element } from './kit.ts';
import { detailsText, reasonText, remedyText, signOf } from './parts/outcome.ts';
import { whatText } from './parts/what.ts';
import type { Voice } from './voice.ts';

/** What one person has been told: kinds and outcomes, nothing of what people wrote. */
export function receivedCard(view: ReceivedView, voice: Voice): Draft {
  const { name, rows, older, frame, person } = view;
  const { academy } = frame;
  return {
    title: name,
    summary: voice.say('received.summary', { name }),
    body: [
      line(voice.say(rows.length === 0 && older === undefined ? 'received.none' : 'received.lead')),
      ...rows.flatMap((row) => rowPart(row, voice)),
      ...(older === undefined && rows.length > 0 ? [note(voice.say('received.end'))] : []),
    ],
    actions: [
      ...(older === undefined
        ? []
        : [button(voice.say('received.older'), { verb: 'person.show', academy, person, before: older })]),
      button(voice.say('received.newest'), { verb: 'person.show', academy, person }),
      button(voice.say('desk.notReached'), { verb: 'desk.reach', academy }),
      button(voice.say('go.desk'), { verb: 'desk.show', academy }),
    ],
  };
}

function rowPart({ what, outcome }: ReceivedView['rows'][number], voice: Voice): readonly Element[] {
  const remedy = remedyText(outcome.outcome, voice);
  const reason = reasonText(outcome.outcome, voice);
  return [
    line([{ text: whatText(what, voice), bold: true }], { spacing: 'Medium' }),
    note(`${signOf(outcome.outcome)} ${reason} · ${detailsText(outcome, voice)}`, 'None'),
    ...(remedy === undefined ? [] : [note(remedy, 'None')]),
  ];
}
