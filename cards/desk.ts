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
      ...clockPart(view, voice),
      ...meetingPart(view, voice),
      ...newcomersPart(view, voice),
      section(voice.say('desk.reach'), reachLines(view, voice)),
      section(voice.say('desk.sends'), sendLines(view, voice)),
      // The longest part, so that what is short is not below it.
      ...organisationPart(view, voice),
    ],
    actions: leadOn(view, voice),
  };
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

function reachLines({ reach, held }: DeskView, voice: Voice): readonly Element[] {
  const counts = [
    ['desk.reached', reach.reached],
    ['desk.never', reach.never],
    ['desk.lost', reach.lost],
    ['desk.held', held],
  ] as const;
  return counts
    .filter(([key, count]) => count > 0 || key === 'desk.reached')
    .map(([key, count]) => line(voice.say(key, { count }), { spacing: 'Small' }));
}

function sendLines({ sends, frame }: DeskView, voice: Voice): readonly Element[] {
  if (sends.length === 0) return [note(voice.say('desk.sendsNone'))];
  return sends.flatMap(({ title, kind, at, tally, done, broadcast }) => {
    const counts = countsOf(tally);
    const said = countNames.filter((name) => counts[name] > 0);
    const numbers = said.map((name) => unbroken(voice.say(`tally.${name}`, { count: counts[name] })));
    const what = voice.say('send.line', { kind: voice.say(`send.${kind}`), title: voice.local(title) });
    const when = voice.say(done ? 'send.done' : 'send.going', { when: voice.moment(at) });
    const open =
      broadcast &&
      button(voice.say('go.open'), { verb: 'broadcast.show', academy: frame.academy, broadcast });
    return [
      entry(
        [
          line([{ text: what, bold: true }]),
          note([when, ...(numbers.length > 0 ? numbers : [voice.say('tally.none')])].join(' · '), 'None'),
        ],
        open,
      ),
    ];
  });
}

function organisationPart({ organisations, frame }: DeskView, voice: Voice): readonly Element[] {
  if (organisations.length === 0) return [];
  const counts = states
    .map((state) => [state, organisations.filter((one) => one.state === state).length] as const)
    .filter(([, count]) => count > 0)
    .map(([state, count]) => unbroken(`${voice.say(`state.org.${state}`)}: ${voice.number(count)}`));
  return [
    section(voice.say('desk.organisations'), [
      note(counts.join(' · ')),
      ...some(organisations, ORGANISATIONS, voice, (one) => [organisationEntry(one, frame.academy, voice)]),
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
