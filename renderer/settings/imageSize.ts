// How large a picture says it is, read from its first bytes without decoding any of it. Called by logoImage.ts before anything is unfolded (SECURITY e 49). Pure.

export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** More than any camera's or scanner's logo; each pixel costs four bytes once it is decoded. */
const MOST_SIDE = 12_000;
const MOST_PIXELS = 50_000_000;

/** Whether a picture of this size may be decoded. */
export function isReasonable({ width, height }: ImageSize): boolean {
  return width >= 1 && height >= 1 && width <= MOST_SIDE && height <= MOST_SIDE && width * height <= MOST_PIXELS;
}

/** Size in pixels of a PNG, JPEG or WebP; null for anything else, and for one whose head does not say it where it must. */
export function imageSize(bytes: Uint8Array): ImageSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (view.getUint32(0) === 0x89504e47 && view.getUint32(4) === 0x0d0a1a0a) return pngSize(view);
    if (view.getUint16(0) === 0xffd8) return jpegSize(view);
    if (word(view, 0) === 'RIFF' && word(view, 8) === 'WEBP') return webpSize(view);
    return null;
  } catch (error) {
    if (error instanceof RangeError) return null; // it ends before it says so
    throw error;
  }
}

function word(view: DataView, at: number): string {
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));
}

/** IHDR must be the first chunk. */
function pngSize(view: DataView): ImageSize | null {
  return word(view, 12) === 'IHDR' ? { width: view.getUint32(16), height: view.getUint32(20) } : null;
}

/** From segment to segment up to the frame header (SOF), so that the size of a thumbnail inside a segment is never taken for the picture's. */
function jpegSize(view: DataView): ImageSize | null {
  for (let at = 2; view.getUint8(at) === 0xff;) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) at += 1; // a filler
    else if (isFrame(marker)) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    else if (hasLength(marker)) at += 2 + view.getUint16(at + 2);
    else break; // the picture itself would begin, or end, before its size was said
  }
  return null;
}

/** SOF0 to SOF15; C4, C8 and CC are something else. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Tables, comments and application data. The scan, the end and bare marks (D0 to DA, 00 to BF) may not come before the frame. */
function hasLength(marker: number): boolean {
  return (marker >= 0xc0 && marker <= 0xcf) || marker >= 0xdb;
}

/** Lossy, lossless or extended, told apart by the first chunk. */
function webpSize(view: DataView): ImageSize | null {
  const kind = word(view, 12);
  if (kind === 'VP8X') return { width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) };
  if (kind === 'VP8 ' && uint24(view, 23) === 0x2a019d) return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (kind !== 'VP8L' || view.getUint8(20) !== 0x2f) return null;
  const bits = view.getUint32(21, true);
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}
