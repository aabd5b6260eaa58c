// The rows of one payment as the payment they are: what they agree on, how much came in, and what each document gets of it. Called by paymentPlan.ts only.
import type { Parsed } from '../../contract/index.ts';
import { payments as wall } from '../../contract/payments.ts';
import { exactMinor } from '../../domain/bankStatement.ts';
import { isClosed } from '../../domain/closing.ts';
import { DomainError } from '../../domain/error.ts';
import { worthOf } from '../../domain/exchange.ts';
import { addMinor, type Minor, minor, NOTHING, subMinor, sumMinor } from '../../domain/money.ts';
import type { PaymentField } from './paymentFields.ts';
import type { PaymentLine } from './paymentRows.ts';
import type { Debt, Payer, Subject } from './paymentSubject.ts';
import { type RowProblem, shown } from './rows.ts';

/** A row with what it is about. */
export interface Piece {
  line: PaymentLine;
  subject: Subject | RowProblem;
  currency: string;
}
export interface Settled {
  wish: Parsed<'payments.record'>;
  customer: string;
  documents: readonly string[];
  unapplied: Minor;
  settled: number;
}
export interface Draft {
  payerId: string;
  currency: string;
  amount: number;
  paidOn: string;
  /** Gives the documents their parts, and takes these from what is left of them. Problems leave everything as it was. */
  settle(): Settled | RowProblem[];
}
export interface Means {
  /** Currency of the business. */
  base: string;
  closedThrough: string | null;
  /** The rate of the books for that day; null without a fresh one. */
  rateOf(currency: string, day: string): string | null;
  newId(): string;
}
type Refused = { problems: RowProblem[] };

const MOST_DOCUMENTS = 500;
const problemAt = ({ row }: PaymentLine, column: PaymentField, code: string, value: string): RowProblem => ({ row, column, code, value: shown(value) });

/** Minor units of a decimal text; null where it is none, or finer than the currency. */
export function exact(text: string | null, currency: string): Minor | null {
  return text === null ? null : exactMinor(text, currency);
}

/** Makes payments of rows; names what is wrong by our fields. */
export function paymentDraft(means: Means): (pieces: readonly Piece[]) => Draft | Refused {
  return (pieces) => {
    const [first] = pieces;
    if (first === undefined) return { problems: [] };
    const problems = [...pieces.flatMap(({ subject }) => ('payer' in subject ? [] : [subject])), ...disagreements(pieces), ...amountProblems(pieces)];
    const { line, subject, currency } = first;
    if (problems.length > 0 || !('payer' in subject) || line.date === null) return { problems };
    const shared = pieces.some(({ line: { applied } }) => applied !== null);
    const wanted = pieces.map((piece) => exact(shared ? piece.line.applied : piece.line.paid, currency) ?? NOTHING);
    const whole = shared ? exact(pieces.find(({ line: { paid } }) => paid !== null)?.line.paid ?? null, currency) : null;
    const amount = whole ?? sumMinor(wanted);
    if (sumMinor(wanted) > amount) return { problems: [problemAt(line, 'applied', 'SHARES_OVER', line.applied ?? '')] };
    const paidOn = line.date;
    if (means.closedThrough !== null && isClosed(paidOn, means.closedThrough)) problems.push(problemAt(line, 'date', 'PERIOD_CLOSED', paidOn));
    const rate = currency === means.base ? null : (pieces.find(({ line: one }) => one.rate !== '')?.line.rate ?? means.rateOf(currency, paidOn));
    problems.push(...worthProblems(line, amount, currency, rate, means.base));
    if (problems.length > 0) return { problems };
    return { payerId: subject.payer.id, currency, amount, paidOn, settle: () => settle(pieces, wanted, shared, { payer: subject.payer, currency, amount, paidOn, rate, id: means.newId() }) };
  };
}

/** A payment has one day, one payer, one currency and one method, whatever its rows say; and it names nothing twice. */
function disagreements(pieces: readonly Piece[]): RowProblem[] {
  const [first, ...rest] = pieces;
  if (first === undefined) return [];
  const method = ({ line }: Piece): string => JSON.stringify([line.method.method, line.method.brand, line.method.last4]);
  const said = ({ line }: Piece): string => [line.document, line.applied ?? line.paid].join(' ');
  return rest.flatMap((piece, i): RowProblem[] => {
    const { line, subject, currency } = piece;
    if (line.date !== first.line.date) return [problemAt(line, 'date', 'PAYMENT_DIFFERS', line.date ?? '')];
    if ('payer' in subject && 'payer' in first.subject && subject.payer.id !== first.subject.payer.id) return [problemAt(line, line.document === '' ? 'customerName' : 'document', 'PAYMENT_DIFFERS', subject.payer.name)];
    if (currency !== first.currency) return [problemAt(line, 'currency', 'PAYMENT_DIFFERS', currency)];
    if (method(piece) !== method(first)) return [problemAt(line, 'method', 'PAYMENT_DIFFERS', line.method.method)];
    const twin = pieces.slice(0, i + 1).find((other) => said(other) === said(piece));
    return twin === undefined ? [] : [problemAt(line, 'document', 'ROW_TWICE', String(twin.line.row))];
  });
}

function amountProblems(pieces: readonly Piece[]): RowProblem[] {
  const shared = pieces.some(({ line }) => line.applied !== null);
  const whole = pieces.find(({ line }) => line.paid !== null)?.line.paid ?? null;
  return pieces.flatMap(({ line, currency, subject }): RowProblem[] => {
    const debts = 'payer' in subject ? subject.debts : [];
    if (debts.some((debt) => debt.currency !== currency)) return [problemAt(line, 'currency', 'PAYMENT_CURRENCY', currency)];
    for (const field of ['paid', 'applied'] as const) if (line[field] !== null && exact(line[field], currency) === null) return [problemAt(line, field, 'DECIMALS', line[field])];
    if (!shared) return [];
    if (line.paid !== null && line.paid !== whole) return [problemAt(line, 'paid', 'PAYMENT_DIFFERS', line.paid)];
    return debts.length > 0 && line.applied === null ? [problemAt(line, 'applied', 'REQUIRED', '')] : [];
  });
}

function worthProblems(line: PaymentLine, amount: Minor, currency: string, rate: string | null, base: string): RowProblem[] {
  try {
    worthOf(amount, currency, rate, base);
    return [];
  } catch (failure) {
    if (failure instanceof DomainError) return [problemAt(line, 'rate', failure.code, rate ?? '')];
    throw failure;
  }
}

interface Head {
  id: string;
  payer: Payer;
  currency: string;
  amount: Minor;
  paidOn: string;
  rate: string | null;
}

/** Where the file says what a document gets, that must fit; else it gets what is open of it, and the rest stays the customer's (T52). */
function settle(pieces: readonly Piece[], wanted: readonly Minor[], shared: boolean, head: Head): Settled | RowProblem[] {
  const taken = new Map<Debt, Minor>();
  const leftOf = (debt: Debt): Minor => subMinor(debt.left, taken.get(debt) ?? NOTHING);
  const problems: RowProblem[] = [];
  pieces.forEach(({ line, subject }, i) => {
    const debts = 'payer' in subject ? subject.debts : [];
    let rest = wanted[i] ?? NOTHING;
    if (debts.length > 0 && debts.every((debt) => leftOf(debt) <= 0)) return void problems.push(problemAt(line, 'document', 'DOCUMENT_SETTLED', line.document));
    for (const debt of debts) {
      const part = minor(Math.max(0, Math.min(rest, leftOf(debt))));
      if (part > 0) taken.set(debt, addMinor(taken.get(debt) ?? NOTHING, part));
      rest = subMinor(rest, part);
    }
    if (shared && debts.length > 0 && rest > 0) problems.push(problemAt(line, 'applied', 'PAYMENT_OVER', line.applied ?? ''));
  });
  const [first] = pieces;
  if (first === undefined || problems.length > 0) return problems;
  if (taken.size > MOST_DOCUMENTS) return [problemAt(first.line, 'document', 'TOO_MANY_LINES', String(taken.size))];
  const allocations = [...taken].map(([{ id: documentId }, amount]) => ({ documentId, amount, rest: 'open' as const }));
  const { id, payer, currency, amount, paidOn, rate } = head;
  const parsed = wall['payments.record'].input.safeParse({ id, customerId: payer.id, currency, amount, rate, baseAmount: null, paidOn, method: first.line.method, note: noteOf(pieces), allocations });
  if (!parsed.success) return parsed.error.issues.map(({ path, message, code }) => problemAt(first.line, path[0] === 'note' ? 'note' : path[0] === 'rate' ? 'rate' : 'reference', /^[A-Z_]+$/.test(message) ? message : code === 'too_big' ? 'TOO_LONG' : 'FORM', ''));
  for (const [debt, part] of taken) debt.left = subMinor(debt.left, part);
  return {
    wish: parsed.data, customer: payer.name, documents: [...taken.keys()].map(({ number }) => number), unapplied: subMinor(amount, sumMinor([...taken.values()])),
    settled: [...taken.keys()].filter(({ left }) => left === 0).length,
  };
}

/** Each remark once. */
function noteOf(pieces: readonly Piece[]): string {
  return [...new Set(pieces.map(({ line }) => line.note).filter((note) => note !== ''))].join('\n');
}
