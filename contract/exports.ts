// Taking the books out: the complete export, and bringing one in again. Files are chosen in main's dialogs; the renderer holds a token for each.
import { z } from 'zod';
import { fileToken } from './imports.ts';
import { method } from './method.ts';
import { count, id, instant, made, nothing } from './wire.ts';

export const exportKind = z.enum(['business']);
const chosenPlace = z.strictObject({ token: fileToken, file: made(160) });

export const exports = {
  /** Asks where to; null = dialog closed. FILE_EXISTS when there is a file already: no export ever replaces one. */
  'exports.place': method({ access: 'session', permission: 'export.run', writes: false, input: z.strictObject({ kind: exportKind }), output: chosenPlace.nullable() }),
  /** Everything, unencrypted (H38). Progress comes as events with this job's id. */
  'exports.business': method({
    access: 'session', permission: 'export.run', writes: false, stepUp: true, input: z.strictObject({ token: fileToken, job: id }),
    output: z.strictObject({ file: made(160), bytes: count, documents: count, withoutPdf: count }),
  }),
  'exports.cancel': method({ access: 'session', permission: 'export.run', writes: false, input: z.strictObject({ job: id }), output: z.strictObject({ cancelled: z.boolean() }) }),
  /** Whether these books are as set-up left them: only then a complete export can come in. */
  'exports.canBringIn': method({ access: 'session', permission: 'backup.restore', writes: false, input: nothing, output: z.strictObject({ empty: z.boolean() }) }),
  /** Opens the file dialog and looks at the list inside; null = dialog closed. BOOKS_NOT_EMPTY, EXPORT_FOREIGN, EXPORT_FROM_FUTURE, EXPORT_DAMAGED. */
  'exports.pick': method({
    access: 'session', permission: 'backup.restore', writes: false, input: z.strictObject({ job: id }),
    output: z.strictObject({ token: fileToken, file: made(160), business: made(200), madeAt: instant, documents: count, customers: count, items: count, drafts: count, pdfs: count }).nullable(),
  }),
  /** All or nothing; progress comes as events with this job's id. */
  'exports.bringIn': method({
    access: 'session', permission: 'backup.restore', writes: true, input: z.strictObject({ token: fileToken, job: id }), output: z.strictObject({ documents: count, records: count }),
  }),
  /** Opens the folder of the last export in the system's file manager. */
  'exports.show': method({ access: 'session', permission: 'export.run', writes: false, input: z.strictObject({ token: fileToken }), output: nothing }),
};
export type ExportKind = z.infer<typeof exportKind>;
