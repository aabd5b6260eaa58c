// No file that the vault or SQLite writes lets anybody read a name, a PIN, a code or a key; and nothing the vault needs is broken by a poor machine.
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { realFiles } from '../../../main/vault/files.ts';
import { login } from '../../../main/vault/login.ts';
import { selfTest } from '../../../main/vault/selfTest.ts';
import { dbKeyCopy, lockSession, recordAudit } from '../../../main/vault/session.ts';
import { cleanUpAfterEach, createVault, enterAs, failure, makeOwner, makeWorld, nextCode, OWNER, PASSPHRASE, PIN, tempFolder } from './fixture.ts';

cleanUpAfterEach(afterEach);

const CANARY = 'Zanzibar Canary Trading 55501';

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)).filter((path) => statSync(path).isFile());
}

/** Each secret as text, UTF-16, raw bytes, hex in both cases and base64. */
function spellings(secret: string | Buffer): Buffer[] {
  if (typeof secret === 'string') return [Buffer.from(secret), Buffer.from(secret, 'utf16le'), Buffer.from(secret.replaceAll('-', ''))];
  return [secret, ...[secret.toString('hex'), secret.toString('hex').toUpperCase(), secret.toString('base64').replace(/=+$/, '')].map((text) => Buffer.from(text))];
}

test.each(['keychain', 'passphrase'] as const)('%s: after a thousand writes, while open and after the lock, no file holds a secret in any spelling', async (mode) => {
  const temp = mkdtempSync(join(tmpdir(), 'billfold-temp-'));
  process.env['TMPDIR'] = temp; // SQLite and Node put temporary files here
  process.env['SQLITE_TMPDIR'] = temp;
  const world = makeWorld();
  const { session, owner } = await createVault(world, mode);
  session.db.exec('CREATE TABLE probe (a INTEGER PRIMARY KEY, b TEXT) STRICT');
  for (let i = 0; i < 1000; i += 1) session.db.prepare('INSERT INTO probe (b) VALUES (?)').run(`${CANARY} ${i}`);
  session.db.prepare('SELECT * FROM probe ORDER BY b DESC').all();
  recordAudit(session, { action: 'customer.create', entity: 'probe', body: { name: CANARY } });
  const secrets = [
    CANARY, OWNER, 'Harbour Tea', mode === 'keychain' ? PIN : PASSPHRASE, owner.kit, ...owner.recoveryCodes, owner.phone.secret, dbKeyCopy(session),
    Buffer.from(session.bk), Buffer.from(session.ak), ...(session.inner.ds === null ? [] : [Buffer.from(session.inner.ds)]),
  ].flatMap(spellings);
  const leaks = (): string[] => [...filesUnder(world.root), ...filesUnder(temp)].filter((path) => {
    const bytes = readFileSync(path);
    return secrets.some((secret) => bytes.includes(secret));
  });
  expect(existsSync(join(world.folder, 'billfold.db-wal'))).toBe(true);
  expect(leaks()).toEqual([]);
  await lockSession(session);
  expect(leaks()).toEqual([]);
  expect(filesUnder(world.root).map((path) => path.slice(world.folder.length + 1)).sort()).toEqual(
    [...(mode === 'passphrase' ? ['anchor.json'] : []), 'billfold.db', 'lockout.json', 'recovery.json', 'vault.json', 'vault.json.prev'],
  );
  delete process.env['TMPDIR'];
  delete process.env['SQLITE_TMPDIR'];
  rmSync(temp, { recursive: true });
});

test('the self-test passes here, and a machine without a usable temp folder gets a plain refusal', async () => {
  await selfTest();
  expect(await failure(() => selfTest({ tempParent: '/nonexistent' }))).toBe('SELF_TEST_FAILED');
});

test('a full disk does not keep anybody out: the try is counted in the keychain instead', async () => {
  const owner = await makeOwner();
  const files = { ...realFiles, writeSynced: () => { throw Object.assign(new Error('full'), { code: 'ENOSPC' }); } };
  expect(await failure(() => login(owner.restart({ files }), { pin: '950318', code: '000000' }))).toBe('AUTH_FAILED');
  const session = await enterAs(owner, owner.restart({ files }));
  expect(session.before.failed).toBe(1);
});

test('when a try can be counted nowhere it is not made', async () => {
  const owner = await makeOwner();
  const files = { ...realFiles, writeSynced: () => { throw Object.assign(new Error('read-only'), { code: 'EROFS' }); } };
  const set = owner.store.set;
  owner.store.set = (account, value) => (account.startsWith('lockout:') ? Promise.reject(new Error('refused')) : set(account, value));
  expect(await failure(() => enterAs(owner, owner.restart({ files })))).toBe('DISK_READONLY');
});

const asNobody = process.getuid?.() === 0 ? test : test.skip;

asNobody('on a read-only medium the vault opens for reading, and leaves nothing behind', async () => {
  const owner = await makeOwner('passphrase');
  const nobody = 65_534;
  const child = `
    import { openVault } from '${process.cwd()}/main/vault/vault.ts';
    import { login } from '${process.cwd()}/main/vault/login.ts';
    import { lockSession, recordAudit } from '${process.cwd()}/main/vault/session.ts';
    import { schema } from '${process.cwd()}/main/db/migrate.ts';
    import { withDbErrors } from '${process.cwd()}/main/db/open.ts';
    import { guardKeychain } from '${process.cwd()}/main/vault/keychain.ts';
    import { randomBytes } from 'node:crypto';
    const none = { get: () => Promise.reject(new Error()), set: () => Promise.reject(new Error()), delete: () => Promise.reject(new Error()) };
    const [folder, code, wall] = process.argv.slice(1);
    const clock = { nowMs: () => Number(wall), monotonicMs: () => 0 };
    const vault = openVault({ folder, clock, keychain: guardKeychain(none, { random: randomBytes }), schema });
    const session = await login(vault, { pin: '${PASSPHRASE}', code });
    let refused = '';
    try { withDbErrors(() => recordAudit(session, { action: 'x.y', entity: 'x' })); } catch (error) { refused = error.code; }
    await lockSession(session);
    let twice = '';
    try { await login(vault, { pin: '${PASSPHRASE}', code }); } catch (error) { twice = error.code; }
    console.log(JSON.stringify({ readOnly: session.readOnly, name: session.vaultName, refused, twice }));`;
  const temp = join(tempFolder(), 'temp');
  mkdirSync(temp);
  chmodSync(owner.root, 0o755);
  chmodSync(join(temp, '..'), 0o755);
  for (const path of [temp, owner.folder, ...filesUnder(owner.folder)]) chownSync(path, nobody, nobody);
  for (const path of filesUnder(owner.folder)) chmodSync(path, 0o400);
  chmodSync(owner.folder, 0o500);
  const run = spawnSync(process.execPath, ['--input-type=module-typescript', '--no-warnings', '-e', child, owner.folder, nextCode(owner), String(owner.clock.wall)], {
    uid: nobody, gid: nobody, env: { PATH: process.env['PATH'], TMPDIR: temp, HOME: temp }, encoding: 'utf8',
  });
  expect(run.stderr).toBe('');
  expect(JSON.parse(run.stdout)).toEqual({ readOnly: true, name: 'Harbour Tea', refused: 'DB_READONLY', twice: 'AUTH_FAILED' });
  expect(readdirSync(temp)).toEqual([]);
});
