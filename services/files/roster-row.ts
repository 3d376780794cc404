import { organisationId, tenantId } from '../domain/ids.ts';
import { isLanguage, languages } from '../domain/language.ts';
import { roles } from '../domain/people.ts';
import type { RosterEntry } from '../domain/people.ts';
import { roleWord } from './roster-words.ts';
import { nearest } from './suggest.ts';

export const required = ['name', 'address', 'role', 'organisation', 'language'] as const;
export const optional = ['id', 'aliases', 'tenant'] as const;
export type Column = (typeof required)[number] | (typeof optional)[number];

export type Tell = (column: Column, message: string, severity?: 'warning') => void;

/** One person's row, or undefined after having told why not. */
export function readRow(cell: (column: Column) => string, tell: Tell): RosterEntry | undefined {
  const name = readName(cell('name'), tell);
  const address = readAddress(cell('address'), 'address', tell);
  const aliases = cell('aliases')
    .split(/[\s,;|]+/)
    .filter((alias) => alias !== '')
    .map((alias) => readAddress(alias, 'aliases', tell));
  const role = roles.find((one) => one === roleWord(cell('role')));
  if (!role) tell('role', unknown(cell('role'), roles));
  const language = cell('language').toLowerCase();
  if (!isLanguage(language)) tell('language', unknown(cell('language'), languages));
  const organisation = readOrganisation(cell('organisation'), role, tell);
  const rosterId = readKey(cell('id'), 'id', tell);
  const tenant = readTenant(cell('tenant'), tell);
  if (name === undefined || address === undefined || role === undefined || !isLanguage(language))
    return undefined;
  if (organisation === undefined && role === 'participant') return undefined;
  if (rosterId === null || tenant === null) return undefined;
  const known = aliases.filter((alias) => alias !== undefined);
  if (known.length < aliases.length) return undefined;
  return {
    name,
    address,
    aliases: [...new Set(known)].filter((alias) => alias !== address),
    role,
    language,
    ...(organisation !== undefined && role === 'participant' && { organisation }),
    ...(rosterId !== undefined && { rosterId }),
    ...(tenant !== undefined && { tenant }),
  };
}

function unknown(given: string, known: readonly string[]): string {
  const choice = `${known.slice(0, -1).join(', ')} or ${known.at(-1) ?? ''}`;
  if (given === '') return `is empty; it must be ${choice}`;
  const meant = nearest(given.toLowerCase(), known);
  return meant === undefined ? `must be ${choice}` : `must be ${choice}; did you mean ${meant}?`;
}

/** What would not survive on a card, in a key or on a terminal. */
const UNPRINTABLE = /[\p{Cc}\p{Surrogate}]/u;

function readName(given: string, tell: Tell): string | undefined {
  if (given === '') tell('name', 'is empty');
  else if (UNPRINTABLE.test(given)) tell('name', 'holds a control character or a line break');
  else if ([...given].length > 100) tell('name', 'has more than 100 characters');
  else return given.normalize('NFC');
  return undefined;
}

// Loose, since mail addresses are odder than any pattern; but one cell holds one, and nothing that breaks a key.
const ADDRESS =
  /^[^\s@<>()[\],;:"\\\p{Cc}\p{Surrogate}\u{10000}-\u{10ffff}]+@[^\s@<>()[\],;:"\\\p{Cc}\u{10000}-\u{10ffff}]+$/u;

function readAddress(given: string, column: Column, tell: Tell): string | undefined {
  const address = given.normalize('NFC').toLowerCase();
  if (given === '') tell(column, 'is empty');
  else if (address.length > 254 || !ADDRESS.test(address) || !/@[^.].*\.[^.]+$|@localhost$/.test(address))
    tell(column, 'is not an address such as anna@county.example');
  else return address;
  return undefined;
}

function readOrganisation(given: string, role: RosterEntry['role'] | undefined, tell: Tell) {
  if (given === '') {
    if (role === 'participant') tell('organisation', 'is empty; a participant belongs to an organisation');
    return undefined;
  }
  if (role !== 'participant') {
    if (role === 'mentor')
      tell('organisation', 'has no effect: the programme says which organisations a mentor has', 'warning');
    if (role === 'coordinator')
      tell('organisation', 'has no effect: a coordinator belongs to the whole academy', 'warning');
    return undefined;
  }
  if (PLAIN.test(given)) return organisationId(given);
  tell('organisation', 'is not an id of an organisation');
  return undefined;
}

const PLAIN = /^[a-z0-9][a-z0-9._-]{0,59}$/i;

/** Undefined: none given. Null: a bad one, and told so. */
function readKey(given: string, column: Column, tell: Tell): string | undefined | null {
  if (given === '') return undefined;
  if (/^[a-z0-9][a-z0-9._:@+-]{0,99}$/i.test(given)) return given;
  tell(column, 'must be 1-100 letters a-z, digits or . _ : @ + -');
  return null;
}

function readTenant(given: string, tell: Tell): string | undefined | null {
  if (given === '') return undefined;
  if (/^[a-z0-9][a-z0-9.-]{0,99}$/i.test(given)) return tenantId(given.toLowerCase());
  tell('tenant', 'is not a tenant id');
  return null;
}
