// Files beside the archive are held to the hashes in its header.
import { createPackageWithOptions } from '@electron/asar';
import fs, { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { changedNatives } from '../../../main/app/natives.ts';

const folder = mkdtempSync(join(tmpdir(), 'billfold-natives-'));
const archive = join(folder, 'app.asar');
const beside = (name: string): string => join(`${archive}.unpacked`, 'deep/er', name);

beforeAll(async () => {
  const from = join(folder, 'app');
  mkdirSync(join(from, 'deep/er'), { recursive: true });
  writeFileSync(join(from, 'index.js'), 'x');
  for (const name of ['one.node', 'two.node']) writeFileSync(join(from, 'deep/er', name), `native ${name}`);
  await createPackageWithOptions(from, archive, { unpack: '**/*.node' });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('H51 names nothing while all is as it was packed', () => {
  expect(changedNatives(archive, fs)).toEqual([]);
});

it('H51 names a file that was changed, and one that is gone', () => {
  writeFileSync(beside('one.node'), 'native one.nodE');
  expect(changedNatives(archive, fs)).toEqual(['deep/er/one.node']);
  rmSync(beside('two.node'));
  expect(changedNatives(archive, fs)).toEqual(['deep/er/one.node', 'deep/er/two.node']);
});
