import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { InvoicePage } from '../../../paper/InvoicePage.tsx';
import { spokenIn } from '../../../paper/spoken.ts';
import { harbourInvoice } from '../../fixtures/snapshot.ts';

describe('T85: the language of a text', () => {
  it.each([
    ['Corrib Bakery', ['JP'], undefined],
    ['Łódź Привіт', ['JP'], undefined],
    ['骨董商店', ['JP'], 'ja'],
    ['骨董商店', ['', 'TW'], 'zh-Hant'],
    ['骨董商店', ['IE', 'CN'], 'zh-Hans'],
    ['骨董商店', ['IE', 'DE'], 'zh'],
    ['ローマ字', ['CN'], 'ja'],
    ['한국 骨', ['JP'], 'ko'],
    ['בע״מ 12', ['IE'], 'he'],
    ['ไม้', [''], 'th'],
    // Arabic letters are those of many languages.
    ['شركة', ['EG'], undefined],
  ])('%s from %j is %s', (text, countries, lang) => expect(spokenIn(text, ...countries)).toBe(lang));
});

describe('T85: other scripts on the page', () => {
  const page = renderToStaticMarkup(
    <InvoicePage
      logo={null} draft={null}
      snapshot={harbourInvoice({ buyer: { name: '直骨商店', city: '東京', country: 'JP' }, lines: [{ description: 'עבודה 12', detail: 'מ׳ 3', quantity: '1', unitPrice: '10', less: [{ percent: '10' }] }], more: { note: 'تركيب 3 أبواب' } })}
    />,
  );

  it('keeps each text apart from what stands beside it, in its language', () => {
    for (const part of ['<bdi lang="ja">直骨商店</bdi>', '<bdi lang="he">עבודה 12</bdi>', '<bdi>تركيب 3 أبواب</bdi>']) expect(page).toContain(part);
  });

  it('says our own words about a line beside its text, never within it', () => expect(page).toMatch(/<bdi lang="he">מ׳ 3\.<\/bdi><bdi> Less /));
});
