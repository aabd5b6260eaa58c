// A Frappe Books file as the table an import reads: its customers, items, invoice lines or payments under plain headings. The file is somebody else's: it is read from a copy
// in memory, never written, and nothing in it is trusted. Called by the job process and tests.
import { AppError } from '../../contract/errors.ts';
import type { ImportKind } from '../../contract/imports.ts';
import { type ForeignRow as Row, frappeTables } from '../db/foreign.ts';

const MAGIC = 'SQLite format 3\0';
/** One more than an import takes, so that too many is said and not cut off. */
const MOST = 200_001;
type Columns = readonly (readonly [heading: string, value: (row: Row) => string])[];

/** Whether it is a database at all. */
export function isDatabase(bytes: Buffer): boolean {
  return bytes.subarray(0, MAGIC.length).toString('latin1') === MAGIC;
}

/** The bytes as they are, or, of a Frappe Books file, a CSV table of this kind. FILE_TYPE for any other database. */
export function tabled(bytes: Buffer, kind: ImportKind): Buffer {
  if (!isDatabase(bytes)) return bytes;
  const tables = frappeTables(bytes, MOST);
  if (tables === null || !tables.has('Party') || !tables.has('SalesInvoice')) throw new AppError('FILE_TYPE');
  return Buffer.from(table(kind, (name) => tables.get(name) ?? []));
}

function text(row: Row | undefined, field: string): string {
  const value = row?.[field];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** Amounts are kept as text with eleven decimals. Four at least, so that the point cannot be taken for a thousand. */
function amount(row: Row, field: string): string {
  const [whole = '', fraction = ''] = text(row, field).split('.');
  return whole === '' ? '' : `${whole}.${fraction.replace(/0+$/, '').slice(0, 10).padEnd(4, '0')}`;
}

function table(kind: ImportKind, rows: (name: string) => readonly Row[]): string {
  const addresses = new Map(rows('Address').map((row) => [text(row, 'name'), row]));
  if (kind === 'items') return csv(ITEM, rows('Item').filter((row) => text(row, 'for') !== 'Purchases'));
  const people = rows('Party').filter((row) => text(row, 'role') !== 'Supplier').map((row) => withAddress(row, addresses.get(text(row, 'address'))));
  if (kind === 'customers') return csv(CUSTOMER, people);
  if (kind === 'payments') return csv(PAYMENT, shares(rows('Payment'), rows('PaymentFor')));
  const known = new Map(people.map((row) => [text(row, 'name'), row]));
  const taxes = new Map<string, number>();
  for (const row of rows('TaxDetail')) taxes.set(text(row, 'parent'), (taxes.get(text(row, 'parent')) ?? 0) + Number(text(row, 'rate')));
  const invoices = new Map(rows('SalesInvoice').map((row) => [text(row, 'name'), row]));
  const lines = rows('SalesInvoiceItem').toSorted((a, b) => Number(text(a, 'idx')) - Number(text(b, 'idx')));
  const joined = lines.flatMap((line): Row[] => {
    const invoice = invoices.get(text(line, 'parent'));
    if (invoice === undefined) return [];
    const party = known.get(text(invoice, 'party'));
    const rate = taxes.get(text(line, 'tax'));
    return [{ ...party, ...invoice, ...line, number: text(invoice, 'name'), customer: text(invoice, 'party'), taxRate: rate === undefined ? text(line, 'tax') : String(rate), notes: text(invoice, 'terms'), state: stateOf(invoice) }];
  });
  return csv(DOCUMENT, joined);
}

function withAddress(row: Row, address: Row | undefined): Row {
  const of = (field: string) => text(address, field);
  return { ...row, street: of('addressLine1'), street2: of('addressLine2'), city: of('city'), region: of('state'), postcode: of('postalCode'), country: of('country') };
}

/** What came in, a row for each invoice it paid; what paid none stands alone. */
function shares(payments: readonly Row[], parts: readonly Row[]): Row[] {
  const of = new Map<string, Row[]>();
  for (const part of parts) if (text(part, 'referenceType') === 'SalesInvoice') of.set(text(part, 'parent'), [...(of.get(text(part, 'parent')) ?? []), part]);
  const came = payments.filter((payment) => text(payment, 'paymentType') === 'Receive');
  return came.flatMap((payment) => (of.get(text(payment, 'name')) ?? [{}]).map((part): Row => ({ ...payment, state: stateOf(payment), invoice: text(part, 'referenceName'), share: part['amount'] })));
}

function stateOf(invoice: Row): string {
  if (text(invoice, 'cancelled') === '1') return 'Void';
  return text(invoice, 'submitted') === '1' ? 'Submitted' : 'Draft';
}

const as = (field: string) => (row: Row): string => text(row, field);
const money = (field: string) => (row: Row): string => amount(row, field);
/** Of the two it keeps, the one that counts. */
const discount = (field: string, isAmount: boolean) => (row: Row): string => ((text(row, 'setDiscountAmount') === '1') === isAmount ? amount(row, field) : '');
const WHERE: Columns = [['Street', as('street')], ['Street2', as('street2')], ['City', as('city')], ['Region', as('region')], ['Postcode', as('postcode')], ['Country', as('country')]];
/** By this heading the file is known again. */
const SIGN: Columns = [['Frappe Books', () => '']];
const CUSTOMER: Columns = [...SIGN, ['Customer Name', as('name')], ['Email', as('email')], ['Phone', as('phone')], ...WHERE, ['Tax ID', as('taxId')], ['Currency', as('currency')]];
const ITEM: Columns = [...SIGN, ['Item Name', as('name')], ['Code', as('itemCode')], ['Description', as('description')], ['Unit', as('unit')], ['Unit Price', money('rate')]];
const DOCUMENT: Columns = [
  ...SIGN, ['Invoice Number', as('number')], ['Invoice Date', (row) => text(row, 'date').slice(0, 10)], ['Invoice Status', as('state')], ['Customer Name', as('customer')], ['Email', as('email')], ...WHERE,
  ['Currency', as('currency')], ['Exchange Rate', as('exchangeRate')], ['Item Name', as('item')], ['SKU', as('itemCode')], ['Description', as('description')], ['Quantity', as('quantity')],
  ['Unit', as('unit')], ['Unit Price', money('rate')], ['Discount Percent', as('itemDiscountPercent')], ['Tax Rate', as('taxRate')], ['Entity Discount Percent', discount('discountPercent', false)], ['Entity Discount Amount', discount('discountAmount', true)],
  ['Is Discount Before Tax', (row) => (text(row, 'discountAfterTax') === '1' ? 'no' : '')], ['Notes', as('notes')], ['Total', money('grandTotal')],
];

const PAYMENT: Columns = [
  ...SIGN, ['Payment Number', as('name')], ['Payment Date', (row) => text(row, 'date').slice(0, 10)], ['Payment Status', as('state')], ['Customer Name', as('party')], ['Payment Method', as('paymentMethod')],
  ['Reference', as('referenceId')], ['Amount Paid', money('amount')], ['Invoice Number', as('invoice')], ['Amount Applied', money('share')],
];

function csv(columns: Columns, rows: readonly Row[]): string {
  const line = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
  return [line(columns.map(([heading]) => heading)), ...rows.map((row) => line(columns.map(([, value]) => value(row))))].join('\n');
}
