// Each thing of the trade has one word in each language (docs/TERMS.md), and texts are set as the language sets them.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ALERT_TITLES } from '../../../../domain/alertTitles.ts';
import { auditWordsOf } from '../../../../paper/auditWords.ts';
import { kindWords } from '../../../../paper/kindWords.ts';
import { reportWordsOf } from '../../../../paper/reportWords.ts';
import { wordsOf } from '../../../../renderer/i18n/index.ts';

const SECTIONS = { de: '## German', fr: '## French', es: '## Spanish' } as const;
type Language = keyof typeof SECTIONS;
const TERMS = readFileSync('docs/TERMS.md', 'utf8');

/** Every text below a value, with its path. */
function textsOf(value: unknown, path: string): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, `${path}.${key}`));
}

/** The last column of a language's table, without what stands in brackets. */
function neverSaid(language: Language): string[] {
  const section = TERMS.split('\n## ').find((one) => `## ${one}`.startsWith(SECTIONS[language])) ?? '';
  return section.split('\n').filter((line) => line.startsWith('| ')).slice(1)
    .flatMap((line) => (line.split('|')[3] ?? '').replace(/\(.*?\)/g, '').split(',')).map((word) => word.trim()).filter((word) => word !== '');
}

const LANGUAGES = await Promise.all((['de', 'fr', 'es'] as const).filter((language) => TERMS.includes(SECTIONS[language])).map(async (language) => {
  const screens = textsOf(await wordsOf(language), 'screen');
  return [language, [...screens, ...textsOf(auditWordsOf(language), 'log'), ...textsOf(reportWordsOf(language), 'report'),
    ...textsOf(kindWords({ kind: 'credit-note' }, language), 'paper'), ...textsOf(ALERT_TITLES[language], 'alert')]] as const;
}));

describe.each(LANGUAGES)('the words in %s', (language, texts) => {
  it('keep to the list of terms', () => {
    const words = neverSaid(language);
    expect(words.length).toBeGreaterThan(5);
    for (const word of words) {
      const begins = new RegExp(`(?<![\\p{L}])${word}`, 'iu');
      expect(texts.filter(([, text]) => begins.test(text)).map(([path, text]) => `${path}: ${text}`), word).toEqual([]);
    }
  });
  it('carry the quotation marks, apostrophes and spaces of the language', () => {
    const wrong: Readonly<Record<Language, RegExp>> = {
      de: /["']|[“][^”„]*”|\w …|\d %|\}\} %|\w\.\.\./u,
      fr: /["']|[„“”]|[^\s\u00a0\u202f\d}][!?;](?!\w)|[\p{L}})][:»]|«[\p{L}{]| [:;!?»%]|\w\.\.\./u,
      es: /["']|[„“”]|\d %|\}\} %|\w\.\.\.|(?<![¿].*)\p{L}\?|(?<!¡.*)\p{L}!/u,
    };
    expect(texts.filter(([, text]) => wrong[language].test(text)).map(([path, text]) => `${path}: ${text}`)).toEqual([]);
  });
});
