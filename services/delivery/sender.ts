import { contended, createDoc, replaceDoc } from '../store/access.ts';
import { SENDER, senders } from '../store/documents.ts';
import type { Sender as Stands } from '../store/documents.ts';
import type { Store } from '../store/port.ts';
import type { Owner } from './deps.ts';

/** Another process sends now: whoever did before takes nothing new. */
export class TakenOver extends Error {
  constructor() {
    super('another process has taken over sending');
    this.name = 'TakenOver';
  }
}

/** This process as the sender: it becomes so at the first need, and is so until another one does. */
export class Sender {
  readonly #store: Store;
  readonly #name: string;
  #owner: Promise<Owner> | undefined;

  constructor(store: Store, name: string) {
    this.#store = store;
    this.#name = name;
  }

  /** Rejects with `TakenOver` where another process has become the sender since. */
  async own(): Promise<Owner> {
    this.#owner ??= this.#takeOver().catch((error: unknown) => {
      // A store that failed once must not keep this process from sending for ever.
      this.#owner = undefined;
      throw error;
    });
    const owner = await this.#owner;
    await this.check(owner);
    return owner;
  }

  async check(owner: Owner): Promise<void> {
    const doc = await this.#store.read<Stands>(SENDER.pk, SENDER.id);
    if (doc?.data.epoch !== owner.epoch || doc.data.owner !== owner.owner) throw new TakenOver();
  }

  #takeOver(): Promise<Owner> {
    return contended(async () => {
      const current = await this.#store.read<Stands>(SENDER.pk, SENDER.id);
      const mine = { owner: this.#name, epoch: (current?.data.epoch ?? 0) + 1 };
      await (current
        ? replaceDoc(this.#store, senders, mine, current)
        : createDoc(this.#store, senders, mine));
      return mine;
    });
  }
}
