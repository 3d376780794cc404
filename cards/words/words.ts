import type { Language } from '../../services/domain/language.ts';
import { enDesk } from './en-desk.ts';
import { enGroup } from './en-group.ts';
import { en } from './en.ts';
import { fiDesk } from './fi-desk.ts';
import { fiGroup } from './fi-group.ts';
import { fi } from './fi.ts';
import { svDesk } from './sv-desk.ts';
import { svGroup } from './sv-group.ts';
import { sv } from './sv.ts';

export type WordKey = keyof typeof en | keyof typeof enDesk | keyof typeof enGroup;

export const words: Readonly<Record<Language, Readonly<Record<WordKey, string>>>> = {
  fi: { ...fi, ...fiDesk, ...fiGroup },
  sv: { ...sv, ...svDesk, ...svGroup },
  en: { ...en, ...enDesk, ...enGroup },
};
