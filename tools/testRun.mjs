// `npm test`: runs every kind of test after one another and adds up what each runner reports. Called by tools/run.mjs.
import { accessSync, chmodSync, constants, existsSync, globSync, mkdirSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { openDesktop } from './desktop.mjs';
import { isLinux, modules, root } from './paths.mjs';
import { run, Stop, temporaryFolder } from './process.mjs';

const results = join(root, 'test-results');
const STEP_LIMIT_MS = 25 * 60_000;
/** `npm run test:long`: a thousand kills and ten thousand sales take some twenty minutes on a quiet machine. */
const LONG_LIMIT_MS = 180 * 60_000;
const KEYRINGS = ['unlocked', 'locked', 'none'];

/** A check without tests of its own (the compiler, the linter, the build, the demo) counts as one. */
async function check(command, args, options) {
  const code = await run(command, args, { timeout: STEP_LIMIT_MS, ...options });
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

function report(name) {
  mkdirSync(results, { recursive: true });
  const file = join(results, `${name}.json`);
  rmSync(file, { force: true });
  return file;
}

/** A runner that failed without naming a failed test (a file that does not load, an unhandled error) counts as one failure. */
function honest(counts, code) {
  return { ...counts, failed: code !== 0 && counts.failed === 0 ? 1 : counts.failed };
}

async function vitest(name, args, options) {
  const file = report(name);
  const runner = join(modules, 'vitest', 'vitest.mjs');
  const code = await run(process.execPath, [runner, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args], {
    timeout: STEP_LIMIT_MS,
    ...options,
  });
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const found = JSON.parse(readFileSync(file, 'utf8'));
  const unloaded = found.testResults.filter((one) => one.status === 'failed' && one.assertionResults.length === 0).length;
  const counts = { passed: found.numPassedTests, failed: found.numFailedTests + unloaded, skipped: found.numPendingTests + found.numTodoTests };
  return honest(counts, code);
}

async function playwright(name, args, env) {
  const file = report(name);
  const code = await run(process.execPath, [join(modules, '@playwright', 'test', 'cli.js'), 'test', ...args], {
    timeout: STEP_LIMIT_MS,
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  });
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const { stats } = JSON.parse(readFileSync(file, 'utf8'));
  return honest({ passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }, code);
}

async function insideDesktop(options, work) {
  const desktop = await openDesktop(options);
  try {
    return await work(desktop.env);
  } finally {
    await desktop.close();
  }
}

function has(pattern) {
  return globSync(pattern, { cwd: root }).length > 0;
}

async function keychain(filters) {
  if (!isLinux || !has('test/integration/keychain/**/*.test.ts')) return undefined;
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const keyring of KEYRINGS) {
    const counts = await insideDesktop({ keyring }, (env) => vitest(`keychain-${keyring}`, ['--project', 'keychain', ...filters], { env }));
    total.passed += counts.passed;
    total.failed += counts.failed;
  }
  return total;
}

async function demo(screen, rest) {
  const file = ['tools/demo.mjs', 'tools/demo.ts'].map((path) => join(root, path)).find((path) => existsSync(path));
  if (file === undefined) return undefined;
  const real = join(root, '..', 'shared', 'data');
  const args = process.env.CI !== undefined && existsSync(real) ? ['--northwind', relative(root, real)] : [];
  const runs = [args];
  const retail = join(real, 'online-retail-2010-12.csv.gz');
  if (existsSync(retail)) runs.push(['--retail', relative(root, retail)]);
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const run of runs) {
    const counts = await insideDesktop({ keyring: 'unlocked', screen }, (env) => check(process.execPath, [file, ...run, ...rest], { env }));
    total.passed += counts.passed;
    total.failed += counts.failed;
  }
  return total;
}

async function bench(screen) {
  const file = ['bench/run.mjs', 'bench/run.ts'].map((path) => join(root, path)).find((path) => existsSync(path));
  if (file === undefined) return undefined;
  return insideDesktop({ keyring: 'unlocked', screen }, (env) => check(process.execPath, [file, '--tiny'], { env }));
}

function onlyOne(build) {
  let built;
  return () => (built ??= build().then(() => true, (error) => (process.stderr.write(`${error.message}\n`), false)));
}

const FAILED = { passed: 0, failed: 1, skipped: 0 };

/** Every part by name: what it needs built first, and how it runs. A part that has nothing to run yet answers undefined. */
function parts({ build, screen, electron, makePackage }) {
  const afterBuild = (work) => async (rest) => ((await build()) ? work(rest) : FAILED);
  return {
    types: () => check(process.execPath, [join(modules, 'typescript', 'bin', 'tsc'), '-p', '.']),
    lint: () => check(process.execPath, [join(modules, 'oxlint', 'bin', 'oxlint'), '--type-aware', '--deny-warnings']),
    unit: (rest) => vitest('unit', ['--project', 'node', '--project', 'renderer', ...(rest.length > 0 ? rest : ['test/unit'])]),
    integration: (rest) => vitest('integration', ['--project', 'node', ...(rest.length > 0 ? rest : ['test/integration'])]),
    keychain,
    build: async () => ((await build()) ? { passed: 1, failed: 0, skipped: 0 } : FAILED),
    e2e: afterBuild(async (rest) =>
      has('test/e2e/**/*.test.ts') ? insideDesktop({ keyring: 'unlocked', screen }, (env) => playwright('e2e', rest, env)) : undefined,
    ),
    package: afterBuild(async (rest) => {
      if (!isLinux) return undefined;
      await makePackage(electron);
      return vitest('package', ['--project', 'package', ...rest]);
    }),
    bench: afterBuild(() => bench(screen)),
    demo: afterBuild((rest) => demo(screen, rest)),
  };
}

/** What has to be on a real disk: what is measured, and the app as a person has it. */
const ON_DISK = new Set(['e2e', 'package', 'bench', 'demo']);
const MEMORY = '/dev/shm';
const MEMORY_BYTES = 4 * 2 ** 30;

/** Where a thousand small databases do not wait for the disk: in memory, where the system has room for files there. */
function memory() {
  try {
    accessSync(MEMORY, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    return isLinux && bavail * bsize >= MEMORY_BYTES ? MEMORY : tmpdir();
  } catch {
    return tmpdir(); // there is none
  }
}

async function timed(name, work) {
  process.stdout.write(`\n=== ${name}\n`);
  const start = Date.now();
  const counts = await work().catch((error) => {
    process.stderr.write(`${error instanceof Stop ? error.message : error.stack}\n`);
    return FAILED;
  });
  return { name, seconds: ((Date.now() - start) / 1000).toFixed(1), counts };
}

function print(rows) {
  process.stdout.write('\n');
  const total = { passed: 0, failed: 0 };
  for (const { name, seconds, counts } of rows) {
    const said = counts === undefined ? 'nothing to run' : `${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? ` (${counts.skipped} skipped)` : ''}`;
    process.stdout.write(`  ${name.padEnd(12)} ${said}, ${seconds} s\n`);
    total.passed += counts?.passed ?? 0;
    total.failed += counts?.failed ?? 0;
  }
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

/** Runs the parts wanted (all without a name; words after the first name go to its runner) and returns the exit code. The last line printed is the true total. */
export async function runTests({ wanted, long, setUp, build, screen }) {
  const electron = await setUp(['display', 'keyring']);
  if (long) return print([await timed('long', () => vitest('long', ['--project', 'long', ...wanted], { timeout: LONG_LIMIT_MS }))]);
  const { makePackage } = await import('./package.mjs');
  const all = parts({ build: onlyOne(build), screen, electron, makePackage: (with_) => makePackage(with_, async () => {}, []) });
  // What tests forget in the temporary folder goes with it. The packaged app, run as another user, must get through to its own part.
  const [quick, disk] = [memory(), tmpdir()].map((parent) => temporaryFolder('tests', parent).folder);
  for (const folder of [quick, disk]) chmodSync(folder, 0o711);
  const [only, ...rest] = wanted;
  if (only !== undefined && all[only] === undefined) throw new Stop(`There is no such part; say one of: ${Object.keys(all).join(', ')}.`);
  const rows = [];
  for (const [name, work] of Object.entries(all)) {
    process.env.TMPDIR = ON_DISK.has(name) ? disk : quick;
    if (only === undefined || name === only) rows.push(await timed(name, () => work(rest)));
  }
  return print(rows);
}
