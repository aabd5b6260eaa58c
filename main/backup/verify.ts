// Whether a file is a whole backup of ours: opened with its key, every page authentic, every index and reference right. Called by make.ts, drills, scrubs and restore.
import { batchesFit } from '../audit/batches.ts';
import { auditHead, type AuditHead } from '../audit/chain.ts';
import type { BackupStageName } from '../../contract/backup.ts';
import { isAppError } from '../../contract/errors.ts';
import { type Copied, countRows } from '../db/copyUnderKey.ts';
import { type Db, openDatabase } from '../db/open.ts';
import { readMeta } from '../db/vaultRows.ts';
import { userVersion, schema } from '../db/migrate.ts';
import { BackupFault } from './fault.ts';
import { figuresOf } from './figures.ts';
import type { BackupFigures } from './outcome.ts';

export const PAGE = 4096;
/** Each page costs a MAC each time it comes from the disk: the checks look at all pages several times. */
const MOST_CACHE_KIB = 262_144;
const LEAST_CACHE_KIB = 2048;

export interface Verified {
  figures: BackupFigures;
  head: AuditHead;
  schema: number;
  vaultId: string;
  kitSerial: string;
  /** The vault's name: what the owner called these books. */
  name: string;
}

/**
 * Opens the file read-only under the backup key and checks all of it. What a hostile file could do is limited by how it is opened (trusted_schema, cell_size_check).
 * `copied`: how many rows each table was given, where this is known.
 * @throws BackupFault BACKUP_EMPTY, BACKUP_TRUNCATED, BACKUP_DAMAGED, OTHER_KIT (another key, or damage in the first page), NEWER_SCHEMA
 */
export function verifyFile(path: string, bytes: number, bk: Buffer, stage: BackupStageName, copied: Copied = new Map()): Verified {
  if (bytes === 0) throw new BackupFault('BACKUP_EMPTY', stage);
  if (bytes % PAGE !== 0) throw new BackupFault('BACKUP_TRUNCATED', stage);
  const db = openBackup(path, bytes, bk, stage);
  try {
    if (Number(db.pragma('page_count', { simple: true })) !== bytes / PAGE) throw new BackupFault('BACKUP_TRUNCATED', stage);
    return readWhole(db, stage, copied);
  } catch (error) {
    if (error instanceof BackupFault) throw error;
    throw new BackupFault('BACKUP_DAMAGED', stage); // whatever a damaged page makes SQLite say
  } finally {
    db.close();
  }
}

function openBackup(path: string, bytes: number, bk: Buffer, stage: BackupStageName): Db {
  try {
    return openDatabase(path, bk, { readonly: true, schemaVersion: schema.latest, cacheKib: Math.min(MOST_CACHE_KIB, Math.ceil(bytes / 1024) + LEAST_CACHE_KIB) });
  } catch (error) {
    const code = isAppError(error) ? error.code : '';
    if (code === 'DB_FROM_FUTURE') throw new BackupFault('NEWER_SCHEMA', stage);
    if (code === 'VAULT_KEY_MISMATCH') throw new BackupFault('OTHER_KIT', stage);
    if (code === 'DB_MISSING') throw new BackupFault('TARGET_GONE', stage);
    throw new BackupFault('BACKUP_DAMAGED', stage);
  }
}

function readWhole(db: Db, stage: BackupStageName, copied: Copied): Verified {
  if (db.pragma('integrity_check(1)', { simple: true }) !== 'ok') throw new BackupFault('BACKUP_DAMAGED', stage);
  const broken = db.pragma('foreign_key_check');
  if (!Array.isArray(broken) || broken.length > 0) throw new BackupFault('BACKUP_DAMAGED', stage);
  for (const [table, rows] of countRows(db, copied.keys())) if (rows !== copied.get(table)) throw new BackupFault('BACKUP_DAMAGED', stage);
  const { vaultId, kitSerial, name } = readMeta(db);
  const head = auditHead(db);
  const figures = figuresOf(db);
  if (head === null || figures.records !== head.seq || !batchesFit(db)) throw new BackupFault('BACKUP_DAMAGED', stage);
  return { figures, head: { seq: head.seq, epoch: head.epoch, mac: Buffer.from(head.mac) }, schema: userVersion(db), vaultId, kitSerial, name };
}
