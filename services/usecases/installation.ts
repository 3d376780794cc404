/**
 * Who works on a store. Each process says which versions of documents it knows, at its start and from time to time, in one
 * document that every change of goes through: so nobody writes what somebody beside it could not read.
 */
import { addMilliseconds, MINUTE } from '../domain/time.ts';
import type { Instant } from '../domain/time.ts';
import { newest, tooNew, tooOldBeside, writable } from '../rules/versions.ts';
import { saving } from '../store/access.ts';
import { INSTALLATION, installations } from '../store/documents-installation.ts';
import type { Installation, Instance, Versions } from '../store/documents-installation.ts';
import type { Store, Stored } from '../store/port.ts';
import { insist } from './import-write.ts';

/** Between two signs of life: one small read and one small write. */
export const BEAT_MS = 5 * MINUTE;
/** Who has given none for so long is gone. */
const GONE_MS = 3 * BEAT_MS;

/** Why a process may not work on the store, in words for whoever starts it. */
export class NotNow extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotNow';
  }
}

export interface Member {
  readonly store: Store;
  readonly id: string;
  readonly knows: Versions;
  readonly wallNow: () => Instant;
}

export const readInstallation = (store: Store): Promise<Stored<Installation> | undefined> =>
  store.read<Installation>(INSTALLATION.pk, INSTALLATION.id);

/** Those who gave a sign of life not long ago. */
export function running({ instances }: Installation, now: Instant): readonly Instance[] {
  // Clocks may be some minutes apart: nobody is taken for dead for that. One that ran far ahead when its process died is
  // taken for alive until then, which delays an upgrade over two versions and asks who carries documents for --stopped.
  return instances.filter(({ seenAt }) => addMilliseconds(seenAt, GONE_MS) > now);
}

/** A process among those that work on the store. */
export class Membership {
  readonly #member: Member;
  #may: Versions;

  private constructor(member: Member, may: Versions) {
    this.#member = member;
    this.#may = may;
  }

  /** @throws NotNow where it may not; then nothing was written */
  static async join(member: Member): Promise<Membership> {
    return new Membership(member, await sign(member));
  }

  /** The newest version of each type that may be written. */
  readonly may = (): Versions => this.#may;

  /** To be called every `BEAT_MS`. @throws NotNow where somebody else has made the store what this process cannot read */
  async beat(): Promise<void> {
    this.#may = await sign(this.#member);
  }

  async leave(): Promise<void> {
    const { store, id } = this.#member;
    await insist(async () => {
      const doc = await readInstallation(store);
      if (!doc?.data.instances.some((one) => one.id === id)) return;
      const instances = doc.data.instances.filter((one) => one.id !== id);
      await write(store, { ...doc.data, instances }, doc);
    });
  }
}

/** Says that the process is there. Returns what it may write, which stands in the store before anything is written so. */
function sign({ store, id, knows, wallNow }: Member): Promise<Versions> {
  return insist(async () => {
    const doc = await readInstallation(store);
    const now = wallNow();
    const there = doc?.data ?? { instances: [], writes: {} };
    const others = running(there, now).filter((one) => one.id !== id);
    refuse(there, knows, others);
    const may = writable(
      knows,
      others.map((one) => one.knows),
    );
    const instances = [...others, { id, knows, seenAt: now }];
    await write(store, { ...there, instances, writes: newest(there.writes, may) }, doc);
    return may;
  });
}

function refuse(there: Installation, knows: Versions, others: readonly Instance[]): void {
  if (there.restoring)
    throw new NotNow(
      `A file is being restored into this store since ${there.restoring.since}. ` +
        'If that was interrupted, run the same restore again; then start.',
    );
  const unread = tooNew(knows, there.writes);
  if (unread.length > 0)
    throw new NotNow(
      `The store holds documents of a newer Fadder that this one cannot read (${unread.join(', ')}). ` +
        'Nothing was written. Start the newer version again.',
    );
  const older = tooOldBeside(
    knows,
    others.map((one) => one.knows),
  );
  if (older.length > 0)
    throw new NotNow(
      `A much older Fadder works on this store, which could not read what this one writes (${older.join(', ')}). ` +
        'Nothing was written. Stop the older one, or upgrade by way of the version in between.',
    );
}

const write = (store: Store, data: Installation, read: Stored<Installation> | undefined) =>
  store.batch(INSTALLATION.pk, [saving(installations, data, read)]);
