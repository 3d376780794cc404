import { createOnce } from '../../services/store/access.ts';
import { seen } from '../../services/store/documents-installation.ts';
import type { Deps } from '../../services/usecases/deps.ts';
import type { Incoming } from './activity.ts';

/** The same message or event delivered again, within a day, has been dealt with. */
export async function isRepeated(
  { deps }: { readonly deps: Pick<Deps, 'store'> },
  { id, conversation }: Pick<Incoming, 'id' | 'conversation'>,
): Promise<boolean> {
  if (id === undefined) return false;
  return !(await createOnce(deps.store, seen, { conversation: conversation.id, activity: id }));
}
