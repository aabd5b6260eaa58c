// Bank statements: looking at a file, bringing it in, the list of its lines with a proposal for each, and what a person decides about them.
import { z } from 'zod';
import { BANK_COLUMNS } from '../domain/bankColumns.ts';
import { BANK_FORMATS } from '../domain/bankStatement.ts';
import { fileToken } from './imports.ts';
import { method } from './method.ts';
import { count, currency, cursor, date, id, instant, made, minor, positiveDecimal, query, text } from './wire.ts';

/** What each column of a bank's CSV is (by position), how its numbers and dates are written, and what the file itself does not say. */
export const bankMapping = z.strictObject({
  columns: z.array(z.enum(BANK_COLUMNS).nullable()).max(200),
  numbers: z.enum(['point', 'comma']),
  dates: z.enum(['ymd', 'dmy', 'mdy']),
  /** Used where the file has no column for it. */
  account: made(60),
  currency: made(3),
  /** The line of the headings; what stands above is left out. */
  headings: z.number().int().min(1).max(100),
});

const lineState = z.enum(['todo', 'booked', 'aside']);
const problem = z.strictObject({ row: count, field: made(40), code: made(40), value: made(80) });
const statement = z.strictObject({
  account: made(60), currency: made(3), reference: made(60), from: date.nullable(), to: date.nullable(), opening: minor.nullable(), closing: minor.nullable(), lines: count,
  /** Lines that are here already, from this file or another. */
  doubles: count,
});
/** What is in a file, before anything is stored. */
export const bankLook = z.strictObject({
  token: fileToken, file: made(120), size: count, format: z.enum(BANK_FORMATS), statements: z.array(statement).max(200), statementCount: count, lines: count, doubles: count,
  /** Movements the bank has not booked yet: they come with a later statement. */
  pending: count,
  problems: z.array(problem).max(200), problemCount: count,
  /** Only of CSV: its columns, and what they are taken for. */
  table: z.strictObject({ headings: z.array(made(80)).max(200), sample: z.array(z.array(made(200)).max(200)).max(5), remembered: z.boolean(), ready: z.boolean() }).nullable(),
  mapping: bankMapping.nullable(),
});
const bankAccount = z.strictObject({ id, account: made(60), currency, todo: count, booked: count, aside: count, to: date.nullable() });

const reason = z.strictObject({
  code: z.enum([
    'number', 'number-unclear', 'number-digits', 'number-tail', 'amount', 'instalment', 'sum', 'early', 'charges', 'part', 'over', 'oldest', 'iban', 'name-known', 'name', 'name-similar', 'others-alike', 'other-payer', 'customers',
  ]),
  number: made(60).optional(), count: count.optional(),
});
const part = z.strictObject({ documentId: id, number: made(60), amount: minor, rest: z.enum(['open', 'early']) });
/** What a line brings one more customer: a payment of its own. */
const share = z.strictObject({ customerId: id, customer: made(120), parts: z.array(part).max(100) });
const proposal = z.strictObject({ customerId: id, customer: made(120), parts: z.array(part).max(100), others: z.array(share).max(20), unapplied: minor, confidence: z.number().int().min(1).max(99), reasons: z.array(reason).max(120) });
const linePayment = z.strictObject({ paymentId: id, number: count, customer: made(120), documents: made(300) });
const row = z.strictObject({
  id, accountId: id, state: lineState, date, amount: minor, currency, name: made(140), text: made(500), reversal: z.boolean(),
  /** Of a line to do: the best proposal. */
  proposal: proposal.nullable(),
  /** Of a booked line: whose payment, and for what; `others` where it is the money of several customers. */
  booked: linePayment.extend({ others: z.array(linePayment).max(20) }).nullable(),
});
const event = z.strictObject({ kind: z.enum(['accept', 'aside', 'undo']), at: instant, by: made(80), note: made(300) });
const line = row.omit({ proposal: true }).extend({
  account: made(60), valueDate: date.nullable(), bankRef: made(80), endToEnd: made(80), structuredRef: made(80), iban: made(80), code: made(40), charges: minor,
  statement: z.strictObject({ reference: made(60), file: made(120), format: z.enum(BANK_FORMATS), at: instant, row: count }),
  proposals: z.array(proposal).max(5), history: z.array(event).max(100),
  /** In another currency than the business's own a payment needs a rate (T35). */
  needsRate: z.boolean(),
});
const found = z.strictObject({ documentId: id, number: made(60), customerId: id, customer: made(120), issueDate: date, dueDate: date.nullable(), balance: minor, currency });

const above = minor.refine((n) => n > 0, 'PAYMENT_AMOUNT');
const allocations = z.array(z.strictObject({ documentId: id, amount: above, rest: z.enum(['open', 'early', 'write-off']) })).max(100);
const job = id;
const writing = { access: 'session', permission: 'bank.write', writes: true } as const;
const reading = { access: 'session', permission: 'bank.read', writes: false } as const;
/** A file dropped on the screen comes through the wall as text; larger ones are chosen. */
export const MAX_DROPPED = 6 * 1024 * 1024;
const MAX_BASE64 = Math.ceil(MAX_DROPPED / 3) * 4;

export const bank = {
  'bank.pick': method({ access: 'session', permission: 'bank.write', writes: false, input: z.strictObject({ job }), output: bankLook.nullable() }),
  'bank.drop': method({
    access: 'session', permission: 'bank.write', writes: false,
    input: z.strictObject({ job, name: text(120), content: z.string().max(MAX_BASE64).regex(/^[A-Za-z0-9+/]*={0,2}$/, 'BASE64') }), output: bankLook,
  }),
  /** The same file with other columns. */
  'bank.look': method({ access: 'session', permission: 'bank.write', writes: false, input: z.strictObject({ job, token: fileToken, mapping: bankMapping }), output: bankLook }),
  /** All lines that are not here yet, in one transaction. With problems only when `skipProblems` says that the lines named there may be missing. */
  'bank.commit': method({
    ...writing, input: z.strictObject({ job, token: fileToken, mapping: bankMapping.nullable(), skipProblems: z.boolean() }), output: z.strictObject({ added: count, doubles: count, accounts: z.array(id).max(200) }),
  }),
  'bank.cancel': method({ access: 'session', permission: 'bank.write', writes: false, input: z.strictObject({ job }), output: z.strictObject({ cancelled: z.boolean() }) }),
  'bank.accounts': method({ ...reading, input: z.strictObject({}), output: z.strictObject({ rows: z.array(bankAccount).max(200) }) }),
  /** Newest first; `q` looks at names, texts and references. */
  'bank.lines': method({
    ...reading, input: z.strictObject({ accountId: id.nullable(), state: lineState, q: query, after: cursor.nullable(), limit: z.number().int().min(1).max(50) }),
    output: z.strictObject({ rows: z.array(row).max(50), next: cursor.nullable() }),
  }),
  'bank.line': method({ ...reading, input: z.strictObject({ id }), output: line }),
  /** Open documents by number or customer, for choosing another one. */
  'bank.documents': method({ ...reading, input: z.strictObject({ q: query, currency, customerId: id.nullable() }), output: z.strictObject({ rows: z.array(found).max(20) }) }),
  /**
   * Books the line as a payment; where it is the money of several customers, as one for each: `others` say how much of it is theirs, the rest is the first one's.
   * The window makes the ids: doing it again books nothing (T60). BANK_STATE when the line is not to do any more.
   */
  'bank.accept': method({
    ...writing,
    input: z.strictObject({
      id, lineId: id, customerId: id, rate: positiveDecimal.nullable(), allocations, others: z.array(z.strictObject({ id, customerId: id, amount: above, allocations })).max(20).optional(),
    }),
    output: z.strictObject({ paymentId: id, number: count, unapplied: minor }),
  }),
  /** No payment of a customer: stays visible, asks for nothing. */
  'bank.setAside': method({ ...writing, input: z.strictObject({ id, lineId: id, note: text(300) }), output: z.strictObject({}) }),
  /** Back to do: a booked line's payments are voided, and both stay in the history (T54). */
  'bank.undo': method({ ...writing, input: z.strictObject({ id, lineId: id }), output: z.strictObject({}) }),
};
export type BankMapping = z.infer<typeof bankMapping>;
export type BankLook = z.infer<typeof bankLook>;
export type BankLineState = z.infer<typeof lineState>;
export type BankAccount = z.infer<typeof bankAccount>;
export type BankRow = z.infer<typeof row>;
export type BankLineView = z.infer<typeof line>;
export type BankProposal = z.infer<typeof proposal>;
export type BankShare = z.infer<typeof share>;
export type BankFound = z.infer<typeof found>;
