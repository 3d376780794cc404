import assert from 'node:assert/strict';
import { cardIn } from '../../deploy/local/teams/world.ts';
import { instant } from '../../services/domain/time.ts';
import { moveClock } from '../../services/usecases/clock.ts';
import { anAcademy, DEMO, demoFiles, wordsOf } from '../helpers/academy.ts';

const [sprint] = demoFiles().programme.sprints;

describe('somebody who arrives while a sprint’s card is on its way to everybody', () => {
  it('gets it once, whichever comes first', async () => {
    const world = await anAcademy({ installed: [] });
    try {
      // The sprint has opened, and nothing has been sent yet.
      await moveClock(world.bot.deps, DEMO, instant(Date.parse('2023-05-31T06:00Z')));
      const ebba = world.person('ebba');
      await ebba.install();
      await world.settle();
      await world.settle();
      const cards = ebba.messages().map((message) => wordsOf(cardIn(message)));
      const summary = sprint?.summary.sv ?? '-';
      assert.equal(cards.filter((card) => card.includes(summary)).length, 1);
      assert.equal(new Set(cards).size, cards.length);
      const prompt = sprint?.prompts[0]?.text.sv ?? '-';
      assert.equal(cards.filter((card) => card.includes(prompt) && !card.includes(summary)).length, 1);
    } finally {
      await world.close();
    }
  });
});
