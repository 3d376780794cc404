import { existsSync } from 'node:fs';
import { storeFile } from '../../bot/config.ts';
import { instant } from '../../services/domain/time.ts';
import { openEmbedded } from '../../services/store/embedded.ts';
import { Academies } from '../../services/usecases/academies.ts';

/**
 * Academies in the folder that are no demonstrations: their people are real. The demonstration must neither answer
 * for them without sign-in nor delete them.
 */
export async function realAcademies(dataDir: string): Promise<readonly string[]> {
  const file = storeFile(dataDir);
  if (!existsSync(file)) return [];
  const store = await openEmbedded(file);
  try {
    const all = await new Academies(store, () => instant(Date.now())).all();
    return all.filter(({ programme }) => !programme.demo).map(({ id }) => id);
  } finally {
    await store.close();
  }
}

/** Rejects, naming them and what to do, where there are real academies. */
export async function refuseRealAcademies(dataDir: string): Promise<void> {
  const real = await realAcademies(dataDir);
  if (real.length === 0) return;
  throw new Error(
    `${dataDir} holds what is no demonstration: ${real.join(', ')}.\n` +
      'Set DATA_DIR to another folder for the demonstration, or run this one with npm run serve.',
  );
}
