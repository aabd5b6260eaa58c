// Starts the packaged app the way a person's session would: as an ordinary user, with the sandbox on, in a private desktop. Used by the tests beside it.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Desktop, openDesktop } from '../../tools/desktop.mjs';
import { ROOT } from '../fixtures/sources.ts';

export const RELEASE = join(ROOT, 'release', 'linux-unpacked');
/** Chromium refuses to start its sandbox for root, and the app refuses to start without it: root lends the app to "nobody". */
const NOBODY = { uid: 65_534, gid: 65_534 };
const isRoot = process.getuid?.() === 0;

export interface Packaged {
  folder: string;
  desktop: Desktop;
  /** A folder of the user's own. */
  home: string;
  start(args?: readonly string[], env?: Record<string, string>): Running;
  close(): Promise<void>;
}

export interface Running {
  child: ChildProcess;
  output(): string;
  ended: Promise<number | NodeJS.Signals | null>;
}

/** A copy of the unpacked app as an installer would leave it, and a desktop for its user. */
export async function install(): Promise<Packaged> {
  const base = mkdtempSync(join(tmpdir(), 'billfold-packaged-'));
  const folder = join(base, 'app');
  const home = join(base, 'home');
  cpSync(RELEASE, folder, { recursive: true });
  const temporary = join(home, 'tmp');
  for (const path of [home, temporary]) mkdirSync(path, { mode: 0o700 });
  if (isRoot) {
    chmodSync(base, 0o755);
    for (const path of [home, temporary]) chownSync(path, NOBODY.uid, NOBODY.gid);
    chmodSync(join(folder, 'chrome-sandbox'), 0o4755);
  }
  const desktop = await openDesktop({ keyring: 'unlocked', screen: '1600x1000x24', ...(isRoot ? { user: NOBODY } : {}) });
  const running = new Set<Running>();
  return {
    folder,
    desktop,
    home,
    start(args = [], env = {}) {
      const one = run(join(folder, 'billfold'), args, { ...desktop.env, HOME: home, TMPDIR: temporary, XDG_CONFIG_HOME: join(home, '.config'), ...env }, home);
      running.add(one);
      void one.ended.then(() => running.delete(one));
      return one;
    },
    async close() {
      for (const one of running) one.child.kill('SIGKILL');
      await Promise.all([...running].map((one) => one.ended));
      await desktop.close();
      rmSync(base, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

function run(program: string, args: readonly string[], env: Record<string, string | undefined>, cwd: string): Running {
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], ...(isRoot ? NOBODY : {}) });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => child.on('close', (code, signal) => resolve(code ?? signal)));
  return { child, output: () => text, ended };
}

/** The titles of all windows on the desktop, as the window manager would see them. */
export function titles(desktop: Desktop, tries = 5): string[] {
  try {
    const tree = execFileSync('xwininfo', ['-root', '-tree'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], env: { ...desktop.env, LC_ALL: 'C.UTF-8' } });
    return [...tree.matchAll(/0x[0-9a-f]+ "([^"]*)": \("billfold/gi)].map(([, title = '']) => title);
  } catch (error) {
    // it gives up when a window goes away while it looks
    if (tries <= 1) throw error;
    return titles(desktop, tries - 1);
  }
}

/** Waits until `look` answers something; fails with what the app printed. */
export async function until<T>(app: Running, what: string, look: () => T | undefined, limitMs = 30_000): Promise<T> {
  const start = Date.now();
  while (Date.now() - start < limitMs) {
    const found = look();
    if (found !== undefined) return found;
    if (app.child.exitCode !== null) throw new Error(`The app ended with ${app.child.exitCode} before: ${what}\n${app.output()}`);
    await pause(100);
  }
  throw new Error(`Not within ${limitMs / 1000} s: ${what}\n${app.output()}`);
}

export interface Screenshot {
  width: number;
  height: number;
  /** How many different colours a coarse grid of pixels shows. */
  colours: number;
}

/** Looks at the virtual screen itself (an XWD file that the display server keeps): no program on the desktop has to help. */
export function screenshot(desktop: Desktop): Screenshot {
  const bytes = readFileSync(desktop.env['BILLFOLD_SCREEN_FILE'] ?? '');
  const [header = 0, width = 0, height = 0, lineBytes = 0, colourCells = 0] = [0, 16, 20, 48, 76].map((at) => bytes.readUInt32BE(at));
  const pixels = header + colourCells * 12;
  const seen = new Set<number>();
  for (let y = 0; y < height; y += 7) {
    for (let x = 0; x < width; x += 7) seen.add(bytes.readUInt32LE(pixels + y * lineBytes + x * 4) & 0xffffff);
  }
  return { width, height, colours: seen.size };
}

/** The processes that run the program of this copy, with their command lines. */
export function processesOf(folder: string): { pid: number; command: string }[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return command.startsWith(folder) ? [{ pid: Number(name), command }] : [];
    } catch {
      return []; // it ended meanwhile
    }
  });
}
