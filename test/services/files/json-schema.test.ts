import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { descriptions } from '../../../services/files/descriptions.ts';
import { academySchema } from '../../../services/files/json-schema.ts';
import type { JsonSchema } from '../../../services/files/json-schema.ts';
import { demoProgramme, edited } from '../../helpers/demo-files.ts';

const FILE = new URL('../../../services/files/academy-1.schema.json', import.meta.url);
const stored: unknown = JSON.parse(readFileSync(FILE, 'utf8'));

/** Every field with its path; the languages of a text are none. */
function fields(schema: JsonSchema, path = ''): [string, JsonSchema][] {
  const own = Object.entries(schema.properties ?? {}).filter(([name]) => !['fi', 'sv', 'en'].includes(name));
  return [
    ...own.flatMap(([name, inner]): [string, JsonSchema][] => [
      [`${path}${name}`, inner],
      ...fields(inner, `${path}${name}.`),
    ]),
    ...(schema.items ? fields(schema.items, path) : []),
    ...(schema.oneOf ?? []).flatMap((one) => fields(one, path)),
  ];
}

describe('academySchema', () => {
  it('is what the file beside it says (npm run -s academy -- schema)', () => {
    assert.deepEqual(stored, JSON.parse(JSON.stringify(academySchema())));
  });

  it('says what every field means, and describes no field that is not there', () => {
    const all = fields(academySchema());
    assert.ok(all.length > 150);
    const silent = all.filter(([, { description }]) => description === undefined).map(([path]) => path);
    assert.deepEqual(silent, []);
    const used = new Set(all.map(([, { description }]) => description));
    const unused = Object.entries(descriptions).filter(([, text]) => !used.has(text));
    assert.deepEqual(unused, []);
  });

  // Zod's own reading of the file, which does not know the rules that it was made from.
  const validator = z.fromJSONSchema(stored as Parameters<typeof z.fromJSONSchema>[0]);
  const faults = (text: string): string[] => {
    const { error } = validator.safeParse(parse(text));
    return (error?.issues ?? []).map(({ path }) => path.join('.'));
  };

  it('accepts the demonstration’s programme', () => {
    assert.deepEqual(faults(demoProgramme), []);
  });

  const wrong: readonly [string, string, string][] = [
    ['academy/1', 'academy/2', 'schema'],
    ['id: wsc-academy-2023', 'id: "wsc academy"', 'programme.id'],
    ['default_language: fi', 'default_language: no', 'programme.default_language'],
    ['starts: 2023-05-09', 'starts: 9.5.2023', 'programme.starts'],
    ['fi: Kesätauko', `fi: ${'a'.repeat(201)}`, 'quiet.periods.0.reason.fi'],
    ['from: "08:30"', 'from: "8.30"', 'quiet.send_window.from'],
    ['max_per_item: 2', 'max_per_item: 20', 'reminders.max_per_item'],
    ['working_days: 2', 'working_days: 1.5', 'reminders.rules.1.working_days'],
    ['2023-05-09T13:00:00+03:00', '2023-05-09', 'kick_off.starts'],
    ['https://meet.example/academy-1', 'javascript:alert(1)', 'kick_off.place.url'],
    ['opens: 2023-05-10', 'open: 2023-05-10', 'sprints.0.opens'],
    ['languages: [fi]', 'languages: fi', 'organisations.0.languages'],
  ];
  for (const [from, to, path] of wrong)
    it(`marks ${path}: ${to.slice(0, 40)}`, () => {
      const found = faults(edited(demoProgramme, from, to).text);
      assert.ok(
        found.some((one) => one !== '' && path.startsWith(one)),
        JSON.stringify(found),
      );
    });

  it('is named in the demonstration’s programme, so that editors find it', () => {
    const [, named] = /^# yaml-language-server: \$schema=(\S+)$/m.exec(demoProgramme) ?? [];
    const demo = new URL('../../../deploy/local/demo/wellbeing-counties-2023.yaml', import.meta.url);
    assert.equal(new URL(named ?? '', demo).href, FILE.href);
  });
});
