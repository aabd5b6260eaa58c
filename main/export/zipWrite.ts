// Writes a ZIP archive piece by piece, without ever holding more than a piece of it in memory: deflate or store, CRC-32, zip64 where it is needed. Used by exports only.
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { constants, crc32, deflateRawSync } from 'node:zlib';
import { createHash } from 'node:crypto';
import { AppError } from '../../contract/errors.ts';
import { diskError } from '../files/write.ts';
import * as zip from './zipFormat.ts';

/** What became of an entry; goes into the manifest. */
export interface Written {
  name: string;
  bytes: number;
  sha256: string;
}
export interface ZipEntry {
  add(bytes: Uint8Array): void;
  end(): Written;
}
export interface ZipWriter {
  /** Begins an entry; only one is open at a time. */
  entry(name: string, how: 'deflate' | 'store'): ZipEntry;
  /** A whole small entry. */
  put(name: string, bytes: Uint8Array, how: 'deflate' | 'store'): Written;
  /** Writes the directory and forces everything to the disk. */
  finish(): void;
  /** Closes the file as it is; after a failure. */
  abandon(): void;
}
interface Listed { name: Buffer; method: number; crc: number; packed: number; size: number; offset: number }

/** Pieces of this size are deflated on their own and put one after the other: each ends on a byte, which the format allows. */
const PIECE = 512 * 1024;

/** Makes a new file; one that is there is refused. @throws AppError FILE_EXISTS, DISK_FULL, DISK_READONLY, PLACE_NO_ACCESS, PLACE_GONE */
export function createZip(path: string): ZipWriter {
  const file = onDisk(() => openSync(path, 'wx', 0o600));
  const listed: Listed[] = [];
  const names = new Set<string>();
  let at = 0;
  let open = false;
  const put = (bytes: Uint8Array): void => {
    onDisk(() => writeFully(file, bytes, at));
    at += bytes.length;
  };
  const entry = (name: string, how: 'deflate' | 'store'): ZipEntry => {
    if (open || !zip.isSafeName(name) || names.has(name.toLowerCase())) throw new Error('this entry cannot be added');
    open = true;
    names.add(name.toLowerCase());
    const it: Listed = { name: Buffer.from(name, 'utf8'), method: how === 'deflate' ? zip.DEFLATED : zip.STORED, crc: 0, packed: 0, size: 0, offset: at };
    put(localHeader(it));
    const hash = createHash('sha256');
    let waiting: Uint8Array[] = [];
    let size = 0;
    const flush = (last: boolean): void => {
      const piece = Buffer.concat(waiting);
      waiting = [];
      size = 0;
      const packed = it.method === zip.STORED ? piece : deflateRawSync(piece, { finishFlush: last ? constants.Z_FINISH : constants.Z_SYNC_FLUSH });
      it.packed += packed.length;
      put(packed);
    };
    return {
      add(bytes) {
        hash.update(bytes);
        it.crc = crc32(bytes, it.crc);
        it.size += bytes.length;
        waiting.push(bytes);
        size += bytes.length;
        if (size >= PIECE) flush(false);
      },
      end() {
        flush(true);
        onDisk(() => writeFully(file, localHeader(it), it.offset)); // now the sizes are known
        listed.push(it);
        open = false;
        return { name, bytes: it.size, sha256: hash.digest('hex') };
      },
    };
  };
  return {
    entry,
    put(name, bytes, how) {
      const one = entry(name, how);
      one.add(bytes);
      return one.end();
    },
    finish() {
      const start = at;
      for (const it of listed) put(centralHeader(it));
      put(endOf(listed.length, start, at));
      onDisk(() => {
        fsyncSync(file);
        closeSync(file);
      });
    },
    abandon: () => closeSync(file),
  };
}

function onDisk<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') throw new AppError('FILE_EXISTS');
    throw diskError(error);
  }
}

function writeFully(file: number, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done, position + done);
}

const isLarge = (it: Listed): boolean => it.size >= zip.IN_ZIP64 || it.packed >= zip.IN_ZIP64;

/** The same length before and after the sizes are known, so that it can be written over. */
function localHeader(it: Listed): Buffer {
  const large = isLarge(it);
  const head = Buffer.alloc(zip.LOCAL_SIZE + zip.EXTRA_SIZE);
  head.writeUInt32LE(zip.LOCAL, 0);
  head.writeUInt16LE(zip.NEEDS, 4);
  head.writeUInt16LE(zip.UTF8_FLAG, 6);
  head.writeUInt16LE(it.method, 8);
  head.writeUInt16LE(zip.NO_DATE, 12);
  head.writeUInt32LE(it.crc, 14);
  head.writeUInt32LE(large ? zip.IN_ZIP64 : it.packed, 18);
  head.writeUInt32LE(large ? zip.IN_ZIP64 : it.size, 22);
  head.writeUInt16LE(it.name.length, 26);
  head.writeUInt16LE(zip.EXTRA_SIZE, 28);
  head.writeUInt16LE(large ? zip.ZIP64_EXTRA : zip.PADDING_EXTRA, zip.LOCAL_SIZE);
  head.writeUInt16LE(zip.EXTRA_SIZE - 4, zip.LOCAL_SIZE + 2);
  if (large) {
    head.writeBigUInt64LE(BigInt(it.size), zip.LOCAL_SIZE + 4);
    head.writeBigUInt64LE(BigInt(it.packed), zip.LOCAL_SIZE + 12);
  }
  return Buffer.concat([head.subarray(0, zip.LOCAL_SIZE), it.name, head.subarray(zip.LOCAL_SIZE)]);
}

function centralHeader(it: Listed): Buffer {
  const wide = [it.size, it.packed, it.offset].some((value) => value >= zip.IN_ZIP64);
  const extra = Buffer.alloc(wide ? 28 : 0);
  if (wide) {
    extra.writeUInt16LE(zip.ZIP64_EXTRA, 0);
    extra.writeUInt16LE(24, 2);
    [it.size, it.packed, it.offset].forEach((value, i) => extra.writeBigUInt64LE(BigInt(value), 4 + 8 * i));
  }
  const narrow = (value: number): number => (wide ? zip.IN_ZIP64 : value);
  const head = Buffer.alloc(zip.CENTRAL_SIZE);
  head.writeUInt32LE(zip.CENTRAL, 0);
  head.writeUInt16LE(zip.NEEDS, 4);
  head.writeUInt16LE(zip.NEEDS, 6);
  head.writeUInt16LE(zip.UTF8_FLAG, 8);
  head.writeUInt16LE(it.method, 10);
  head.writeUInt16LE(zip.NO_DATE, 14);
  head.writeUInt32LE(it.crc, 16);
  head.writeUInt32LE(narrow(it.packed), 20);
  head.writeUInt32LE(narrow(it.size), 24);
  head.writeUInt16LE(it.name.length, 28);
  head.writeUInt16LE(extra.length, 30);
  head.writeUInt32LE(narrow(it.offset), 42);
  return Buffer.concat([head, it.name, extra]);
}

/** The end of the directory, always with its 64-bit form before it where a number does not fit. */
function endOf(count: number, start: number, end: number): Buffer {
  const size = end - start;
  const wide = count >= zip.COUNT_IN_ZIP64 || start >= zip.IN_ZIP64 || size >= zip.IN_ZIP64;
  const tail = Buffer.alloc(zip.END_SIZE);
  tail.writeUInt32LE(zip.END, 0);
  tail.writeUInt16LE(wide ? zip.COUNT_IN_ZIP64 : count, 8);
  tail.writeUInt16LE(wide ? zip.COUNT_IN_ZIP64 : count, 10);
  tail.writeUInt32LE(wide ? zip.IN_ZIP64 : size, 12);
  tail.writeUInt32LE(wide ? zip.IN_ZIP64 : start, 16);
  if (!wide) return tail;
  const head = Buffer.alloc(zip.END64_SIZE + zip.LOCATOR64_SIZE);
  head.writeUInt32LE(zip.END64, 0);
  head.writeBigUInt64LE(BigInt(zip.END64_SIZE - 12), 4);
  head.writeUInt16LE(zip.NEEDS, 12);
  head.writeUInt16LE(zip.NEEDS, 14);
  [count, count, size, start].forEach((value, i) => head.writeBigUInt64LE(BigInt(value), 24 + 8 * i));
  head.writeUInt32LE(zip.LOCATOR64, zip.END64_SIZE);
  head.writeBigUInt64LE(BigInt(end), zip.END64_SIZE + 8);
  head.writeUInt32LE(1, zip.END64_SIZE + 16);
  return Buffer.concat([head, tail]);
}
