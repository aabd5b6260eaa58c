// Backups: where they go, when, what became of each, the drill. No path crosses: places come as text main made, and are chosen in main's dialogs or from its list of drives.
import { z } from 'zod';
import { BACKUP_CAUSES } from '../domain/backupPlan.ts';
import { fileToken } from './imports.ts';
import { method } from './method.ts';
import { count, currency, date, id, instant, made, minor, name, nothing, version } from './wire.ts';

export const FAULTS = [
  'TARGET_GONE', 'TARGET_OTHER', 'TARGET_READ_ONLY', 'TARGET_FULL', 'TARGET_FILE_TOO_LARGE', 'TARGET_SLOW', 'TARGET_IO', 'TARGET_IN_VAULT', 'PLACEHOLDER', 'BACKUP_EMPTY', 'BACKUP_TRUNCATED', 'BACKUP_DAMAGED',
  'BACKUP_RENAMED', 'MANIFEST_SWAPPED', 'MANIFEST_FORGED', 'OTHER_VAULT', 'OTHER_KIT', 'NEWER_SCHEMA', 'CANCELLED', 'SOURCE_DAMAGED', 'STAGING_FULL', 'NO_BACKUP', 'DIFFERENT', 'UNKNOWN',
] as const;
export const fault = z.enum(FAULTS);
export const backupStage = z.enum(['preflight', 'snapshot', 'rekey', 'verify', 'copy', 'readBack', 'publish', 'open', 'compare']);
const cause = z.enum(BACKUP_CAUSES);
const kind = z.enum(['stick', 'folder', 'network']);
const faultOrNot = z.union([z.literal(''), fault]);

/** How many of what is inside. */
const holds = z.strictObject({ records: count, documents: count });
const run = z.strictObject({ id, target: id, label: made(60), act: z.enum(['backup', 'scrub', 'prune']), cause, ok: z.boolean(), code: faultOrNot, at: instant, by: made(80), bytes: count.nullable(), holds: holds.nullable(), n: count, ms: count });
/** One thing that was compared: what the live books had at that moment, and what the restored copy has. */
const compared = z.strictObject({ what: z.enum(['documents', 'sum', 'customers', 'items', 'payments', 'pdfs', 'records', 'seals']), currency: currency.nullable(), live: minor, copy: minor });
const drill = z.strictObject({ id, target: id, label: made(60), ok: z.boolean(), code: faultOrNot, cause: z.enum(['person', 'schedule']), at: instant, ms: count, backupAt: instant.nullable(), compared: z.array(compared).max(60) });
/** How it stands with a place: here; away (a stick in a drawer); other (something else is there now); full or not writable shows when it is tried. */
const presence = z.enum(['looking', 'here', 'away', 'other', 'readOnly']);

const target = z.strictObject({
  id, version, kind, label: made(60), /** For reading only. */ place: made(300), program: made(40), enabled: z.boolean(), presence, sameDisk: z.boolean(),
  free: count.nullable(), size: count.nullable(), fileSystem: made(30),
  last: run.nullable(), lastGood: run.nullable(), scrubbedAt: instant.nullable(), fails: count,
  /** The last 30 days, oldest first. */
  days: z.array(z.strictObject({ day: date, state: z.enum(['good', 'failed', 'none']) })).max(30),
  keepAgreed: z.boolean(),
});
const running = z.strictObject({
  what: z.enum(['backup', 'drill', 'scrub', 'keep']), cause, /** Labels of the places, in order. */ targets: z.array(id).max(20), stage: backupStage, done: count, total: count, target: id.nullable(),
  since: instant, /** Stages that are over, with their time. */ past: z.array(z.strictObject({ stage: backupStage, target: id.nullable(), ms: count })).max(100),
});
const when = z.strictObject({ every: z.enum(['hour', 'day', 'off']), at: z.string().max(5).regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'TIME') });
const amount = z.number().int().min(0).max(999);
const keepPolicy = z.strictObject({ last: z.number().int().min(2).max(99), daily: amount, weekly: amount, monthly: amount, yearly: amount });
const settings = z.strictObject({ when, onQuit: z.boolean(), onStick: z.boolean(), limitDays: z.number().int().min(1).max(90), keep: keepPolicy });

const state = z.strictObject({
  targets: z.array(target).max(20), running: running.nullable(), settings, /** Newest good backup anywhere. */ lastGoodAt: instant.nullable(),
  /** Records that no backup holds yet. */ since: count, /** Places that hold all there was at the newest one. */ inPlaces: count, tooOld: z.boolean(), /** Places that failed twice or more in a row. */ failing: count,
  drill: drill.nullable(), drillDueOn: date.nullable(), /** The offer after set-up is still to be shown. */ offer: z.boolean(),
});
const place = z.strictObject({ token: fileToken, kind, label: made(60), place: made(300), program: made(40), sameDisk: z.boolean(), fileSystem: made(30), size: count.nullable(), free: count.nullable(), readOnly: z.boolean(), known: z.boolean() });
const kept = z.strictObject({ name: made(120), at: instant, bytes: count, keep: z.boolean() });
const read = { access: 'session', permission: 'backup.run', writes: false } as const;
const manage = { access: 'session', permission: 'backup.manage', writes: true } as const;

export const backup = {
  'backup.state': method({ ...read, input: nothing, output: state }),
  /** Looks at every place now; the answer comes as a change of 'backups'. */
  'backup.look': method({ ...read, input: nothing, output: nothing }),
  'backup.history': method({ ...read, input: z.strictObject({ before: count.nullable(), limit: z.number().int().min(1).max(100) }), output: z.strictObject({ rows: z.array(run.extend({ row: count })).max(100), more: z.boolean() }) }),
  /** Begins; without targets to all that are switched on. How it goes comes as events. `started` 0: there is no place, or a backup is under way already. */
  'backup.run': method({ ...read, input: z.strictObject({ targets: z.array(id).max(20).optional() }), output: z.strictObject({ started: count }) }),
  'backup.cancel': method({ ...read, input: nothing, output: z.strictObject({ cancelled: z.boolean() }) }),
  /** Begins a drill from this place, or from the one with the newest backup. */
  'backup.drill': method({ ...read, input: z.strictObject({ target: id.optional() }), output: z.strictObject({ started: z.boolean() }) }),
  'backup.drives': method({ ...read, permission: 'backup.manage', input: nothing, output: z.strictObject({ drives: z.array(place).max(40) }) }),
  /** Opens the folder dialog; null = closed. PLACE_FORBIDDEN inside Billfold's own folder, TARGET_TAKEN where other books keep theirs. */
  'backup.pick': method({ ...read, permission: 'backup.manage', input: nothing, output: place.nullable() }),
  /** Makes the folder and its marker. DISK_READONLY, PLACE_NO_ACCESS, PLACE_GONE, DISK_FULL, TARGET_TAKEN, FILE_GONE. */
  'backup.add': method({ ...manage, input: z.strictObject({ token: fileToken, label: name(60) }), output: z.strictObject({ id }) }),
  'backup.save': method({ ...manage, input: z.strictObject({ id, version, label: name(60), enabled: z.boolean() }), output: z.strictObject({ version }) }),
  /** No more backups go there; those that are there stay. */
  'backup.remove': method({ ...manage, input: z.strictObject({ id }), output: nothing }),
  'backup.settings': method({ ...manage, input: settings, output: nothing }),
  /** What keeping by the rule would remove from a place now: shown before it is ever done. */
  'backup.keepList': method({ ...read, input: z.strictObject({ id }), output: z.strictObject({ code: faultOrNot, rows: z.array(kept).max(2000) }) }),
  'backup.keepAgree': method({ ...manage, input: z.strictObject({ id }), output: nothing }),
  'backup.show': method({ ...read, input: z.strictObject({ id }), output: nothing }),
  'backup.later': method({ ...manage, input: nothing, output: nothing }),
  /** While the program is about to end: end now. */
  'backup.skip': method({ ...read, permission: 'security.self', input: nothing, output: nothing }),
};
export type BackupState = z.infer<typeof state>;
export type BackupTarget = z.infer<typeof target>;
export type BackupRun = z.infer<typeof run>;
export type BackupDrill = z.infer<typeof drill>;
export type BackupRunning = z.infer<typeof running>;
export type BackupSettings = z.infer<typeof settings>;
export type BackupPlace = z.infer<typeof place>;
export type BackupKeep = z.infer<typeof keepPolicy>;
export type BackupKept = z.infer<typeof kept>;
export type Compared = z.infer<typeof compared>;
export type BackupStageName = z.infer<typeof backupStage>;
export type Presence = z.infer<typeof presence>;
export type Fault = z.infer<typeof fault>;
export { running as backupRunning, keepPolicy as backupKeepPolicy, settings as backupSettings, compared as backupCompared };
