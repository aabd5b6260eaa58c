// Taking the books out: the complete export, and bringing one in again. Files are chosen in main's dialogs; the renderer holds a token for each.
import { z } from 'zod';
import { fileToken } from './imports.ts';
import { method } from './method.ts';
import { count, id, made, nothing, secret } from './wire.ts';

export const exportKind = z.enum(['business']);
const chosenPlace = z.strictObject({ token: fileToken, file: made(160) });

export const exports = {
  /** Asks where to; null = dialog closed. FILE_EXISTS when there is a file already: no export ever replaces one. */
  'exports.place': method({ access: 'session', permission: 'export.run', writes: false, input: z.strictObject({ kind: exportKind }), output: chosenPlace.nullable() }),
  /** Everything, unencrypted, so PIN and code are asked for again (H38). Progress comes as events with this job's id. */
  'exports.business': method({
    access: 'session', permission: 'export.run', writes: false, input: z.strictObject({ token: fileToken, pin: secret(128), code: secret(40), job: id }),
    output: z.strictObject({ file: made(160), bytes: count, documents: count, withoutPdf: count }),
  }),
  'exports.cancel': method({ access: 'session', permission: 'export.run', writes: false, input: z.strictObject({ job: id }), output: z.strictObject({ cancelled: z.boolean() }) }),
  /** Opens the folder of the last export in the system's file manager. */
  'exports.show': method({ access: 'session', permission: 'export.run', writes: false, input: z.strictObject({ token: fileToken }), output: nothing }),
};
export type ExportKind = z.infer<typeof exportKind>;
