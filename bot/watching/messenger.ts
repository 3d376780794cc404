import type { OpenResult, SendResult } from '../../services/domain/delivery.ts';
import type { Messenger } from '../../services/delivery/messenger.ts';
import type { Facts } from './facts.ts';
import { asked } from './trail.ts';
import type { TrailDeps } from './trail.ts';

/** The messenger, each of its requests a step of the action under way. */
export function followedMessenger(by: TrailDeps, messenger: Messenger): Messenger {
  const request = <T extends SendResult | OpenResult>(name: string, ask: () => Promise<T>): Promise<T> =>
    asked(by, {
      name: `teams ${name}`,
      facts: { request: name },
      ask: async () => {
        const answer = await ask();
        if (isThrottled(answer)) by.telemetry?.count('fadder.throttled', { by: 'teams' });
        return answer;
      },
      answered: (answer) => ({ facts: factsOf(answer), failed: !WENT_WELL.includes(answer.result) }),
      what: 'Teams was asked',
    });
  return {
    post: (to, card) => request('post', () => messenger.post(to, card)),
    update: (to, activityId, card) => request('update', () => messenger.update(to, activityId, card)),
    delete: (to, activityId) => request('delete', () => messenger.delete(to, activityId)),
    open: (somebody) => request('open', () => messenger.open(somebody)),
  };
}

const WENT_WELL: readonly string[] = ['accepted', 'opened'] satisfies readonly (
  SendResult | OpenResult
)['result'][];

/** 412 is what a connector answers that is busy with the same conversation. */
const THROTTLED = [412, 429];

function isThrottled(answer: SendResult | OpenResult): boolean {
  return answer.result === 'refused' && THROTTLED.includes(answer.status);
}

function factsOf(answer: SendResult | OpenResult): Facts {
  switch (answer.result) {
    case 'accepted':
    case 'opened':
      return { result: answer.result };
    case 'refused': {
      const { result, status, code, subCode, retryAfterMs } = answer;
      return { result, status, code, subCode, retryAfterMs };
    }
    case 'neverLeft':
    case 'noAnswer':
      return { result: answer.result, cause: answer.cause };
  }
}
