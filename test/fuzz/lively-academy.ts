/** An academy whose every text and name does something wherever it may, read through the files as any other. */
import { parse, stringify } from 'yaml';
import { isObject } from '../../deploy/local/teams/json.ts';
import { academyId } from '../../services/domain/ids.ts';
import type { RosterEntry } from '../../services/domain/people.ts';
import type { Programme } from '../../services/domain/programme.ts';
import { readProgramme } from '../../services/files/programme.ts';
import { readRoster } from '../../services/files/roster.ts';
import { demoProgramme } from '../helpers/demo-files.ts';
import { lively, marks } from './odd.ts';

export const LIVELY = academyId('lively-2023');
const ORGANISATION = 'lively-county';

/** Who is in it, by role. */
export const livelyPeople = {
  coordinator: 'kai@lively.example',
  mentor: 'mona@lively.example',
  participants: ['pia@lively-county.example', 'pekka@lively-county.example'],
} as const;

export function livelyAcademy(): { programme: Programme; entries: readonly RosterEntry[] } {
  const { programme, problems } = readProgramme(livelyProgramme(), 'lively.yaml');
  if (!programme) throw new Error(problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  const roster = readRoster(livelyRoster(), 'lively.csv');
  if (roster.lines.length !== 4) throw new Error(roster.problems.map(({ message }) => message).join('\n'));
  return { programme, entries: roster.lines.map(({ entry }) => entry) };
}

/** The demonstration with other words, and one organisation. */
function livelyProgramme(): string {
  const texts = turns(lively(marks.programme));
  const file = relettered(parse(demoProgramme), texts);
  if (!isObject(file) || !isObject(file['programme'])) throw new Error('no programme');
  const [organisation] = Array.isArray(file['organisations']) ? (file['organisations'] as unknown[]) : [];
  const one = { ...(organisation as object), id: ORGANISATION, mentor: livelyPeople.mentor };
  return stringify({
    ...file,
    programme: { ...file['programme'], id: LIVELY, demo: false },
    organisations: [one],
  });
}

/** Every text in a language is replaced, each language by another one. */
function relettered(value: unknown, text: () => string): unknown {
  if (Array.isArray(value)) return value.map((one) => relettered(one, text));
  if (!isObject(value)) return value;
  const isText = 'fi' in value && 'sv' in value && 'en' in value;
  if (isText) return Object.fromEntries(Object.keys(value).map((language) => [language, text()]));
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, relettered(child, text)]));
}

function livelyRoster(): string {
  const { coordinator, mentor, participants } = livelyPeople;
  const name = turns(lively(marks.roster).map((text) => `"${text.replaceAll('"', '""')}"`));
  const rows = [
    [coordinator, 'coordinator', '', 'en'],
    [mentor, 'mentor', '', 'fi'],
    ...participants.map((address, index) => [
      address,
      'participant',
      ORGANISATION,
      index === 0 ? 'sv' : 'fi',
    ]),
  ];
  return ['name,address,role,organisation,language', ...rows.map((row) => [name(), ...row].join(','))].join(
    '\n',
  );
}

/** One after the other, from the beginning again. */
function turns(texts: readonly string[]): () => string {
  let next = 0;
  return () => texts[next++ % texts.length] ?? '';
}
