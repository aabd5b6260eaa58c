// Payments: money that came in, what it settles, credit of customers, refunds and voids. Nothing here is ever changed or removed; a mistake is undone by a void, and both stay.
import { z } from 'zod';
import { CARD_BRANDS, PAYMENT_METHODS } from '../domain/paymentMethod.ts';
import { documentKind, paidStatus } from './documentStatus.ts';
import { method } from './method.ts';
import { count, currency, cursor, date, id, instant, made, minor, note, positiveDecimal, query, text } from './wire.ts';

const amount = minor.refine((n) => n > 0, 'PAYMENT_AMOUNT');
/** Of a card never more than its brand and last four digits (T82). */
export const methodDetails = z.strictObject({
  method: z.enum(PAYMENT_METHODS), reference: text(80), brand: z.enum(CARD_BRANDS).nullable(), last4: z.string().max(4).regex(/^(\d{4})?$/, 'CARD_LAST4'),
});
export const sourceRef = z.strictObject({ kind: z.enum(['payment', 'credit-note']), id });
/** What becomes of the rest of a document that is not paid in full: it stays open, is written off, is the early-payment discount, or is what coins cannot pay. */
export const restOf = z.enum(['open', 'write-off', 'early', 'rounding']);
const allocation = z.strictObject({ documentId: id, amount });
const allocations = z.array(allocation).max(500);
const settlementKind = z.enum(['payment', 'credit-note', 'write-off', 'early-discount', 'rounding']);

/** One settlement as its document or its payment shows it. */
export const settlementView = z.strictObject({
  id, kind: settlementKind, amount: minor,
  /** Realised exchange gain in the business's currency; a loss is negative. */
  gain: minor, date, at: instant, by: made(80), note: made(500),
  documentId: id, documentNumber: made(60), currency,
  /** The payment or credit note it was taken from; null for what needs none. */
  source: sourceRef.extend({ number: made(60) }).nullable(), voided: z.boolean(),
});
export const refundView = z.strictObject({ id, amount, currency, paidOn: date, method: methodDetails, note: made(500), at: instant, by: made(80), voided: z.boolean() });
/** What was done and when, the newest first; `undoes` says of a void what it took back. */
export const paymentEvent = z.strictObject({ id, kind: z.enum(['payment', 'apply', 'write-off', 'refund', 'void', 'credit-note']), date, note: made(500), at: instant, by: made(80), undoes: z.enum(['payment', 'settlement', 'refund']).nullable() });
const state = z.enum(['applied', 'credit', 'void']);
export const paymentRow = z.strictObject({
  id, number: count, customerId: id, customer: made(120), paidOn: date, currency, amount, method: z.enum(PAYMENT_METHODS), reference: made(80), brand: z.enum(CARD_BRANDS).nullable(), last4: made(4),
  /** Not yet used for a document, nor given back. */
  unapplied: minor, refunded: minor, state,
});
export const paymentView = paymentRow.extend({
  rate: positiveDecimal.nullable(), baseCurrency: currency, baseAmount: minor.nullable(), note: made(500), gain: minor,
  /** The receipt that was issued for it; void together with the payment. */
  receipt: z.strictObject({ number: made(60), at: instant, by: made(80) }).nullable(),
  settlements: z.array(settlementView).max(1000), refunds: z.array(refundView).max(200), history: z.array(paymentEvent).max(1000),
  /** Numbers of the other payments of its bank line: they are voided together. */
  sameLine: z.array(count).max(20),
});
export const openDocument = z.strictObject({
  id, number: made(60), kind: documentKind, issueDate: date, dueDate: date.nullable(), currency, total: minor, balance: minor,
  /** Less to pay until that day (T58); null without such terms. */
  early: z.strictObject({ until: date, discount: minor, pay: minor }).nullable(),
});
const creditRow = sourceRef.extend({ number: made(60), date, currency, amount, left: amount });
const balance = z.strictObject({ currency, open: minor, credit: minor });
export const paymentSettings = z.strictObject({
  /** In the business's currency: differences up to this may be written off. */
  writeOffLimit: minor.refine((n) => n >= 0, 'NEGATIVE'),
  /** Smallest coin in minor units, for cash: 5 in Switzerland; 0 for none (T24). */
  cashRounding: z.number().int().min(0).max(100_000),
});
const recorded = z.strictObject({ id, number: count, unapplied: minor, gain: minor });
const filters = z.strictObject({ customerId: id.nullable(), from: date.nullable(), to: date.nullable(), currency: currency.nullable(), method: z.enum(PAYMENT_METHODS).nullable(), state: state.nullable() });

export const payments = {
  'payments.record': method({
    access: 'session', permission: 'payment.write', writes: true,
    /** The window makes the id: recording twice books once (T60). In a foreign currency either the rate or what arrived in the business's own is needed (T35). */
    input: z.strictObject({
      id, customerId: id, currency, amount, rate: positiveDecimal.nullable(), baseAmount: amount.nullable(), paidOn: date, method: methodDetails, note: note(500),
      allocations: z.array(allocation.extend({ rest: restOf })).max(500),
    }),
    output: recorded,
  }),
  /** Oldest due first (T53, T55). */
  'payments.propose': method({ access: 'session', permission: 'payment.read', writes: false, input: z.strictObject({ customerId: id, currency, amount }), output: z.strictObject({ allocations, unapplied: minor }) }),
  /** Uses credit of a customer for open documents. */
  'payments.apply': method({ access: 'session', permission: 'payment.write', writes: true, input: z.strictObject({ id, source: sourceRef, date, allocations: allocations.min(1), note: note(500) }), output: z.strictObject({ id, left: minor, gain: minor }) }),
  'payments.writeOff': method({ access: 'session', permission: 'payment.undo', writes: true, input: z.strictObject({ id, documentId: id, date, reason: note(500) }), output: z.strictObject({ id, amount: minor }) }),
  /** Gives back what is not used; needs no document (T56). */
  'payments.refund': method({ access: 'session', permission: 'payment.undo', writes: true, input: z.strictObject({ id, source: sourceRef, amount, paidOn: date, method: methodDetails, note: note(500) }), output: z.strictObject({ id, left: minor }) }),
  /** Undoes a payment with all it settled, one settlement, a refund, or an act without money of its own (credit used, a rest written off). Both stay in the history (T54). */
  'payments.void': method({
    access: 'session', permission: 'payment.undo', writes: true,
    input: z.strictObject({ id, target: z.strictObject({ kind: z.enum(['payment', 'settlement', 'refund', 'act']), id }), date, reason: note(500) }), output: z.strictObject({ id }),
  }),
  'payments.list': method({
    access: 'session', permission: 'payment.read', writes: false,
    input: z.strictObject({ q: query, after: cursor.nullable(), limit: z.number().int().min(1).max(200), filters }), output: z.strictObject({ rows: z.array(paymentRow).max(200), next: cursor.nullable() }),
  }),
  'payments.get': method({ access: 'session', permission: 'payment.read', writes: false, input: z.strictObject({ id }), output: paymentView }),
  /** Issues its receipt, with a number of the receipts' own series; once. */
  'payments.receipt': method({ access: 'session', permission: 'payment.write', writes: true, input: z.strictObject({ id }), output: z.strictObject({ number: made(60) }) }),
  /** The issued receipt, as a PDF to a place the person chooses; the same bytes each time. */
  'payments.saveReceipt': method({ access: 'session', permission: 'payment.read', writes: false, input: z.strictObject({ id }), output: z.strictObject({ saved: z.boolean() }) }),
  /** Everything that can be paid by a customer, and with what. At most 500 documents, longest due first. */
  'payments.account': method({
    access: 'session', permission: 'payment.read', writes: false, input: z.strictObject({ customerId: id, on: date }),
    output: z.strictObject({ documents: z.array(openDocument).max(500), credits: z.array(creditRow).max(200), balances: z.array(balance).max(200), baseCurrency: currency, settings: paymentSettings }),
  }),
  'payments.ofDocument': method({
    access: 'session', permission: 'payment.read', writes: false, input: z.strictObject({ id }),
    output: z.strictObject({
      status: paidStatus, total: minor, balance: minor, paid: minor, credited: minor, writtenOff: minor, discounted: minor, rounded: minor, currency, dueDate: date.nullable(),
      settlements: z.array(settlementView).max(1000),
      /** Of a document that gives back: where it was used, and what was paid out of it. */
      used: z.array(settlementView).max(1000), refunds: z.array(refundView).max(200),
    }),
  }),
  'payments.settings': method({ access: 'session', permission: 'payment.read', writes: false, input: z.strictObject({}), output: paymentSettings }),
  'payments.saveSettings': method({ access: 'session', permission: 'business.write', writes: true, input: paymentSettings, output: z.strictObject({}) }),
};
export type MethodDetailsWire = z.infer<typeof methodDetails>;
export type PaymentRow = z.infer<typeof paymentRow>;
export type PaymentView = z.infer<typeof paymentView>;
export type SettlementView = z.infer<typeof settlementView>;
export type RefundView = z.infer<typeof refundView>;
export type PaymentEvent = z.infer<typeof paymentEvent>;
export type OpenDocumentWire = z.infer<typeof openDocument>;
export type PaymentSettings = z.infer<typeof paymentSettings>;
export type RestOf = z.infer<typeof restOf>;
