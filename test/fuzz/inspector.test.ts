import assert from 'node:assert/strict';
import { faultsInCard, faultsInLine, faultsInMessage } from './inspector.ts';
import { marks } from './odd.ts';

const { typed, roster, programme } = marks;
const card = (...body: object[]) => ({ type: 'AdaptiveCard', version: '1.5', body });
const heading = (text: string) => card({ type: 'TextBlock', text });
const run = (text: string) => card({ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text }] });

describe('the inspector of cards', () => {
  it('lets anything be read in a text run or in an input', () => {
    for (const text of [`**${typed}** <at>x</at> [a](https://b.example)`, `# ${roster}\n- ${programme}`]) {
      assert.deepEqual(faultsInCard(run(text)), []);
      assert.deepEqual(faultsInCard(card({ type: 'Input.Text', id: 'text', value: text })), []);
    }
  });

  const bad: Readonly<Record<string, unknown>> = {
    'what somebody typed in a heading': heading(typed),
    'a name with Markdown in a heading': heading(`**${roster}**`),
    'HTML in a heading': heading('<b>'),
    'a list in a heading': heading(`- ${programme}`),
    'Markdown in a choice': card({
      type: 'Input.ChoiceSet',
      choices: [{ title: `[${programme}](x)`, value: 'a' }],
    }),
    'what somebody typed on a button': card({ type: 'Action.Execute', title: typed }),
    'what somebody typed in a label': card({ type: 'Input.Text', label: typed }),
    'words in what a button carries': card({ type: 'Action.Execute', title: 'x', data: { text: typed } }),
    'words in a field that nobody thought of': card({ type: 'Image', altText: roster }),
    'a card function in a text run': run('{{ DATE(2023-05-31T06:00:00Z)}}'),
    'a turned direction in a text run': run('\u202Ex'),
    'a control character in a text run': run('\u0007'),
    'half a character in a text run': run('\uD83D'),
    'a mention': { ...run('x'), msteams: { entities: [] } },
    'a script for a link': card({ type: 'Action.OpenUrl', title: 'x', url: 'javascript:alert(1)' }),
    'a link with a name before its host': card({
      type: 'Action.OpenUrl',
      title: 'x',
      url: 'https://a@b.example',
    }),
    'a typed link that nobody can read': card({
      type: 'Action.OpenUrl',
      title: 'x',
      url: `https://x.example/${typed}`,
    }),
    'a typed link over http': card(
      { type: 'Action.OpenUrl', title: 'x', url: `http://x.example/${typed}` },
      { type: 'TextRun', text: `http://x.example/${typed}` },
    ),
    'Markdown in place of the card': { ...run('x'), fallbackText: `**${programme}**` },
  };
  for (const [name, content] of Object.entries(bad))
    it(`sees ${name}`, () => assert.notDeepEqual(faultsInCard(content), []));

  it('lets a typed link be opened that can be read', () => {
    const url = `https://x.example/${typed}`;
    const action = { type: 'Action.OpenUrl', title: 'Open', url };
    assert.deepEqual(faultsInCard(card(action, { type: 'TextRun', text: url })), []);
  });

  it('sees a message that says something beside its card', () => {
    const attachments = [{ content: run('x') }];
    assert.deepEqual(faultsInMessage({ summary: 'x', attachments }), []);
    for (const more of [{ text: 'x' }, { entities: [] }, { summary: `_${roster}_` }, { summary: undefined }])
      assert.notDeepEqual(faultsInMessage({ summary: 'x', attachments, ...more }), []);
    assert.notDeepEqual(faultsInLine(typed), []);
  });
});
