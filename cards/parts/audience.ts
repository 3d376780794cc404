import type { BroadcastAudience } from '../../services/domain/broadcast.ts';
import type { Localised } from '../../services/domain/language.ts';
import type { Voice } from '../voice.ts';

export function audienceText(
  audience: BroadcastAudience,
  organisation: Localised | undefined,
  voice: Voice,
): string {
  if (audience.to !== 'organisation') return voice.say(`audience.${audience.to}`);
  const name = organisation ? voice.local(organisation) : audience.organisation;
  return voice.say('compose.organisation', { name });
}
