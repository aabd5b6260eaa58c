// `npm run package`: the unpacked app of this machine, made with electron-builder and no network. Called by tools/run.mjs.
import { chmodSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { modules, root } from './paths.mjs';
import { capture, must } from './process.mjs';

const OWN = { linux: '--linux', darwin: '--mac', win32: '--win' };

/** Without it electron-builder fetches 7-Zip to make archives. */
function sevenZip() {
  const folder = { linux: 'linux', darwin: 'mac', win32: 'win' }[process.platform];
  const file = join(modules, '7zip-bin', folder, process.arch, process.platform === 'win32' ? '7za.exe' : '7za');
  if (!existsSync(file)) return {};
  chmodSync(file, 0o755);
  return { ELECTRON_BUILDER_7ZIP_PATH: file };
}

/**
 * Builds and packs; `rest` are electron-builder's own arguments (none: the unpacked app in release/). Returns 0.
 * The same commit gives the same bytes: times inside the archives are the commit's.
 */
export async function makePackage(electron, build, rest) {
  await build();
  const own = OWN[process.platform];
  const targets = rest.length > 0 ? rest : [own, 'dir'];
  const here = targets.includes(own) || !targets.some((word) => Object.values(OWN).includes(word));
  // The runtime that is here already; another platform's must be fetched.
  const runtime = here ? [`-c.electronVersion=${electron.version}`, `-c.electronDist=${electron.dist}`] : [];
  const epoch = capture('git', ['log', '-1', '--format=%ct']);
  const env = { ...process.env, ...sevenZip(), ...(epoch.code === 0 ? { SOURCE_DATE_EPOCH: epoch.out.trim() } : {}) };
  if (rest.length === 0) rmSync(join(root, 'release'), { recursive: true, force: true });
  await must(process.execPath, [join(modules, 'electron-builder', 'cli.js'), ...targets, '--publish', 'never', ...runtime], 'The app could not be packed.', { env });
  if (electron.fallback) process.stdout.write(`\nThis package holds Electron ${electron.version}, which is here for tests only. Never give it to anybody: make it where Electron's own download works.\n`);
  return 0;
}
