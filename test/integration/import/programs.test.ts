// Files in the formats other programs export: recognised, every column taken for what it is, and in the books with the totals they had.
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAppError } from '../../../contract/errors.ts';
import type { ImportKind } from '../../../contract/imports.ts';
import { importsCommit, importsInspect, importsPreview, importsUndo } from '../../../main/import/jobs.ts';
import { tabled } from '../../../main/import/frappe.ts';
import { customersList } from '../../../main/service/customers.ts';
import { invoicesGet, invoicesList } from '../../../main/service/invoices.ts';
import { itemsList } from '../../../main/service/items.ts';
import { type Company, openCompany } from '../../fixtures/company.ts';

let company: Company;
beforeEach(() => {
  company = openCompany();
});
afterEach(() => company.close());

const LIST = { q: '', after: null, limit: 50 };
function bringIn(content: string | Buffer, kind: ImportKind, leaveOut = false) {
  const bytes = tabled(Buffer.from(content), kind);
  const { mapping, program } = importsInspect(company.ctx, bytes, kind);
  const seen = importsPreview(company.ctx, bytes, kind, mapping);
  const done = importsCommit(company.ctx, { bytes, file: 'export.csv', kind, mapping, skipDuplicates: true, leaveOut });
  return { program, mapping, seen, done };
}
const documents = () =>
  invoicesList(company.ctx, { ...LIST, filters: { customerId: null, from: null, to: null, currency: null, overdueOn: null } }).rows.map(({ id }) => {
    const { snapshot: s } = invoicesGet(company.ctx, { id });
    return [s.number, s.kind, s.issueDate, s.dueDate, s.buyer?.name, s.reference, s.totals.payable, s.lines.map((line) => `${line.quantity} x ${line.unitPrice} ${line.description}`)];
  });

describe('Zoho Books', () => {
  it('invoices come in with customer, due date and tax; drafts and void ones are left out and named', () => {
    const { program, seen, done } = bringIn(
      `Invoice Date,Invoice ID,Invoice Number,Invoice Status,Customer Name,Due Date,PurchaseOrder,Currency Code,Item Name,Item Desc,Quantity,Usage unit,Item Price,Item Tax %,Item Total,Total,Balance,Billing City,Billing Country
2024-03-01,1,INV-000007,Sent,Blue Door Bakery,2024-03-31,PO 7,EUR,Flour,Wholemeal,10,kg,2.50,23,25.00,36.90,36.90,Cork,Ireland
2024-03-01,1,INV-000007,Sent,Blue Door Bakery,2024-03-31,PO 7,EUR,Delivery,,1,,5.00,23,5.00,36.90,36.90,Cork,Ireland
2024-03-02,2,INV-000008,Draft,Blue Door Bakery,2024-03-31,,EUR,Flour,,1,kg,2.50,23,2.50,3.08,3.08,Cork,Ireland
2024-03-03,3,INV-000009,Void,Blue Door Bakery,2024-03-31,,EUR,Flour,,1,kg,2.50,23,2.50,3.08,0.00,Cork,Ireland
`,
      'documents',
      true,
    );
    expect(program).toBe('zoho-books');
    expect(seen.problems.map(({ row, code }) => [row, code])).toEqual([[4, 'NOT_ISSUED'], [5, 'NOT_ISSUED']]);
    expect(done).toMatchObject({ added: 1, refused: 2 });
    expect(documents()).toEqual([['INV-000007', 'invoice', '2024-03-01', '2024-03-31', 'Blue Door Bakery', 'PO 7', 3690, ['10 x 2.5 Wholemeal', '1 x 5 Delivery']]]);
  });

  it('contacts become customers, items become items', () => {
    const people = bringIn('Contact ID,Display Name,Company Name,EmailID,Phone,Billing Address,Billing City,Billing Code,Billing Country,Currency Code,Payment Terms,Notes\n1,Blue Door,Blue Door Bakery,a@blue.example,+353 1,1 Quay,Cork,T12,Ireland,EUR,30,nice\n', 'customers');
    expect(people).toMatchObject({ program: 'zoho-books', done: { added: 1 } });
    expect(customersList(company.ctx, { ...LIST, archived: false }).rows[0]).toMatchObject({ name: 'Blue Door Bakery', email: 'a@blue.example', city: 'Cork', country: 'IE' });
    expect(bringIn('Item Name,SKU,Description,Rate,Usage unit\nFlour,F1,Wholemeal,2.50,kg\n', 'items')).toMatchObject({ program: 'zoho-books', done: { added: 1 } });
    expect(itemsList(company.ctx, { ...LIST, archived: false }).rows[0]).toMatchObject({ name: 'Flour', code: 'F1', price: '2.5', unit: 'kg' });
  });
});

describe('a discount, shipping and a rounding of a whole document', () => {
  const sums = (number: string) => {
    const row = invoicesList(company.ctx, { ...LIST, filters: { customerId: null, from: null, to: null, currency: null, overdueOn: null } }).rows.find((one) => one.number === number);
    const { snapshot: s } = invoicesGet(company.ctx, { id: row?.id ?? '' });
    return { adjustments: s.adjustments.map(({ kind, percent, amount, reason, afterTax }) => [kind, percent, amount, reason, afterTax]), net: s.totals.net, tax: s.totals.tax, payable: s.totals.payable };
  };
  const HEAD = 'Invoice Date,Invoice Number,Invoice Status,Customer Name,Item Name,Quantity,Item Price,Item Tax %,Is Discount Before Tax,Entity Discount Percent,Entity Discount Amount,Shipping Charge,Shipping Charge Tax %,Adjustment,Total\n';
  const line = (number: string, price: string, tax: string, rest: string) => `2024-03-01,${number},Sent,Blue Door,Flour,1,${price},${tax},${rest}\n`;

  it('T12 T13: of Zoho become allowances and charges of the document, to the cent of the total it says', () => {
    const file = HEAD
      // 10 % off 100 at 23 % and 50 at 9 %: 90.00 + 20.70 and 45.00 + 4.05, shipping 10.00 at 23 %: 12.30, two cents off
      + line('Z-1', '100', '23', 'true,10.00,15.00,10.00,23,-0.02,172.03') + line('Z-1', '50', '9', 'true,10.00,15.00,10.00,23,-0.02,172.03')
      // after tax: 123.00 - 12.30, plus untaxed shipping
      + line('Z-2', '100', '23', 'false,10.00,12.30,5.00,,0.30,116.00')
      // an amount; shipping taxed like the goods
      + line('Z-3', '100', '23', 'true,,20.00,10.00,,,110.70');
    const { seen, done } = bringIn(file, 'documents');
    expect(seen.problems).toEqual([]);
    expect(done).toMatchObject({ added: 3 });
    expect(sums('Z-1')).toEqual({ adjustments: [['allowance', '10', 1500, '', false], ['charge', null, 1000, 'Shipping', false], ['allowance', null, 2, 'Adjustment', true]], net: 14500, tax: 2705, payable: 17203 });
    expect(sums('Z-2')).toEqual({ adjustments: [['allowance', null, 1230, '', true], ['charge', null, 500, 'Shipping', false], ['charge', null, 30, 'Adjustment', false]], net: 10530, tax: 2300, payable: 11600 });
    expect(sums('Z-3')).toMatchObject({ net: 9000, tax: 2070, payable: 11070 });
  });

  it('of Invoice Ninja and QuickBooks too: whether the one column holds a percentage or an amount, the file or its total says', () => {
    const ninja = 'Invoice Number,Invoice Date,Client Name,Item Product,Item Quantity,Item Cost,Item Tax Rate1,Invoice Discount,Invoice Is Amount Discount,Custom Surcharge 1,Invoice Total\n';
    bringIn(`${ninja}N-1,2024-03-01,Ann,Work,1,100,23,10,Yes,,110.70\nN-2,2024-03-01,Ann,Work,1,200,23,10,No,5,227.55\n`, 'documents');
    expect(sums('N-1')).toMatchObject({ adjustments: [['allowance', null, 1000, '', false]], payable: 11070 });
    // 180 + 5 taxed like the goods; the total says it
    expect(sums('N-2')).toMatchObject({ adjustments: [['allowance', '10', 2000, '', false], ['charge', null, 500, 'Shipping', false]], net: 18500, payable: 22755 });
    const books = 'Invoice no,Customer,Invoice date,Item(Product/Service),Item Quantity,Item Rate,Discount amount,Shipping amount,Total\n';
    bringIn(`${books}Q-1,Ann,03/01/2024,Work,2,50,-15.00,7.50,92.50\nQ-2,Ann,03/02/2024,Work,2,50,15,,85\n`, 'documents');
    expect(sums('Q-1')).toMatchObject({ adjustments: [['allowance', null, 1500, '', false], ['charge', null, 750, 'Shipping', false]], payable: 9250 });
    expect(sums('Q-2')).toMatchObject({ payable: 8500 });
  });

  it('of a credit note go the other way', () => {
    const file = 'Invoice Date,Invoice Number,Customer Name,Description,Quantity,Price,Discount amount,Shipping,Total\n2024-03-01,C-1,Ann,Back,-1,100,10,-5,-95.00\n';
    bringIn(file, 'documents');
    expect(sums('C-1')).toMatchObject({ adjustments: [['allowance', null, 1000, '', false], ['charge', null, 500, 'Shipping', false]], payable: 9500 });
  });

  it('that do not come to the total, differ from row to row, or are finer than a cent are errors of their row; undo leaves nothing', () => {
    const head = 'Number,Date,Client,Description,Qty,Price,Discount amount,Shipping,Total\n';
    const wrong = (rows: string) => importsPreview(company.ctx, Buffer.from(head + rows), 'documents', importsInspect(company.ctx, Buffer.from(head + rows), 'documents').mapping).problems.map(({ row, column, code }) => `${row} ${column} ${code}`);
    expect(wrong('1,2024-05-01,Ann,x,1,100,10,5,96\n')).toEqual(['2 Total TOTAL_DIFFERS']);
    expect(wrong('1,2024-05-01,Ann,x,1,100,10,5,\n1,2024-05-01,Ann,y,1,100,,6,\n')).toEqual(['3 Shipping DOCUMENT_DIFFERS']);
    expect(wrong('1,2024-05-01,Ann,x,1,100,10.005,,\n')).toEqual(['2 Discount amount DECIMALS']);
    expect(wrong('1,2024-05-01,Ann,x,1,100,much,,\n')).toEqual(['2 Discount amount NUMBER']);
    const tables = ['document', 'document_adjustment', 'document_tax', 'day_total', 'month_total', 'open_part'];
    const state = () => tables.map((table) => company.ctx.db.prepare(`SELECT * FROM ${table}`).all());
    const before = state();
    const { done } = bringIn(`${head}1,2024-05-01,Ann,x,1,100,10,5,95\n`, 'documents');
    expect(sums('1')).toMatchObject({ payable: 9500 });
    importsUndo(company.ctx, done.importId);
    expect(state()).toEqual(before);
  });
});

describe('Invoice Ninja', () => {
  it('invoices with one line for each item come in', () => {
    const { program } = bringIn(
      `Client Name,Client Email,Invoice Number,Invoice Date,Invoice Due Date,Invoice PO Number,Invoice Public Notes,Item Product,Item Notes,Item Quantity,Item Cost,Item Tax Rate 1,Invoice Amount
Harbour Books,h@books.example,0042,2024-05-06,2024-06-05,P9,Thank you,DES,Cover design,3,40,23,147.60
Harbour Books,h@books.example,0043,2024-05-07,,,,DES,Refund of a cover,-1,40,23,-49.20
`,
      'documents',
    );
    expect(program).toBe('invoice-ninja');
    expect(documents()).toEqual([
      ['0043', 'credit-note', '2024-05-07', null, 'Harbour Books', '', 4920, ['1 x 40 Refund of a cover']],
      ['0042', 'invoice', '2024-05-06', '2024-06-05', 'Harbour Books', 'P9', 14760, ['3 x 40 Cover design']],
    ]);
  });

  it('clients become customers, products become items', () => {
    expect(bringIn('Client Name,Client Number,Street,Apt/Suite,City,State/Province,Postal Code,Country,VAT Number\nHarbour Books,7,1 Pier,2b,Cork,,T12,Ireland,\n', 'customers')).toMatchObject({ program: 'invoice-ninja', mapping: { columns: ['name', 'code', 'street', 'street2', 'city', 'region', 'postcode', 'country', 'vatId'] } });
    expect(bringIn('Product Key,Notes,Cost,Price\nDES,Cover design,10,40\n', 'items')).toMatchObject({ program: 'invoice-ninja' });
  });
});

describe('QuickBooks', () => {
  it('invoices with rates or with amounts alone come in', () => {
    const { program } = bringIn(
      `*InvoiceNo,*Customer,*InvoiceDate,*DueDate,Terms,Location,Memo,Item(Product/Service),ItemDescription,ItemQuantity,ItemRate,*ItemAmount,ItemTaxCode
1001,Mill Lane Café,01/15/2024,02/14/2024,Net 30,,Thanks,Coffee,House blend,4,12.50,50.00,NON
1001,Mill Lane Café,01/15/2024,02/14/2024,Net 30,,Thanks,Training,,,,75.00,NON
`,
      'documents',
    );
    expect(program).toBe('quickbooks');
    expect(documents()).toEqual([['1001', 'invoice', '2024-01-15', '2024-02-14', 'Mill Lane Café', '', 12500, ['4 x 12.5 House blend', '1 x 75 Training']]]);
  });

  it('customers come in', () => {
    expect(bringIn('Customer full name,Phone numbers,Email,Billing address\nMill Lane Café,+1 555,m@mill.example,1 Mill Lane\n', 'customers')).toMatchObject({ program: 'quickbooks', mapping: { columns: ['name', 'phone', 'email', 'street'] } });
  });
});

describe('Frappe Books', () => {
  /** A file as that program keeps it: amounts as text with eleven decimals, addresses and taxes beside. */
  function books(more = ''): Buffer {
    const db = new Database(':memory:');
    db.exec(`CREATE TABLE Party (name TEXT PRIMARY KEY, role TEXT, email TEXT, phone TEXT, address TEXT, taxId TEXT, currency TEXT);
      CREATE TABLE Address (name TEXT PRIMARY KEY, addressLine1 TEXT, addressLine2 TEXT, city TEXT, state TEXT, country TEXT, postalCode TEXT);
      CREATE TABLE Item (name TEXT PRIMARY KEY, description TEXT, unit TEXT, rate TEXT, "for" TEXT, itemCode TEXT);
      CREATE TABLE TaxDetail (name TEXT PRIMARY KEY, parent TEXT, account TEXT, rate REAL);
      CREATE TABLE SalesInvoice (name TEXT PRIMARY KEY, party TEXT, date TEXT, currency TEXT, exchangeRate REAL, grandTotal TEXT, terms TEXT, submitted INTEGER, cancelled INTEGER);
      CREATE TABLE SalesInvoiceItem (name TEXT PRIMARY KEY, parent TEXT, idx INTEGER, item TEXT, description TEXT, quantity REAL, unit TEXT, rate TEXT, tax TEXT, itemDiscountPercent REAL);
      INSERT INTO Party VALUES ('Pier Studio', 'Customer', 'p@pier.example', '', 'A1', '', 'EUR'), ('Paper Mill', 'Supplier', '', '', '', '', 'EUR');
      INSERT INTO Address VALUES ('A1', '1 Pier', '', 'Cork', '', 'Ireland', 'T12');
      INSERT INTO Item VALUES ('Print', 'A2 print', 'Unit', '12.50000000000', 'Both', 'P2'), ('Ink', '', 'Unit', '3.00000000000', 'Purchases', '');
      INSERT INTO TaxDetail VALUES ('t1', 'VAT-23', 'x', 23);
      INSERT INTO SalesInvoice VALUES ('SINV-1001', 'Pier Studio', '2024-02-03', 'EUR', 1, '30.75000000000', 'Thanks', 1, 0), ('SINV-1002', 'Pier Studio', '2024-02-04', 'EUR', 1, '15.37500000000', '', 0, 0), ('SINV-1003', 'Pier Studio', '2024-02-05', 'EUR', 1, '-15.37500000000', '', 1, 0);
      INSERT INTO SalesInvoiceItem VALUES ('l1', 'SINV-1001', 0, 'Print', 'A2 print', 2.0, 'Unit', '12.50000000000', 'VAT-23', 0), ('l2', 'SINV-1002', 0, 'Print', '', 1.0, 'Unit', '12.50000000000', 'VAT-23', 0),
        ('l3', 'SINV-1003', 0, 'Print', '=cmd|x', -1.0, 'Unit', '12.50000000000', 'VAT-23', 0);${more}`);
    const bytes = db.serialize();
    db.close();
    return bytes;
  }

  it('customers, items and invoices come out of its file; suppliers, things bought and drafts do not; a return is a credit note', () => {
    expect(bringIn(books(), 'customers')).toMatchObject({ program: 'frappe-books', done: { added: 1 } });
    expect(customersList(company.ctx, { ...LIST, archived: false }).rows).toMatchObject([{ name: 'Pier Studio', email: 'p@pier.example', city: 'Cork', country: 'IE' }]);
    expect(bringIn(books(), 'items').done).toMatchObject({ added: 1 });
    expect(itemsList(company.ctx, { ...LIST, archived: false }).rows).toMatchObject([{ name: 'Print', code: 'P2', price: '12.5' }]);
    const { seen, done } = bringIn(books(), 'documents', true);
    expect(seen.problems.map(({ code }) => code)).toEqual(['NOT_ISSUED']);
    expect(done).toMatchObject({ added: 2, refused: 1 });
    expect(documents()).toEqual([
      ['SINV-1003', 'credit-note', '2024-02-05', null, 'Pier Studio', '', 1538, ['1 x 12.5 =cmd|x']],
      ['SINV-1001', 'invoice', '2024-02-03', expect.any(String), 'Pier Studio', '', 3075, ['2 x 12.5 A2 print']],
    ]);
  });

  it('payments come out of its file too, and its invoices are paid; what was paid out is none', () => {
    bringIn(books(), 'customers');
    bringIn(books(), 'documents', true);
    const paid = books(`CREATE TABLE Payment (name TEXT PRIMARY KEY, party TEXT, date TEXT, paymentType TEXT, paymentMethod TEXT, referenceId TEXT, amount TEXT, submitted INTEGER, cancelled INTEGER);
      CREATE TABLE PaymentFor (name TEXT PRIMARY KEY, parent TEXT, referenceType TEXT, referenceName TEXT, amount TEXT);
      INSERT INTO Payment VALUES ('PAY-1', 'Pier Studio', '2024-03-01T00:00:00.000', 'Receive', 'Transfer', 'RF1', '40.00000000000', 1, 0), ('PAY-2', 'Paper Mill', '2024-03-02', 'Pay', 'Cash', '', '9.00000000000', 1, 0);
      INSERT INTO PaymentFor VALUES ('f1', 'PAY-1', 'SalesInvoice', 'SINV-1001', '30.75000000000');`);
    expect(bringIn(paid, 'payments')).toMatchObject({ program: 'frappe-books', seen: { payments: { settled: 1, credit: [{ amount: 925 }] } }, done: { added: 1 } });
    expect(bringIn(paid, 'payments').done).toMatchObject({ added: 0, skipped: 1 });
  });

  it('a file in WAL mode is read too; any other database, a damaged one, and a view in the place of a table are refused in words', () => {
    const wal = books();
    wal.fill(2, 18, 20);
    expect(tabled(wal, 'customers').toString()).toContain('Pier Studio');
    const codeOf = (bytes: Buffer) => {
      try {
        tabled(bytes, 'customers');
      } catch (error) {
        return isAppError(error) ? error.code : error;
      }
      return null;
    };
    const other = new Database(':memory:');
    other.exec('CREATE TABLE t (a)');
    expect(codeOf(other.serialize())).toBe('FILE_TYPE');
    other.exec("CREATE TABLE SalesInvoice (name); CREATE VIEW Party AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS name FROM n");
    expect(codeOf(other.serialize())).toBe('FILE_TYPE');
    other.close();
    const damaged = books();
    damaged.fill(0xff, 4096, 12_288);
    expect(codeOf(damaged)).toBe('FILE_TYPE');
    expect(codeOf(books().subarray(0, 5000))).toBe('FILE_TYPE');
  });
});
