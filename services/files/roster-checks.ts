import type { Severity } from './problem.ts';
import type { RosterLine } from './roster.ts';
import type { Column } from './roster-row.ts';

export interface RosterFinding {
  readonly row: number;
  readonly column: Column;
  readonly message: string;
  readonly severity: Severity;
}

/** What no row can know of itself: who stands there twice, and how. A person may have several rows, one a role. */
export function rosterFindings(lines: readonly RosterLine[]): RosterFinding[] {
  const findings: RosterFinding[] = [];
  const byAddress = new Map<string, RosterLine[]>();
  const byId = new Map<string, RosterLine>();
  for (const one of lines) {
    const earlier = byAddress.get(one.entry.address) ?? [];
    findings.push(...againstEarlier(one, earlier), ...againstId(one, earlier, byId));
    // The first row of each role is what later ones are held against.
    if (!earlier.some(({ entry }) => entry.role === one.entry.role)) earlier.push(one);
    byAddress.set(one.entry.address, earlier);
  }
  findings.push(...aliasFindings(lines, byAddress));
  if (lines.length > 0 && !lines.some(({ entry }) => entry.role === 'coordinator')) {
    const message = 'there is no coordinator; an academy has at least one';
    findings.push({ row: 1, column: 'role', message, severity: 'error' });
  }
  return findings;
}

function againstEarlier({ row, entry }: RosterLine, earlier: readonly RosterLine[]): RosterFinding[] {
  const first = earlier[0];
  if (!first) return [];
  const on = `on row ${String(first.row)}`;
  const error = (column: Column, message: string) => ({ row, column, message, severity: 'error' as const });
  const same = earlier.find((one) => one.entry.role === entry.role);
  if (same && same.entry.organisation !== entry.organisation) {
    const other = `${same.entry.organisation ?? ''} on row ${String(same.row)}`;
    return [error('organisation', `the same person is in ${other}; one can be in one organisation alone`)];
  }
  if (same) return [error('address', `the same person with the same role stands on row ${String(same.row)}`)];
  if (first.entry.name !== entry.name)
    return [error('name', `the same address has another name ${on}: is it another person?`)];
  if (first.entry.language !== entry.language)
    return [{ row, column: 'language', message: `is another ${on}, which counts`, severity: 'warning' }];
  return [];
}

/** An id and an address go together, wherever both are given. */
function againstId(
  { row, entry }: RosterLine,
  earlier: readonly RosterLine[],
  byId: Map<string, RosterLine>,
): RosterFinding[] {
  const id = entry.rosterId;
  if (id === undefined) return [];
  const error = (message: string): RosterFinding[] => [{ row, column: 'id', message, severity: 'error' }];
  const other = earlier.find((one) => one.entry.rosterId !== undefined && one.entry.rosterId !== id);
  if (other) return error(`the same address has another id on row ${String(other.row)}`);
  const owner = byId.get(id);
  if (!owner) byId.set(id, { row, entry });
  return owner && owner.entry.address !== entry.address
    ? error(`stands on row ${String(owner.row)} with another address; further addresses go under aliases`)
    : [];
}

function aliasFindings(
  lines: readonly RosterLine[],
  byAddress: ReadonlyMap<string, readonly RosterLine[]>,
): RosterFinding[] {
  const owners = new Map<string, RosterLine>();
  return lines.flatMap(({ row, entry }) =>
    entry.aliases.flatMap((alias): RosterFinding[] => {
      const owner = byAddress.get(alias)?.[0] ?? owners.get(alias);
      if (!owner) owners.set(alias, { row, entry });
      if (!owner || owner.entry.address === entry.address) return [];
      const message = `${alias} belongs to somebody else, on row ${String(owner.row)}`;
      return [{ row, column: 'aliases', message, severity: 'error' }];
    }),
  );
}
