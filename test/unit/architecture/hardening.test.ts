// Words that must never stand in the product's code, and a few that must stand exactly once. The numbers are those of the hardening list in docs/THREATS.md.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PRODUCT_ROOMS, ROOT, hits, importsOf, sources } from '../../fixtures/sources.ts';

const product = sources(...PRODUCT_ROOMS);
const main = product.filter(({ path }) => path.startsWith('main/'));

const NEVER: readonly (readonly [string, RegExp])[] = [
  ['H02 no window loosens its sandbox', /sandbox:\s*false|nodeIntegration\w*:\s*true|contextIsolation:\s*false|webSecurity:\s*false|allowRunningInsecureContent:\s*true/],
  ['H02 no remote module, no experimental web features, no webview pop-ups', /@electron\/remote|enableBlinkFeatures|allowpopups|experimentalFeatures:\s*true|webviewTag:\s*true/],
  ['H15 the app never makes itself the handler of a web address scheme', /setAsDefaultProtocolClient/],
  ['H25 nothing writes markup into the page', /dangerouslySetInnerHTML|\.(innerHTML|outerHTML)\s*=|insertAdjacentHTML|document\.write|createContextualFragment|srcdoc/i],
  ['H26 there is no development server to load from', /localhost|127\.0\.0\.1|:5173|loadURL\(\s*['"`]http/],
  ['H30 nothing listens on a channel of its own', /ipcMain\s*\.\s*(on|once|handleOnce|addListener)\b|\.ipc\s*\.\s*(on|once|handle)\b/],
  ['H60 crash reports are never collected', /crashReporter\s*\.\s*start/],
  ['H62 nothing of a page is kept on disk', /['"`]persist:|\b(localStorage|sessionStorage|indexedDB|caches\.open)\b|zustand\/middleware|document\.cookie/],
  ['H10 the app has no use for a camera, a microphone or a location', /\b(getUserMedia|getDisplayMedia)\b|navigator\s*\.\s*(geolocation|mediaDevices|usb|hid|serial|bluetooth)/],
  ['code is never made from text', /\beval\s*\(|new Function\s*\(/],
  ['nothing is printed to a console', /\bconsole\s*\.\s*\w+\s*\(/],
  ['no check is silenced', /@ts-ignore|@ts-expect-error|@ts-nocheck/],
];

describe('words that never stand in the product', () => {
  it.each(NEVER)('%s', (_promise, pattern) => {
    expect(hits(product, pattern)).toEqual([]);
  });

  it('compiler and linter are not silenced in comments either', () => {
    const silenced = product.filter(({ text }) => /@ts-(ignore|expect-error|nocheck)|(eslint|oxlint)-disable/.test(text));
    expect(silenced.map(({ path }) => path)).toEqual([]);
  });

  it('H02 the patterns do find what they are for', () => {
    const bad = { path: 'x.ts', text: '', code: 'new BrowserWindow({ webPreferences: { sandbox: false } })\npersist: 1; el.innerHTML = a;' };
    expect(NEVER.filter(([, pattern]) => hits([bad], pattern).length > 0).map(([promise]) => promise.slice(0, 3))).toEqual(['H02', 'H25']);
  });
});

describe('things that are done in one place', () => {
  it('H30 there is exactly one door from the page into main', () => {
    expect(hits(product, /ipcMain\s*\.\s*handle\b/)).toHaveLength(1);
  });

  it('H05 the preload imports electron and the method names only', () => {
    const names = product.filter(({ path }) => path.startsWith('preload/')).flatMap((file) => importsOf(file).map(({ name }) => name));
    expect(new Set(names)).toEqual(new Set(['electron', '../contract/names.ts']));
  });

  it('H09 addresses are opened in the browser from one place, never a path', () => {
    expect(hits(main, /openExternal\s*\(/).length).toBeLessThanOrEqual(1);
    expect(hits(main, /shell\s*\.\s*openPath\s*\(/)).toEqual([]);
  });

  it('H16 the sandbox is switched on for every process before the app is ready', () => {
    const start = main.find(({ path }) => path === 'main/index.ts')?.code ?? '';
    expect(start.indexOf('app.enableSandbox()')).toBeGreaterThan(0);
    expect(start.indexOf('app.enableSandbox()')).toBeLessThan(start.indexOf('whenReady'));
  });

  it('the clock is read in two places only', () => {
    const readers = hits(main, /\bDate\.now\(\)|\bnew Date\(\)/).map((hit) => hit.slice(0, hit.indexOf(':')));
    expect(readers.filter((path) => !['main/vault/clock.ts', 'main/app/log.ts'].includes(path))).toEqual([]);
  });
});

describe('SQL', () => {
  it('is never put together from values: no template with a placeholder inside prepare() or exec()', () => {
    const glued = main.filter(({ code }) => /\b(prepare|exec)\s*(<[^>]*>)?\(\s*`[^`]*\$\{/.test(code));
    expect(glued.map(({ path }) => path)).toEqual([]);
  });

  it('is never added up from strings inside prepare() or exec()', () => {
    expect(hits(main, /\b(prepare|exec)\s*\(\s*['"`][^)]*['"`]\s*\+/)).toEqual([]);
  });

  it('stands in the repos, the database room and the vault only', () => {
    const sql = main.filter(({ code }) => /\.(prepare|exec)\s*\(\s*['"`]/.test(code)).map(({ path }) => path);
    expect(sql.filter((path) => !/^main\/(repo|db|vault|audit)\//.test(path))).toEqual([]);
  });
});

describe('money', () => {
  it('never becomes a binary fraction: no parseFloat, toFixed or Math.round where amounts are', () => {
    expect(hits(product.filter(({ path }) => /^(domain|contract|paper|main\/(service|repo|import))\//.test(path)), /\bparseFloat\s*\(|\.toFixed\s*\(|\bMath\.round\s*\(/)).toEqual([]);
  });
});

describe('what the packages may do', () => {
  const about = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<string, Record<string, unknown>>;

  it('H52 every version is exact, and no package runs a script when it is installed', () => {
    const versions = Object.values({ ...about['dependencies'], ...about['devDependencies'], ...about['optionalDependencies'] }).map(String);
    expect(versions.filter((version) => !/^(npm:@?[\w/-]+@)?\d+\.\d+\.\d+$/.test(version))).toEqual([]);
    expect(Object.values(about['allowScripts'] ?? {})).not.toContain(true);
    expect(readFileSync(join(ROOT, '.npmrc'), 'utf8')).toContain('strict-allow-scripts=true');
  });
});
