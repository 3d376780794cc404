/** Makes the database and its container, or checks those that are there. */
import type { DatabaseAccount } from '@azure/cosmos';
import { asking, refused } from './asking.ts';
import { openClient } from './client.ts';
import type { Client, CosmosOptions } from './client.ts';
import { checked, readDefinition } from './container.ts';
import { CONTAINER, DEFINITION, needlessPaths } from './definition.ts';

export interface Prepared {
  readonly made: readonly ('database' | 'container')[];
  /** What could be better, in words. */
  readonly advice: readonly string[];
}

/**
 * Repeatable. Changes nothing that is there.
 * @throws Error that says what is not as Fadder needs it and what to do
 */
export async function prepareCosmos(options: CosmosOptions): Promise<Prepared> {
  const client = openClient(options);
  try {
    const account = await readAccount(client, options);
    if (account?.enableMultipleWritableLocations === true)
      throw refused(
        options,
        'the account takes writes in several regions, where two could win. Allow one region to write.',
      );
    const made = await makeMissing(client, options);
    await checked(client, options);
    return { made, advice: await adviceOn(client, options, account?.consistencyPolicy) };
  } finally {
    client.close();
  }
}

async function makeMissing(client: Client, options: CosmosOptions): Promise<Prepared['made']> {
  const { sdk } = client;
  const database = sdk.database(options.database);
  const container = database.container(CONTAINER);
  if (await readDefinition({ client, options, container })) return [];
  const there = await asking(client, options, (abortSignal) => database.read({ abortSignal }));
  if (!there) {
    const create = (abortSignal: AbortSignal) =>
      sdk.databases.create({ id: options.database }, { abortSignal });
    await asking(client, options, create, 'conflict');
  } else await refuseStrange(client, options);
  const create = (abortSignal: AbortSignal) => database.containers.create(DEFINITION, { abortSignal });
  await asking(client, options, create, 'conflict');
  return there ? ['container'] : ['database', 'container'];
}

/** A database with containers of its own is somebody's. */
async function refuseStrange(client: Client, options: CosmosOptions): Promise<void> {
  const { containers } = client.sdk.database(options.database);
  const found = await asking(client, options, (abortSignal) =>
    containers.readAll({ abortSignal }).fetchAll(),
  );
  const names = (found?.resources ?? []).map(({ id }) => id).filter((id) => id !== CONTAINER);
  if (names.length > 0)
    throw refused(
      options,
      `the database belongs to something else (it holds ${names.join(', ')}). Name another one.`,
    );
}

/** Levels at which an instance sees at once what another has written. */
const STRICT: readonly (string | undefined)[] = ['Strong', 'BoundedStaleness'];

async function readAccount(client: Client, options: CosmosOptions): Promise<DatabaseAccount | undefined> {
  return asking(
    client,
    options,
    async (abortSignal) => (await client.sdk.getDatabaseAccount({ abortSignal })).resource,
  );
}

async function adviceOn(
  client: Client,
  options: CosmosOptions,
  level: string | undefined,
): Promise<readonly string[]> {
  const container = client.sdk.database(options.database).container(CONTAINER);
  const definition = await readDefinition({ client, options, container });
  const needless = definition ? needlessPaths(definition) : [];
  return [
    ...(needless.length > 0
      ? [`Its indexing policy also includes ${needless.join(', ')}, which makes every write dearer.`]
      : []),
    ...(level !== undefined && !STRICT.includes(level)
      ? [
          `The account's default consistency is ${level}. With several instances set it to Strong, so that each sees at once what another has written: a right that was taken away, say.`,
        ]
      : []),
  ];
}
