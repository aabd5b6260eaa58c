// The bundled fonts as style rules: the plain weights from memory, those of other scripts from the archive, slice by slice. Called by markup.ts; loaded only when the first page is printed.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import faces from '../../paper/fonts/faces.json';

// Inside the bundle as data: URLs: no file to find at run time, and nothing outside the checked archive.
const FILES = import.meta.glob<string>('../../paper/fonts/*.woff2', { query: '?inline', import: 'default', eager: true });

interface Face {
  /** Made when the face is needed: those of other scripts are read only then. */
  readonly rule: () => string;
  readonly holds: (point: number) => boolean;
}

type Listed = (typeof faces)[number];

const faceOf = (listed: Listed, source: (file: string) => string): Face => ({
  rule: () => `@font-face{font-family:"${listed.family}";font-weight:${listed.weight};src:url(${source(listed.file)}) format("woff2");font-display:block;unicode-range:${listed.range}}`,
  holds: within(listed.range),
});

const FACES: readonly Face[] = faces.map((listed) => faceOf(listed, dataUrl));

/** Hebrew to Korean lie beside the window's files, which show them too: as built, or as they are in the sources. */
const SCRIPTS = ['../renderer/scripts', '../../paper/fonts/scripts'].map((folder) => join(import.meta.dirname, folder));
/** The plain fonts have nearly everything below this; what is above may need another script's. */
const OTHER_SCRIPTS = 0x530;
let scripts: Promise<readonly Face[]> | null = null;

function scriptFaces(): Promise<readonly Face[]> {
  const read = (file: string): string => `data:font/woff2;base64,${readFileSync(join(SCRIPTS.find((folder) => existsSync(folder)) ?? '', file), 'base64')}`;
  scripts ??= import('../../paper/fonts/scripts/faces.json').then(({ default: listed }) => listed.map((one) => faceOf(one, read)));
  return scripts;
}

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
export async function fontRules(text: string): Promise<string> {
  const points = [...new Set([...text].map((character) => character.codePointAt(0) ?? 0))];
  const others = points.filter((point) => point >= OTHER_SCRIPTS && !FACES.some(({ holds }) => holds(point)));
  const asked = [...FACES.filter(({ holds }) => points.some(holds)), ...(others.length === 0 ? [] : (await scriptFaces()).filter(({ holds }) => others.some(holds)))];
  return asked.map(({ rule }) => rule()).join('\n');
}
