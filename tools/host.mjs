// Sees to what the operating system must bring (libraries, a virtual display, a keyring, a compiler); tools/run.mjs calls it.
// As root on Debian or Ubuntu it installs what is missing, otherwise it prints the one command that does.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isLinux, isRoot, modules } from './paths.mjs';
import { capture, must, Stop, which } from './process.mjs';

// Package names of Debian 12 and Ubuntu 22; newer releases renamed some to ...t64, which is looked up.
const LIBRARIES = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libsecret-1-0', 'libcups2', 'libatspi2.0-0'];
const PROGRAMS = {
  display: { Xvfb: 'xvfb', xwininfo: 'x11-utils' },
  keyring: { 'dbus-daemon': 'dbus-daemon', 'gnome-keyring-daemon': 'gnome-keyring' },
  compiler: { python3: 'python3', make: 'make', 'g++': 'g++' },
};

function missingLibraries(files) {
  const lines = files.filter((file) => existsSync(file)).flatMap((file) => capture('ldd', [file]).out.split('\n'));
  return [...new Set(lines.filter((line) => line.includes('not found')).map((line) => line.trim().split(' ')[0]))];
}

function isDebian() {
  if (!existsSync('/etc/os-release') || which('apt-get') === undefined) return false;
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'));
}

function packageNames(packages) {
  return packages.map((name) => {
    const renamed = capture('apt-cache', ['show', `${name}t64`]).code === 0 && name.startsWith('lib');
    return renamed ? `${name}t64` : name;
  });
}

/**
 * Brings what is missing. `needs` is a list out of display, keyring, compiler; the libraries of the Electron given are always looked at.
 * Does nothing on Windows and macOS, which have all of it.
 */
export async function ensureHost(electron, needs) {
  if (!isLinux) return;
  const keytar = join(modules, 'keytar', 'prebuilds', `linux-${process.arch}`, 'keytar.node');
  const libraries = missingLibraries([electron.program, ...(existsSync(keytar) ? [keytar] : [])]);
  const programs = needs.flatMap((need) => Object.entries(PROGRAMS[need])).filter(([name]) => which(name) === undefined);
  if (libraries.length === 0 && programs.length === 0) return;
  const wanted = [...(libraries.length > 0 ? LIBRARIES : []), ...new Set(programs.map(([, name]) => name))];
  await install([...libraries, ...programs.map(([name]) => name)], wanted);
}

async function install(missing, wanted) {
  const debian = isDebian();
  const sentence = `This machine lacks: ${missing.join(', ')}.`;
  if (!debian) throw new Stop(`${sentence}\nInstall what brings them (on Debian the packages ${wanted.join(' ')}) and run this again.`);
  const commandFor = (names) => `apt-get update && apt-get install -y --no-install-recommends ${names.join(' ')}`;
  if (!isRoot) throw new Stop(`${sentence} Run this once, then try again:\n\n  sudo sh -c '${commandFor(packageNames(wanted))}'\n`);
  process.stdout.write(`${sentence}\nInstalling: ${wanted.join(' ')}\n`);
  const options = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  await must('apt-get', ['-qq', 'update'], 'The list of packages could not be refreshed.', options);
  const names = packageNames(wanted);
  await must('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', ...names], `This command failed: ${commandFor(names)}`, options);
}

/** True where a window can be shown to the person at this machine. */
export function hasDisplay() {
  return !isLinux || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);
}

/** True where the person's own session bus (and with it, normally, a keyring) can be reached. */
export function hasSessionBus() {
  if (!isLinux) return true;
  const address = process.env.DBUS_SESSION_BUS_ADDRESS ?? '';
  if (address !== '' && !address.startsWith('disabled')) return true;
  return process.env.XDG_RUNTIME_DIR !== undefined && existsSync(join(process.env.XDG_RUNTIME_DIR, 'bus'));
}
