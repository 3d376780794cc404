import type { Profile } from '../../services/domain/newcomer.ts';
import type { Newcomer } from '../../services/usecases/arrive.ts';
import { accountOf, tenantOf } from './activity.ts';
import type { Incoming } from './activity.ts';
import type { TurnDeps } from './turn.ts';

/** Who sent an activity, as far as it says so itself; Teams is asked about them only where that is needed, and once.
 * `asMember`: the activity, naming the conversation whose members are asked for. */
export function newcomerOf(
  { tenants, profileOf }: Pick<TurnDeps, 'tenants' | 'profileOf'>,
  activity: Incoming,
  asMember = activity,
): Newcomer {
  let asked: Promise<Profile> | undefined;
  return {
    account: accountOf(activity),
    trusted: tenants.trusted(tenantOf(activity)),
    profile: () => (asked ??= profileOf(asMember)),
  };
}
