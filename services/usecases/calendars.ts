import type { AcademyId, MeetingId } from '../domain/ids.ts';
import { calendarPath, readCalendarPath } from '../rules/calendar-address.ts';
import type { CalendarAddress } from '../rules/calendar-address.ts';
import { createOnce } from '../store/access.ts';
import { CALENDAR_SECRET, calendarSecrets } from '../store/documents-installation.ts';
import type { CalendarSecret } from '../store/documents-installation.ts';
import type { Store } from '../store/port.ts';

interface Opened extends CalendarAddress {
  /** What calendars call a meeting, for ever. */
  uidOf(academy: AcademyId, meeting: MeetingId): string;
}

/** Makes and reads calendar addresses. Only the secret behind them is kept, and read once: an address is worked out
 * from it and from the person's own document. */
export class Calendars {
  readonly #store: Store;
  readonly #publicUrl: string;
  readonly #make: () => CalendarSecret;
  #known: CalendarSecret | undefined;

  /** @param make a fresh secret, for an installation that has none yet */
  constructor(store: Store, publicUrl: string, make: () => CalendarSecret) {
    this.#store = store;
    this.#publicUrl = publicUrl;
    this.#make = make;
  }

  async urlOf(address: CalendarAddress): Promise<string> {
    const { secret } = (await this.#read()) ?? (await this.#create());
    return this.#publicUrl + calendarPath(address, secret);
  }

  /** What a path leads to; undefined for every path that was not made here. */
  async open(path: string): Promise<Opened | undefined> {
    // Fetching changes nothing: before the first address was handed out there is none to open.
    const known = await this.#read();
    const address = known && readCalendarPath(path, known.secret);
    if (!address) return undefined;
    const uidOf: Opened['uidOf'] = (academy, meeting) => `${meeting}.${academy}.${known.installation}@fadder`;
    return { ...address, uidOf };
  }

  async #read(): Promise<CalendarSecret | undefined> {
    const { pk, id } = CALENDAR_SECRET;
    this.#known ??= (await this.#store.read<CalendarSecret>(pk, id))?.data;
    return this.#known;
  }

  /** Whoever makes it first has made it for all. */
  async #create(): Promise<CalendarSecret> {
    await createOnce(this.#store, calendarSecrets, this.#make());
    const made = await this.#read();
    if (!made) throw new Error('the calendar secret is not in the store that took it');
    return made;
  }
}
