// What bank.* of the wall does with lines that are here: lists with proposals, accepting, setting aside, undoing. Called by the IPC router and tests.
import type { BankProposal, BankRow } from '../../contract/bank.ts';
import { AppError } from '../../contract/errors.ts';
import type { Output, Parsed } from '../../contract/index.ts';
import { addDecision, listAccounts, paymentRidOf, readDecision } from '../repo/bank.ts';
import { decisionsOf, type LineRow, listLines, readLine, type WholeLine } from '../repo/bankLists.ts';
import { addShare, sharesOfLine } from '../repo/bankShares.ts';
import { readBusiness } from '../repo/business.ts';
import { minor, subMinor, sumMinor } from '../../domain/money.ts';
import { proposalsFor } from './bankProposals.ts';
import { refusePayment } from './booking.ts';
import { audit, localDate, readTogether, transact, type Ctx } from './context.ts';
import { recordPayment } from './payments.ts';
import { voidPayment } from './paymentActs.ts';
import { found } from './problems.ts';

const REFERENCE_MAX = 80;
const NOTE_MAX = 300;

export function bankAccounts(ctx: Ctx): Output<'bank.accounts'> {
  return { rows: listAccounts(ctx.db).map(({ rid: _rid, ...account }) => account) };
}

/** A page of lines, each one to do with its best proposal. */
export function bankLines(ctx: Ctx, asked: Parsed<'bank.lines'>): Output<'bank.lines'> {
  return readTogether(ctx, () => {
    const { rows, next } = listLines(ctx.db, asked);
    return { rows: rows.map((row) => ({ ...shown(ctx, row), proposal: row.state === 'todo' ? (proposalsFor(ctx, row)[0] ?? null) : null })), next };
  });
}

function shown(ctx: Ctx, { rid, id, accountId, state, date, amount, currency, name, text, reversal, ...rest }: LineRow): Omit<BankRow, 'proposal'> {
  const { paymentId, number, customer, documents } = rest;
  const others = paymentId === null ? [] : sharesOfLine(ctx.db, rid).map((share) => ({ ...share, documents: share.documents.slice(0, 300) }));
  const booked = paymentId === null || number === null || customer === null ? null : { paymentId, number, customer, documents: (documents ?? '').slice(0, 300), others };
  return { id, accountId, state, date, amount, currency, name, text, reversal: reversal === 1, booked };
}

/** NOT_FOUND. */
export function bankLine(ctx: Ctx, { id }: Parsed<'bank.line'>): Output<'bank.line'> {
  return readTogether(ctx, () => {
    const line = found(readLine(ctx.db, id));
    const proposals: BankProposal[] = line.state === 'todo' ? proposalsFor(ctx, line) : [];
    const { account, valueDate, bankRef, endToEnd, structuredRef, iban, code, charges, reference, file, format, at, row } = line;
    return {
      ...shown(ctx, line), account, valueDate, bankRef, endToEnd, structuredRef, iban, code, charges, statement: { reference, file, format, at, row }, proposals,
      history: decisionsOf(ctx.db, line.rid).map((decision) => ({ ...decision, note: decision.note.slice(0, NOTE_MAX) })), needsRate: needsRate(ctx, line),
    };
  });
}

function needsRate(ctx: Ctx, { currency }: LineRow): boolean {
  return currency !== found(readBusiness(ctx.db)).currency;
}

/** True when this very decision is on record; another one under its id is a CONFLICT. */
function wasDecided(ctx: Ctx, id: string, line: WholeLine, kind: 'accept' | 'aside' | 'undo'): boolean {
  const before = readDecision(ctx.db, id);
  if (before === undefined) return false;
  if (before.lineRid !== line.rid || before.kind !== kind) throw new AppError('CONFLICT');
  return true;
}

type Share = Pick<Parsed<'payments.record'>, 'id' | 'customerId' | 'amount' | 'allocations'>;

/**
 * Books a line as a payment of this customer, or as one for each of several: payments, decision and their records are one transaction, so a crash leaves both or neither, and the same
 * id again answers the same payment (T60). Errors: NOT_FOUND, BANK_STATE (dealt with already, or money out), CONFLICT, and those of recordPayment.
 */
export function bankAccept(ctx: Ctx, wish: Parsed<'bank.accept'>): Output<'bank.accept'> {
  return transact(ctx, () => {
    const line = found(readLine(ctx.db, wish.lineId));
    const again = wasDecided(ctx, wish.id, line, 'accept');
    if (!again && (line.state !== 'todo' || line.amount <= 0)) throw new AppError('BANK_STATE');
    const { id, customerId, rate, allocations, others = [] } = wish;
    const reference = (line.bankRef || line.endToEnd || line.reference).slice(0, REFERENCE_MAX);
    // One customer is one payment, and what the others do not get is the first one's: together they are the line.
    if (new Set([customerId, ...others.map((one) => one.customerId)]).size <= others.length) throw new AppError('INVALID_INPUT', { fields: [{ path: 'others', code: 'CUSTOMER_TWICE' }] });
    const amount = subMinor(minor(line.amount), sumMinor(others.map((one) => minor(one.amount))));
    if (amount <= 0) refusePayment('others', 'PAYMENT_OVER', { what: 'payment', left: line.amount });
    const method = { method: 'transfer' as const, reference, brand: null, last4: '' };
    const book = (share: Share) => recordPayment(ctx, { ...share, currency: line.currency, rate, baseAmount: null, paidOn: line.date, method, note: '' });
    const { number, unapplied } = book({ id, customerId, amount, allocations });
    for (const share of others) book(share);
    if (!again) {
      for (const share of others) addShare(ctx.db, found(paymentRidOf(ctx.db, share.id)), line.rid);
      decide(ctx, line, { id, kind: 'accept', paymentId: id, note: '' }, others.map((share) => share.id));
    }
    return { paymentId: id, number, unapplied };
  });
}

/** NOT_FOUND, BANK_STATE, CONFLICT. */
export function bankSetAside(ctx: Ctx, { id, lineId, note }: Parsed<'bank.setAside'>): Output<'bank.setAside'> {
  return transact(ctx, () => {
    const line = found(readLine(ctx.db, lineId));
    if (wasDecided(ctx, id, line, 'aside')) return {};
    if (line.state !== 'todo') throw new AppError('BANK_STATE');
    decide(ctx, line, { id, kind: 'aside', paymentId: null, note });
    return {};
  });
}

/** Voids the payments of a booked line, which leaves the line to do again (the trigger of step 48 sees to it), or takes back that it was set aside. */
export function bankUndo(ctx: Ctx, { id, lineId }: Parsed<'bank.undo'>): Output<'bank.undo'> {
  return transact(ctx, () => {
    const line = found(readLine(ctx.db, lineId));
    if (wasDecided(ctx, id, line, 'undo')) return {};
    if (line.state === 'todo') throw new AppError('BANK_STATE');
    if (line.paymentId === null) {
      decide(ctx, line, { id, kind: 'undo', paymentId: null, note: '' });
      return {};
    }
    voidPayment(ctx, { id, target: { kind: 'payment', id: line.paymentId }, date: localDate(ctx.clock.now()), reason: '' });
    record(ctx, line, 'undo', line.paymentId);
    return {};
  });
}

function decide(ctx: Ctx, line: WholeLine, decision: { id: string; kind: 'accept' | 'aside' | 'undo'; paymentId: string | null; note: string }, others: readonly string[] = []): void {
  const { paymentId, ...rest } = decision;
  const paymentRid = paymentId === null ? null : found(paymentRidOf(ctx.db, paymentId));
  addDecision(ctx.db, { ...rest, lineRid: line.rid, paymentRid, at: ctx.clock.now(), by: ctx.actor.name });
  record(ctx, line, decision.kind, paymentId, others);
}

function record(ctx: Ctx, line: WholeLine, kind: 'accept' | 'aside' | 'undo', paymentId: string | null, others: readonly string[] = []): void {
  audit(ctx, `bank.${kind}`, 'bank-line', line.id, { date: line.date, amount: line.amount, currency: line.currency, payment: paymentId, ...(others.length > 0 && { others }) });
}
