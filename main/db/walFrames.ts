// Reads the write-ahead log beside a database without SQLite: which committed pages lie in it, still sealed. Format: https://www.sqlite.org/fileformat2.html#walformat. Called by frozen.ts.
import { existsSync, openSync, readSync, closeSync } from 'node:fs';
import { PAGE } from './sealedPage.ts';

const HEADER = 32;
const FRAME_HEADER = 24;
const FRAME = FRAME_HEADER + PAGE;
const MAGIC = 0x377f_0682;
const FRAMES_AT_ONCE = 64;

/** Where reading stands: behind the last whole commit. */
interface Stand {
  /** The log's header: it changes whenever the log begins anew. */
  header: Buffer;
  frames: number;
  sums: Sums;
  /** Length of the database in pages after that commit; null before the first. */
  pages: number | null;
}
interface Sums { a: number; b: number }

export class WalFrames {
  private readonly path: string;
  private stand: Stand | null = null;

  constructor(database: string) {
    this.path = `${database}-wal`;
  }

  /** Length of the database in pages as the log has it; null where the log holds no commit. */
  get pages(): number | null {
    return this.stand?.pages ?? null;
  }

  /**
   * Goes on behind what was read last. `begun` is called when the log began anew (what was taken before lies in the database by now), `take` for each page of
   * each whole commit, in order; the buffer is only lent. Answers whether there was anything new.
   */
  catchUp(begun: () => void, take: (page: number, sealed: Buffer) => void): boolean {
    const file = existsSync(this.path) ? openSync(this.path, 'r') : null;
    if (file === null) return this.restart(null, begun);
    try {
      const header = read(file, HEADER, 0);
      const sums = header === null ? null : headerSums(header);
      if (header === null || sums === null) return this.restart(null, begun);
      let isNew = false;
      if (this.stand === null || !this.stand.header.equals(header)) isNew = this.restart({ header, frames: 0, sums, pages: null }, begun);
      return (this.stand !== null && this.commits(file, this.stand, take)) || isNew;
    } finally {
      closeSync(file);
    }
  }

  private restart(stand: Stand | null, begun: () => void): boolean {
    const isNew = this.stand !== null || stand !== null;
    this.stand = stand;
    if (isNew) begun();
    return isNew;
  }

  /** Frames count only once the commit after them is whole: the rest may be of a transaction that is still being written. */
  private commits(file: number, stand: Stand, take: (page: number, sealed: Buffer) => void): boolean {
    const bigEnd = (stand.header.readUInt32BE(0) & 1) === 1;
    const waiting: Buffer[] = [];
    let { sums } = stand;
    const before = stand.frames;
    for (let at = stand.frames; ; ) {
      const piece = read(file, FRAME * FRAMES_AT_ONCE, HEADER + at * FRAME, true);
      const count = Math.floor((piece?.length ?? 0) / FRAME);
      for (let n = 0; n < count && piece !== null; n += 1, at += 1) {
        const frame = piece.subarray(n * FRAME, (n + 1) * FRAME);
        sums = sum(frame.subarray(FRAME_HEADER), sum(frame.subarray(0, 8), sums, bigEnd), bigEnd);
        if (!frame.subarray(8, 16).equals(stand.header.subarray(16, 24)) || frame.readUInt32BE(16) !== sums.a || frame.readUInt32BE(20) !== sums.b) return stand.frames > before;
        waiting.push(frame);
        const pages = frame.readUInt32BE(4);
        if (pages === 0) continue;
        for (const one of waiting.splice(0)) take(one.readUInt32BE(0), one.subarray(FRAME_HEADER));
        Object.assign(stand, { frames: at + 1, sums, pages });
      }
      if (count < FRAMES_AT_ONCE) return stand.frames > before;
    }
  }
}

function read(file: number, bytes: number, at: number, part = false): Buffer | null {
  const into = Buffer.alloc(bytes);
  const n = readSync(file, into, 0, bytes, at);
  return n === bytes ? into : part ? into.subarray(0, n) : null;
}

/** The sums the first frame goes on from; null for what is no log (empty, half written). */
function headerSums(header: Buffer): Sums | null {
  const magic = header.readUInt32BE(0);
  if ((magic & ~1) >>> 0 !== MAGIC || header.readUInt32BE(8) !== PAGE) return null;
  const sums = sum(header.subarray(0, 24), { a: 0, b: 0 }, (magic & 1) === 1);
  return header.readUInt32BE(24) === sums.a && header.readUInt32BE(28) === sums.b ? sums : null;
}

function sum(bytes: Buffer, { a, b }: Sums, bigEnd: boolean): Sums {
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let i = 0; i < bytes.length; i += 8) {
    a = (a + words.getUint32(i, !bigEnd) + b) >>> 0;
    b = (b + words.getUint32(i + 4, !bigEnd) + a) >>> 0;
  }
  return { a, b };
}
