import type { OrganisationView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { button, facts, line, note, quote, section } from './kit.ts';
import type { Action, Element } from './kit.ts';
import { clippedValues } from './parts/clipped.ts';
import { itemLines, sprintTitle } from './parts/items.ts';
import { nameList, withLanguage } from './parts/people.ts';
import { jsonBytes } from './text.ts';
import type { Voice } from './voice.ts';

/** Bytes for all that the card says; what our own words leave of it is room for what people wrote. */
const ROOM = 25_000;
/** Kept for each older sprint. */
const KEPT = 500;
/** Reflections shown in all. */
const REFLECTIONS = 12;

type SprintPart = OrganisationView['sprints'][number];
type Reflection = SprintPart['reflections'][number];

/** One organisation: with its answers and what is shared for its mentor, states alone for a coordinator. */
export function organisationCard(view: OrganisationView, voice: Voice): Draft {
  const { sprints, role, people, mentor } = view;
  const name = voice.local(view.name);
  return {
    title: name,
    summary: voice.say(role === 'mentor' ? 'organisation.summary' : 'organisation.summaryStates', { name }),
    body: [
      ...facts([
        [voice.say('fact.people'), namesOf(people, voice)],
        ...(mentor === undefined || role === 'mentor' ? [] : [[voice.say('fact.mentor'), mentor] as const]),
      ]),
      note(voice.say(role === 'mentor' ? 'organisation.onlyShared' : 'organisation.onlyStates')),
      ...(sprints.length === 0 ? [line(voice.say('organisation.noSprints'))] : []),
      ...sprintSections(view, ROOM - jsonBytes(sprintSections(view, 0, voice)), voice),
    ],
    actions: leadOn(view, voice),
  };
}

/** The first sprint is the newest: it takes the room it needs, and the older ones share what is left. */
function sprintSections(
  { sprints, role }: OrganisationView,
  bytes: number,
  voice: Voice,
): readonly Element[] {
  const reflections = newest(sprints);
  let room = bytes;
  return sprints.map((part, index) => {
    const shown = part.reflections.filter((reflection) => reflections.has(reflection));
    const values = [
      ...part.tasks.flatMap(({ answer }) => (answer ? [answer] : [])),
      ...shown.map((reflection) => reflection.shown.value),
    ];
    const clipped = clippedValues(values, room - KEPT * (sprints.length - index - 1));
    room -= clipped.bytes;
    return sprintSection({ part, role, shown, show: clipped.show }, voice);
  });
}

interface Shape {
  readonly part: SprintPart;
  readonly role: OrganisationView['role'];
  readonly shown: readonly Reflection[];
  readonly show: ReturnType<typeof clippedValues>['show'];
}

function sprintSection({ part, role, shown, show }: Shape, voice: Voice): Element {
  const counts = { done: part.reflectionsDone, asked: part.reflectionsAsked };
  const hidden = part.reflections.length - shown.length;
  const nothing = role === 'mentor' && part.reflections.length === 0;
  return section(sprintTitle(part.sprint, voice), [
    ...part.tasks.flatMap((task) => [
      ...itemLines(task, voice),
      ...(task.answer && task.answer.kind !== 'done' ? [quote(show(task.answer, undefined, voice))] : []),
    ]),
    line([{ text: voice.say('organisation.reflections', counts), bold: true }]),
    ...(nothing ? [note(voice.say('organisation.reflectionsNone'))] : []),
    ...shown.flatMap((reflection) => reflectionElements(reflection, show, voice)),
    ...(hidden > 0 ? [note(voice.say('organisation.notShown', { count: hidden }))] : []),
  ]);
}

function namesOf(people: OrganisationView['people'], voice: Voice): string {
  return nameList(
    people.map((person) => withLanguage(person, voice)),
    voice,
  );
}

function reflectionElements(
  { question, shown, choices }: Reflection,
  show: Shape['show'],
  voice: Voice,
): readonly Element[] {
  return [
    line(voice.local(question)),
    line(
      [
        { text: shown.by, bold: true },
        { text: ` · ${voice.moment(shown.at)}`, subtle: true, small: true },
      ],
      { spacing: 'None' },
    ),
    quote(show(shown.value, choices, voice)),
  ];
}

/** The latest reflections of all sprints. */
function newest(sprints: OrganisationView['sprints']): ReadonlySet<Reflection> {
  const all = sprints.flatMap(({ reflections }) => reflections);
  return new Set(all.sort((a, b) => (a.shown.at < b.shown.at ? 1 : -1)).slice(0, REFLECTIONS));
}

function leadOn({ role, frame, organisation, thread }: OrganisationView, voice: Voice): readonly Action[] {
  const { academy } = frame;
  const home =
    role === 'mentor'
      ? button(voice.say('go.overview'), { verb: 'overview.show', academy })
      : button(voice.say('go.desk'), { verb: 'desk.show', academy });
  return [
    ...(thread && role === 'mentor'
      ? [button(voice.say('go.thread'), { verb: 'thread.show', academy, pairing: thread }, { main: true })]
      : []),
    home,
    button(voice.say('go.refresh'), { verb: 'organisation.show', academy, organisation }),
  ];
}
