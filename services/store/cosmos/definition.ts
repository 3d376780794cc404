/** The one container that Fadder keeps its documents in. */
import { PartitionKeyDefinitionVersion, PartitionKeyKind } from '@azure/cosmos';
import type { ContainerDefinition } from '@azure/cosmos';

export const CONTAINER = 'documents';
const PARTITION_KEY = '/pk';
/** What queries filter and order by; nothing else is indexed, since each indexed path makes every write dearer. */
const INDEXED: readonly string[] = ['/pk/?', '/inPartition/?', '/across/?'];
/** Documents with a `ttl` go, the others stay. */
const EACH_ITS_OWN = -1;
/** Version 1 tells keys apart by their first 100 bytes alone. */
const WHOLE_KEYS = PartitionKeyDefinitionVersion.V2;

/** Throughput is not named: the account is serverless. */
export const DEFINITION: ContainerDefinition = {
  id: CONTAINER,
  partitionKey: { paths: [PARTITION_KEY], kind: PartitionKeyKind.Hash, version: WHOLE_KEYS },
  defaultTtl: EACH_ITS_OWN,
  indexingPolicy: {
    automatic: true,
    indexingMode: 'consistent',
    includedPaths: INDEXED.map((path) => ({ path })),
    excludedPaths: [{ path: '/*' }],
  },
};

/** What keeps a container from being used, in words; none where it can be. */
export function differences({ partitionKey, defaultTtl, indexingPolicy }: ContainerDefinition): string[] {
  const problems: string[] = [];
  if (partitionKey?.paths.join() !== PARTITION_KEY || partitionKey.version !== WHOLE_KEYS)
    problems.push(`its partition key should be ${PARTITION_KEY}, version ${String(WHOLE_KEYS)}`);
  if (defaultTtl !== EACH_ITS_OWN) problems.push('its default time to live should be -1 ("on, no default")');
  const included = (indexingPolicy?.includedPaths ?? []).map(({ path }) => path);
  const missing = INDEXED.filter((path) => !included.includes(path) && !included.includes('/*'));
  if (missing.length > 0) problems.push(`its indexing policy should include ${missing.join(', ')}`);
  return problems;
}

/** Paths that are indexed though nothing asks for them: they cost request units with every write. */
export function needlessPaths({ indexingPolicy }: ContainerDefinition): string[] {
  return (indexingPolicy?.includedPaths ?? [])
    .map(({ path }) => path)
    .filter((path) => !INDEXED.includes(path));
}
