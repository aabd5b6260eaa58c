// The log: every act on record, what it changed, and the proof that nobody touched it. Read by those who hold audit.read; files for others need audit.export.
import { z } from 'zod';
import { AUDIT_ACTIONS } from './auditActions.ts';
import { method } from './method.ts';
import { packed } from './packed.ts';
import { count, cursor, date, id, instant, language, made, query } from './wire.ts';

const seq = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
/** A user's id, or 'system'. */
const actor = made(100);

export const auditFilters = z.strictObject({
  actor: actor.nullable(),
  /** None: every action. */
  actions: z.array(z.enum(AUDIT_ACTIONS)).max(AUDIT_ACTIONS.length),
  /** Everything on record about one document, customer, series… */
  entityId: id.nullable(),
  /** Days of this computer; a stretch of the chain, whose order cannot lie as a clock can. */
  from: date.nullable(), to: date.nullable(),
});
export const auditRow = z.strictObject({
  seq, at: instant, actor, who: made(200), action: made(60), entity: made(60), entityId: made(100).nullable(),
  /** What it was done to, by its name today: a number, a customer, a rate. */
  about: made(200),
});
const value = z.union([made(320), z.number(), z.boolean(), z.null()]);
/** 'changed': the body is not the one that was sealed; 'missing': gone without an erasure on record. */
export const bodyState = z.enum(['whole', 'erased', 'missing', 'changed']);
export const auditRecord = auditRow.extend({
  epoch: seq, bodyHash: made(64), prev: made(64), mac: made(64),
  /** Its own seal fits what it says and the record before. */
  sealed: z.boolean(), body: bodyState, erasedBy: seq.nullable(),
  changes: z.array(z.strictObject({ field: made(200), from: value, to: value })).max(201),
  facts: z.array(z.strictObject({ field: made(200), value })).max(100),
});
export const auditFault = z.enum(['edited', 'gap', 'broken-link', 'epoch', 'body', 'unreadable']);
/** What a walk over the whole log and every document found. */
export const auditProof = z.strictObject({
  whole: z.boolean(), checkedAt: instant, records: count,
  head: z.strictObject({ seq, epoch: seq, seal: made(16) }).nullable(),
  fault: z.strictObject({ seq, fault: auditFault }).nullable(),
  /** How the log stands against what was kept of it outside. */
  anchor: z.enum(['ok', 'ahead', 'unanchored', 'rolled-back', 'edited']),
  /** Backups whose anchor was compared, and those that know a history which is not this one. */
  outsideCount: count, outside: z.array(z.strictObject({ name: made(200), seq, verdict: z.enum(['beyond', 'other']) })).max(50),
  /** Triggers that keep history append-only and are gone or say something else. */
  guards: z.array(made(60)).max(200),
  documents: count,
  /** Of these, how many are kept without the person, each under an erasure on record. */
  erased: count,
  /** Documents that do not say any more what their record says. */
  touched: z.array(z.strictObject({ id, number: made(60) })).max(50), touchedCount: count,
  /** More documents on record than there are; negative when there are more than on record. */
  missing: z.number().int(),
  /** Numbers that were given out and belong to no document, without a record that explains them. */
  gaps: z.array(z.strictObject({ series: made(60), period: made(20), first: count, last: count })).max(50), gapCount: count,
});

export const audit = {
  'audit.list': method({
    access: 'session', permission: 'audit.read', writes: false,
    /** q: a document's number, or # and the number of a record. */
    input: z.strictObject({ q: query, filters: auditFilters, after: cursor.nullable(), limit: z.number().int().min(1).max(200) }),
    output: packed(z.strictObject({ rows: z.array(auditRow).max(200), next: cursor.nullable() })),
  }),
  'audit.get': method({ access: 'session', permission: 'audit.read', writes: false, input: z.strictObject({ seq }), output: auditRecord }),
  /** Everybody who ever did something, also those who have left. */
  'audit.people': method({ access: 'session', permission: 'audit.read', writes: false, input: z.strictObject({}), output: z.strictObject({ rows: z.array(z.strictObject({ id: actor, name: made(200) })).max(500) }) }),
  /** Walks the whole log and every document beside the window; progress comes as events under `job`. CANCELLED. */
  'audit.prove': method({ access: 'session', permission: 'audit.read', writes: false, input: z.strictObject({ job: id }), output: auditProof }),
  /**
   * Main asks where to, null = dialog closed. 'signed': every record of the days asked for, with the chain's hashes and a signature (tools/verify-audit.mjs);
   * the others hold what the filters leave. REPORT_TOO_LONG, FILE_EXISTS, CANCELLED.
   */
  'audit.export': method({
    access: 'session', permission: 'audit.export', writes: false, input: z.strictObject({ job: id, format: z.enum(['signed', 'csv', 'pdf']), q: query, filters: auditFilters, language }),
    output: z.strictObject({ file: made(160), records: count, /** The beginning of the public key that proves a signed file. */ key: made(16) }).nullable(),
  }),
  /** The page of the day's end, with the newest seal: to the printer, or to a file main asks for. done: false when the dialog was closed. */
  'audit.dayClose': method({
    access: 'session', permission: 'audit.read', writes: true, input: z.strictObject({ day: date, to: z.enum(['printer', 'file']), language }), output: z.strictObject({ done: z.boolean(), seal: made(16) }),
  }),
  /** Finds the record of a printed seal; null when no record has it. */
  'audit.findSeal': method({
    access: 'session', permission: 'audit.read', writes: false, input: z.strictObject({ seal: z.string().max(16).regex(/^[0-9a-f]{16}$/, 'SEAL') }), output: z.strictObject({ seq, at: instant, epoch: seq }).nullable(),
  }),
  'audit.cancel': method({ access: 'session', permission: 'audit.read', writes: false, input: z.strictObject({ job: id }), output: z.strictObject({ cancelled: z.boolean() }) }),
};
export type AuditFilters = z.infer<typeof auditFilters>;
export type AuditRow = z.infer<typeof auditRow>;
export type AuditRecord = z.infer<typeof auditRecord>;
export type AuditProof = z.infer<typeof auditProof>;
export type AuditValue = z.infer<typeof value>;
