// Credit notes: T48 mirrors exactly, T49 the remainder goes to the last, T50 nothing is credited twice.
import { describe, expect, test } from 'vitest';
import { type CreditFigures, type CreditNote, type CreditRequest, creditLeft, creditNote } from '../../../domain/creditNote.ts';
import { minor } from '../../../domain/money.ts';
import { discount, document, line, tax } from './build.ts';
import { issued } from './issued.ts';
import { notesInPieces } from './creditPieces.ts';

const vat20 = tax('20');
const three = issued(document([line('3', '1.03', [vat20])]));
const money = (amount: number) => minor(amount);

/** Credits one request after the other. */
function credit(invoice: ReturnType<typeof issued>, ...requests: CreditRequest[]): CreditNote[] {
  const notes: CreditNote[] = [];
  for (const request of requests)
    notes.push(
      creditNote(
        invoice,
        notes.map(({ figures }) => figures),
        request,
      ),
    );
  return notes;
}
const one = (n = 0): CreditRequest => ({ kind: 'lines', lines: [{ line: n, quantity: '1' }] });
const whole: CreditRequest = { kind: 'whole' };

describe('a full credit note', () => {
  test('T48 mirrors the invoice in every figure, with its number and date, currency, rate, price mode and rounding', () => {
    const invoice = issued(
      document([line('10', '10.05', [vat20]), line('5', '5.55', [tax('7')])], {
        currency: 'USD',
        taxRounding: 'down',
        adjustments: [discount({ amount: money(357) })],
      }),
      {
        number: 'INV-7',
        issueDate: '2026-11-20',
        rate: '0.92',
      },
    );
    const note = creditNote(invoice, [], whole);
    expect(note).toMatchObject({
      kind: 'credit-note',
      original: { number: 'INV-7', issueDate: '2026-11-20' },
      currency: 'USD',
      rate: '0.92',
      baseCurrency: 'EUR',
      pricesIncludeTax: false,
      taxRounding: 'down',
      full: true,
    });
    expect(note.totals).toEqual(invoice.totals);
    expect(note.taxes).toEqual(invoice.taxes);
    expect(note.lines).toEqual(invoice.lines);
    expect(note.baseTotal).toBe(invoice.baseTotal);
  });

  test('T48 after parts, credits what is left: per rate all notes together are the invoice', () => {
    const invoice = issued(
      document([line('3', '10.05', [vat20]), line('1', '5.55', [tax('7')])], { adjustments: [discount({ amount: money(357) })] }),
    );
    const notes = credit(invoice, one(), { kind: 'sum', amount: money(500), description: 'Goodwill' }, whole);
    const perRate = (id: string) => notes.flatMap(({ taxes }) => taxes.filter(({ component }) => component.id === id));
    for (const { component, base, amount } of invoice.taxes) {
      expect(perRate(component.id).reduce((sum, t) => sum + t.base, 0)).toBe(base);
      expect(perRate(component.id).reduce((sum, t) => sum + t.amount, 0)).toBe(amount);
    }
    expect(notes.reduce((sum, { totals }) => sum + totals.payable, 0)).toBe(invoice.totals.payable);
    expect(notes[2]?.full).toBe(true);
  });

  test('T48 a whole line takes exactly its own rate, its share of the document discount included', () => {
    const invoice = issued(
      document([line('1', '10.05', [vat20]), line('1', '20.10', [vat20]), line('1', '5.55', [tax('7')])], {
        adjustments: [discount({ amount: money(357) })],
      }),
    );
    const [note] = credit(invoice, { kind: 'lines', lines: [{ line: 2, quantity: null }] });
    expect(note?.taxes.map(({ base, amount }) => [base, amount])).toEqual([[500, 35]]);
    expect(note?.totals).toMatchObject({ lineNet: 555, allowances: 55, net: 500, tax: 35, payable: 535 });
  });

  test('T24 gives the cash rounding back with the last part only, and never more than was payable', () => {
    const invoice = issued(document([line('2', '49.875', [tax('8.1')])], { currency: 'CHF', payableRounding: money(5) }));
    expect(invoice.totals).toMatchObject({ payable: 10785, rounding: 2 });
    const notes = credit(invoice, one(), one());
    expect(notes.map(({ totals }) => totals.rounding)).toEqual([0, 2]);
    expect(notes.reduce((sum, { totals }) => sum + totals.payable, 0)).toBe(10785);
  });
});

describe('credit in parts', () => {
  test('T49 the invoice of T01 credited one unit at a time gives VAT 0.21, 0.21, 0.20', () => {
    const notes = credit(three, one(), one(), one());
    expect(notes.map(({ totals }) => totals.tax)).toEqual([21, 21, 20]);
    expect(notes.map(({ totals }) => totals.payable)).toEqual([124, 124, 123]);
    expect(notes.map(({ full }) => full)).toEqual([false, false, true]);
    expect(() =>
      creditNote(
        three,
        notes.map(({ figures }) => figures),
        one(),
      ),
    ).toThrow('CREDIT_NOTHING_LEFT');
  });

  test('T49 many tiny parts never drift from the tax of the whole', () => {
    const invoice = issued(document([line('100', '0.02', [vat20])]));
    const notes = credit(invoice, ...Array.from({ length: 100 }, () => one()));
    const taxes = notes.map(({ totals }) => totals.tax);
    expect(Math.max(...taxes)).toBe(1);
    let sum = 0;
    taxes.forEach((amount, i) => {
      sum += amount;
      expect(Math.abs(sum - 0.4 * (i + 1))).toBeLessThan(1);
    });
    expect(sum).toBe(40);
  });

  test('T08 with prices that include tax the gross of each part is what was typed', () => {
    const invoice = issued(document([line('3', '9.99', [vat20])], { pricesIncludeTax: true }));
    const notes = credit(invoice, one(), one(), one());
    expect(notes.map(({ totals }) => [totals.net, totals.tax, totals.gross])).toEqual([
      [833, 166, 999],
      [833, 166, 999],
      [832, 167, 999],
    ]);
  });

  test('T49 fixed discounts on prices with tax are given back as they were typed, rounded the way the invoice was', () => {
    const adjustments = [10_01, 20_03, 3_07, 1_99].map((amount) => discount({ amount: money(amount) }));
    const lines = [line('2', '119.99', [vat20]), line('3', '53.33', [tax('7')])];
    const invoice = issued(document(lines, { pricesIncludeTax: true, taxRounding: 'down', adjustments }));
    const notes = credit(invoice, one(), one(1), whole);
    expect(notes.map(({ taxRounding }) => taxRounding)).toEqual(['down', 'down', 'down']);
    const back = (j: number) => notes.reduce((sum, note) => sum + (note.adjustments[j]?.entered ?? 0), 0);
    expect(adjustments.map((_, j) => back(j))).toEqual([10_01, 20_03, 3_07, 1_99]);
    expect(creditNote(invoice, [], whole).adjustments).toEqual(invoice.adjustments);
  });

  test('by amount: a price reduction leaves the quantity, and what comes back later is worth the reduced price', () => {
    const invoice = issued(document([line('10', '10', [vat20])]));
    const [first, second] = credit(
      invoice,
      { kind: 'lines', lines: [{ line: 0, amount: money(5000) }] },
      { kind: 'lines', lines: [{ line: 0, quantity: '4' }] },
    );
    expect(first?.lines[0]).toMatchObject({ quantity: '1', unitPrice: '50', net: 5000 });
    expect(second?.lines[0]).toMatchObject({ quantity: '4', unitPrice: '5', net: 2000 });
    expect(second?.totals).toMatchObject({ net: 2000, tax: 400 });
    expect(
      creditLeft(
        invoice,
        [first, second].flatMap((n) => (n ? [n.figures] : [])),
      ),
    ).toMatchObject({ lines: [{ quantity: '6', amount: 3000 }], gross: 3600, full: false });
  });

  test('by a sum including tax: exactly that sum, one line per rate, in proportion', () => {
    const invoice = issued(document([line('1', '100', [vat20]), line('2', '50', [tax('10')])]));
    const [note] = credit(invoice, { kind: 'sum', amount: money(2300), description: 'Goodwill' });
    expect(note?.totals).toMatchObject({ net: 2000, tax: 300, gross: 2300, payable: 2300 });
    expect(note?.lines.map(({ description, quantity, net }) => [description, quantity, net])).toEqual([
      ['Goodwill', '1', 1000],
      ['Goodwill', '1', 1000],
    ]);
    // 0.03 has no net with 20 % that meets it: the sum is kept all the same.
    expect(credit(three, { kind: 'sum', amount: money(3), description: 'x' })[0]?.totals.gross).toBe(3);
  });

  test('a credit first lessens what is still payable, then what was paid before', () => {
    const invoice = issued(document([line('2', '50', [tax('19')])], { prepaid: money(5000) }));
    expect(credit(invoice, one(), one()).map(({ totals }) => [totals.gross, totals.prepaid, totals.payable])).toEqual([
      [5950, 0, 5950],
      [5950, 5000, 950],
    ]);
  });

  test('T48 an invoice that also took something back is credited in parts too, returns with their own sign', () => {
    const invoice = issued(document([line('2', '50', [vat20]), line('-1', '10.01', [vat20])]));
    const notes = credit(invoice, one(), { kind: 'lines', lines: [{ line: 1, quantity: '-1' }] }, whole);
    expect(notes.map(({ totals }) => totals.net)).toEqual([5000, -1001, 5000]);
    expect(notes.reduce((sum, { totals }) => sum + totals.tax, 0)).toBe(invoice.totals.tax);
  });

  test('T15 withheld tax comes back in its part', () => {
    const invoice = issued(document([line('2', '500', [tax('21'), tax('15', { withholding: true })])]));
    expect(credit(invoice, one(), one()).map(({ totals }) => [totals.tax, totals.withheld, totals.payable])).toEqual([
      [10500, 7500, 53000],
      [10500, 7500, 53000],
    ]);
  });
});

describe('T50 crediting too much is refused', () => {
  const once = creditNote(three, [], { kind: 'lines', lines: [{ line: 0, quantity: '2' }] }).figures;
  test.each<[string, readonly CreditFigures[], CreditRequest, string]>([
    ['by quantity', [], { kind: 'lines', lines: [{ line: 0, quantity: '3.0001' }] }, 'CREDIT_OVER'],
    ['by quantity after a part', [once], { kind: 'lines', lines: [{ line: 0, quantity: '2' }] }, 'CREDIT_OVER'],
    ['by amount', [], { kind: 'lines', lines: [{ line: 0, amount: money(310) }] }, 'CREDIT_OVER'],
    ['by amount after a part', [once], { kind: 'lines', lines: [{ line: 0, amount: money(104) }] }, 'CREDIT_OVER'],
    ['by a sum', [once], { kind: 'sum', amount: money(125), description: 'x' }, 'CREDIT_OVER'],
    ['after full credit', [once, creditNote(three, [once], whole).figures], whole, 'CREDIT_NOTHING_LEFT'],
    ['against the direction', [], { kind: 'lines', lines: [{ line: 0, quantity: '-1' }] }, 'CREDIT_OVER'],
    ['of nothing', [], { kind: 'lines', lines: [{ line: 0, quantity: '0' }] }, 'CREDIT_EMPTY'],
    ['of no line', [], { kind: 'lines', lines: [] }, 'CREDIT_EMPTY'],
    [
      'of a line twice',
      [],
      {
        kind: 'lines',
        lines: [
          { line: 0, quantity: '1' },
          { line: 0, quantity: '1' },
        ],
      },
      'CREDIT_LINE',
    ],
    ['of a line that is not there', [], { kind: 'lines', lines: [{ line: 1, quantity: '1' }] }, 'CREDIT_LINE'],
  ])('%s', (_, before, request, code) => {
    expect(() => creditNote(three, before, request)).toThrow(code);
  });
});

test(
  'T27 T48 T49 800 generated invoices credited in random pieces: every note holds the sums, all notes together are the invoice',
  { timeout: 120_000 },
  () => {
    for (let seed = 1; seed <= 800; seed += 1) {
      const problem = notesInPieces(seed);
      if (problem !== null) expect.fail(`seed ${seed}: ${problem}`);
    }
  },
);
