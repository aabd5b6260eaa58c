// The one door to everything a person runs: `npm start`, `npm test`, `npm run demo` and so on. Sets up what is missing, then hands over.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDependencies, ensureNode } from './dependencies.mjs';
import { openDesktop } from './desktop.mjs';
import { resolveElectron } from './electron.mjs';
import { ensureHost, hasDisplay, hasSessionBus } from './host.mjs';
import { ensureNative, needsCompiler } from './native.mjs';
import { cache, isLinux, isRoot, modules, root } from './paths.mjs';
import { must, run, Stop } from './process.mjs';

const SCREEN = '1600x1000x24';

/** Everything that must be there before the app or a test can run; `needs` as in tools/host.mjs. Returns the Electron to use. */
async function setUp(needs) {
  const electron = await resolveElectron();
  const compiler = isLinux && electron.fallback && needsCompiler(electron) ? ['compiler'] : [];
  await ensureHost(electron, [...needs, ...compiler]);
  await ensureNative(electron);
  return electron;
}

/** `vite build`, by the file and not by the command's name: a shell is not needed and Windows is served too. */
function build() {
  return must(process.execPath, [join(modules, 'vite', 'bin', 'vite.js'), 'build', '--app', '--logLevel', 'warn'], 'The build failed.');
}

function electronArguments(rest) {
  return [...(isLinux && isRoot ? ['--no-sandbox'] : []), '.', ...rest];
}

/** The person's own desktop; where there is a screen but no session bus, a keyring is kept among the caches so that the vault still opens next time. */
async function ownDesktop() {
  if (hasSessionBus()) return { env: { ...process.env } };
  await ensureHost({ program: process.env.BILLFOLD_ELECTRON }, ['keyring']);
  process.stdout.write('There is no session bus here; the keyring of this run is kept in .cache/keyring.\n');
  const desktop = await openDesktop({ keyring: 'unlocked', home: join(cache, 'keyring') });
  // Only the keyring lives there: the books stay where they always are.
  if (process.env.XDG_DATA_HOME === undefined) delete desktop.env.XDG_DATA_HOME;
  else desktop.env.XDG_DATA_HOME = process.env.XDG_DATA_HOME;
  return desktop;
}

async function start(rest) {
  if (!hasDisplay()) {
    throw new Stop('There is no display here, so the window cannot be shown.\nTo watch the whole application work without one, run: npm run demo');
  }
  const electron = await setUp([]);
  const { env } = await ownDesktop();
  await build();
  return run(electron.program, electronArguments(rest), { env });
}

/** The file of a script that is plain JavaScript or, since this Node reads that too, TypeScript. */
function script(folder, name) {
  const file = ['mjs', 'ts'].map((kind) => join(root, folder, `${name}.${kind}`)).find((path) => existsSync(path));
  if (file === undefined) throw new Stop(`There is no ${folder}/${name}.mjs.`);
  return file;
}

async function demo(rest) {
  await setUp(['display', 'keyring']);
  await build();
  const { env } = await openDesktop({ keyring: 'unlocked', screen: SCREEN });
  return run(process.execPath, [script('tools', 'demo'), ...rest], { env });
}

async function bench(rest) {
  await setUp(['display', 'keyring']);
  await build();
  const { env } = await openDesktop({ keyring: 'unlocked', screen: SCREEN });
  return run(process.execPath, [script('bench', 'run'), ...rest], { env });
}

/** `npm run with -- [--keyring=STATE] [--no-screen] COMMAND...`: runs any command inside a private desktop. */
async function inDesktop(rest) {
  const command = rest.findIndex((argument) => !argument.startsWith('--'));
  if (command < 0) throw new Stop('Say which command to run inside the private desktop.');
  const options = rest.slice(0, command);
  const keyring = options.find((option) => option.startsWith('--keyring='))?.slice('--keyring='.length) ?? 'unlocked';
  await setUp(['display', 'keyring']);
  const { env } = await openDesktop({ keyring, ...(options.includes('--no-screen') ? {} : { screen: SCREEN }) });
  const program = rest[command];
  return run(program === 'electron' ? env.BILLFOLD_ELECTRON : program, rest.slice(command + 1), { env, cwd: process.cwd() });
}

async function test(rest, long = false) {
  const { runTests } = await import('./testRun.mjs');
  return runTests({ wanted: rest, long, setUp, build, screen: SCREEN });
}

const commands = {
  start,
  demo,
  bench,
  with: inDesktop,
  build: async () => (await setUp([]), await build(), 0),
  setup: async () => (await setUp(['display', 'keyring']), 0),
  test: (rest) => test(rest),
  'test:long': (rest) => test(rest, true),
  package: async (rest) => (await import('./package.mjs')).makePackage(await setUp([]), build, rest),
  dev: async () => (await import('./dev.mjs')).develop(await setUp([]), electronArguments([]), (await ownDesktop()).env),
};

// Left over from a terminal inside another Electron program, it would make ours start without a window.
delete process.env.ELECTRON_RUN_AS_NODE;

try {
  const [name, ...rest] = process.argv.slice(2);
  const command = commands[name];
  if (command === undefined) throw new Stop(`Say one of: ${Object.keys(commands).join(', ')}.`);
  if (!existsSync(join(root, 'package.json'))) throw new Stop('This script belongs into the project folder.');
  await ensureDependencies();
  await ensureNode();
  process.exit(await command(rest));
} catch (error) {
  process.stderr.write(error instanceof Stop ? `\n${error.message}\n` : `${error.stack}\n`);
  process.exit(1);
}
