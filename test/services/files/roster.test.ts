import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readRoster } from '../../../services/files/roster.ts';
import { demoRoster } from '../../helpers/demo-files.ts';

const HEAD = 'name,address,role,organisation,language,id,aliases,tenant';
const COORDINATOR = 'Katri,katri@org.example,coordinator,,fi';

/** The problems of rows that begin on row 3, each as `line column message`. */
function problemsOf(...rows: string[]): string[] {
  const { problems } = readRoster([HEAD, COORDINATOR, ...rows].join('\n'), 'r.csv');
  return problems.map(({ line, path, message }) => `${String(line)} ${path} ${message}`);
}

const entriesOf = (text: string) => readRoster(text, 'r.csv').lines.map(({ entry }) => entry);

describe('readRoster', () => {
  it('reads the example without a problem', () => {
    const { lines, problems } = readRoster(demoRoster, 'r.csv');
    assert.deepEqual(problems, []);
    assert.equal(lines.length, 58);
    assert.deepEqual(lines[8], {
      row: 10,
      entry: {
        name: 'Aino Demo',
        address: 'aino@etela-savo.example',
        aliases: [],
        role: 'participant',
        organisation: 'etela-savo',
        language: 'fi',
      },
    });
  });

  it('reads what spreadsheets write: byte order mark, semicolons, quotes, CRLF, empty rows, any order', () => {
    const text =
      '\ufeffLanguage;Role;Organisation;Address;Name;ID;Aliases;Tenant\r\n' +
      'sv;Participant;hus;Alva@HUS.example;"Borg; Alva";7;alva.b@hus.example | ab@hus.example;HUS.example\r\n' +
      ';;;;;;;\r\n\r\n' +
      'fi;coordinator;;k@org.example;K;;;\r\n';
    assert.deepEqual(readRoster(text, 'r.csv').problems, []);
    assert.deepEqual(entriesOf(text)[0], {
      name: 'Borg; Alva',
      address: 'alva@hus.example',
      aliases: ['alva.b@hus.example', 'ab@hus.example'],
      role: 'participant',
      organisation: 'hus',
      language: 'sv',
      rosterId: '7',
      tenant: 'hus.example',
    });
  });

  it('takes several rows of one person with different roles', () => {
    assert.deepEqual(problemsOf('Katri,KATRI@org.example,mentor,,fi'), []);
  });

  const faults: readonly [string, string, RegExp][] = [
    ['an unknown role', 'A,a@x.fi,boss,,fi', /^3 role must be participant, mentor or coordinator/],
    ['a misspelt role', 'A,a@x.fi,partisipant,hus,fi', /^3 role .*did you mean participant/],
    ['an unknown language', 'A,a@x.fi,participant,hus,de', /^3 language must be fi, sv or en/],
    ['no language', 'A,a@x.fi,participant,hus', /^3 language is empty/],
    ['no name', ',a@x.fi,participant,hus,fi', /^3 name is empty/],
    ['a name with a control character', 'A\u001b[2J,a@x.fi,participant,hus,fi', /^3 name holds a control/],
    ['a very long name', `${'A'.repeat(101)},a@x.fi,participant,hus,fi`, /^3 name has more than 100/],
    ['no address', 'A,,participant,hus,fi', /^3 address is empty/],
    ['a bad address', 'A,a at x.fi,participant,hus,fi', /^3 address is not an address/],
    ['two addresses in one', 'A,"a@x.fi,b@x.fi",participant,hus,fi', /^3 address is not an address/],
    ['an emoji in the address', 'A,😀@x.fi,participant,hus,fi', /^3 address is not an address/],
    ['a bad alias', 'A,a@x.fi,participant,hus,fi,,nope,', /^3 aliases is not an address/],
    ['a participant of nothing', 'A,a@x.fi,participant,,fi', /^3 organisation is empty/],
    ['an organisation that is no id', 'A,a@x.fi,participant,../hus,fi', /^3 organisation is not an id/],
    ['an id with a slash', 'A,a@x.fi,participant,hus,fi,a/b,,', /^3 id must be/],
    ['a bad tenant', 'A,a@x.fi,participant,hus,fi,,,x y', /^3 tenant is not/],
    ['an organisation of a mentor', 'A,a@x.fi,mentor,hus,fi', /^3 organisation has no effect/],
    ['a cell too many', 'A,a@x.fi,participant,hus,fi,1,,,Smith', /^3 {2}has more cells/],
  ];
  for (const [name, row, says] of faults)
    it(`names the row and the column of ${name}`, () => {
      const problems = problemsOf(row);
      assert.equal(problems.length, 1, problems.join('; '));
      assert.match(problems[0] ?? '', says);
    });

  const pairs: readonly [string, string, string, RegExp][] = [
    ['the same row twice', 'A,a@x.fi,mentor,,fi', 'A,A@X.fi,mentor,,fi', /^4 address .*on row 3/],
    [
      'a person in two organisations',
      'A,a@x.fi,participant,hus,fi',
      'A,a@x.fi,participant,lappi,fi',
      /^4 org.*hus/,
    ],
    ['two names of one address', 'A,a@x.fi,participant,hus,fi', 'B,a@x.fi,mentor,,fi', /^4 name .*row 3/],
    ['two languages of one person', 'A,a@x.fi,participant,hus,fi', 'A,a@x.fi,mentor,,sv', /^4 language/],
    ['an alias of somebody else', 'A,a@x.fi,mentor,,fi', 'B,b@x.fi,mentor,,fi,,a@x.fi,', /^4 aliases a@x.fi/],
    ['one alias of two people', 'A,a@x.fi,mentor,,fi,,c@x.fi,', 'B,b@x.fi,mentor,,fi,,c@x.fi,', /^4 aliases/],
    ['an id of two addresses', 'A,a@x.fi,mentor,,fi,1,,', 'A,b@x.fi,mentor,,fi,1,,', /^4 id stands on row 3/],
    ['two ids of one address', 'A,a@x.fi,mentor,,fi,1,,', 'A,a@x.fi,participant,hus,fi,2,,', /^4 id .*row 3/],
  ];
  for (const [name, first, second, says] of pairs)
    it(`names the second row of ${name}`, () => {
      const problems = problemsOf(first, second);
      assert.equal(problems.length, 1, problems.join('; '));
      assert.match(problems[0] ?? '', says);
    });

  it('counts rows as a spreadsheet does: empty ones, and one for a cell of several lines', () => {
    const text = `${HEAD}\r\n${COORDINATOR}\r\n\r\n"A\r\nB",a@x.fi,mentor,,fi\r\n,,,\r\nC,c,mentor,,fi\r\n`;
    assert.deepEqual(
      readRoster(text, 'r.csv').problems.map(({ line, path }) => [line, path]),
      [
        [4, 'name'],
        [6, 'address'],
      ],
    );
  });

  it('takes the delimiter that is announced for Excel, which shows no row for it', () => {
    const text = `sep=;\r\n${HEAD.replaceAll(',', ';')}\r\n"A, B";a;mentor;;fi\r\n`;
    const { problems } = readRoster(text, 'r.csv');
    assert.deepEqual(
      problems.map(({ line, path }) => [line, path]),
      [[2, 'address']],
    );
  });

  it('knows the columns and the roles by their Finnish and Swedish names', () => {
    const finnish =
      'Nimi,Sähköposti,Rooli,Organisaatio,Kieli\nA,a@x.fi,Kummi,,fi\nK,k@x.fi,Koordinaattori,,fi\n';
    const swedish =
      'Namn ,E-post,Roll,Organisation,Språk\nB,b@x.fi,deltagare,hus,sv\nK,k@x.fi,koordinator,,sv\n';
    for (const text of [finnish, swedish]) assert.deepEqual(readRoster(text, 'r.csv').problems, []);
    assert.deepEqual(
      [...entriesOf(finnish), ...entriesOf(swedish)].map(({ role }) => role),
      ['mentor', 'coordinator', 'participant', 'coordinator'],
    );
  });

  it('asks for a coordinator', () => {
    const { problems } = readRoster(`${HEAD}\nA,a@x.fi,mentor,,fi`, 'r.csv');
    assert.match(problems[0]?.message ?? '', /no coordinator/);
  });

  const broken: readonly [string, string, RegExp][] = [
    ['an empty file', '', /empty/],
    ['a missing column', 'name,address,role,language\n', /missing/],
    ['a column twice', `${HEAD},name\n${COORDINATOR}`, /twice/],
    ['an unknown column', `${HEAD},addres\n${COORDINATOR}`, /did you mean address/],
    ['an open quote', `${HEAD}\n\n"A,a@x.fi\nB\n`, /^3 .*not closed/],
    ['a stray quote', `${HEAD}\nA "B" C,a@x.fi\n`, /^2 .*quote/],
    [
      'more rows than any roster has',
      `${HEAD}\n${`${COORDINATOR},,,\n`.repeat(20_001)}`,
      /^20001 .*more than 20000 rows/,
    ],
  ];
  for (const [name, text, says] of broken)
    it(`says what is wrong with ${name}`, () => {
      const [first] = readRoster(text, 'r.csv').problems;
      assert.match(`${String(first?.line)} ${first?.message ?? ''}`, says);
    });

  it('throws for no text', () => {
    const cells = fc.array(fc.string({ unit: 'binary', maxLength: 8 }), { maxLength: 9 });
    fc.assert(
      fc.property(fc.array(cells, { maxLength: 5 }), fc.constantFrom(',', ';', '\t'), (rows, delimiter) => {
        const text = [HEAD.replaceAll(',', delimiter), ...rows.map((row) => row.join(delimiter))].join('\n');
        for (const { line } of readRoster(text, 'r.csv').problems) assert.ok(line >= 1);
      }),
    );
  });
});
