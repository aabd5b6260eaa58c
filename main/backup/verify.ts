// Whether a file is a whole backup of ours: opened with its key, every page authentic, every index and reference right. Called by make.ts, drills, scrubs and restore.
import { auditHead, type AuditHead } from '../audit/chain.ts';
import type { BackupStageName } from '../../contract/backup.ts';
import { isAppError } from '../../contract/errors.ts';
import { type Lanes, withLanes } from '../db/lanes.ts';
import { type Db, openDatabase } from '../db/open.ts';
import { readMeta } from '../db/vaultRows.ts';
import { userVersion, schema } from '../db/migrate.ts';
import { isWhole } from '../db/wholeCheck.ts';
import { BackupFault } from './fault.ts';
import { figuresOf } from './figures.ts';
import type { BackupFigures } from './outcome.ts';

export const PAGE = 4096;
/** For each thread. Each page costs a MAC each time it comes from the disk: the checks look at all pages several times. */
const MOST_CACHE_KIB = 131_072;
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
 * `lanes`: threads that are there already. `beside`: what else has to hold of what is in it, looked at while the threads check.
 * @throws what `beside` throws of ours; BackupFault BACKUP_EMPTY, BACKUP_TRUNCATED, BACKUP_DAMAGED, OTHER_KIT (another key, or damage in the first page), NEWER_SCHEMA
 */
export function verifyFile(path: string, bytes: number, bk: Buffer, stage: BackupStageName, lanes: Lanes | null = null, beside: (found: Verified) => void = () => undefined): Verified {
  if (bytes === 0) throw new BackupFault('BACKUP_EMPTY', stage);
  if (bytes % PAGE !== 0) throw new BackupFault('BACKUP_TRUNCATED', stage);
  const cacheKib = Math.min(MOST_CACHE_KIB, Math.ceil(bytes / 1024) + LEAST_CACHE_KIB);
  const db = openBackup(path, bk, stage, cacheKib);
  try {
    if (Number(db.pragma('page_count', { simple: true })) !== bytes / PAGE) throw new BackupFault('BACKUP_TRUNCATED', stage);
    let found: Verified | null = null;
    const check = (shared: Lanes): boolean => isWhole(db, path, bk, cacheKib, shared, () => beside(found = factsOf(db, stage)));
    if (!(lanes === null ? withLanes(bytes, check) : check(lanes)) || found === null) throw new BackupFault('BACKUP_DAMAGED', stage);
    return found;
  } catch (error) {
    if (error instanceof BackupFault || isAppError(error)) throw error;
    throw new BackupFault('BACKUP_DAMAGED', stage); // whatever a damaged page makes SQLite say
  } finally {
    db.close();
  }
}

function openBackup(path: string, bk: Buffer, stage: BackupStageName, cacheKib: number): Db {
  try {
    return openDatabase(path, bk, { readonly: true, schemaVersion: schema.latest, cacheKib });
  } catch (error) {
    const code = isAppError(error) ? error.code : '';
    if (code === 'DB_FROM_FUTURE') throw new BackupFault('NEWER_SCHEMA', stage);
    if (code === 'VAULT_KEY_MISMATCH') throw new BackupFault('OTHER_KIT', stage);
    if (code === 'DB_MISSING') throw new BackupFault('TARGET_GONE', stage);
    throw new BackupFault('BACKUP_DAMAGED', stage);
  }
}

function factsOf(db: Db, stage: BackupStageName): Verified {
  const { vaultId, kitSerial, name } = readMeta(db);
  const head = auditHead(db);
  const figures = figuresOf(db);
  if (head === null || figures.records !== head.seq) throw new BackupFault('BACKUP_DAMAGED', stage);
  return { figures, head: { seq: head.seq, epoch: head.epoch, mac: Buffer.from(head.mac) }, schema: userVersion(db), vaultId, kitSerial, name };
}
