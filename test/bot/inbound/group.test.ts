import assert from 'node:assert/strict';
import { parseActivity } from '../../../bot/inbound/activity.ts';
import type { Incoming } from '../../../bot/inbound/activity.ts';
import { inGroup } from '../../../bot/inbound/group.ts';
import { tenantsOf } from '../../../bot/tenants.ts';
import { ownChatLink } from '../../../bot/own-chat.ts';
import { readConfig } from '../../../bot/config.ts';
import { renderCard } from '../../../cards/render.ts';
import { listAt } from '../../../deploy/local/teams/json.ts';
import type { ChatAddress } from '../../../services/delivery/messenger.ts';
import type { Card } from '../../../services/domain/view.ts';
import { anAcademy } from '../../helpers/academy.ts';
import type { AcademyWorld } from '../../helpers/academy.ts';

const GROUP = '19:group@thread.v2';
const app = {
  MicrosoftAppId: '0f0dade0-0000-4000-8000-000000000009',
  MicrosoftAppPassword: 'secret',
  MicrosoftAppTenantId: '0f0dade0-0000-4000-8000-000000000001',
};

function asked(text: string): Incoming {
  const parsed = parseActivity({
    type: 'message',
    id: text,
    serviceUrl: 'https://smba.example/emea/',
    from: { id: '29:olga' },
    recipient: { id: '28:fadder' },
    conversation: { id: GROUP, conversationType: 'groupChat', tenantId: 't-1' },
    text: `<at>Fadder</at> ${text}`,
    entities: [{ type: 'mention', mentioned: { id: '28:fadder', name: 'Fadder' } }],
  });
  assert.ok(!('wrong' in parsed));
  return parsed;
}

describe('the card that points to one’s own chat', () => {
  let world: AcademyWorld;
  before(async () => {
    world = await anAcademy({ installed: [] });
  });
  after(() => world.close());

  async function linksIn(text: string, environment: Readonly<Record<string, string>>): Promise<unknown[]> {
    const posted: { to: ChatAddress; card: Card }[] = [];
    const messenger = {
      post: (to: ChatAddress, card: Card) => {
        posted.push({ to, card });
        return Promise.resolve({ result: 'accepted', activityId: '1' } as const);
      },
      update: () => assert.fail('no card is updated'),
    };
    const log = {
      info: () => undefined,
      warn: () => undefined,
      error: (what: unknown) => assert.ifError(what),
    };
    const config = readConfig(environment);
    const profileOf = () => Promise.resolve({ name: '', addresses: [] });
    const by = { deps: world.bot.deps, messenger, render: renderCard, log };
    await inGroup({ ...by, ...ownChatLink(config), profileOf, tenants: tenantsOf(config) }, asked(text));
    assert.deepEqual(
      posted.map(({ to }) => to.conversationId),
      [GROUP],
    );
    return posted
      .flatMap(({ card }) => listAt(card.content, 'actions'))
      .filter(({ type }) => type === 'Action.OpenUrl')
      .map(({ url }) => url);
  }

  it('leads there by a link where the bot has a name in Teams', async () => {
    assert.deepEqual(await linksIn('desk', app), [
      'https://teams.microsoft.com/l/chat/0/0?users=28:0f0dade0-0000-4000-8000-000000000009',
    ]);
  });

  it('has no link where it has none', async () => {
    assert.deepEqual(await linksIn('thread', {}), []);
  });
});
