import type { Language } from '../../services/domain/language.ts';
import { enDesk } from './en-desk.ts';
import { enLedger } from './en-ledger.ts';
import { en } from './en.ts';
import { fiDesk } from './fi-desk.ts';
import { fiLedger } from './fi-ledger.ts';
import { fi } from './fi.ts';
import { svDesk } from './sv-desk.ts';
import { svLedger } from './sv-ledger.ts';
import { sv } from './sv.ts';

export type WordKey = keyof typeof en | keyof typeof enDesk | keyof typeof enLedger;

export const words: Readonly<Record<Language, Readonly<Record<WordKey, string>>>> = {
  fi: { ...fi, ...fiDesk, ...fiLedger },
  sv: { ...sv, ...svDesk, ...svLedger },
  en: { ...en, ...enDesk, ...enLedger },
};
