/** The page of the gallery. */
import { pageWithCards } from '../../bot/cli/page/page.ts';
import { languages } from '../../services/domain/language.ts';
import type { Exhibit } from './registry.ts';
import { states } from './states.ts';

/** A phone, and a chat on a large screen. */
export const widths = [360, 800] as const;

export function galleryPage(exhibits: readonly Exhibit[]): Promise<string> {
  return pageWithCards({
    html: new URL('page/page.html', import.meta.url),
    style: new URL('page/page.css', import.meta.url),
    script: new URL('page/page.js', import.meta.url),
    name: 'gallery',
    data: { exhibits, languages, states, widths },
  });
}
