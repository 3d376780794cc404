import assert from 'node:assert/strict';
import { renderCard } from '../../cards/render.ts';
import { languages } from '../../services/domain/language.ts';
import type { Language } from '../../services/domain/language.ts';
import type { Card } from '../../services/domain/view.ts';
import { aForm, aTaskView, shown, text } from '../helpers/views.ts';
import { galleryPage } from './page.ts';

describe('the page of the gallery', () => {
  it('holds the library and every card, whatever a card says', async () => {
    const form = aForm({ mode: 'receipt', current: shown(text('</script><script>alert(1)</script>')) });
    const drawn = languages.map((language) => [language, renderCard(aTaskView({ form }), language)]);
    const cards = Object.fromEntries(drawn) as Record<Language, Card>;
    const page = await galleryPage([
      { id: 'receipt', kind: 'task', state: 'typical', name: 'a receipt', cards },
    ]);
    assert.match(page, /AdaptiveCards/);
    assert.match(page, /"name":"a receipt"/);
    assert.doesNotMatch(page, /<script>alert/);
    assert.doesNotMatch(page, /<!--\w+-->/);
    assert.doesNotMatch(page, /<(script|link|img)[^>]+(src|href)=/);
  });
});
