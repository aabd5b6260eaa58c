// One unlocked vault: its database, its keys, who is there. Made by login, create and recover; used by the router and every service.
import { rmSync } from 'node:fs';
import { anchorDue, type Integrity } from '../audit/anchor.ts';
import { auditHead, appendAudit, type AuditHead } from '../audit/chain.ts';
import type { Canonical } from '../audit/canonical.ts';
import type { AuditAction } from '../../contract/auditActions.ts';
import { AppError } from '../../contract/errors.ts';
import { withDbErrors, type Db } from '../db/open.ts';
import { raiseClockHigh } from '../db/vaultRows.ts';
import { sealAnchor, writeAnchor } from './anchorStore.ts';
import { isoUtc } from './clock.ts';
import { zero } from './crypto.ts';
import { readLockout, writeLockout } from './lockoutStore.ts';
import { forgetRotation, type Rotation } from './rotation.ts';
import type { Vault } from './vault.ts';
import type { VaultMode } from './vaultFile.ts';

export interface SessionUser { id: string; rid: number; name: string; role: string }

export interface Session {
  readonly vault: Vault;
  readonly db: Db;
  readonly vaultId: string;
  readonly vaultName: string;
  readonly mode: VaultMode;
  readonly user: SessionUser;
  /** MACs the audit log; never leaves main. */
  readonly ak: Buffer;
  /** Encrypts backups. */
  readonly bk: Buffer;
  readonly signedInWith: 'totp' | 'recoveryCode' | 'kit' | 'create' | 'enrol';
  readonly openedAt: string;
  /** What happened before this login: for the security screen. */
  readonly before: { failed: number; blocked: number; lastLoginAt: string | null };
  readonly kit: { serial: string; madeAt: string };
  /** How the audit log stood against its anchor at login. */
  integrity: Integrity;
  /** The connection refuses every write: history went back or was changed and nobody acknowledged it yet, or the medium is read-only. */
  readOnly: boolean;
  closed: boolean;
  /** Only main/vault reads these. */
  readonly inner: {
    dek: Buffer; ds: Buffer | null;
    anchored: { seq: number; epoch: number; atMono: number };
    /** Acts since the last anchor that want it moved at once. */
    lastAction: string;
    /** Told of each act, before it is committed: the watch over the log looks once the transaction is over. */
    acted?: () => void;
    reenrol: Buffer | null;
    /** When PIN and code were last given again, by the monotonic clock. */
    steppedUpAt: number | null;
    /** A new database key that was prepared and not put in force yet. */
    rotation: Rotation | null;
    /** Keychain writes under way; lock waits for them. */
    writes: Promise<unknown>;
    /** A private copy of the database of a read-only medium, removed at lock. */
    copyFolder: string | null;
  };
}

export type AuditEntry = { action: AuditAction; entity: string; entityId?: string; body?: Canonical };

/** Adds an audit row for the person logged in. Call it inside the transaction that makes the change. */
export function recordAudit(session: Session, entry: AuditEntry): AuditHead {
  const head = appendAudit(session.db, session.ak, {
    at: isoUtc(session.vault.clock.nowMs()), actor: session.user.id, action: entry.action, entity: entry.entity,
    entityId: entry.entityId ?? null, body: entry.body ?? {},
  });
  noteAct(session, entry.action);
  return head;
}

/** A service recorded an act of its own: some of them move the anchor at once. */
export function noteAct(session: Session, action: string): void {
  session.inner.lastAction = action;
  session.inner.acted?.();
}

/** Each minute while unlocked: remembers that it was this late, so that a clock set back is noticed. */
export function heartbeat(session: Session): void {
  if (session.closed || session.readOnly) return;
  withDbErrors(() => raiseClockHigh(session.db, session.vault.clock.nowMs()));
}

/** Moves the anchor after commits: every 50 rows or 60 s, at once after acts worth hiding, or when `now` is set. Never throws. */
export async function anchorIfDue(session: Session, options: { now?: boolean } = {}): Promise<void> {
  if (session.closed || session.readOnly) return;
  const { anchored, lastAction } = session.inner;
  const head = auditHead(session.db);
  if (head === null || head.seq === anchored.seq) return;
  const due = anchorDue({ rows: head.seq - anchored.seq, ms: session.vault.clock.monotonicMs() - anchored.atMono, lastAction });
  if (!due && options.now !== true) return;
  anchored.seq = head.seq;
  anchored.epoch = head.epoch;
  anchored.atMono = session.vault.clock.monotonicMs();
  session.inner.lastAction = '';
  await keepAnchor(session, head);
}

function keepAnchor(session: Session, head: AuditHead): Promise<unknown> {
  const { vault, mode, vaultId } = session;
  const sealed = sealAnchor(session.ak, { vaultId, epoch: head.epoch, seq: head.seq, mac: head.mac.toString('hex'), at: isoUtc(vault.clock.nowMs()) });
  const write = writeAnchor(vault, mode, vaultId, sealed);
  session.inner.writes = Promise.all([session.inner.writes, write]);
  return write;
}

/**
 * Ends the session: wipes the keys, closes the database (checkpointed), then waits for the keychain. Safe to call twice.
 * It throws only while a query is still being iterated, which no caller may leave open across an await; the keys are wiped even then.
 */
export async function lockSession(session: Session): Promise<void> {
  if (session.closed) return;
  const { vault, inner } = session;
  try {
    heartbeat(session);
    const head = session.readOnly ? null : auditHead(session.db);
    if (head !== null && head.seq !== inner.anchored.seq) void keepAnchor(session, head);
    if (!session.readOnly) session.db.pragma('wal_checkpoint(TRUNCATE)');
    if (inner.ds !== null) rememberClock(session, inner.ds);
  } catch {
    // A full disk must not keep the vault open; whatever was committed is safe in the write-ahead log.
  }
  session.closed = true;
  vault.now.open = false;
  zero(inner.dek, inner.ds, inner.reenrol, session.ak, session.bk);
  forgetRotation(inner.rotation);
  session.db.close();
  if (inner.copyFolder !== null) rmSync(inner.copyFolder, { recursive: true, force: true });
  await inner.writes;
}

/**
 * The counter of wrong tries also says how late it was when the books closed. The next login then finds a clock set back before it looks at the PIN:
 * were it only known inside the database, CLOCK_BACK would tell that the PIN was right.
 */
function rememberClock(session: Session, ds: Buffer): void {
  const { vault, vaultId, inner } = session;
  const device = { ds: Buffer.from(ds), keychain: vault.keychain }; // its own copy: the session's is wiped in a moment
  const store = { files: vault.files, folder: vault.folder, vaultId, device };
  const nowMs = vault.clock.nowMs();
  // read back with its MAC: a record that somebody edited meanwhile must not be sealed anew
  const write = readLockout(store).then((record) => writeLockout(store, { ...record, clockHigh: Math.max(record.clockHigh, nowMs) }).mirrored);
  const kept = write.catch(() => false).finally(() => zero(device.ds)); // without it the database's own mark still holds
  inner.writes = Promise.all([inner.writes, kept]);
}

/**
 * For every way in: the computer was locked or slept (`before` is the count of interruptions when the way in began), so the books close again.
 * @throws AppError LOCKED
 */
export async function assertUninterrupted(vault: Vault, before: number, session: Session): Promise<void> {
  if (vault.now.interruptions === before) return;
  await lockSession(session);
  throw new AppError('LOCKED');
}

/** The database key for a process of our own (import, export, backup). The caller wipes it. */
export function dbKeyCopy(session: Session): Buffer {
  if (session.closed) throw new AppError('LOCKED');
  return Buffer.from(session.inner.dek);
}

/** The owner has seen that history went back or was changed: a new epoch starts with the evidence in its first row, and writing is allowed again. */
export async function acknowledgeIntegrity(session: Session): Promise<void> {
  if (session.integrity !== 'rolled-back' && session.integrity !== 'edited') return;
  if (session.user.role !== 'owner' || session.inner.copyFolder !== null) throw new AppError('FORBIDDEN');
  session.db.pragma('query_only=OFF');
  const found = auditHead(session.db);
  const evidence = { verdict: session.integrity, foundSeq: found?.seq ?? 0, foundEpoch: found?.epoch ?? 0, expectedSeq: session.inner.anchored.seq };
  withDbErrors(() => appendAudit(session.db, session.ak, {
    at: isoUtc(session.vault.clock.nowMs()), actor: session.user.id, action: 'epoch.open', entity: 'vault', entityId: session.vaultId,
    body: evidence, epoch: Math.max(found?.epoch ?? 0, session.inner.anchored.epoch) + 1,
  }));
  session.readOnly = false;
  session.integrity = 'ok';
  await anchorIfDue(session, { now: true });
}
