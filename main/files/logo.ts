// A logo's way in: the picked file is only looked at by its first bytes here; decoding happens in the sandboxed renderer, which hands back a PNG it drew itself.
import { AppError } from '../../contract/errors.ts';

export const MAX_LOGO_FILE = 5 * 1024 * 1024;
export const MAX_LOGO = { width: 800, height: 400, bytes: 150 * 1024 };

/** What the first bytes say it is, whatever its name says. @throws AppError FILE_TOO_LARGE, IMAGE_INVALID */
export function imageType(bytes: Buffer): 'image/png' | 'image/jpeg' | 'image/webp' {
  if (bytes.length > MAX_LOGO_FILE) throw new AppError('FILE_TOO_LARGE', { params: { mib: 5 } });
  if (bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return 'image/png';
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg';
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return 'image/webp';
  throw new AppError('IMAGE_INVALID');
}

const CRITICAL = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'sRGB', 'gAMA', 'cHRM', 'sBIT', 'pHYs']);

/**
 * Accepts only a plain PNG as a canvas writes it: right signature, known chunks only, small enough, nothing after the end.
 * @throws AppError IMAGE_INVALID
 */
export function checkPng(bytes: Buffer): { width: number; height: number } {
  if (bytes.length > MAX_LOGO.bytes || bytes.length < 57 || imageType(bytes) !== 'image/png') throw new AppError('IMAGE_INVALID');
  let at = 8;
  let size: { width: number; height: number } | null = null;
  let ended = false;
  while (at + 12 <= bytes.length && !ended) {
    const length = bytes.readUInt32BE(at);
    const kind = bytes.toString('latin1', at + 4, at + 8);
    if (!CRITICAL.has(kind) || at + 12 + length > bytes.length) throw new AppError('IMAGE_INVALID');
    if (kind === 'IHDR') size = { width: bytes.readUInt32BE(at + 8), height: bytes.readUInt32BE(at + 12) };
    ended = kind === 'IEND';
    at += 12 + length;
  }
  if (!ended || at !== bytes.length || !size) throw new AppError('IMAGE_INVALID');
  if (size.width < 1 || size.height < 1 || size.width > MAX_LOGO.width || size.height > MAX_LOGO.height) throw new AppError('IMAGE_INVALID');
  return size;
}
