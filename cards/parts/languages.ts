import type { AcademyId } from '../../services/domain/ids.ts';
import type { Language } from '../../services/domain/language.ts';
import { button } from '../kit.ts';
import type { Action } from '../kit.ts';

/** Each language by its own name, whatever language the card is in. */
const ownNames = { fi: 'Suomi', sv: 'Svenska', en: 'English' } as const satisfies Record<Language, string>;

export const everyLanguage: readonly Language[] = ['fi', 'sv', 'en'];

/** One button for each language; the one in use is marked. `welcome`: the card is that academy's welcome, and stays
 * it. */
export function languageButtons(
  languages: readonly Language[],
  current: Language,
  welcome?: AcademyId,
): readonly Action[] {
  return languages.map((language) =>
    button(language === current ? `✓ ${ownNames[language]}` : ownNames[language], {
      verb: 'language.set',
      language,
      ...(welcome === undefined ? {} : { welcome }),
    }),
  );
}
