// Which colour the seller's name takes on paper. Pure; called by the page and by the settings, which say so when a colour is too pale.

/** Below this text is hard to read (WCAG 2.2, 1.4.3). */
export const READABLE = 4.5;

function channel(hex: string): number {
  const value = Number.parseInt(hex, 16) / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** Contrast of '#rrggbb' on white, 1 to 21; 1 for anything that is not a colour. */
export function contrastOnWhite(colour: string): number {
  const parts = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  if (!parts) return 1;
  const [, red = '', green = '', blue = ''] = parts;
  const luminance = 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
  return 1.05 / (luminance + 0.05);
}

/** The owner's colour if it can be read on white, else null: the name is then printed in ink. */
export function readableAccent(colour: string): string | null {
  return contrastOnWhite(colour) >= READABLE ? colour.toLowerCase() : null;
}
