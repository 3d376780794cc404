import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkFile, chunksOf } from '../../bot/cli/moving/read-file.ts';
import { renderCard } from '../../cards/render.ts';
import type { Command } from '../../services/domain/command.ts';
import { itemId } from '../../services/domain/ids.ts';
import { instant } from '../../services/domain/time.ts';
import { openEmbedded } from '../../services/store/embedded.ts';
import { handle } from '../../services/usecases/handle.ts';
import { restore } from '../../services/usecases/restore.ts';
import { aDeliveryWorld, kindsTo } from '../helpers/delivery-world.ts';
import type { World } from '../helpers/delivery-world.ts';
import { documentsOf } from '../helpers/dump.ts';
import { FORGOTTEN, goTo, livedProgramme, WRITTEN } from '../helpers/lived-academy.ts';

const FILES = fileURLToPath(new URL('../fixtures/', import.meta.url));

for (const name of readdirSync(FILES).filter((file) => file.endsWith('.jsonl')))
  describe(`data as ${name} has it`, () => {
    let world: World;
    before(async () => {
      const store = await openEmbedded(':memory:');
      const path = `${FILES}${name}`;
      const { end } = await checkFile(path);
      const carried = { name: end.sha256, schemas: end.schemas, chunks: () => chunksOf(path) };
      const now = instant(Date.parse('2023-06-20T08:00Z'));
      const restored = await restore(store, carried, { now, stopped: false });
      assert.equal(restored.outcome === 'done' && restored.written, end.documents);
      // Its programme and roster say nothing new.
      world = await aDeliveryWorld({ store, programme: livedProgramme() });
      world.now = Date.parse(now);
    });
    after(() => world.store.close());

    const asks = async (who: string, command: Command): Promise<string> => {
      const views = await handle(world.deps(), await world.person(who), command);
      return JSON.stringify(views.map((view) => renderCard(view, 'fi')));
    };

    it('is read: answers, threads and the desk', async () => {
      const { id: academy } = world.programme;
      const task = await asks('aino', { verb: 'task.show', academy, item: itemId('s1-t1') });
      assert.ok(task.includes(WRITTEN.task));
      const prompt = await asks('aino', { verb: 'prompt.show', academy, item: itemId('s1-p1') });
      assert.ok(prompt.includes(WRITTEN.reflection));
      const { pairings } = (await world.academy()).revision;
      const pairing = pairings.find(({ organisation }) => organisation === 'etela-savo')?.id;
      assert.ok(pairing);
      assert.ok((await asks('eero', { verb: 'thread.show', academy, pairing })).includes(WRITTEN.thread));
      for (const verb of ['desk.show', 'desk.reach', 'newcomer.list'] as const)
        assert.ok((await asks('kaisa', { verb, academy })).includes('Academy 2023'), verb);
    });

    it('goes on: what falls due is told', async () => {
      await goTo(world, '2023-09-25T06:00Z');
      assert.ok(kindsTo(world, 'hanna').includes('sprint'));
    });

    it('is forgotten when its time has come', async () => {
      await goTo(world, FORGOTTEN);
      const left = JSON.stringify(await documentsOf(world.store));
      for (const text of Object.values(WRITTEN)) assert.ok(!left.includes(text), text);
    });
  });
