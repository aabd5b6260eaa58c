// A QR code as one SVG path. Pure; called by the invoice page and by whoever shows a code on screen.
import { create } from 'qrcode';

export interface QrPath {
  /** Path data on a grid of `size` x `size` modules, without the quiet zone. */
  readonly path: string;
  readonly size: number;
}

/** Draws `text` with error correction M (15 % may be lost: a crease, a stamp), as the payment code's rules ask. */
export function qrPath(text: string): QrPath {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  let path = '';
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      if (!modules.get(y, x)) continue;
      const start = x;
      while (x + 1 < size && modules.get(y, x + 1)) x += 1;
      path += `M${start} ${y}h${x - start + 1}v1h-${x - start + 1}z`;
    }
  }
  return { path, size };
}
