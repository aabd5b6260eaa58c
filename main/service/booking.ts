// The moves that every command on money is made of: one settlement, and one taken back. Called by payments.ts, paymentActs.ts and credit.ts, inside their transaction.
import { createHash } from 'node:crypto';
import { AppError, type FieldProblem } from '../../contract/errors.ts';
import { DomainError } from '../../domain/error.ts';
import { type Worth, realisedGain, worthOfPart } from '../../domain/exchange.ts';
import { type Minor, NOTHING, addMinor, negMinor, subMinor } from '../../domain/money.ts';
import type { Balance, SettlementKind } from '../../domain/settlement.ts';
import { canonicalJson, type Canonical } from '../audit/canonical.ts';
import { cashGivenUp, cashSettled } from '../repo/cashMoves.ts';
import { takeBackCash } from '../repo/cashTax.ts';
import { readSourceByRid, saveSource, type Source } from '../repo/creditSources.ts';
import { correctDayTotals } from '../repo/dayTotals.ts';
import { addAct, addSettlement, addVoid, readAct, type ActKind, type StoredSettlement } from '../repo/payments.ts';
import { readReceivable, saveBalance, type Receivable } from '../repo/receivables.ts';
import { assertPeriodOpen } from './closing.ts';
import { audit, type Ctx } from './context.ts';
import { found } from './problems.ts';

/** Refuses a command on money, at the field it is about. */
export function refusePayment(path: string, code: string, params?: FieldProblem['params']): never {
  throw new AppError('PAYMENT_INVALID', { fields: [params === undefined ? { path, code } : { path, code, params }] });
}

/** Runs domain rules; what they refuse is said at that field. */
export function ruled<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (failure) {
    if (failure instanceof DomainError) return refusePayment(path, failure.code, { ...failure.params });
    throw failure;
  }
}

export interface Act {
  rid: number;
  auditSeq: number;
}
export interface Wish {
  id: string;
  kind: ActKind;
  customerRid: number;
  customerId: string;
  date: string;
  note: string;
}

function hashOf(input: Canonical): Buffer {
  return createHash('sha256').update(canonicalJson(input)).digest();
}

/** True when exactly this was done before; CONFLICT when the id was used for something else (T60). */
export function wasDone(ctx: Ctx, kind: ActKind, id: string, input: Canonical): boolean {
  const known = readAct(ctx.db, id);
  if (known === undefined) return false;
  if (known.kind !== kind || !known.inputHash.equals(hashOf(input))) throw new AppError('CONFLICT');
  return true;
}

/** The file an act came with: the log tells it from what a person did one by one. */
export interface FromImport {
  /** Id of the import. */
  import: string;
  /** Row in the file. */
  row?: number;
}

/** Begins a command: its record in the log and its row. `says` is what the log keeps of it. PERIOD_CLOSED for a date in closed days. */
export function begin(ctx: Ctx, wish: Wish, input: Canonical, says: Record<string, Canonical>, from?: FromImport): Act {
  assertPeriodOpen(ctx, wish.date, wish.kind === 'payment' || wish.kind === 'refund' ? 'paidOn' : 'date');
  const { customerId, ...row } = wish;
  const action = from === undefined ? (`payment.${wish.kind}` as const) : wish.kind === 'void' ? 'payment.remove' : 'payment.import';
  const auditSeq = audit(ctx, action, 'payment', wish.id, { customer: customerId, ...says, ...from });
  return { rid: addAct(ctx.db, { ...row, inputHash: hashOf(input), auditSeq, at: ctx.clock.now(), by: ctx.actor.name }), auditSeq };
}

export interface Booked {
  rid: number;
  gain: Minor;
}

/** Settles a document from a payment or credit note. Reads both anew, so that several in one command see each other. PAYMENT_OVER, PAYMENT_CURRENCY, PAYMENT_UNKNOWN. */
export function allocate(ctx: Ctx, actRid: number, sourceRid: number, documentId: string, amount: Minor, path: string): Booked {
  const source = found(readSourceByRid(ctx.db, sourceRid));
  const document = receivable(ctx, documentId, path);
  if (document.customerRid !== source.customerRid) refusePayment(path, 'PAYMENT_UNKNOWN');
  if (document.currency !== source.currency) refusePayment(path, 'PAYMENT_CURRENCY', { currency: source.currency, expected: document.currency });
  if (amount <= 0) refusePayment(path, 'PAYMENT_AMOUNT');
  if (amount > document.balance.balance) refusePayment(path, 'PAYMENT_OVER', { what: 'document', left: document.balance.balance });
  if (amount > source.left) refusePayment(path, 'PAYMENT_OVER', { what: 'payment', left: source.left });
  const [owed, held] = [worthOf(document), { amount: source.left, base: source.baseLeft }];
  const [documentBase, sourceBase] = [worthOfPart(owed, amount), worthOfPart(held, amount)];
  const gain = realisedGain(owed, held, amount);
  const rid = addSettlement(ctx.db, { id: ctx.newId(), actRid, kind: source.kind, documentRid: document.rid, sourceRid, besideRid: null, amount, documentBase, sourceBase, gain });
  cashSettled(ctx.db, { actRid, settlementRid: rid, documentRid: document.rid, balance: document.balance.balance, amount }, source, sourceBase);
  moveDocument(ctx, document, source.kind, amount, documentBase);
  moveSource(ctx, source, amount, sourceBase, NOTHING);
  return { rid, gain };
}

/** Settles a document without money: a write-off, an early-payment discount, what coins cannot pay. */
export function settleWithout(
  ctx: Ctx, actRid: number, kind: Exclude<SettlementKind, 'payment' | 'credit-note'>, documentId: string, amount: Minor, besideRid: number | null,
): number {
  const document = receivable(ctx, documentId, 'documentId');
  const documentBase = worthOfPart(worthOf(document), amount);
  const rid = addSettlement(ctx.db, { id: ctx.newId(), actRid, kind, documentRid: document.rid, sourceRid: null, besideRid, amount, documentBase, sourceBase: null, gain: NOTHING });
  if (kind === 'write-off') cashGivenUp(ctx.db, { actRid, settlementRid: rid, documentRid: document.rid, balance: document.balance.balance, amount });
  moveDocument(ctx, document, kind, amount, documentBase);
  return rid;
}

/** Takes a settlement back exactly: what left the document and the source comes back, in both currencies (T54). */
export function takeBack(ctx: Ctx, actRid: number, settlement: StoredSettlement): void {
  const { kind, documentId, sourceRid, amount, documentBase, sourceBase } = settlement;
  addVoid(ctx.db, actRid, 'settlement', settlement.rid);
  if (kind === 'early-discount') correctDayTotals(ctx.db, settlement.rid, actRid, 1);
  takeBackCash(ctx.db, { settlementRid: settlement.rid }, actRid);
  moveDocument(ctx, receivable(ctx, documentId, 'target'), kind, negMinor(amount), documentBase === null ? null : negMinor(documentBase));
  if (sourceRid === null) return;
  moveSource(ctx, found(readSourceByRid(ctx.db, sourceRid)), negMinor(amount), sourceBase === null ? null : negMinor(sourceBase), NOTHING);
}

/** A document that asks for money. PAYMENT_UNKNOWN for any other. */
export function receivable(ctx: Ctx, id: string, path: string): Receivable {
  const document = readReceivable(ctx.db, id);
  if (document === undefined || document.balance.payable <= 0 || document.side !== 1) refusePayment(path, 'PAYMENT_UNKNOWN');
  return document;
}

export function worthOf({ balance, baseLeft }: Receivable): Worth {
  return { amount: balance.balance, base: baseLeft };
}

const COLUMN: Readonly<Record<SettlementKind, Exclude<keyof Balance, 'payable' | 'balance'>>> = {
  payment: 'paid', 'credit-note': 'credited', 'write-off': 'writtenOff', 'early-discount': 'discounted', rounding: 'rounded',
};

function moveDocument(ctx: Ctx, document: Receivable, kind: SettlementKind, amount: Minor, base: Minor | null): void {
  const { balance, baseLeft } = document;
  const column = COLUMN[kind];
  const after = { ...balance, [column]: addMinor(balance[column], amount), balance: subMinor(balance.balance, amount) };
  saveBalance(ctx.db, document, after, baseLeft === null ? null : subMinor(baseLeft, base ?? NOTHING));
}

/** Takes from what is left of a source; `refunded` is what was given back to the customer with it. */
export function moveSource(ctx: Ctx, source: Source, amount: Minor, base: Minor | null, refunded: Minor): Source {
  const { left, baseLeft } = source;
  return saveSource(ctx.db, source, {
    left: subMinor(left, amount),
    baseLeft: baseLeft === null ? null : subMinor(baseLeft, base ?? NOTHING),
    refunded: addMinor(source.refunded, refunded),
    voided: source.voided,
  });
}
