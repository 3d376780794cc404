import { inLanguage } from '../../services/domain/language.ts';
import type { Programme } from '../../services/domain/programme.ts';
import type { ClonedProgramme } from '../../services/files/clone.ts';
import { countOf } from './problems.ts';

/** How a clone came about, in lines. */
export function cloneLines({ original, weeks }: ClonedProgramme, clone: Programme): string[] {
  const { starts, ends, quiet, sprints, defaultLanguage } = clone;
  const opens = sprints[0]?.opens.slice(0, 10) ?? starts;
  const breaks = quiet.periods.map(
    ({ from, to, reason }) => `${inLanguage(reason, 'en', defaultLanguage)} ${from} to ${to}`,
  );
  return [
    `  This is ${original.id}, ${movedBy(weeks)}: it starts on ${starts}, its first sprint opens on ${opens}, it ends on ${ends}.`,
    ...(breaks.length > 0 ? [`  Quiet periods, in their weeks of the year: ${breaks.join('; ')}.`] : []),
  ];
}

function movedBy(weeks: number): string {
  if (weeks === 0) return 'at the same time';
  return weeks < 0 ? `moved back by ${countOf(-weeks, 'week')}` : `moved by ${countOf(weeks, 'week')}`;
}
