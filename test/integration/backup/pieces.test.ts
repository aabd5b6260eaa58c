// A long copy gives the disk back now and then: the owner's saves wait for the same disk.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { copyFile } from '../../../main/backup/copy.ts';
import { type Disk, realDisk } from '../../../main/backup/disk.ts';

it('a copy is brought to the disk every eight megabytes, not all at its end', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pieces-'));
  const [from, to] = [join(folder, 'from'), join(folder, 'to')];
  writeFileSync(from, Buffer.alloc(20 * 1024 * 1024 + 5, 3));
  let [unsynced, most] = [0, 0];
  const disk: Disk = {
    ...realDisk,
    write(file, bytes) { realDisk.write(file, bytes); unsynced += bytes.length; most = Math.max(most, unsynced); },
    sync(file) { realDisk.sync(file); unsynced = 0; },
  };
  const { bytes } = copyFile(disk, from, to, () => undefined);
  expect([bytes, unsynced]).toEqual([20 * 1024 * 1024 + 5, 0]);
  expect(most).toBeLessThanOrEqual(8 * 1024 * 1024);
  expect(readFileSync(to).equals(readFileSync(from))).toBe(true);
  rmSync(folder, { recursive: true });
});
