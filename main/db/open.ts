// The only place that opens a database. Called by main/vault, by worker entries for their own connection, and by backup code.
import { lstatSync, openSync, readSync, closeSync, constants } from 'node:fs';
import Database from 'better-sqlite3';
import { AppError, type ErrorCode } from '../../contract/errors.ts';

export type Db = Database.Database;

/** 'BFLD': tells our file from any other SQLCipher file. */
export const APPLICATION_ID = 0x42_46_4c_44;
export const WRITER_CACHE_KIB = 65_536;
export const READER_CACHE_KIB = 32_768;
const KEY_BYTES = 32;
/** Below the 5 s that a person waits at most; the same limit then holds for every later statement. */
const BUSY_MS = 4_500;
const PLAIN_HEADER = 'SQLite format 3\0';

export interface OpenOptions {
  /** Newest user_version this program understands; a newer file is DB_FROM_FUTURE. */
  schemaVersion: number;
  /** Makes a new file; it must not exist yet. */
  create?: boolean;
  /** Opens without the right to write (reports, exports, a read-only medium). */
  readonly?: boolean;
  cacheKib?: number;
  /** A working copy that nobody misses when the power goes: no log and no waiting for the disk. Whoever keeps it syncs the file at the end. */
  scratch?: boolean;
}

/**
 * Opens an encrypted database (SQLCipher 4 format, raw 32-byte key) in the one permitted sequence and proves each setting by reading it back.
 * The key buffer stays the caller's. Errors: DB_MISSING, FOLDER_UNSAFE (not a regular file), DB_DAMAGED, VAULT_KEY_MISMATCH, DB_FROM_FUTURE,
 * DB_BUSY, DB_READONLY, DISK_FULL, SELF_TEST_FAILED; never with a key or a path in them.
 */
export function openDatabase(path: string, key: Buffer, options: OpenOptions): Db {
  checkKey(key);
  const creating = options.create === true;
  checkFile(path, creating);
  return withDbErrors(() => {
    const db = new Database(path, { fileMustExist: !creating, readonly: options.readonly === true, timeout: BUSY_MS });
    try {
      applyKey(db, key);
      db.prepare('SELECT count(*) FROM sqlite_master').get(); // the first real read is where a wrong key shows
      checkIdentity(db, options.schemaVersion, creating);
      applyPragmas(db, options);
      if (creating) checkEncrypted(path);
      if (options.readonly !== true) db.exec('BEGIN IMMEDIATE; ROLLBACK'); // shows a read-only medium or another writer now, not at the first save
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

/**
 * Rewrites every page of a working copy under another key, with a new salt. The connection goes on under the new key.
 * Never on the vault's own file: a crash in the middle leaves a file that neither key opens.
 */
export function rekeyScratch(db: Db, key: Buffer): void {
  checkKey(key);
  const raw = rawKey(key);
  try {
    withDbErrors(() => db.rekey(raw));
  } finally {
    raw.fill(0);
  }
}

function checkKey(key: Buffer): void {
  const usable = Buffer.isBuffer(key) && key.length === KEY_BYTES && !key.every((byte) => byte === 0);
  if (!usable) throw new AppError('SELF_TEST_FAILED', { params: { what: 'key' } });
}

/** Devices, pipes, folders and links are refused by their kind, without opening them: a read could hang or never end. */
function checkFile(path: string, creating: boolean): void {
  const file = lstatSync(path, { throwIfNoEntry: false });
  if (creating) {
    if (file !== undefined) throw new AppError('VAULT_EXISTS');
    return;
  }
  if (file === undefined) throw new AppError('DB_MISSING');
  if (!file.isFile()) throw new AppError('FOLDER_UNSAFE');
  if (file.size === 0) throw new AppError('DB_DAMAGED'); // SQLite would call an empty file sound, with any key
  if (readHeader(path) === PLAIN_HEADER) throw new AppError('VAULT_KEY_MISMATCH');
}

function readHeader(path: string): string {
  const header = Buffer.alloc(PLAIN_HEADER.length);
  // NONBLOCK: should the file have become a pipe since lstat, opening it still returns at once.
  const fd = withDbErrors(() => openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)));
  try {
    readSync(fd, header, 0, header.length, 0);
  } finally {
    closeSync(fd);
  }
  return header.toString('latin1');
}

/** cipher, legacy and key in this order before anything else: each other order gives another cipher or a plain file, silently. */
function applyKey(db: Db, key: Buffer): void {
  db.pragma("cipher='sqlcipher'");
  db.pragma('legacy=4');
  const raw = rawKey(key);
  try {
    db.key(raw);
  } finally {
    raw.fill(0);
  }
  expectPragma(db, 'cipher', 'sqlcipher');
  expectPragma(db, 'legacy', 4);
}

/** x'<64 hex>' written byte by byte, so that the key never becomes a string (strings cannot be wiped). */
export function rawKey(key: Buffer): Buffer {
  const digits = '0123456789abcdef';
  const raw = Buffer.alloc(3 + 2 * KEY_BYTES);
  raw.write("x'", 0, 'latin1');
  for (let i = 0; i < KEY_BYTES; i += 1) {
    const byte = key.readUInt8(i);
    raw.writeUInt8(digits.charCodeAt(byte >> 4), 2 + 2 * i);
    raw.writeUInt8(digits.charCodeAt(byte & 15), 3 + 2 * i);
  }
  raw.write("'", raw.length - 1, 'latin1');
  return raw;
}

function checkIdentity(db: Db, schemaVersion: number, creating: boolean): void {
  if (creating) {
    db.pragma(`application_id=${APPLICATION_ID}`);
  }
  if (Number(db.pragma('application_id', { simple: true })) !== APPLICATION_ID) throw new AppError('DB_DAMAGED');
  if (Number(db.pragma('user_version', { simple: true })) > schemaVersion) throw new AppError('DB_FROM_FUTURE');
}

/** Settings of every connection, and what each must read back as. temp_store is a secrecy rule: on disk, sorting would spill rows in clear. */
function applyPragmas(db: Db, options: OpenOptions): void {
  const readonly = options.readonly === true;
  const cacheKib = options.cacheKib ?? (readonly ? READER_CACHE_KIB : WRITER_CACHE_KIB);
  const scratch = options.scratch === true;
  if (scratch) withoutDefence(db, () => setPragma(db, 'journal_mode', 'OFF', 'off'));
  else if (!readonly) setPragma(db, 'journal_mode', 'WAL', 'wal');
  setPragma(db, 'synchronous', scratch ? 'OFF' : 'FULL', scratch ? 0 : 2);
  setPragma(db, 'foreign_keys', 'ON', 1);
  setPragma(db, 'recursive_triggers', 'ON', 1); // without it INSERT OR REPLACE walks past the append-only triggers
  setPragma(db, 'trusted_schema', 'OFF', 0);
  setPragma(db, 'cell_size_check', 'ON', 1);
  setPragma(db, 'temp_store', 'MEMORY', 2);
  setPragma(db, 'secure_delete', 'ON', 1);
  setPragma(db, 'cache_size', `-${cacheKib}`, -cacheKib);
  if (process.platform === 'darwin') {
    // On macOS fsync alone does not reach the disk.
    setPragma(db, 'fullfsync', 'ON', 1);
    setPragma(db, 'checkpoint_fullfsync', 'ON', 1);
  }
  expectPragma(db, 'busy_timeout', BUSY_MS);
}

/** SQLite's defensive mode keeps everybody from switching the journal off. */
function withoutDefence(db: Db, work: () => void): void {
  db.unsafeMode(true);
  try {
    work();
  } finally {
    db.unsafeMode(false);
  }
}

function setPragma(db: Db, name: string, value: string, expected: string | number): void {
  db.pragma(`${name}=${value}`);
  expectPragma(db, name, expected);
}

/** SQLite ignores misspelt pragmas and odd values without a word; only reading back proves one. */
function expectPragma(db: Db, name: string, expected: string | number): void {
  const actual = db.pragma(name, { simple: true });
  if (String(actual) !== String(expected)) throw new AppError('SELF_TEST_FAILED', { params: { what: name } });
}

function checkEncrypted(path: string): void {
  if (readHeader(path) === PLAIN_HEADER) throw new AppError('SELF_TEST_FAILED', { params: { what: 'header' } });
}

const BY_SQLITE_CODE: readonly (readonly [prefix: string, code: ErrorCode])[] = [
  ['SQLITE_NOTADB', 'VAULT_KEY_MISMATCH'],
  ['SQLITE_CORRUPT', 'DB_DAMAGED'],
  ['SQLITE_FULL', 'DISK_FULL'],
  ['SQLITE_READONLY', 'DB_READONLY'],
  ['SQLITE_BUSY', 'DB_BUSY'],
  ['SQLITE_LOCKED', 'DB_BUSY'],
  ['SQLITE_PROTOCOL', 'DB_BUSY'],
  ['SQLITE_CANTOPEN', 'DB_READONLY'],
  ['SQLITE_PERM', 'DB_READONLY'],
  ['SQLITE_IOERR', 'DB_DAMAGED'],
];
const BY_ERRNO: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: 'DISK_FULL', EDQUOT: 'DISK_FULL', EROFS: 'DISK_READONLY', EACCES: 'DISK_READONLY', EPERM: 'DISK_READONLY',
};

/** The AppError for a SQLite or file-system error, by its code and never by its text; anything else comes back unchanged. */
export function mapDbError(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string' || error instanceof AppError) return error;
  const { code } = error;
  const mapped = BY_SQLITE_CODE.find(([prefix]) => code.startsWith(prefix))?.[1] ?? BY_ERRNO[code];
  return mapped === undefined ? error : new AppError(mapped);
}

/** Runs database work; a SQLite failure leaves as its AppError. */
export function withDbErrors<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw mapDbError(error);
  }
}
