// The note of a page whose tax falls due when it is paid: the words of each country and language, and where it stands.
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../contract/invoices.ts';
import { InvoicePage } from '../../../paper/InvoicePage.tsx';
import { saysTaxDue, taxDueWords } from '../../../paper/taxDueWords.ts';
import { harbourInvoice } from '../../fixtures/snapshot.ts';

const LANGS = ['en', 'de', 'fr', 'es'] as const;

describe('the words', () => {
  it.each([
    ['DE', 'de', 'Versteuerung nach vereinnahmten Entgelten'], ['DE', 'en', 'Cash accounting (Versteuerung nach vereinnahmten Entgelten)'],
    ['AT', 'de', 'Istbesteuerung'], ['AT', 'fr', 'Comptabilité de caisse (Istbesteuerung)'],
    ['ES', 'es', 'Régimen especial del criterio de caja'], ['ES', 'de', 'Besteuerung nach vereinnahmten Entgelten (Régimen especial del criterio de caja)'],
    ['FR', 'fr', 'TVA acquittée sur les encaissements'], ['FR', 'es', 'Contabilidad de caja (TVA acquittée sur les encaissements)'],
    ['IE', 'en', 'Cash accounting'], ['IE', 'es', 'Contabilidad de caja'], ['BE', 'fr', 'Comptabilité de caisse'], ['NL', 'de', 'Besteuerung nach vereinnahmten Entgelten'],
  ] as const)('of a seller in %s on a document in %s are “%s”', (country, lang, words) => {
    expect(taxDueWords(country, lang)).toBe(words);
  });

  it.each(['GB', 'CH', 'NO', 'US', ''])('there are none for a seller in %s', (country) => {
    expect(LANGS.map((lang) => taxDueWords(country, lang))).toEqual(['', '', '', '']);
  });

  it('are known again in what the owner typed, in any language and spelling of capitals', () => {
    expect(saysTaxDue('Danke! VERSTEUERUNG nach vereinnahmten Entgelten.', 'DE')).toBe(true);
    expect([saysTaxDue('cash accounting', 'ES'), saysTaxDue('régimen especial del criterio de caja', 'ES'), saysTaxDue('Gracias', 'ES'), saysTaxDue('', 'DE')]).toEqual([true, true, false, false]);
  });
});

describe('the page', () => {
  const notes = (snapshot: Snapshot): string[] => {
    const page = new DOMParser().parseFromString(renderToStaticMarkup(<InvoicePage snapshot={snapshot} logo={null} draft={null} />), 'text/html');
    return [...page.querySelectorAll('.paper-notes p:not(.paper-note)')].map(({ textContent }) => textContent);
  };

  it('says it once, beside the other notes on tax, on an invoice and on its credit note', () => {
    const paid: Snapshot = { ...harbourInvoice({ pricesIncludeTax: true }), taxDue: 'paid' };
    expect(notes(paid)).toEqual(['Prices include VAT', 'Cash accounting']);
    expect(notes({ ...paid, kind: 'credit-note', original: { number: 'X', issueDate: '2026-11-01' } })).toContain('Cash accounting');
    expect(notes({ ...paid, seller: { ...paid.seller, country: 'GB' } })).toEqual(['Prices include VAT']);
  });

  it('says nothing of it on a document that does not say so', () => {
    expect(notes(harbourInvoice())).toEqual([]);
  });
});
