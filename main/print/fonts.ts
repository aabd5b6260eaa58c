// The plain weights of the bundled fonts and the style sheet that names them, from memory. Called by pages.ts; loaded only when the first page is printed.
import faces from '../../paper/fonts/faces.json';

// Inside the bundle as text: no file to find at run time, and nothing outside the checked archive.
const FILES = import.meta.glob<string>('../../paper/fonts/*.woff2', { query: '?inline', import: 'default', eager: true });

/** 'inter-latin-400.woff2' to its bytes. */
export const fontFiles: ReadonlyMap<string, Buffer> = new Map(
  Object.entries(FILES).map(([path, url]) => [path.slice(path.lastIndexOf('/') + 1), Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')]),
);

/** @font-face rules under the families' on-screen names, so that paper.css serves both. */
export const fontCss: string = faces
  .map(
    ({ file, family, weight, range }) =>
      `@font-face{font-family:"${family}";font-weight:${weight};src:url("/fonts/${file}") format("woff2");font-display:block;unicode-range:${range}}`,
  )
  .join('\n');
