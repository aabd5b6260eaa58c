// Every language says everything: the same keys as English, the same placeholders, no text left empty.
import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../../../renderer/i18n/index.ts';

type Words = { [key: string]: string | Words };
const PLURAL = /_(zero|one|two|few|many|other)$/;

/** 'home.title' to its text; plural forms by their stem, since languages have different ones. */
function flat(words: Words, path = '', into = new Map<string, string>()): Map<string, string> {
  for (const [key, value] of Object.entries(words)) {
    const at = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') into.set(at, value);
    else flat(value, at, into);
  }
  return into;
}
const stems = (texts: Map<string, string>): string[] => [...new Set([...texts.keys()].map((key) => key.replace(PLURAL, '')))].sort();
const holes = (text: string): string[] => [...text.matchAll(/\{\{\s*(\w+)[^}]*\}\}/g)].map((match) => match[1] ?? '').sort();

const english = flat(await wordsOf('en'));
/** Every placeholder any English form of this sentence has. */
const allowed = (key: string): Set<string> => new Set([...english].filter(([one]) => one.replace(PLURAL, '') === key.replace(PLURAL, '')).flatMap(([, text]) => holes(text)));

const LANGUAGES = await Promise.all(['de', 'fr', 'es'].map(async (language) => [language, flat(await wordsOf(language))] as const));

describe.each(LANGUAGES)('the screens in %s', (language, texts) => {
  it('have every text and no more', () => {
    expect(stems(texts)).toEqual(stems(english));
  });
  it('leave nothing empty and fill only what is given', () => {
    for (const [key, text] of texts) {
      expect(text.trim(), key).not.toBe('');
      for (const hole of holes(text)) expect(allowed(key).has(hole) || hole === 'count', `${key}: {{${hole}}}`).toBe(true);
    }
  });
  it('have every form of the plural that the language needs', () => {
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const key of texts.keys()) {
      if (!key.endsWith('_other')) continue;
      for (const form of needed) expect(texts.has(key.replace(/_other$/, `_${form}`)), `${key}: ${form}`).toBe(true);
    }
  });
});
