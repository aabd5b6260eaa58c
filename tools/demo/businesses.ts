// The businesses the demo can run on, read from their files into one shape: the pottery of tools/sample, or the Northwind files of a folder given.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCsv } from './csv.ts';
import { ROOT } from './desk.ts';
import type { Newcomer } from './firstRun.ts';
import type { Order, Rates } from './reckon.ts';

/** One line that is typed into the editor: letters that find the item, how many, and a discount in percent. */
export interface TypedLine {
  letters: string;
  /** The code of the item that the letters must find. */
  item: string;
  quantity: string;
  percent: string;
}

/** An invoice that is written by keyboard. */
export interface TypedInvoice {
  letters: string;
  customer: string;
  lines: TypedLine[];
}

export interface Business {
  id: 'sample' | 'northwind';
  newcomer: Newcomer;
  currency: string;
  /** What is typed into the settings, by page and by the label of the field. */
  settings: Record<string, Record<string, string>>;
  series: { name: string; pattern: string };
  customersFile: string;
  itemsFile: string;
  counts: { customers: number; items: number };
  /** By code: the price and tax of the list. */
  items: ReadonlyMap<string, { price: string; tax: string }>;
  orders: Order[];
  rates: Rates;
  byHand: TypedInvoice[];
}

const PIN = '704915';

function rowsOf(file: string): Record<string, string>[] {
  return readCsv(readFileSync(file, 'utf8'));
}

function cell(row: Record<string, string>, name: string): string {
  const value = row[name];
  if (value === undefined) throw new Error(`There is no column “${name}”.`);
  return value.trim();
}

function groupBy(rows: Record<string, string>[], keyOf: (row: Record<string, string>) => string): Map<string, Record<string, string>[]> {
  const groups = new Map<string, Record<string, string>[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}

function inOrderOfDate(orders: Order[]): Order[] {
  return orders.sort((a, b) => (a.date === b.date ? (a.id < b.id ? -1 : 1) : a.date < b.date ? -1 : 1));
}

/** Kittiwake Lane Pottery. */
export function sampleBusiness(): Business {
  const file = (name: string) => join(ROOT, 'tools', 'sample', `${name}.csv`);
  const items = rowsOf(file('products'));
  const lines = groupBy(rowsOf(file('order-lines')), (row) => cell(row, 'Order'));
  const orders = rowsOf(file('orders')).map((row): Order => {
    const [id, freight, freightTax] = [cell(row, 'Order'), cell(row, 'Freight'), cell(row, 'Freight tax')];
    return {
      id, date: cell(row, 'Date'), customer: cell(row, 'Customer'), reference: cell(row, 'Reference'), freight, freightTax: freightTax === '' ? null : freightTax,
      lines: (lines.get(id) ?? []).map((line) => ({ product: cell(line, 'Product'), quantity: cell(line, 'Quantity'), price: cell(line, 'Price'), percent: cell(line, 'Discount'), tax: cell(line, 'Tax') })),
    };
  });
  return {
    id: 'sample',
    newcomer: { business: 'Kittiwake Lane Pottery', country: 'Ireland', owner: 'Orla Merriman', pin: PIN },
    currency: 'EUR',
    settings: {
      Business: {
        'Line under the name': 'Tableware and kitchenware, thrown by hand', Street: '7 Kittiwake Lane', Postcode: 'F26 AA99', Town: 'Ballinreeve', 'County or state': 'Co. Mayo', 'VAT number': 'IE0000999K',
        Phone: '+353 98 555 0100', 'E-mail': 'orders@kittiwakelane.example', Website: 'kittiwakelane.example', 'Line at the foot of each page': 'Breakages in transit are replaced: send us a picture within three days.',
      },
      Bank: { 'Account holder': 'Kittiwake Lane Pottery', IBAN: 'IE33 KLPT 9900 0012 3456 78', BIC: 'KLPTIE2D' },
    },
    series: { name: 'Orders', pattern: 'K-{YYYY}-{0000}' },
    customersFile: file('customers'),
    itemsFile: file('products'),
    counts: { customers: rowsOf(file('customers')).length, items: items.length },
    items: new Map(items.map((row) => [cell(row, 'Code'), { price: cell(row, 'Price'), tax: cell(row, 'Tax') }])),
    orders: inOrderOfDate(orders),
    rates: new Map([['VAT 23 %', '23'], ['VAT 13.5 %', '13.5'], ['VAT 0 %', '0']]),
    byHand: [
      { letters: 'oc', customer: 'OCTOB', lines: [{ letters: 'ti', item: 'BOK-02', quantity: '', percent: '' }] },
      { letters: 'ev', customer: 'ORCHA', lines: [{ letters: 'su', item: 'TEA-04', quantity: '24', percent: '7.5' }, { letters: 'gi', item: 'GFT-04', quantity: '24', percent: '' }] },
      { letters: 'mo', customer: 'MOYRA', lines: [{ letters: 'me', item: 'LIN-06', quantity: '2.75', percent: '' }, { letters: 're', item: 'SRV-04', quantity: '3', percent: '' }, { letters: 'no', item: 'BOK-03', quantity: '2', percent: '5' }] },
    ],
  };
}

/** Hundredths of one as percent: '0.15' is '15', '0.05' is '5', '0.0' is no discount. */
function percentOf(fraction: string): string {
  const [whole = '0', after = ''] = fraction.split('.');
  const text = `${whole}${after.padEnd(2, '0')}`;
  const [before, rest] = [text.slice(0, whole.length + 2), text.slice(whole.length + 2).replace(/0+$/, '')];
  const percent = `${before.replace(/^0+(?=\d)/, '')}${rest === '' ? '' : `.${rest}`}`;
  return percent === '0' ? '' : percent;
}

/** The Northwind files of a folder. No tax is charged. */
export function northwindBusiness(folder: string): Business {
  const file = (name: string) => join(folder, `northwind-${name}.csv`);
  for (const name of ['customers', 'products', 'orders', 'order-details']) if (!existsSync(file(name))) throw new Error(`There is no ${file(name)}.`);
  const items = rowsOf(file('products'));
  const lines = groupBy(rowsOf(file('order-details')), (row) => cell(row, 'OrderID'));
  const orders = rowsOf(file('orders')).map((row): Order => {
    const id = cell(row, 'OrderID');
    return {
      id, date: cell(row, 'OrderDate').slice(0, 10), customer: cell(row, 'CustomerID'), reference: '', freight: cell(row, 'Freight'), freightTax: null,
      lines: (lines.get(id) ?? []).map((line) => ({ product: cell(line, 'ProductID'), quantity: cell(line, 'Quantity'), price: cell(line, 'UnitPrice'), percent: percentOf(cell(line, 'Discount')), tax: '' })),
    };
  });
  return {
    id: 'northwind',
    newcomer: { business: 'Northwind Traders', country: 'United States', owner: 'Nancy Davolio', pin: PIN },
    currency: 'USD',
    settings: { Business: { Street: '507 20th Ave. E.', Postcode: '98122', Town: 'Seattle', 'County or state': 'WA', 'E-mail': 'orders@northwind.example' }, Bank: { 'Other ways to pay': 'By cheque to Northwind Traders' } },
    series: { name: 'Orders', pattern: 'NW-{YYYY}-{0000}' },
    customersFile: file('customers'),
    itemsFile: file('products'),
    counts: { customers: rowsOf(file('customers')).length, items: items.length },
    items: new Map(items.map((row) => [cell(row, 'ProductID'), { price: cell(row, 'UnitPrice'), tax: '' }])),
    orders: inOrderOfDate(orders),
    rates: new Map(),
    byHand: [
      { letters: 'we', customer: 'WELLI', lines: [{ letters: 'ik', item: '10', quantity: '', percent: '' }] },
      { letters: 'wh', customer: 'WHITC', lines: [{ letters: 'ta', item: '62', quantity: '12', percent: '15' }, { letters: 'kn', item: '22', quantity: '40', percent: '' }] },
      { letters: 'kl', customer: 'QUICK', lines: [{ letters: 'go', item: '31', quantity: '7', percent: '20' }, { letters: 'fl', item: '71', quantity: '30', percent: '2.5' }, { letters: 'st', item: '35', quantity: '', percent: '' }] },
    ],
  };
}
