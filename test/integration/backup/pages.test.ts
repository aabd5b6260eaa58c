// Every page of a backup is looked at: one flipped bit anywhere is found without the manifest; an older page under the same key, which no page check can see, by it.
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { fetchBackup } from '../../../main/backup/check.ts';
import { realDisk } from '../../../main/backup/disk.ts';
import { BackupFault } from '../../../main/backup/fault.ts';
import { makeBackups } from '../../../main/backup/make.ts';
import { PAGE, verifyFile } from '../../../main/backup/verify.ts';
import { schema } from '../../../main/db/migrate.ts';
import { openDatabase } from '../../../main/db/open.ts';
import { attach } from '../../../main/service/asides.ts';
import { diceOf } from '../../fixtures/books.ts';
import { cleanUpAfterEach } from '../vault/fixture.ts';
import { type BackedBooks, backedBooks, depsAt } from './books.ts';
import { entriesOf } from './state.ts';

cleanUpAfterEach(afterEach);

async function oneBackup(): Promise<{ books: BackedBooks; path: string; bytes: Buffer }> {
  const books = await backedBooks();
  for (const _ of attach(books.ctx, books.issue(), 'plan.bin', Buffer.alloc(40_000, 7))) continue; // pages that only carry on another one
  const place = books.place('stick');
  expect(await makeBackups(books.source, [place], depsAt())).toMatchObject([{ ok: true }]);
  const path = entriesOf(books, place.folder)[0]?.path ?? '';
  return { books, path, bytes: readFileSync(path) };
}

function faultOf(work: () => unknown): string {
  try {
    work();
    return '';
  } catch (error) {
    return error instanceof BackupFault ? error.code : String(error);
  }
}

it('e59 one flipped bit in any page, of whatever kind, is found by the key alone', async () => {
  const { books, bytes } = await oneBackup();
  const copy = join(books.owner.root, 'spoilt.tmp');
  const dice = diceOf(20_261_122);
  const pages = bytes.length / PAGE;
  expect(pages).toBeGreaterThan(100);
  for (let page = 0; page < pages; page += 1) {
    const at = page * PAGE + dice(PAGE);
    const was = bytes.readUInt8(at);
    bytes.writeUInt8(was ^ (1 << dice(8)), at);
    writeFileSync(copy, bytes);
    bytes.writeUInt8(was, at);
    const code = faultOf(() => verifyFile(copy, bytes.length, books.session.bk, 'open'));
    // the first page holds the salt: a bit there looks like another key
    expect([page, code]).toEqual([page, page === 0 ? 'OTHER_KIT' : 'BACKUP_DAMAGED']);
  }
}, 60_000);

it('e59 a file cut at any page, or in the middle of one, is cut short and never a smaller backup', async () => {
  const { books, bytes } = await oneBackup();
  const copy = join(books.owner.root, 'short.tmp');
  for (const length of [1, 100, PAGE - 1, PAGE, 2 * PAGE, bytes.length - PAGE, bytes.length - PAGE / 2, bytes.length - 1]) {
    writeFileSync(copy, bytes.subarray(0, length));
    expect(['BACKUP_TRUNCATED', 'BACKUP_DAMAGED']).toContain(faultOf(() => verifyFile(copy, length, books.session.bk, 'open')));
  }
  writeFileSync(copy, '');
  expect(faultOf(() => verifyFile(copy, 0, books.session.bk, 'open'))).toBe('BACKUP_EMPTY');
});

it('an older page of the same file under the same key passes every page check, and the sealed hash catches it', async () => {
  const { books, path, bytes } = await oneBackup();
  const other = join(books.owner.root, 'other.tmp');
  copyFileSync(path, other);
  // whoever has the kit writes into the file: the salt stays, so that its pages are good in the first one too
  const db = openDatabase(other, books.session.bk, { schemaVersion: schema.latest, scratch: true });
  db.exec("UPDATE vault_meta SET name = 'Harbour Sea'");
  db.close();
  const changed = readFileSync(other);
  const replayed = Array.from({ length: bytes.length / PAGE }, (_, page) => page).filter((page) => page > 0 && !bytes.subarray(page * PAGE, (page + 1) * PAGE).equals(changed.subarray(page * PAGE, (page + 1) * PAGE)));
  expect(replayed.length).toBeGreaterThan(0);
  for (const page of replayed) changed.copy(bytes, page * PAGE, page * PAGE, (page + 1) * PAGE);
  writeFileSync(path, bytes);
  expect(verifyFile(path, bytes.length, books.session.bk, 'open').name).toBe('Harbour Sea');
  const [entry] = entriesOf(books, join(path, '..'));
  expect(entry).toMatchObject({ proved: true, fault: null });
  expect(faultOf(() => entry && fetchBackup(entry, books.session.bk, join(books.owner.root, 'look.tmp'), realDisk, () => undefined))).toBe('BACKUP_DAMAGED');
});

it('e59 a backup of a newer version says so, and so does one of no version at all', async () => {
  const { books, path } = await oneBackup();
  const newer = join(books.owner.root, 'newer.tmp');
  copyFileSync(path, newer);
  const db = openDatabase(newer, books.session.bk, { schemaVersion: schema.latest, scratch: true });
  db.pragma(`user_version=${schema.latest + 1}`);
  db.close();
  expect(faultOf(() => verifyFile(newer, readFileSync(newer).length, books.session.bk, 'open'))).toBe('NEWER_SCHEMA');
  writeFileSync(newer, Buffer.alloc(3 * PAGE, 'SQLite format 3\0'));
  expect(faultOf(() => verifyFile(newer, 3 * PAGE, books.session.bk, 'open'))).toBe('OTHER_KIT');
});
