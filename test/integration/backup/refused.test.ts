// e59 to e61: what a person who wants a backup back is told of one that is no good, each in its own words, and that nothing of it is left behind.
import { copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { isAppError } from '../../../contract/errors.ts';
import { type Disk, realDisk } from '../../../main/backup/disk.ts';
import { manifestName } from '../../../main/backup/name.ts';
import { restoreWork } from '../../../main/restore/task.ts';
import { openDatabase } from '../../../main/db/open.ts';
import { schema } from '../../../main/db/migrate.ts';
import { dbKeyCopy } from '../../../main/vault/session.ts';
import { databasePath } from '../../../main/vault/vault.ts';
import { cleanUpAfterEach } from '../vault/fixture.ts';
import { type BackedBooks, backedBooks } from './books.ts';
import { backedUp } from './restoring.ts';
import { entriesOf, hashes } from './state.ts';

cleanUpAfterEach(afterEach);

/** The name of the fault that looking inside ends with; the place and the books are as they were. */
function refused(books: BackedBooks, path: string, folder: string, disk: Disk = realDisk): unknown {
  const { session, source } = books;
  const before = hashes(folder);
  try {
    restoreWork({ name: 'restoreLook', path, staged: join(source.staging, 'a.tmp'), bk: Buffer.from(session.bk), today: null, vaultId: session.vaultId, kitSerial: session.kit.serial },
      { database: databasePath(session.vault), dek: dbKeyCopy(session), ak: session.ak }, () => undefined, disk);
    return 'opened';
  } catch (error) {
    return isAppError(error) && error.code === 'RESTORE_REFUSED' ? error.detail.params?.['fault'] : error;
  } finally {
    expect(hashes(folder)).toEqual(before);
    expect(existsSync(source.staging) ? readdirSync(source.staging) : []).toEqual([]);
  }
}

it('e59 of other books: with its manifest by that, and without it by what is inside', async () => {
  const [books, others] = [await backedBooks(), await backedBooks()];
  const { path, folder } = await backedUp(others);
  expect(refused(books, path, folder)).toBe('OTHER_VAULT');
  rmSync(manifestName(path));
  expect(refused(books, path, folder)).toBe('OTHER_KIT'); // their kit's key is not ours: all that can be known
});

it('e59 of a newer Billfold', async () => {
  const books = await backedBooks();
  const { path, folder } = await backedUp(books);
  rmSync(manifestName(path));
  const db = openDatabase(path, books.session.bk, { schemaVersion: schema.latest });
  db.pragma(`user_version = ${schema.latest + 2}`);
  db.pragma('journal_mode = DELETE');
  db.close();
  expect(refused(books, path, folder)).toBe('NEWER_SCHEMA');
});

it('e60 a conflict copy is not in the list, and a file of such a name is refused as renamed', async () => {
  const books = await backedBooks();
  const { path, folder } = await backedUp(books);
  const copy = path.replace('.bak', ' (conflicted copy).bak');
  copyFileSync(path, copy);
  expect(entriesOf(books, folder)).toHaveLength(1);
  expect(refused(books, copy, folder)).toBe('BACKUP_RENAMED');
});

it('e61 one that is only in the cloud is named so and never read, which would download it', async () => {
  const books = await backedBooks();
  const { path, folder } = await backedUp(books);
  const disk: Disk = { ...realDisk, facts: (file) => ({ ...realDisk.facts(file), ...(file === path && { blocks: 0 }) }), open: () => { throw new Error('this would download it'); } };
  expect(refused(books, path, folder, disk)).toBe('PLACEHOLDER');
});

it('e57 a place that went away between the list and the look says so', async () => {
  const books = await backedBooks();
  const { path } = await backedUp(books);
  const gone: Disk = { ...realDisk, open: () => { throw Object.assign(new Error('gone'), { code: 'ENODEV' }); } };
  expect(refused(books, path, join(path, '..'), gone)).toBe('TARGET_GONE');
});
