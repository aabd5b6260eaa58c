// Holds the walls of the house: which room may import what, no electron where plain Node must do, no circles.
import { builtinModules } from 'node:module';
import { describe, expect, it } from 'vitest';
import { type Import, PRODUCT_ROOMS, importsOf, sources, withoutComments } from '../../fixtures/sources.ts';

const files = sources(...PRODUCT_ROOMS, 'tools').filter((file) => /\.(ts|tsx|mjs)$/.test(file.path));
const imports = files.flatMap(importsOf);

const roomOf = (path: string): string => path.split('/')[0] ?? '';
const isNode = (name: string): boolean => name.startsWith('node:') || builtinModules.includes(name);
const NATIVE = ['better-sqlite3', 'keytar', '@node-rs/argon2'];
const isReact = (name: string): boolean => name === 'react' || name.startsWith('react/');

interface Rule {
  rooms: readonly string[];
  packages(name: string): boolean;
}

// DESIGN: the table of rooms.
const RULES: Readonly<Record<string, Rule>> = {
  domain: { rooms: [], packages: () => false },
  contract: { rooms: ['domain'], packages: (name) => name === 'zod' },
  main: { rooms: ['domain', 'contract', 'paper'], packages: () => true },
  preload: { rooms: ['contract'], packages: (name) => name === 'electron' },
  paper: { rooms: ['domain', 'contract'], packages: (name) => isReact(name) || name === 'qrcode' },
  renderer: { rooms: ['domain', 'contract', 'paper'], packages: (name) => !isNode(name) && name !== 'electron' && !NATIVE.includes(name) },
  tools: { rooms: ['domain'], packages: () => true },
};

/** In main, these run in plain Node too: in tests, benchmarks and job processes. */
const ELECTRON_FREE = ['service', 'repo', 'vault', 'audit', 'db', 'backup', 'import', 'export'].map((room) => `main/${room}/`);

const shown = ({ from, name }: Import): string => `${from} imports ${name}`;

function breaks(one: Import): boolean {
  const room = roomOf(one.from);
  const rule = RULES[room];
  if (rule === undefined) return true;
  if (one.target === null) return !rule.packages(one.name);
  const other = roomOf(one.target);
  return other !== room && !rule.rooms.includes(other) && one.target !== 'package.json';
}

/** Everything a file loads at run time, through however many files. */
function reachable(start: string, edges: ReadonlyMap<string, readonly Import[]>): Import[] {
  const seen = new Set([start]);
  const all: Import[] = [];
  for (const path of seen) {
    for (const one of edges.get(path) ?? []) {
      all.push(one);
      if (one.target !== null) seen.add(one.target);
    }
  }
  return all;
}

function circle(edges: ReadonlyMap<string, readonly Import[]>): string[] | null {
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): string[] | null => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return null;
    for (const { target } of edges.get(path) ?? []) {
      const found = target === null ? null : visit(target, [...trail, path]);
      if (found !== null) return found;
    }
    done.add(path);
    return null;
  };
  for (const path of edges.keys()) {
    const found = visit(path, []);
    if (found !== null) return found;
  }
  return null;
}

const atRunTime = new Map(files.map((file) => [file.path, importsOf(file).filter((one) => !one.typeOnly)]));

describe('the walls of the house', () => {
  it('are seen by the walker: imports, type imports, side effects, calls and re-exports, but not comments', () => {
    const code = [
      "import { a, type B } from './a.ts';",
      "import { type C } from './c.ts';",
      "import type { D } from './d.ts';",
      "import './e.css';",
      "export * from './f.ts';",
      "const g = await import('./g.ts');",
      "// import { h } from './h.ts';",
      "/* import './i.ts'; */ const url = 'https://example.com';",
      'import {\n  j,\n  k,\n} from "./j.ts";',
    ].join('\n');
    const found = importsOf({ path: 'main/x.ts', text: code, code: withoutComments(code) });
    expect(found.map(({ name, typeOnly }) => [name, typeOnly]).sort()).toEqual([
      ['./a.ts', false],
      ['./c.ts', true],
      ['./d.ts', true],
      ['./e.css', false],
      ['./f.ts', false],
      ['./g.ts', false],
      ['./j.ts', false],
    ]);
  });

  it('no room imports what its row in the design does not allow', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(imports.filter(breaks).map(shown)).toEqual([]);
  });

  it('the preload sees the names of the methods and nothing else of ours', () => {
    const own = imports.filter(({ from, target }) => roomOf(from) === 'preload' && target !== null && roomOf(target) !== 'preload');
    expect(own.map(({ target }) => target)).toEqual(['contract/names.ts']);
  });

  it('paper takes only types from the contract', () => {
    const values = imports.filter(({ from, target, typeOnly }) => roomOf(from) === 'paper' && target !== null && roomOf(target) === 'contract' && !typeOnly);
    expect(values.map(shown)).toEqual([]);
  });

  it('services, repos, vault, audit, database, backup and imports run without electron, whatever they load in turn', () => {
    const rooms = files.filter(({ path }) => ELECTRON_FREE.some((room) => path.startsWith(room)));
    const named = imports.filter(({ from, name }) => ELECTRON_FREE.some((room) => from.startsWith(room)) && name === 'electron');
    const loaded = rooms.flatMap(({ path }) => reachable(path, atRunTime).filter(({ name }) => name === 'electron').map((one) => `${path} loads ${shown(one)}`));
    expect([...named.map(shown), ...loaded]).toEqual([]);
  });

  it('no file loads itself through others', () => {
    expect(circle(atRunTime)).toBeNull();
  });

  it('every file says in its first line what it is', () => {
    const silent = files.filter(({ text }) => !/^(#![^\n]*\n)?(\/\/ |\/\*\* )\S/.test(text));
    expect(silent.map(({ path }) => path)).toEqual([]);
  });
});
