// SWIFT MT940 customer statements, as banks really write them: several in one file, with or without blocks, German fields or keywords behind :86:. Pure. Called by readBank.ts and tests.
import {
  type BankLine,
  type BankStatement,
  accountKey,
  bankName,
  bankReference,
  bankText,
  compactDate,
  exactMinor,
} from '../../../domain/bankStatement.ts';
import { isCurrency } from '../../../domain/currency.ts';
import { daysBetween } from '../../../domain/date.ts';
import { type Minor, NOTHING, negMinor } from '../../../domain/money.ts';
import { AppError } from '../../../contract/errors.ts';
import { type BankFile, type Collector, collector, spanOf } from './collect.ts';
import { type Details, readDetails } from './mt940Details.ts';
import { type Field, fieldsOf } from './mt940Fields.ts';

interface Open {
  row: number;
  account: string;
  currency: string;
  reference: string;
  opening: Minor | null;
  closing: Minor | null;
  lines: Movement[];
  /** What :86: belongs to now: the movement before it, or the whole statement after the closing balance. */
  last: Movement | null;
}

interface Movement {
  readonly row: number;
  readonly bookingDate: string;
  readonly valueDate: string;
  readonly amount: Minor;
  readonly reversal: boolean;
  readonly ownRef: string;
  readonly bankRef: string;
  readonly kind: string;
  readonly extra: string;
  details: Details | null;
}

/** Banks that write a statement over several pages begin each with :20:; a page says :60M: and :62M: and joins the one before. */
export function readMt940(text: string, onRead?: (done: number) => void): BankFile {
  const collect = collector();
  let open: Open | null = null;
  let any = false;
  const finish = (): void => {
    if (open !== null) collect.statement(statementOf(open), open.row);
    open = null;
  };
  for (const field of fieldsOf(text, onRead)) {
    any = true;
    if (field.tag === '20') {
      finish();
      open = begin(field);
    } else if (open === null) throw new AppError('BANK_BROKEN', { params: { row: field.row } });
    else apply(open, field, collect);
  }
  finish();
  if (!any) throw new AppError('BANK_FORMAT');
  return collect.done('mt940');
}

function begin({ row, value }: Field): Open {
  return { row, account: '', currency: '', reference: bankText(value, 30), opening: null, closing: null, lines: [], last: null };
}

function apply(open: Open, field: Field, collect: Collector): void {
  switch (field.tag) {
    case '25':
      return takeAccount(open, field.value);
    case '28C':
    case '28':
      open.reference = bankText(field.value, 30) || open.reference;
      return;
    case '60F':
    case '60M':
      open.opening = takeBalance(open, field, collect);
      return;
    case '61':
      return takeMovement(open, field, collect);
    case '86':
      if (open.last !== null && open.last.details === null) open.last.details = readDetails(field.value);
      return;
    case '62F':
    case '62M':
      open.closing = takeBalance(open, field, collect);
      open.last = null; // an :86: from here on is about the statement
      return;
  }
}

/** IBAN or bank/account, some with the currency behind it. */
function takeAccount(open: Open, value: string): void {
  const plain = value.replace(/\s/g, '').replace(/^\/+/, '');
  const currency = /^(.*\d)([A-Z]{3})$/.exec(plain);
  open.account = accountKey(currency !== null && isCurrency(currency[2] ?? '') ? (currency[1] ?? '') : plain);
}

const BALANCE = /^([CD])(\d{6})([A-Z]{3})(\d[\d,]*)$/;

function takeBalance(open: Open, { row, value }: Field, collect: Collector): Minor | null {
  const [, side = '', day = '', currency = '', written = ''] = BALANCE.exec(value.trim()) ?? [];
  if (side === '' || compactDate(day) === null) {
    collect.problem(row, 'balance', side === '' ? 'AMOUNT' : 'DATE', value);
    return null;
  }
  if (!isCurrency(currency) || (open.currency !== '' && open.currency !== currency)) {
    collect.problem(row, 'currency', 'CURRENCY', currency);
    return null;
  }
  open.currency = currency;
  const size = commaMinor(written, currency);
  if (size === null) collect.problem(row, 'balance', 'AMOUNT', written);
  return size !== null && side === 'D' ? negMinor(size) : size;
}

/** Value date, booking day, side, the third letter of the currency, amount, kind, own reference, the bank's, and a second line. */
const MOVEMENT = /^(\d{6})(\d{4})?(R?[CD]|E[CD])([A-Z])?(\d[\d,]*)([A-Z][A-Z0-9]{3})([^\n]*?)(?:\/\/([^\n]*))?(?:\n([\s\S]*))?$/;

function takeMovement(open: Open, { row, value }: Field, collect: Collector): void {
  collect.count();
  open.last = null;
  const [, valued = '', booked, side = '', , written = '', kind = '', ownRef = '', bankRef = '', extra = ''] = MOVEMENT.exec(value) ?? [];
  if (side === '') return collect.problem(row, 'line', 'LINE', value);
  if (open.currency === '') return collect.problem(row, 'currency', 'CURRENCY', '');
  const valueDate = compactDate(valued);
  const bookingDate = valueDate === null ? null : booked === undefined ? valueDate : nearest(valueDate, booked);
  if (valueDate === null || bookingDate === null) return collect.problem(row, 'date', 'DATE', `${valued}${booked ?? ''}`);
  const size = commaMinor(written, open.currency);
  if (size === null) return collect.problem(row, 'amount', 'AMOUNT', written);
  // RC takes back a credit: money out. RD takes back a debit: money in. EC and ED are expected ones that came.
  const out = side === 'D' || side === 'RC' || side === 'ED';
  open.last = {
    row,
    bookingDate,
    valueDate,
    amount: out ? negMinor(size) : size,
    reversal: side.startsWith('R'),
    ownRef,
    bankRef,
    kind,
    extra,
    details: null,
  };
  open.lines.push(open.last);
}

/** The booking day has no year: it is the one nearest to the value date, so that 0102 beside 261231 is in 2027. */
function nearest(valueDate: string, monthDay: string): string | null {
  const year = Number(valueDate.slice(0, 4));
  const days = [year - 1, year, year + 1].map((one) => compactDate(`${one}${monthDay}`)).filter((day) => day !== null);
  const away = (day: string) => Math.abs(daysBetween(valueDate, day));
  return days.reduce<string | null>((best, day) => (best === null || away(day) < away(best) ? day : best), null);
}

/** '1234,5' exactly. A comma must be there in SWIFT, but not every bank writes it for whole amounts. */
function commaMinor(text: string, currency: string): Minor | null {
  return /^\d+(,\d*)?$/.test(text) ? exactMinor(text.replace(',', '.'), currency) : null;
}

function statementOf(open: Open): BankStatement {
  const { account, currency, reference, opening, closing } = open;
  const lines = open.lines.map(lineOf);
  const span = spanOf(lines);
  return { account, currency, reference, from: span.from, to: span.to, opening, closing, lines };
}

function lineOf(movement: Movement): BankLine {
  const details = movement.details ?? readDetails('');
  const { row, bookingDate, valueDate, amount, reversal } = movement;
  const own = bankReference(movement.ownRef);
  return {
    row,
    bookingDate,
    valueDate,
    amount,
    reversal,
    bankRef: bankReference(movement.bankRef),
    endToEnd: bankReference(details.endToEnd) || own,
    structuredRef: bankReference(details.structuredRef),
    text: bankText([details.text, details.text === '' ? movement.extra : ''].filter((text) => text !== '').join(' ')),
    name: bankName(details.name),
    iban: bankReference(accountKey(details.account)),
    code: bankText(details.code || movement.kind, 40),
    charges: NOTHING,
  };
}

