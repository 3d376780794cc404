import { IANAZone } from 'luxon';
import { tzlib_get_ical_block, tzlib_get_timezones } from 'timezones-ical-library';

export interface ZoneData {
  /** As the data names it, which may be another name of the same zone. */
  readonly tzid: string;
  /** The VTIMEZONE component, its lines ended by CRLF. */
  readonly block: string;
}

const listed = new Set(tzlib_get_timezones());

/** Unpacked once: at most every zone there is. */
const known = new Map<string, ZoneData | undefined>();

/** The rules of a zone, so that every calendar program sets the same clock; undefined where they are not known: times
 * are then given in UTC. */
export function zoneData(zone: string): ZoneData | undefined {
  if (!listed.has(zone)) return undefined;
  const found = known.has(zone) ? known.get(zone) : unpack(zone);
  known.set(zone, found);
  return found;
}

function unpack(zone: string): ZoneData | undefined {
  const [block = '', name = ''] = tzlib_get_ical_block(zone);
  const tzid = name.replace(/^TZID=/, '');
  return IANAZone.isValidZone(tzid) ? { tzid, block: `${block.trim()}\r\n` } : undefined;
}
