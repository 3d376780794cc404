/**
 * Identities, branded so that one cannot be passed for another. Each has one constructor, which checks.
 * An id that comes from outside goes through its constructor; a bad one throws `BadId`, which the edges turn
 * into a clear answer.
 */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type AcademyId = Branded<'academy'>;
export type OrganisationId = Branded<'organisation'>;
export type PersonId = Branded<'person'>;
export type SprintId = Branded<'sprint'>;
/** A task or a prompt: what an answer is given to. */
export type ItemId = Branded<'item'>;
export type MeetingId = Branded<'meeting'>;
export type PairingId = Branded<'pairing'>;
export type NoticeId = Branded<'notice'>;
export type BroadcastId = Branded<'broadcast'>;
/** `<n>.<hash of the content>`: an import of the programme and its roster. */
export type RevisionId = Branded<'revision'>;
/** An account that asks to be known: a digest of its key. */
export type NewcomerId = Branded<'newcomer'>;
export type TenantId = Branded<'tenant'>;
/** One thing that came in or fell due, with all that is done because of it: 32 hexadecimal digits, as a trace has. */
export type ActionId = Branded<'action'>;

export class BadId extends Error {
  constructor(kind: string, value: unknown) {
    super(`not a ${kind} id: ${String(value).slice(0, 80)}`);
    this.name = 'BadId';
  }
}

/** Letters, digits, dot, hyphen, underscore and colon, 1-100 long, starting with a letter or digit: safe as a
 * key in every store (Cosmos forbids / \ ? # in ids) and in a file name's place. */
const PLAIN = /^[a-z0-9][a-z0-9._:-]{0,99}$/i;

function plain<T extends string>(kind: string): (value: unknown) => T {
  return (value) => {
    if (typeof value !== 'string' || !PLAIN.test(value)) throw new BadId(kind, value);
    return value as T;
  };
}

export const academyId = plain<AcademyId>('academy');
export const organisationId = plain<OrganisationId>('organisation');
export const personId = plain<PersonId>('person');
export const sprintId = plain<SprintId>('sprint');
export const itemId = plain<ItemId>('item');
export const meetingId = plain<MeetingId>('meeting');
export const pairingId = plain<PairingId>('pairing');
export const noticeId = plain<NoticeId>('notice');
export const broadcastId = plain<BroadcastId>('broadcast');
export const revisionId = plain<RevisionId>('revision');
export const newcomerId = plain<NewcomerId>('newcomer');
export const tenantId = plain<TenantId>('tenant');

export function actionId(value: unknown): ActionId {
  // All zeros is no trace.
  if (typeof value !== 'string' || !/^(?!0{32})[0-9a-f]{32}$/.test(value)) throw new BadId('action', value);
  return value as ActionId;
}
