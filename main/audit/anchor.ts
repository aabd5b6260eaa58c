// Anchors of the log: what is kept outside the database to notice a log that went back in time. Called by services, main/vault and backups.
import type { Db } from '../db/open.ts';
import { sameBytes } from '../vault/crypto.ts';
import { auditHead, rowOf, type AuditHead } from './chain.ts';
import { verifyAudit } from './verify.ts';

/** What is kept outside the database (keychain, backup manifests, the day-close page) to notice a log that went back in time. */
export interface AuditAnchor {
  vaultId: string;
  epoch: number;
  seq: number;
  /** Hex. */
  mac: string;
  at: string;
}

/** How the log stands against its anchor. 'ahead' is normal after a crash between a commit and its anchor. */
export type Integrity = 'ok' | 'ahead' | 'unanchored' | 'rolled-back' | 'edited';

/** Compares the log with the newest anchor known; also walks the rows after it. Cheap: at most as many rows as were written since. */
export function compareAnchor(db: Db, ak: Buffer, anchor: AuditAnchor | null): Integrity {
  if (anchor === null) return 'unanchored';
  const head = auditHead(db);
  if (head === null || head.epoch < anchor.epoch) return 'rolled-back';
  // A newer epoch says itself where it left the old log: only who has the audit key could have opened it.
  if (head.epoch > anchor.epoch) return sealedFrom(db, ak, head) ? 'ahead' : 'edited';
  if (head.seq < anchor.seq) return 'rolled-back';
  const row = rowOf(db, anchor.seq);
  if (row === undefined || !sameBytes(row.mac, Buffer.from(anchor.mac, 'hex'))) return 'edited';
  // From the row before the anchor, so that at least one MAC is checked: a wrong audit key shows too.
  const before = rowOf(db, anchor.seq - 1);
  const walk = verifyAudit(db, ak, before === undefined ? {} : { from: before });
  for (let step = walk.next(); ; step = walk.next()) {
    if (step.done !== true) continue;
    if (!step.value.ok) return 'edited';
    return head.seq === anchor.seq ? 'ok' : 'ahead';
  }
}

/** The rows of the newest epoch, from the one that opened it, are under the audit key. */
function sealedFrom(db: Db, ak: Buffer, head: AuditHead): boolean {
  const before = rowOf(db, firstOfEpoch(db, head.epoch, head.seq) - 1);
  const walk = verifyAudit(db, ak, before === undefined ? {} : { from: before });
  for (let step = walk.next(); ; step = walk.next()) if (step.done === true) return step.value.ok;
}

/**
 * How an anchor of a backup or of a printed page stands to the log: 'in' it; of a tail that was 'given-up' when a later epoch began (a backup was restored, a
 * rollback acknowledged); 'beyond' its end; or of an 'other' history.
 */
export function placeOfAnchor(db: Db, anchor: Pick<AuditAnchor, 'epoch' | 'seq' | 'mac'>): 'in' | 'given-up' | 'beyond' | 'other' {
  const row = rowOf(db, anchor.seq);
  if (row !== undefined && sameBytes(row.mac, Buffer.from(anchor.mac, 'hex'))) return 'in';
  const newest = auditHead(db);
  if (newest !== null && newest.epoch > anchor.epoch && anchor.seq >= firstOfEpoch(db, anchor.epoch + 1, newest.seq)) return 'given-up';
  return row === undefined ? 'beyond' : 'other';
}

/** The first record of this epoch or a later one, found by halving: epochs only grow. */
function firstOfEpoch(db: Db, epoch: number, newest: number): number {
  let [low, high] = [1, newest];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((rowOf(db, middle)?.epoch ?? 0) < epoch) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Acts after which the anchor is moved at once: an attacker gains most by hiding these. */
const URGENT = /^(invoice\.void|user\.|settings\.tax|restore|backup|dayclose|kit\.|pin\.|totp\.|recovery\.|epoch\.)/;
const EVERY_ROWS = 50;
const EVERY_MS = 60_000;

/** Whether the anchor should be written now; keychain writes take up to 150 ms, so not after each row. */
export function anchorDue(since: { rows: number; ms: number; lastAction?: string }): boolean {
  if (since.rows <= 0) return false;
  return since.rows >= EVERY_ROWS || since.ms >= EVERY_MS || (since.lastAction !== undefined && URGENT.test(since.lastAction));
}
