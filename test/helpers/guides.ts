/** The README and the guides, and the pictures that they show. */
import { readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);
export const guides = ['participant', 'mentor', 'coordinator'].map((role) => `cards/guide/${role}.md`);
export const pictureFolder = new URL('cards/guide/pictures/', root);

export interface ShownPicture {
  /** The document that shows it. */
  readonly path: string;
  readonly url: URL;
  /** Of the file: who had the card before them, and what it is called in the walk. */
  readonly name: string;
  readonly alt: string;
}

/** In the order in which they are shown. */
export function shownPictures(): readonly ShownPicture[] {
  return ['README.md', ...guides].flatMap((path) => {
    const text = readFileSync(new URL(path, root), 'utf8');
    const images = [...text.matchAll(/<img src="([^"]+)" alt="([^"]*)"|!\[([^\]]*)\]\(([^)]+)\)/g)];
    return images.map(([, src, alt, said, link]) => {
      const url = new URL(src ?? link ?? '', new URL(path, root));
      return { path, url, name: url.pathname.split('/').at(-1) ?? '', alt: alt ?? said ?? '' };
    });
  });
}
