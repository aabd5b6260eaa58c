// T83: what a document says when its time to be kept is over, and when that is.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { erasedParty, erasedSnapshot, erasedWord, keptUntil, LEAST_YEARS, pastThrough, yearsByLaw, yearsKept } from '../../../domain/keeping.ts';
import type { Snapshot } from '../../../domain/snapshotShape.ts';
import { HARBOUR_LINES, sampleSnapshot } from '../../fixtures/snapshot.ts';

test('T83 a document is kept through the last day of the year that the law or the business names, and no country asks for less than the least', () => {
  expect([keptUntil('2018-03-01', 6), keptUntil('2018-12-31', 8)]).toEqual(['2024-12-31', '2026-12-31']);
  expect([pastThrough('2024-12-31', 6), pastThrough('2025-01-01', 6)]).toEqual(['2017-12-31', '2018-12-31']);
  expect([yearsByLaw('DE'), yearsByLaw('XX'), yearsKept('DE', null), yearsKept('DE', 5), yearsKept('DE', 12)]).toEqual([8, 10, 8, 8, 12]);
  for (const country of ['DE', 'AT', 'CH', 'FR', 'ES', 'GB', 'IE', 'NL', 'IT', 'BE', 'US']) expect(yearsByLaw(country)).toBeGreaterThanOrEqual(LEAST_YEARS);
});

test('T83 the tables keep a document as long as the law of each country says', () => {
  const step = readFileSync(join(import.meta.dirname, '..', '..', '..', 'main', 'db', 'migrations', '0135-kept-by-country.ts'), 'utf8');
  const held = new Map([...step.matchAll(/WHEN '([A-Z]{2})' THEN (\d+)/g)].map(([, country, years]) => [country ?? '', Number(years)]));
  const longest = Number(/ELSE (\d+) END/.exec(step)?.[1]);
  const letters = Array.from({ length: 26 }, (_, i) => String.fromCodePoint(65 + i));
  for (const country of ['', ...letters.flatMap((a) => letters.map((b) => a + b))]) expect(held.get(country) ?? longest, country).toBe(yearsByLaw(country));
  expect(Number(/LEAST_YEARS = (\d+)/.exec(step)?.[1])).toBe(LEAST_YEARS);
});

test('T83 nothing but the words changes: every number, date and figure is the same, an empty text stays empty, and doing it twice does nothing more', () => {
  const said = { ...sampleSnapshot({ lines: HARBOUR_LINES }), language: 'de' as const, subject: 'Für Eva', reference: '' };
  const left = erasedSnapshot(said);
  expect([left.subject, left.reference, left.lines[0]?.description]).toEqual(['Gelöscht', '', 'Gelöscht']);
  expect(left.buyer).toEqual(said.buyer && erasedParty(said.buyer.country, 'de'));
  const figures = (of: Snapshot) => JSON.stringify([of.number, of.issueDate, of.dueDate, of.totals, of.taxes, of.seller, of.lines.map(({ quantity, unitPrice, net, taxes, itemId }) => [quantity, unitPrice, net, taxes, itemId]), of.adjustments.map(({ amount, percent }) => [amount, percent])]);
  expect(figures(left)).toBe(figures(said));
  expect(erasedSnapshot(left)).toEqual(left);
});

test('T83 the tables let through the very words that are put in', () => {
  const step = readFileSync(join(import.meta.dirname, '..', '..', '..', 'main', 'db', 'migrations', '0114-document-erasure.ts'), 'utf8');
  for (const language of ['en', 'de', 'fr', 'es']) expect(step).toContain(`'${erasedWord(language)}'`);
});
