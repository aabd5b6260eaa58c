// The business that the demo ships: whole, believable to the app's own rules, and nobody's real data.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isCountry } from '../../../domain/country.ts';
import { isDate } from '../../../domain/date.ts';
import { isDec, parseDec } from '../../../domain/decimal.ts';
import { findCardNumber } from '../../../domain/pan.ts';
import { vatIdProblem } from '../../../domain/taxId.ts';
import { readCsv } from '../../../tools/demo/csv.ts';

const file = (name: string) => readCsv(readFileSync(`tools/sample/${name}.csv`, 'utf8'));
const [customers, products, orders, lines] = [file('customers'), file('products'), file('orders'), file('order-lines')];
const repeated = (all: readonly (string | undefined)[]) => all.filter((one, i) => all.indexOf(one) !== i);

describe('the sample business', () => {
  it('is as large as the documents say', () => {
    expect([customers.length, products.length, orders.length]).toEqual([60, 80, 400]);
    expect(lines.length).toBeGreaterThan(1000);
  });

  it('has customers whose countries and VAT numbers have a right form, at addresses that cannot be written to', () => {
    expect(new Set(customers.map((one) => one['Country'])).size).toBeGreaterThan(15);
    expect(customers.filter((one) => !isCountry(one['Country'] ?? ''))).toEqual([]);
    expect(customers.filter((one) => one['VAT number'] !== '' && vatIdProblem(one['VAT number'] ?? '', one['Country'] ?? '') !== null)).toEqual([]);
    expect(customers.filter((one) => !(one['E-mail'] ?? '').endsWith('.example'))).toEqual([]);
  });

  it('has every code once, every date, number and pointer right, and the orders in the order of their dates', () => {
    expect(repeated(customers.map((one) => one['Code']))).toEqual([]);
    expect(repeated(products.map((one) => one['Code']))).toEqual([]);
    expect(repeated(orders.map((one) => one['Order']))).toEqual([]);
    const codes = new Set([...customers, ...products].map((one) => one['Code']));
    expect(orders.filter((one) => !codes.has(one['Customer']) || !isDate(one['Date'] ?? ''))).toEqual([]);
    expect(orders.map((one) => one['Date'])).toEqual(orders.map((one) => one['Date']).sort());
    const ids = new Set(orders.map((one) => one['Order']));
    expect(lines.filter((one) => !codes.has(one['Product']) || !ids.has(one['Order']))).toEqual([]);
    expect([...ids].filter((id) => !lines.some((one) => one['Order'] === id))).toEqual([]);
    const numbers = [...lines.flatMap((one) => [one['Quantity'], one['Price'], one['Discount']]), ...orders.map((one) => one['Freight'])];
    expect(numbers.filter((text) => text !== '' && !(isDec(text ?? '') && parseDec(text ?? '').units > 0n))).toEqual([]);
  });

  it('holds no card number anywhere', () => {
    const cells = [...customers, ...products, ...orders, ...lines].flatMap((row) => Object.values(row));
    expect(cells.filter((cell) => findCardNumber(cell))).toEqual([]);
  });
});
