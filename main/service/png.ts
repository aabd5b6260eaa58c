// Looks whether bytes are exactly one plain PNG: every chunk known, checksums right, nothing after the end. No decoding happens in main (SECURITY e 49). Called by business.ts.
import { crc32 } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** What a canvas writes. Text and profile chunks could smuggle something in. */
const CHUNKS: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'tRNS', 'sRGB', 'gAMA', 'cHRM', 'sBIT', 'pHYs', 'IDAT', 'IEND']);
const MAX_SIDE = 2000;
const OVERHEAD = 12;

export function isPlainPng(bytes: Buffer): boolean {
  if (!bytes.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return false;
  let seen = '';
  for (let at = SIGNATURE.length; at < bytes.length;) {
    if (seen === 'IEND' || at + OVERHEAD > bytes.length) return false;
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const end = at + OVERHEAD + length;
    if (!CHUNKS.has(type) || end > bytes.length || crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) return false;
    if ((seen === '') !== (type === 'IHDR')) return false;
    if (type === 'IHDR' && !hasUsualSize(bytes.subarray(at + 8, end - 4))) return false;
    seen = type;
    at = end;
  }
  return seen === 'IEND';
}

function hasUsualSize(header: Buffer): boolean {
  if (header.length !== 13) return false;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  return width >= 1 && height >= 1 && width <= MAX_SIDE && height <= MAX_SIDE;
}
