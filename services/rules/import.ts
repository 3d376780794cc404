/** What an import would change, decided from what is current and what the files say. */
import { isDeepStrictEqual } from 'node:util';
import type { PersonId } from '../domain/ids.ts';
import type { Localised } from '../domain/language.ts';
import { inLanguage } from '../domain/language.ts';
import type { Meeting, Programme, Prompt, Sprint, Task } from '../domain/programme.ts';

/** A person as one import has them. */
export interface ImportedPerson {
  readonly id: PersonId;
  readonly name: string;
  readonly language: string;
  readonly addresses: readonly string[];
  /** `coordinator`, `participant in hus` …, sorted. */
  readonly roles: readonly string[];
}

/** Everything that is compared: as it is now, and as the files want it. */
export interface Imported {
  readonly programme: Programme;
  readonly people: readonly ImportedPerson[];
}

export interface Change {
  readonly id: string;
  /** For people: a name or a title. */
  readonly label: string;
  /** Of something changed: which of its parts. */
  readonly parts: readonly string[];
}

export interface Changes {
  readonly added: readonly Change[];
  readonly changed: readonly Change[];
  readonly gone: readonly Change[];
}

export const subjects = [
  'people',
  'organisations',
  'pairings',
  'sprints',
  'tasks',
  'prompts',
  'meetings',
  'settings',
] as const;
export type ImportDiff = Readonly<Record<(typeof subjects)[number], Changes>>;

/** What is new, changed and gone. Without `before` everything is new. */
export function diffImport(before: Imported | undefined, after: Imported): ImportDiff {
  const say = (text: Localised) => sayIn(after.programme, text);
  const compare = <T extends { readonly id: string }>(
    of: (programme: Programme) => readonly T[],
    label: (one: T) => string,
  ): Changes => compareById(before ? of(before.programme) : [], of(after.programme), label);
  return {
    people: compareById(before?.people ?? [], after.people, (person) => person.name),
    organisations: compare(organisationsOf, ({ name }) => say(name)),
    pairings: compare(pairingsOf, ({ mentor }) => mentor),
    sprints: compare(
      (programme) => programme.sprints.map(withoutItems),
      ({ theme }) => say(theme),
    ),
    tasks: compare(
      (programme) => itemsOf(programme, ({ tasks }) => tasks),
      ({ title }) => say(title),
    ),
    prompts: compare(
      (programme) => itemsOf(programme, ({ prompts }) => prompts),
      ({ text }) => say(text),
    ),
    meetings: compare(meetingsOf, ({ title }) => say(title)),
    settings: compare(
      (programme) => [settingsOf(programme)],
      () => say(after.programme.title),
    ),
  };
}

export const isEmpty = (diff: ImportDiff): boolean =>
  subjects.every((subject) => {
    const { added, changed, gone } = diff[subject];
    return added.length + changed.length + gone.length === 0;
  });

function compareById<T extends { readonly id: string }>(
  before: readonly T[],
  after: readonly T[],
  label: (one: T) => string,
): Changes {
  const old = new Map(before.map((one) => [one.id, one]));
  const left = new Set(after.map((one) => one.id));
  const change = (one: T, parts: readonly string[] = []): Change => ({
    id: one.id,
    label: label(one),
    parts,
  });
  return {
    added: after.filter((one) => !old.has(one.id)).map((one) => change(one)),
    changed: after.flatMap((one) => {
      const parts = differences(old.get(one.id), one);
      return parts.length === 0 ? [] : [change(one, parts)];
    }),
    gone: before.filter((one) => !left.has(one.id)).map((one) => change(one)),
  };
}

/** The names of the properties in which two versions differ. */
function differences<T extends object>(before: T | undefined, after: T): string[] {
  if (!before) return [];
  const old = new Map<string, unknown>(Object.entries(before));
  const fresh = new Map<string, unknown>(Object.entries(after));
  return [...new Set([...old.keys(), ...fresh.keys()])].filter(
    (name) => !isDeepStrictEqual(old.get(name), fresh.get(name)),
  );
}

const sayIn = ({ defaultLanguage }: Programme, text: Localised): string =>
  inLanguage(text, defaultLanguage, defaultLanguage);

// A changed mentor is a pairing that changed, not an organisation.
const organisationsOf = ({ organisations }: Programme) =>
  organisations.map(({ id, languages, name }) => ({ id, languages, name }));

const pairingsOf = ({ organisations }: Programme) =>
  organisations.flatMap(({ id, mentor }) => (mentor === undefined ? [] : [{ id, mentor }]));

const withoutItems = ({ id, theme, opens, closes, summary, materials }: Sprint) => ({
  id,
  theme,
  opens,
  closes,
  summary,
  materials,
});

/** With their sprint, so that one that moves to another counts as changed. */
function itemsOf<T extends Task | Prompt>(programme: Programme, of: (sprint: Sprint) => readonly T[]) {
  return programme.sprints.flatMap((sprint) => of(sprint).map((item) => ({ ...item, sprint: sprint.id })));
}

function meetingsOf({ kickOff, sprints }: Programme): Meeting[] {
  return [kickOff, ...sprints.map(({ meeting }) => meeting)].filter((meeting) => meeting !== undefined);
}

/** All that is neither a list above nor the academy's identity. */
function settingsOf({
  sprints: _sprints,
  organisations: _organisations,
  kickOff: _kickOff,
  ...rest
}: Programme) {
  return rest;
}
