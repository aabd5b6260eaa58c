// The languages a document can be written in. Anybody may call it.

export const LANGS = ['en', 'de', 'fr', 'es'] as const;
export type Lang = (typeof LANGS)[number];

/** The document language of a tag: 'de-CH' is 'de'; anything we do not speak is 'en'. */
export function langOf(tag: string): Lang {
  const base = tag.split('-')[0]?.toLowerCase();
  return LANGS.find((lang) => lang === base) ?? 'en';
}
