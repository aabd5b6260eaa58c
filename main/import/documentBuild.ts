// The lines of one number as the document they were: the same sums and rules as one issued here, with its own number and date. Called by documentPlan.ts only.
import type { Profile } from '../../contract/business.ts';
import type { ImportMapping } from '../../contract/imports.ts';
import { type DraftBody, draftBody, type Snapshot } from '../../contract/invoices.ts';
import { exponentOf } from '../../domain/currency.ts';
import { formatDec, isNegative, neg, parseDec } from '../../domain/decimal.ts';
import type { Buyer } from '../../domain/draft.ts';
import { minor, toMinor } from '../../domain/money.ts';
import { buildSnapshot } from '../../domain/snapshot.ts';
import { type DueFrom, taxDueOn } from '../../domain/taxDue.ts';
import type { StoredTax } from '../repo/taxes.ts';
import type { Ctx } from '../service/context.ts';
import { glyphProblems } from '../service/printable.ts';
import type { DocumentCustomer } from './documentCustomers.ts';
import { adjustmentWays } from './documentExtras.ts';
import type { DocumentLine } from './documentRows.ts';
import type { RowProblem } from './rows.ts';

export interface BuiltDocument {
  lines: readonly DocumentLine[];
  customer: DocumentCustomer;
  snapshot: Snapshot;
  /** -1 for a credit note: its amounts are positive, the file writes them below zero. */
  sign: 1 | -1;
}

interface Means {
  mapping: ImportMapping;
  taxes: readonly StoredTax[];
  business: Profile;
  /** Last day of the closed periods. */
  closedThrough: string | null;
  /** Its tax is counted by its day, like that of a document issued here. */
  taxDue: readonly DueFrom[];
  itemOf(code: string): { id: string; name: string } | undefined;
}

/** A credit note of the other program names no invoice of ours: its number says what it is. */
const CANCELLATION = /^c(?:n|r|redit)?[-/ ]?\d/i;

/** Builds one document; or says, row by row, why it cannot be one. */
export function documentBuilder(ctx: Ctx, means: Means): (lines: readonly DocumentLine[], customer: DocumentCustomer) => BuiltDocument | RowProblem[] {
  const items = new Map<string, { id: string; name: string } | null>();
  const itemOf = (code: string) => {
    if (code === '') return null;
    const known = items.get(code) ?? means.itemOf(code) ?? null;
    items.set(code, known);
    return known;
  };
  const glyphs = new Map<string, string[]>();
  const missingGlyphs = (text: string): string[] => {
    const known = glyphs.get(text) ?? ctx.missingGlyphs(text);
    if (glyphs.size < 20_000) glyphs.set(text, known);
    return known;
  };
  return (lines, customer) => {
    const [first] = lines;
    if (first === undefined || first.date === null) return [];
    if (lines.length > 1000) return [{ row: first.row, column: 'number', code: 'TOO_MANY_LINES', value: String(lines.length) }];
    const { business } = means;
    const sign = isCredit(lines) ? -1 : 1;
    const body = bodyOf(lines, first.date, sign, means, itemOf);
    const { ways, problems: finer } = adjustmentWays(lines, { sign, currency: first.currency, language: business.language });
    const build = (adjustments: DraftBody['adjustments']): Snapshot | RowProblem[] => {
      const parsed = draftBody.safeParse({ ...body, adjustments });
      if (!parsed.success) return parsed.error.issues.map(({ path, message, code }) => problemAt(lines, path.join('.'), /^[A-Z_]+$/.test(message) ? message : code === 'too_big' ? 'TOO_LONG' : 'FORM'));
      const { snapshot: built, problems } = buildSnapshot({ draft: parsed.data, customer: buyerOf(customer, first), business, taxRates: means.taxes, number: first.number, closedThrough: means.closedThrough, taxDue: taxDueOn(means.taxDue, parsed.data.issueDate) });
      const wrong = problems.filter(({ severity }) => severity === 'error');
      if (wrong.length > 0) return wrong.map(({ path, code }) => problemAt(lines, path, code));
      if (built.rate !== null && built.baseTotal === null) return [problemAt(lines, 'rate', 'AMOUNT_TOO_LARGE')];
      const missing = glyphProblems(parsed.data, built, missingGlyphs);
      if (missing.length > 0) return missing.map(({ path, code }) => problemAt(lines, path, code));
      const snapshot: Snapshot = sign < 0 ? { ...built, kind: 'credit-note', dueDate: null, terms: null } : built;
      return differs(lines, snapshot, sign) ?? snapshot;
    };
    let refused = finer;
    for (const way of finer.length > 0 ? [] : ways) {
      const made = build(way);
      if (!Array.isArray(made)) return { lines, customer, snapshot: made, sign };
      // The likeliest reading is the one a person is told of.
      if (refused.length === 0) refused = made;
    }
    return refused;
  };
}

/** What the file calls one; else what is negative as a whole, or a cancellation's number with nothing sold on it. */
function isCredit(lines: readonly DocumentLine[]): boolean {
  const named = lines.find(({ kind }) => kind !== null)?.kind;
  const total = lines.reduce((all, { sum }) => all + (sum ?? 0), 0);
  if (named === 'credit-note') return total <= 0;
  return total < 0 || (total === 0 && CANCELLATION.test(lines[0]?.number ?? '') && lines.every(({ quantity }) => quantity.startsWith('-')));
}

function bodyOf(lines: readonly DocumentLine[], date: string, sign: 1 | -1, { mapping, business }: Means, itemOf: (code: string) => { id: string; name: string } | null): object {
  const [first] = lines;
  const text = (field: 'reference' | 'subject' | 'note') => lines.find(({ head }) => head[field] !== '')?.head[field] ?? '';
  const usual = mapping.documents?.tax ?? null;
  return {
    customerId: null, seriesId: null, issueDate: date, dueDate: sign < 0 ? null : dueOf(lines, date), terms: null, supplyDate: null,
    reference: text('reference'), subject: text('subject'), note: text('note'), currency: first?.currency ?? business.currency,
    rate: first?.currency === business.currency ? '' : (first?.rate ?? ''), language: null, pricesIncludeTax: mapping.documents?.pricesIncludeTax ?? false,
    lines: lines.map((line) => {
      const item = itemOf(line.itemCode);
      const description = firstOf(line.description, line.itemName, item?.name ?? '', line.itemCode);
      return {
        itemId: item?.id ?? null, description, detail: firstOf(line.itemName === description ? '' : line.itemName, line.itemCode === description || item !== null ? '' : line.itemCode),
        quantity: sign < 0 ? opposite(line.quantity) : line.quantity, unit: line.unit, unitPrice: line.unitPrice, per: '1',
        adjustments: line.discount === '' || line.discount === '0' ? [] : [{ kind: 'allowance', percent: line.discount, amount: null, reason: '' }],
        taxIds: line.taxIds === null ? (usual === null ? [] : [usual]) : [...line.taxIds],
      };
    }),
  };
}

function firstOf(...texts: readonly string[]): string {
  return texts.find((text) => text !== '') ?? '';
}

function opposite(quantity: string): string {
  return formatDec(neg(parseDec(quantity)));
}

/** A due date before the issue is another program's way of saying "at once". */
function dueOf(lines: readonly DocumentLine[], date: string): string | null {
  const due = lines.find(({ dueDate }) => dueDate !== null)?.dueDate ?? null;
  return due !== null && due < date ? date : due;
}

/** The customer as they stand on the paper: what the file says of the address goes before what the books say today. */
function buyerOf(customer: DocumentCustomer, { head, country }: DocumentLine): Buyer {
  if ('made' in customer) return customer.made.fields;
  const { street, street2, city, region, postcode } = head;
  const said = [street, street2, city, region, postcode, country].some((text) => text !== '');
  return said ? { ...customer.stored, street, street2, city, region, postcode, country } : customer.stored;
}

/** Where a problem of the document stands in the file. */
function problemAt(lines: readonly DocumentLine[], path: string, code: string): RowProblem {
  const [part = '', position = '', field = ''] = path.split('.');
  const line = part === 'lines' ? lines[Number(position)] : undefined;
  const value = line === undefined ? '' : field === 'quantity' ? line.quantity : field === 'unitPrice' ? line.unitPrice : line.description;
  return { row: (line ?? lines[0])?.row ?? 0, column: (line === undefined ? part : field).slice(0, 80), code, value: value.slice(0, 80) };
}

/** Where the file says what the document came to, that is what it must come to here: to the cent. */
function differs(lines: readonly DocumentLine[], snapshot: Snapshot, sign: 1 | -1): RowProblem[] | null {
  const said = lines.find(({ total }) => total !== null)?.total;
  if (said === undefined || said === null) return null;
  const exponent = exponentOf(snapshot.currency);
  const wanted = toMinor(parseDec(said), exponent);
  const amount = isNegative(parseDec(said)) ? minor(0 - wanted) : wanted;
  const same = amount === snapshot.totals.payable || wanted === sign * snapshot.totals.payable;
  return same ? null : [{ row: lines[0]?.row ?? 0, column: 'total', code: 'TOTAL_DIFFERS', value: said.slice(0, 80) }];
}
