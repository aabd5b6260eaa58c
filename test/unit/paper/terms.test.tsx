// What terms say on the page: a discount for paying early with its tax (T58), the days and amounts of parts (T51), and nothing where there is neither.
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { Snapshot } from '../../../contract/invoices.ts';
import { InvoicePage } from '../../../paper/InvoicePage.tsx';
import { HARBOUR_LINES, sampleSnapshot } from '../../fixtures/snapshot.ts';

const text = (change: Partial<Snapshot>) => renderToStaticMarkup(<InvoicePage snapshot={{ ...sampleSnapshot({ lines: HARBOUR_LINES }), ...change }} logo={null} draft={null} />).replace(/<[^>]+>/g, ' ').replace(/[\s\u00a0]+/g, ' ');

test('T58 the discount for paying early stands with its day, its amount and the tax in it, in every language', () => {
  const terms = { kind: 'net' as const, days: 30, early: { percent: '2', days: 10 } };
  const said = { en: /2 % discount if paid by .* 2026: € [\d,.]+ \(less € [\d,.]+, of which tax € [\d,.]+\)/, de: /2 % Skonto bei Zahlung bis/, fr: /2 % d’escompte pour paiement d’ici le/, es: /2 % de descuento si se paga hasta el/ };
  for (const [language, words] of Object.entries(said)) expect(text({ terms, language: language as Snapshot['language'] })).toMatch(words);
});

test('T51 parts stand with their days and amounts, which add up; the page names no single day', () => {
  const page = text({ terms: { kind: 'instalments', count: 3, days: 10, months: 1 }, dueDate: '2026-11-30' });
  expect(page).toContain('To pay in 3 parts');
  expect(page).toMatch(/30 Nov 2026 € [\d,.]+ 30 Dec 2026 € [\d,.]+ 30 Jan 2027 € [\d,.]+/);
  expect(page).not.toContain('To pay by');
});

test('T43 a page without such terms says nothing new', () => {
  expect(renderToStaticMarkup(<InvoicePage snapshot={sampleSnapshot({ lines: HARBOUR_LINES })} logo={null} draft={null} />)).not.toContain('paper-terms');
});
