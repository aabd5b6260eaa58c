// Place of the palette until it is built.
export function Palette() {
  return null;
}
