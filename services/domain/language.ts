export const languages = ['fi', 'sv', 'en'] as const;
export type Language = (typeof languages)[number];

/** A text of the programme's in each of its languages; the default language is always there. */
export type Localised = Readonly<Partial<Record<Language, string>>>;

export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value);
}

/** The text in the reader's language, else the programme's default, else any there is. */
export function inLanguage(text: Localised, language: Language, fallback: Language): string {
  return text[language] ?? text[fallback] ?? languages.map((l) => text[l]).find((t) => t !== undefined) ?? '';
}
