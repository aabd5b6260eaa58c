// The packaged app, started as a person would start it: it reaches its first screen with all fuses on, and nothing on its command line or around it opens a back door.
import { existsSync, readFileSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Packaged, type Running, install, processesOf, screenshot, titles, until } from './packaged.ts';

let app: Packaged;
beforeAll(async () => {
  app = await install();
});
afterAll(async () => {
  await app.close();
});

/** The title that only the page itself can have set: the static one is plain "Billfold". */
function firstScreen(): string | undefined {
  return titles(app.desktop).find((title) => title !== 'Billfold' && title.includes('Billfold'));
}

async function stopped(one: Running): Promise<void> {
  one.child.kill('SIGTERM');
  const late = setTimeout(() => one.child.kill('SIGKILL'), 5000);
  await one.ended;
  clearTimeout(late);
}

/** The outcome of a start that should fail: its exit code, or the title of the window it should not have shown. */
function outcomeOf(one: Running): Promise<unknown> {
  return Promise.race([one.ended, until(one, 'an end', () => titles(app.desktop)[0], 20_000).catch(() => one.ended)]);
}

function statusOf(pid: number): Record<string, string> {
  const lines = readFileSync(`/proc/${pid}/status`, 'utf8').split('\n');
  return Object.fromEntries(lines.map((line) => line.split(':\t') as [string, string]));
}

describe('started by an ordinary user on a fresh machine', () => {
  let running: Running;
  beforeAll(async () => {
    running = app.start();
    await until(running, 'the first screen', firstScreen);
  });
  afterAll(async () => {
    await stopped(running);
  });

  it('shows its first-run screen', async () => {
    expect(firstScreen()).toBe('Your business · Billfold');
    const seen = await until(running, 'a painted window', () => {
      const shot = screenshot(app.desktop);
      return shot.colours > 20 ? shot : undefined;
    });
    expect(seen).toMatchObject({ width: 1600, height: 1000 });
  });

  it('H53 keeps its page in the full sandbox: system calls filtered, no new privileges', () => {
    const pages = processesOf(app.folder).filter(({ command }) => command.includes('--type=renderer'));
    expect(pages.length).toBeGreaterThan(0);
    for (const { pid, command } of pages) {
      expect(command).not.toContain('--no-sandbox');
      expect(statusOf(pid)).toMatchObject({ Seccomp: '2', NoNewPrivs: '1' });
    }
  });

  it('H11 holds no network socket', () => {
    const mine = processesOf(app.folder).flatMap(({ pid }) => socketsOf(pid));
    expect(mine.length).toBeGreaterThan(0); // the display and the message bus, both local
    expect(mine.filter((inode) => networkSockets().has(inode))).toEqual([]);
  });

  it('H60 leaves no memory image when it is killed by a fault', () => {
    const all = processesOf(app.folder).filter(({ command }) => !command.includes('--type='));
    expect(all.length).toBeGreaterThan(0);
    for (const { pid } of all) expect(readFileSync(`/proc/${pid}/limits`, 'utf8')).toMatch(/^Max core file size\s+0\s+0\s/m);
  });

  it('H14 a second copy ends by itself and the first one stays', async () => {
    const second = app.start();
    const late = setTimeout(() => second.child.kill('SIGKILL'), 20_000);
    expect(await second.ended).toBe(0);
    clearTimeout(late);
    expect(running.child.exitCode).toBeNull();
  });
});

function socketsOf(pid: number): string[] {
  return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    try {
      return [/^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? []].flat();
    } catch {
      return []; // closed meanwhile
    }
  });
}

/** Inode numbers of every IPv4 and IPv6 socket on this machine. */
function networkSockets(): Set<string> {
  const tables = ['tcp', 'tcp6', 'udp', 'udp6', 'raw', 'raw6'].map((name) => `/proc/net/${name}`).filter((path) => existsSync(path));
  return new Set(tables.flatMap((path) => readFileSync(path, 'utf8').trim().split('\n').slice(1).map((line) => line.trim().split(/\s+/)[9] ?? '')));
}

function nothingShown(): void {
  expect(titles(app.desktop)).toEqual([]);
}

describe('H13 switches that would let other code in', () => {
  beforeEach(nothingShown);
  it.each([
    '--inspect', '--inspect-brk=9229', '--remote-debugging-port=0', '--remote-debugging-pipe', '--js-flags=--expose-gc', '--load-extension=/tmp',
    '--renderer-cmd-prefix=xterm', '--gpu-launcher=xterm', '--no-sandbox', '--disable-web-security', '--host-rules=MAP * 127.0.0.1', '--user-data-dir=/tmp/x',
  ])('%s ends the app before it shows anything', async (option) => {
    const one = app.start([option]);
    const outcome = await outcomeOf(one);
    await stopped(one);
    expect(outcome).toBe(1);
    expect(one.output()).not.toMatch(/DevTools listening|Debugger listening/);
  });
});

describe('H50 the environment', () => {
  beforeEach(nothingShown);
  it('cannot turn the app into a plain Node that runs anything', async () => {
    const one = app.start(['-e', "process.stdout.write('ran as node')"], { ELECTRON_RUN_AS_NODE: '1' });
    await outcomeOf(one);
    await stopped(one);
    expect(one.output()).not.toContain('ran as node');
  });

  it('cannot load code through NODE_OPTIONS', async () => {
    const one = app.start([], { NODE_OPTIONS: '--require=/nonexistent/billfold-probe.js' });
    await until(one, 'the first screen', firstScreen);
    await stopped(one);
    expect(one.output()).not.toContain('billfold-probe');
  });

  it('H60 an abort leaves no memory image and no crash report behind', async () => {
    const one = app.start();
    await until(one, 'the first screen', firstScreen);
    one.child.kill('SIGABRT');
    await one.ended;
    const left = readdirSync(app.home, { recursive: true, encoding: 'utf8' });
    expect(left.filter((name) => /(^|\/)core(\.\d+)?$|\.dmp$/.test(name))).toEqual([]);
  });
});

describe('H51 native code beside the archive', () => {
  beforeEach(nothingShown);
  it('that was changed is never reached: no first screen comes', async () => {
    const library = join(app.folder, 'resources/app.asar.unpacked/node_modules/keytar/prebuilds', `${process.platform}-${process.arch}`, 'keytar.node');
    const before = readFileSync(library);
    writeFileSync(library, Buffer.concat([before, Buffer.from([0])]));
    const one = app.start();
    await until(one, 'a window', () => titles(app.desktop)[0]);
    await pause(4000); // several times what the first screen needs
    const shown = firstScreen();
    await stopped(one);
    writeFileSync(library, before);
    expect(shown).toBeUndefined();
  });
});
