// A private desktop for tests and the demo: its own screen, its own message bus and its own keyring, all gone afterwards.
// The person's own keyring and screen are never touched. Called by tools/run.mjs and tests of the package.
import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isLinux, modules } from './paths.mjs';
import { background, capture, Stop, temporaryFolder } from './process.mjs';

const PASSWORD = 'billfold-development';
const STEP_LIMIT_MS = 20_000;

// No <servicedir>: nothing starts by itself on this bus, so a keyring that was not asked for stays away. Any user: its socket lies in a folder only its owner and root reach.
const BUS_CONFIG = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path=SOCKET</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`;

function firstLine(stream, what) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Stop(`${what} did not start within ${STEP_LIMIT_MS / 1000} s.`)), STEP_LIMIT_MS);
    createInterface({ input: stream }).once('line', (line) => resolve((clearTimeout(late), line))).once('close', () => reject(new Stop(`${what} ended at once.`)));
  });
}

async function startScreen(desk, size) {
  // -displayfd lets the server choose a free number and tells it when it is ready; -fbdir gives tests a screenshot without further programs.
  const args = ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp', '-fbdir', desk.folder];
  const { child } = desk.start('Xvfb', args, { env: desk.env, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  return `:${(await firstLine(child.stdio[3], 'The virtual display')).trim()}`;
}

async function startBus(desk) {
  const config = join(desk.folder, 'bus.conf');
  writeFileSync(config, BUS_CONFIG.replace('SOCKET', join(desk.folder, 'bus')));
  const args = [`--config-file=${config}`, '--nofork', '--nopidfile', '--print-address=1'];
  const { child } = desk.start('dbus-daemon', args, { env: desk.env, stdio: ['ignore', 'pipe', 'ignore'] });
  return (await firstLine(child.stdout, 'The message bus')).trim();
}

function keyringCall(env, code) {
  const script = `const k=require(${JSON.stringify(join(modules, 'keytar'))});(${code})(k).then(()=>process.exit(0),(e)=>{process.stderr.write(String(e.message));process.exit(1)})`;
  return capture(process.execPath, ['-e', script], { env, timeout: STEP_LIMIT_MS });
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function startKeyring({ env, start }, unlock) {
  const args = ['--foreground', '--components=secrets', `--control-directory=${join(env.XDG_RUNTIME_DIR, 'keyring')}`, ...(unlock ? ['--unlock'] : [])];
  const daemon = start('gnome-keyring-daemon', args, { env, stdio: ['pipe', 'ignore', 'ignore'] });
  daemon.child.stdin.end(unlock ? PASSWORD : undefined);
  for (let tries = 0; tries < 50; tries += 1) {
    if (keyringCall(env, "(k)=>k.getPassword('billfold-probe','probe')").code === 0) return daemon;
    await pause(100);
  }
  throw new Stop('The private keyring did not start.');
}

async function addKeyring(desk, state) {
  const daemon = await startKeyring(desk, true);
  if (state !== 'locked') return;
  // One item, so that "locked" can be told apart from "there is nothing".
  const seeded = keyringCall(desk.env, "(k)=>k.setPassword('billfold-seed','seed','seed')");
  if (seeded.code !== 0) throw new Stop(`The private keyring took no item: ${seeded.out}`);
  const gone = new Promise((resolve) => daemon.child.on('close', resolve));
  daemon.stop();
  await gone;
  await startKeyring(desk, false);
}

/** An empty desktop: the environment, a folder, and what was started for it. */
function emptyDesk(user) {
  const { folder, remove } = temporaryFolder('desktop');
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const programs = [];
  const start = (command, args, options) => {
    const program = background(command, args, { ...options, ...user });
    programs.push(program);
    return program;
  };
  const close = async () => {
    for (const { child, stop } of programs.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const gone = new Promise((resolve) => child.on('close', resolve));
      stop();
      await gone;
    }
    remove();
  };
  return { env: { ...process.env }, folder, user, start, close };
}

async function addBus(desk, home) {
  const { env, folder } = desk;
  env.XDG_RUNTIME_DIR = join(folder, 'run');
  env.XDG_DATA_HOME = home ?? join(folder, 'data');
  for (const path of [env.XDG_RUNTIME_DIR, env.XDG_DATA_HOME]) {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    chmodSync(path, 0o700);
    if (desk.user !== undefined) chownSync(path, desk.user.uid, desk.user.gid);
  }
  env.DBUS_SESSION_BUS_ADDRESS = await startBus(desk);
}

/**
 * Opens a private desktop; returns { env, close }, the environment to start programs with and what ends it (the end of this script does too).
 * `keyring`: unlocked; locked (holds one item, service billfold-seed); none (a bus without a keyring); nobus (no message bus at all).
 * `home` keeps the keyring in that folder instead of a temporary one. `screen`: e.g. 1600x1000x24, or undefined to keep the person's own.
 * `user` ({ uid, gid }) gives it all to another user, which root needs to start the packaged app as it will be started.
 * On Windows and macOS everything is the person's own.
 */
export async function openDesktop({ keyring, screen, home, user }) {
  if (!isLinux) return { env: { ...process.env }, close: async () => {} };
  const desk = emptyDesk(user);
  const { env } = desk;
  if (screen !== undefined) {
    env.DISPLAY = await startScreen(desk, screen);
    env.BILLFOLD_SCREEN_FILE = join(desk.folder, 'Xvfb_screen0');
    delete env.WAYLAND_DISPLAY;
  }
  env.BILLFOLD_KEYRING = keyring;
  env.DBUS_SESSION_BUS_ADDRESS = 'disabled:';
  if (keyring !== 'nobus') await addBus(desk, home);
  if (keyring === 'locked' || keyring === 'unlocked') await addKeyring(desk, keyring);
  return { env, close: desk.close };
}
