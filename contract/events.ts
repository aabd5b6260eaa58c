// What main may tell the renderer unasked: one channel, one union.
import { z } from 'zod';
import { backupRunning } from './backup.ts';
import { count, id } from './wire.ts';

const changed = z.enum([
  'business',
  'customers',
  'items',
  'drafts',
  'invoices',
  'pdfs',
  'payments',
  'imports',
  'bank',
  'rates',
  'security',
  'views',
  'recurring',
  'reminders',
  'asides',
  'alerts',
  'people',
  'approvals',
  'backups',
]);

export const billfoldEvent = z.discriminatedUnion('type', [
  /** Business data of this kind changed (by this window, an import or the PDF queue). */
  z.strictObject({ type: z.literal('changed'), what: changed }),
  z.strictObject({ type: z.literal('progress'), job: id, stage: z.enum(['reading', 'checking', 'saving', 'undoing', 'writing', 'issuing', 'drawing', 'proving']), done: count, total: count }),
  /** How far a backup, drill or scrub is; null when it is over. */
  z.strictObject({ type: z.literal('backup'), running: backupRunning.nullable() }),
  /** The program ends as soon as the backup of leaving is done, or the person does not want to wait. */
  z.strictObject({ type: z.literal('leaving') }),
  /** About to lock: the renderer saves what is typed within this many milliseconds. */
  z.strictObject({ type: z.literal('locking'), within: count }),
]);
export type BillfoldEvent = z.infer<typeof billfoldEvent>;
