// One act over many documents of a list: with progress, a way to stop, and a report of what could not be done. New acts answer the same report.
import { z } from 'zod';
import { method } from './method.ts';
import { ERROR_CODES } from './errors.ts';
import { filters } from './invoices.ts';
import { count, id, made, query } from './wire.ts';

export const MOST_AT_ONCE = 500;
const ids = z.array(id).min(1).max(MOST_AT_ONCE);
const failedField = z.strictObject({ path: made(200), code: made(40), params: z.array(z.strictObject({ name: made(40), value: z.union([made(200), z.number()]) })).max(10) });
/** `done` counts what was done; what failed stays as it was. 'closed': nothing was begun, since the dialog was closed. */
export const batchReport = z.strictObject({
  state: z.enum(['done', 'cancelled', 'closed']), done: count,
  failed: z.array(z.strictObject({ id, code: z.enum(ERROR_CODES), fields: z.array(failedField).max(5) })).max(MOST_AT_ONCE),
});

export const batch = {
  /** Each draft by itself, in the order of their dates: one that has a problem or a warning is left for a person to look at. */
  'batch.issue': method({ access: 'session', permission: 'invoice.issue', writes: true, input: z.strictObject({ ids, job: id }), output: batchReport }),
  /** One PDF with all of them one after the other, to a place the person chooses. */
  'batch.pdf': method({ access: 'session', permission: 'invoice.printMany', writes: false, input: z.strictObject({ ids, job: id }), output: batchReport }),
  /** The chosen ones, or everything the list finds, newest first, as a CSV file. */
  'batch.csv': method({
    access: 'session', permission: 'list.export', writes: false,
    input: z.strictObject({ ids: ids.nullable(), q: query, filters, job: id }), output: batchReport,
  }),
  'batch.cancel': method({ access: 'session', permission: 'invoice.read', writes: false, input: z.strictObject({ job: id }), output: z.strictObject({ cancelled: z.boolean() }) }),
};
export type BatchReport = z.infer<typeof batchReport>;
