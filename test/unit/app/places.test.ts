// Data lives where each platform wants it, in a folder nobody else can swap or read (H69), and idle time locks whatever the wall clock says.
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../contract/errors.ts';
import { autoLock } from '../../../main/app/autoLock.ts';
import { emptyCrashDumps, isWritable, pathsIn, preparePaths } from '../../../main/app/paths.ts';
import { startFailure } from '../../../main/app/startFailure.ts';
import { THEMES, readPreference, savePreference, screenLanguage } from '../../../main/app/preference.ts';
import { userDataFolder } from '../../../main/app/userData.ts';

const fresh = (): string => mkdtempSync(join(tmpdir(), 'billfold-place-'));

describe('userDataFolder', () => {
  it.each([
    ['linux', {}, '/home/m', '/home/m/.local/share/billfold'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/home/m', '/data/billfold'],
    ['linux', { XDG_DATA_HOME: 'relative' }, '/home/m', '/home/m/.local/share/billfold'],
    ['darwin', { XDG_DATA_HOME: '/data' }, '/Users/m', '/Users/m/Library/Application Support/Billfold'],
    ['win32', { LOCALAPPDATA: 'D:\\Local' }, 'C:\\Users\\m', 'D:\\Local\\Billfold'],
    ['win32', {}, 'C:\\Users\\m', 'C:\\Users\\m\\AppData\\Local\\Billfold'],
  ] as const)('on %s with %j is the place that system means for it', (platform, env, home, folder) => {
    expect(userDataFolder(platform, env, home)).toBe(folder);
  });
});

describe('preparePaths', () => {
  it('makes the folders private, also when they were open before', () => {
    const folder = join(fresh(), 'billfold');
    mkdirSync(folder);
    chmodSync(folder, 0o755);
    preparePaths(pathsIn(folder));
    expect(statSync(folder).mode & 0o077).toBe(0);
  });
  it('refuses a folder that is a link to somewhere else', () => {
    const base = fresh();
    symlinkSync(tmpdir(), join(base, 'link'));
    expect(() => preparePaths(pathsIn(join(base, 'link')))).toThrow('FOLDER_UNSAFE');
  });
  it('refuses a folder that belongs to somebody else', () => {
    expect(() => preparePaths(pathsIn(fresh()), 'linux', 424242)).toThrow('FOLDER_UNSAFE');
  });
});

describe('isWritable', () => {
  it('is true for a folder of our own and for one that is yet to be made', () => {
    expect(isWritable(fresh())).toBe(true);
    expect(isWritable(join(fresh(), 'not', 'there'))).toBe(true);
  });
  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('is false for a folder that takes no files', () => {
    const folder = fresh();
    chmodSync(folder, 0o500);
    expect(isWritable(folder)).toBe(false);
  });
});

describe('emptyCrashDumps', () => {
  it('leaves no dump behind, and minds no missing folder', () => {
    const folder = fresh();
    writeFileSync(join(folder, 'x.dmp'), 'secret');
    emptyCrashDumps(folder);
    expect(() => readFileSync(join(folder, 'x.dmp'))).toThrow();
    emptyCrashDumps(join(folder, 'nowhere'));
  });
});

describe('preferences', () => {
  const theme = (folder: string) => readPreference(folder, 'theme', THEMES, 'system');
  it('come back as they were saved, and follow the computer when they cannot be read', () => {
    const folder = fresh();
    expect(theme(folder)).toBe('system');
    savePreference(folder, 'theme', 'dark');
    expect(theme(folder)).toBe('dark');
    writeFileSync(join(folder, 'theme'), 'purple');
    expect(theme(folder)).toBe('system');
  });
  it.each([['system', 'de-AT', 'de'], ['system', 'fr', 'fr'], ['system', 'es-419', 'es'], ['system', 'pt-BR', 'en'], ['system', '', 'en'], ['fr', 'de-DE', 'fr']] as const)(
    'the choice %s on a computer in %s shows the screens in %s', (choice, computer, shown) => {
      expect(screenLanguage(choice, computer)).toBe(shown);
    },
  );
});

describe('startFailure', () => {
  it('has a sentence of its own for what can stop the start, and names no path or code', () => {
    const stops = [new AppError('FOLDER_UNSAFE'), new AppError('DISK_FULL'), new AppError('DISK_READONLY'), new AppError('SELF_TEST_FAILED'), new AppError('SELF_TEST_FAILED', { params: { what: 'temp' } }), new Error('/home/me: EIO')];
    const said = stops.map((error) => startFailure(error));
    expect(new Set(said.map(({ message }) => message)).size).toBe(stops.length);
    for (const { message, detail } of said) expect(`${message} ${detail}`).not.toMatch(/[A-Z]{3,}_|\/home|EIO/);
  });
});

describe('autoLock', () => {
  const make = () => {
    let now = 0;
    let asleep = 0;
    const lock = vi.fn<(reason: 'idle' | 'system') => void>();
    const state = { open: true, minutes: 5 };
    const auto = autoLock({ monotonicMs: () => now, nowMs: () => 1_800_000_000_000 + now + asleep, idleMinutes: () => state.minutes, isOpen: () => state.open, lock });
    return { auto, lock, state, pass: (ms: number) => { now += ms; }, sleep: (ms: number) => { asleep += ms; } };
  };
  it('locks after the idle minutes, counted from the last input', () => {
    const { auto, lock, pass } = make();
    pass(4 * 60_000);
    auto.touch();
    pass(4 * 60_000);
    auto.check();
    expect(lock).not.toHaveBeenCalled();
    pass(60_000);
    auto.check();
    expect(lock).toHaveBeenCalledWith('idle');
  });
  it('locks at once when the computer locks or sleeps', () => {
    const { auto, lock } = make();
    auto.system();
    expect(lock).toHaveBeenCalledWith('system');
  });
  it('locks at the first check after a sleep that nobody told of', () => {
    const { auto, lock, pass, sleep } = make();
    pass(5000);
    sleep(30_000); // a time service set the clock
    auto.check();
    expect(lock).not.toHaveBeenCalled();
    pass(5000);
    sleep(8 * 3_600_000);
    auto.check();
    expect(lock).toHaveBeenCalledExactlyOnceWith('system');
  });
  it('does nothing while already locked', () => {
    const { auto, lock, state, pass } = make();
    state.open = false;
    pass(10 * 60_000);
    auto.check();
    auto.system();
    expect(lock).not.toHaveBeenCalled();
  });
});
