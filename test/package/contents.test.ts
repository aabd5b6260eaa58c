// What is inside the package that `npm run package` made: every fuse, only the bundles, only this platform's native files.
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFuses } from '../../tools/fuses.mjs';
import { ROOT } from '../fixtures/sources.ts';
import { RELEASE } from './packaged.ts';

interface Asar {
  listPackage(archive: string, options: { isPack: boolean }): string[];
  extractFile(archive: string, file: string): Buffer;
  statFile(archive: string, file: string): { unpacked?: boolean };
}
const { listPackage, extractFile, statFile } = createRequire(import.meta.url)('@electron/asar') as Asar;

const archive = join(RELEASE, 'resources', 'app.asar');
const inside = listPackage(archive, { isPack: false }).map((path) => path.replaceAll('\\', '/').replace(/^\//, ''));
const isFile = (path: string): boolean => !inside.some((other) => other.startsWith(`${path}/`));
const files = inside.filter(isFile);
const text = (path: string): string => extractFile(archive, path).toString('utf8');

describe('the packaged app', () => {
  it('H50 has every fuse that its runtime knows set as decided, none left to the default', async () => {
    const { WasmTrapHandlers = true, ...fuses } = await readFuses(join(RELEASE, 'billfold-app'));
    expect(WasmTrapHandlers).toBe(true); // newer runtimes only
    expect(fuses).toEqual({
      RunAsNode: false,
      EnableCookieEncryption: false,
      EnableNodeOptionsEnvironmentVariable: false,
      EnableNodeCliInspectArguments: false,
      EnableEmbeddedAsarIntegrityValidation: true,
      OnlyLoadAppFromAsar: true,
      LoadBrowserProcessSpecificV8Snapshot: false,
      GrantFileProtocolExtraPrivileges: false,
    });
  });

  it('H51 holds no sources, maps, tests, settings or documents of ours', () => {
    expect(files.filter((path) => /\.(ts|tsx|mts|map|env|log|ya?ml)$|(^|\/)(test|tests|tools|bench|docs|renderer\/main)\//.test(path) && !path.endsWith('.d.ts'))).toEqual([]);
    expect([...new Set(inside.map((path) => path.split('/')[0]))].sort()).toEqual(['dist', 'node_modules', 'package.json']);
  });

  const bundles = (): string[] => files.filter((path) => path.startsWith('dist/') && !path.startsWith('dist/renderer/') && !path.endsWith('.json'));

  it('runs main from one small bundled file and the pieces beside it, its jobs from another, and the preload from a third', () => {
    expect(bundles()).toEqual(expect.arrayContaining(['dist/main/index.cjs', 'dist/main/job.cjs', 'dist/main/lane.cjs', 'dist/preload/index.cjs']));
    expect(bundles().filter((path) => !/^dist\/(main|preload)\/[\w.-]+\.cjs$/.test(path))).toEqual([]);
    expect(JSON.parse(text('package.json'))).toMatchObject({ main: 'dist/main/index.cjs' });
    expect(Buffer.byteLength(text('dist/main/index.cjs'))).toBeLessThan(40 * 1024); // read before the window opens
  });

  it('reads no code that draws pages before the first page is drawn', () => {
    const start = ['index', 'contract', 'vault', 'handlers', 'run'].map((name) => text(`dist/main/${name}.cjs`)).join('\n');
    for (const drawing of ['PDFPageLeaf', 'ReactDOMServer', 'data:font/woff2']) {
      expect(start, drawing).not.toContain(drawing);
      expect(bundles().some((path) => text(path).includes(drawing)), drawing).toBe(true);
    }
  });

  it('needs no package at run time but the three native ones', () => {
    const allowed = new Set(['electron', 'original-fs', 'better-sqlite3', 'keytar', '@node-rs/argon2']);
    const { isBuiltin } = createRequire(import.meta.url)('node:module') as { isBuiltin(name: string): boolean };
    const wanted = bundles().flatMap((path) => [...text(path).matchAll(/(?<![.\w])require\(["'`]([^"'`]+)["'`]\)/g)].map(([, name = '']) => name));
    expect([...new Set(wanted)].filter((name) => !allowed.has(name) && !isBuiltin(name) && !name.startsWith('./'))).toEqual([]);
  });

  it('H05 has a preload below 20 KiB that requires nothing but electron', () => {
    const preload = text('dist/preload/index.cjs');
    expect(Buffer.byteLength(preload)).toBeLessThan(20 * 1024);
    expect([...preload.matchAll(/require\(\s*["'`]([^"'`]+)/g)].map(([, name]) => name)).toEqual(['electron']);
  });

  it('H51 unpacks native files only, those of this platform, byte for byte those of the installed packages', () => {
    const unpacked = files.filter((path) => statFile(archive, path).unpacked === true);
    const here = `${process.platform}-${process.arch}`;
    expect(unpacked.length).toBe(3);
    expect(unpacked.filter((path) => !path.endsWith('.node') || !path.includes(here))).toEqual([]);
    expect(globSync('**/*.node', { cwd: join(RELEASE, 'resources', 'app.asar.unpacked') }).sort()).toEqual([...unpacked].sort());
    const hash = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');
    for (const path of unpacked) expect(hash(join(`${archive}.unpacked`, path))).toBe(hash(join(ROOT, path)));
  });

  it('H26 knows no development server and refers to no source map', () => {
    const bundles = files.filter((path) => /^dist\/.*\.(cjs|js|html|css)$/.test(path)).map((path) => [path, text(path)] as const);
    const own = (pattern: RegExp): string[] => bundles.filter(([, code]) => pattern.test(code)).map(([path]) => path);
    expect(own(/\/\/[#@] sourceMappingURL=/)).toEqual([]);
    expect(own(/127\.0\.0\.1:5173|localhost:5173|\/@vite\/client|ELECTRON_RENDERER_URL/)).toEqual([]);
  });

  it('carries no leftovers of the runtime and keeps the licences', () => {
    for (const path of ['resources/default_app.asar', 'version']) expect(existsSync(join(RELEASE, path))).toBe(false);
    expect(globSync('LICENSE*', { cwd: RELEASE }).length).toBeGreaterThanOrEqual(3);
    const fonts = globSync('paper/fonts/**/LICENSE-*.txt', { cwd: ROOT }).map((path) => basename(path)).sort();
    expect(fonts).toEqual(expect.arrayContaining(['LICENSE-inter.txt', 'LICENSE-jetbrains-mono.txt', 'LICENSE-noto-sans-arabic.txt', 'LICENSE-source-serif-4.txt']));
    expect(globSync('LICENSE-*.txt', { cwd: RELEASE }).sort()).toEqual(fonts);
    expect(files).toEqual(expect.arrayContaining(['dist/main/licenses.json', 'dist/renderer/licenses.json', 'node_modules/keytar/LICENSE.md']));
  });

  it('H60 starts through a launcher that switches memory images off, and never switches the sandbox off', () => {
    const launcher = readFileSync(join(RELEASE, 'billfold'), 'utf8');
    expect(launcher).toContain('ulimit -c 0');
    expect(launcher).not.toContain('no-sandbox');
    expect(statSync(join(RELEASE, 'billfold')).mode & 0o777).toBe(0o755);
  });
});
