import { describe, expect, test } from 'vitest';
import type { DocumentInput, TaxCategory } from '../../../domain/document.ts';
import { type DocumentContext, checkDocument, defaultReason, mayIssue } from '../../../domain/documentRules.ts';
import { minor } from '../../../domain/money.ts';
import { pickRate } from '../../../domain/taxRate.ts';
import { discount, document, line, tax } from './build.ts';

const seller = { name: 'Hartlep GmbH', country: 'DE', vatId: 'DE123456789', taxNumber: '12/345/67890' };
const buyer = { name: 'Aurel & Fils', country: 'FR', vatId: 'FR12345678901', taxNumber: '' };
const context = (more: Partial<DocumentContext> = {}): DocumentContext => ({
  issueDate: '2026-11-20',
  dueDate: '2026-12-20',
  supplyDate: null,
  seller,
  buyer,
  baseCurrency: 'EUR',
  rate: null,
  lastIssuedDate: null,
  backdating: 'refuse',
  number: 'INV-2026-0001',
  numberRules: 'plain',
  eInvoice: false,
  ...more,
});
const found = (input: DocumentInput, more: Partial<DocumentContext> = {}) =>
  checkDocument(input, context(more)).map((p) => `${p.severity === 'warning' ? '?' : ''}${p.path} ${p.code}`);
const good = document([line('1', '100', [tax('19')])]);
const zero = (category: TaxCategory, reason: string | null) => document([line('1', '100', [tax('0', { category, reason })])]);

describe('what must be right before issuing', () => {
  test('a good document has no problem', () => {
    expect(found(good)).toEqual([]);
    expect(mayIssue([])).toBe(true);
  });

  test.each(['E', 'AE', 'K', 'G', 'O'] as const)(
    'T18 category %s needs its reason, and there is one for it in every language',
    (category) => {
      expect(found(zero(category, null), { supplyDate: '2026-11-20' })).toContain('lines.0.taxes.0.reason REASON_MISSING');
      const reasons = ['en', 'de', 'fr', 'es'].map((lang) => defaultReason(category, lang));
      expect(new Set(reasons).size).toBe(4);
      expect(found(zero(category, reasons[0] ?? null), { supplyDate: '2026-11-20' })).toEqual([]);
    },
  );

  test('T18 S and Z must not have a reason; S has a rate, all others have none', () => {
    expect(found(document([line('1', '1', [tax('19', { reason: 'why' })])]))).toEqual(['lines.0.taxes.0.reason REASON_NOT_ALLOWED']);
    expect(found(zero('Z', 'why'))).toEqual(['lines.0.taxes.0.reason REASON_NOT_ALLOWED']);
    expect(found(zero('Z', null))).toEqual([]);
    expect(found(zero('S', null))).toEqual(['lines.0.taxes.0.rate RATE_ZERO_STANDARD']);
    expect(found(document([line('1', '1', [tax('19', { category: 'AE', reason: 'x' })])]))).toEqual(['lines.0.taxes.0.rate RATE_NOT_ZERO']);
    expect([defaultReason('S', 'en'), defaultReason('Z', 'de')]).toEqual([null, null]);
  });

  test("T19 reverse charge without both parties' identifiers is refused", () => {
    const reverse = zero('AE', 'Reverse charge');
    expect(found(reverse)).toEqual([]);
    expect(found(reverse, { buyer: { ...buyer, vatId: '' } })).toEqual(['buyer.vatId BUYER_VAT_ID_MISSING']);
    expect(found(reverse, { seller: { ...seller, vatId: '', taxNumber: '' } })).toEqual(['seller.vatId SELLER_VAT_ID_MISSING']);
    expect(found(zero('K', 'x'), { seller: { ...seller, vatId: '' }, supplyDate: '2026-11-20' })).toEqual([
      'seller.vatId SELLER_VAT_ID_MISSING',
    ]);
  });

  test('T20 the day of supply picks the rate, whatever the order of the list', () => {
    const versions = [
      { from: '2021-01-01', rate: '19' },
      { from: '2007-01-01', rate: '19' },
      { from: '2020-07-01', rate: '16' },
    ];
    expect(['2020-06-30', '2020-07-01', '2020-12-31', '2021-01-01'].map((day) => pickRate(versions, day)?.rate)).toEqual([
      '19',
      '16',
      '16',
      '19',
    ]);
    expect(pickRate(versions, '2006-12-31')).toBeNull();
  });

  test('T29 a negative unit price is named at its field', () => {
    expect(found(document([line('1', '-5', [tax('19')])]))).toEqual(['lines.0.unitPrice PRICE_NEGATIVE']);
  });

  test('T30 three decimals do not fit an e-invoice', () => {
    const dinars = document([line('1', '1.234')], { currency: 'KWD' });
    expect(found(dinars, { baseCurrency: 'KWD' })).toEqual([]);
    expect(found(dinars, { baseCurrency: 'KWD', eInvoice: true })).toEqual(['currency EINVOICE_DECIMALS']);
  });

  test.each([
    [null, 'RATE_MISSING'],
    ['', 'RATE_MISSING'],
    ['0', 'RATE_NOT_POSITIVE'],
    ['-1', 'RATE_NOT_POSITIVE'],
    ['x', 'DECIMAL'],
  ])('T35 a foreign currency with rate %j is refused', (rate, code) => {
    expect(found(document([line('1', '1')], { currency: 'USD' }), { rate })).toEqual([`rate ${code}`]);
  });

  test('T44 dating back below the last invoice of the counter is refused or asked, as set', () => {
    expect(found(good, { lastIssuedDate: '2026-11-21' })).toEqual(['issueDate BACKDATED']);
    expect(found(good, { lastIssuedDate: '2026-11-21', backdating: 'warn' })).toEqual(['?issueDate BACKDATED']);
    expect(found(good, { lastIssuedDate: '2026-11-20' })).toEqual([]);
  });

  test('T45 a number against the rules of its series is refused', () => {
    expect(found(good, { number: 'INV/25-26/0000001', numberRules: 'india' })).toEqual(['number NUMBER_TOO_LONG']);
  });

  test('T89 something to pay needs a day to pay it', () => {
    expect(found(good, { dueDate: null })).toEqual(['dueDate DUE_MISSING']);
    expect(found(good, { dueDate: '2026-11-19' })).toEqual(['dueDate DUE_BEFORE_ISSUE']);
  });

  test('T90 countries and the prefix of a VAT number are checked before a number is taken', () => {
    expect(found(good, { buyer: { ...buyer, country: 'GR', vatId: 'EL123456789' } })).toEqual([]);
    expect(found(good, { buyer: { ...buyer, country: 'GR', vatId: 'GR123456789' } })).toEqual(['buyer.vatId VAT_ID_PREFIX']);
    expect(found(good, { buyer: { ...buyer, country: 'ZZ', vatId: '' } })).toEqual(['buyer.country COUNTRY_UNKNOWN']);
    expect(found(good, { buyer: { ...buyer, country: '', vatId: '' } })).toEqual(['?buyer.country COUNTRY_MISSING']);
  });

  test('nobody, nothing, none: each is named where it is missing', () => {
    expect(found(document([]), { buyer: null })).toEqual(['buyer BUYER_MISSING', 'lines LINES_MISSING']);
    expect(found(document([line('', '', [], { description: ' ' })]))).toEqual([
      'lines.0.description DESCRIPTION_MISSING',
      'lines.0.quantity QUANTITY_MISSING',
      'lines.0.unitPrice PRICE_MISSING',
    ]);
    expect(found(document([line('0', '1')]))).toEqual(['lines.0.quantity QUANTITY_ZERO']);
  });

  test('discounts over 100 %, negative ones and half-typed ones are named', () => {
    const lines = (percent: string | null, amount: number | null) =>
      document([
        line('1', '10', [], { adjustments: [{ kind: 'allowance', percent, amount: amount === null ? null : minor(amount), reason: 'x' }] }),
      ]);
    expect(found(lines('101', null))).toEqual(['lines.0.adjustments.0.percent DISCOUNT_OVER_100']);
    expect(found(lines('-1', null))).toEqual(['lines.0.adjustments.0.percent ADJUSTMENT_NEGATIVE']);
    expect(found(lines('', null))).toEqual(['lines.0.adjustments.0.percent PERCENT_MISSING']);
    expect(found(lines(null, -1))).toEqual(['lines.0.adjustments.0.amount ADJUSTMENT_NEGATIVE']);
    expect(found(lines(null, null))).toEqual(['lines.0.adjustments.0 ADJUSTMENT']);
    expect(found(document(good.lines, { adjustments: [discount({ kind: 'charge', amount: minor(1), afterTax: true })] }))).toEqual([
      'adjustments.0.kind AFTER_TAX_CHARGE',
    ]);
  });

  test('amounts that are too large are a problem, not a crash; more given back than sold is asked', () => {
    expect(found(document([line('999999999999999999', '1')]))).toEqual(['totals AMOUNT_TOO_LARGE']);
    expect(found(document([line('-1', '1')]))).toEqual(['?totals PAYABLE_NEGATIVE']);
  });

  test('taxes that cannot stand together are named', () => {
    expect(found(document([line('1', '1', [tax('19'), tax('19')])]))).toEqual(['lines.0.taxes TAX_TWICE']);
    expect(found(document([line('1', '1', [tax('19'), tax('0', { category: 'Z' })])]))).toEqual(['lines.0.taxes TAX_CATEGORIES_MIXED']);
    expect(found(document([line('1', '1', [tax('7', { compound: true })])]))).toEqual(['?lines.0.taxes COMPOUND_ALONE']);
    expect(found(document([line('1', '1', [tax('19')]), line('1', '1')]))).toEqual(['?lines.1.taxes TAX_MISSING']);
    expect(found(document([line('1', '1', [tax('19')]), line('1', '1', [tax('0', { category: 'O', reason: 'x' })])]))).toEqual([
      '?lines OUTSIDE_SCOPE_MIXED',
    ]);
  });
});
