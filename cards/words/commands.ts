import type { Language } from '../../services/domain/language.ts';

export const commandNames = ['help', 'tasks', 'thread', 'language', 'desk'] as const;
export type CommandName = (typeof commandNames)[number];

/** What a person may type, whatever their language; the first word of each list is the one that help names. All in
 * lower case. */
export const commandWords: Readonly<Record<CommandName, Readonly<Record<Language, readonly string[]>>>> = {
  help: {
    fi: ['ohje', 'ohjeet', 'apua', 'apu', 'hei', 'moi', 'terve'],
    sv: ['hjälp', 'råd', 'anvisningar', 'hej', 'moj', 'hejsan'],
    en: ['help', 'info', 'hello', 'hi', '?'],
  },
  tasks: {
    fi: ['tehtävät', 'tehtävä', 'tehtävälista', 'yleisnäkymä', 'etusivu', 'organisaatiot'],
    sv: ['uppgifter', 'uppgift', 'uppgifterna', 'översikt', 'organisationer'],
    en: ['tasks', 'task', 'todo', 'overview', 'home', 'organisations'],
  },
  thread: {
    fi: ['keskustelu', 'keskustelut', 'kummi', 'viesti'],
    sv: ['tråd', 'trådar', 'fadder', 'meddelande'],
    en: ['thread', 'threads', 'mentor', 'message'],
  },
  language: {
    fi: ['kieli', 'kielet', 'suomi', 'suomeksi', 'vaihda kieli'],
    sv: ['språk', 'svenska', 'på svenska', 'byt språk'],
    en: ['language', 'languages', 'english', 'in english', 'change language'],
  },
  desk: {
    fi: ['työpöytä', 'koordinaattori', 'tilanne'],
    sv: ['arbetsbord', 'skrivbord', 'koordinator', 'läge'],
    en: ['desk', 'dashboard', 'coordinator', 'status'],
  },
};
