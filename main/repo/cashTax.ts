// SQL of tax that falls due when money arrives: since when, what each settlement carries of its document's tax, and the sums per day. Called by totals.ts and services, within their transaction.
import { AppError } from '../../contract/errors.ts';
import { exponentOf } from '../../domain/currency.ts';
import { type Minor, convert, minor, negMinor, subMinor } from '../../domain/money.ts';
import type { TaxDue, TaxShare } from '../../domain/taxDue.ts';
import type { Db } from '../db/open.ts';
import { all, one, run } from './statement.ts';

export type CashKind = 'received' | 'opening' | 'discount' | 'given-up';
interface TaxRow {
  position: number;
  taxRid: number;
  category: string;
  rate: string;
  withholding: number;
  name: string;
  /** Names the tax across documents. */
  key: string;
}
/** A document whose tax falls due when paid: its rows with their signs, and what of them is not settled yet. */
export interface CashDocument extends Readonly<Record<'payable' | 'prepaid' | 'withheld' | 'afterTaxAllowances', number>> {
  readonly rid: number;
  readonly kind: string;
  readonly currency: string;
  readonly baseCurrency: string;
  readonly rate: string | null;
  readonly issueDate: string;
  readonly supplyDate: string | null;
  readonly rows: readonly TaxRow[];
  readonly whole: readonly TaxShare[];
  readonly left: readonly TaxShare[];
  /** The same in the business's currency at the document's rate. */
  readonly docLeft: readonly TaxShare[];
}
export interface CashEvent {
  day: string;
  kind: CashKind;
  actRid: number | null;
  settlementRid: number | null;
  refundRid: number | null;
  shares: readonly TaxShare[];
  /** Worth at the document's rate, and at the rate of the money. */
  doc: readonly TaxShare[];
  paid: readonly TaxShare[];
}
type Undone = { readonly settlementRid: number } | { readonly refundRid: number };
type Basis = 'issue' | 'shift' | 'received' | 'released' | 'given-up';

/** Which way the tax of a document goes: that of its day of issue, and a credit note that of its invoice. Null where nobody ever chose. */
export const WAY = (d: string): string => `(SELECT way.due FROM tax_due way WHERE way.valid_from <= coalesce((SELECT o.issue_date FROM document_credit k JOIN document o ON o.rid = k.original_rid WHERE k.document_rid = ${d}.rid), ${d}.issue_date)
  ORDER BY way.valid_from DESC, way.rid DESC LIMIT 1)`;

const SQL = {
  choices: 'SELECT valid_from AS validFrom, due, at, "by" FROM tax_due ORDER BY rid LIMIT 1000',
  any: "SELECT 1 AS n FROM tax_due WHERE due = 'paid' LIMIT 1",
  choose: 'INSERT INTO tax_due (valid_from, due, audit_seq, at, by) VALUES (@validFrom, @due, @auditSeq, @at, @by)',
  document: `SELECT d.rid, d.kind, d.currency, d.base_currency AS baseCurrency, d.rate, d.issue_date AS issueDate, d.supply_date AS supplyDate, d.payable, d.prepaid, d.withheld, d.after_tax_allowances AS afterTaxAllowances
    FROM document d WHERE d.rid = ? AND ${WAY('d')} = 'paid'`,
  rows: `SELECT x.position, x.tax_rate_rid AS taxRid, x.category, x.rate, x.withholding, x.name, x.tax_rate_rid || ':' || x.category || ':' || x.rate || ':' || x.compound || ':' || x.withholding AS "key", x.base, x.amount,
      coalesce(sum(c.base), 0) AS goneBase, coalesce(sum(c.amount), 0) AS goneAmount, coalesce(sum(c.doc_base), 0) AS goneDocBase, coalesce(sum(c.doc_amount), 0) AS goneDocAmount
    FROM document_tax x LEFT JOIN cash_tax c ON c.document_rid = x.document_rid AND c.position = x.position WHERE x.document_rid = ? GROUP BY x.position ORDER BY x.position`,
  add: `INSERT INTO cash_tax (day, kind, act_rid, settlement_rid, refund_rid, document_rid, position, base, amount, doc_base, doc_amount, paid_base, paid_amount)
    VALUES (@day, @kind, @actRid, @settlementRid, @refundRid, @documentRid, @position, @base, @amount, @docBase, @docAmount, @paidBase, @paidAmount)`,
  day: 'SELECT date AS day FROM payment_act WHERE rid = ?',
  related: 'SELECT 1 AS n FROM document_credit WHERE (document_rid = @a AND original_rid = @b) OR (document_rid = @b AND original_rid = @a)',
  ofSettlement: 'SELECT document_rid AS documentRid, kind, position, base, amount, doc_base AS docBase, doc_amount AS docAmount, paid_base AS paidBase, paid_amount AS paidAmount FROM cash_tax WHERE settlement_rid = ? ORDER BY rid',
  ofRefund: 'SELECT document_rid AS documentRid, kind, position, base, amount, doc_base AS docBase, doc_amount AS docAmount, paid_base AS paidBase, paid_amount AS paidAmount FROM cash_tax WHERE refund_rid = ? ORDER BY rid',
  discount: 'SELECT position, base, amount FROM settlement_tax WHERE settlement_rid = ?',
  total: `INSERT INTO cash_day_total (day, basis, tax_rate_rid, category, rate, withholding, currency, base_currency, name, net, tax, base_net, base_tax, invoices, notes)
    VALUES (@day, @basis, @taxRid, @category, @rate, @withholding, @currency, @baseCurrency, @name, @net, @tax, @baseNet, @baseTax, @invoices, @notes)
    ON CONFLICT DO UPDATE SET name = excluded.name, net = net + excluded.net, tax = tax + excluded.tax,
      base_net = base_net + excluded.base_net, base_tax = base_tax + excluded.base_tax, invoices = invoices + excluded.invoices, notes = notes + excluded.notes`,
  empty: 'DELETE FROM cash_day_total WHERE day = ? AND invoices = 0 AND notes = 0 AND net = 0 AND tax = 0 AND base_net = 0 AND base_tax = 0',
  drop: 'DELETE FROM cash_tax WHERE document_rid = ?',
} as const;

export interface Choice {
  validFrom: string;
  due: TaxDue;
  at: string;
  by: string;
}

/** Every choice ever made, oldest first. */
export function taxDueChoices(db: Db): Choice[] {
  return all<Choice>(db, SQL.choices);
}

export function addTaxDue(db: Db, choice: Choice & { auditSeq: number }): void {
  run(db, SQL.choose, { ...choice });
}

/** False in books whose tax was always due when invoiced: then nothing of this is ever read or written. */
export function anyCash(db: Db): boolean {
  return one(db, SQL.any) !== undefined;
}

/** The document as it stands now; undefined for one whose tax is due when invoiced. */
export function readCash(db: Db, rid: number): CashDocument | undefined {
  if (!anyCash(db)) return undefined;
  const head = one<Omit<CashDocument, 'rows' | 'whole' | 'left' | 'docLeft'>>(db, SQL.document, rid);
  if (head === undefined) return undefined;
  const stored = all<TaxRow & Record<'base' | 'amount' | 'goneBase' | 'goneAmount' | 'goneDocBase' | 'goneDocAmount', number>>(db, SQL.rows, rid);
  const sign = head.kind === 'credit-note' ? -1 : 1;
  const worth = (value: number): number => sign * inBase(head, value);
  return {
    ...head,
    rows: stored.map(({ position, taxRid, category, rate, withholding, name, key }) => ({ position, taxRid, category, rate, withholding, name, key })),
    whole: stored.map(({ base, amount }) => ({ base: minor(sign * base), amount: minor(sign * amount) })),
    left: stored.map((row) => ({ base: minor(sign * row.base - row.goneBase), amount: minor(sign * row.amount - row.goneAmount) })),
    docLeft: stored.map((row) => ({ base: minor(worth(row.base) - row.goneDocBase), amount: minor(worth(row.amount) - row.goneDocAmount) })),
  };
}

export function inBase({ currency, baseCurrency, rate }: Pick<CashDocument, 'currency' | 'baseCurrency' | 'rate'>, value: number): Minor {
  return currency === baseCurrency ? minor(value) : convert(minor(value), rate, exponentOf(currency), exponentOf(baseCurrency));
}

export function areRelated(db: Db, a: number, b: number): boolean {
  return one(db, SQL.related, { a, b }) !== undefined;
}

export function dayOfAct(db: Db, actRid: number): string {
  return one<{ day: string }>(db, SQL.day, actRid)?.day ?? '';
}

/** What an early-payment discount takes of each row of its document. */
export function discountShares(db: Db, document: CashDocument, settlementRid: number): TaxShare[] {
  const stored = all<{ position: number; base: number; amount: number }>(db, SQL.discount, settlementRid);
  return document.rows.map(({ position }) => {
    const row = stored.find((one) => one.position === position);
    return { base: minor(row?.base ?? 0), amount: minor(row?.amount ?? 0) };
  });
}

/** Writes what one settlement carries of one document, and adds it to the sums of its day; `by` -1 when it is undone. AMOUNT_TOO_LARGE. */
export function addCashEvent(db: Db, document: CashDocument, event: CashEvent, by: 1 | -1 = 1): void {
  const { shares, doc, paid, ...when } = event;
  document.rows.forEach((row, i) => {
    const [own, worth, money] = [shareAt(shares, i), shareAt(doc, i), shareAt(paid, i)];
    if ([own, worth, money].every(({ base, amount }) => base === 0 && amount === 0)) return;
    const { position } = row;
    run(db, SQL.add, {
      ...when, documentRid: document.rid, position, base: own.base, amount: own.amount, docBase: worth.base, docAmount: worth.amount, paidBase: money.base, paidAmount: money.amount,
    });
    if (event.kind === 'discount') return;
    if (event.kind !== 'given-up') addTotal(db, document, row, { day: event.day, basis: 'received', own, worth: money, count: by });
    addTotal(db, document, row, { day: event.day, basis: 'released', own, worth, count: 0 });
    if (event.kind === 'given-up') addTotal(db, document, row, { day: event.day, basis: 'given-up', own, worth, count: 0 });
  });
}

const NONE: TaxShare = { base: minor(0), amount: minor(0) };
function shareAt(shares: readonly TaxShare[], i: number): TaxShare {
  return shares[i] ?? NONE;
}

interface Total {
  day: string;
  basis: Basis;
  own: TaxShare;
  worth: TaxShare;
  count: number;
}

function addTotal(db: Db, { kind, currency, baseCurrency }: CashDocument, { taxRid, category, rate, withholding, name }: TaxRow, { day, basis, own, worth, count }: Total): void {
  const counts = kind === 'credit-note' ? { invoices: 0, notes: count } : { invoices: count, notes: 0 };
  try {
    run(db, SQL.total, {
      day, basis, taxRid, category, rate, withholding, currency, baseCurrency, name, net: own.base, tax: own.amount, baseNet: worth.base, baseTax: worth.amount, ...counts,
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT_CHECK') throw new AppError('AMOUNT_TOO_LARGE');
    throw error;
  }
}

/** What the document puts into the sums by invoice stands here once more, so that it can be told from documents of the other way. */
export function mirrorDocument(db: Db, document: CashDocument, way: 1 | -1): void {
  const { issueDate, supplyDate } = document;
  document.rows.forEach((row, i) => {
    const put = (day: string, basis: 'issue' | 'shift', by: number): void => {
      const own = times(shareAt(document.whole, i), by * way);
      const worth = { base: inBase(document, own.base), amount: inBase(document, own.amount) };
      addTotal(db, document, row, { day, basis, own, worth, count: by * way });
    };
    put(issueDate, 'issue', 1);
    if (supplyDate === null || supplyDate === issueDate) return;
    put(issueDate, 'shift', -1);
    put(supplyDate, 'shift', 1);
  });
}

/** The same for an early-payment discount, which lessens the tax of its day in the sums by invoice. */
export function mirrorDiscount(db: Db, document: CashDocument, shares: readonly TaxShare[], day: string, by: 1 | -1): void {
  document.rows.forEach((row, i) => {
    const own = times(shareAt(shares, i), by);
    addTotal(db, document, row, { day, basis: 'issue', own, worth: { base: inBase(document, own.base), amount: inBase(document, own.amount) }, count: 0 });
  });
}

function less(from: TaxShare, share: TaxShare): TaxShare {
  return { base: subMinor(from.base, share.base), amount: subMinor(from.amount, share.amount) };
}

export function times({ base, amount }: TaxShare, by: number): TaxShare {
  return by < 0 ? { base: negMinor(base), amount: negMinor(amount) } : { base, amount };
}

interface StoredEvent extends Readonly<Record<'documentRid' | 'position' | 'base' | 'amount' | 'docBase' | 'docAmount' | 'paidBase' | 'paidAmount', number>> {
  readonly kind: CashKind;
}

/** Writes everything a settlement or refund carried once more with the other sign, on the day of the undoing (T54). */
export function takeBackCash(db: Db, undone: Undone, actRid: number): void {
  if (!anyCash(db)) return;
  const stored = 'settlementRid' in undone ? all<StoredEvent>(db, SQL.ofSettlement, undone.settlementRid) : all<StoredEvent>(db, SQL.ofRefund, undone.refundRid);
  const day = dayOfAct(db, actRid);
  for (const documentRid of new Set(stored.map((event) => event.documentRid))) {
    const document = readCash(db, documentRid);
    if (document === undefined) continue;
    const own = stored.filter((event) => event.documentRid === documentRid);
    const pick = (base: 'base' | 'docBase' | 'paidBase', amount: 'amount' | 'docAmount' | 'paidAmount'): TaxShare[] =>
      document.rows.map(({ position }) => {
        const event = own.find((one) => one.position === position);
        return event === undefined ? NONE : { base: negMinor(minor(event[base])), amount: negMinor(minor(event[amount])) };
      });
    const kind = own[0]?.kind ?? 'received';
    const shares = pick('base', 'amount');
    const ids = { settlementRid: 'settlementRid' in undone ? undone.settlementRid : null, refundRid: 'refundRid' in undone ? undone.refundRid : null };
    addCashEvent(db, document, { day, kind, actRid, ...ids, shares, doc: pick('docBase', 'docAmount'), paid: pick('paidBase', 'paidAmount') }, -1);
    if (kind === 'discount') mirrorDiscount(db, document, shares.map((share) => times(share, -1)), day, 1);
  }
}

/** Takes an imported document out again: only while its import is being undone, and nothing settled it. */
export function dropCash(db: Db, documentRid: number): void {
  const document = readCash(db, documentRid);
  if (document === undefined) return;
  const days = new Set([document.issueDate, document.supplyDate ?? document.issueDate]);
  document.rows.forEach((row, i) => {
    const whole = shareAt(document.whole, i);
    const own = less(shareAt(document.left, i), whole);
    if (own.base === 0 && own.amount === 0) return;
    const worth = less(shareAt(document.docLeft, i), { base: inBase(document, whole.base), amount: inBase(document, whole.amount) });
    addTotal(db, document, row, { day: document.issueDate, basis: 'received', own, worth, count: -1 });
    addTotal(db, document, row, { day: document.issueDate, basis: 'released', own, worth, count: 0 });
  });
  mirrorDocument(db, document, -1);
  run(db, SQL.drop, documentRid);
  for (const day of days) run(db, SQL.empty, day);
}
