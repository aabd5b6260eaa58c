// A customer to whom random things happen, and beside the real tables the list of events that did. Used by paymentModelRun.ts only.
import { v7 as uuid } from 'uuid';
import { isAppError } from '../../../contract/errors.ts';
import type { Parsed } from '../../../contract/index.ts';
import type { LedgerEvent } from '../../../domain/ledger.ts';
import { minor } from '../../../domain/money.ts';
import type { Ctx } from '../../../main/service/context.ts';
import { invoicesCredit } from '../../../main/service/credit.ts';
import { applyCredit, refundCredit, voidPayment, writeOff } from '../../../main/service/paymentActs.ts';
import { paymentsAccount } from '../../../main/service/paymentLists.ts';
import { proposeAllocation, recordPayment } from '../../../main/service/payments.ts';
import { all, one } from '../../../main/repo/statement.ts';
import { contentHash } from '../../../main/repo/documents.ts';
import { readSnapshot } from '../../../main/repo/frozen.ts';
import { addCustomer, draftBody, issueInvoice, line, TODAY } from '../../fixtures/company.ts';
import type { dice } from '../../unit/domain/randomDocument.ts';
import { digest, ledgerWrongs, type Account } from './paymentWrongs.ts';

type Dice = ReturnType<typeof dice>;
type Wish = Parsed<'payments.record'>;
const CASH = { method: 'cash' as const, reference: '', brand: null, last4: '' };
const EARLY = { kind: 'net' as const, days: 30, early: { percent: '3', days: 10 } };

export interface Shop {
  /** One random command, allowed or not. */
  doSomething(): void;
  /** What does not agree: nothing. */
  wrongs(): string[];
}

/** With `taxes`, invoices are of one or two lines with one of them each; without, they carry no tax. */
export function openShop(ctx: Ctx, d: Dice, taxes: readonly string[] = []): Shop {
  const { db } = ctx;
  const customerId = addCustomer(ctx);
  const customerRid = one<{ rid: number }>(db, 'SELECT rid FROM customer WHERE id = ?', customerId)?.rid ?? 0;
  const account: Account = { customerId, customerRid, events: new Map([['EUR', []], ['USD', []]]) };
  const seals = new Map<number, string>();
  const documents: { id: string; rid: number; currency: string }[] = [];
  const sources: { kind: 'payment' | 'credit-note'; id: string; currency: string }[] = [];
  const undoable: { kind: 'payment' | 'settlement' | 'refund' | 'act'; id: string; currency: string}[] = [];
  const found: string[] = [];

  const say = (currency: string, ...events: LedgerEvent[]) => account.events.get(currency)?.push(...events);
  const sealOf = (rid: number): string => {
    const snapshot = readSnapshot(db, rid);
    return snapshot === undefined ? 'gone' : contentHash(snapshot).toString('hex');
  };
  const row = (id: string) => one<{ rid: number; payable: number; base: number | null }>(db, 'SELECT rid, payable, base_total AS base FROM document WHERE id = ?', id) ?? { rid: 0, payable: 0, base: null };
  const money = (amount: number | null) => (amount === null ? null : minor(amount));

  /** What one act booked, as events; each can be undone later. */
  const heard = (actId: string, currency: string) => {
    const booked = all<{ id: string; kind: string; amount: number; document: string; source: string | null}>(
      db,
      `SELECT t.id, t.kind, t.amount, d.id AS document, coalesce(pa.id, n.id) AS source FROM settlement t JOIN payment_act a ON a.rid = t.act_rid
         JOIN document d ON d.rid = t.document_rid LEFT JOIN credit_source k ON k.rid = t.source_rid LEFT JOIN payment_act pa ON pa.rid = k.payment_rid LEFT JOIN document n ON n.rid = k.document_rid WHERE a.id = ? ORDER BY t.rid`,
      actId,
    );
    for (const { id, kind, amount, document, source } of booked) {
      if (source !== null) say(currency, { kind: 'allocate', id, source, document, amount: minor(amount) });
      else if (kind === 'write-off' || kind === 'early-discount' || kind === 'rounding') say(currency, { kind: 'settle', id, as: kind, document, amount: minor(amount) });
      undoable.push({ kind: 'settlement', id, currency });
    }
  };

  /** Runs a command, now and then twice (T60). One that is refused must have changed nothing; its savepoint takes the place of the transaction it would be alone. */
  const attempt = <T>(work: () => T, done: (value: T) => void) => {
    const before = digest(db, customerRid);
    let value: T;
    try {
      value = db.transaction(work)();
    } catch (failure) {
      if (!isAppError(failure) || !['PAYMENT_INVALID', 'DOCUMENT_INVALID'].includes(failure.code)) throw failure;
      if (digest(db, customerRid) !== before) found.push('a refused command has changed something');
      return;
    }
    if (d.chance(20)) {
      const after = digest(db, customerRid);
      work();
      if (digest(db, customerRid) !== after) found.push('a command has happened twice');
    }
    done(value);
  };

  const issue = () => {
    const currency = d.chance(25) ? 'USD' : 'EUR';
    const body = { currency, rate: currency === 'USD' ? d.pick(['0.92', '0.9137', '1.0871']) : '', terms: d.chance(30) ? EARLY : null, lines: Array.from({ length: taxes.length === 0 ? 1 : 1 + d.below(2) }, () => line({ quantity: String(1 + d.below(4)), unitPrice: `${d.below(90)}.${10 + d.below(90)}`, taxIds: taxes.length === 0 ? [] : [d.pick(taxes)] })) };
    const { id } = issueInvoice(ctx, draftBody(customerId, body));
    const { rid, payable, base } = row(id);
    documents.push({ id, rid, currency });
    seals.set(rid, sealOf(rid));
    say(currency, { kind: 'document', id, amount: minor(payable), base: money(base) });
  };

  const credit = () => {
    if (documents.length === 0) return;
    const invoice = d.pick(documents);
    const newId = uuid();
    const request = d.chance(30) ? { kind: 'whole' as const } : { kind: 'lines' as const, lines: [{ line: 0, quantity: '1' }] };
    attempt(() => invoicesCredit(ctx, { id: invoice.id, newId, request, issueDate: TODAY, reason: '' }), () => {
      const { rid, payable, base } = row(newId);
      seals.set(rid, sealOf(rid));
      if (payable === 0) return;
      say(invoice.currency, { kind: 'source', id: newId, from: 'credit-note', amount: minor(payable), base: money(base) });
      sources.push({ kind: 'credit-note', id: newId, currency: invoice.currency });
      heard(newId, invoice.currency);
    });
  };

  const allocationsFor = (currency: string, amount: number): Wish['allocations'] => {
    if (d.chance(15)) return [];
    const open = paymentsAccount(ctx, { customerId, on: TODAY }).documents.filter((document) => document.currency === currency);
    if (d.chance(30)) return proposeAllocation(ctx, { customerId, currency, amount }).allocations.map((part) => ({ ...part, rest: 'open' as const }));
    return open.slice(0, 1 + d.below(2)).flatMap(({ id, balance, early }): Wish['allocations'] => {
      if (early !== null && d.chance(50)) return [{ documentId: id, amount: early.pay, rest: 'early' as const }];
      if (d.chance(20)) return [{ documentId: id, amount: Math.round(balance / 5) * 5, rest: 'rounding' as const }].filter((part) => part.amount > 0);
      if (d.chance(20) && balance > 50) return [{ documentId: id, amount: balance - d.below(50) - 1, rest: 'write-off' as const }];
      return [{ documentId: id, amount: Math.max(1, balance - d.below(balance + 20) + 10), rest: 'open' as const }];
    });
  };

  const record = () => {
    const currency = d.chance(25) ? 'USD' : 'EUR';
    const allocations = allocationsFor(currency, 1 + d.below(30_000));
    const sum = allocations.reduce((total, part) => total + part.amount, 0);
    const amount = sum === 0 || d.chance(40) ? Math.round((sum + 1 + d.below(2000)) / 5) * 5 + 5 : sum;
    const wish: Wish = { id: uuid(), customerId, currency, amount, rate: currency === 'USD' ? d.pick(['0.9', '0.95', '1.1']) : null, baseAmount: null, paidOn: TODAY, method: CASH, note: '', allocations };
    attempt(() => recordPayment(ctx, wish), () => {
      const base = one<{ base: number | null }>(db, 'SELECT base_amount AS base FROM payment p JOIN payment_act a ON a.rid = p.rid WHERE a.id = ?', wish.id)?.base ?? null;
      say(currency, { kind: 'source', id: wish.id, from: 'payment', amount: minor(amount), base: money(base) });
      sources.push({ kind: 'payment', id: wish.id, currency });
      undoable.push({ kind: 'payment', id: wish.id, currency });
      heard(wish.id, currency);
    });
  };

  const apply = () => {
    if (sources.length === 0 || documents.length === 0) return;
    const { kind, id, currency } = d.pick(sources);
    const actId = uuid();
    const wish = { id: actId, source: { kind, id }, date: TODAY, allocations: [{ documentId: d.pick(documents).id, amount: 1 + d.below(1500) }], note: '' };
    attempt(() => applyCredit(ctx, wish), () => {
      heard(actId, currency);
      undoable.push({ kind: 'act', id: actId, currency });
    });
  };

  const giveUp = () => {
    if (documents.length === 0) return;
    const { id, currency } = d.pick(documents);
    const actId = uuid();
    attempt(() => writeOff(ctx, { id: actId, documentId: id, date: TODAY, reason: '' }), () => {
      heard(actId, currency);
      undoable.push({ kind: 'act', id: actId, currency });
    });
  };

  const giveBack = () => {
    if (sources.length === 0) return;
    const { kind, id, currency } = d.pick(sources);
    const [actId, amount] = [uuid(), 1 + d.below(1500)];
    attempt(() => refundCredit(ctx, { id: actId, source: { kind, id }, amount, paidOn: TODAY, method: CASH, note: '' }), () => {
      say(currency, { kind: 'refund', id: actId, source: id, amount: minor(amount) });
      undoable.push({ kind: 'refund', id: actId, currency });
    });
  };

  const undo = () => {
    if (undoable.length === 0) return;
    const { kind, id, currency } = d.pick(undoable);
    const actId = uuid();
    attempt(() => voidPayment(ctx, { id: actId, target: { kind, id }, date: TODAY, reason: '' }), () => {
      const gone = all<{ id: string }>(db, 'SELECT t.id FROM payment_void v JOIN payment_act a ON a.rid = v.act_rid JOIN settlement t ON t.rid = v.settlement_rid WHERE a.id = ? ORDER BY v.rid', actId);
      for (const settlement of gone) say(currency, { kind: 'void', id: uuid(), event: settlement.id });
      if (kind !== 'settlement' && kind !== 'act') say(currency, { kind: 'void', id: uuid(), event: id });
    });
  };

  const commands = [issue, issue, issue, credit, record, record, record, record, apply, apply, giveUp, giveBack, undo, undo, undo];
  return {
    doSomething: () => d.pick(commands)(),
    wrongs: () => {
      for (const [rid, seal] of seals) if (sealOf(rid) !== seal) found.push(`document ${rid} has changed`);
      return [...found, ...ledgerWrongs(ctx, account)];
    },
  };
}
