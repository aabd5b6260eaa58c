// From a database key to an open, migrated database and a session on it. Called by login, create and recover.
import { copyFileSync, existsSync, lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { AuditAnchor, Integrity } from '../audit/anchor.ts';
import { auditHead } from '../audit/chain.ts';
import { AppError } from '../../contract/errors.ts';
import { openDatabase, type Db } from '../db/open.ts';
import { readMeta, type UserRow } from '../db/vaultRows.ts';
import { isoUtc } from './clock.ts';
import type { Session } from './session.ts';
import { databasePath, type Vault } from './vault.ts';
import type { VaultMode } from './vaultFile.ts';

export interface OpenedDatabase {
  db: Db;
  /** The medium takes no writes; the connection is read-only. */
  readOnly: boolean;
  /** Where a private (still encrypted) copy lies, when the medium could not even hold SQLite's own side files. */
  copyFolder: string | null;
}

/** Opens the vault's database and brings it to the newest schema. The caller closes it. Errors as openDatabase and Schema.migrate. */
export function unlockDatabase(vault: Vault, dek: Buffer): OpenedDatabase {
  const path = databasePath(vault);
  let db: Db;
  try {
    db = openDatabase(path, dek, { schemaVersion: vault.schema.latest });
  } catch (error) {
    if (error instanceof AppError && (error.code === 'DB_READONLY' || error.code === 'DISK_READONLY')) return openReadOnly(vault, path, dek);
    throw error;
  }
  try {
    vault.schema.migrate(db, (from) => keepCopyBefore(vault, db, from));
    return { db, readOnly: false, copyFolder: null };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** On a medium without writes SQLite cannot read a WAL database in place, so a private copy is read instead. It stays encrypted and goes away at lock. */
function openReadOnly(vault: Vault, path: string, dek: Buffer): OpenedDatabase {
  const copyFolder = mkdtempSync(join(tmpdir(), 'billfold-'));
  try {
    const copy = join(copyFolder, basename(path));
    copyFileSync(path, copy);
    if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`);
    const db = openDatabase(copy, dek, { schemaVersion: vault.schema.latest });
    vault.schema.migrate(db); // only the copy is migrated; it is thrown away
    db.pragma('query_only=ON');
    return { db, readOnly: true, copyFolder };
  } catch (error) {
    rmSync(copyFolder, { recursive: true, force: true });
    throw error;
  }
}

/** Keeps the data as it was before a new version of the program changes its schema; encrypted under the same key. */
function keepCopyBefore(vault: Vault, db: Db, from: number): void {
  const path = databasePath(vault);
  const prefix = `${basename(path)}.before-${from}-`;
  const changed = lstatSync(path).mtimeMs;
  const folder = dirname(path);
  const fresh = readdirSync(folder).some((name) => name.startsWith(prefix) && lstatSync(join(folder, name)).mtimeMs >= changed);
  if (fresh) return; // a migration that keeps failing must not fill the disk with copies
  const stamp = isoUtc(vault.clock.nowMs()).replace(/[-:.]/g, '');
  db.prepare<[string]>('VACUUM INTO ?').run(join(folder, `${prefix}${stamp}`));
}

/** Closes what unlockDatabase opened, where no session came of it. */
export function closeOpened(opened: OpenedDatabase): void {
  opened.db.close();
  if (opened.copyFolder !== null) rmSync(opened.copyFolder, { recursive: true, force: true });
}

export interface SessionParts {
  opened: OpenedDatabase;
  user: UserRow;
  mode: VaultMode;
  dek: Buffer;
  ds: Buffer | null;
  ak: Buffer;
  anchor: AuditAnchor | null;
  integrity: Integrity;
  signedInWith: Session['signedInWith'];
  before: Session['before'];
}

/** Puts a session together. From here on the vault counts as open. */
export function makeSession(vault: Vault, parts: SessionParts): Session {
  const { opened, user } = parts;
  const meta = readMeta(opened.db);
  const distrusted = parts.integrity === 'rolled-back' || parts.integrity === 'edited';
  if (distrusted) opened.db.pragma('query_only=ON');
  const anchored = parts.anchor ?? { seq: 0, epoch: 0 };
  vault.now.open = true;
  vault.now.blockedUntilMono = 0;
  return {
    vault, db: opened.db, vaultId: meta.vaultId, vaultName: meta.name, mode: parts.mode,
    user: { id: user.id, rid: user.rid, name: user.name, role: user.role },
    ak: parts.ak, bk: meta.backupKey, signedInWith: parts.signedInWith, openedAt: isoUtc(vault.clock.nowMs()), before: parts.before,
    kit: { serial: meta.kitSerial, madeAt: meta.kitMadeAt }, integrity: parts.integrity, readOnly: opened.readOnly || distrusted, closed: false,
    inner: {
      dek: parts.dek, ds: parts.ds, anchored: { seq: anchored.seq, epoch: anchored.epoch, atMono: vault.clock.monotonicMs() },
      lastAction: auditHead(opened.db) === null ? '' : 'session.open', reenrol: null, steppedUpAt: null, rotation: null, writes: Promise.resolve(), copyFolder: opened.copyFolder,
    },
  };
}
