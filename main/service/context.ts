// What every service function gets first: the open database, the audit key, the clock, ids and who is acting. Built by main/index.ts, job entries and tests.
import { createSecretKey } from 'node:crypto';
import type { AuditAction } from '../../contract/auditActions.ts';
import { AppError } from '../../contract/errors.ts';
import type { Limits, Permission } from '../../domain/roles.ts';
import { appendAudit, auditWriter, type AuditAct, type AuditHead } from '../audit/chain.ts';
import type { Canonical } from '../audit/canonical.ts';
import { withDbErrors, type Db } from '../db/open.ts';

export interface Actor {
  id: string;
  name: string;
  role: string;
}

export interface Ctx {
  db: Db;
  /** Audit key. */
  ak: Buffer;
  /** Writes the log for a job that makes thousands of records in one transaction: set by manyRecords() only. */
  write?(act: AuditAct): AuditHead;
  epoch: number;
  clock: { now(): string };
  /** Told of every record: some acts move the log's anchor at once (SECURITY d). */
  recorded?(action: string): void;
  /** A new UUIDv7. */
  newId(): string;
  actor: Actor;
  /** Set while a request that a second person approved is carried out: every record names it and who asked. */
  approval?: { id: string; requestedBy: string };
  /** How far the person's role reaches; absent for work nobody's role limits (jobs, schedules). */
  limits?: Limits;
  /** What the person may do; absent for work nobody's role limits. The router asks first; services ask only for parts of an answer. */
  may?(permission: Permission): boolean;
  /** Characters of a text that the fonts of the page cannot draw: domain/glyphs.ts with the coverage of the bundled fonts. */
  missingGlyphs(text: string): string[];
}

/**
 * ONE immediate transaction around everything a service writes: the lock is taken before the first read, so nothing read can be stale (T40).
 * A service called by another joins its transaction. SQLite failures leave as their AppError; nothing is kept then.
 */
export function transact<T>(ctx: Ctx, work: () => T): T {
  if (ctx.db.inTransaction) return work();
  return withDbErrors(() => ctx.db.transaction(work).immediate());
}

/** Several reads that must agree with each other. */
export function readTogether<T>(ctx: Ctx, work: () => T): T {
  if (ctx.db.inTransaction) return work();
  return withDbErrors(() => ctx.db.transaction(work).deferred());
}

/** Leaves the audit record of a write; call it inside the write's transaction. Answers the record's number. */
export function audit(ctx: Ctx, action: AuditAction, entity: string, entityId: string | null, body: Canonical): number {
  if (!ctx.db.inTransaction) throw new AppError('INTERNAL');
  ctx.recorded?.(action);
  const act = {
    at: ctx.clock.now(),
    actor: ctx.actor.id,
    action,
    entity,
    entityId,
    body: ctx.approval === undefined ? body : withApproval(body, ctx.approval),
    epoch: ctx.epoch,
  };
  return (ctx.write?.(act) ?? appendAudit(ctx.db, ctx.ak, act)).seq;
}

function withApproval(body: Canonical, approval: NonNullable<Ctx['approval']>): Canonical {
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body, approval: { ...approval } } : { of: body, approval: { ...approval } };
}

/**
 * A transaction that leaves thousands of records. The key made ready makes each MAC five times cheaper; it cannot be wiped, so it lives no longer
 * than this. All that is written meanwhile must go through the context handed to `work`.
 */
export function manyRecords<T>(ctx: Ctx, work: (ctx: Ctx) => T): T {
  return transact(ctx, () => work({ ...ctx, write: auditWriter(ctx.db, createSecretKey(ctx.ak)) }));
}

/** The calendar date of an instant on this computer: only for "the next number today", never for anything stored (T61). */
export function localDate(instant: string): string {
  const at = new Date(instant);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
