// Reads a ZIP archive that a person chose and trusts nothing in it: names, sizes and checksums are held against each other, and nothing is ever unpacked to the disk. Used by imports only.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { AppError } from '../../contract/errors.ts';
import { diskError } from '../files/write.ts';
import * as zip from './zipFormat.ts';

export interface ZipListing { name: string; method: number; crc: number; packed: number; size: number; offset: number }
export interface ZipReader {
  readonly entries: ReadonlyMap<string, ZipListing>;
  /** The content piece by piece; ends with EXPORT_DAMAGED when size or checksum are not as listed, and never hands out more than the listed size. */
  read(entry: ZipListing): AsyncGenerator<Buffer>;
  /** A small entry whole. @throws AppError EXPORT_DAMAGED when it is larger than `most` */
  whole(entry: ZipListing, most: number): Promise<Buffer>;
  close(): void;
}

/** No honest text shrinks further than this; 1 MiB of nothing does. */
const MOST_RATIO = 400;
const RATIO_FROM = 1024 * 1024;
const PIECE = 256 * 1024;
const MOST_ENTRIES = 4_000_000;
const MOST_DIRECTORY = 1024 * 1024 * 1024;

const damaged = (): never => {
  throw new AppError('EXPORT_DAMAGED');
};

/** @throws AppError FILE_UNREADABLE, FILE_GONE, EXPORT_FOREIGN (no ZIP at all), EXPORT_DAMAGED */
export function openZip(path: string): ZipReader {
  const file = openFile(path);
  try {
    const entries = list(file);
    const read = (entry: ZipListing): AsyncGenerator<Buffer> => content(file, entry);
    return {
      entries,
      read,
      async whole(entry, most) {
        if (entry.size > most) damaged();
        const pieces: Buffer[] = [];
        for await (const piece of read(entry)) pieces.push(piece);
        return Buffer.concat(pieces);
      },
      close: () => closeSync(file),
    };
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

function openFile(path: string): number {
  try {
    const file = openSync(path, 'r');
    if (fstatSync(file).isFile()) return file;
    closeSync(file);
    throw new AppError('FILE_UNREADABLE');
  } catch (error) {
    const mapped = diskError(error);
    throw mapped instanceof AppError && mapped.code === 'FILE_GONE' ? mapped : new AppError('FILE_UNREADABLE');
  }
}

function readAt(file: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let done = 0; done < length; ) {
    const n = readPart(file, bytes, done, position + done);
    if (n === 0) return damaged();
    done += n;
  }
  return bytes;
}

function readPart(file: number, bytes: Buffer, done: number, position: number): number {
  try {
    return readSync(file, bytes, done, bytes.length - done, position);
  } catch (error) {
    throw diskError(error); // a stick that was pulled out
  }
}

const safe = (value: bigint): number => (value > BigInt(Number.MAX_SAFE_INTEGER) ? damaged() : Number(value));

interface Directory { start: number; size: number; count: number }

function findDirectory(file: number): Directory {
  const { size } = fstatSync(file);
  if (size < zip.END_SIZE || readAt(file, 0, 4).readUInt32LE(0) !== zip.LOCAL) throw new AppError('EXPORT_FOREIGN');
  // Our archives have no comment, so the end is the last thing in the file; anything else was made or changed by another program.
  const tailSize = Math.min(size, zip.END_SIZE + 65_535);
  const tail = readAt(file, size - tailSize, tailSize);
  const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (at < 0 || at + zip.END_SIZE > tail.length) return damaged();
  const endAt = size - tailSize + at;
  const narrow: Directory = { count: tail.readUInt16LE(at + 10), size: tail.readUInt32LE(at + 12), start: tail.readUInt32LE(at + 16) };
  const wide = narrow.count === zip.COUNT_IN_ZIP64 || narrow.size === zip.IN_ZIP64 || narrow.start === zip.IN_ZIP64;
  const found = wide ? wideDirectory(file, endAt) : narrow;
  if (found.start + found.size > endAt || found.count > MOST_ENTRIES || found.size > MOST_DIRECTORY) damaged();
  return found;
}

function wideDirectory(file: number, endAt: number): Directory {
  if (endAt < zip.LOCATOR64_SIZE) return damaged();
  const locator = readAt(file, endAt - zip.LOCATOR64_SIZE, zip.LOCATOR64_SIZE);
  if (locator.readUInt32LE(0) !== zip.LOCATOR64) return damaged();
  const head = readAt(file, safe(locator.readBigUInt64LE(8)), zip.END64_SIZE);
  if (head.readUInt32LE(0) !== zip.END64) return damaged();
  return { count: safe(head.readBigUInt64LE(32)), size: safe(head.readBigUInt64LE(40)), start: safe(head.readBigUInt64LE(48)) };
}

function list(file: number): Map<string, ZipListing> {
  const directory = findDirectory(file);
  const bytes = readAt(file, directory.start, directory.size);
  const entries = new Map<string, ZipListing>();
  const folded = new Set<string>();
  let at = 0;
  for (let i = 0; i < directory.count; i += 1) {
    if (at + zip.CENTRAL_SIZE > bytes.length || bytes.readUInt32LE(at) !== zip.CENTRAL) damaged();
    const [nameSize, extraSize, noteSize] = [bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32)];
    const next = at + zip.CENTRAL_SIZE + nameSize + extraSize + noteSize;
    if (next > bytes.length) damaged();
    const entry = listing(bytes, at, nameSize, extraSize);
    at = next;
    if (entry === null) continue;
    if (entry.offset + zip.LOCAL_SIZE + entry.packed > directory.start || folded.has(entry.name.toLowerCase())) damaged();
    folded.add(entry.name.toLowerCase());
    entries.set(entry.name, entry);
  }
  return entries;
}

/** Null for a folder, which says nothing. */
function listing(bytes: Buffer, at: number, nameSize: number, extraSize: number): ZipListing | null {
  const name = bytes.toString('utf8', at + zip.CENTRAL_SIZE, at + zip.CENTRAL_SIZE + nameSize);
  const flags = bytes.readUInt16LE(at + 8);
  const entry: ZipListing = {
    name, method: bytes.readUInt16LE(at + 10), crc: bytes.readUInt32LE(at + 16), packed: bytes.readUInt32LE(at + 20), size: bytes.readUInt32LE(at + 24), offset: bytes.readUInt32LE(at + 42),
  };
  widen(entry, bytes.subarray(at + zip.CENTRAL_SIZE + nameSize, at + zip.CENTRAL_SIZE + nameSize + extraSize));
  if (name.endsWith('/') && entry.size === 0 && zip.isSafeName(name.slice(0, -1))) return null;
  const isLink = ((bytes.readUInt32LE(at + 38) >>> 16) & 0o170000) === 0o120000;
  if (!zip.isSafeName(name) || isLink || (flags & zip.ENCRYPTED_FLAG) !== 0) return damaged();
  if (entry.method !== zip.STORED && entry.method !== zip.DEFLATED) return damaged();
  if (entry.method === zip.STORED && entry.packed !== entry.size) return damaged();
  if (entry.size > RATIO_FROM && entry.size > entry.packed * MOST_RATIO) return damaged();
  return entry;
}

function widen(entry: ZipListing, extra: Buffer): void {
  for (let at = 0; at + 4 <= extra.length; ) {
    const [id, length] = [extra.readUInt16LE(at), extra.readUInt16LE(at + 2)];
    let value = at + 4;
    at = value + length;
    if (at > extra.length) damaged();
    if (id !== zip.ZIP64_EXTRA) continue;
    for (const field of ['size', 'packed', 'offset'] as const) {
      if (entry[field] !== zip.IN_ZIP64) continue;
      if (value + 8 > at) damaged();
      entry[field] = safe(extra.readBigUInt64LE(value));
      value += 8;
    }
  }
}

async function* content(file: number, entry: ZipListing): AsyncGenerator<Buffer> {
  const head = readAt(file, entry.offset, zip.LOCAL_SIZE);
  const start = entry.offset + zip.LOCAL_SIZE + head.readUInt16LE(26) + head.readUInt16LE(28);
  if (head.readUInt32LE(0) !== zip.LOCAL || head.readUInt16LE(8) !== entry.method) damaged();
  let [size, crc] = [0, 0];
  if (entry.packed > 0) {
    for await (const piece of pieces(file, start, entry)) {
      size += piece.length;
      if (size > entry.size) damaged();
      crc = crc32(piece, crc);
      yield piece;
    }
  }
  if (size !== entry.size || crc !== entry.crc) damaged();
}

/** Read by place and never through a stream of the file system, which would close the file under the other entries. */
function* packedPieces(file: number, start: number, packed: number): Generator<Buffer> {
  for (let at = 0; at < packed; at += PIECE) yield readAt(file, start + at, Math.min(PIECE, packed - at));
}

async function* pieces(file: number, start: number, entry: ZipListing): AsyncGenerator<Buffer> {
  if (entry.method === zip.STORED) {
    yield* packedPieces(file, start, entry.packed);
    return;
  }
  const stream = pipeline(Readable.from(packedPieces(file, start, entry.packed)), createInflateRaw({ chunkSize: PIECE }), () => undefined);
  try {
    for await (const piece of stream) yield Buffer.isBuffer(piece) ? piece : damaged();
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('EXPORT_DAMAGED');
  } finally {
    stream.destroy();
  }
}
