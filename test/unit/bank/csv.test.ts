import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BankMapping } from '../../../contract/bank.ts';
import { missingColumns } from '../../../domain/bankColumns.ts';
import { readDay } from '../../../main/import/bank/csvBank.ts';
import { findHeadings, guessColumns, guessDates } from '../../../main/import/bank/csvColumns.ts';
import { readBank } from '../../../main/import/bank/readBank.ts';

const fixture = (name: string): Buffer => readFileSync(join(import.meta.dirname, '../../fixtures/bank', name));
const german: BankMapping = {
  columns: ['date', 'valueDate', 'name', 'iban', 'kind', 'text', 'amount', 'currency'],
  numbers: 'comma', dates: 'dmy', account: 'DE96 9999 0000 0001 2345 67', currency: 'EUR', headings: 4,
};
const english: BankMapping = { columns: ['date', 'text', 'debit', 'credit', null], numbers: 'point', dates: 'dmy', account: 'Business current', currency: 'GBP', headings: 1 };
const lines = (content: string | Buffer, mapping: BankMapping) => readBank(Buffer.from(content), mapping).statements.flatMap((statement) => statement.lines);

describe('a bank’s CSV', () => {
  it('with lines of the bank above its headings is read below them; rows that cannot be read are named as a spreadsheet numbers them', () => {
    const file = readBank(fixture('german.csv'), german);
    expect(file.statements).toMatchObject([{ account: 'DE96999900000001234567', currency: 'EUR', from: '2026-11-19', to: '2026-11-20' }]);
    expect(file.statements[0]?.lines).toMatchObject([
      { row: 5, bookingDate: '2026-11-20', amount: 119000, name: 'Fischer Möbel GmbH', iban: 'DE26888800000007654321', text: 'Rechnung INV-2026-0017', code: 'Gutschrift' },
      { row: 6, amount: -2550, name: 'Stadtwerke' },
    ]);
    expect(file.problems).toEqual([
      { row: 7, field: 'date', code: 'DATE', value: '31.02.2026' },
      { row: 8, field: 'currency', code: 'CURRENCY', value: 'EUX' },
      { row: 9, field: 'amount', code: 'AMOUNT', value: 'eins' },
    ]);
  });

  it('with a column for money in and one for money out has its signs from them', () => {
    expect(lines(fixture('english.csv'), english)).toMatchObject([{ amount: 119000, text: 'INV-2026-0017 FISCHER' }, { amount: -350 }]);
  });

  it('takes the side from a word or a letter, and refuses a row that has both sides', () => {
    const sided: BankMapping = { ...english, columns: ['date', 'amount', 'direction'], account: 'A' };
    expect(lines('d,a,s\n1/2/2026,5.00,Debit\n1/2/2026,5.00,C\n1/2/2026,-5.00,\n', sided).map(({ amount }) => amount)).toEqual([-500, 500, -500]);
    const behind: BankMapping = { ...english, columns: ['date', 'amount'], numbers: 'comma', account: 'A' };
    expect(lines('d;a\n1.2.2026;5,00 S\n1.2.2026;1.234,00 H\n1.2.2026;€ 7,10\n1.2.2026;3,00-\n', behind).map(({ amount }) => amount)).toEqual([-500, 123400, 710, -300]);
    expect(readBank(Buffer.from('d,t,o,i,b\n1/2/2026,x,5.00,6.00,\n'), english).problems).toMatchObject([{ row: 2, code: 'AMOUNT' }]);
  });

  it('keeps yen whole and dinars in thousandths, never through a float (T31, T32)', () => {
    const plain: BankMapping = { ...english, columns: ['date', 'amount', 'currency'], account: 'A' };
    const file = readBank(Buffer.from('d,a,c\n1/2/2026,333,JPY\n1/2/2026,1.234,KWD\n1/2/2026,1.005,EUR\n1/2/2026,4.35,EUR\n'), plain);
    expect(file.statements.map(({ currency, lines: [line] }) => [currency, line?.amount])).toEqual([['JPY', 333], ['KWD', 1234], ['EUR', 435]]);
    expect(file.problems).toMatchObject([{ row: 4, code: 'AMOUNT', value: '1.005' }]);
  });

  it('is mapped by its headings in several languages, with the headings found below what stands above them', () => {
    const rows = fixture('german.csv').toString('latin1').split('\n').map((line, i) => ({ cells: line.split(';'), row: i + 1 }));
    expect(findHeadings(rows)).toBe(3);
    expect(guessColumns(rows[3]?.cells ?? [])).toEqual(['date', 'valueDate', 'name', 'iban', 'text', 'text', 'amount', 'currency']);
    expect(guessColumns(['Date', 'Description', 'Paid out', 'Paid in', 'Balance'])).toEqual(['date', 'text', 'debit', 'credit', null]);
    expect(guessColumns(['Fecha', 'Concepto', 'Importe', 'Saldo'])).toEqual(['date', 'text', 'amount', null]);
    expect(guessColumns(['Date opération', 'Libellé', 'Débit', 'Crédit'])).toEqual(['date', 'text', 'debit', 'credit']);
    expect(missingColumns(['text', 'debit'])).toEqual(['date']);
    expect(missingColumns(['date', 'text'])).toEqual(['amount']);
  });

  it('has its days in the order that fits all of them', () => {
    expect(guessDates(['20/11/2026', '01/02/2026'], 'mdy')).toBe('dmy');
    expect(guessDates(['11/20/2026', '01/02/2026'], 'dmy')).toBe('mdy');
    expect(guessDates(['01/02/2026'], 'mdy')).toBe('mdy');
    expect(guessDates(['1.2.2026'], 'mdy')).toBe('dmy');
    expect(guessDates(['2026-02-01'], 'dmy')).toBe('ymd');
    expect([readDay('20.11.26', 'dmy'), readDay('11/20/2026', 'mdy'), readDay('2026-11-20T23:59', 'dmy'), readDay('20261120', 'ymd'), readDay('31/11/2026', 'dmy'), readDay('20 Nov', 'dmy')]).toEqual([
      '2026-11-20', '2026-11-20', '2026-11-20', '2026-11-20', null, null,
    ]);
  });
});
