// Makes the companies that the benchmarks work on, once per schema and size, and keeps them in .cache/bench: an encrypted one in a real vault, a plain one beside it.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { schema } from '../../main/db/migrate.ts';
import { openAlertWatch } from '../../main/service/alertWatch.ts';
import type { Db } from '../../main/db/open.ts';
import { seedBusiness } from '../../main/service/seed.ts';
import { beginCreate, confirmCreateCode, createKit, finishCreate } from '../../main/vault/create.ts';
import { guardKeychain } from '../../main/vault/keychain.ts';
import { dbKeyCopy, lockSession, type Session } from '../../main/vault/session.ts';
import { totpCode } from '../../main/vault/totp.ts';
import { openVault } from '../../main/vault/vault.ts';
import { Secret } from 'otpauth';
import { contextOf, OWNER_NAME, type Owner } from './context.ts';
import { fill, shapeFor } from './fill.ts';
import { memoryStore } from './keyring.ts';
import { openPlain } from './plain.ts';

export const PIN = '804526';
const root = join(import.meta.dirname, '..', '..');
const COMPANY = { name: 'Harbour Street Studio', country: 'IE', currency: 'EUR', language: 'en' } as const;
/** Set-up happened an hour ago, so that the phone's next code is a new one. */
const SET_UP_AGO_MS = 3_600_000;
const STALE_AFTER_MS = 3_600_000;

/** What is needed to open a made company again. Made-up data under made-up keys, so that they may lie in a file. */
export interface Made {
  folder: string;
  key: Buffer;
  ak: Buffer;
  totpSecret: Buffer;
  owner: Owner;
  /** What the vault keeps in the operating system's keychain, by account. */
  keyring: Record<string, string>;
}

/** Anything that changes what the rows look like makes the kept companies stale. */
function fingerprint(): string {
  const db: Db = new Database(':memory:');
  schema.migrate(db);
  const hash = createHash('sha256').update(String(schema.latest)); // a step may change rows and no table: then a login would migrate first
  for (const { sql } of db.prepare<[], { sql: string | null }>('SELECT sql FROM sqlite_master ORDER BY name').all()) hash.update(sql ?? '');
  db.close();
  for (const pattern of ['bench/data/{fill,make,words,random}.ts', 'main/repo/words.ts', 'main/vault/vaultFile.ts']) {
    for (const file of globSync(pattern, { cwd: root }).toSorted()) hash.update(readFileSync(join(root, file)));
  }
  return hash.digest('hex').slice(0, 12);
}

/** Looked at once: somebody who edits meanwhile gets new companies in the next run. */
let known: string | undefined;

/** The kept company of this size, made now if it is not there. */
export async function made(invoices: number, say: (text: string) => void): Promise<Made> {
  known ??= fingerprint();
  const folder = join(root, '.cache', 'bench', `${known}-${invoices}`);
  if (!existsSync(folder)) {
    const unfinished = `${folder}.${process.pid}.new`;
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { recursive: true, mode: 0o700 });
    say(`Making a company of ${invoices} invoices (kept in .cache/bench).`);
    await makeInto(unfinished, invoices, say);
    renameSync(unfinished, folder);
    forgetStale(known);
  }
  const stored = JSON.parse(readFileSync(join(folder, 'made.json'), 'utf8'));
  const bytes = (name: string): Buffer => Buffer.from(String(stored[name]), 'hex');
  return { folder, key: bytes('key'), ak: bytes('ak'), totpSecret: bytes('totpSecret'), owner: stored.owner, keyring: stored.keyring };
}

/** Companies of older schemas go, unless another run may still be at work on them. */
function forgetStale(current: string): void {
  const base = join(root, '.cache', 'bench');
  for (const name of readdirSync(base)) {
    const path = join(base, name);
    if (!name.startsWith(current) && Date.now() - statSync(path).mtimeMs > STALE_AFTER_MS) rmSync(path, { recursive: true, force: true });
  }
}

async function makeInto(folder: string, invoices: number, say: (text: string) => void): Promise<void> {
  const store = memoryStore();
  const { session, totpSecret } = await newVault(join(folder, 'vault'), store);
  const owner: Owner = { id: session.user.id, name: session.user.name, role: session.user.role };
  const [key, ak] = [dbKeyCopy(session), Buffer.from(session.ak)];
  populate(session.db, ak, owner, invoices, say);
  await lockSession(session);
  const plain = openPlain(join(folder, 'plain.db'));
  schema.migrate(plain);
  populate(plain, ak, owner, invoices, say);
  plain.close();
  const kept = { key: key.toString('hex'), ak: ak.toString('hex'), totpSecret: totpSecret.toString('hex'), owner, keyring: Object.fromEntries(store.items) };
  writeFileSync(join(folder, 'made.json'), JSON.stringify(kept));
}

async function newVault(folder: string, store: ReturnType<typeof memoryStore>): Promise<{ session: Session; totpSecret: Buffer }> {
  const clock = { nowMs: () => Date.now() - SET_UP_AGO_MS, monotonicMs: () => performance.now() };
  const vault = openVault({ folder, clock, keychain: guardKeychain(store, { random: randomBytes }), schema });
  const { totpSecret } = beginCreate(vault, { vaultName: COMPANY.name, ownerName: OWNER_NAME });
  const secret = Buffer.from(Secret.fromBase32(totpSecret).bytes);
  confirmCreateCode(vault, totpCode(secret, clock.nowMs()));
  const sheet = createKit(vault);
  const groups: [string, string] = [sheet.groups[sheet.ask[0] - 1] ?? '', sheet.groups[sheet.ask[1] - 1] ?? ''];
  const { session } = await finishCreate(vault, { ownerName: OWNER_NAME, pin: PIN, groups, mode: 'keychain' });
  return { session, totpSecret: secret };
}

function populate(db: Db, ak: Buffer, owner: Owner, invoices: number, say: (text: string) => void): void {
  // Only while the data is made: a power cut would cost a cache that is made again.
  db.pragma('synchronous=OFF');
  const ctx = contextOf(db, ak, owner);
  seedBusiness(ctx, COMPANY);
  fill(ctx, shapeFor(invoices), say);
  // Books that grew in the app have been watched all along.
  const watch = openAlertWatch(db);
  while (watch.look(ctx).more) continue;
  watch.save(ctx);
  db.pragma('synchronous=FULL');
  db.pragma('wal_checkpoint(TRUNCATE)');
}
