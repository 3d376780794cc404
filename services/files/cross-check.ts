import type { Language } from '../domain/language.ts';
import type { Role } from '../domain/people.ts';
import type { Programme } from '../domain/programme.ts';
import { problemAt } from './issues.ts';
import type { Path } from './locate.ts';
import type { FileProblem, Severity } from './problem.ts';
import type { ReadProgramme } from './programme.ts';
import type { ReadRoster, RosterLine } from './roster.ts';
import { nearest } from './suggest.ts';

/** What the programme and the roster say of each other. Nothing where the programme could not be read. */
export function crossCheck({ programme, file, locate }: ReadProgramme, roster: ReadRoster): FileProblem[] {
  if (!programme) return [];
  const inProgramme = (path: Path, message: string, severity?: Severity) =>
    problemAt(file, locate, path, message, severity);
  const languagesIn = languagesByOrganisation(roster.lines);
  const rolesOf = rolesByAddress(roster.lines);
  const mentorAt = mentorsByAddress(roster.lines);
  const facts = {
    organisations: new Set<string>(programme.organisations.map(({ id }) => id)),
    mentors: new Set(programme.organisations.map(({ mentor }) => mentor)),
  };
  return [
    ...programme.organisations.flatMap(({ mentor, id, languages }, index) => [
      ...(mentor === undefined
        ? [inProgramme(['organisations', index], 'has no mentor', 'warning')]
        : mentorProblem(rolesOf.get(mentor)).map((message) =>
            inProgramme(['organisations', index, 'mentor'], message),
          )),
      ...(languagesIn.has(id)
        ? []
        : [inProgramme(['organisations', index], 'has no participants in the roster', 'warning')]),
      ...languageProblem(mentorAt.get(mentor), [...(languagesIn.get(id) ?? languages)]).map((message) =>
        inProgramme(['organisations', index, 'mentor'], message, 'warning'),
      ),
    ]),
    ...roster.lines.flatMap((line) => lineProblems(line, programme, facts, roster.file)),
  ];
}

function rolesByAddress(lines: readonly RosterLine[]): ReadonlyMap<string, ReadonlySet<Role>> {
  const roles = new Map<string, Set<Role>>();
  for (const { entry } of lines)
    for (const address of [entry.address, ...entry.aliases])
      roles.set(address, (roles.get(address) ?? new Set()).add(entry.role));
  return roles;
}

function mentorProblem(rolesThere: ReadonlySet<Role> | undefined): string[] {
  if (!rolesThere) return ['is not in the roster'];
  return rolesThere.has('mentor') ? [] : ['is in the roster, but not as a mentor'];
}

/** The languages of an organisation's participants. */
function languagesByOrganisation(
  lines: readonly RosterLine[],
): ReadonlyMap<string | undefined, ReadonlySet<Language>> {
  const found = new Map<string | undefined, Set<Language>>();
  for (const { entry } of lines)
    if (entry.role === 'participant')
      found.set(entry.organisation, (found.get(entry.organisation) ?? new Set()).add(entry.language));
  return found;
}

function mentorsByAddress(lines: readonly RosterLine[]): ReadonlyMap<string | undefined, RosterLine> {
  const mentors = lines.filter(({ entry }) => entry.role === 'mentor');
  return new Map(
    mentors.flatMap((one) =>
      [one.entry.address, ...one.entry.aliases].map((address) => [address, one] as const),
    ),
  );
}

/** @param theirs the languages of its people, or of the organisation itself where the roster has none of them */
function languageProblem(mentor: RosterLine | undefined, theirs: readonly Language[]): string[] {
  if (!mentor || theirs.includes(mentor.entry.language)) return [];
  const { name, language } = mentor.entry;
  return [
    `${name} speaks ${language}, the organisation ${theirs.join(' and ')}: they have no language in common`,
  ];
}

interface ProgrammeFacts {
  readonly organisations: ReadonlySet<string>;
  /** Addresses. */
  readonly mentors: ReadonlySet<string | undefined>;
}

function lineProblems(
  { row, entry }: RosterLine,
  programme: Programme,
  { organisations, mentors }: ProgrammeFacts,
  file: string,
): FileProblem[] {
  const problem = (path: string, message: string, severity: Severity): FileProblem => ({
    file,
    line: row,
    path,
    message,
    severity,
  });
  const problems: FileProblem[] = [];
  const { organisation, role, language } = entry;
  if (organisation !== undefined && !organisations.has(organisation)) {
    const meant = nearest(organisation, [...organisations]);
    const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
    problems.push(problem('organisation', `there is no such organisation in the programme${hint}`, 'error'));
  }
  if (role === 'mentor' && ![entry.address, ...entry.aliases].some((address) => mentors.has(address)))
    problems.push(problem('role', 'is the mentor of no organisation in the programme', 'warning'));
  if (!programme.languages.includes(language))
    problems.push(problem('language', `the programme has no texts in ${language}`, 'warning'));
  return problems;
}
