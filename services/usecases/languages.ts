import type { PersonId } from '../domain/ids.ts';
import type { Language } from '../domain/language.ts';
import type { Member } from '../domain/people.ts';
import { contended, each, saving } from '../store/access.ts';
import { academyPartition, chosenLanguages } from '../store/documents.ts';
import type { ChosenLanguage } from '../store/documents.ts';
import type { Academy } from './academies.ts';
import type { Act, Deps } from './deps.ts';

/** Notes in the academy which language the person chose, so that others know in which to write to them. */
export async function noteLanguage({ deps, academy, person }: Act): Promise<void> {
  const choice: ChosenLanguage = { academy: academy.id, person: person.id, language: person.language };
  const { pk, id } = chosenLanguages.place(choice);
  await contended(async () => {
    const doc = await deps.store.read<ChosenLanguage>(pk, id);
    if (doc?.data.language === choice.language) return;
    await deps.store.batch(pk, [saving(chosenLanguages, choice, doc)]);
  });
}

/** The language of each member: what they chose, else what the roster says. */
export async function languageOf(
  deps: Pick<Deps, 'store'>,
  academy: Academy,
): Promise<(member: Pick<Member, 'person' | 'language'>) => Language> {
  const chosen = new Map<PersonId, Language>();
  for await (const choice of each(deps.store, chosenLanguages, academyPartition(academy.id))) {
    chosen.set(choice.person, choice.language);
  }
  return (member) => chosen.get(member.person) ?? member.language;
}
