// What must be true after every fault: old backups as they were, the books whole, and nothing left over after the next run. Used by the fault tests of backups.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { realDisk } from '../../../main/backup/disk.ts';
import { type BackupEntry, listBackups } from '../../../main/backup/list.ts';
import { type BackupPlace, makeBackups } from '../../../main/backup/make.ts';
import { verifyFile } from '../../../main/backup/verify.ts';
import { type BackedBooks, depsAt } from './books.ts';

export function entriesOf({ session }: BackedBooks, folder: string): BackupEntry[] {
  return listBackups(folder, { vaultId: session.vaultId, kitSerial: session.kit.serial, bk: session.bk }, realDisk);
}

/** Hash of each file of a folder by its name. */
export function hashes(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).toSorted().map((name) => [name, createHash('sha256').update(readFileSync(join(folder, name))).digest('hex')]));
}

export function partsIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.part') || name.endsWith('.tmp'));
}

/** All that lay there still does, byte for byte; what came on top is a whole backup or a part, never something in between under a backup's name. */
export function expectIntact(books: BackedBooks, folder: string, before: Readonly<Record<string, string>>): void {
  const now = hashes(folder);
  expect(now).toMatchObject(before);
  for (const entry of entriesOf(books, folder)) {
    if (before[entry.name] !== undefined) continue;
    expect(entry.fault).toBeNull();
    expect(verifyFile(entry.path, entry.bytes, books.session.bk, 'open').vaultId).toBe(books.session.vaultId);
  }
}

/** The books answer, and nothing in them is damaged. */
export function expectBooksWhole({ ctx }: BackedBooks): void {
  expect(ctx.db.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(ctx.db.pragma('foreign_key_check')).toEqual([]);
}

/** The next backup goes well and has cleaned up what was left, however young. */
export async function expectNextCleansUp(books: BackedBooks, place: BackupPlace): Promise<void> {
  expect(await makeBackups(books.source, [place], depsAt(Date.now()))).toMatchObject([{ ok: true }]);
  expect(partsIn(place.folder)).toEqual([]);
  expect(partsIn(books.source.staging)).toEqual([]);
}
