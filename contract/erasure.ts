// A person's rights over their data: everything we hold about one customer in one file, and forgetting them (GDPR 15, 17, 20).
import { z } from 'zod';
import { method } from './method.ts';
import { count, date, id, instant, made } from './wire.ts';

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
      /** Records of the log whose words go. */
      records: count,
    }),
  }),
  /** Cannot be taken back. CUSTOMER_OPEN while something stands against it, CUSTOMER_ERASED. */
  'erasure.erase': method({ access: 'session', permission: 'customer.erase', writes: true, stepUp: true, input: z.strictObject({ id }), output: z.strictObject({ documents: count, keptUntil: date.nullable(), name: made(120) }) }),
  /** Asks where to and writes everything about the customer, unencrypted: JSON, CSV and the PDFs in one archive; null = dialog closed. Progress comes as events with this job's id. */
  'erasure.export': method({
    access: 'session', permission: 'export.run', writes: false, input: z.strictObject({ id, job: id }),
    output: z.strictObject({ file: made(160), bytes: count, documents: count, payments: count }).nullable(),
  }),
};
export type ErasureBlock = (typeof ERASURE_BLOCKS)[number];
