// A picked logo is only looked at by its first bytes here; decoding happens in the sandboxed renderer, which hands back a PNG it drew itself (main/service/png.ts checks that).
import { AppError } from '../../contract/errors.ts';

export const MAX_LOGO_FILE = 5 * 1024 * 1024;

/** What the first bytes say it is, whatever its name says. @throws AppError FILE_TOO_LARGE, IMAGE_INVALID */
export function imageType(bytes: Buffer): 'image/png' | 'image/jpeg' | 'image/webp' {
  if (bytes.length > MAX_LOGO_FILE) throw new AppError('FILE_TOO_LARGE', { params: { mib: 5 } });
  if (bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return 'image/png';
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg';
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return 'image/webp';
  throw new AppError('IMAGE_INVALID');
}
