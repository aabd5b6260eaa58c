// A bank's CSV as statements, one for each account in it: the mapping says what its columns are. Called by readBank.ts and tests.
import type { BankMapping } from '../../../contract/bank.ts';
import type { BankColumn } from '../../../domain/bankColumns.ts';
import { type BankLine, accountKey, bankName, bankReference, bankText, exactMinor } from '../../../domain/bankStatement.ts';
import { isCurrency } from '../../../domain/currency.ts';
import { isDate } from '../../../domain/date.ts';
import { type Minor, NOTHING, negMinor } from '../../../domain/money.ts';
import { numberLocale } from '../../../domain/numberLocale.ts';
import { parseAmount } from '../../../domain/parseAmount.ts';
import { foldForSearch } from '../../../domain/text.ts';
import { readCsv } from '../csv.ts';
import { type BankFile, type Collector, collector, spanOf } from './collect.ts';

export type CsvOptions = BankMapping;

const LOCALES = { point: numberLocale('en'), comma: numberLocale('de') } as const;
/** A sign or code of a currency beside the amount. */
const AROUND = /^(?:\p{Sc}|[A-Z]{3})?\s*|\s*(?:\p{Sc}|[A-Z]{3})?$/gu;

/** Rows that cannot be read are problems with the row a spreadsheet shows; the errors of readCsv. */
export function readBankCsv(bytes: Buffer, options: CsvOptions): BankFile {
  const collect = collector();
  const byAccount = new Map<string, { account: string; currency: string; row: number; lines: BankLine[] }>();
  const onCells = (cells: readonly string[], row: number): void => {
    if (row <= options.headings) return;
    collect.count();
    const found = readRow(cells, row, options, collect);
    if (found === null) return;
    const key = `${found.account}\n${found.currency}`;
    const group = byAccount.get(key) ?? { account: found.account, currency: found.currency, row, lines: [] };
    byAccount.set(key, group);
    group.lines.push(found.line);
  };
  // The first row is data like any other here: where the headings are, the mapping knows.
  readCsv(bytes, { headers: (cells) => onCells(cells, 1), row: onCells });
  for (const { account, currency, row, lines } of byAccount.values())
    collect.statement({ account, currency, reference: '', ...spanOf(lines), opening: null, closing: null, lines }, row);
  return collect.done('csv');
}

interface Row {
  readonly account: string;
  readonly currency: string;
  readonly line: BankLine;
}

function readRow(cells: readonly string[], row: number, options: CsvOptions, collect: Collector): Row | null {
  const cell = (column: BankColumn): string => {
    const i = options.columns.indexOf(column);
    return i < 0 ? '' : (cells[i] ?? '').trim();
  };
  const texts = options.columns.flatMap((column, i) => (column === 'text' ? [(cells[i] ?? '').trim()] : []));
  const refuse = (field: string, code: Parameters<Collector['problem']>[2], value: string): null => {
    collect.problem(row, field, code, value);
    return null;
  };
  const written = cell('date');
  // The sums that some banks put below the last line have no day.
  if (written === '' && cell('amount') === '' && cell('credit') === '' && cell('debit') === '') return null;
  const bookingDate = written === '' ? refuse('date', 'MISSING', '') : (readDay(written, options.dates) ?? refuse('date', 'DATE', written));
  if (bookingDate === null) return null;
  const currency = cell('currency').toUpperCase() || options.currency;
  if (!isCurrency(currency)) return refuse('currency', 'CURRENCY', currency);
  const account = accountKey(cell('account') || options.account);
  if (account === '') return refuse('account', 'ACCOUNT', '');
  const amount = signedAmount(cell, options, currency);
  if (amount === null) return refuse('amount', 'AMOUNT', cell('amount') || cell('credit') || cell('debit'));
  const valued = cell('valueDate');
  const valueDate = valued === '' ? null : readDay(valued, options.dates);
  if (valued !== '' && valueDate === null) return refuse('valueDate', 'DATE', valued);
  const line: BankLine = {
    row,
    bookingDate,
    valueDate,
    amount,
    reversal: false,
    bankRef: bankReference(cell('bankRef')),
    endToEnd: bankReference(cell('endToEnd')),
    structuredRef: '',
    text: bankText(texts.filter((text) => text !== '').join(' ')),
    name: bankName(cell('name')),
    iban: bankReference(accountKey(cell('iban'))),
    code: bankText(cell('kind'), 40),
    charges: NOTHING,
  };
  return { account, currency, line };
}

/** A sum with a sign, a sum with a word for its side, or two columns of which one is filled. */
function signedAmount(cell: (column: BankColumn) => string, { numbers, columns }: CsvOptions, currency: string): Minor | null {
  const read = (text: string): Minor | null => {
    // 'S' and 'H' behind the amount, as German banks print it; a minus may stand there too.
    const [, body = '', side = ''] = /^(.*?)\s*([SHsh]|[-−+]|CR|DR)?$/u.exec(text.trim()) ?? [];
    const decimal = parseAmount(body.replace(/^\+/, '').replace(AROUND, ''), LOCALES[numbers]);
    const amount = decimal === null ? null : exactMinor(decimal, currency);
    return amount !== null && /^(s|-|−|dr)$/i.test(side) ? negMinor(amount) : amount;
  };
  if (columns.includes('amount')) {
    const amount = read(cell('amount'));
    const side = columns.includes('direction') ? sideOf(cell('direction')) : null;
    if (amount === null || side === null) return amount;
    return (amount < 0) === (side === 'out') ? amount : negMinor(amount);
  }
  const [credit, debit] = [cell('credit'), cell('debit')];
  const [into, out] = [credit === '' ? NOTHING : read(credit), debit === '' ? NOTHING : read(debit)];
  if (into === null || out === null || (into !== 0 && out !== 0)) return null;
  if (credit === '' && debit === '') return null;
  // Money out is written with or without its minus.
  return into === 0 ? (out > 0 ? negMinor(out) : out) : into;
}

const OUT = new Set(['s', 'soll', 'd', 'dr', 'dbit', 'debit', 'debe', 'cargo', 'af', 'out', 'ausgang', 'belastung', 'sortie', '-']);
const IN = new Set(['h', 'haben', 'c', 'cr', 'crdt', 'credit', 'haber', 'abono', 'bij', 'in', 'eingang', 'gutschrift', 'entree', '+']);

/** null for a word that says nothing of a side: then the sign of the amount counts. */
function sideOf(text: string): 'in' | 'out' | null {
  const word = foldForSearch(text);
  if (OUT.has(word)) return 'out';
  return IN.has(word) ? 'in' : null;
}

/** '20.11.2026', '2026-11-20 10:00', '20/11/26', '20261120' in the given order; a time behind it does not move the day. */
export function readDay(text: string, order: CsvOptions['dates']): string | null {
  const plain = text.trim();
  const solid = /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  const match = solid ?? /^(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})(?:$|[T ,])/.exec(plain);
  if (match === null) return null;
  const [a = '', b = '', c = ''] = match.slice(1);
  // A year in front is one, whatever was said: nobody begins with it by mistake.
  const [year, month, day] = a.length === 4 ? [a, b, c] : order === 'mdy' ? [c, a, b] : order === 'dmy' ? [c, b, a] : ['', '', ''];
  if (year.length !== 4 && year.length !== 2) return null;
  const date = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDate(date) ? date : null;
}
