// Bringing a backup back: from open books (restore.*), or with the Recovery Kit where there are none that open (rescue.*). Files are chosen in main's dialog; a token stands for the place.
import { z } from 'zod';
import { fault } from './backup.ts';
import { fileToken } from './imports.ts';
import { method } from './method.ts';
import { count, currency, date, id, instant, made, minor, name, nothing, secret } from './wire.ts';

const faultOrNot = z.union([z.literal(''), fault]);
const file = z.string().max(120).regex(/^billfold-[0-9a-zA-Z-]+\.bak$/, 'NAME');
const found = z.strictObject({
  token: fileToken, /** For reading only. */ place: made(300),
  /** Newest first. `code`: what is wrong with it as far as can be seen without reading it. `here`: made on this computer. */
  rows: z.array(z.strictObject({ name: made(120), at: instant, bytes: count, records: count, code: faultOrNot, here: z.boolean(), kitSerial: made(20) })).max(2000),
});
const figures = z.strictObject({
  records: count, documents: count, customers: count, items: count, payments: count, pdfs: count, sums: z.array(z.strictObject({ currency, amount: minor })).max(200),
});
const looked = z.strictObject({
  /** Stands for the checked copy until the books close or another is looked at. */
  token: fileToken,
  inside: z.strictObject({
    business: made(200), madeAt: instant, kitSerial: made(20), figures, /** Made by an older Billfold: it is brought up to date on the way. */ older: z.boolean(),
    last: z.array(z.strictObject({ number: made(60), customer: made(200), date, currency, total: minor })).max(5),
  }),
  /** The books on this computer now; null where they cannot be opened. */
  present: figures.nullable(),
  /** What is in the present books and would not be after it; null where nobody knows. */
  lost: z.strictObject({ records: count, documents: count, payments: count, customers: count, last: z.array(z.strictObject({ number: made(60), customer: made(200), date, currency, total: minor })).max(20) }).nullable(),
  /** What newer backups of the place know to be given out and the chosen one does not: these numbers are left out by themselves. `until`: when the newest that says so was made. */
  since: z.strictObject({ until: instant.nullable(), numbers: z.array(z.strictObject({ series: made(200), number: made(60) })).max(20) }),
});
const look = z.strictObject({ token: fileToken, name: file, /** The caller's id for progress and cancel. */ job: id, /** The older kit of a backup that is listed as OTHER_KIT. KIT_WRONG for what is no kit. */ kit: secret(200).optional() });
const inSession = { access: 'session', permission: 'backup.restore', writes: false } as const;
const closed = { access: 'closed', permission: null, writes: false } as const;
/** How many numbers of each series to leave out, where the present books cannot say which were used: nothing issued after the backup may ever share its number (T47). */
const jump = z.number().int().min(0).max(100_000);

export const restore = {
  /** Backups on a known place that is here. TARGET_* as AppError FILE_GONE when it is not. */
  'restore.list': method({ ...inSession, input: z.strictObject({ target: id }), output: found }),
  /** Opens the folder dialog; null = closed. */
  'restore.pick': method({ ...inSession, input: nothing, output: found.nullable() }),
  /** Fetches and checks the whole backup; changes nothing. RESTORE_REFUSED with params.fault (see FAULTS) when it is no good. */
  'restore.look': method({ ...inSession, input: look, output: looked }),
  'restore.cancel': method({ ...inSession, input: z.strictObject({ job: id }), output: z.strictObject({ cancelled: z.boolean() }) }),
  /**
   * Backs up the present books to every place that is here, puts the checked copy in their stead (they stay beside it, renamed), and locks. `business`: the name typed to confirm.
   * RESTORE_NAME, RESTORE_REFUSED, STEP_UP, DISK_FULL; after any of them nothing has changed.
   */
  'restore.begin': method({ ...inSession, stepUp: true, input: z.strictObject({ token: fileToken, business: name(200), job: id }), output: z.strictObject({ safety: z.enum(['backup', 'beside']) }) }),

  /** Keeps the kit for the steps to come. KIT_WRONG when it is no kit, or not that of the vault on this computer. */
  'rescue.begin': method({ ...closed, input: z.strictObject({ kit: secret(200) }), output: z.strictObject({ serial: made(20), /** There are files of a vault here already. */ vaultHere: z.boolean() }) }),
  'rescue.pick': method({ ...closed, input: nothing, output: found.nullable() }),
  'rescue.look': method({ ...closed, input: look, output: looked }),
  'rescue.cancel': method({ ...closed, input: z.strictObject({ job: id }), output: z.strictObject({ cancelled: z.boolean() }) }),
  /** Puts the books in place. Then recovery.begin with the same kit makes the new PIN and phone. */
  'rescue.finish': method({ ...closed, input: z.strictObject({ token: fileToken, jump, job: id }), output: nothing }),
};
export type BackupsFound = z.infer<typeof found>;
export type RestoreLook = z.infer<typeof looked>;
export type RestoreFigures = z.infer<typeof figures>;
