import type { NoticeView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { button, entry, facts, line, note, section } from './kit.ts';
import type { Action, Element } from './kit.ts';
import { detailsText, reasonText, remedyText, signOf } from './parts/outcome.ts';
import { countNames, countsOf } from './parts/tally.ts';
import { whatText } from './parts/what.ts';
import type { Voice } from './voice.ts';

type Row = NoticeView['rows'][number];

/** A notice: who got it, who did not and why, each with what helps. */
export function noticeCard(view: NoticeView, voice: Voice): Draft {
  const { what, at, tally, done, stopped, show, rows } = view;
  const title = whatText(what, voice);
  const counts = countsOf(tally);
  const said = countNames.filter((name) => counts[name] > 0);
  const numbers = said.map((name) => voice.say(`tally.${name}`, { count: counts[name] }));
  const outcomes = [...new Set(rows.map(({ outcome }) => outcome.outcome))];
  return {
    title,
    summary: voice.say('notice.summary', { title }),
    body: [
      ...facts([
        [voice.say('notice.at'), voice.moment(at)],
        [
          voice.say(!done ? 'notice.going' : stopped ? 'notice.stopped' : 'notice.done'),
          numbers.length > 0 ? numbers.join(' · ') : voice.say('tally.none'),
        ],
      ]),
      ...(rows.length === 0 ? [line(voice.say(`notice.none.${show}`))] : []),
      ...outcomes.map((outcome) => outcomePart(outcome, view, voice)),
    ],
    actions: leadOn(view, voice),
  };
}

function outcomePart(outcome: Row['outcome']['outcome'], { rows, frame }: NoticeView, voice: Voice): Element {
  const reason = reasonText(outcome, voice);
  const title = `${signOf(outcome)} ${reason.charAt(0).toLocaleUpperCase(voice.language)}${reason.slice(1)}`;
  const remedy = remedyText(outcome, voice);
  return section(title, [
    ...(remedy === undefined ? [] : [note(remedy)]),
    ...rows.filter((row) => row.outcome.outcome === outcome).map((row) => rowEntry(row, frame, voice)),
  ]);
}

function rowEntry({ name, person, outcome }: Row, { academy }: NoticeView['frame'], voice: Voice): Element {
  const about = voice.say('notice.personOf', { name });
  return entry(
    [line([{ text: name, bold: true }]), note(detailsText(outcome, voice), 'None')],
    button(voice.say('notice.person'), { verb: 'person.show', academy, person }, { about }),
  );
}

function leadOn({ frame, notice, show, next, tally }: NoticeView, voice: Voice): readonly Action[] {
  const { academy } = frame;
  const counts = countsOf(tally);
  const has = {
    missed:
      counts.notReached + counts.failed + counts.held + counts.stays + counts.dropped + counts.withdrawn > 0,
    got: counts.sent > 0,
    waiting: counts.waiting > 0,
  };
  const others = (['missed', 'got', 'waiting'] as const).filter((one) => one !== show && has[one]);
  const more = { verb: 'notice.show', academy, notice, show } as const;
  return [
    ...(next ? [button(voice.say('notice.more'), { ...more, from: next })] : []),
    ...others.map((one) => button(voice.say(`notice.${one}`), { ...more, show: one })),
    button(voice.say('go.refresh'), more),
    button(voice.say('go.desk'), { verb: 'desk.show', academy }),
  ];
}
