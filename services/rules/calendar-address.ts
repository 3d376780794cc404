/**
 * A person's calendar address: `/calendar/<token>.ics` for all meetings of an academy, `/calendar/<token>/<meeting>.ics`
 * for one. The token `<academy>/<person>/r<renewals>-<seal>` names its holder and carries a seal that only the
 * installation's secret makes, so that handing one out writes nothing and a guess costs the store nothing.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { academyId, meetingId, personId } from '../domain/ids.ts';
import type { AcademyId, MeetingId, PersonId } from '../domain/ids.ts';

/** Whose address it is. */
export interface Holder {
  readonly academy: AcademyId;
  readonly person: PersonId;
  /** How often the person had had it renewed: an address with another number than the person's no longer works. */
  readonly renewals: number;
}

export interface CalendarAddress {
  readonly holder: Holder;
  /** Absent: all of the academy's. */
  readonly meeting?: MeetingId;
}

/** 144 bits: no amount of guessing finds one, and base64 needs no padding. */
const SEAL_BYTES = 18;
const PATH = /^\/calendar\/([^/]+)\/([^/]+)\/r(0|[1-9]\d{0,8})-([^/]+?)(?:\/([^/]+))?\.ics$/;
const MOST_CHARACTERS = 1000;

export function calendarPath({ holder, meeting }: CalendarAddress, secret: string): string {
  const { academy, person, renewals } = holder;
  const parts = ['', 'calendar', academy, person, `r${renewals}-${sealOf(holder, secret)}`];
  return `${[...parts, ...(meeting === undefined ? [] : [meeting])].join('/')}.ics`;
}

/** What a path leads to; undefined for every path that this installation did not make. */
export function readCalendarPath(path: string, secret: string): CalendarAddress | undefined {
  const found = path.length > MOST_CHARACTERS ? null : PATH.exec(path);
  if (!found) return undefined;
  try {
    // Some programs escape more of an address than they must.
    const [academy, person, renewals, seal = '', meeting] = found.slice(1).map(unescaped);
    const holder = { academy: academyId(academy), person: personId(person), renewals: Number(renewals) };
    if (!isSame(seal, sealOf(holder, secret))) return undefined;
    return { holder, ...(meeting === undefined ? {} : { meeting: meetingId(meeting) }) };
  } catch {
    // Escapes that mean nothing, names that are no ids.
    return undefined;
  }
}

const unescaped = (part: string | undefined) => (part === undefined ? part : decodeURIComponent(part));

function sealOf({ academy, person, renewals }: Holder, secret: string): string {
  const named = JSON.stringify(['calendar', academy, person, renewals]);
  const seal = createHmac('sha256', secret).update(named).digest();
  return seal.subarray(0, SEAL_BYTES).toString('base64url');
}

/** In the same time whatever the difference. */
function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
