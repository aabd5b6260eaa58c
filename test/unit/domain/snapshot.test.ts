import { describe, expect, it } from 'vitest';
import type { Buyer, Draft, DraftLine, Seller, TaxRate } from '../../../domain/draft.ts';
import { buildSnapshot, type SnapshotInput } from '../../../domain/snapshot.ts';

const seller: Seller = {
  name: 'Studio',
  tagline: '',
  legalName: '',
  companyNumber: '',
  street: '',
  street2: '',
  city: '',
  region: '',
  postcode: '',
  country: 'IE',
  phone: '',
  email: '',
  website: '',
  vatId: 'IE1234567X',
  taxNumber: '',
  bank: { holder: '', iban: '', bic: '', other: '' },
  accent: '#000000',
  footer: '',
  logo: null,
  currency: 'EUR',
  language: 'en',
  terms: { kind: 'net', days: 14 },
  taxRounding: 'half-up',
  payableRounding: 0,
  backdating: 'warn',
};
const buyer: Buyer = {
  name: 'Café',
  contact: '',
  street: '',
  street2: '',
  city: '',
  region: '',
  postcode: '',
  country: 'AT',
  vatId: '',
  taxNumber: '',
  email: '',
  phone: '',
  language: 'de',
  terms: null,
};
const vat: TaxRate = {
  id: 'vat',
  name: 'VAT',
  category: 'S',
  compound: false,
  withholding: false,
  reason: '',
  versions: [
    { from: '2025-01-01', rate: '20' },
    { from: '2026-07-01', rate: '25' },
  ],
};
const line = (fields: Partial<DraftLine> = {}): DraftLine => ({
  itemId: null,
  description: 'Poster',
  detail: '',
  quantity: '1',
  unit: 'pcs',
  unitPrice: '100',
  per: '1',
  adjustments: [],
  taxIds: ['vat'],
  ...fields,
});
const draft = (fields: Partial<Draft> = {}): Draft => ({
  customerId: 'c',
  seriesId: null,
  issueDate: '2026-11-20',
  dueDate: null,
  terms: null,
  supplyDate: null,
  reference: '',
  subject: '',
  note: '',
  currency: 'EUR',
  rate: '',
  language: null,
  pricesIncludeTax: false,
  lines: [line()],
  adjustments: [],
  ...fields,
});
const build = (fields: Partial<Draft> = {}, more: Partial<SnapshotInput> = {}) =>
  buildSnapshot({ draft: draft(fields), customer: buyer, business: seller, taxRates: [vat], number: 'INV-1', ...more });
const found = (fields: Partial<Draft>, more: Partial<SnapshotInput> = {}) =>
  build(fields, more).problems.map(({ path, code }) => `${path} ${code}`);

describe('a snapshot', () => {
  it('takes the tax rate of the day of supply, not of the issue date or today (T20)', () => {
    expect(build().snapshot.totals.tax).toBe(2500);
    expect(build({ supplyDate: '2026-06-30' }).snapshot.totals.tax).toBe(2000);
    expect(found({ supplyDate: '2024-12-31' })).toContain('lines.0.taxIds TAX_NOT_YET');
  });

  it('works the due date out of the draft, else the customer, else the business', () => {
    expect(build().snapshot).toMatchObject({ dueDate: '2026-12-04', terms: { kind: 'net', days: 14 } });
    expect(build({}, { customer: { ...buyer, terms: { kind: 'eom', days: 0 } } }).snapshot.dueDate).toBe('2026-11-30');
    expect(build({ terms: { kind: 'immediate' } }).snapshot.dueDate).toBe('2026-11-20');
    expect(build({ dueDate: '2027-01-01' }).snapshot).toMatchObject({ dueDate: '2027-01-01', terms: null });
  });

  it('says that its tax is due when paid only where that is so; without it, it is the snapshot it always was', () => {
    expect(build({}, { taxDue: 'paid' }).snapshot).toEqual({ ...build().snapshot, taxDue: 'paid' });
    for (const { snapshot } of [build(), build({}, { taxDue: 'invoiced' }), build({ kind: 'quote' }, { taxDue: 'paid' })]) expect(Object.keys(snapshot)).not.toContain('taxDue');
  });

  it('is written in the language of the draft, else the customer, else the business', () => {
    expect(build().snapshot.language).toBe('de');
    expect(build({ language: 'fr' }).snapshot.language).toBe('fr');
    expect(build({}, { customer: null }).snapshot.language).toBe('en');
  });

  it('keeps how tax was rounded and every document discount as typed, not only without tax', () => {
    const adjustment = { kind: 'allowance' as const, reason: 'Regular', taxIds: null, afterTax: false };
    const adjustments = [{ ...adjustment, percent: null, amount: 1250 }, { ...adjustment, percent: '10', amount: null }];
    const { snapshot, totals } = build({ pricesIncludeTax: true, adjustments }, { business: { ...seller, taxRounding: 'half-even' } });
    expect(snapshot.taxRounding).toBe('half-even');
    expect(snapshot.adjustments.map(({ entered, amount }) => [entered, amount])).toEqual([
      [1250, 1000],
      [totals.adjustments[1]?.entered, totals.adjustments[1]?.amount],
    ]);
  });

  it('leaves out lines nobody has begun and still names problems by the line on screen', () => {
    const blank = line({ description: '', quantity: '1', unitPrice: '', taxIds: [] });
    const built = build({ lines: [blank, line(), blank, line({ quantity: '' })] });
    expect(built.snapshot.lines).toHaveLength(2);
    expect(built.problems.map(({ path }) => path)).toContain('lines.3.quantity');
  });

  it('never throws on half-typed cells: they count as zero and are named', () => {
    const adjustments = [{ kind: 'allowance' as const, percent: '', amount: null, reason: '' }];
    const built = build({
      lines: [line({ quantity: '', unitPrice: '', adjustments })],
      adjustments: [{ ...adjustments[0]!, percent: null, taxIds: ['gone'], afterTax: false }],
    });
    expect(built.snapshot.totals.payable).toBe(0);
    expect(built.problems.map(({ path, code }) => `${path} ${code}`)).toEqual(
      expect.arrayContaining([
        'lines.0.quantity QUANTITY_MISSING',
        'lines.0.unitPrice PRICE_MISSING',
        'lines.0.adjustments.0.percent PERCENT_MISSING',
        'adjustments.0.taxIds TAX_UNKNOWN',
      ]),
    );
  });

  it('names the line whose amount no computer should carry (SECURITY e 56)', () => {
    const huge = line({ quantity: '999999999999', unitPrice: '999999999999' });
    expect(found({ lines: [line(), huge] })).toContain('lines.1.quantity AMOUNT_TOO_LARGE');
    const large = line({ quantity: '1', unitPrice: '80000000000000' });
    expect(found({ lines: [large, large] })).toContain('lines AMOUNT_TOO_LARGE');
  });

  it('a foreign currency needs a rate, and then holds its base total (T34, T35)', () => {
    expect(found({ currency: 'USD' })).toContain('rate RATE_MISSING');
    expect(build({ currency: 'USD', rate: '0.858762', lines: [line({ unitPrice: '1560', taxIds: [] })] }).snapshot).toMatchObject({
      rate: '0.858762',
      baseTotal: 133967,
    });
    expect(build({ rate: '3' }).snapshot).toMatchObject({ rate: null, baseTotal: null });
  });

  it('rounds to the smallest coin only in the home currency (T24)', () => {
    const swiss = { ...seller, currency: 'CHF', payableRounding: 5 };
    const lines = [line({ unitPrice: '107.83', taxIds: [] })];
    expect(build({ currency: 'CHF', lines }, { business: swiss }).snapshot.totals).toMatchObject({ payable: 10785, rounding: 2 });
    expect(build({ currency: 'EUR', rate: '1', lines }, { business: swiss }).snapshot.totals).toMatchObject({
      payable: 10783,
      rounding: 0,
    });
  });

  it("puts problems of the customer, the number and the taxes under the draft's own fields", () => {
    expect(found({}, { customer: null })).toContain('customerId BUYER_MISSING');
    expect(found({}, { number: 'WAY-TOO-LONG-2026-0001', numberRules: 'india' })).toContain('seriesId NUMBER_TOO_LONG');
    const reverse: TaxRate = { ...vat, category: 'AE', versions: [{ from: '2025-01-01', rate: '0' }], reason: 'Reverse charge' };
    expect(found({}, { taxRates: [reverse] })).toContain('customerId BUYER_VAT_ID_MISSING');
    expect(found({ lines: [line({ taxIds: ['vat', 'vat'] })] })).toContain('lines.0.taxIds TAX_TWICE');
  });

  it('a seller who must always state the date of supply states the day of the invoice, or the one that was typed', () => {
    for (const country of ['DE', 'AT']) {
      const business = { ...seller, country };
      expect(build({}, { business }).snapshot.supplyDate).toBe(build({}).snapshot.issueDate);
      expect(build({ supplyDate: '2026-01-05' }, { business }).snapshot.supplyDate).toBe('2026-01-05');
    }
    expect(build({}).snapshot.supplyDate).toBeNull();
  });
});
