// A process that restores is killed (SIGKILL, half-written files included) at each of its operations on files: the old books or the new ones open, never neither, and the next start leaves nothing of it behind.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { serviceContext } from '../../../main/app/serviceContext.ts';
import { realDisk } from '../../../main/backup/disk.ts';
import { figuresOf } from '../../../main/backup/figures.ts';
import { makeBackups } from '../../../main/backup/make.ts';
import { clearStaging } from '../../../main/backup/strays.ts';
import { schema } from '../../../main/db/migrate.ts';
import { settleSwap } from '../../../main/restore/swap.ts';
import { proveWhole } from '../../../main/service/proof.ts';
import { realFiles } from '../../../main/vault/files.ts';
import { guardKeychain } from '../../../main/vault/keychain.ts';
import { login } from '../../../main/vault/login.ts';
import { beginRecover, finishRecover } from '../../../main/vault/recover.ts';
import { dbKeyCopy, lockSession, type Session } from '../../../main/vault/session.ts';
import { totpCode } from '../../../main/vault/totp.ts';
import { openVault, type Vault } from '../../../main/vault/vault.ts';
import { EVERY } from '../../fixtures/everyStep.ts';
import { CHEAP, cleanUpAfterEach, failure, fileStore, makeWorld, NEW_PIN, PIN, readSecretOf, START_MS, tempFolder } from '../vault/fixture.ts';
import { backedBooks, depsAt } from './books.ts';

cleanUpAfterEach(afterEach);

interface Case { root: string; folder: string; keychain: string; staging: string; staged: string; backup: string; kit: string; dek: string; ak: string; bk: string; wall: number; secretHex: string }
type Job = 'swap' | 'rescue' | 'settle';

function vaultOf({ folder, keychain, wall }: Case): Vault {
  const clock = { nowMs: () => wall, monotonicMs: () => wall };
  return openVault({ folder, schema, clock, keychain: guardKeychain(fileStore(keychain), { random: randomBytes }), tuning: { cost: () => Promise.resolve(CHEAP), failureFloorMs: 0 } });
}

/** Locked books with five invoices and a backup that holds four. */
async function model(): Promise<Case> {
  const root = tempFolder();
  const folder = join(root, 'vault');
  const at = { root, folder, keychain: join(root, 'keychain.json'), staging: join(root, 'staging'), wall: START_MS };
  const books = await backedBooks({ ...makeWorld(), root, folder, vault: vaultOf({ ...at, staged: '', backup: '', kit: '', dek: '', ak: '', bk: '', secretHex: '' }) });
  const place = books.place('stick');
  const [made] = await makeBackups(books.source, [place], depsAt());
  if (made?.ok !== true) throw new Error('no backup');
  books.issue();
  const { session, owner } = books;
  const keys = { dek: dbKeyCopy(session).toString('hex'), ak: session.ak.toString('hex'), bk: session.bk.toString('hex') };
  await lockSession(session);
  return { ...at, ...keys, staged: join(at.staging, 'a.tmp'), backup: join(place.folder, made.name), kit: owner.kit, secretHex: owner.phone.secret.toString('hex'), wall: START_MS + 3_600_000 };
}

function copyOf(of: Case): Case {
  const root = tempFolder();
  cpSync(of.root, root, { recursive: true });
  const staging = join(root, 'staging');
  return { ...of, root, folder: join(root, 'vault'), keychain: join(root, 'keychain.json'), staging, staged: join(staging, 'a.tmp') };
}

/** Runs it in a process of its own; true when it was killed. */
function child(n: number, job: Job, of: Case): boolean {
  const run = spawnSync(process.execPath, ['--no-warnings', join(import.meta.dirname, 'killedRestoreChild.ts'), String(n), JSON.stringify({ ...of, job })], { encoding: 'utf8' });
  if (run.signal === null && run.status !== 0) throw new Error(run.stderr);
  return run.signal === 'SIGKILL';
}

/** What the program does before anybody can log in. */
function nextStart({ folder, staging }: Case): void {
  settleSwap(realFiles, folder);
  clearStaging(staging, realDisk);
  expect(existsSync(staging) ? readdirSync(staging) : []).toEqual([]);
  if (existsSync(folder)) expect(readdirSync(folder).filter((name) => name.includes('incoming'))).toEqual([]);
}

/** The books are whole and of one of the two states. */
function stateOf(session: Session): number {
  expect(session.readOnly).toBe(false);
  const walk = proveWhole(serviceContext(session), 'ok');
  for (let step = walk.next(); ; step = walk.next()) {
    if (step.done !== true) continue;
    expect(step.value.whole).toBe(true);
    return figuresOf(session.db).documents;
  }
}

async function logIn(of: Case): Promise<number> {
  const session = await login(vaultOf(of), { pin: PIN, code: totpCode(Buffer.from(of.secretHex, 'hex'), of.wall) });
  const documents = stateOf(session);
  await lockSession(session);
  return documents;
}

/** Every step until the work is done without being killed; answers what was found after each. */
async function matrix<T>(from: Case, job: Job, found: (of: Case, killed: boolean) => Promise<T>): Promise<T[]> {
  const outcomes: T[] = [];
  for (let n = 1; ; n += EVERY) {
    const of = copyOf(from);
    const killed = child(n, job, of);
    nextStart(of);
    outcomes.push(await found(of, killed));
    rmSync(of.root, { recursive: true, force: true });
    if (!killed) return outcomes;
    expect(n).toBeLessThan(80);
  }
}

test('e25 killed at each step of a restore over open books, the old ones open up to one moment and the new ones from then on', { timeout: 300_000 }, async () => {
  const made = await model();
  for (const end of ['-wal', '-shm']) writeFileSync(join(made.folder, `billfold.db${end}`), ''); // as a crash leaves them
  const outcomes = await matrix(made, 'swap', logIn);
  const turn = outcomes.indexOf(4);
  expect(turn).toBeGreaterThan(5 / EVERY);
  expect(outcomes).toEqual([...Array.from({ length: turn }, () => 5), ...Array.from({ length: outcomes.length - turn }, () => 4)]);
  expect(outcomes.length - turn).toBeGreaterThan(3 / EVERY);
});

test('e25 the start that finishes such a restore may be killed at each of its steps too', { timeout: 300_000 }, async () => {
  const made = await model();
  for (let n = 1, found = 0; found < 2; n += 1) {
    const of = copyOf(made);
    expect(child(n, 'swap', of)).toBe(true);
    if (!existsSync(join(of.folder, 'billfold.db.incoming'))) continue;
    const there = existsSync(join(of.folder, 'billfold.db'));
    if (there !== (found === 0)) continue; // once with the old books still there, once without
    found += 1;
    expect(new Set(await matrix(of, 'settle', logIn))).toEqual(new Set([there ? 5 : 4]));
  }
});

test('e25 killed at each step of a restore on a new computer, either nothing is there or the kit opens what is, and the restore can be done again', { timeout: 300_000 }, async () => {
  const made = await model();
  rmSync(made.folder, { recursive: true });
  rmSync(made.keychain);
  const open = async (of: Case): Promise<number> => {
    const vault = vaultOf(of);
    const { totpSecret } = await beginRecover(vault, of.kit);
    const { session } = await finishRecover(vault, { newPin: NEW_PIN, code: totpCode(readSecretOf(totpSecret), of.wall), confirmClock: true });
    const documents = stateOf(session);
    await lockSession(session);
    return documents;
  };
  const outcomes = await matrix(made, 'rescue', async (of, killed) => {
    if (killed && (await failure(() => beginRecover(vaultOf(of), of.kit))) !== 'none') {
      mkdirSync(of.staging, { recursive: true });
      expect(child(1000, 'rescue', of)).toBe(false);
      expect(await open(of)).toBe(4);
      return 'nothing';
    }
    return String(await open(of));
  });
  const turn = outcomes.indexOf('4');
  expect(turn).toBeGreaterThan(5 / EVERY);
  expect(new Set(outcomes.slice(turn))).toEqual(new Set(['4']));
});
