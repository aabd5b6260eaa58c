import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isAppError } from '../../../contract/errors.ts';
import type { BankMapping } from '../../../contract/bank.ts';
import { readBank } from '../../../main/import/bank/readBank.ts';

const fixture = (name: string): Buffer => readFileSync(join(import.meta.dirname, '../../fixtures/bank', name));
const read = (content: string | Buffer, csv: BankMapping | null = null) => readBank(Buffer.from(content), csv);
/** How a file is refused. */
function refusal(content: string | Buffer): unknown {
  try {
    return read(content);
  } catch (error) {
    if (isAppError(error)) return { code: error.code, ...error.detail.params };
    throw error;
  }
}

describe('a CAMT.053 statement', () => {
  it('gives each movement with its day, amount, party, references and texts, and its balances agree with them', () => {
    const file = read(fixture('november.camt.xml'));
    expect(file).toMatchObject({ format: 'camt.053', problems: [], pending: 1 });
    const [statement] = file.statements;
    expect(statement).toMatchObject({
      account: 'DE96999900000001234567', currency: 'EUR', reference: '2026-00231', from: '2026-11-20', to: '2026-11-20', opening: 1025000, closing: 1217093,
    });
    expect(statement?.lines[0]).toEqual({
      row: 13, bookingDate: '2026-11-20', valueDate: '2026-11-20', amount: 119000, reversal: false, bankRef: '2026112000417720', endToEnd: 'F-88121', structuredRef: '',
      text: 'Rechnung INV-2026- 0017 vom 2.11.', name: 'Fischer Möbel GmbH', iban: 'DE26888800000007654321', code: 'PMNT/RCDT/ESCT', charges: 0,
    });
  });

  it('splits a batch into its movements when they add up to it, and keeps it whole when they do not say their amounts', () => {
    const [, first, second] = read(fixture('november.camt.xml')).statements[0]?.lines ?? [];
    expect(first).toMatchObject({ amount: 50050, name: 'Zander & Söhne', iban: '00447722', structuredRef: 'RF18539007547034', bankRef: '2026112000417999-1', endToEnd: '' });
    expect(second).toMatchObject({ amount: 33000, name: 'Kelly Interiors', structuredRef: 'INV-2026-0021', text: 'less 5 % agreed', bankRef: '2026112000417999-2' });
    const whole = read(fixture('october.camt02.xml')).statements[0]?.lines[1];
    expect(whole).toMatchObject({ amount: -3000, text: 'two parts without amounts Sammelüberweisung', name: '' });
  });

  it('names the first payer of a movement that is taken back, with its charges', () => {
    const back = read(fixture('november.camt.xml')).statements[0]?.lines[3];
    expect(back).toMatchObject({ amount: -9957, reversal: true, charges: 457, name: 'Lemonwood Café', text: 'Returned: account closed', bookingDate: '2026-11-20', valueDate: null });
  });

  it('of version 02 is read with prefixes, CDATA and an account that is no IBAN: a German one becomes the same IBAN as elsewhere', () => {
    const [statement] = read(fixture('october.camt02.xml')).statements;
    expect(statement).toMatchObject({ account: 'DE96999900000001234567', opening: null, closing: null });
    expect(statement?.lines[0]).toMatchObject({ amount: 4800, charges: 200, name: 'Bellrock Hotel', text: 'INV 2026 0003 & thanks' });
  });

  it('answers with the row for a day that does not exist, a currency nobody knows, an amount with too many decimals, and sums that do not fit', () => {
    const text = fixture('november.camt.xml').toString();
    const problems = (from: string, to: string) => read(text.replace(from, to)).problems;
    expect(problems('<Dt>2026-11-20</Dt></BookgDt>', '<Dt>2026-02-30</Dt></BookgDt>')).toEqual([{ row: 13, field: 'date', code: 'DATE', value: '2026-02-30' }]);
    expect(problems('<Amt Ccy="EUR">1190.00', '<Amt Ccy="EUX">1190.00')).toEqual([{ row: 13, field: 'currency', code: 'CURRENCY', value: 'EUX' }]);
    expect(problems('<Amt Ccy="EUR">1190.00', '<Amt Ccy="EUR">1190.005')).toEqual([{ row: 13, field: 'amount', code: 'AMOUNT', value: '1190.005' }]);
    expect(problems('<Amt Ccy="EUR">1190.00', '<Amt Ccy="USD">1190.00')).toEqual([{ row: 13, field: 'currency', code: 'CURRENCY', value: 'USD' }]);
    expect(problems('12170.93', '12170.94')).toEqual([{ row: 5, field: 'balance', code: 'BALANCE', value: '0.01 EUR' }]);
    expect(problems('<CdtDbtInd>CRDT</CdtDbtInd><RvslInd>', '<CdtDbtInd>PLUS</CdtDbtInd><RvslInd>')).toEqual([{ row: 13, field: 'direction', code: 'DIRECTION', value: 'PLUS' }]);
  });

  it('with a document type is refused before anything in it is looked at (billion laughs, outside files)', () => {
    const laughs = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><Document>&b;</Document>`;
    expect(refusal(laughs)).toEqual({ code: 'BANK_DOCTYPE' });
    expect(refusal(`<!DOCTYPE x SYSTEM "file:///etc/passwd"><Document/>`)).toEqual({ code: 'BANK_DOCTYPE' });
    expect(refusal('<Document><BkToCstmrStmt>&own;</BkToCstmrStmt></Document>')).toEqual({ code: 'BANK_BROKEN', row: 1 });
  });

  it('that is another message, is cut off or nested without end is refused', () => {
    expect(refusal('<Document><CstmrCdtTrfInitn><Stmt/></CstmrCdtTrfInitn></Document>')).toEqual({ code: 'BANK_FORMAT' });
    expect(refusal(fixture('november.camt.xml').subarray(0, 3000))).toMatchObject({ code: 'BANK_BROKEN' });
    expect(refusal(`<Document>${'<a>'.repeat(1000)}`)).toEqual({ code: 'BANK_BROKEN', row: 1 });
    expect(refusal('<html><body>Your session has ended</body></html>')).toEqual({ code: 'BANK_EMPTY' });
  });
});

describe('an MT940 file', () => {
  it('with German fields gives text, party and account; the purpose is put together again where the bank cut it', () => {
    const [first] = read(fixture('two.mt940.sta')).statements;
    expect(first).toMatchObject({ account: 'DE96999900000001234567', currency: 'EUR', reference: '00231/001', opening: 1025000, closing: 1135475 });
    expect(first?.lines[0]).toMatchObject({
      row: 6, bookingDate: '2026-11-20', amount: 119000, bankRef: '2026112000417720', endToEnd: 'F-88121', text: 'Rechnung Nr INV-2026-0017 vom 2.11.', name: 'Fischer Moebel GmbH',
      iban: 'DE26888800000007654321', code: '166 SEPA-GUTSCHRIFT',
    });
  });

  it('knows debits, taken-back credits and debits, commas without decimals, and booking days on the other side of the new year', () => {
    const lines = read(fixture('two.mt940.sta')).statements[0]?.lines ?? [];
    expect(lines.map(({ amount, reversal, bookingDate, valueDate }) => [amount, reversal, bookingDate, valueDate])).toEqual([
      [119000, false, '2026-11-20', '2026-11-20'],
      [-2550, false, '2026-12-30', '2026-12-31'],
      [-10000, true, '2027-01-02', '2027-01-02'],
      [4025, true, '2026-12-31', '2027-01-02'],
    ]);
    expect(lines[2]).toMatchObject({ text: 'second line of the bank' });
    expect(lines[3]).toMatchObject({ endToEnd: 'OWN-REF' });
  });

  it('may hold several statements, with keywords behind :86: as Dutch banks write them', () => {
    const [, second] = read(fixture('two.mt940.sta')).statements;
    expect(second).toMatchObject({ account: 'NL13TEST0123456789', currency: 'USD' });
    expect(second?.lines[0]).toMatchObject({ amount: 50000, name: 'Halvorsen AS', iban: 'NL45DEMO0987654321', text: 'Invoice 2026', endToEnd: 'OSLO-4', bankRef: '99', code: 'SEPA OVERBOEKING' });
    expect(second?.lines[1]).toMatchObject({ name: 'Kelly Interiors', iban: 'NL45DEMO0987654321', structuredRef: '9000 0000 0123', endToEnd: 'Z' });
  });

  it('answers with the row for what it cannot read, and goes on', () => {
    const text = fixture('two.mt940.sta').toString();
    const problems = (from: string, to: string) => read(text.replace(from, to)).problems;
    expect(problems(':61:2611201120CR', ':61:2611311120CR')).toEqual([{ row: 6, field: 'date', code: 'DATE', value: '2611311120' }]);
    expect(problems('CR1190,00N166', 'CR1190,005N166')).toEqual([{ row: 6, field: 'amount', code: 'AMOUNT', value: '1190,005' }]);
    expect(problems('CR1190,00N166', 'CR1.190,00N166')[0]).toMatchObject({ row: 6, code: 'LINE' });
    expect(problems('C261119EUR', 'C261119EUX')[0]).toMatchObject({ row: 5, code: 'CURRENCY', value: 'EUX' });
    expect(problems('EUR11354,75', 'EUR11354,70')).toMatchObject([{ code: 'BALANCE', value: '-0.05 EUR' }]);
  });
});

describe('an OFX file', () => {
  it('of version 1 needs no end tags; the day is the bank’s, whatever zone its clock is in (T61)', () => {
    const file = read(fixture('november.ofx'));
    expect(file).toMatchObject({ format: 'ofx', problems: [] });
    expect(file.statements[0]).toMatchObject({ account: 'DE96999900000001234567', currency: 'EUR', from: '2026-11-01', to: '2026-11-20', closing: 1217093 });
    expect(file.statements[0]?.lines).toMatchObject([
      { row: 17, bookingDate: '2026-11-20', amount: 119000, bankRef: '2026112000417720', name: 'Fischer M&bel GmbH', text: 'INV 2026-0017', code: 'CREDIT' },
      { row: 18, bookingDate: '2026-11-19', amount: -2550, bankRef: '77', endToEnd: '', text: 'A < B, 5 & more' },
    ]);
  });

  it('of version 2 is XML; of a card only the last four digits are kept, also in texts (T82)', () => {
    const [statement] = read(fixture('card.v2.qfx')).statements;
    expect(statement).toMatchObject({ account: 'CARD/1111', currency: 'USD' });
    expect(statement?.lines).toMatchObject([{ amount: 1250, name: 'Cornwell & Sons', text: 'paid with …1111' }]);
    expect(JSON.stringify(statement)).not.toMatch(/4111\s*1111/);
  });

  it('answers with the row for what it cannot read, and refuses what is broken', () => {
    const text = fixture('november.ofx').toString();
    expect(read(text.replace('<DTPOSTED>20261119', '<DTPOSTED>20261131')).problems).toEqual([{ row: 18, field: 'date', code: 'DATE', value: '20261131' }]);
    expect(read(text.replace('-25,50', '-25.505')).problems).toMatchObject([{ row: 18, code: 'AMOUNT' }]);
    expect(read(text.replace('<CURDEF>EUR', '<CURDEF>EUX')).problems).toMatchObject([{ row: 14, code: 'CURRENCY' }]);
    expect(refusal(text.replace('</OFX>', ''))).toMatchObject({ code: 'BANK_BROKEN' });
    expect(refusal(text.replace('</STMTTRN>', '</OTHER>'))).toMatchObject({ code: 'BANK_BROKEN' });
    expect(refusal('OFXHEADER:100\n\nnothing')).toEqual({ code: 'BANK_FORMAT' });
  });
});
