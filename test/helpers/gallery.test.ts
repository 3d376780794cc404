import assert from 'node:assert/strict';
import { renderCard } from '../../cards/render.ts';
import { galleryPage } from './gallery.ts';
import { aForm, aTaskView, shown, text } from './views.ts';

describe('the page that shows cards', () => {
  it('holds the library and every card, whatever a card says', async () => {
    const form = aForm({ mode: 'receipt', current: shown(text('</script><script>alert(1)</script>')) });
    const card = renderCard(aTaskView({ form }), 'sv');
    const page = await galleryPage([{ title: 'receipt', card }], { theme: 'dark', width: 360 });
    assert.match(page, /AdaptiveCards/);
    assert.match(page, /"title":"receipt"/);
    assert.doesNotMatch(page, /<script>alert/);
  });
});
