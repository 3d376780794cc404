import type { RosterEntry } from '../../../services/domain/people.ts';

/** Who of the demonstration's roster is left to the newcomer: a coordinator, a participant of a bilingual county and
 * that county's mentor. */
export const SEATS = [
  { name: 'coordinator', address: 'katri@coordinator.example', port: 56150 },
  { name: 'participant', address: 'ebba@kymenlaakso.example', port: 56151 },
  { name: 'mentor', address: 'm3@expert.example', port: 56152 },
] as const satisfies readonly { name: string; address: string; port: number }[];

export type SeatName = (typeof SEATS)[number]['name'];

/** A place at which somebody sits down before a Playground. */
export interface Seat {
  readonly name: SeatName;
  readonly port: number;
  readonly person: RosterEntry;
}

/** The seats with the people of the roster. Throws if the roster lacks one. */
export function seatsFrom(
  roster: readonly RosterEntry[],
  ports: Partial<Record<SeatName, number>> = {},
): Seat[] {
  return SEATS.map(({ name, address, port }) => {
    const person = roster.find((entry) => entry.address === address);
    if (!person) throw new Error(`the demonstration's roster lacks ${address}`);
    return { name, port: ports[name] ?? port, person };
  });
}

/** Everybody else, who is played by this program. */
export function othersIn(roster: readonly RosterEntry[]): RosterEntry[] {
  return roster.filter(({ address }) => !SEATS.some((seat) => seat.address === address));
}
