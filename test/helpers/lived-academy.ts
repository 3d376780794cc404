/** Two academies in one store in which people have done what people do, one of them with a retention. */
import { instant, milliseconds } from '../../services/domain/time.ts';
import type { Command } from '../../services/domain/command.ts';
import { itemId, meetingId, newcomerId, noticeId, tenantId } from '../../services/domain/ids.ts';
import type { Programme, Retention } from '../../services/domain/programme.ts';
import { createDoc } from '../../services/store/access.ts';
import { calendarSecrets } from '../../services/store/documents-installation.ts';
import { newcomers } from '../../services/store/documents-newcomer.ts';
import type { Store } from '../../services/store/port.ts';
import { handle } from '../../services/usecases/handle.ts';
import { applyImport, prepareImport } from '../../services/usecases/import.ts';
import { aDeliveryWorld, smallRoster } from './delivery-world.ts';
import type { World } from './delivery-world.ts';
import { aProgramme, moment } from './programme.ts';
import { joining, secondEntries, secondProgramme } from './second-academy.ts';

const RETENTION: Retention = {
  namedAnswersMonthsAfterEnd: 12,
  then: 'anonymise',
  aggregateStatistics: 'keep',
};
/** The end of the day, a year after the last one. */
export const FORGOTTEN = moment('2024-11-15T23:59:59.999+02:00');

/** What people wrote in the first academy, each text once. */
export const WRITTEN = {
  task: 'We shorten every contract by half',
  reflection: 'I was afraid of the lawyers',
  thread: 'Shall we meet on Thursday in the café',
  broadcast: 'Bring your own register along',
  stranger: 'Stella Stranger',
} as const;

/** In both academies. */
export const HANNA = 'hanna@etela-savo.example';

const T1 = itemId('s1-t1');

export function livedProgramme(): Programme {
  const reminders = { ...aProgramme().reminders, personMay: ['mute_item'] as const };
  return aProgramme({ retention: RETENTION, reminders });
}

export async function aLivedAcademy(store?: Store): Promise<World> {
  const world = await aDeliveryWorld({ programme: livedProgramme(), ...(store ? { store } : {}) });
  await importSecond(world);
  await world.change('eero', (person) => ({ ...person, languageChosen: true }));
  await goTo(world, '2023-05-10T06:00Z');
  const { id: academy } = world.programme;
  const act = (name: string, command: Command) => does(world, name, command);
  await act('aino', {
    ...{ verb: 'task.answer', academy, item: T1, given: { text: WRITTEN.task }, rev: 0, nonce: 'n1' },
  });
  await act('ebba', { verb: 'reminders.set', academy, item: T1, what: 'mute' });
  await act('hanna', { verb: 'rsvp.set', academy, meeting: meetingId('s1-m'), answer: 'online' });
  await act('m1', {
    verb: 'thread.send',
    academy,
    pairing: await pairing(world),
    text: WRITTEN.thread,
    nonce: 'n2',
  });
  await act('kaisa', {
    ...{ verb: 'broadcast.preview', academy, nonce: 'n3', audience: 'everybody', meeting: 's1-m' },
    ...{ day: '', time: '', doubt: 'again' },
    texts: { fi: WRITTEN.broadcast, sv: WRITTEN.broadcast, en: WRITTEN.broadcast },
  });
  await goTo(world, '2023-06-01T06:00Z');
  await act('aino', {
    ...{ verb: 'prompt.answer', academy, item: itemId('s1-p1'), given: { text: WRITTEN.reflection } },
    ...{ share: 'me', rev: 0, nonce: 'n4' },
  });
  await goTo(world, '2023-06-15T06:00Z');
  for (const name of ['aino', 'eero', 'hanna', 'ebba'])
    await act(name, { verb: 'feedback.give', academy, meeting: meetingId('s1-m'), answers: { useful: '4' } });
  await aStranger(world);
  await createDoc(world.store, calendarSecrets, { secret: 'seals-addresses', installation: 'here' });
  return world;
}

/** Academy time is wall time here. */
export async function goTo(world: World, at: string): Promise<void> {
  world.now = milliseconds(moment(at));
  await world.engine().runDue();
}

async function importSecond(world: World): Promise<void> {
  const now = instant(world.now);
  const roster = [...secondEntries, { ...joining('hanna', HANNA), rosterId: '17' }];
  const programme = secondProgramme({ demo: false });
  await applyImport(world.store, await prepareImport(world.store, programme, roster, now), now);
}

async function does(world: World, name: string, command: Command): Promise<void> {
  const views = await handle(world.deps(), await world.person(name), command);
  const refused = views.find(({ kind }) => kind === 'refusal');
  if (refused) throw new Error(`${name} may not ${command.verb}: ${JSON.stringify(refused)}`);
  await world.engine().runDue();
}

async function pairing(world: World) {
  const { revision } = await world.academy();
  const found = revision.pairings.find(({ organisation }) => organisation === 'etela-savo');
  if (!found) throw new Error('the organisation has a mentor');
  return found.id;
}

async function aStranger(world: World): Promise<void> {
  const person = (await world.person('aino')).id;
  await createDoc(world.store, newcomers, {
    id: newcomerId('stranger'),
    academy: world.programme.id,
    account: {
      tenant: tenantId('elsewhere'),
      userId: '29:stranger',
      serviceUrl: 'http://127.0.0.1:1/',
      conversationId: 'chat-stranger',
    },
    profile: { name: WRITTEN.stranger, addresses: ['stella@elsewhere.example'] },
    language: 'sv',
    candidates: [{ person, by: 'name' }],
    askedAt: instant(world.now),
    notice: noticeId('newcomer:stranger'),
    rev: 0,
    status: { status: 'open' },
  });
}

export const FIRST_ROSTER = smallRoster;
