/** What one academy knows of a person goes; what another one knows of them stays. */
import type { AcademyId, PersonId } from '../domain/ids.ts';
import type { Person } from '../domain/people.ts';
import { personWithout } from '../rules/retention.ts';
import { across, collect, replaceDoc } from '../store/access.ts';
import { personKeys, personPartition, persons, reminderDays, rosterKey } from '../store/documents.ts';
import type { PersonKey, ReminderDay } from '../store/documents.ts';
import type { BatchOperation, Store, Stored } from '../store/port.ts';
import { insist } from './import-write.ts';
import { removeOne } from './remove.ts';

export const isOf = ({ memberships, calendars = [], mutes = [] }: Person, academy: AcademyId): boolean =>
  [...memberships, ...calendars, ...mutes].some((one) => one.academy === academy);

export async function forgetPerson(store: Store, id: PersonId, academy: AcademyId): Promise<void> {
  const pk = personPartition(id);
  await insist(async () => {
    const doc = await store.read<Person>(pk, 'person');
    if (!doc) return;
    const days = await collect(across<ReminderDay>(store, { pk, type: reminderDays.type }));
    const after = personWithout(doc.data, academy);
    if (after) {
      for (const day of days) await forgetDay(store, day, academy);
      if (after !== doc.data) await replaceDoc(store, persons, after, doc);
      return;
    }
    // In one write, and only as it was read: somebody may be bringing them into another academy.
    const gone: BatchOperation[] = [...days, doc].map(({ id, etag }) => ({ op: 'delete', id, etag }));
    await store.batch(pk, gone);
  });
}

async function forgetDay(store: Store, day: Stored<ReminderDay>, academy: AcademyId): Promise<void> {
  const entries = day.data.entries.filter((entry) => entry.academy !== academy);
  if (entries.length === 0) await removeOne(store, day);
  else if (entries.length < day.data.entries.length)
    await replaceDoc(store, reminderDays, { ...day.data, entries }, day);
}

/** Keys of the academy's roster, and those that lead to nobody any more: an address or an account stands in each. */
export async function forgetKeys(store: Store, academy: AcademyId): Promise<void> {
  const ofRoster = rosterKey(academy, '');
  for await (const doc of across<PersonKey>(store, { type: personKeys.type })) {
    const { key, person } = doc.data;
    if (key.startsWith(ofRoster) || !(await store.read(personPartition(person), 'person')))
      await removeOne(store, doc);
  }
}
