import assert from 'node:assert/strict';
import * as format from '../../cards/format.ts';
import { languages } from '../../services/domain/language.ts';
import { moment } from '../helpers/programme.ts';

const zone = 'Europe/Helsinki';
const now = moment('2023-05-10T08:30+03:00');
const [fi, sv, en] = (['fi', 'sv', 'en'] as const).map((language) => ({ language, zone, now }));
assert.ok(fi && sv && en);

describe('dates and numbers on cards', () => {
  it('write a moment as each language does', () => {
    const at = moment('2023-05-31T09:00+03:00');
    assert.equal(format.formatMoment(at, fi), 'ke 31.5. klo\u00A09.00');
    assert.equal(format.formatMoment(at, sv), 'ons 31\u00A0maj kl.\u00A09.00');
    assert.equal(format.formatMoment(at, en), 'Wed 31\u00A0May 9.00');
  });

  it('keep to the zone of the programme on both sides of the end of summer time', () => {
    assert.equal(format.formatMoment(moment('2023-10-28T09:00Z'), fi), 'la 28.10. klo\u00A012.00');
    assert.equal(format.formatMoment(moment('2023-10-30T09:00Z'), fi), 'ma 30.10. klo\u00A011.00');
  });

  it('leave the weekday out where there is little room', () => {
    const at = moment('2023-05-31T09:00+03:00');
    assert.deepEqual(
      [fi, sv, en].map((place) => format.formatShort(at, place)),
      ['31.5. klo\u00A09.00', '31\u00A0maj kl.\u00A09.00', '31\u00A0May 9.00'],
    );
  });

  it('say the year when it is another one', () => {
    const at = moment('2024-05-15T09:00+03:00');
    assert.equal(format.formatMoment(at, fi), 'ke 15.5.2024 klo\u00A09.00');
    assert.equal(format.formatMoment(at, sv), 'ons 15\u00A0maj 2024 kl.\u00A09.00');
    assert.equal(format.formatDay(at, en), 'Wed 15\u00A0May 2024');
  });

  it('say no year where the present one is not known', () => {
    assert.equal(format.formatDay(moment('2024-05-15T09:00+03:00'), { language: 'fi', zone }), 'ke 15.5.');
  });

  it('write a deadline at the end of a day as that day', () => {
    assert.equal(format.formatDeadline(moment('2023-05-24T23:59:59.999+03:00'), fi), 'ke 24.5.');
    assert.equal(format.formatDeadline(moment('2023-05-25T00:00+03:00'), sv), 'ons 24\u00A0maj');
    assert.equal(format.formatDeadline(moment('2023-05-24T12:00+03:00'), en), 'Wed 24\u00A0May 12.00');
  });

  it('write the end of a meeting as a time only on the same day', () => {
    const from = moment('2023-06-14T09:00+03:00');
    assert.equal(
      format.formatSpan(from, moment('2023-06-14T12:00+03:00'), sv),
      'ons 14\u00A0juni kl.\u00A09.00–12.00',
    );
    assert.equal(
      format.formatSpan(from, moment('2023-06-15T12:00+03:00'), en),
      'Wed 14\u00A0Jun 9.00 – Thu 15\u00A0Jun 12.00',
    );
  });

  it('write times of an agenda without a leading zero', () => {
    assert.equal(format.formatTime('09:30'), '9.30');
    assert.equal(format.formatTime('14:05'), '14.05');
    assert.equal(format.formatTime('00:15'), '0.15');
  });

  it('use a decimal comma in Finnish and Swedish', () => {
    assert.deepEqual(
      languages.map((language) => format.formatNumber(2.4, language)),
      ['2,4', '2,4', '2.4'],
    );
  });

  it('join names by the word of the language', () => {
    const names = ['Axel', 'Tuula', 'Ville'];
    assert.deepEqual(
      languages.map((language) => format.formatList(names, language)),
      ['Axel, Tuula ja Ville', 'Axel, Tuula och Ville', 'Axel, Tuula and Ville'],
    );
  });
});
