import type { Language } from '../../services/domain/language.ts';
import { enDesk } from './en-desk.ts';
import { en } from './en.ts';
import { fiDesk } from './fi-desk.ts';
import { fi } from './fi.ts';
import { svDesk } from './sv-desk.ts';
import { sv } from './sv.ts';

export type WordKey = keyof typeof en | keyof typeof enDesk;

export const words: Readonly<Record<Language, Readonly<Record<WordKey, string>>>> = {
  fi: { ...fi, ...fiDesk },
  sv: { ...sv, ...svDesk },
  en: { ...en, ...enDesk },
};
