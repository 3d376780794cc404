import type { Role } from '../domain/people.ts';
import type { Column } from './roster-row.ts';

/** What the columns are called beside their own names, in Finnish and Swedish. */
const COLUMNS: Readonly<Record<string, Column>> = {
  nimi: 'name',
  namn: 'name',
  osoite: 'address',
  sähköposti: 'address',
  adress: 'address',
  'e-post': 'address',
  'e-mail': 'address',
  email: 'address',
  rooli: 'role',
  roll: 'role',
  organisaatio: 'organisation',
  kieli: 'language',
  språk: 'language',
};

/** What the roles are called, as people know them from the academy. */
const ROLES: Readonly<Record<string, Role>> = {
  osallistuja: 'participant',
  deltagare: 'participant',
  kummi: 'mentor',
  fadder: 'mentor',
  koordinaattori: 'coordinator',
  koordinator: 'coordinator',
};

const plainly = (word: string): string => word.normalize('NFC').toLowerCase();

/** A column's or a role's own name, for whatever name it was given; anything else as it is, in lower case. */
export const columnWord = (given: string): string => known(COLUMNS, plainly(given));
export const roleWord = (given: string): string => known(ROLES, plainly(given));

const known = (words: Readonly<Record<string, string>>, word: string): string =>
  Object.hasOwn(words, word) ? (words[word] ?? word) : word;
