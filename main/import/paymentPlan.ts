// What an import of payments would do: rows gathered to payments, each held against the documents it pays and what earlier ones of the file take, nothing written. Called by plan.ts.
import { createHash } from 'node:crypto';
import type { Parsed } from '../../contract/index.ts';
import type { ImportMapping, ImportPreview } from '../../contract/imports.ts';
import { exponentOf } from '../../domain/currency.ts';
import { type Minor, minor, minorToDecimal, sumMinor } from '../../domain/money.ts';
import { canonicalJson } from '../audit/canonical.ts';
import { readBusiness } from '../repo/business.ts';
import { closedThrough } from '../repo/closing.ts';
import { isPaymentKnown } from '../repo/paymentImports.ts';
import type { Ctx } from '../service/context.ts';
import { found, refuseField } from '../service/problems.ts';
import { freshRate } from '../service/rates.ts';
import { countLines as linesIn, readCsv } from './csv.ts';
import { byHeading, countLines, type FileLine, fileSums, type GroupPlan, report } from './groups.ts';
import { type JobHooks, step } from './hooks.ts';
import { type Draft, exact, paymentDraft, type Piece } from './paymentDraft.ts';
import { paymentLines } from './paymentRows.ts';
import { paymentSubjects } from './paymentSubject.ts';
import type { RowProblem } from './rows.ts';

export interface PlannedPayment {
  lines: readonly FileLine[];
  wish: Parsed<'payments.record'>;
  customer: string;
  documents: readonly string[];
  unapplied: Minor;
  /** Documents that are paid in full by it. */
  settled: number;
  mark: Buffer;
}
export interface PaymentPlan extends GroupPlan {
  good: PlannedPayment[];
  /** Payments that came with a file before and still stand. */
  duplicates: FileLine[][];
}

const NEEDED: readonly (readonly string[])[] = [['date'], ['paid', 'applied'], ['document', 'customerName', 'customerCode']];

/** Reads a whole file against the books as they are now. INVALID_INPUT for a mapping that does not fit, and every error of readCsv. */
export function planPayments(ctx: Ctx, bytes: Buffer, mapping: ImportMapping, hooks: JobHooks): PaymentPlan {
  for (const either of NEEDED) if (!either.some((field) => mapping.columns.includes(field))) refuseField('mapping.columns', 'FIELD_MISSING', { field: either[0] ?? '' });
  const base = found(readBusiness(ctx.db)).currency;
  const { headers, rows, groups } = readGroups(ctx, bytes, mapping, base, hooks);
  const plan: PaymentPlan = { headers, rows, good: [], duplicates: [], refused: [], problems: [], problemCount: 0, sums: [] };
  const named = byHeading(headers, mapping.columns);
  const draftOf = paymentDraft({ base, closedThrough: closedThrough(ctx.db), rateOf: (currency, day) => freshRate(ctx, currency, day), newId: () => ctx.newId() });
  const sums = fileSums();
  const seen = new Map<string, number>();
  groups.forEach((pieces, i) => {
    const lines = fileLines(pieces, base);
    const own = pieces.flatMap(({ line }) => line.problems);
    const draft = draftOf(pieces);
    const mark = 'problems' in draft ? null : markOf(draft, pieces);
    const twin = mark === null ? undefined : seen.get(mark.toString('hex'));
    if (mark !== null && own.length === 0 && twin === undefined && isPaymentKnown(ctx.db, mark)) {
      plan.duplicates.push(lines);
      sums.put('there', lines);
    } else {
      const twice: RowProblem[] = twin === undefined ? [] : [{ row: lines[0]?.row ?? 0, column: '', code: 'ROW_TWICE', value: String(twin) }];
      const settled = 'problems' in draft || own.length + twice.length > 0 ? null : draft.settle();
      const problems = [...own, ...twice, ...('problems' in draft ? named(draft.problems) : []), ...(Array.isArray(settled) ? named(settled) : [])];
      if (problems.length > 0 || settled === null || Array.isArray(settled) || mark === null) {
        plan.refused.push({ lines, problems });
        report(plan, problems);
        sums.put('refused', lines);
      } else {
        plan.good.push({ ...settled, lines, mark });
        sums.fit(settled.wish.currency, sumMinor([...settled.wish.allocations.map(({ amount }) => minor(amount)), settled.unapplied]));
        sums.put('file', lines);
      }
    }
    if (mark !== null && twin === undefined) seen.set(mark.toString('hex'), lines[0]?.row ?? 0);
    step(hooks, 'checking', i + 1, groups.length);
  });
  plan.sums = sums.all();
  return plan;
}

interface Groups {
  headers: readonly string[];
  rows: number;
  groups: Piece[][];
}

/** Rows of one payment together, in the order of their days: what was paid first takes first. */
function readGroups(ctx: Ctx, bytes: Buffer, mapping: ImportMapping, base: string, hooks: JobHooks): Groups {
  const subjectOf = paymentSubjects(ctx);
  const groups = new Map<string, Piece[]>();
  const total = linesIn(bytes);
  let headers: readonly string[] = [];
  let rows = 0;
  let read: ReturnType<typeof paymentLines> | undefined;
  readCsv(bytes, {
    headers: (names) => {
      headers = names;
      read = paymentLines(names, mapping);
    },
    row: (cells, number) => {
      rows += 1;
      step(hooks, 'checking', rows, Math.max(total, rows));
      const line = read?.(cells, number);
      if (line === undefined) return;
      const piece = { line, subject: subjectOf(line), currency: base };
      if ('payer' in piece.subject) piece.currency = line.currency ?? piece.subject.debts[0]?.currency ?? base;
      const key = keyOf(piece);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [piece]);
      else group.push(piece);
    },
  });
  const day = (pieces: readonly Piece[]): string => pieces[0]?.line.date ?? '';
  return { headers, rows, groups: [...groups.values()].sort((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0)) };
}

/** What makes rows one payment: the number the file gives it; else one reference of one payer on one day. */
function keyOf({ line, subject, currency }: Piece): string {
  if (line.paymentNumber !== '') return `n${line.paymentNumber}`;
  if (line.reference === '' || !('payer' in subject)) return `\n${line.row}`;
  return JSON.stringify([line.reference, line.date, subject.payer.id, currency, line.method.method]);
}

/** The same money in another file, or once more in this one. Its number says it; without one, all that is said of it does. */
function markOf({ payerId, currency, amount, paidOn }: Draft, pieces: readonly Piece[]): Buffer {
  const [first] = pieces;
  const money = { payer: payerId, currency, amount, paidOn };
  const number = first?.line.paymentNumber ?? '';
  const parts = pieces.map(({ line, subject }) => [line.applied ?? line.paid ?? '', ...('payer' in subject ? subject.debts.map(({ id }) => id) : [])]);
  const says = number === '' ? { ...money, reference: first?.line.reference ?? '', parts: parts.map((part) => part.join(' ')).toSorted() } : { ...money, number };
  return createHash('sha256').update(canonicalJson(says)).digest().subarray(0, 16);
}

/** The rows with what each brings; where rows only share out a payment, what none of them takes stands with the first. */
function fileLines(pieces: readonly Piece[], base: string): FileLine[] {
  const shared = pieces.some(({ line }) => line.applied !== null);
  const lines = pieces.map(({ line, currency }) => ({ row: line.row, number: line.document === '' ? line.paymentNumber : line.document, currency: currency === '' ? base : currency, sum: exact(shared ? (line.applied ?? '0') : line.paid, currency) }));
  const whole = shared ? exact(pieces.find(({ line }) => line.paid !== null)?.line.paid ?? null, pieces[0]?.currency ?? base) : null;
  const taken = lines.reduce((all, { sum }) => all + (sum ?? 0), 0);
  return lines.map((line, i) => (i === 0 && whole !== null && line.sum !== null ? { ...line, sum: line.sum + whole - taken } : line));
}

/** What the window shows of a plan. */
export function previewOfPayments(plan: PaymentPlan, sampled: number): ImportPreview {
  const credit = new Map<string, number>();
  for (const { wish, unapplied } of plan.good) if (unapplied > 0) credit.set(wish.currency, (credit.get(wish.currency) ?? 0) + unapplied);
  return {
    rows: plan.rows, good: plan.good.length, bad: plan.refused.length, duplicates: plan.duplicates.length, sameCode: plan.duplicates.length, problems: plan.problems, problemCount: plan.problemCount,
    sample: plan.good.slice(0, sampled).map(({ wish, customer, documents }) => [
      { field: 'date', value: wish.paidOn }, { field: 'customerName', value: customer }, { field: 'document', value: documents.join(', ').slice(0, 200) },
      { field: 'amount', value: `${minorToDecimal(minor(wish.amount), exponentOf(wish.currency))} ${wish.currency}` },
    ]),
    payments: {
      fitLines: countLines(plan.good), settled: plan.good.reduce((all, { settled }) => all + settled, 0), credit: [...credit].map(([currency, amount]) => ({ currency, amount })), sums: plan.sums,
    },
  };
}
