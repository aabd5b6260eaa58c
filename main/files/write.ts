// Writes a file whole or not at all: beside the target, fsynced, then renamed over it.
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../contract/errors.ts';

/** The place takes nothing of this name from us, however much room there is. */
const NO_ACCESS: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EISDIR', 'ENOTDIR', 'ENAMETOOLONG']);
/** A stick that was pulled out, or a network disk that went away. */
const GONE: ReadonlySet<string> = new Set(['EIO', 'ENODEV', 'ENXIO', 'ESTALE', 'ENOTCONN']);

/**
 * Puts `bytes` at `target`. An older file there stays whole until the new one is safe.
 * @throws AppError DISK_FULL, DISK_READONLY, PLACE_NO_ACCESS or FILE_GONE
 */
export function writeWhole(target: string, bytes: Uint8Array): void {
  writeChunks(target, partBeside(target), [bytes]);
}

/**
 * The same without holding up the caller's thread: a slow stick takes seconds to say that all of it has arrived, and the window must not stand still for that.
 * @throws AppError as writeWhole
 */
export async function writeBeside(target: string, bytes: Uint8Array): Promise<void> {
  const part = partBeside(target);
  let file: FileHandle | null = null;
  try {
    file = await open(part, 'wx', 0o600);
    await file.writeFile(bytes);
    await file.sync();
    await file.close();
    await rename(part, target);
  } catch (error) {
    await file?.close().catch(() => undefined); // closed already, or the place is gone
    if (file !== null) await rm(part, { force: true }).catch(() => undefined); // the first error is the one to tell
    throw diskError(error);
  }
}

/** A name of its own for the unfinished file. */
function partBeside(target: string): string {
  return join(dirname(target), `.${basename(target)}.${randomBytes(4).toString('hex')}.part`);
}

/** For work in another process that may be ended at any moment: what it left unfinished goes. `work` is told the name of the unfinished file. */
export async function throughPart<T>(target: string, work: (part: string) => Promise<T>): Promise<T> {
  const part = partBeside(target);
  try {
    return await work(part);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

/** As writeWhole for what is too long to be held at once, through the unfinished file `part`. Whatever the making of a chunk throws leaves nothing behind. */
export function writeChunks(target: string, part: string, chunks: Iterable<Uint8Array>): void {
  let made = false;
  try {
    const file = openSync(part, 'wx', 0o600);
    made = true;
    try {
      for (const bytes of chunks) {
        let done = 0;
        while (done < bytes.length) done += writeSync(file, bytes, done);
      }
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(part, target);
  } catch (error) {
    if (made) rmSync(part, { force: true });
    throw diskError(error);
  }
}

/** File system errors as our codes; the path in Node's message goes no further. */
export function diskError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('DISK_FULL');
  if (code === 'EROFS') return new AppError('DISK_READONLY');
  if (GONE.has(String(code))) return new AppError('PLACE_GONE');
  if (NO_ACCESS.has(String(code))) return new AppError('PLACE_NO_ACCESS');
  if (code === 'ENOENT') return new AppError('FILE_GONE');
  return error;
}
