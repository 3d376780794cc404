import assert from 'node:assert/strict';
import fc from 'fast-check';
import { academyId, meetingId, personId } from '../../../services/domain/ids.ts';
import { calendarPath, readCalendarPath } from '../../../services/rules/calendar-address.ts';
import type { CalendarAddress } from '../../../services/rules/calendar-address.ts';

const SECRET = 'c2VjcmV0';
const AINO: CalendarAddress = {
  holder: { academy: academyId('academy-2023'), person: personId('p-0a1b'), renewals: 0 },
  meeting: meetingId('s1-m'),
};

const anyId = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/);
const anyAddress: fc.Arbitrary<CalendarAddress> = fc
  .record({ academy: anyId, person: anyId, renewals: fc.nat({ max: 1e6 }), meeting: fc.option(anyId) })
  .map(({ academy, person, renewals, meeting }) => ({
    holder: { academy: academyId(academy), person: personId(person), renewals },
    ...(meeting === null ? {} : { meeting: meetingId(meeting) }),
  }));

describe('a calendar address', () => {
  it('leads where it was made for, whatever the ids', () => {
    fc.assert(
      fc.property(anyAddress, (address) => {
        assert.deepEqual(readCalendarPath(calendarPath(address, SECRET), SECRET), address);
      }),
    );
  });

  it('stands in an address as it is', () => {
    fc.assert(
      fc.property(anyAddress, (address) => {
        const path = calendarPath(address, SECRET);
        assert.equal(new URL(`https://fadder.example${path}`).pathname, path);
      }),
    );
  });

  it('is read also where a program has escaped more than it must', () => {
    const escaped = calendarPath(AINO, SECRET).replaceAll('-', '%2D').replace('r0%2D', 'r0-');
    assert.deepEqual(readCalendarPath(escaped, SECRET), AINO);
  });

  it('is another one for every person, academy, renewal and installation', () => {
    const { holder } = AINO;
    const others = [
      { ...holder, academy: academyId('academy-2024') },
      { ...holder, person: personId('p-0a1c') },
      { ...holder, renewals: 1 },
    ].map((other) => sealIn(calendarPath({ holder: other }, SECRET)));
    const seals = [
      sealIn(calendarPath({ holder }, SECRET)),
      ...others,
      sealIn(calendarPath({ holder }, 'other')),
    ];
    assert.equal(new Set(seals).size, 5);
    assert.ok(
      seals.every((seal) => seal.length === 24),
      '144 bits',
    );
  });

  it('opens nothing when any sign of its token is another', () => {
    const path = calendarPath(AINO, SECRET);
    const token = path.slice('/calendar/'.length, -'/s1-m.ics'.length);
    fc.assert(
      fc.property(
        fc.nat({ max: token.length - 1 }),
        fc.constantFrom('a', 'Z', '0', '9', '-', '_', '/', '.', '~', '%'),
        (at, sign) => {
          if (token[at] === sign) return;
          const changed = token.slice(0, at) + sign + token.slice(at + 1);
          assert.equal(readCalendarPath(`/calendar/${changed}/s1-m.ics`, SECRET), undefined);
        },
      ),
    );
    assert.equal(readCalendarPath(path, 'other'), undefined);
  });

  it('opens nothing, and breaks nothing, when it is any other text', () => {
    const odd = fc.oneof(
      fc.webPath(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('%', '%zz', '%00', '..', '%2F'),
    );
    fc.assert(
      fc.property(fc.array(odd, { maxLength: 6 }), (parts) => {
        assert.equal(readCalendarPath(`/calendar/${parts.join('/')}.ics`, SECRET), undefined);
        assert.equal(readCalendarPath(parts.join('/'), SECRET), undefined);
      }),
    );
    const sealed = sealIn(calendarPath(AINO, SECRET));
    for (const path of [
      `/calendar/academy-2023/p-0a1b/r00-${sealed}/s1-m.ics`,
      `/calendar/academy-2023/p-0a1b/r0-${sealed}=/s1-m.ics`,
      `/calendar/academy-2023/p-0a1b/r0-${sealed}/%2e%2e.ics`,
      `/calendar/academy-2023/p-0a1b/r0-${sealed}/s1-m`,
      `/calendar/academy-2023/p-0a1b/r0-${sealed}//s1-m.ics`,
      `/calendar/academy-2023/p-0a1b/r0-${sealed}/${'x'.repeat(2000)}.ics`,
    ])
      assert.equal(readCalendarPath(path, SECRET), undefined, path);
  });
});

function sealIn(path: string): string {
  return /r\d+-([\w-]+)(?:\/[^/]+)?\.ics$/.exec(path)?.[1] ?? assert.fail(path);
}
