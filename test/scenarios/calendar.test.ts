import assert from 'node:assert/strict';
import { DEMO_TENANT } from '../../deploy/local/teams/account.ts';
import { cardIn } from '../../deploy/local/teams/world.ts';
import type { Json } from '../../deploy/local/teams/json.ts';
import type { RosterEntry } from '../../services/domain/people.ts';
import type { Meeting, Programme } from '../../services/domain/programme.ts';
import type { LocalDateTime } from '../../services/domain/time.ts';
import { aStore } from '../helpers/a-store.ts';
import { anAcademy, DEMO, demoFiles, importInto } from '../helpers/academy.ts';
import type { AcademyWorld } from '../helpers/academy.ts';
import { cardsWith, clicks, dataOf, formOf, textsOf, verbsOf } from '../helpers/acts.ts';
import { addressOf, calendarLink, fetches, PUBLIC_URL, subscriptionOf } from '../helpers/calendars.ts';
import { dumpOf } from '../helpers/dump.ts';
import { eventIn, eventsIn, readIcs, textOf, valueOf } from '../helpers/ics.ts';
import { momentIn } from '../helpers/ics-time.ts';
import { joining, SECOND, secondEntries, secondProgramme } from '../helpers/second-academy.ts';
import { watching } from '../helpers/watched-store.ts';
import type { Watched } from '../helpers/watched-store.ts';

const { programme, entries } = demoFiles();
const NEWCOMER = { name: 'Vera Ny', address: 'vera@kymenlaakso.example', tenant: DEMO_TENANT };

/** The demonstration with its first sprint's meeting changed, or (undefined) without it. */
function withMeeting(changed: Partial<Meeting> | undefined): Programme {
  const [first, ...others] = programme.sprints;
  assert.ok(first?.meeting);
  const { meeting, ...bare } = first;
  return {
    ...programme,
    sprints: [changed ? { ...bare, meeting: { ...meeting, ...changed } } : bare, ...others],
  };
}
const at = (text: string) => text as LocalDateTime;
const moved = withMeeting({ starts: at('2023-06-15T10:00'), ends: at('2023-06-15T13:00') });

describe('a meeting in a person’s calendar', function () {
  this.timeout(30_000);
  let world: AcademyWorld;
  let store: Watched;
  const fileAt = async (address: string) => {
    const { status, body } = await fetches(world, address);
    assert.equal(status, 200, address);
    return body;
  };
  const statusOf = async (address: string) => (await fetches(world, address)).status;
  const imports = async (wanted: Programme, roster: readonly RosterEntry[] = entries) => {
    await importInto(store, wanted, roster);
    await world.bot.deps.academies.readFresh(wanted.id);
    await world.settle();
  };
  const asks = async (name: string, command: Json) =>
    (await clicks(world.person(name), { academy: DEMO, ...command })).card;

  beforeEach(async () => {
    store = watching(await aStore());
    await importInto(store, programme, entries);
    world = await anAcademy({
      store,
      installed: ['ebba', 'aino', 'katri', 'm3'],
      others: [NEWCOMER],
      environment: { PUBLIC_URL },
    });
  });
  afterEach(() => world.close());

  it('is linked on the card, on its reminder and on the answer to the invitation, always at the same address', async () => {
    const opened = await addressOf(world, 'ebba', 's1-m');
    assert.match(
      opened,
      new RegExp(`^${PUBLIC_URL}/calendar/${DEMO}/p-[0-9a-f]{16}/r0-[\\w-]{24}/s1-m\\.ics$`),
    );
    const answer = await asks('ebba', { verb: 'rsvp.set', meeting: 's1-m', answer: 'online' });
    assert.equal(calendarLink(answer), opened);
    await world.moveTo('2023-06-13T10:00:00Z');
    const reminder = cardIn(formOf(world.person('ebba'), 'rsvp.set', 's1-m'));
    assert.equal(calendarLink(reminder), opened);
    assert.notEqual(await addressOf(world, 'aino', 's1-m'), opened);
    await world.moveTo('2023-06-14T10:00:00Z');
    assert.equal(
      calendarLink(await asks('ebba', { verb: 'meeting.show', meeting: 's1-m' })),
      undefined,
      'over',
    );
  });

  it('is in the person’s language and says what they answered; an answer is no new edition of it', async () => {
    const address = await addressOf(world, 'ebba', 's1-m');
    const before = eventIn(await fileAt(address));
    assert.equal(valueOf(before, 'X-MICROSOFT-CDO-BUSYSTATUS'), 'TENTATIVE');
    await asks('ebba', { verb: 'rsvp.set', meeting: 's1-m', answer: 'notComing' });
    const after = eventIn(await fileAt(address));
    assert.equal(valueOf(after, 'X-MICROSOFT-CDO-BUSYSTATUS'), 'FREE');
    assert.equal(valueOf(after, 'SEQUENCE'), valueOf(before, 'SEQUENCE'));
    assert.match(textOf(after, 'DESCRIPTION'), /^– Du kommer inte/);
    await world.person('ebba').says('in english');
    assert.match(textOf(eventIn(await fileAt(address)), 'DESCRIPTION'), /^– You are not coming/);
    const others = eventIn(await fileAt(await addressOf(world, 'aino', 's1-m')));
    assert.equal(valueOf(others, 'X-MICROSOFT-CDO-BUSYSTATUS'), 'TENTATIVE');
    assert.equal(valueOf(others, 'UID'), valueOf(after, 'UID'), 'one meeting, whoever has it');
  });

  it('moves at the same address when the programme moves it, and counts each move', async () => {
    const address = await addressOf(world, 'ebba', 's1-m');
    const seen = [];
    for (const next of [programme, moved, moved, programme]) {
      await imports(next);
      const file = await fileAt(address);
      const event = eventIn(file);
      seen.push([momentIn(file, event, 'DTSTART'), valueOf(event, 'SEQUENCE'), valueOf(event, 'UID')]);
      assert.equal(await addressOf(world, 'ebba', 's1-m'), address);
    }
    const uid = seen[0]?.[2];
    assert.deepEqual(seen, [
      ['2023-06-14T06:00:00.000Z', '0', uid],
      ['2023-06-15T07:00:00.000Z', '1', uid],
      ['2023-06-15T07:00:00.000Z', '1', uid],
      ['2023-06-14T06:00:00.000Z', '2', uid],
    ]);
  });

  it('is cancelled at the same address when the programme drops it, for those who had it', async () => {
    const [address, all] = [await addressOf(world, 'ebba', 's1-m'), await subscriptionOf(world, 'ebba')];
    const before = eventIn(await fileAt(address));
    const newcomer = { ...joining(NEWCOMER.name, NEWCOMER.address), organisation: entries[2]!.organisation };
    await imports(withMeeting(undefined));
    await imports(withMeeting(undefined), [...entries, newcomer as RosterEntry]);
    const file = await fileAt(address);
    const event = eventIn(file);
    assert.equal(valueOf(readIcs(file), 'METHOD'), 'CANCEL');
    assert.equal(valueOf(event, 'STATUS'), 'CANCELLED');
    assert.equal(valueOf(event, 'SEQUENCE'), '1');
    assert.equal(valueOf(event, 'UID'), valueOf(before, 'UID'));
    const inAll = eventsIn(await fileAt(all)).find((one) => valueOf(one, 'UID') === valueOf(event, 'UID'));
    assert.equal(inAll && valueOf(inAll, 'STATUS'), 'CANCELLED');
    await world.person('vera').install();
    const hers = eventsIn(await fileAt(await subscriptionOf(world, 'vera')));
    assert.ok(hers.length > 0 && hers.every((one) => valueOf(one, 'STATUS') === 'CONFIRMED'));
    await imports(programme);
    assert.equal(valueOf(eventIn(await fileAt(address)), 'SEQUENCE'), '2', 'it is back');
  });

  it('stands with all others in one subscription, which a card tells of', async () => {
    const help = await asks('ebba', { verb: 'help' });
    assert.ok(verbsOf(help).includes('calendar.show'));
    const all = await subscriptionOf(world, 'ebba');
    const card = await asks('ebba', { verb: 'calendar.show' });
    assert.ok(card && textsOf(card).runs.includes(all), 'to be copied');
    const events = eventsIn(await fileAt(all));
    const wanted = [programme.kickOff, ...programme.sprints.map(({ meeting }) => meeting)].flatMap(
      (one) => one ?? [],
    );
    assert.deepEqual(
      events.map((event) => textOf(event, 'SUMMARY')),
      wanted.map(({ title }) => title.sv),
    );
  });

  it('holds nothing about anybody else, and nothing that was written', async () => {
    await asks('aino', { verb: 'rsvp.set', meeting: 's1-m', answer: 'online' });
    const file = await fileAt(await subscriptionOf(world, 'ebba'));
    const people = entries.flatMap(({ name, address }) => [name, address]);
    for (const said of people) assert.ok(!file.includes(said), said);
  });

  it('is lost to whoever has an old address once it is renewed, and a second click renews nothing more', async () => {
    const [address, all] = [await addressOf(world, 'ebba', 's1-m'), await subscriptionOf(world, 'ebba')];
    const others = await subscriptionOf(world, 'aino');
    const renew = dataOf(await asks('ebba', { verb: 'calendar.show' }), 'calendar.renew');
    const first = await asks('ebba', renew);
    const fresh = calendarLink(first, 'calendar.download') ?? '';
    assert.deepEqual([await statusOf(address), await statusOf(all), await statusOf(fresh)], [404, 404, 200]);
    const before = await dumpOf(store);
    const again = await asks('ebba', renew);
    assert.deepEqual(again, first);
    assert.deepEqual(await dumpOf(store), before);
    assert.deepEqual([await statusOf(fresh), await statusOf(others)], [200, 200]);
    assert.equal(
      await statusOf(await addressOf(world, 'ebba', 's1-m')),
      200,
      'the card opened again has the new one',
    );
  });

  it('is renewed once by two clicks at the same moment', async () => {
    const renew = dataOf(await asks('ebba', { verb: 'calendar.show' }), 'calendar.renew');
    const [one, other] = await Promise.all([asks('ebba', renew), asks('ebba', renew)]);
    assert.deepEqual(one, other);
    assert.match(await subscriptionOf(world, 'ebba'), /\/r1-/);
  });

  it('is out of reach from the moment its owner leaves the academy', async () => {
    const [address, all] = [await addressOf(world, 'ebba', 's1-m'), await subscriptionOf(world, 'ebba')];
    await importInto(
      store,
      programme,
      entries.filter(({ address: of }) => !of.startsWith('ebba@')),
    );
    assert.deepEqual([await statusOf(address), await statusOf(all)], [404, 404]);
    await imports(programme);
    assert.equal(await statusOf(all), 200, 'and back with them');
  });

  it('is the academy’s own, also where two have meetings of the same name', async () => {
    await imports(secondProgramme(), [...secondEntries, joining('Ebba Demo', 'ebba@kymenlaakso.example')]);
    const here = await addressOf(world, 'ebba', 's1-m');
    const there =
      calendarLink(await asks('ebba', { verb: 'meeting.show', academy: SECOND, meeting: 's1-m' })) ?? '';
    assert.equal(await statusOf(here.replace(DEMO, SECOND)), 404);
    const [one, other] = [eventIn(await fileAt(here)), eventIn(await fileAt(there))];
    assert.notEqual(valueOf(one, 'UID'), valueOf(other, 'UID'));
    await asks('ebba', dataOf(await asks('ebba', { verb: 'calendar.show' }), 'calendar.renew'));
    assert.deepEqual([await statusOf(here), await statusOf(there)], [404, 200]);
  });

  it('is there for mentors and coordinators too; a coordinator is asked for no answer', async () => {
    const [mentors, coordinators] = [
      await fileAt(await addressOf(world, 'm3', 's1-m')),
      await fileAt(await addressOf(world, 'katri', 's1-m')),
    ];
    assert.equal(valueOf(eventIn(mentors), 'X-MICROSOFT-CDO-BUSYSTATUS'), 'TENTATIVE');
    assert.equal(valueOf(eventIn(coordinators), 'X-MICROSOFT-CDO-BUSYSTATUS'), 'BUSY');
  });

  it('costs a card nothing, a fetch of one meeting three reads and of all of them one more each', async () => {
    const [address, all] = [await addressOf(world, 'ebba', 's1-m'), await subscriptionOf(world, 'ebba')];
    const counted = async (work: () => Promise<unknown>) => {
      world.bot.deps.academies.forget(DEMO);
      const from = store.calls.length;
      await work();
      return store.calls.slice(from).map((call) => call.replace(/p-[0-9a-f]{16}/g, '…'));
    };
    const open = () => asks('ebba', { verb: 'meeting.show', meeting: 's1-m' });
    assert.deepEqual(await counted(open), [
      'read p:… person',
      `read a:${DEMO} head`,
      `read a:${DEMO} rsvp:s1-m:…`,
    ]);
    const of = ['read p:… person', `read a:${DEMO} head`];
    assert.deepEqual(await counted(() => fetches(world, address)), [...of, `read a:${DEMO} rsvp:s1-m:…`]);
    assert.equal((await counted(() => fetches(world, all))).length, of.length + programme.sprints.length + 1);
  });
});

describe('a bot without a public address', function () {
  this.timeout(20_000);
  it('says nothing of calendars, and refuses what an old card asks', async () => {
    const world = await anAcademy({ installed: ['ebba'] });
    const ebba = world.person('ebba');
    const { card } = await clicks(ebba, { verb: 'meeting.show', academy: DEMO, meeting: 's1-m' });
    assert.equal(calendarLink(card), undefined);
    assert.ok(!verbsOf(card).includes('calendar.show'));
    assert.deepEqual(cardsWith(ebba, 'calendar.show'), []);
    for (const command of [{ verb: 'calendar.show' }, { verb: 'calendar.renew', renewals: 0 }])
      assert.equal((await clicks(ebba, { academy: DEMO, ...command })).refused, 'nothingHere');
    await world.close();
  });
});
