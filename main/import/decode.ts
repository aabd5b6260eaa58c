// Bytes of a text file as text: which encoding it is in, and what makes it no text at all. Called by csv.ts only.
import { AppError } from '../../contract/errors.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
export interface Decoded {
  encoding: Encoding;
  text: string;
}

/** First bytes of files that people rename or pick by mistake: spreadsheets (zip), PDF, images, old Excel. */
const OTHER_FILES: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x25, 0x50, 0x44, 0x46],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x1f, 0x8b],
  [0x7b, 0x5c, 0x72, 0x74, 0x66],
];
const LOOKED_AT = 4096;

/**
 * UTF-8 (with or without mark), UTF-16 (with a mark, or seen by its zero bytes), else windows-1252, which can read anything.
 * Errors: FILE_TYPE for a file that is no text, FILE_ENCODING for UTF-16 that does not add up.
 */
export function decodeText(bytes: Buffer): Decoded {
  if (OTHER_FILES.some((start) => start.every((byte, i) => bytes[i] === byte))) throw new AppError('FILE_TYPE');
  const wide = wideEncoding(bytes);
  if (wide !== null) return { encoding: wide, text: decodeStrictly(bytes, wide) };
  try {
    return { encoding: 'utf-8', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { encoding: 'windows-1252', text: new TextDecoder('windows-1252').decode(bytes) };
  }
}

function decodeStrictly(bytes: Buffer, encoding: 'utf-16le' | 'utf-16be'): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new AppError('FILE_ENCODING');
  }
}

/** Letters of Latin text in UTF-16 are every other byte zero; which other byte tells the order. */
function wideEncoding(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, LOOKED_AT);
  const zeros = [0, 0];
  head.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const many = head.length * 0.3;
  if (odd > many && even < odd / 10) return 'utf-16le';
  return even > many && odd < even / 10 ? 'utf-16be' : null;
}
