import assert from 'node:assert/strict';
import { renderCard } from '../../../cards/render.ts';
import { words } from '../../../cards/words/words.ts';
import type { DeliveryDeps } from '../../../services/delivery/deps.ts';
import type { SendResult } from '../../../services/domain/delivery.ts';
import { languages } from '../../../services/domain/language.ts';
import { unreachableReasons } from '../../../services/domain/people.ts';
import type { UnreachableReason } from '../../../services/domain/people.ts';
import { instant, MINUTE } from '../../../services/domain/time.ts';
import type { ReachView } from '../../../services/domain/view.ts';
import { arrive } from '../../../services/usecases/arrive.ts';
import { showReach } from '../../../services/usecases/desk.ts';
import { showReceived } from '../../../services/usecases/person-card.ts';
import { wordsOf } from '../../helpers/academy.ts';
import { accepted, aDeliveryWorld, must } from '../../helpers/delivery-world.ts';
import type { World } from '../../helpers/delivery-world.ts';

interface Way {
  /** Answered to whatever is posted to Ebba; left out: what is posted is taken. */
  readonly answer?: SendResult;
  readonly without?: readonly string[];
  readonly deps?: Partial<DeliveryDeps>;
}

const forbidden = (code: string): Way => ({ answer: { result: 'refused', status: 403, code } });

/** A way into each of the reasons. */
const ways: Record<UnreachableReason, Way> = {
  notMet: { without: ['ebba'] },
  removed: forbidden('BotNotInConversationRoster'),
  notInstalled: forbidden('ForbiddenOperationException'),
  blocked: forbidden('ConversationBlockedByUser'),
  disabledByAdmin: forbidden('BotDisabledByAdmin'),
  notServed: { deps: { served: (tenant) => tenant !== 'elsewhere' } },
  chatGone: { answer: { result: 'refused', status: 404 } },
  refused: forbidden('SomethingNew'),
};

async function actOf(world: World) {
  const person = await world.person('kaisa');
  const memberships = [must(person.memberships[0])] as const;
  return { deps: world.deps(), person, academy: await world.academy(), memberships };
}

type Listed = ReachView['people'][number];

async function listed(world: World): Promise<Listed | undefined> {
  const { id } = await world.person('ebba');
  return (await showReach(await actOf(world))).people.find(({ person }) => person === id);
}

async function outcomeOf(world: World): Promise<string | undefined> {
  const [act, { id: person }] = [await actOf(world), await world.person('ebba')];
  const view = await showReceived(act, { verb: 'person.show', academy: act.academy.id, person });
  return 'kind' in view ? view.rows.find(({ notice }) => notice === 'notice')?.outcome.outcome : undefined;
}

describe('somebody who is not reached', () => {
  for (const reason of unreachableReasons)
    it(`(${reason}) is on the list with why, since when and what to do, until they are reached`, async () => {
      const { answer, without = [], deps = {} } = ways[reason];
      const world = await aDeliveryWorld({
        without,
        tenantOf: (name) => (name === 'ebba' && reason === 'notServed' ? 'elsewhere' : 'tenant'),
      });
      world.answer = ({ to, what }, n) => (to === 'ebba' && what === 'post' && answer) || accepted(n);
      await world.tell({});
      const at = instant(world.now);
      await world.engine('one', deps).runDue();
      world.now += MINUTE;
      const found = must(await listed(world));
      const since = reason === 'notMet' ? undefined : at;
      assert.deepEqual([found.reason, found.since], [reason, since]);
      assert.equal(await outcomeOf(world), reason, 'the ledger says the same');
      for (const language of languages) {
        const said = wordsOf(renderCard(await showReach(await actOf(world)), language).content).toLowerCase();
        for (const key of [`reason.${reason}`, `remedy.${reason}`] as const)
          assert.ok(said.includes(words[language][key].toLowerCase()), `${language} ${key}: ${said}`);
      }
      const person = await world.person('ebba');
      const [account] = (await world.person('aino')).accounts;
      const theirs = { ...must(account), userId: '29:ebba', conversationId: 'chat-ebba' };
      await arrive(world.deps(), person, theirs);
      assert.equal(await listed(world), undefined);
    });

  it('is told why and what to do in words of their own for each reason, in each language', () => {
    for (const language of languages)
      for (const kind of ['reason', 'remedy'] as const) {
        const said = unreachableReasons.map((reason) => words[language][`${kind}.${reason}`]);
        assert.equal(new Set(said).size, said.length, `${language} ${kind}`);
      }
  });
});
