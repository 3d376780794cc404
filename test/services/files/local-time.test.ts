import assert from 'node:assert/strict';
import { isZone, readDateTime } from '../../../services/files/local-time.ts';

const HELSINKI = 'Europe/Helsinki';

describe('readDateTime', () => {
  const right = [
    ['no offset', '2023-06-01T09:00', '2023-06-01T09:00'],
    ['the offset of summer', '2023-06-01T09:00:00+03:00', '2023-06-01T09:00'],
    ['the offset of winter', '2023-12-01T09:00+02:00', '2023-12-01T09:00'],
    ['the last minute before the clocks go forward', '2023-03-26T02:59+02:00', '2023-03-26T02:59'],
    ['the first minute after', '2023-03-26T04:00+03:00', '2023-03-26T04:00'],
    ['of an hour that comes twice, the first', '2023-10-29T03:30+03:00', '2023-10-29T03:30'],
  ] as const;
  for (const [name, text, local] of right)
    it(`takes ${name}`, () => {
      assert.deepEqual(readDateTime(text, HELSINKI), { value: local });
    });

  const wrong = [
    ['the offset of the other season', '2023-06-01T09:00+02:00', /is at \+03:00/],
    ['UTC where it is not', '2023-06-01T09:00Z', /offset Z is wrong/],
    ['of an hour that comes twice, the second', '2023-10-29T03:30+02:00', /is at \+03:00/],
    ['an hour that the clocks leave out', '2023-03-26T03:30', /does not exist/],
    ['25 o’clock', '2023-06-01T25:00', /no time 25:00/],
    ['the 31st of June', '2023-06-31T09:00', /no day/],
    ['half minutes', '2023-06-01T09:00:30', /whole minutes/],
    ['a space for the T', '2023-06-01 09:00', /2023-05-09T13:00/],
    ['another century', '1923-06-01T09:00', /no day/],
  ] as const;
  for (const [name, text, says] of wrong)
    it(`refuses ${name}`, () => {
      const read = readDateTime(text, HELSINKI);
      assert.match('wrong' in read ? read.wrong : 'taken', says);
    });

  it('writes offsets west of Greenwich and of half hours', () => {
    assert.match(JSON.stringify(readDateTime('2023-06-01T09:00+03:00', 'America/St_Johns')), /-02:30/);
    assert.deepEqual(readDateTime('2023-06-01T09:00Z', 'UTC'), { value: '2023-06-01T09:00' });
  });
});

describe('isZone', () => {
  it('knows names and nothing else', () => {
    const known = ['Europe/Mariehamn', 'UTC', '+02:00', 'Mars/Olympus', '', 'UTC+2', 'Europe/'].filter(
      isZone,
    );
    assert.deepEqual(known, ['Europe/Mariehamn', 'UTC']);
  });
});
