// One row of a file as money that came in, or as one document's share of it: cells read, what is wrong named by column. Called by paymentPlan.ts only.
import type { ImportMapping } from '../../contract/imports.ts';
import type { MethodDetailsWire } from '../../contract/payments.ts';
import { isNegative, isZero, parseDec } from '../../domain/decimal.ts';
import { findCardNumber } from '../../domain/pan.ts';
import { methodProblem } from '../../domain/paymentMethod.ts';
import { foldForSearch } from '../../domain/text.ts';
import { cellReader } from './cells.ts';
import { readDay } from './days.ts';
import { PAYMENT_FIELDS } from './paymentFields.ts';
import { readMethod } from './paymentMethods.ts';
import type { RowProblem } from './rows.ts';
import { type Read, readCurrency, readNumber, readPrice } from './values.ts';

export interface PaymentLine {
  row: number;
  /** What the other program calls the payment; rows with one number are one payment. */
  paymentNumber: string;
  date: string | null;
  customerCode: string;
  customerName: string;
  /** As written: a number, or several. */
  document: string;
  /** What came in: of the row, or, where `applied` says what each document gets, of the whole payment. */
  paid: string | null;
  applied: string | null;
  /** Null where the file does not say. */
  currency: string | null;
  rate: string;
  method: MethodDetailsWire;
  reference: string;
  note: string;
  problems: RowProblem[];
}

/** What never came, or went back: not money of the business. */
const NEVER_CAME = /^(void|voided|fail|failed|declined|pending|draft|cancel|canceled|cancelled|deleted|refunded|bounced|storniert|ausstehend|entwurf|fehlgeschlagen|zuruck|annul|refuse|echou|brouillon|rembours|anulad|rechazad|pendiente|borrador|devuel)/;

/** The reader of a file's rows for this mapping. Never throws: what is wrong is in `problems`. */
export function paymentLines(headers: readonly string[], mapping: ImportMapping): (cells: readonly string[], row: number) => PaymentLine {
  const cellsOf = cellReader(PAYMENT_FIELDS, headers, mapping.columns);
  const { dates, method: usual } = mapping.payments ?? { dates: 'ymd', method: 'transfer' };
  return (cells, row) => {
    const { problems, text, fail, value } = cellsOf(cells, row);
    if (NEVER_CAME.test(foldForSearch(text('paymentState')))) fail('paymentState', 'NOT_RECEIVED');
    const date = value('date', (cell) => readDay(cell, dates), null);
    if (date === null && !problems.some(({ code }) => code === 'DATE')) fail('date', 'REQUIRED');
    const paid = value('paid', (cell) => above(readNumber(cell, mapping.numbers)), null);
    const applied = value('applied', (cell) => above(nothing(readNumber(cell, mapping.numbers))), null);
    if (paid === null && applied === null && problems.every(({ code }) => code !== 'NUMBER' && code !== 'PAYMENT_AMOUNT')) fail('paid', 'REQUIRED');
    const [paymentNumber, reference] = [text('paymentNumber'), text('reference')];
    const { details, word } = readMethod({ method: text('method'), brand: text('brand'), last4: text('last4'), reference: reference === '' ? paymentNumber : reference }, usual);
    const wrong = methodProblem(details);
    if (wrong !== null) fail(wrong === 'CARD_NUMBER' ? 'reference' : 'last4', wrong);
    // What the other program called payment and method is found again, though Billfold counts payments itself.
    const note = [reference === '' ? '' : paymentNumber, word, text('note')].filter((one) => one !== '').join(' · ');
    for (const field of ['note', 'paymentNumber', 'method'] as const) if (findCardNumber(text(field))) fail(field, 'CARD_NUMBER');
    return {
      row, paymentNumber, date, customerCode: text('customerCode').replace(/^(\d+)\.0$/, '$1'), customerName: text('customerName'), document: text('document'), paid, applied,
      currency: value('currency', readCurrency, null), rate: value('rate', (cell) => readPrice(cell, mapping.numbers), null) ?? '', method: details, reference, note, problems,
    };
  };
}

/** Money that came in is more than nothing: what was given back is a refund, and no payment. */
function above(read: Read<string | null>): Read<string | null> {
  if (!read.ok || read.value === null) return read;
  const amount = parseDec(read.value);
  return isZero(amount) || isNegative(amount) ? { ok: false, code: 'PAYMENT_AMOUNT' } : read;
}

/** A share of nothing is no share. */
function nothing(read: Read<string | null>): Read<string | null> {
  return read.ok && read.value !== null && isZero(parseDec(read.value)) ? { ok: true, value: null } : read;
}
