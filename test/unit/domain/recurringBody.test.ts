// A recurring invoice's template and the invoice of one date made from it.
import { describe, expect, test } from 'vitest';
import type { Draft, DraftLine } from '../../../domain/draft.ts';
import { fillPlaceholders, unknownPlaceholders } from '../../../domain/placeholder.ts';
import type { Schedule } from '../../../domain/recurrence.ts';
import { bodyAt, mayRunAlone, movedPrices, templateOf } from '../../../domain/recurringBody.ts';

const line = (more: Partial<DraftLine> = {}): DraftLine => ({
  itemId: null,
  description: 'Hosting',
  detail: '',
  quantity: '1',
  unit: '',
  unitPrice: '20',
  per: '1',
  adjustments: [],
  taxIds: [],
  ...more,
});
const draft = (more: Partial<Draft> = {}): Draft => ({
  customerId: null,
  seriesId: null,
  issueDate: '2026-01-31',
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
  ...more,
});
const monthly: Schedule = { anchor: '2026-01-31', every: 1, unit: 'month', end: { kind: 'never' }, pauses: [] };

describe('the template', () => {
  test('keeps a pay-by date as days, forgets the rate of exchange and lines nobody began (T35)', () => {
    const kept = templateOf(draft({ dueDate: '2026-02-14', rate: '1.08', lines: [line(), line({ description: '', unitPrice: '' })] }));
    expect(kept).toMatchObject({ dueDate: null, terms: { kind: 'net', days: 14 }, rate: '' });
    expect(kept.lines).toHaveLength(1);
  });

  test('of a converted quote is an ordinary invoice that uses up nothing of it', () => {
    const source = { id: '01900000-0000-7000-8000-000000000009', adjustments: [] };
    const kept = templateOf(draft({ kind: 'final-invoice', sources: [source], deposits: [], validUntil: null, lines: [{ ...line(), sourceLine: 0, sourceAt: 1 }] }));
    expect(Object.keys(kept)).not.toEqual(expect.arrayContaining(['kind']));
    expect(JSON.stringify(kept)).not.toMatch(/source|deposits|validUntil|kind/);
  });

  test('leaves the terms alone where no pay-by date was typed, or one nobody could mean', () => {
    expect(templateOf(draft({ terms: { kind: 'eom', days: 30 } })).terms).toEqual({ kind: 'eom', days: 30 });
    expect(templateOf(draft({ dueDate: '2025-01-01' })).terms).toBeNull();
  });
});

describe('the invoice of one date', () => {
  test('T62 is dated its own day; the day of supply moves with it', () => {
    const body = bodyAt(draft({ supplyDate: '2026-02-01' }), monthly, 1, [], 'en');
    expect(body).toMatchObject({ issueDate: '2026-02-28', supplyDate: '2026-03-01' });
  });

  test('fills in the period in the language of the document, and leaves braces that mean nothing', () => {
    const template = draft({ subject: 'Rent {month}', note: '{from} – {to}, {who}?', lines: [line({ description: 'Year {year}' })] });
    const body = bodyAt(template, monthly, 2, [], 'de');
    expect(body.subject).toBe('Rent März 2026');
    expect(body.note).toMatch(/^31\. März 2026 – 29\. Apr\.? 2026, \{who\}\?$/);
    expect(body.lines[0]?.description).toBe('Year 2026');
  });

  test('a text that grows beyond its field is cut there', () => {
    expect([...bodyAt(draft({ reference: `${'x'.repeat(55)}{month}` }), monthly, 0, [], 'en').reference]).toHaveLength(60);
  });

  test('has the price of its day', () => {
    const prices = [{ from: '2026-03-01', line: 0, unitPrice: '25' }];
    expect(bodyAt(draft(), monthly, 1, prices, 'en').lines[0]?.unitPrice).toBe('20');
    expect(bodyAt(draft(), monthly, 2, prices, 'en').lines[0]?.unitPrice).toBe('25');
  });
});

describe('price changes when the template is written anew', () => {
  const old = [line({ description: 'A' }), line({ description: 'B' }), line({ description: 'C' })];
  test('follow their line, and are dropped with it', () => {
    const prices = [0, 1, 2].map((at) => ({ from: '2026-05-01', line: at, unitPrice: '9' }));
    const after = [line({ description: 'C' }), line({ description: 'A', unitPrice: '21' })];
    expect(movedPrices(old, after, prices)).toEqual({
      prices: [
        { from: '2026-05-01', line: 1, unitPrice: '9' },
        { from: '2026-05-01', line: 0, unitPrice: '9' },
      ],
      dropped: 1,
    });
  });

  test('are dropped where two lines could be meant', () => {
    const after = [line({ description: 'X' }), line({ description: 'A' }), line({ description: 'A' })];
    expect(movedPrices(old, after, [{ from: '2026-05-01', line: 0, unitPrice: '9' }])).toEqual({ prices: [], dropped: 1 });
  });
});

test('T65 what is a week old may go out alone; after longer the owner looks first, at all of them', () => {
  expect(mayRunAlone([{ date: '2026-11-13' }, { date: '2026-11-20' }], '2026-11-20')).toBe(true);
  expect(mayRunAlone([{ date: '2026-11-12' }, { date: '2026-11-20' }], '2026-11-20')).toBe(false);
});

test('names in braces: known ones are filled in, others stay and are told', () => {
  expect(fillPlaceholders('{a} {b} {constructor}', { a: '1' })).toBe('1 {b} {constructor}');
  expect(unknownPlaceholders('{a} {b} {b} {c}', ['a'])).toEqual(['b', 'c']);
});
