// The books copied whole under a new key, with the new ways in already in force in the copy. Called by main/job.ts beside the window, and by tests without a process.
import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { appendAudit, auditHead } from '../audit/chain.ts';
import { keepPastKey } from '../audit/pastKeys.ts';
import { AppError } from '../../contract/errors.ts';
import { copyUnderKey } from '../db/copyUnderKey.ts';
import { withLanes } from '../db/lanes.ts';
import { schema } from '../db/migrate.ts';
import { openDatabase, withDbErrors, type Db } from '../db/open.ts';
import { awaitEnrolment } from '../db/peopleRows.ts';
import { readMeta, readUser, setAuditKey, setKit, settleSlot } from '../db/vaultRows.ts';
import type { Files } from './files.ts';

/** Whose ways in the copy is to know. */
export interface NewWaysIn {
  own: { userId: string; slotId: string };
  others: { rid: number; slotId: string; enrolUntil: string }[];
}

export interface CopyOrder extends NewWaysIn {
  /** Where the copy is made; nothing must be there. */
  to: string;
  vaultId: string;
  /** ISO UTC. */
  at: string;
  /** A new Recovery Kit. */
  kit: { serial: string; was: string; madeAt: string } | null;
}

/** Wiped by the caller. */
export interface CopyKeys {
  dek: Buffer;
  ak: Buffer;
  newDek: Buffer;
  /** Of a new Recovery Kit. */
  kit: { ak: Buffer; bk: Buffer } | null;
}

const MOST_CACHE_KIB = 262_144;

/**
 * Copies `database` (which others may read meanwhile), proves the copy whole, records the change in it and puts it on the disk. Answers the newest record
 * of the books it was made from. @throws AppError DB_*, DISK_*
 */
export function makeRotatedCopy(database: string, order: CopyOrder, keys: CopyKeys, files: Pick<Files, 'syncFile'>): { seq: number } {
  return withDbErrors(() => {
    withLanes(statSync(database).size, (lanes) => copyUnderKey({ path: database, key: keys.dek }, { path: order.to, key: keys.newDek }, lanes));
    const copy = openDatabase(order.to, keys.newDek, { schemaVersion: schema.latest, cacheKib: MOST_CACHE_KIB });
    try {
      if (copy.pragma('integrity_check(1)', { simple: true }) !== 'ok') throw new AppError('DB_DAMAGED');
      const seq = auditHead(copy)?.seq ?? 0;
      copy.transaction(() => adopt(copy, order, keys)).immediate();
      copy.pragma('wal_checkpoint(TRUNCATE)');
      return { seq };
    } finally {
      copy.close();
      files.syncFile(order.to);
    }
  });
}

/** In the copy only the new ways in count, and the log says so. */
function adopt(copy: Db, { own, others, vaultId, at, kit }: CopyOrder, keys: CopyKeys): void {
  const me = readUser(copy, own.userId);
  if (me === null) throw new AppError('DB_DAMAGED');
  settleSlot(copy, me.rid, own.slotId, me.pinSetAt);
  for (const other of others) awaitEnrolment(copy, other);
  const act = { at, actor: own.userId, entity: 'vault', entityId: vaultId };
  appendAudit(copy, keys.ak, { ...act, action: 'key.rotate', body: { people: others.length + 1 } });
  if (kit === null || keys.kit === null) return;
  setKit(copy, { kitSerial: kit.serial, kitMadeAt: kit.madeAt, backupKey: keys.kit.bk });
  if (readMeta(copy).auditKey !== null) setAuditKey(copy, keys.kit.ak);
  keepPastKey(copy, { past: keys.ak, now: keys.kit.ak }, randomBytes);
  appendAudit(copy, keys.kit.ak, { ...act, action: 'kit.rotate', body: { from: kit.was, to: kit.serial } });
}
