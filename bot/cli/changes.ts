import { subjects } from '../../services/rules/import.ts';
import type { Change, ImportDiff } from '../../services/rules/import.ts';

/** Lines under each heading; an import of 10,000 people is not read line by line. */
const SHOWN = 20;

/** What an import would change, in lines. Of a new academy the counts alone: its files say the rest. */
export function changeLines(diff: ImportDiff, isNew: boolean): string[] {
  const width = Math.max(...subjects.map((subject) => subject.length));
  return subjects.flatMap((subject) => {
    const { added, changed, gone } = diff[subject];
    const counts = [
      ...(added.length > 0 ? [`${String(added.length)} new`] : []),
      ...(changed.length > 0 ? [`${String(changed.length)} changed`] : []),
      ...(gone.length > 0 ? [`${String(gone.length)} gone`] : []),
    ];
    if (counts.length === 0 || (isNew && subject === 'settings')) return [];
    const heading = `  ${subject.padEnd(width)}  ${counts.join(', ')}`;
    if (isNew) return [heading];
    const details = [...marked('+', added), ...marked('~', changed), ...marked('-', gone)];
    const rest = details.length - SHOWN;
    return [heading, ...details.slice(0, SHOWN), ...(rest > 0 ? [`      … and ${String(rest)} more`] : [])];
  });
}

function marked(mark: '+' | '~' | '-', changes: readonly Change[]): string[] {
  return changes.map(({ id, label, parts }) => {
    const what = parts.length > 0 ? ` (${parts.join(', ')})` : '';
    return `    ${mark} ${id}  ${shortened(label)}${what}`;
  });
}

function shortened(label: string): string {
  const line = label.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
