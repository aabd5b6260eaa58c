// One row of a file as one line of an old document: cells read, what is wrong named by column. Called by documentPlan.ts only.
import type { ImportMapping } from '../../contract/imports.ts';
import { exponentOf } from '../../domain/currency.ts';
import { formatDec, isDec, isNegative, neg, parseDec } from '../../domain/decimal.ts';
import { DomainError } from '../../domain/error.ts';
import { enterLine } from '../../domain/line.ts';
import type { Minor } from '../../domain/money.ts';
import { cellReader, type RowCells } from './cells.ts';
import { readDay } from './days.ts';
import { type Extras, readExtras } from './documentExtras.ts';
import { DOCUMENT_FIELDS, type DocumentField } from './documentFields.ts';
import { type NamedTax, readTax, type RowProblem } from './rows.ts';
import { readCountry, readCurrency, readNumber, readPrice } from './values.ts';

/** What the columns say beside the line itself: one document's rows must agree on it. */
export const HEAD_FIELDS = ['customerCode', 'customerName', 'contact', 'email', 'phone', 'street', 'street2', 'city', 'region', 'postcode', 'vatId', 'reference', 'subject', 'note'] as const;
export type HeadText = Readonly<Record<(typeof HEAD_FIELDS)[number], string>>;

export interface DocumentLine {
  row: number;
  number: string;
  date: string | null;
  dueDate: string | null;
  kind: 'invoice' | 'credit-note' | null;
  country: string;
  currency: string;
  rate: string;
  head: HeadText;
  itemCode: string;
  itemName: string;
  description: string;
  quantity: string;
  unit: string;
  unitPrice: string;
  /** Discount in percent; '' for none. */
  discount: string;
  taxIds: readonly string[] | null;
  /** What is taken off or added to the whole document. */
  extras: Extras;
  /** What the file says the whole document comes to, tax and all; null when it does not. */
  total: string | null;
  /** What the line comes to, as the file writes prices; null when that cannot be read. */
  sum: Minor | null;
  problems: RowProblem[];
}

export type ReadLine = (cells: readonly string[], row: number) => DocumentLine;

/** Other programs write numbers of people as 17850.0 when they have seen an empty cell in that column. */
const FLOAT_TAIL = /^(\d+)\.0$/;
/** A draft was never a document, and a void one is none any more. */
const NEVER_SENT = /^(draft|void|voided|deleted|entwurf|storniert|brouillon|annul|borrador|anulad)/i;
const CREDIT_WORDS = /credit|refund|cancel|gutschrift|storno|avoir|abono|rectificativa/i;

/** The reader of a file's rows for this mapping. Never throws: what is wrong is in `problems`. */
export function documentLines(headers: readonly string[], mapping: ImportMapping, usual: { currency: string }, taxes: readonly NamedTax[]): ReadLine {
  const cellsOf = cellReader(DOCUMENT_FIELDS, headers, mapping.columns);
  const dates = mapping.documents?.dates ?? 'ymd';
  const taxOf = remembered((cell) => readTax(cell, taxes, mapping.numbers));
  const countryOf = remembered(readCountry);
  return (cells, row) => {
    const read = cellsOf(cells, row);
    const { problems, text, fail, value } = read;
    const number = text('number');
    if (number === '') fail('number', 'REQUIRED');
    else if (number.length > 60) fail('number', 'TOO_LONG');
    if (NEVER_SENT.test(text('status'))) fail('status', 'NOT_ISSUED');
    const date = value('date', (cell) => readDay(cell, dates), null);
    if (date === null && !problems.some(({ code }) => code === 'DATE')) fail('date', 'REQUIRED');
    const currency = value('currency', readCurrency, null) ?? usual.currency;
    const priced = price(read, mapping.numbers);
    const place = countryOf(text('country'));
    const line: DocumentLine = {
      row, number, date, dueDate: value('dueDate', (cell) => readDay(cell, dates), null), kind: kindOf(text('kind')), currency,
      rate: value('rate', (cell) => readPrice(cell, mapping.numbers), null) ?? '',
      // A place that is no country in the list ("Channel Islands") is kept as the region: the invoice was legal without.
      country: place.ok ? place.value : '',
      head: headOf(text, place.ok ? '' : text('country')),
      itemCode: plainCode(text('itemCode')), itemName: text('itemName'), description: text('description'), unit: text('unit'), ...priced,
      discount: value('discount', (cell) => readPrice(cell, mapping.numbers), null) ?? '',
      taxIds: value('tax', taxOf, null), total: value('total', (cell) => readNumber(cell, mapping.numbers), null), extras: readExtras(read, mapping.numbers, taxOf), sum: null, problems,
    };
    return { ...line, sum: sumOf(line) };
  };
}

function headOf(text: (field: DocumentField) => string, place: string): HeadText {
  // The compiler cannot see that the keys are all there; HEAD_FIELDS is where both come from.
  const head = Object.fromEntries(HEAD_FIELDS.map((field) => [field, text(field)])) as Record<(typeof HEAD_FIELDS)[number], string>;
  return { ...head, customerCode: plainCode(head.customerCode), region: head.region === '' ? place : head.region };
}

function plainCode(cell: string): string {
  return cell.replace(FLOAT_TAIL, '$1');
}

function kindOf(cell: string): DocumentLine['kind'] {
  if (cell === '') return null;
  return CREDIT_WORDS.test(cell) ? 'credit-note' : 'invoice';
}

/** Quantity and price; where only the amount of the line is there, that many times one. */
function price({ text, value }: RowCells<DocumentField>, numbers: ImportMapping['numbers']): Pick<DocumentLine, 'quantity' | 'unitPrice'> {
  const quantity = value('quantity', (cell) => readNumber(cell, numbers), null) ?? '1';
  if (text('unitPrice') !== '') return { quantity, unitPrice: value('unitPrice', (cell) => readPrice(cell, numbers), null) ?? '' };
  const amount = value('amount', (cell) => readNumber(cell, numbers), null);
  if (amount === null) return { quantity, unitPrice: value('unitPrice', () => ({ ok: false, code: 'PRICE_MISSING' }), '') };
  const back = isNegative(parseDec(amount));
  return { quantity: back ? '-1' : '1', unitPrice: back ? formatDec(neg(parseDec(amount))) : amount };
}

function sumOf({ quantity, unitPrice, discount, currency }: DocumentLine): Minor | null {
  if (!isDec(quantity) || !isDec(unitPrice)) return null;
  const adjustments = discount === '' || discount === '0' ? [] : [{ kind: 'allowance' as const, percent: discount, amount: null, reason: '' }];
  try {
    return enterLine({ description: '', quantity, unit: '', unitPrice, per: '1', adjustments, taxes: [] }, exponentOf(currency)).entered;
  } catch (failure) {
    if (failure instanceof DomainError) return null; // too large: the document's own check names it
    throw failure;
  }
}

/** The same few cells come again in every row. */
function remembered<T>(read: (cell: string) => T): (cell: string) => T {
  const known = new Map<string, T>();
  return (cell) => {
    const found = known.get(cell);
    if (found !== undefined) return found;
    const made = read(cell);
    if (known.size < 5000) known.set(cell, made);
    return made;
  };
}
