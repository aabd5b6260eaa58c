// A picture's size is known from its head, and one too large is refused before it is decoded (SECURITY e 49).
import { afterEach, describe, expect, it, vi } from 'vitest';
import { imageSize, isReasonable } from '../../../../renderer/settings/imageSize.ts';
import { redraw } from '../../../../renderer/settings/logoImage.ts';

const hex = (text: string): Uint8Array => Uint8Array.from(text.match(/[0-9a-f]{2}/g) ?? [], (pair) => Number.parseInt(pair, 16));
const base64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
const four = (n: number): string => n.toString(16).padStart(8, '0');
const two = (n: number): string => n.toString(16).padStart(4, '0');
/** Bytes from `at` on written anew. */
const patched = (bytes: Uint8Array, at: number, ...values: number[]): Uint8Array => {
  bytes.set(values, at);
  return bytes;
};

const png = (width: number, height: number) => hex(`89504e470d0a1a0a 0000000d 49484452 ${four(width)} ${four(height)} 08060000 00`);
/** With a thumbnail's own frame header inside APP1, as cameras write it. */
const jpeg = (width: number, height: number, frame = 'c0') =>
  hex(`ffd8 ffe0 0010 4a46494600010100000100010000 ffe1 000b ffc00011080078 00a0 ff ffff ffdb 0004 0000 ffc4 0003 00 ff${frame} 0011 08 ${two(height)} ${two(width)} 03012200021101031101`);
const LOSSY = 'UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA';
const LOSSLESS = 'UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==';
const EXTENDED = 'UklGRkoAAABXRUJQVlA4WAoAAAAQAAAAAAAAAAAAQUxQSAwAAAARBxAR/Q9ERP8DAABWUDggGAAAABQBAJ0BKgEAAQAAAP4AAA3AAP7mtQAAAA==';

describe('imageSize', () => {
  it.each([
    ['PNG', png(800, 300), 800, 300],
    ['PNG of 30,000 pixels a side', png(30_000, 30_000), 30_000, 30_000],
    ['PNG that claims four thousand million', png(0xffffffff, 1), 0xffffffff, 1],
    ['JPEG', jpeg(640, 480), 640, 480],
    ['progressive JPEG', jpeg(65_535, 2, 'c2'), 65_535, 2],
    ['lossy WebP', base64(LOSSY), 1, 1],
    ['lossy WebP as large as can be', patched(base64(LOSSY), 26, 0xff, 0x3f, 0xff, 0xff), 16_383, 16_383],
    ['lossless WebP', base64(LOSSLESS), 1, 1],
    ['lossless WebP, 16,384 by 2', patched(base64(LOSSLESS), 21, 0xff, 0x7f, 0x00, 0x00), 16_384, 2],
    ['WebP with transparency', base64(EXTENDED), 1, 1],
    ['WebP with transparency, 65,536 by 258', patched(base64(EXTENDED), 24, 0xff, 0xff, 0x00, 0x01, 0x01, 0x00), 65_536, 258],
  ])('%s', (_what, bytes, width, height) => {
    expect(imageSize(bytes)).toEqual({ width, height });
  });

  it('is unknown for what is no picture, ends early or hides its size', () => {
    const scanFirst = hex('ffd8 ffda 0008 010100003f00 ffc0 0011 08 0001 0001 03');
    const garbage = hex('ffd8 00 ffc0 0011 08 0001 0001 03');
    const otherChunk = hex('89504e470d0a1a0a 0000000d 74455874 00000001 00000001 0806000000');
    const otherWebp = patched(base64(LOSSY), 15, 0x58 + 1);
    const notVp8 = patched(base64(LOSSY), 23, 0);
    for (const bytes of [new Uint8Array(), hex('47494638396101000100'), scanFirst, garbage, otherChunk, otherWebp, notVp8]) expect(imageSize(bytes)).toBe(null);
    for (const bytes of [png(1, 1), jpeg(1, 1), base64(LOSSY), base64(LOSSLESS), base64(EXTENDED)])
      for (let length = 0; length < 24; length += 1) expect(imageSize(bytes.slice(0, length))).toBe(null);
  });

  it('is read from where the bytes begin, not from where their memory does', () => {
    const all = Uint8Array.from([1, 2, 3, ...png(7, 9)]);
    expect(imageSize(all.subarray(3))).toEqual({ width: 7, height: 9 });
  });
});

describe('isReasonable', () => {
  it.each([[12_000, 4166, true], [12_001, 1, false], [1, 12_001, false], [12_000, 4167, false], [7071, 7071, true], [30_000, 30_000, false], [0, 5, false], [5, 0, false]])('%d by %d: %s', (width, height, fine) => {
    expect(isReasonable({ width, height })).toBe(fine);
  });
});

describe('redraw', () => {
  afterEach(() => vi.unstubAllGlobals());
  const picked = (bytes: Uint8Array) => ({ type: 'image/png', base64: btoa(String.fromCharCode(...bytes)) });

  it('decodes nothing of a picture that is too large or does not say how large it is', async () => {
    const decode = vi.fn(() => Promise.reject(new Error('decoded')));
    vi.stubGlobal('createImageBitmap', decode);
    for (const bytes of [png(30_000, 30_000), jpeg(12_001, 10), hex('ffd8ffd9')]) await expect(redraw(picked(bytes))).rejects.toThrow('IMAGE_INVALID');
    expect(decode).not.toHaveBeenCalled();
    await expect(redraw(picked(png(800, 300)))).rejects.toThrow('decoded');
  });
});
