import assert from 'node:assert/strict';
import { languages } from '../../services/domain/language.ts';
import { widths } from '../gallery/page.ts';
import { exhibits } from '../gallery/registry.ts';
import type { Exhibit } from '../gallery/registry.ts';
import { themes } from '../../bot/cli/page/themes.ts';
import { describeInChromium } from './chromium.ts';
import { DrawnGallery, checks } from './drawn.ts';
import type { Check, Setting } from './drawn.ts';

const all = exhibits();
const settings: readonly Setting[] = languages.flatMap((language) =>
  themes.flatMap((theme) => widths.map((width) => ({ language, theme, width }))),
);
/** Each language and each theme once, another theme for a language at each turn. */
function inTurn(turn: number, width: number): readonly Setting[] {
  return languages.map((language, index) => ({
    language,
    theme: themes[(index + turn) % themes.length]!,
    width,
  }));
}
const few = inTurn(0, widths[0]);
const typical = all.filter(({ state }) => state !== 'longest');
const forms = all.filter(({ cards }) => JSON.stringify(cards.fi.content).includes('"isRequired":true'));

const quiet = checks.filter((check) => check !== 'unsaid');
const said: Readonly<Record<Check, string>> = {
  cut: 'cuts no text, on a phone or in a wide chat',
  pale: 'can be told from what is behind it in every theme (WCAG AA)',
  small: 'has nothing to press that is smaller than 24 pixels',
  nameless: 'gives everything that can be filled in or pressed a name',
  disordered: 'is read in the order in which it lies before the eye',
  headless: 'has a title, and something below each heading',
  tongueless: 'says which language it is in',
  unsaid: 'says of each required input that it was forgotten, where a screen reader finds it',
};

/** Scripts that break the page in the way that a check is there to find. */
const spoilt: Readonly<Record<Check, string>> = {
  cut: restyled('.ac-pushButton { max-width: 40px !important }'),
  pale: restyled('.ac-textRun { color: #999999 !important }'),
  small: restyled(
    '.ac-pushButton { min-height: 0 !important; padding: 0 !important; font-size: 8px !important }',
  ),
  nameless: forEach('button', "one.textContent = one.title = one.ariaLabel = ''"),
  disordered: restyled('.ac-columnSet { flex-direction: row-reverse !important }'),
  headless: forEach('[role=heading]', "one.removeAttribute('role')"),
  tongueless: forEach('.chat', "one.lang = ''"),
  unsaid: forEach('.ac-input-required', "one.removeAttribute('aria-labelledby')"),
};

function forEach(selector: string, change: string): string {
  return `for (const one of document.querySelectorAll('#cards ${selector}')) { ${change}; }`;
}

function restyled(css: string): string {
  return `document.getElementById('cards').insertAdjacentHTML('beforeend', '<style>${css}</style>')`;
}

const sheetOf = ({ kind, state }: Exhibit): string => `${kind}-${state}`;

describeInChromium('every card as it is drawn', function (chromium) {
  // Many times what it takes on a machine that does nothing else.
  this.timeout(600_000);
  let gallery: DrawnGallery;
  const found = new Map<Check, string[]>();

  before(async () => {
    gallery = await DrawnGallery.open(chromium, all);
    for (const setting of settings) {
      await gallery.lay(all, [setting]);
      for (const [check, problems] of await gallery.find(quiet))
        found.set(check, [...(found.get(check) ?? []), ...problems]);
    }
  });
  after(() => gallery.close());

  for (const check of quiet)
    it(said[check], () => {
      assert.deepEqual(found.get(check), []);
    });

  it(said.unsaid, async () => {
    for (const setting of few) {
      await gallery.lay(forms, [setting]);
      await gallery.sendEmpty();
      assert.deepEqual([...(await gallery.find(['unsaid', 'cut', 'pale'])).values()].flat(), []);
    }
  });

  for (const width of widths)
    it(`is gone through by the Tab key as it is read, ${width} pixels wide`, async () => {
      await gallery.lay(all, [{ language: 'fi', theme: 'light', width }]);
      assert.deepEqual(await gallery.tab(), []);
    });

  for (const setting of few)
    it(`gives axe nothing to find (${setting.language}, ${setting.theme})`, async () => {
      await gallery.lay(typical, [setting]);
      assert.deepEqual(await gallery.axe(), []);
    });

  it('has its pictures taken', async () => {
    for (const [turn, width] of widths.entries()) {
      const shown = inTurn(turn, width);
      for (const sheet of new Set(all.map(sheetOf))) {
        await gallery.lay(
          all.filter((exhibit) => sheetOf(exhibit) === sheet),
          shown,
        );
        await gallery.picture(`${sheet}-${width}`);
      }
    }
  });

  describe('is looked at by checks that', () => {
    const setting: Setting = { language: 'sv', theme: 'light', width: widths[0] };

    for (const check of checks)
      it(`find what is ${check}`, async () => {
        await gallery.lay(typical, [setting]);
        await gallery.sendEmpty();
        assert.deepEqual((await gallery.find([check])).get(check), []);
        await gallery.spoil(spoilt[check]);
        assert.notDeepEqual((await gallery.find([check])).get(check), []);
      });

    it('find a way of the Tab key that is not the way of the eye', async () => {
      await gallery.lay(forms, [setting]);
      await gallery.spoil(restyled('.ac-adaptiveCard { flex-direction: column-reverse !important }'));
      assert.match((await gallery.tab()).join(), /takes the Tab key back/);
      await gallery.lay(forms, [setting]);
      await gallery.spoil(forEach('button', 'one.tabIndex = -1'));
      assert.match((await gallery.tab()).join(), /is not met by the Tab key/);
    });

    it('find what axe finds', async () => {
      await gallery.lay(forms, [setting]);
      await gallery.spoil(forEach('label', 'one.remove()'));
      assert.match((await gallery.axe()).join(), /label/);
    });
  });

  it('needs nothing but its file', () => {
    assert.deepEqual(gallery.complaints, []);
  });
});
