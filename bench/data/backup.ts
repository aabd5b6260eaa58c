// A company's books with a marked place beside them: what the rows about backups and restoring work on.
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as uuid } from 'uuid';
import { realDisk } from '../../main/backup/disk.ts';
import { type BackupDeps, type BackupPlace, type BackupSource, makeBackups } from '../../main/backup/make.ts';
import type { MadeOutcome } from '../../main/backup/outcome.ts';
import { readMeta } from '../../main/db/vaultRows.ts';
import { writeMarker } from '../../main/files/targetMarker.ts';
import { systemClock } from '../../main/vault/clock.ts';
import { timed } from '../harness/measure.ts';
import type { Books } from './books.ts';

const PIECE = 1024 * 1024;

export interface Backed {
  source: BackupSource;
  place: BackupPlace;
  bk: Buffer;
  /** Megabytes (10^6 bytes) of the books. */
  mb: number;
  make(progress?: BackupDeps['progress']): Promise<Extract<MadeOutcome, { ok: true }>>;
  /** Everything but the marker goes. */
  empty(): void;
}

export function backed(books: Books, folder: string): Backed {
  books.db.pragma('wal_checkpoint(TRUNCATE)');
  const { vaultId, kitSerial, backupKey } = readMeta(books.db);
  const place = { id: uuid(), folder: join(folder, 'place') };
  const empty = (): void => {
    rmSync(place.folder, { recursive: true, force: true });
    mkdirSync(place.folder);
    writeMarker(place.folder, { targetId: place.id, vaultId });
  };
  empty();
  const source = { database: books.file, dek: books.made.key, staging: join(folder, 'staging'), vaultId, deviceId: uuid(), kitSerial, appVersion: 'bench' };
  return {
    source, place, bk: Buffer.from(backupKey), mb: statSync(books.file).size / 1e6, empty,
    async make(progress = () => undefined) {
      const [made] = await makeBackups(source, [place], { disk: realDisk, nowMs: () => systemClock.nowMs(), newId: () => randomBytes(8).toString('hex'), progress });
      if (made?.ok !== true) throw new Error(`no backup: ${made?.code}`);
      return made;
    },
  };
}

/** Milliseconds of the plainest copy that is safe: read, written, on the disk. The copy is removed. */
export function copyAndSync(from: string, to: string): number {
  const took = timed(() => {
    const [source, target] = [openSync(from, 'r'), openSync(to, 'wx')];
    const piece = Buffer.alloc(PIECE);
    for (let n = readSync(source, piece, 0, PIECE, null); n > 0; n = readSync(source, piece, 0, PIECE, null)) writeSync(target, piece, 0, n);
    fsyncSync(target);
    closeSync(target);
    closeSync(source);
  });
  rmSync(to);
  return took;
}
