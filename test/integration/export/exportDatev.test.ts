// The DATEV batch, field by field: header, columns, bookings, code page, accounts and keys, and the list of what cannot be booked.
import { mkdtempSync, readFileSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DatevSettings } from '../../../domain/datev.ts';
import { presetAccount } from '../../../domain/datev.ts';
import { DATEV_COLUMNS, in1252 } from '../../../main/export/datevFile.ts';
import { exportDatev } from '../../../main/export/exportDatev.ts';
import { businessGet, businessSave } from '../../../main/service/business.ts';
import { invoicesCredit } from '../../../main/service/credit.ts';
import { datevGet, datevSave } from '../../../main/service/datev.ts';
import { taxDueSet } from '../../../main/service/taxDue.ts';
import { taxesSave } from '../../../main/service/taxes.ts';
import { addCustomer, type Company, draftBody, issueInvoice, line, openCompany, taxId } from '../../fixtures/company.ts';

let company: Company;
let folder: string;
beforeEach(() => {
  company = openCompany({ name: 'Tischlerei Weiß', country: 'DE', language: 'de' });
  folder = mkdtempSync(join(tmpdir(), 'billfold-datev-'));
  const { logo: _logo, ...profile } = businessGet(company.ctx);
  businessSave(company.ctx, { ...profile, street: 'Hafenstraße 1', city: 'Bremen', postcode: '28195', vatId: 'DE136695976' });
  settle({});
});
afterEach(() => {
  company.close();
  rmSync(folder, { recursive: true, force: true });
});

function settle(change: Partial<DatevSettings>): void {
  const { rows, saved: _saved, ...rest } = datevGet(company.ctx);
  const plain = rows.map(({ taxId: tax, rate, account, key }) => ({ taxId: tax, rate, account, key }));
  datevSave(company.ctx, { ...rest, consultant: '29098', client: '55003', rows: plain, ...change });
}

/** A cell that stood in quotes keeps them, so that tests see the difference between an empty text and an empty number. */
function cells(text: string): string[] {
  const found: string[] = [];
  for (let at = 0; at <= text.length; ) {
    if (text[at] === '"') {
      let end = at + 1;
      while (text[end] !== '"' || text[end + 1] === '"') end += text[end] === '"' ? 2 : 1;
      found.push(text.slice(at, end + 1));
      at = end + 2;
    } else {
      const end = text.indexOf(';', at) < 0 ? text.length : text.indexOf(';', at);
      found.push(text.slice(at, end));
      at = end + 1;
    }
  }
  return found;
}

function run(from = '2026-01-01', to = '2026-12-31') {
  const path = join(folder, `EXTF_${Math.random()}.csv`);
  const done = exportDatev(company.ctx, { from, to, target: path, part: `${path}.part` });
  const bytes = readFileSync(path);
  const text = bytes.toString('latin1');
  const [head = '', columns = '', ...rows] = text.split('\r\n').slice(0, -1);
  const bookings = rows.map((row) => {
    const values = cells(row);
    return Object.fromEntries(DATEV_COLUMNS.map((name, i) => [name, values[i]]));
  });
  return { done, bytes, text, head: cells(head), columns, rows, bookings };
}

const HOME = { name: 'Müller & Söhne "Bau" GmbH', code: '10023', country: 'DE', vatId: '', street: 'Weg 1', postcode: '10115', city: 'Berlin' };
const invoice = (customer: Partial<typeof HOME>, body: Parameters<typeof draftBody>[1] = {}) =>
  issueInvoice(company.ctx, draftBody(addCustomer(company.ctx, { ...HOME, ...customer }), { issueDate: '2026-03-05', supplyDate: '2026-03-01', subject: 'Tür, 2×', lines: [line({ quantity: '1', unitPrice: '1000', taxIds: [taxId(company.ctx, 'USt 19')] })], ...body }));

describe('a DATEV batch', () => {
  it('begins with the header of format 700, category 21, version 13: 31 fields', () => {
    invoice({});
    company.setNow('2026-04-01T08:09:10.123Z');
    const { head } = run('2026-03-01', '2026-03-31');
    expect(head).toHaveLength(31);
    expect(head.map((cell, i) => (i === 5 ? '' : cell))).toEqual([
      '"EXTF"', '700', '21', '"Buchungsstapel"', '13', '', '', '"RE"', '"Billfold"', '""', '29098', '55003', '20260101', '4', '20260301', '20260331', '"Rechnungen 2026-03"', '""', '1', '0', '0', '"EUR"',
      '', '""', '', '', '"03"', '', '', '""', '""',
    ]);
    expect(head[5]).toMatch(/^20260401080\d{6}$/);
  });

  it('names its 125 columns in the published order', () => {
    invoice({});
    const { columns } = run();
    expect(columns.split(';')).toHaveLength(125);
    expect(DATEV_COLUMNS).toHaveLength(125);
    // the published numbers of some of them
    expect([1, 2, 7, 8, 9, 10, 11, 14, 40, 48, 87, 114, 115, 117, 118, 125].map((n) => DATEV_COLUMNS[n - 1])).toEqual([
      'Umsatz (ohne Soll/Haben-Kz)', 'Soll/Haben-Kennzeichen', 'Konto', 'Gegenkonto (ohne BU-Schlüssel)', 'BU-Schlüssel', 'Belegdatum', 'Belegfeld 1', 'Buchungstext', 'EU-Land u. UStID (Bestimmung)',
      'Zusatzinformation - Art 1', 'Zusatzinformation- Inhalt 20', 'Festschreibung', 'Leistungsdatum', 'Fälligkeit', 'Generalumkehr (GU)', 'Abw. Skontokonto',
    ]);
  });

  it('marks whose tax falls due when paid, and whose does not, once both ways may meet; a credit note goes with its invoice', () => {
    const { ctx } = company;
    const ways = () => run().bookings.map((row) => [row['Belegdatum'], row['Abw. Versteuerungsart']]);
    const old = invoice({});
    expect(ways()).toEqual([['0503', '""']]);
    expect(run().done.whenPaid).toBe(0);
    taxDueSet(ctx, { validFrom: '2026-04-01', due: 'paid' });
    invoice({ code: '10024' }, { issueDate: '2026-04-02', supplyDate: null, lines: [line({ quantity: '1', unitPrice: '1000', taxIds: [taxId(ctx, 'USt 19')] }), line({ quantity: '1', unitPrice: '100', taxIds: [taxId(ctx, 'Export')] })] });
    invoicesCredit(ctx, { id: old.id, newId: ctx.newId(), request: { kind: 'whole' }, issueDate: '2026-04-03', reason: '' });
    expect(ways().toSorted()).toEqual([['0204', '""'], ['0204', '"I"'], ['0304', '"S"'], ['0503', '"S"']]);
    expect(run().done.whenPaid).toBe(1);
    expect(DATEV_COLUMNS.indexOf('Abw. Versteuerungsart')).toBe(41);
  });

  it('books an invoice to its debtor and the revenue account of its tax, in CP1252 with CRLF', () => {
    const { number } = invoice({});
    const { bookings, done, bytes, text, rows } = run();
    expect(done).toMatchObject({ documents: 1, bookings: 1, debit: 119000, credit: 0, problemCount: 0, currency: 'EUR' });
    const filled = Object.fromEntries(Object.entries(bookings[0] ?? {}).filter(([, value]) => value !== '' && value !== '""'));
    expect(filled).toEqual({
      'Umsatz (ohne Soll/Haben-Kz)': '1190,00', 'Soll/Haben-Kennzeichen': '"S"', 'WKZ Umsatz': '"EUR"', Konto: '10023', 'Gegenkonto (ohne BU-Schl\u00fcssel)': '8400', Belegdatum: '0503', 'Belegfeld 1': `"${number}"`,
      Buchungstext: '"M\u00fcller & S\u00f6hne ""Bau"" GmbH, T\u00fcr, 2\u00d7"', Festschreibung: '0', Leistungsdatum: '01032026', 'F\u00e4lligkeit': '19032026',
    });
    expect(cells(rows[0] ?? '')).toHaveLength(125);
    expect(bytes.includes(Buffer.from([0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72]))).toBe(true); // Müller
    expect(text.endsWith('\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    // empty texts stand in quotes, empty numbers do not
    expect(bookings[0]?.['Beleglink']).toBe('""');
    expect(bookings[0]?.['Kurs']).toBe('');
  });

  it('books a credit note the other way, and several rates as one booking each', () => {
    const both = { lines: [line({ quantity: '1', unitPrice: '100', taxIds: [taxId(company.ctx, 'USt 19')] }), line({ quantity: '1', unitPrice: '50', taxIds: [taxId(company.ctx, 'USt 7')] })] };
    const { id } = invoice({}, both);
    invoicesCredit(company.ctx, { id, newId: company.ctx.newId(), issueDate: '2026-03-09', reason: 'Zur\u00fcck', request: { kind: 'whole' } });
    const { bookings, done } = run();
    expect(bookings.map((row) => [row['Umsatz (ohne Soll/Haben-Kz)'], row['Soll/Haben-Kennzeichen'], row['Gegenkonto (ohne BU-Schl\u00fcssel)'], row['Belegdatum'], row['F\u00e4lligkeit']])).toEqual([
      ['119,00', '"S"', '8400', '0503', '19032026'], ['53,50', '"S"', '8300', '0503', '19032026'], ['119,00', '"H"', '8400', '0903', ''], ['53,50', '"H"', '8300', '0903', ''],
    ]);
    expect(done).toMatchObject({ debit: 17250, credit: 17250, documents: 2, bookings: 4 });
  });

  it('uses the accounts and keys of the settings; presets of SKR03 and SKR04 differ, and longer accounts are filled up', () => {
    expect(['19', '7', '16'].map((rate) => [presetAccount('03', 'S', rate, 4), presetAccount('04', 'S', rate, 4)])).toEqual([['8400', '4400'], ['8300', '4300'], ['', '']]);
    expect((['K', 'G', 'AE', 'E', 'O'] as const).map((category) => [presetAccount('03', category, '0', 4), presetAccount('04', category, '0', 4)])).toEqual([['8125', '4125'], ['8120', '4120'], ['8337', '4337'], ['8100', '4100'], ['8195', '4185']]);
    expect(presetAccount('04', 'S', '19', 6)).toBe('440000');
    const { rows } = datevGet(company.ctx);
    settle({ chart: '04', debtor: '11111', debtorByCode: false, rows: rows.map(({ taxId: tax, rate }) => ({ taxId: tax, rate, account: '4200', key: '3' })) });
    invoice({});
    const { bookings, head } = run();
    expect(head[26]).toBe('"04"');
    expect(bookings[0]).toMatchObject({ Konto: '11111', 'Gegenkonto (ohne BU-Schl\u00fcssel)': '4200', 'BU-Schl\u00fcssel': '"0003"' });
  });

  it('takes the customer number as debtor only where it has the form of one', () => {
    invoice({ code: 'K-77' });
    invoice({ code: '70001' });
    invoice({ code: '69999' });
    expect(run().bookings.map((row) => row['Konto'])).toEqual(['10000', '10000', '69999']);
  });

  it('names country and VAT number of the customer for an intra-Community supply', () => {
    invoice({ country: 'AT', vatId: 'ATU12345675' }, { lines: [line({ quantity: '1', unitPrice: '500', taxIds: [taxId(company.ctx, 'Intra')] })] });
    expect(run().bookings[0]).toMatchObject({ 'Umsatz (ohne Soll/Haben-Kz)': '500,00', 'Gegenkonto (ohne BU-Schl\u00fcssel)': '8125', 'EU-Land u. UStID (Bestimmung)': '"ATU12345675"' });
  });

  it('books a foreign invoice in the base currency to the cent, and says what it was (T34)', () => {
    const lines = [line({ quantity: '1', unitPrice: '10.01', taxIds: [taxId(company.ctx, 'USt 19')] }), line({ quantity: '1', unitPrice: '10.01', taxIds: [taxId(company.ctx, 'USt 7')] })];
    invoice({}, { currency: 'USD', rate: '0.858762', lines });
    const { bookings, done } = run();
    // 22.62 USD in all are 19.43 EUR; the parts 11.91 and 10.71 are 10.23 and 9.20
    expect(bookings.map((row) => [row['Umsatz (ohne Soll/Haben-Kz)'], row['WKZ Umsatz'], row['Zusatzinformation - Art 1'], row['Zusatzinformation- Inhalt 1']])).toEqual([
      ['10,23', '"EUR"', '"Fremdw\u00e4hrung"', '"USD 11,91 zu 0,858762"'], ['9,20', '"EUR"', '"Fremdw\u00e4hrung"', '"USD 10,71 zu 0,858762"'],
    ]);
    expect(done.debit).toBe(1943);
  });

  it('lists what cannot be booked with its reason, and leaves none of it in the file (T84)', () => {
    const second = taxesSave(company.ctx, { name: 'Kurtaxe', category: 'S', versions: [{ from: '2020-01-01', rate: '2' }], compound: false, withholding: false, reason: '', isDefault: false }).id;
    const withheld = taxesSave(company.ctx, { name: 'Bauabzug', category: 'S', versions: [{ from: '2020-01-01', rate: '15' }], compound: false, withholding: true, reason: '', isDefault: false }).id;
    const standard = taxId(company.ctx, 'USt 19');
    invoice({ code: '' }, { lines: [line({ unitPrice: '10', taxIds: [second] })] });
    invoice({ code: '' }, { lines: [line({ unitPrice: '10', taxIds: [standard, second] })] });
    invoice({ code: '' }, { lines: [line({ unitPrice: '10', taxIds: [standard, withheld] })] });
    invoice({ code: '' }, { lines: [line({ unitPrice: '0', taxIds: [standard] })] });
    invoice({ name: '=cmd|calc', code: '' });
    const { done, rows, bookings } = run();
    expect(done.problems.map(({ reason, what }) => [reason, what])).toEqual([['ACCOUNT', 'Kurtaxe'], ['SEVERAL_TAXES', ''], ['WITHHOLDING', ''], ['ZERO', '']]);
    expect(done).toMatchObject({ problemCount: 4, documents: 1 });
    expect(rows).toHaveLength(1);
    expect(bookings[0]?.['Buchungstext']).toMatch(/^"'=cmd/);
  });

  it('writes only letters that CP1252 has: others lose their marks or become a question mark', () => {
    expect(in1252('Łódź, Őrség, Škoda, 日本, 5 €, “quoted”, a\nb')).toBe('Lódz, Orség, Škoda, ??, 5 €, “quoted”, a b');
    invoice({ name: 'Łódź 日本 GmbH' });
    expect(run().bookings[0]?.['Buchungstext']).toContain('L\u00f3dz ?? GmbH');
  });

  it('asks for what is missing before anything is written, and takes one business year at a time', () => {
    invoice({});
    const path = join(folder, 'x.csv');
    const { saved: _saved, rows, ...rest } = datevGet(company.ctx);
    expect(() => exportDatev(company.ctx, { from: '2025-12-01', to: '2026-01-31', target: path, part: `${path}.part` })).toThrow('DATEV_YEARS');
    expect(() => exportDatev(company.ctx, { from: '2026-08-01', to: '2026-08-31', target: path, part: `${path}.part` })).toThrow('DATEV_NOTHING');
    datevSave(company.ctx, { ...rest, consultant: '', rows: rows.map(({ taxId: tax, rate, account, key }) => ({ taxId: tax, rate, account, key })) });
    expect(() => exportDatev(company.ctx, { from: '2026-03-01', to: '2026-03-31', target: path, part: `${path}.part` })).toThrow('DATEV_SETTINGS');
    expect(existsSync(path)).toBe(false);
  });

  it('refuses numbers that have not the form DATEV wants, by field', () => {
    const { saved: _saved, rows: _rows, ...rest } = datevGet(company.ctx);
    const refused = (change: Partial<DatevSettings>): unknown => {
      try {
        datevSave(company.ctx, { ...rest, rows: [], ...change });
      } catch (error) {
        return error instanceof Error && 'detail' in error ? error.detail : error;
      }
      return null;
    };
    expect(refused({ consultant: '1000' })).toMatchObject({ fields: [{ path: 'consultant', code: 'DATEV_CONSULTANT' }] });
    expect(refused({ client: '0' })).toMatchObject({ fields: [{ path: 'client', code: 'DATEV_CLIENT' }] });
    expect(refused({ debtor: '70000' })).toMatchObject({ fields: [{ path: 'debtor', code: 'DATEV_DEBTOR' }] });
    expect(refused({ rows: [{ taxId: company.ctx.newId(), rate: '19', account: '84000', key: '' }] })).toMatchObject({ fields: [{ path: 'rows.0.account', code: 'DATEV_ACCOUNT' }] });
    expect(refused({ accountLength: 5, debtor: '100000' })).toBeNull();
  });
});
