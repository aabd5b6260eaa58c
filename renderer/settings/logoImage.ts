// A picked picture drawn anew as a small PNG: whatever else was in the file is gone. Decoding happens here, in the sandboxed page, never in main.
import { imageSize, isReasonable } from './imageSize.ts';

export const LOGO_WIDTH = 800;
export const LOGO_HEIGHT = 300;
/** What main takes, in base64 signs. */
const MOST = 200_000;

/** Size that fits into the frame without growing. */
export function fit(width: number, height: number, most: { width: number; height: number } = { width: LOGO_WIDTH, height: LOGO_HEIGHT }): { width: number; height: number } {
  const scale = Math.min(1, most.width / width, most.height / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
}

async function pngOf(canvas: HTMLCanvasElement): Promise<string> {
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (blob === null) throw new Error('IMAGE_INVALID');
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

function draw(bitmap: ImageBitmap, width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('IMAGE_INVALID');
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  return canvas;
}

/** The PNG as base64, at most 800x300 and small enough for the wire. Throws when the bytes are no picture, and, before anything is decoded, when they would unfold to one too large. */
export async function redraw(picked: { type: string; base64: string }): Promise<string> {
  const bytes = bytesOf(picked.base64);
  const said = imageSize(bytes);
  if (said === null || !isReasonable(said)) throw new Error('IMAGE_INVALID');
  const bitmap = await createImageBitmap(new Blob([bytes], { type: picked.type }));
  try {
    if (!isReasonable(bitmap)) throw new Error('IMAGE_INVALID');
    let size = fit(bitmap.width, bitmap.height);
    for (;;) {
      const png = await pngOf(draw(bitmap, size.width, size.height));
      if (png.length <= MOST) return png;
      if (size.width < 50) throw new Error('IMAGE_INVALID');
      // A photograph does not compress: smaller until it fits.
      size = fit(size.width, size.height, { width: Math.floor(size.width * 0.8), height: Math.floor(size.height * 0.8) });
    }
  } finally {
    bitmap.close();
  }
}
