// Drafts (may be half-typed, change freely) and issued invoices (never change).
import { z } from 'zod';
import { DRAFT_KINDS } from '../domain/lifecycle.ts';
import { method } from './method.ts';
import { packedRows } from './packed.ts';
import { paymentTerms, taxCategory } from './business.ts';
import { paidStatus, statusFilter } from './documentStatus.ts';
import { count, currency, cursor, date, decimal, draftDecimal, id, instant, language, made, minor, name, note, nothing, positiveDecimal, query, text, version } from './wire.ts';

export const taxComponent = z.strictObject({
  id, name: made(40), category: taxCategory, rate: positiveDecimal, compound: z.boolean(), withholding: z.boolean(), reason: made(200).nullable(),
});
/** How many documents one may be made from. */
export const MOST_SOURCES = 50;
/** What a person writes in the editor. */
export const draftKind = z.enum(DRAFT_KINDS);
/** What can be issued. */
export const documentKind = z.enum([...DRAFT_KINDS, 'credit-note']);
/** What it calls itself. */
export const documentTitle = z.enum([...DRAFT_KINDS, 'credit-note', 'part-invoice']);
const draftAdjustment = z.strictObject({ kind: z.enum(['allowance', 'charge']), percent: draftDecimal.nullable(), amount: minor.nullable(), reason: text(100) });
export const draftLine = z.strictObject({
  itemId: id.nullable(), description: text(200), detail: note(1000), quantity: draftDecimal, unit: text(12), unitPrice: draftDecimal,
  /** Price base quantity: the price is for this many units ('1'; '60' for minutes at an hourly price). */
  per: positiveDecimal, adjustments: z.array(draftAdjustment).max(5), taxIds: z.array(id).max(4),
  /** The line of the source it was taken over from, counted from 0. */
  sourceLine: z.number().int().min(0).max(999).optional(),
  /** Which of the sources that is; absent: the first. */
  sourceAt: z.number().int().min(0).max(MOST_SOURCES - 1).optional(),
});
export const draftBody = z.strictObject({
  /** Absent: an invoice. */
  kind: draftKind.optional(),
  /** An invoice over a part of what was ordered, and called so. */
  part: z.literal(true).optional(),
  /** Of a quote. */
  validUntil: date.nullable().optional(),
  /** What it was converted from, with the share of each fixed discount that went over. */
  sources: z.array(z.strictObject({ id, adjustments: z.array(minor).max(20) })).max(MOST_SOURCES).optional(),
  /** The deposit invoices a final invoice takes off. */
  deposits: z.array(id).max(50).optional(),
  customerId: id.nullable(), seriesId: id.nullable(), issueDate: date,
  /** null: worked out from the terms. */
  dueDate: date.nullable(), terms: paymentTerms.nullable(), supplyDate: date.nullable(),
  reference: text(60), subject: text(120), note: note(2000), currency,
  /** Units of the business currency for one unit of the document currency; '' = not known yet (T35: blocks issuing). */
  rate: draftDecimal, language: language.nullable(), pricesIncludeTax: z.boolean(),
  lines: z.array(draftLine).max(1000),
  adjustments: z.array(draftAdjustment.extend({ taxIds: z.array(id).max(4).nullable(), afterTax: z.boolean() })).max(20),
});
export const draftView = z.strictObject({ id, version, body: draftBody, createdAt: instant, updatedAt: instant });
export const draftRow = z.strictObject({
  id, kind: draftKind, title: documentTitle, version, customerId: id.nullable(), customer: made(120), subject: made(120), currency, total: minor.nullable(), issueDate: date, updatedAt: instant,
});

const party = z.strictObject({
  name: made(120), contact: made(120), street: made(120), street2: made(120), city: made(80), region: made(80), postcode: made(20), country: made(2),
  vatId: made(30), taxNumber: made(40), email: made(120), phone: made(40),
});
const adjustment = z.strictObject({ kind: z.enum(['allowance', 'charge']), percent: decimal.nullable(), amount: minor, reason: made(100) });
/** What an issued document says, frozen. The page on screen, the PDF and every export are drawn from this and nothing else. */
export const snapshot = z.strictObject({
  kind: documentKind,
  /** An invoice over a part of what was ordered, and called so. */
  part: z.literal(true).optional(),
  /** Its tax falls due when it is paid, and its page says so. */
  taxDue: z.literal('paid').optional(),
  /** What a credit note corrects (BT-25, BT-26); null on an invoice. */
  original: z.strictObject({ number: made(60), issueDate: date }).nullable(),
  /** What it was converted from. */
  origin: z.strictObject({ kind: documentKind, number: made(60), issueDate: date }).nullable(),
  /** What an invoice over several documents was made from, and which of its lines are whose. */
  origins: z.array(z.strictObject({ kind: documentKind, number: made(60), issueDate: date, lines: z.array(z.number().int().min(0).max(999)).max(1000) })).max(MOST_SOURCES).optional(),
  /** The deposit invoices that a final invoice takes off; their lines stand among its lines. */
  deposits: z.array(z.strictObject({ number: made(60), issueDate: date })).max(50),
  number: made(60), issueDate: date, validUntil: date.nullable(), dueDate: date.nullable(), supplyDate: date.nullable(), terms: paymentTerms.nullable(), reference: made(60), subject: made(120), note: made(2000),
  currency, rate: decimal.nullable(), baseCurrency: currency, baseTotal: minor.nullable(), language, pricesIncludeTax: z.boolean(),
  taxRounding: z.enum(['half-up', 'half-even', 'down']),
  seller: z.strictObject({
    ...party.shape, tagline: made(120), legalName: made(120), companyNumber: made(40), website: made(120), footer: made(200), accent: made(7), logo: made(64).nullable(),
    bank: z.strictObject({ holder: made(120), iban: made(42), bic: made(14), other: made(300) }),
  }),
  buyer: party.nullable(),
  lines: z.array(z.strictObject({
    itemId: id.nullable(), description: made(200), detail: made(1000), quantity: decimal, unit: made(12), unitPrice: positiveDecimal, per: positiveDecimal, netUnitPrice: decimal,
    adjustments: z.array(adjustment).max(5), gross: minor, entered: minor, net: minor,
    /** Positions in `taxes`. */
    taxes: z.array(z.number().int().min(0).max(99)).max(4),
  })).max(1000),
  adjustments: z.array(adjustment.extend({ /** As typed, in the document's price mode. */ entered: minor, afterTax: z.boolean(), taxes: z.array(z.number().int().min(0).max(99)).max(4).nullable() })).max(20),
  taxes: z.array(z.strictObject({ component: taxComponent, base: minor, amount: minor })).max(100),
  totals: z.strictObject({ lineNet: minor, allowances: minor, charges: minor, net: minor, tax: minor, gross: minor, withheld: minor, afterTaxAllowances: minor, prepaid: minor, rounding: minor, payable: minor }),
  template: made(20),
});
/** What a credit note takes of its invoice, figure by figure (domain/creditBook.ts): kept with the note, and handed in as `before` for the next one. */
export const creditFigures = z.strictObject({
  quantities: z.array(decimal).max(1000), gross: z.array(minor).max(1000), lineAdjustments: z.array(z.array(minor).max(5)).max(1000),
  entered: z.array(minor).max(20_000), nets: z.array(minor).max(1000), cells: z.array(z.array(minor).max(4)).max(1000), taxes: z.array(z.strictObject({ base: minor, amount: minor })).max(100),
  afterTax: z.array(minor).max(20), prepaid: minor, rounding: minor, payable: minor, baseTotal: minor.nullable(),
});
export const creditRequest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('whole') }),
  /** `line` counts the invoice's lines from 0; quantity null: all that is left of it. */
  z.strictObject({ kind: z.literal('lines'), lines: z.array(z.strictObject({ line: z.number().int().min(0).max(999), quantity: decimal.nullable() })).max(1000) }),
  /** A sum with tax, taken from everything in proportion: a price reduction. The description stands on the note. */
  z.strictObject({ kind: z.literal('sum'), amount: minor, description: name(200) }),
]);
/** A credit note as its invoice shows it. `amount` is what it gives back. */
export const creditOf = z.strictObject({ id, number: made(60), issueDate: date, amount: minor, at: instant, by: made(80) });
/** How much of an invoice was credited. */
export const credited = z.enum(['none', 'part', 'full']);
export const historyEntry = z.strictObject({
  at: instant, action: made(40), by: made(80),
  /** Of money: how much, in the document's currency. Of a reminder: its level. */
  amount: minor.optional(), level: count.optional(),
});
export const erasedAs = z.strictObject({ no: count, at: instant });
export const invoiceView = z.strictObject({
  id, customerId: id, snapshot, contentHash: made(64), issuedAt: instant, issuedBy: made(80),
  pdf: z.strictObject({ state: z.enum(['ready', 'pending', 'erased']), sha256: made(64).nullable(), size: count }), history: z.array(historyEntry).max(200),
  /** Credit notes of this invoice, oldest first. */
  credits: z.array(creditOf).max(1000), credited,
  /** What the balance says, and the balance: of a document that gives back, below zero, what is still to be used. */
  status: paidStatus, open: minor,
  /** When the next open part falls due. */
  nextDue: date.nullable(),
  /** The invoice that this credit note corrects. */
  originalId: id.nullable(),
  /** Its time to be kept was over: nobody stands in it any more, and it has no PDF. By the number in the list of erasures. */
  erased: erasedAs.extend({ by: made(120), keptUntil: date }).nullable(),
});
export const invoiceRow = z.strictObject({
  id, number: made(60), customerId: id, customer: made(120), subject: made(120), issueDate: date, dueDate: date.nullable(), currency,
  kind: documentKind, title: documentTitle,
  /** A credit note counts below zero. */
  total: minor,
  credited,
  /** What is still owed; of a document that gives back, below zero, what is still to be used. */
  open: minor,
  status: paidStatus,
});
export const filters = z.strictObject({
  customerId: id.nullable(), from: date.nullable(), to: date.nullable(), currency: currency.nullable(), overdueOn: date.nullable(), status: statusFilter.nullable().optional(),
  /** Of the total, without its sign and in the currency each document is in; both ends included. */
  amountFrom: positiveDecimal.nullable().optional(), amountTo: positiveDecimal.nullable().optional(),
});

export const drafts = {
  'drafts.list': method({ access: 'session', permission: 'invoice.read', writes: false, input: z.strictObject({ q: query, after: cursor.nullable(), limit: z.number().int().min(1).max(200) }), output: z.strictObject({ rows: z.array(draftRow).max(200), next: cursor.nullable(), total: count }) }),
  'drafts.get': method({ access: 'session', permission: 'invoice.read', writes: false, input: z.strictObject({ id }), output: draftView }),
  /** Autosave. version = the one last seen; CONFLICT when another window was faster. Without id a new draft is made. */
  'drafts.save': method({ access: 'session', permission: 'draft.write', writes: true, input: z.strictObject({ id: id.optional(), version: version.optional(), body: draftBody }), output: z.strictObject({ id, version, savedAt: instant }) }),
  'drafts.discard': method({ access: 'session', permission: 'draft.write', writes: true, input: z.strictObject({ id }), output: nothing }),
  /** Undo of discard. */
  'drafts.restore': method({ access: 'session', permission: 'draft.write', writes: true, input: z.strictObject({ id }), output: nothing }),
};
export const invoices = {
  'invoices.issue': method({
    access: 'session', permission: 'invoice.issue', writes: true,
    /** Issuing the same draft twice answers the same invoice (T60). acceptWarnings: the person has seen the amber hints. */
    input: z.strictObject({ draftId: id, version, acceptWarnings: z.boolean() }), output: z.strictObject({ id, number: made(60) }),
  }),
  'invoices.list': method({
    access: 'session', permission: 'invoice.read', writes: false,
    input: z.strictObject({ q: query, after: cursor.nullable(), limit: z.number().int().min(1).max(200), filters }),
    output: z.strictObject({ rows: packedRows(invoiceRow, 200), next: cursor.nullable() }),
  }),
  'invoices.counts': method({
    access: 'session', permission: 'invoice.read', writes: false, input: z.strictObject({ today: date }),
    /** `all` counts credit notes too; sums and `thisYear` count invoices, and their amounts are less what was credited. */
    output: z.strictObject({ all: count, creditNotes: count, overdue: count, drafts: count, thisYear: count, sums: z.array(z.strictObject({ currency, amount: minor, count })).max(200) }),
  }),
  'invoices.get': method({ access: 'session', permission: 'invoice.read', writes: false, input: z.strictObject({ id }), output: invoiceView }),
  /** A new draft with the same lines, dated today (Ctrl+D). */
  'invoices.duplicate': method({ access: 'session', permission: 'draft.write', writes: true, input: z.strictObject({ id, today: date }), output: z.strictObject({ id }) }),
  'invoices.savePdf': method({ access: 'session', permission: 'invoice.read', writes: false, input: z.strictObject({ id }), output: z.strictObject({ saved: z.boolean() }) }),
  'invoices.print': method({ access: 'session', permission: 'invoice.read', writes: false, input: z.strictObject({ id }), output: z.strictObject({ printed: z.boolean() }) }),
  /** Recomputes the content hash from the stored rows, compares it with the seal and the record in the log, and the PDF with its hash. */
  'invoices.prove': method({ access: 'session', permission: 'invoice.read', writes: false, input: z.strictObject({ id }), output: z.strictObject({ intact: z.boolean(), seal: made(64), checkedAt: instant, /** Intact, and under this erasure nobody is in it any more. */ erased: erasedAs.nullable() }) }),
  /** What may still be credited of an invoice; `before` are the figures of its credit notes, so that a screen works out the next one live. */
  'invoices.creditLeft': method({
    access: 'session', permission: 'invoice.credit', writes: false, input: z.strictObject({ id }),
    output: z.strictObject({
      lines: z.array(z.strictObject({ quantity: decimal, amount: minor })).max(1000), gross: minor, payable: minor, full: z.boolean(), before: z.array(creditFigures).max(1000),
      /** The latest date in the series of credit notes. */
      lastIssued: date.nullable(),
    }),
  }),
  'invoices.credit': method({
    access: 'session', permission: 'invoice.credit', writes: true,
    /** `newId` is made by the window and becomes the note's: asking twice answers the same note (T60). */
    input: z.strictObject({ id, newId: id, request: creditRequest, issueDate: date, reason: note(500) }), output: z.strictObject({ id, number: made(60) }),
  }),
};
export const home = {
  'home.summary': method({
    access: 'session', permission: 'home.read', writes: false, input: z.strictObject({ today: date }),
    output: z.strictObject({
      business: name(120), user: name(80), baseCurrency: currency,
      months: z.array(z.strictObject({ month: made(7), amount: minor, before: minor, count })).max(12),
      /** Issued this month, per currency. */
      thisMonth: z.array(z.strictObject({ currency, amount: minor, count })).max(200),
      outstanding: z.array(z.strictObject({ currency, overdue: minor, today: minor, later: minor, overdueCount: count, todayCount: count, laterCount: count })).max(200),
      overdue: z.array(invoiceRow).max(5), dueToday: z.array(invoiceRow).max(5), drafts: z.array(draftRow).max(5), recent: z.array(invoiceRow).max(5),
      counts: z.strictObject({ customers: count, items: count, invoices: count, drafts: count, overdue: count, dueToday: count }),
      security: z.strictObject({ records: count, chain: z.enum(['ok', 'checking', 'broken', 'rolled-back']), kitMadeOn: made(10), recoveryCodesLeft: count, mode: z.enum(['keychain', 'passphrase']), failedBefore: count, pdfsPending: count }),
    }),
  }),
};
export const find = {
  'find.all': method({
    access: 'session', permission: 'search.run', writes: false, input: z.strictObject({ q: query }),
    output: z.strictObject({ customers: z.array(z.strictObject({ id, name: made(120), city: made(80) })).max(6), items: z.array(z.strictObject({ id, name: made(120), code: made(40) })).max(6), invoices: z.array(invoiceRow).max(8), drafts: z.array(draftRow).max(4) }),
  }),
};
export type DraftBody = z.infer<typeof draftBody>;
export type DraftLine = z.infer<typeof draftLine>;
export type DraftAdjustment = DraftBody['adjustments'][number];
export type DraftRow = z.infer<typeof draftRow>;
export type Snapshot = z.infer<typeof snapshot>;
export type InvoiceRow = z.infer<typeof invoiceRow>;
export type CreditFiguresWire = z.infer<typeof creditFigures>;
export type CreditRequestWire = z.infer<typeof creditRequest>;
export type InvoiceView = z.infer<typeof invoiceView>;
export type HomeSummary = z.infer<(typeof home)['home.summary']['output']>;
export type FindResult = z.infer<(typeof find)['find.all']['output']>;
