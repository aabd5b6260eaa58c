// Running other programs and cleaning up after them; used by every script of tools/.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './paths.mjs';

/** An end of the script that the person can do something about: printed without a stack. */
export class Stop extends Error {}

const cleanups = new Set();

/** Registers work to be done when this process ends, however it ends; returns a function that does it now. */
export function onEnd(work) {
  const once = () => {
    if (cleanups.delete(once)) work();
  };
  cleanups.add(once);
  return once;
}

function cleanUp() {
  for (const work of [...cleanups].reverse()) work();
}

const foreground = new Set();
const GRACE_MS = 5000;

/** What runs in front ends first and in its own time; only then the bus, the keyring and the screen it stands on. */
async function endBy(signal, code) {
  const endings = [...foreground].map((child) => new Promise((resolve) => child.once('close', resolve)));
  for (const child of foreground) child.kill(signal);
  await Promise.race([Promise.all(endings), new Promise((resolve) => setTimeout(resolve, GRACE_MS))]);
  process.exit(code);
}

process.on('exit', cleanUp);
for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]]) {
  process.on(signal, () => void endBy(signal, code));
}

/** A folder under the system's temporary one (or the one given) that is gone when the script is, or earlier when `remove` is called. */
export function temporaryFolder(name, parent = tmpdir()) {
  const folder = mkdtempSync(join(parent, `billfold-${name}-`));
  const remove = onEnd(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return { folder, remove };
}

/** Runs a program to its end with our own input and output; resolves to its exit code. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    const stop = onEnd(() => child.kill('SIGTERM'));
    foreground.add(child);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      foreground.delete(child);
      stop();
      resolve(code ?? (signal === null ? 1 : 128));
    });
  });
}

/** Like run, but a failure stops the script with the sentence given. */
export async function must(command, args, sentence, options) {
  const code = await run(command, args, options);
  if (code !== 0) throw new Stop(`${sentence} (exit code ${code})`);
}

/** Runs a short program and returns { code, out }, never throwing. */
export function capture(command, args, options = {}) {
  const done = spawnSync(command, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 64 << 20, ...options });
  return { code: done.status ?? 1, out: `${done.stdout ?? ''}${done.stderr ?? ''}`, error: done.error };
}

/** The full path of a program, or undefined. */
export function which(name) {
  const folders = (process.env.PATH ?? '').split(process.platform === 'win32' ? ';' : ':');
  return [...folders, '/usr/sbin', '/sbin'].map((folder) => join(folder, name)).find((file) => existsSync(file));
}

const parentDeath = process.platform === 'linux' ? which('setpriv') : undefined;

/** Starts a helper program that lives no longer than this script: it ends with it, even when the script is killed outright. */
export function background(command, args, options = {}) {
  const [file, rest] = parentDeath === undefined ? [command, args] : [parentDeath, ['--pdeathsig', 'TERM', '--', command, ...args]];
  const child = spawn(file, rest, { cwd: root, ...options });
  child.on('error', () => undefined);
  const stop = onEnd(() => child.kill('SIGTERM'));
  child.on('close', stop);
  return { child, stop };
}
