import type { Language } from '../../services/domain/language.ts';
import { enBroadcast } from './en-broadcast.ts';
import { enDesk } from './en-desk.ts';
import { enGroup } from './en-group.ts';
import { enLedger } from './en-ledger.ts';
import { en } from './en.ts';
import { fiBroadcast } from './fi-broadcast.ts';
import { fiDesk } from './fi-desk.ts';
import { fiGroup } from './fi-group.ts';
import { fiLedger } from './fi-ledger.ts';
import { fi } from './fi.ts';
import { svBroadcast } from './sv-broadcast.ts';
import { svDesk } from './sv-desk.ts';
import { svGroup } from './sv-group.ts';
import { svLedger } from './sv-ledger.ts';
import { sv } from './sv.ts';

export type WordKey =
  | keyof typeof en
  | keyof typeof enDesk
  | keyof typeof enGroup
  | keyof typeof enLedger
  | keyof typeof enBroadcast;

export const words: Readonly<Record<Language, Readonly<Record<WordKey, string>>>> = {
  fi: { ...fi, ...fiDesk, ...fiGroup, ...fiLedger, ...fiBroadcast },
  sv: { ...sv, ...svDesk, ...svGroup, ...svLedger, ...svBroadcast },
  en: { ...en, ...enDesk, ...enGroup, ...enLedger, ...enBroadcast },
};
