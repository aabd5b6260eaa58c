// A person's rights over their data: everything we hold about one customer in one file, and forgetting them (GDPR 15, 17, 20).
import { z } from 'zod';
import { documentKind } from './invoices.ts';
import { method } from './method.ts';
import { count, date, id, instant, made, nothing } from './wire.ts';

/** What keeps a customer from being erased: it has to be brought to an end first. */
export const ERASURE_BLOCKS = ['owed', 'credit', 'drafts', 'recurring', 'papers'] as const;
const block = z.strictObject({ what: z.enum(ERASURE_BLOCKS), count });

export const erasure = {
  /** What would go, what stays and until when, and what still stands against it. */
  'erasure.look': method({
    access: 'session', permission: 'customer.read', writes: false, input: z.strictObject({ id }),
    output: z.strictObject({
      erased: z.strictObject({ at: instant, by: made(120) }).nullable(),
      blocks: z.array(block).max(ERASURE_BLOCKS.length),
      /** Issued documents that stay, and the last day on which the law of the business's country asks for the newest of them; null when there is none. */
      documents: count, keptUntil: date.nullable(),
      /** Issued documents whose time is over: they stay without anybody in them. */
      past: count,
      /** Records of the log whose words go. */
      records: count,
    }),
  }),
  /** Cannot be taken back. CUSTOMER_OPEN while something stands against it, CUSTOMER_ERASED. Where many documents are past their time, progress comes as events with this job's id. */
  'erasure.erase': method({ access: 'session', permission: 'customer.erase', writes: true, stepUp: true, input: z.strictObject({ id, job: id }), output: z.strictObject({ documents: count, keptUntil: date.nullable(), name: made(120), past: count }) }),
  /** How many years documents are kept: what the law of the business's country says, and what it wants beyond that. */
  'erasure.keeping': method({ access: 'session', permission: 'customer.read', writes: false, input: z.strictObject({}), output: z.strictObject({ own: count.nullable(), law: count, years: count }) }),
  /** INVALID_INPUT with the field years for less than the law says; null: as the law says. */
  'erasure.saveKeeping': method({ access: 'session', permission: 'business.write', writes: true, input: z.strictObject({ years: z.int().min(0).max(99).nullable() }), output: nothing }),
  /** Documents of every customer whose time is over and in which somebody still stands, oldest first; counted up to a thousand. */
  'erasure.past': method({
    access: 'session', permission: 'customer.erase', writes: false, input: z.strictObject({ limit: z.int().min(0).max(200) }),
    output: z.strictObject({ rows: z.array(z.strictObject({ id, kind: documentKind, number: made(60), customer: made(120), issueDate: date, keptUntil: date })).max(200), total: count, more: z.boolean() }),
  }),
  /** Takes out of these whoever they name, with their letters, receipts and payments. Cannot be taken back. What is not past its time, or gone already, is left alone. */
  'erasure.tidy': method({ access: 'session', permission: 'customer.erase', writes: true, stepUp: true, input: z.strictObject({ ids: z.array(id).min(1).max(200) }), output: z.strictObject({ erased: count }) }),
  /** Asks where to and writes everything about the customer, unencrypted: JSON, CSV and the PDFs in one archive; null = dialog closed. Progress comes as events with this job's id. */
  'erasure.export': method({
    access: 'session', permission: 'export.run', writes: false, input: z.strictObject({ id, job: id }),
    output: z.strictObject({ file: made(160), bytes: count, documents: count, payments: count }).nullable(),
  }),
};
export type ErasureBlock = (typeof ERASURE_BLOCKS)[number];
