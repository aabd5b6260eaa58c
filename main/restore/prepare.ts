// Makes the books of tomorrow out of a checked copy of a backup, in a scratch file: newest schema, today's people and numbers, a new epoch of the log, the vault's key. Runs in the job process.
import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { v7 as uuid } from 'uuid';
import { appendAudit, auditHead } from '../audit/chain.ts';
import { keepPastKey } from '../audit/pastKeys.ts';
import type { Known } from '../backup/carried.ts';
import type { Disk } from '../backup/disk.ts';
import { BackupFault } from '../backup/fault.ts';
import { syncFile } from '../backup/snapshot.ts';
import { resealScratch } from '../db/copyUnderKey.ts';
import { withLanes } from '../db/lanes.ts';
import { type Db, openDatabase } from '../db/open.ts';
import { schema } from '../db/migrate.ts';
import { setKit } from '../db/vaultRows.ts';
import { isWhole } from '../db/wholeCheck.ts';
import { carryOver } from '../repo/carryOver.ts';
import { countersOf, liftUsed, type SeriesCounter, skipNumbers } from '../repo/usedNumbers.ts';
import type { Ctx } from '../service/context.ts';
import { erasedPapersOf, reapplyErasedPapers } from '../service/documentErasure.ts';
import { erasuresOf, reapplyErasures } from '../service/erasure.ts';

/** For each thread that checks. */
const CHECK_CACHE_KIB = 131_072;

export interface Preparing {
  /** The fetched copy, under the backup key; it becomes the result. */
  path: string;
  bk: Buffer;
  /** The kit of the vault it is for, where the backup is of an older one. */
  today: { serial: string; bk: Buffer; /** Of the older kit: its records stay under it. */ pastAk: Buffer } | null;
  /** Key of the vault it is for. */
  dek: Buffer;
  ak: Buffer;
  /** The books it replaces, where they can be opened. */
  present: string | null;
  /** Who restores, and when (ISO UTC). */
  actor: string;
  at: string;
  from: { name: string; sha256: string; /** ISO UTC. */ madeAt: string };
  /** What the backups beside it say of numbers given out and people erased since. */
  known: Known | null;
  /** See rescue.finish. */
  jump: number;
}

/** The file at `path` is then a whole vault database under `dek`, synced. @throws BackupFault NEWER_SCHEMA, OTHER_KIT, BACKUP_DAMAGED; AppError MIGRATION_FAILED, DISK_FULL */
export function prepareRestored(input: Preparing, disk: Disk): { epoch: number; seq: number } {
  const restored = openDatabase(input.path, input.bk, { scratch: true, schemaVersion: schema.latest });
  const head = withPresent(input, (present) => {
    // Without a rollback journal nothing could be undone, and nothing has to be: a scratch file that fails is thrown away.
    schema.migrate(restored);
    restored.pragma('defer_foreign_keys=ON');
    return restored.transaction(() => {
      const backedUp = auditHead(restored);
      const abandoned = present === null ? null : auditHead(present);
      const before = countersOf(restored);
      if (present !== null) carryOver(present, restored);
      else if (input.today !== null) setKit(restored, { kitSerial: input.today.serial, kitMadeAt: input.at, backupKey: input.today.bk });
      if (input.today !== null) keepPastKey(restored, { past: input.today.pastAk, now: input.ak }, randomBytes);
      if (input.known !== null) liftUsed(restored, input.known.carried);
      const skipped = skipNumbers(restored, input.jump, { from: input.from.madeAt.slice(0, 10), to: input.at.slice(0, 10) });
      const opened = appendAudit(restored, input.ak, {
        at: input.at, actor: input.actor, action: 'restore', entity: 'vault', entityId: null, epoch: Math.max(backedUp?.epoch ?? 0, abandoned?.epoch ?? 0) + 1,
        body: {
          backup: input.from.name, sha256: input.from.sha256, backedUp: backedUp?.seq ?? 0, known: input.known?.until ?? null, jump: input.jump, skipped,
          abandoned: abandoned === null ? null : { epoch: abandoned.epoch, seq: abandoned.seq, mac: abandoned.mac.toString('hex') },
        },
      });
      recordJumps(input, restored, before);
      const ctx = contextOf(input, restored, opened.epoch);
      reapplyErasures(ctx, [...(present === null ? [] : erasuresOf(present)), ...(input.known?.carried.erased ?? [])]);
      reapplyErasedPapers(ctx, [...(present === null ? [] : erasedPapersOf(present)), ...(input.known?.carried.papers ?? [])]);
      return auditHead(restored) ?? opened;
    })();
  }, restored);
  restored.close();
  underVaultKey(input);
  syncFile(disk, input.path);
  return { epoch: head.epoch, seq: head.seq };
}

/** Whatever was brought over is looked at with the rest, under the key it is going to be opened with. */
function underVaultKey({ path, bk, dek }: Preparing): void {
  const { size } = statSync(path);
  withLanes(size, (lanes) => {
    resealScratch(path, bk, dek, lanes);
    const books = openDatabase(path, dek, { readonly: true, schemaVersion: schema.latest, cacheKib: CHECK_CACHE_KIB });
    try {
      if (!isWhole(books, path, dek, CHECK_CACHE_KIB, lanes)) throw new BackupFault('BACKUP_DAMAGED', 'open');
    } finally {
      books.close();
    }
  });
}

/** Numbers of the books that were left belong to no document any more: each series says which, so that the proof of numbers finds no hole without a reason (T47). */
function recordJumps({ ak, at, actor }: Preparing, restored: Db, before: readonly SeriesCounter[]): void {
  const key = ({ id, period }: SeriesCounter): string => `${id} ${period}`;
  const had = new Map(before.map((counter) => [key(counter), counter.next]));
  for (const counter of countersOf(restored)) {
    const from = had.get(key(counter)) ?? 1;
    if (counter.next <= from) continue;
    appendAudit(restored, ak, { at, actor, action: 'series.jump', entity: 'series', entityId: counter.id, body: { period: counter.period, from, to: counter.next, why: 'restore' } });
  }
}

/** For the one service that has a say here: people who were erased since stay erased (T83). */
function contextOf({ ak, at, actor }: Preparing, db: Db, epoch: number): Ctx {
  return { db, ak, epoch, clock: { now: () => at }, newId: () => uuid(), actor: { id: actor, name: '', role: 'owner' }, missingGlyphs: () => [] };
}

/** Opens the present books beside the work, reading only; closes `restored` too when the work fails. */
function withPresent<T>({ present, dek }: Preparing, work: (present: Db | null) => T, restored: Db): T {
  let open: Db | null = null;
  try {
    open = present === null ? null : openDatabase(present, dek, { readonly: true, schemaVersion: schema.latest });
    return work(open);
  } catch (error) {
    restored.close();
    throw error;
  } finally {
    open?.close();
  }
}
