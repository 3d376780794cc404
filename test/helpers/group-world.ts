/** A group chat of Kymenlaakso's people, their mentor, a coordinator and somebody from outside. */
import assert from 'node:assert/strict';
import { DEMO_TENANT } from '../../deploy/local/teams/account.ts';
import type { Someone } from '../../deploy/local/teams/account.ts';
import type { GroupChat } from '../../deploy/local/teams/chat.ts';
import type { Json } from '../../deploy/local/teams/json.ts';
import type { Person } from '../../deploy/local/teams/person.ts';
import { cardIn } from '../../deploy/local/teams/world.ts';
import type { Posted } from '../../deploy/local/teams/world.ts';
import { demoFiles, wordsOf } from './academy.ts';
import type { AcademyWorld } from './academy.ts';
import { verbsOf } from './acts.ts';
import { dumpOf } from './dump.ts';

export const OUTSIDER: Someone = { name: 'Olga Other', address: 'olga@other.example', tenant: DEMO_TENANT };

const addressesOf = (names: readonly string[]): readonly string[] =>
  demoFiles()
    .entries.map(({ address }) => address)
    .filter((address) => names.includes(address.split('@')[0] ?? ''));

/** A conversation of the people named, by the part of their addresses before the @, and of others. */
export function aChat(
  kind: GroupChat['kind'],
  names: readonly string[],
  others: readonly Someone[] = [OUTSIDER],
): GroupChat {
  const id = kind === 'channel' ? '19:academy@thread.tacv2' : '19:kymenlaakso@thread.v2';
  return { id, kind, members: [...addressesOf(names), ...others.map(({ address }) => address)] };
}

/** What the bot has posted in a conversation since this was called. */
export function sinceNow(person: Person): () => readonly Posted[] {
  const before = person.messages().length;
  return () => person.messages().slice(before);
}

/** The one card that the bot posts in the person's conversation while this happens. */
export async function oneCard(person: Person, act: () => Promise<unknown>): Promise<Json> {
  const said = sinceNow(person);
  await act();
  assert.equal(said().length, 1);
  return cardIn(said()[0] ?? assert.fail()) ?? assert.fail('no card');
}

/** Fails unless nothing in the store changes while this happens, notes of what was dealt with apart. */
export async function changesNothing(world: AcademyWorld, act: () => Promise<unknown>): Promise<void> {
  const before = await dumpOf(world.store);
  await act();
  await world.settle();
  assert.deepEqual(await dumpOf(world.store), before);
}

/** Fails where a card says or leads to anything that not everybody may read. */
export function isPublic(card: Json | undefined): void {
  assert.ok(card);
  const words = wordsOf(card);
  const { programme, entries } = demoFiles();
  for (const { name } of programme.organisations)
    for (const said of Object.values(name)) assert.ok(!words.includes(said), said);
  for (const { name } of entries) assert.ok(!words.includes(name), name);
  assert.doesNotMatch(JSON.stringify(card), /meet\.example|learning\.example|@\w+\.example/);
  assert.doesNotMatch(words, /✓|○|Vastattu|Besvarad|Answered/);
  for (const verb of verbsOf(card)) assert.ok(['public.show', 'help'].includes(verb), verb);
}
