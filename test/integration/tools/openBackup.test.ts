// tools/open-backup.mjs on backups as the app makes them: it opens them with the kit alone, plain SQLite reads the result, and what is not whole is told in words.
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Database as Other } from '@signalapp/sqlcipher';
import { afterEach, describe, expect, it } from 'vitest';
import { makeBackups } from '../../../main/backup/make.ts';
import { sealManifest } from '../../../main/backup/manifest.ts';
import { lockSession } from '../../../main/vault/session.ts';
import { kitKeys, kitSerial, readKit } from '../../../main/vault/kit.ts';
import { backedBooks, depsAt } from '../backup/books.ts';
import { cleanUpAfterEach, createVault, makeWorld, tempFolder } from '../vault/fixture.ts';

cleanUpAfterEach(afterEach);

const PAGE = 4096;
const TOOL = join(import.meta.dirname, '../../../tools/open-backup.mjs');

interface Case { folder: string; backup: string; kit: string; keyHex: string; output: string }

/** A real backup, and nothing of the app beside it. */
async function backedUp(): Promise<Case> {
  const books = await backedBooks();
  const place = books.place('stick');
  const [made] = await makeBackups(books.source, [place], depsAt());
  if (made?.ok !== true) throw new Error('the backup is made');
  const folder = tempFolder();
  const backup = join(folder, made.name);
  copyFileSync(join(place.folder, made.name), backup);
  copyFileSync(join(place.folder, `${made.name}.json`), `${backup}.json`);
  const { kit } = books.owner;
  return { folder, backup, kit, keyHex: kitKeys(readKit(kit)).bk.toString('hex'), output: join(folder, 'plain.sqlite') };
}

function run(args: string[], key: string, more: string[] = []) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...more, TOOL, ...args], { input: key, encoding: 'utf8', env: {} });
  return { status, stdout, stderr };
}
const open = (one: Case, key = one.kit) => run([one.backup, one.output], key);

/** Nothing half-made, nothing decrypted, and the backup as it was. */
function nothingLeft({ folder, output }: Case): void {
  expect(readdirSync(folder).filter((name) => !name.startsWith('billfold-'))).toEqual([]);
  expect(existsSync(output)).toBe(false);
}
function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  writeFileSync(path, bytes);
}

describe('a backup and the Recovery Kit', () => {
  it('become a plain SQLite file that holds what an independent SQLCipher reads in the backup, table by table', async () => {
    const one = await backedUp();
    const { status, stdout, stderr } = open(one);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('is authentic. Its hash is the one in the sealed note beside it.');
    expect(stdout).toContain('NOT encrypted');
    const plain = new Database(one.output, { readonly: true });
    const other = new Other(one.backup);
    other.pragma(`key="x'${one.keyHex}'"`);
    expect(plain.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(plain.pragma('foreign_key_check')).toEqual([]);
    const tables = plain.prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_fts%' ESCAPE '\\' ORDER BY name").all().map(({ name }) => name);
    expect(tables).toEqual(expect.arrayContaining(['audit_log', 'customer', 'document', 'document_pdf']));
    for (const table of tables) {
      const all = `SELECT * FROM "${table}"`;
      expect(JSON.stringify(plain.prepare(all).all()), table).toBe(JSON.stringify(other.prepare(all).all()));
    }
    expect(plain.prepare('SELECT count(*) AS n FROM document').get()).toEqual({ n: 4 });
    plain.close();
    other.close();
    if (process.platform !== 'win32') expect(statSync(one.output).mode & 0o777).toBe(0o600);
  });

  it('open it with the printed backup key as well, and however the groups are typed', async () => {
    const one = await backedUp();
    const sloppy = one.kit.toLowerCase().replaceAll('-', '  ').replaceAll('0', 'o').replaceAll('1', 'l');
    const printed = (one.keyHex.match(/.{8}/gu) ?? []).join(' ');
    expect(open(one, `${sloppy}\n`).status).toBe(0);
    const file = join(one.folder, 'key.txt');
    writeFileSync(file, printed);
    expect(run([one.backup, join(one.folder, 'second.sqlite'), '--key-file', file], '').status).toBe(0);
    expect(readFileSync(join(one.folder, 'second.sqlite')).equals(readFileSync(one.output))).toBe(true);
  });

  it('open it in any SQLCipher 4 program with the commands that the README gives', async () => {
    const one = await backedUp();
    const block = /sqlcipher billfold-….bak\n(.*?)```/su.exec(readFileSync(join(import.meta.dirname, '../../../README.md'), 'utf8'))?.[1] ?? '';
    const [key = '', ...commands] = block.split('\n').map((line) => line.trim()).filter((line) => line !== '');
    const other = new Other(one.backup);
    other.exec(key.replace('THE 64 DIGITS', one.keyHex));
    const answers = commands.map((command) => other.prepare(command.replace('books.sqlite', one.output)).all());
    other.close();
    expect(answers[0]).toHaveLength(4);
    const plain = new Database(one.output, { readonly: true });
    expect(plain.prepare('SELECT count(*) AS n FROM document').get()).toEqual({ n: 4 });
    plain.close();
  });

  it('open it without the note beside it too', async () => {
    const one = await backedUp();
    rmSync(`${one.backup}.json`);
    const { status, stdout } = open(one);
    expect(status).toBe(0);
    expect(stdout).not.toContain('hash');
  });

  it('never show a secret: not the groups, not a key, not what was typed wrongly', async () => {
    const one = await backedUp();
    const wrong = one.kit.replace(/^.{4}/u, 'UUUU');
    const said = [open(one), open(one, wrong), run([one.backup, one.output, one.kit], ''), run([], one.kit)].map(({ stdout, stderr }) => `${stdout}${stderr}`).join('\n').toUpperCase();
    for (const secret of [...one.kit.split('-').slice(0, 13), 'UUUU', one.keyHex.toUpperCase()]) expect(said.includes(secret), 'a secret is shown').toBe(false);
  });
});

describe('what cannot be opened is told in words, and nothing is left behind', () => {
  it('another kit: both numbers are named', async () => {
    const one = await backedUp();
    const world = makeWorld();
    const { session, owner } = await createVault(world);
    await lockSession(session);
    const { status, stderr } = open(one, owner.kit);
    expect(status).toBe(1);
    expect(stderr).toContain(`the Recovery Kit with the number ${kitSerial(readKit(one.kit))}`);
    expect(stderr).toContain(`the kit with the number ${kitSerial(readKit(owner.kit))}`);
    nothingLeft(one);
  });

  it.each([
    ['a mistyped group', (kit: string) => `${kit.slice(0, 2)}${kit[2] === '7' ? '8' : '7'}${kit.slice(3)}`, 'the check group does not fit'],
    ['no check group', (kit: string) => kit.slice(0, -3), 'The check group at the end is missing'],
    ['a letter no kit has', (kit: string) => `U${kit.slice(1)}`, 'Group 1 has a character'],
    ['half a kit', (kit: string) => kit.slice(0, 30), '54 characters in all'],
    ['nothing', () => '\n', 'No key was given'],
    ['another backup key', () => 'ab'.repeat(32), 'The key does not open this file'],
  ])('%s', async (_, typed, words) => {
    const one = await backedUp();
    const { status, stderr } = open(one, typed(one.kit));
    expect(status).toBe(1);
    expect(stderr).toContain(words);
    nothingLeft(one);
  });

  it('e59: one flipped bit in any page', async () => {
    const one = await backedUp();
    const pages = statSync(one.backup).size / PAGE;
    for (const page of [1, 2, Math.floor(pages / 2), pages]) {
      flip(one.backup, (page - 1) * PAGE + 100);
      const { status, stderr } = open(one);
      expect(status).toBe(1);
      expect(stderr).toContain(page === 1 ? 'the first page of the backup is damaged' : `1 page of ${pages} damaged (${page})`);
      nothingLeft(one);
      flip(one.backup, (page - 1) * PAGE + 100);
    }
    expect(open(one).status).toBe(0);
  });

  it('e59: cut off between pages, within one, or empty', async () => {
    const one = await backedUp();
    const { size } = statSync(one.backup);
    truncateSync(one.backup, size - 3 * PAGE);
    expect(open(one).stderr).toContain('the last 3 pages missing');
    truncateSync(one.backup, size - 3 * PAGE - 1);
    expect(open(one).stderr).toContain('The backup is cut off');
    truncateSync(one.backup, 0);
    expect(open(one).stderr).toContain('The backup is empty');
    nothingLeft(one);
  });

  it('e59: pages in another order, or with one too many, although each is authentic', async () => {
    const one = await backedUp();
    const bytes = readFileSync(one.backup);
    const [third, fourth] = [bytes.subarray(2 * PAGE, 3 * PAGE), bytes.subarray(3 * PAGE, 4 * PAGE)];
    writeFileSync(one.backup, Buffer.concat([bytes.subarray(0, 2 * PAGE), fourth, third, bytes.subarray(4 * PAGE)]));
    expect(open(one).stderr).toContain('2 pages of');
    writeFileSync(one.backup, Buffer.concat([bytes, third]));
    expect(open(one).stderr).toContain('damaged');
    nothingLeft(one);
  });

  it('an older page put back in its place is authentic, but the sealed note tells', () => {
    const folder = tempFolder();
    const backup = join(folder, 'billfold.bak');
    const key = randomBytes(32);
    const theirs = new Other(backup);
    theirs.pragma(`key="x'${key.toString('hex')}'"`);
    theirs.exec("CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('old')");
    const before = readFileSync(backup);
    theirs.exec("UPDATE t SET a = 'new'");
    theirs.close();
    const after = readFileSync(backup);
    const sha256 = createHash('sha256').update(after).digest('hex');
    const manifest = { v: 1, name: 'billfold.bak', vaultId: 'v', deviceId: 'd', kitSerial: 'k', seq: 1, createdAt: '', appVersion: '', schema: 1, cipher: 'sqlcipher4-raw', bytes: after.length, sha256, audit: { epoch: 1, seq: 1, mac: sha256 }, prevSha256: null } as const;
    writeFileSync(`${backup}.json`, sealManifest(key, manifest));
    expect(run([backup, join(folder, 'a')], key.toString('hex')).stdout).toContain('Its hash is the one in the sealed note');
    writeFileSync(backup, Buffer.concat([after.subarray(0, PAGE), before.subarray(PAGE)]));
    expect(run([backup, join(folder, 'b')], key.toString('hex')).stdout).toContain('WARNING: the file is not the one that was backed up');
    expect(run([backup, join(folder, 'c')], 'cd'.repeat(32)).status).toBe(1);
    writeFileSync(`${backup}.json`, sealManifest(randomBytes(32), manifest));
    expect(run([backup, join(folder, 'd')], key.toString('hex')).stdout).toContain('not sealed with this key');
  });

  it('a plain file, no file, a folder', async () => {
    const one = await backedUp();
    expect(open(one).status).toBe(0);
    expect(run([one.output, join(one.folder, 'again')], one.kit).stderr).toContain('not encrypted: it is a plain SQLite file already');
    expect(run([join(one.folder, 'nowhere.bak'), join(one.folder, 'again')], one.kit).stderr).toContain('There is no file');
    mkdirSync(join(one.folder, 'folder'));
    expect(run([join(one.folder, 'folder'), join(one.folder, 'again')], one.kit).stderr).toContain('is not a file');
  });

  it('nothing is ever written over', async () => {
    const one = await backedUp();
    writeFileSync(one.output, 'mine');
    const { status, stderr } = open(one);
    expect(status).toBe(1);
    expect(stderr).toContain('is there already');
    expect(readFileSync(one.output, 'utf8')).toBe('mine');
    expect(run([one.backup, one.backup], one.kit).status).toBe(1);
  });
});

it('rescues what is sound of a damaged backup when asked to, and says that it is not whole', async () => {
  const one = await backedUp();
  const pages = statSync(one.backup).size / PAGE;
  const whole = join(one.folder, 'whole');
  run([one.backup, whole], one.kit);
  const look = new Database(whole, { readonly: true });
  const { page } = look.prepare<[], { page: number }>("SELECT max(pageno) AS page FROM dbstat WHERE name = 'audit_body'").get() ?? { page: 0 };
  look.close();
  flip(one.backup, (page - 1) * PAGE + 9);
  const { status, stdout } = run([one.backup, one.output, '--rescue'], one.kit);
  expect(status).toBe(0);
  expect(stdout).toContain(`RESCUED, NOT WHOLE: 1 page of ${pages} damaged (${page})`);
  const bytes = readFileSync(one.output);
  expect(bytes.subarray((page - 1) * PAGE, page * PAGE).every((byte) => byte === 0)).toBe(true);
  const plain = new Database(one.output, { readonly: true });
  expect(plain.prepare('SELECT name FROM vault_meta').get()).toEqual({ name: 'Harbour Tea' });
  plain.close();
});

it('a file of 200 MB goes through in modest memory', { timeout: 120_000 }, () => {
  const folder = tempFolder();
  const backup = join(folder, 'large.bak');
  const theirs = new Other(backup);
  theirs.pragma(`key="x'${'ab'.repeat(32)}'"`);
  theirs.pragma('journal_mode=OFF');
  theirs.pragma('synchronous=OFF');
  theirs.exec('CREATE TABLE t (a BLOB); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200) INSERT INTO t SELECT zeroblob(1000000) FROM n');
  theirs.close();
  expect(statSync(backup).size).toBeGreaterThan(200_000_000);
  const measure = "process.on('exit', () => process.stderr.write(`peak ${process.resourceUsage().maxRSS}`))";
  const hook = join(folder, 'measure.mjs');
  writeFileSync(hook, measure);
  const { status, stderr } = run([backup, join(folder, 'plain')], 'ab'.repeat(32), ['--import', hook]);
  expect(status).toBe(0);
  expect(Number(/peak (\d+)/u.exec(stderr)?.[1])).toBeLessThan(130_000); // KiB, of which Node itself takes 45,000 to 60,000
  expect(statSync(join(folder, 'plain')).size).toBe(statSync(backup).size);
});
