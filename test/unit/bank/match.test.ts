import { describe, expect, it } from 'vitest';
import { matchLine } from '../../../domain/bankMatch.ts';
import type { KnownParty, MatchDocument, MatchLine } from '../../../domain/bankProposal.ts';
import { nameLikeness } from '../../../domain/bankNames.ts';
import { findNumbers, numberKey, possibleKeys } from '../../../domain/bankNumbers.ts';
import { minor } from '../../../domain/money.ts';

function doc(number: string, balance: number, more: Partial<MatchDocument> = {}): MatchDocument {
  return { id: `id-${number}`, number, customerId: 'fischer', customer: 'Fischer Möbel GmbH', currency: 'EUR', balance: minor(balance), next: minor(balance), issueDate: '2026-11-01', dueDate: '2026-11-15', early: null, ...more };
}
function line(amount: number, text: string, more: Partial<MatchLine> = {}): MatchLine {
  return { amount: minor(amount), currency: 'EUR', bookingDate: '2026-11-20', text, structuredRef: '', endToEnd: '', name: '', charges: minor(0), ...more };
}
const kelly = { customerId: 'kelly', customer: 'Kelly Interiors' };
const best = (payment: MatchLine, documents: readonly MatchDocument[], known: readonly KnownParty[] = []) => matchLine(payment, documents, known)[0];
const codes = (payment: MatchLine, documents: readonly MatchDocument[], known: readonly KnownParty[] = []) => best(payment, documents, known)?.reasons.map(({ code }) => code);

describe('a document number in what the payer wrote', () => {
  it.each([
    ['INV-2026-0017', 'exact'], ['Rechnung Nr. INV-2026-0017 vom 2.11.', 'exact'], ['inv 2026 0017', 'exact'], ['INV20260017', 'exact'], ['INV-2026- 0017', 'exact'], ['INV-20 26-00 17', 'exact'],
    ['INV/2026/0017/500EUR', 'exact'], ['1NV-2O26-OOl7', 'unclear'], ['INV-2026-OO17', 'unclear'], ['invoice 2026-0017', 'digits'], ['20260017', 'digits'], ['Invoice 17', 'tail'], ['Nr 0017 danke', 'tail'],
    ['INV-2026-00171', undefined], ['INV-2026-0018', undefined], ['1234567', undefined], ['', undefined],
  ])('%j is found as %s', (text, hit) => {
    expect(findNumbers(text, ['INV-2026-0017']).get('INV-2026-0017')).toBe(hit);
  });

  it('is not found inside a longer one, and two are found side by side', () => {
    expect([...findNumbers('INV-2026-0017', ['INV-2026-001', 'INV-2026-0017']).keys()]).toEqual(['INV-2026-0017']);
    expect([...findNumbers('INV-2026-001 7', ['INV-2026-001', 'INV-2026-0017']).keys()]).toEqual(['INV-2026-0017']);
    expect([...findNumbers('INV-2026-0017, INV-2026-0018', ['INV-2026-0017', 'INV-2026-0018']).keys()]).toEqual(['INV-2026-0017', 'INV-2026-0018']);
  });

  it('can be looked up by one of the keys of the text', () => {
    for (const text of ['Rechnung INV-2026-0017', 'INV 2026 0017', 'INV20260017', 'lNV-2026-OO17 + 3']) expect(possibleKeys(text)).toContain(numberKey('INV-2026-0017'));
    expect(possibleKeys(`${'12 '.repeat(5000)}`).length).toBeLessThan(700);
  });
});

describe('names', () => {
  it.each([
    ['Fischer Möbel GmbH', 'FISCHER MOEBEL', 'same'], ['Kelly Interiors Ltd', 'Interiors Kelly', 'same'], ['Zander & Söhne', 'Zander und Soehne OHG', 'same'], ['Bellrock Hotel', 'Bellrock Hotel Tralee', 'similar'],
    ['Kelly Interiors', 'Kelly', 'similar'], ['Kelly Interiors', 'Nolan Interiors', null], ['GmbH', 'GmbH', 'same'], ['', 'Kelly', null],
  ])('%s and %s are %s', (a, b, likeness) => {
    expect(nameLikeness(a, b)).toBe(likeness);
    expect(nameLikeness(b, a)).toBe(likeness);
  });
});

describe('a payment on the statement', () => {
  const open = [doc('INV-2026-0017', 119000), doc('INV-2026-0018', 50000), doc('INV-2026-0021', 119000, kelly), doc('INV-2026-0030', 7001, kelly)];

  it('with number and amount is as sure as anything gets, and says why', () => {
    expect(best(line(119000, 'Rechnung INV-2026-0017', { name: 'Fischer Moebel' }), open)).toEqual({
      customerId: 'fischer', customer: 'Fischer Möbel GmbH', parts: [{ documentId: 'id-INV-2026-0017', number: 'INV-2026-0017', amount: 119000, rest: 'open' }], others: [], unapplied: 0, confidence: 94,
      reasons: [{ code: 'number', number: 'INV-2026-0017' }, { code: 'amount', count: 1 }, { code: 'name' }],
    });
  });

  it('of the same amount as two invoices is unsure until the name, or an earlier payment from the account, tells them apart', () => {
    const both = matchLine(line(119000, 'thank you'), open);
    expect(both.map(({ customerId, confidence }) => [customerId, confidence])).toEqual([['fischer', 27], ['kelly', 27]]);
    expect(both[0]?.reasons).toContainEqual({ code: 'others-alike', count: 1 });
    expect(best(line(119000, 'thank you', { name: 'KELLY INTERIORS' }), open)).toMatchObject({ customerId: 'kelly', confidence: 70 });
    expect(best(line(119000, 'thank you'), open, [{ customerId: 'kelly', by: 'iban', times: 2 }])).toMatchObject({ customerId: 'kelly', confidence: 82, reasons: [{ code: 'amount' }, { code: 'iban', count: 2 }] });
  });

  it('for several invoices is split over those it names, or over those of the payer that add up', () => {
    expect(best(line(169000, 'INV-2026-0017 und INV-2026-0018'), open)).toMatchObject({ parts: [{ number: 'INV-2026-0017', amount: 119000 }, { number: 'INV-2026-0018', amount: 50000 }], unapplied: 0, confidence: 90 });
    expect(best(line(169000, 'our account', { name: 'Fischer Möbel' }), open)).toMatchObject({ parts: [{ amount: 119000 }, { amount: 50000 }], confidence: 67, reasons: [{ code: 'sum', count: 2 }, { code: 'name' }] });
    expect(best(line(169000, 'INV-2026-0018 and the other'), open)?.parts.map(({ number, amount }) => [number, amount])).toEqual([['INV-2026-0018', 50000], ['INV-2026-0017', 119000]]);
  });

  it('less the early-payment discount settles the invoice while its day has not passed (T58)', () => {
    const early = [doc('INV-2026-0040', 11900, { early: { pay: minor(11662), until: '2026-11-20' } })];
    expect(best(line(11662, 'INV-2026-0040'), early)).toMatchObject({ parts: [{ amount: 11662, rest: 'early' }], unapplied: 0, confidence: 90 });
    expect(best(line(11662, 'INV-2026-0040', { bookingDate: '2026-11-21' }), early)).toMatchObject({ parts: [{ amount: 11662, rest: 'open' }], confidence: 81, reasons: [{ code: 'number' }, { code: 'part' }] });
  });

  it('that is less, more, or less by what banks kept, is proposed as such', () => {
    expect(best(line(40000, 'INV-2026-0018 first part'), open)).toMatchObject({ parts: [{ amount: 40000, rest: 'open' }], unapplied: 0, reasons: [{ code: 'number' }, { code: 'part' }] });
    expect(best(line(60000, 'INV-2026-0018'), open)).toMatchObject({ parts: [{ amount: 50000 }], unapplied: 10000, reasons: [{ code: 'number' }, { code: 'over' }] });
    expect(codes(line(49000, 'INV-2026-0018', { charges: minor(1000) }), open)).toEqual(['number', 'charges']);
  });

  it('of exactly the next instalment is taken as that (T51)', () => {
    expect(best(line(3333, 'INV-2026-0050'), [doc('INV-2026-0050', 10000, { next: minor(3333) })])).toMatchObject({ parts: [{ amount: 3333, rest: 'open' }], confidence: 89, reasons: [{ code: 'number' }, { code: 'instalment' }] });
  });

  it('from a known payer without anything that fits goes to the oldest invoices, and says that this is little to go by', () => {
    const guess = best(line(130000, 'thanks'), open, [{ customerId: 'fischer', by: 'iban', times: 1 }]);
    expect(guess).toMatchObject({ parts: [{ number: 'INV-2026-0017', amount: 119000 }, { number: 'INV-2026-0018', amount: 11000 }], reasons: [{ code: 'oldest' }, { code: 'iban' }] });
    expect(guess?.confidence).toBeLessThan(60);
  });

  it('from the account of another customer is less sure, and says so', () => {
    const other = best(line(50000, 'INV-2026-0018'), open, [{ customerId: 'kelly', by: 'iban', times: 3 }]);
    expect(other).toMatchObject({ customerId: 'fischer', confidence: 63 });
    expect(other?.reasons).toContainEqual({ code: 'other-payer' });
  });

  it('is never proposed for what is settled, for another currency, or when it is money out', () => {
    expect(matchLine(line(119000, 'INV-2026-0017'), [doc('INV-2026-0017', 0), doc('INV-2026-0017', 119000, { currency: 'USD' })])).toEqual([]);
    expect(matchLine(line(-119000, 'INV-2026-0017'), open)).toEqual([]);
    expect(matchLine(line(4242, 'rent'), open)).toEqual([]);
  });
});

describe('a payment for several customers', () => {
  const open = [doc('INV-2026-0017', 119000), doc('INV-2026-0018', 50000), doc('INV-2026-0030', 7001, kelly)];

  it('that names documents of both and is exactly their sum is one payment for each; nobody is surer than likely', () => {
    const [split, ...rest] = matchLine(line(126001, 'INV-2026-0017 + INV-2026-0030', { name: 'Fischer Moebel' }), open);
    expect(split).toEqual({
      customerId: 'fischer', customer: 'Fischer Möbel GmbH', parts: [{ documentId: 'id-INV-2026-0017', number: 'INV-2026-0017', amount: 119000, rest: 'open' }],
      others: [{ customerId: 'kelly', customer: 'Kelly Interiors', parts: [{ documentId: 'id-INV-2026-0030', number: 'INV-2026-0030', amount: 7001, rest: 'open' }] }], unapplied: 0, confidence: 84,
      reasons: [{ code: 'number', number: 'INV-2026-0017' }, { code: 'number', number: 'INV-2026-0030' }, { code: 'sum', count: 2 }, { code: 'name' }, { code: 'customers', count: 2 }],
    });
    expect(rest.every(({ confidence, others }) => confidence < 84 && others.length === 0)).toBe(true);
  });

  it('is not guessed: a cent more or less, or numbers that are not named, and each proposal is of one customer', () => {
    for (const payment of [line(126002, 'INV-2026-0017 + INV-2026-0030'), line(126000, 'INV-2026-0017 + INV-2026-0030'), line(126001, 'thank you'), line(126001, 'Invoice 17 and 30')])
      expect(matchLine(payment, open).every(({ others }) => others.length === 0)).toBe(true);
  });

  it('T58: an early-payment discount of one of them is taken off where that makes the sum', () => {
    const early = doc('INV-2026-0040', 10000, { early: { pay: minor(9800), until: '2026-11-20' } });
    const [split] = matchLine(line(16801, 'INV-2026-0040 INV-2026-0030'), [...open, early]);
    expect(split?.parts).toMatchObject([{ amount: 7001, rest: 'open' }]);
    expect(split?.others).toMatchObject([{ customerId: 'fischer', parts: [{ documentId: 'id-INV-2026-0040', number: 'INV-2026-0040', amount: 9800, rest: 'early' }] }]);
  });
});
