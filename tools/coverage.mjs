// Lists which characters the bundled fonts can draw, as domain/coverage.ts. Run by a person after tools/fonts.py: `node tools/coverage.mjs`.
// A test makes the list again in memory and compares, so a forgotten run does not pass.
import fontkit from '@pdf-lib/fontkit';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './paths.mjs';

const folder = join(root, 'paper', 'fonts');
const scripts = join(folder, 'scripts');
const TARGET = join(root, 'domain', 'coverage.ts');
const WIDTH = 160;

/** Running text may use any of these weights: a character counts only if all of them have it. The display face falls back on Inter. */
const TEXT = /^inter-(?!figures).+-(\d+)\.woff2$/;

function characters(file) {
  return new Set(fontkit.create(readFileSync(join(folder, file))).characterSet);
}

/** 'U+0-FF,U+131': what the style sheet lets a font be asked for. */
function within(range) {
  const parts = range.split(',').map((part) => part.replace('U+', '').split('-').map((hex) => Number.parseInt(hex, 16)));
  return (point) => parts.some(([from, to = from]) => point >= from && point <= to);
}

function pointsOf(range) {
  return range.split(',').flatMap((part) => {
    const [from, to = from] = part.replace('U+', '').split('-').map((hex) => Number.parseInt(hex, 16));
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  });
}

/** Sorted [from, to] pairs, both ends included. */
export function coverage() {
  const faces = JSON.parse(readFileSync(join(folder, 'faces.json'), 'utf8'));
  const byWeight = new Map();
  for (const file of readdirSync(folder).filter((name) => TEXT.test(name))) {
    const weight = TEXT.exec(file)[1];
    const asked = within(faces.find((face) => face.file === file).range);
    const known = byWeight.get(weight) ?? new Set();
    for (const point of characters(file)) if (asked(point)) known.add(point);
    byWeight.set(weight, known);
  }
  const [first, ...others] = byWeight.values();
  const plain = [...first].filter((point) => point >= 0x20 && others.every((other) => other.has(point)));
  // Scripts: their ranges are the characters of each file; a script that has several weights has the same in each (a test asks).
  const listed = JSON.parse(readFileSync(join(scripts, 'faces.json'), 'utf8')).flatMap(({ range }) => pointsOf(range));
  const points = [...new Set([...plain, ...listed])].sort((a, b) => a - b);
  const ranges = [];
  for (const point of points) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === point - 1) last[1] = point;
    else ranges.push([point, point]);
  }
  return ranges;
}

/** The text of domain/coverage.ts: each range as the gap before it and its length less one, in base 36, since thousands of pairs would be a file of their own size. */
export function coverageFile(ranges) {
  let end = 0;
  const steps = ranges.map(([from, to]) => {
    const step = `${(from - end).toString(36)}${to === from ? '' : `.${(to - from).toString(36)}`}`;
    end = to;
    return step;
  });
  const lines = [''];
  for (const step of steps) {
    if (lines.at(-1).length + step.length > WIDTH) lines.push('');
    lines.push(`${lines.pop()}${step} `);
  }
  return `// Which characters the bundled fonts can draw. Made by tools/coverage.mjs out of paper/fonts; do not edit. Asked through glyphs.ts.
import { type Coverage, unpackCoverage } from './glyphs.ts';

/** Code points that Inter has in every weight of the page, and those of the other scripts' fonts. */
export const COVERAGE: Coverage = unpackCoverage(
${lines.map((line) => `  '${line}'`).join(' +\n')},
);
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(TARGET, coverageFile(coverage()));
