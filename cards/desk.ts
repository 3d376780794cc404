import type { DeskView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { actions, button, entry, facts, line, note, section } from './kit.ts';
import type { Action, Element } from './kit.ts';
import { sprintTitle } from './parts/items.ts';
import { answersAt, meetingFacts } from './parts/meeting.ts';
import { nextText } from './parts/next.ts';
import { ORGANISATIONS, organisationEntry } from './parts/organisations.ts';
import { some } from './parts/some.ts';
import { countNames, countsOf } from './parts/tally.ts';
import { whatText } from './parts/what.ts';
import { unbroken } from './text.ts';
import type { Voice } from './voice.ts';

const states = ['done', 'onTrack', 'behind', 'notStarted'] as const;

/** The academy at a glance: organisations, reach, the next meeting, what is sent next and what was sent. */
export function deskCard(view: DeskView, voice: Voice): Draft {
  const { sprint, next } = view;
  return {
    title: voice.say('desk.title'),
    summary: voice.say('desk.summary'),
    body: [
      line([{ text: sprint ? sprintTitle(sprint, voice) : voice.say('desk.noSprint'), bold: true }]),
      ...facts([[voice.say('desk.next'), next ? nextText(next, voice) : voice.say('desk.nextNone')]]),
      ...stuckPart(view, voice),
      ...clockPart(view, voice),
      ...meetingPart(view, voice),
      ...newcomersPart(view, voice),
      section(voice.say('desk.reach'), reachLines(view, voice)),
      ...scheduledPart(view, voice),
      section(voice.say('desk.sends'), [
        ...sendLines(view, voice),
        actions([
          button(voice.say('desk.broadcasts'), { verb: 'broadcast.list', academy: view.frame.academy }),
        ]),
      ]),
      // The longest part, so that what is short is not below it.
      ...organisationPart(view, voice),
    ],
    actions: leadOn(view, voice),
  };
}

/** To be seen first: what does not move, and why. */
function stuckPart({ stuck, frame }: DeskView, voice: Voice): readonly Element[] {
  if (stuck.length === 0) return [];
  const lines = stuck.map(({ what, notice, why, since, waiting }) => {
    const title = whatText(what, voice);
    const count = waiting === undefined ? [] : [voice.say('tally.waiting', { count: waiting })];
    const facts = [voice.say('stuck.since', { when: voice.moment(since) }), ...count];
    return entry(
      [
        line([{ text: `! ${title}`, bold: true }]),
        line(voice.say(`stuck.${why}`), { spacing: 'None' }),
        note(facts.join(' · '), 'None'),
      ],
      button(
        voice.say('go.open'),
        { verb: 'notice.show', academy: frame.academy, notice, show: 'waiting' },
        { about: voice.say('go.openItem', { title }) },
      ),
    );
  });
  return [section(voice.say('desk.stuck'), lines)];
}

/** In a demonstration the coordinator moves time. */
function clockPart({ jump, frame }: DeskView, voice: Voice): readonly Element[] {
  if (!jump) return [];
  // Inside a sentence.
  const what = voice.say(`next.${jump.what}`).toLocaleLowerCase(voice.language);
  const title = voice.say('desk.jump', { when: voice.short(jump.at), what });
  return [
    section(voice.say('desk.jumpTitle'), [
      line(voice.say('desk.jumpLead', { now: voice.moment(frame.now) })),
      actions([button(title, { verb: 'clock.jump', academy: frame.academy, to: jump.at }, { main: true })]),
    ]),
  ];
}

function meetingPart({ meeting }: DeskView, voice: Voice): readonly Element[] {
  if (!meeting) return [];
  const answers = [...answersAt(meeting.place), 'noAnswer' as const].map((answer) =>
    unbroken(`${voice.say(`desk.${answer}`)} ${voice.number(meeting[answer])}`),
  );
  return [
    section(voice.say('desk.meeting'), [
      line([{ text: voice.local(meeting.title), bold: true }]),
      ...meetingFacts(meeting, voice),
      line(answers.join(' · '), { spacing: 'Small' }),
      ...(meeting.otherTime > 0
        ? [line(`! ${voice.say('desk.otherTime', { count: meeting.otherTime })}`, { spacing: 'Small' })]
        : []),
    ]),
  ];
}

/** Whom nobody has said anything about yet cannot use the app: that comes before what is only to be known. */
function newcomersPart({ newcomers: count, frame }: DeskView, voice: Voice): readonly Element[] {
  if (count === 0) return [];
  const open = button(
    voice.say('go.open'),
    { verb: 'newcomer.list', academy: frame.academy },
    { about: voice.say('newcomers.title') },
  );
  return [
    section(voice.say('newcomers.title'), [entry([line(voice.say('newcomers.count', { count }))], open)]),
  ];
}

function reachLines({ reach, held, frame }: DeskView, voice: Voice): readonly Element[] {
  const counts = [
    ['desk.reached', reach.reached],
    ['desk.never', reach.never],
    ['desk.lost', reach.lost],
    ['desk.held', held],
  ] as const;
  const { academy } = frame;
  return [
    ...counts
      .filter(([key, count]) => count > 0 || key === 'desk.reached')
      .map(([key, count]) => line(voice.say(key, { count }), { spacing: 'Small' })),
    ...(held > 0 ? [actions([button(voice.say('desk.showHeld'), { verb: 'desk.held', academy })])] : []),
  ];
}

/** What waits for its time, with what can still be done about it. */
function scheduledPart({ scheduled, frame }: DeskView, voice: Voice): readonly Element[] {
  const { broadcasts, others } = scheduled;
  if (broadcasts.length === 0) return [];
  const { academy } = frame;
  const lines = broadcasts.map(({ broadcast, title, at, by }) => {
    const name = voice.local(title);
    const said = voice.say('desk.scheduledLine', { when: voice.moment(at), name: by });
    const about = { about: voice.say('go.openItem', { title: name }) };
    return entry(
      [line([{ text: name, bold: true }], { spacing: 'Small' }), note(said, 'None')],
      button(voice.say('go.open'), { verb: 'broadcast.show', academy, broadcast }, about),
    );
  });
  const more = others > 0 ? [note(voice.say('list.more', { count: others }))] : [];
  return [section(voice.say('desk.scheduled'), [...lines, ...more])];
}

function sendLines({ sends, frame }: DeskView, voice: Voice): readonly Element[] {
  if (sends.length === 0) return [note(voice.say('desk.sendsNone'))];
  return sends.map(({ what, notice, at, tally, done, stopped, skipped }) => {
    const title = whatText(what, voice);
    const name = line([{ text: title, bold: true }], { spacing: 'Small' });
    if (skipped) {
      const why = voice.say(`skip.${skipped}`);
      return entry([name, note(voice.say('send.skipped', { when: voice.moment(at), why }), 'None')]);
    }
    const counts = countsOf(tally);
    const numbers = countNames
      .filter((count) => counts[count] > 0)
      .map((count) => unbroken(voice.say(`tally.${count}`, { count: counts[count] })));
    const { broadcast } = what;
    const { academy } = frame;
    const progress = !done ? 'send.going' : stopped ? 'send.stopped' : 'send.done';
    const when = voice.say(progress, { when: voice.moment(at) });
    const said = [when, ...(numbers.length > 0 ? numbers : [voice.say('tally.none')])].join(' · ');
    const data = broadcast
      ? ({ verb: 'broadcast.show', academy, broadcast } as const)
      : ({ verb: 'notice.show', academy, notice, show: 'missed' } as const);
    const about = voice.say('go.openItem', { title });
    return entry([name, note(said, 'None')], button(voice.say('go.open'), data, { about }));
  });
}

function organisationPart({ organisations, frame, scheduled }: DeskView, voice: Voice): readonly Element[] {
  if (organisations.length === 0) return [];
  // The list of what is scheduled takes the room of one, and each of its lines that of three.
  const count = scheduled.broadcasts.length;
  const most = ORGANISATIONS - (count === 0 ? 0 : 1 + 3 * count);
  const counts = states
    .map((state) => [state, organisations.filter((one) => one.state === state).length] as const)
    .filter(([, count]) => count > 0)
    .map(([state, count]) => unbroken(`${voice.say(`state.org.${state}`)}: ${voice.number(count)}`));
  return [
    section(voice.say('desk.organisations'), [
      note(counts.join(' · ')),
      ...some(organisations, most, voice, (one) => [organisationEntry(one, frame.academy, voice)]),
    ]),
  ];
}

function leadOn({ frame, feedback, meeting }: DeskView, voice: Voice): readonly Action[] {
  const { academy } = frame;
  return [
    ...(meeting ? [button(voice.say('desk.broadcast'), { verb: 'broadcast.compose', academy })] : []),
    button(voice.say('desk.notReached'), { verb: 'desk.reach', academy }),
    ...(feedback ? [button(voice.say('desk.feedback'), { verb: 'desk.feedback', academy })] : []),
    button(voice.say('go.refresh'), { verb: 'desk.show', academy }),
    button(voice.say('go.help'), { verb: 'help' }),
  ];
}
