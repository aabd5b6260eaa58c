// Where the vault may live: not in a synced folder unwarned, not behind a link, not somebody else's.
import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { renamePatiently } from '../../../main/vault/files.ts';
import { checkFolder, syncedBy, thisHost } from '../../../main/vault/folder.ts';

let root: string;
beforeEach(() => { root = mkdtempSync(join(tmpdir(), 'billfold-folder-')); });
afterEach(() => rmSync(root, { recursive: true, force: true }));

function made(...parts: string[]): string {
  const path = join(root, ...parts);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  return path;
}

test.each([
  ['Dropbox', 'Dropbox'], ['Dropbox (Harbour Tea)', 'Dropbox'], ['OneDrive - Harbour Tea', 'OneDrive'], ['Google Drive', 'Google Drive'],
  ['Mobile Documents', 'iCloud'], ['Nextcloud', 'Nextcloud'], ['CloudStorage', 'a cloud drive'], ['MEGAsync', 'MEGA'],
])('a vault inside "%s" is warned about, wherever it starts', (name, program) => {
  expect(syncedBy(made(name, 'business', 'vault'))).toBe(program);
  expect(syncedBy(join(root, name, 'not', 'made', 'yet'))).toBe(program);
});

test('a sync program is also known by the mark it leaves in its root', () => {
  const vault = made('Books', 'vault');
  expect(syncedBy(vault)).toBeNull();
  writeFileSync(join(root, 'Books', '.stfolder'), '');
  expect(syncedBy(vault)).toBe('Syncthing');
});

test('a link into a synced folder does not hide it', () => {
  symlinkSync(made('Dropbox'), join(root, 'link'));
  expect(syncedBy(join(root, 'link', 'vault'))).toBe('Dropbox');
});

test('names that only look similar are left alone', () => {
  for (const name of ['Dropbox-alternative', 'boxes', 'synchrony', 'my drives']) expect(syncedBy(made(name))).toBeNull();
});

test('a link, a file, or a folder of somebody else is refused; open rights are closed', () => {
  const folder = made('vault');
  checkFolder(folder, thisHost);
  checkFolder(join(root, 'missing'), thisHost);
  symlinkSync(folder, join(root, 'link'));
  writeFileSync(join(root, 'file'), '');
  for (const name of ['link', 'file']) expect(() => checkFolder(join(root, name), thisHost)).toThrow('FOLDER_UNSAFE');
  expect(() => checkFolder(folder, { platform: 'linux', uid: statSync(folder).uid + 1 })).toThrow('FOLDER_UNSAFE');
  const open = made('open');
  rmSync(open, { recursive: true });
  mkdirSync(open, { mode: 0o777 });
  checkFolder(open, thisHost);
  expect(statSync(open).mode & 0o077).toBe(0);
  checkFolder(folder, { platform: 'win32', uid: null });
});

test('on Windows a file held by a virus scanner is renamed a moment later; elsewhere, and for other errors, a refusal is final', () => {
  const held = (times: number, code: string) => {
    let left = times;
    return () => {
      left -= 1;
      if (left >= 0) throw Object.assign(new Error(code), { code });
    };
  };
  expect(() => renamePatiently('a', 'b', 'win32', held(3, 'EBUSY'))).not.toThrow();
  expect(() => renamePatiently('a', 'b', 'win32', held(99, 'EPERM'))).toThrow('EPERM');
  expect(() => renamePatiently('a', 'b', 'win32', held(1, 'ENOSPC'))).toThrow('ENOSPC');
  expect(() => renamePatiently('a', 'b', 'linux', held(1, 'EBUSY'))).toThrow('EBUSY');
});
