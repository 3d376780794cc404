import assert from 'node:assert/strict';
import { readProgramme } from '../../../services/files/programme.ts';
import { readRosterFile } from '../../../services/files/roster.ts';
import { csvTemplate, workbookTemplate } from '../../../services/files/template.ts';
import { unzip } from '../../../services/files/unzip.ts';
import { demoProgramme, edited } from '../../helpers/demo-files.ts';

const { programme } = readProgramme(demoProgramme, 'p.yaml');

function partsOf(bytes: Buffer): string {
  const parts = unzip(bytes, (name) => name.endsWith('.xml'), { maxBytes: 1e6, maxFiles: 50 });
  return 'value' in parts ? [...parts.value.values()].map((part) => part.toString()).join('\n') : '';
}

describe('the template of a roster', () => {
  it('is a roster without people, as a workbook and as CSV', async () => {
    for (const bytes of [
      Buffer.from(csvTemplate()),
      await workbookTemplate(),
      await workbookTemplate(programme),
    ])
      assert.deepEqual((await readRosterFile(bytes, 'r')).problems, []);
  });

  it('takes the people that are written into it', async () => {
    const people = 'Katri;k@org.example;coordinator;;fi;;;\r\n';
    const { lines, problems } = await readRosterFile(Buffer.from(csvTemplate() + people), 'r.csv');
    assert.deepEqual(problems, []);
    assert.equal(lines[0]?.row, 2);
  });

  it('offers roles, languages and the organisations of the programme', async () => {
    const xml = partsOf(await workbookTemplate(programme));
    assert.match(xml, /sqref="C2:C1000"><formula1>"participant,mentor,coordinator"/);
    assert.match(xml, /sqref="E2:E1000"><formula1>"fi,sv,en"/);
    assert.match(xml, /sqref="D2:D1000"><formula1>Organisations!\$A\$1:\$A\$10</);
    assert.match(xml, /<t[^>]*>varsinais-suomi</);
    assert.doesNotMatch(partsOf(await workbookTemplate()), /Organisations/);
  });

  it('writes an organisation’s name as a text, whatever it begins with', async () => {
    const { text } = edited(demoProgramme, 'fi: HUS-yhtymä', 'fi: "=HYPERLINK(A1)"');
    const xml = partsOf(await workbookTemplate(readProgramme(text, 'p.yaml').programme));
    assert.match(xml, /<t[^>]*>=HYPERLINK\(A1\)</);
    assert.doesNotMatch(xml, /<f>/);
  });
});
