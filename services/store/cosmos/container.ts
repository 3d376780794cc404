/** Makes sure, before anything is written, that a container is Fadder's. */
import type { Container, ContainerDefinition } from '@azure/cosmos';
import { asking, refused } from './asking.ts';
import type { Client, CosmosOptions } from './client.ts';
import { CONTAINER, differences } from './definition.ts';

/** Says whose the container is. It stands where no document can: their keys hold no slash. */
const MARKER = { id: 'store', pk: '/fadder', app: 'Fadder', version: 1 } as const;
const PREPARE = 'npm run academy -- store';

interface Opening {
  readonly client: Client;
  readonly options: CosmosOptions;
  readonly container: Container;
}

/** The container, once it is known to be Fadder's; one that is as it should be and empty becomes so. */
export async function checked(client: Client, options: CosmosOptions): Promise<Container> {
  const container = client.sdk.database(options.database).container(CONTAINER);
  const opening = { client, options, container };
  const definition = await readDefinition(opening);
  if (!definition) throw refused(options, await whatIsMissing(opening));
  const wrong = differences(definition);
  if (wrong.length > 0)
    throw refused(options, `its container "${CONTAINER}" is not as Fadder needs it: ${wrong.join('; ')}.`);
  await checkMarker(opening);
  return container;
}

/** Undefined where there is no such container or database. */
export function readDefinition({
  client,
  options,
  container,
}: Opening): Promise<ContainerDefinition | undefined> {
  return asking(client, options, async (abortSignal) => (await container.read({ abortSignal })).resource);
}

async function whatIsMissing({ client, options }: Opening): Promise<string> {
  const database = client.sdk.database(options.database);
  const there = await asking(client, options, (abortSignal) => database.read({ abortSignal }));
  const what = there ? `the database has no container "${CONTAINER}"` : 'there is no such database';
  return `${what}. Make it with: ${PREPARE}`;
}

async function checkMarker(opening: Opening): Promise<void> {
  const { options } = opening;
  const marker = await readMarker(opening);
  if (!marker && !(await isEmpty(opening)))
    throw refused(
      options,
      `its container "${CONTAINER}" holds documents of another program. Name another database.`,
    );
  if (!marker) return mark(opening);
  if (marker.app !== MARKER.app || typeof marker.version !== 'number')
    throw refused(
      options,
      `its container "${CONTAINER}" is marked by another program. Name another database.`,
    );
  if (marker.version > MARKER.version)
    throw refused(
      options,
      `it was made by a newer Fadder (store version ${String(marker.version)}, this one knows ${String(MARKER.version)}). Update Fadder.`,
    );
}

interface Marker {
  readonly app?: unknown;
  readonly version?: unknown;
}

function readMarker({ client, options, container }: Opening): Promise<Marker | undefined> {
  const item = container.item(MARKER.id, MARKER.pk);
  return asking(client, options, async (abortSignal) => (await item.read<Marker>({ abortSignal })).resource);
}

async function isEmpty({ client, options, container }: Opening): Promise<boolean> {
  const found = await asking(client, options, (abortSignal) =>
    container.items.query('SELECT TOP 1 c.id FROM c', { abortSignal }).fetchAll(),
  );
  return found?.resources.length === 0;
}

/** Several instances may begin at once: that the mark is there already is as good. */
async function mark({ client, options, container }: Opening): Promise<void> {
  const create = (abortSignal: AbortSignal) => container.items.create({ ...MARKER }, { abortSignal });
  await asking(client, options, create, 'conflict');
}
