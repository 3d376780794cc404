/** A rehearsal as a page: the calendar, and every card once for each role and language. */
import { renderCard } from '../../../cards/render.ts';
import { inLanguage } from '../../../services/domain/language.ts';
import type { Language } from '../../../services/domain/language.ts';
import type { Role } from '../../../services/domain/people.ts';
import type { Programme } from '../../../services/domain/programme.ts';
import type { Card } from '../../../services/domain/view.ts';
import { weekdayOf } from '../../../services/rules/time.ts';
import { pageWithCards } from '../page/page.ts';
import { grouped, recipients } from './calendar.ts';
import type { Row, Week } from './calendar.ts';
import type { Send } from './play.ts';

export interface Rehearsal {
  readonly programme: Programme;
  readonly weeks: readonly Week[];
  readonly warnings: readonly string[];
  /** What the rehearsal takes for granted. */
  readonly assumption: string;
  /** Of all cards; undefined: each in the languages of those who get it. */
  readonly lang: Language | undefined;
}

interface ShownCard {
  readonly role: Role;
  readonly language: Language;
  readonly card: Card;
}

export function rehearsalPage({ programme, weeks, warnings, assumption, lang }: Rehearsal): Promise<string> {
  const { defaultLanguage, title } = programme;
  const shownRow = (row: Row) => ({
    time: row.time,
    what: row.what,
    title: row.title,
    who: recipients(row.sends),
    cards: cardsOf(row, lang),
  });
  const shownWeeks = weeks.map(({ monday, days }) => ({
    monday,
    days: days.map(({ date, rows }) => ({
      date,
      weekday: weekdayOf(date),
      rows: rows.map(shownRow),
    })),
  }));
  return pageWithCards({
    html: new URL('rehearsal.html', import.meta.url),
    style: new URL('rehearsal.css', import.meta.url),
    script: new URL('rehearsal.js', import.meta.url),
    name: 'rehearsal',
    data: {
      title: inLanguage(title, lang ?? defaultLanguage, defaultLanguage),
      assumption,
      warnings,
      weeks: shownWeeks,
    },
  });
}

/** The first recipient's of each role and language. In a language that is asked for, of those who read it if any do. */
function cardsOf({ sends }: Row, lang: Language | undefined): ShownCard[] {
  const readersFirst = lang ? sends.toSorted((a, b) => reads(b, lang) - reads(a, lang)) : sends;
  return grouped(readersFirst, ({ role, language }) => `${role} ${lang ?? language}`).flatMap(
    ([, [send]]) => {
      if (!send) return [];
      const language = lang ?? send.language;
      // The welcome names its reader's language.
      const view = 'language' in send.view ? { ...send.view, language } : send.view;
      return [{ role: send.role, language, card: renderCard(view, language) }];
    },
  );
}

const reads = ({ language }: Send, lang: Language): number => (language === lang ? 1 : 0);
