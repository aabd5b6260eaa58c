// The file operations of backups, few enough to be replaced by ones that fail at a chosen moment. Synchronous: they run in the job process, which has nothing else to do.
import { closeSync, constants, existsSync, fsyncSync, lstatSync, mkdirSync, openSync, readFileSync, readSync, readdirSync, renameSync, rmSync, statSync, statfsSync, writeSync } from 'node:fs';
import { renamePatiently } from '../vault/files.ts';

export interface FileFacts {
  bytes: number;
  /** Of 512 bytes; null where the system does not say. A file with bytes and no block is not on this computer. */
  blocks: number | null;
  mtimeMs: number;
}

export interface Disk {
  exists(path: string): boolean;
  facts(path: string): FileFacts;
  /** Bytes that may still be written, and the number that tells the file system. */
  room(folder: string): { free: number; type: number };
  makeFolder(path: string): void;
  /** Names of plain files, nothing else. */
  names(folder: string): string[];
  readText(path: string, most: number): string;
  create(path: string): number;
  open(path: string): number;
  write(file: number, bytes: Uint8Array): void;
  read(file: number, into: Uint8Array): number;
  sync(file: number): void;
  close(file: number): void;
  rename(from: string, to: string): void;
  remove(path: string): void;
  /** Makes a rename durable, where folders can be synced at all. */
  syncFolder(path: string): void;
}

/** Sync programs hold a fresh file longer than scanners do: ten tries within some ten seconds. Nobody waits for them but the job process. */
const RENAME_STEP_MS = 220;
const NO_FOLLOW = constants.O_NOFOLLOW ?? 0; // not on Windows

export const realDisk: Disk = {
  exists: existsSync,
  facts(path) {
    const found = lstatSync(path);
    if (!found.isFile()) throw Object.assign(new Error('not a plain file'), { code: 'EINVAL' });
    return { bytes: found.size, blocks: process.platform === 'win32' ? null : found.blocks, mtimeMs: found.mtimeMs };
  },
  room(folder) {
    const { bavail, bsize, type } = statfsSync(folder);
    return { free: bavail * bsize, type };
  },
  makeFolder: (path) => void mkdirSync(path, { recursive: true, mode: 0o700 }),
  names: (folder) => readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : [])),
  readText(path, most) {
    if (statSync(path).size > most) throw Object.assign(new Error('too long'), { code: 'EFBIG' });
    return readFileSync(path, 'utf8');
  },
  create: (path) => openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | NO_FOLLOW, 0o600),
  open: (path) => openSync(path, constants.O_RDONLY | NO_FOLLOW),
  write(file, bytes) {
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
  },
  read: (file, into) => readSync(file, into, 0, into.length, null),
  sync: fsyncSync,
  close: closeSync,
  rename: (from, to) => renamePatiently(from, to, process.platform, renameSync, RENAME_STEP_MS),
  remove: (path) => rmSync(path, { force: true }),
  syncFolder(path) {
    if (process.platform === 'win32') return;
    const folder = openSync(path, constants.O_RDONLY);
    try {
      fsyncSync(folder);
    } catch (error) {
      // FAT and some shares cannot: nothing more can be done there.
      if (!(error instanceof Error && 'code' in error && ['EINVAL', 'EPERM', 'ENOTSUP', 'EBADF'].includes(String(error.code)))) throw error;
    } finally {
      closeSync(folder);
    }
  },
};
