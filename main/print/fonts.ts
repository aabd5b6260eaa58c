// The plain weights of the bundled fonts as style rules, from memory. Called by markup.ts; loaded only when the first page is printed.
import faces from '../../paper/fonts/faces.json';

// Inside the bundle as data: URLs: no file to find at run time, and nothing outside the checked archive.
const FILES = import.meta.glob<string>('../../paper/fonts/*.woff2', { query: '?inline', import: 'default', eager: true });

interface Face {
  readonly rule: string;
  readonly holds: (point: number) => boolean;
}

const FACES: readonly Face[] = faces.map(({ file, family, weight, range }) => ({
  rule: `@font-face{font-family:"${family}";font-weight:${weight};src:url(${dataUrl(file)}) format("woff2");font-display:block;unicode-range:${range}}`,
  holds: within(range),
}));

function dataUrl(file: string): string {
  const url = FILES[`../../paper/fonts/${file}`];
  if (url === undefined) throw new Error(`font ${file} is not in the bundle`);
  return url;
}

/** 'U+0-FF,U+131' */
function within(range: string): (point: number) => boolean {
  const parts = range.split(',').map((part) => part.replace('U+', '').split('-').map((hex) => Number.parseInt(hex, 16)));
  return (point) => parts.some(([from = 0, to = from]) => point >= from && point <= to);
}

/**
 * @font-face rules for the fonts this text needs, under the families' on-screen names, so that paper.css serves both. The fonts stand in the
 * rules themselves: Chromium then has them when it lays out the page. Fonts with an address of their own come later, and a page that is
 * printed in between has no text at all.
 */
export function fontRules(text: string): string {
  const points = new Set([...text].map((character) => character.codePointAt(0) ?? 0));
  return FACES.filter(({ holds }) => [...points].some(holds)).map(({ rule }) => rule).join('\n');
}
