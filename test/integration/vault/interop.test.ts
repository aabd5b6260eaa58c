// Our file is a plain SQLCipher 4 file: the independent SQLCipher of another maker reads it, also after a crash, and we read theirs.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Database as Other } from '@signalapp/sqlcipher';
import { afterEach, expect, test } from 'vitest';
import { schema } from '../../../main/db/migrate.ts';
import { APPLICATION_ID, openDatabase } from '../../../main/db/open.ts';
import { dbKeyCopy, lockSession } from '../../../main/vault/session.ts';
import { cleanUpAfterEach, enterAs, makeOwner, tempFolder } from './fixture.ts';

cleanUpAfterEach(afterEach);

function openWithOther(path: string, key: Buffer): Other {
  const db = new Other(path);
  db.pragma(`key="x'${key.toString('hex')}'"`);
  return db;
}

test('SQLCipher opens a vault with the raw key alone and finds it whole', async () => {
  const owner = await makeOwner();
  const session = await enterAs(owner);
  const key = dbKeyCopy(session);
  await lockSession(session);
  const db = openWithOther(join(owner.folder, 'billfold.db'), key);
  expect(db.pragma('cipher_integrity_check')).toEqual([]);
  expect(db.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  expect(db.prepare('SELECT name FROM vault_meta').get()).toEqual({ name: 'Harbour Tea' });
  db.close();
});

test('SQLCipher replays the write-ahead log of a process that was killed', () => {
  const path = join(tempFolder(), 'crashed.db');
  const key = randomBytes(32);
  const child = `
    import { openDatabase } from '${process.cwd()}/main/db/open.ts';
    const db = openDatabase(process.argv[1], Buffer.from(process.argv[2], 'hex'), { schemaVersion: 10, create: true });
    db.exec('CREATE TABLE t (a INTEGER PRIMARY KEY) STRICT');
    for (let i = 1; i <= 500; i += 1) db.prepare('INSERT INTO t (a) VALUES (?)').run(i);
    process.kill(process.pid, 'SIGKILL');`;
  const run = spawnSync(process.execPath, ['--input-type=module-typescript', '--no-warnings', '-e', child, path, key.toString('hex')]);
  expect(run.signal).toBe('SIGKILL');
  const db = openWithOther(path, key);
  expect(db.prepare('SELECT count(*) AS n FROM t').get()).toEqual({ n: 500 });
  db.close();
});

test('we open a file that SQLCipher made', () => {
  const path = join(tempFolder(), 'theirs.db');
  const key = randomBytes(32);
  const theirs = openWithOther(path, key);
  theirs.exec(`PRAGMA application_id=${APPLICATION_ID}; PRAGMA user_version=10; CREATE TABLE t (a TEXT) STRICT; INSERT INTO t VALUES ('from elsewhere')`);
  theirs.close();
  const db = openDatabase(path, key, { schemaVersion: schema.latest });
  expect(db.prepare('SELECT a FROM t').get()).toEqual({ a: 'from elsewhere' });
  db.close();
});
