import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { renderCard } from '../../cards/render.ts';
import { inLanguage } from '../../services/domain/language.ts';
import type { Language } from '../../services/domain/language.ts';
import type { Programme } from '../../services/domain/programme.ts';
import type { LocalDate } from '../../services/domain/time.ts';
import { toLocal, weekdayOf } from '../../services/rules/time.ts';
import { hasErrors } from '../../services/files/problem.ts';
import type { Request } from './arguments.ts';
import { tellFiles } from './check.ts';
import type { Surroundings } from './import.ts';
import { countOf } from './problems.ts';
import { readFiles } from './read-files.ts';
import { calendarLines, calendarOf, dateOn, peopleCount } from './rehearsal/calendar.ts';
import { rehearsalPage } from './rehearsal/page.ts';
import { playAcademy } from './rehearsal/play.ts';
import type { Played, Send } from './rehearsal/play.ts';
import { warningsOf } from './rehearsal/warnings.ts';
import type { Terminal } from './terminal.ts';

type RehearseRequest = Extract<Request, { command: 'rehearse' }>;

/** Plays the academy and shows who gets what when. Returns the exit code. */
export async function rehearse(
  request: RehearseRequest,
  { terminal, config }: Surroundings,
): Promise<number> {
  const files = await readFiles(request.programme, request.roster, request.clone);
  tellFiles(terminal, files);
  const programme = files.programme?.programme;
  if (hasErrors(files.problems) || !programme || !files.roster) {
    terminal.print('Nothing was rehearsed.');
    return 1;
  }
  const { lang } = request;
  if (lang !== undefined && !programme.languages.includes(lang)) {
    terminal.complain(`--lang: the academy speaks ${programme.languages.join(', ')}.`);
    return 2;
  }
  const played = await playAcademy(
    programme,
    files.roster.lines.map(({ entry }) => entry),
  );
  if (played.problems.length > 0) {
    for (const problem of played.problems) terminal.print(`  ${problem}`);
    terminal.print('Nothing was rehearsed.');
    return 1;
  }
  await show(terminal, programme, played, { ...request, html: request.html ?? join(config().dataDir, PAGE) });
  return played.complaints.length === 0 ? 0 : 1;
}

const PAGE = 'rehearsal.html';

async function show(
  terminal: Terminal,
  programme: Programme,
  played: Played,
  { from, to, lang, html }: RehearseRequest & { readonly html: string },
): Promise<void> {
  const language = lang ?? programme.defaultLanguage;
  const sends = played.sends.filter(({ at }) => {
    const date = dateOn(at, programme);
    return (from === undefined || from <= date) && (to === undefined || date <= to);
  });
  const weeks = calendarOf(sends, programme, titlesIn(language, programme));
  const warnings = warningsOf(sends, programme);
  const assumption = `Everybody opens Fadder on ${dateOn(played.begins, programme)} and then answers nothing, so that reminders show at their most.`;
  terminal.print('');
  terminal.print(assumption);
  terminal.print('');
  for (const line of calendarLines(weeks)) terminal.print(line);
  if (weeks.length === 0) terminal.print('Nothing is sent in this time.\n');
  tell(terminal, 'Not sent:', unsentLines(played, programme, language, { from, to }));
  tell(terminal, 'Could not be done:', played.complaints);
  tell(terminal, 'Look at:', warnings);
  terminal.print(`${sentence(sends)}, ${countOf(warnings.length, 'warning')}.`);
  const page = await rehearsalPage({ programme, weeks, warnings, assumption, lang });
  await mkdir(dirname(html), { recursive: true });
  await writeFile(html, page);
  terminal.print(`Every card as it will look: ${pathToFileURL(html).href}`);
}

/** What a notification says, without the academy's name behind each. */
function titlesIn(language: Language, { title, defaultLanguage }: Programme): (send: Send) => string {
  const behind = ` · ${inLanguage(title, language, defaultLanguage)}`;
  return ({ view }) => {
    const { summary } = renderCard(view, language);
    return summary.endsWith(behind) ? summary.slice(0, -behind.length) : summary;
  };
}

/** What the programme has to tell and nobody got in this rehearsal. */
function unsentLines(
  { unsent }: Played,
  programme: Programme,
  language: Language,
  { from, to }: { readonly from: LocalDate | undefined; readonly to: LocalDate | undefined },
): string[] {
  return unsent.flatMap(({ at, what, title, why }) => {
    const { date, time } = toLocal(at, programme.timezone);
    if ((from !== undefined && date < from) || (to !== undefined && date > to)) return [];
    const said = inLanguage(title, language, programme.defaultLanguage);
    const reason =
      why === 'unanswered'
        ? 'goes to each person who has answered it, and nobody has here'
        : 'could not be acted on any more when it may be sent';
    return [
      `${weekdayOf(date)} ${date} ${time}  ${what === 'bringBack' ? 'own answer brought back' : what}: ${said}: ${reason}`,
    ];
  });
}

function tell(terminal: Terminal, heading: string, lines: readonly string[]): void {
  if (lines.length === 0) return;
  terminal.print(heading);
  for (const line of lines) terminal.print(`  ${line}`);
  terminal.print('');
}

function sentence(sends: readonly Send[]): string {
  const people = new Set(sends.map(({ person }) => person)).size;
  return `${countOf(sends.length, 'card')} to ${peopleCount(people)}`;
}
