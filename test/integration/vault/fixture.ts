// Makes vaults for tests: a folder, a clock that tests move, a keychain in memory, cheap hashing. Used by the vault's tests only.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { schema, type Schema } from '../../../main/db/migrate.ts';
import type { Clock } from '../../../main/vault/clock.ts';
import { beginCreate, confirmCreateCode, createKit, finishCreate } from '../../../main/vault/create.ts';
import type { Files } from '../../../main/vault/files.ts';
import type { Kdf } from '../../../main/vault/kdf.ts';
import { guardKeychain, type KeychainStore } from '../../../main/vault/keychain.ts';
import { login } from '../../../main/vault/login.ts';
import { lockSession, type Session } from '../../../main/vault/session.ts';
import { totpCode } from '../../../main/vault/totp.ts';
import type { CopyWork } from '../../../main/vault/rotate.ts';
import { makeRotatedCopy } from '../../../main/vault/rotatedCopy.ts';
import { databasePath, openVault, type Vault } from '../../../main/vault/vault.ts';
import type { VaultMode } from '../../../main/vault/vaultFile.ts';
import { Secret } from 'otpauth';
import { z } from 'zod';

export const PIN = '804526';
export const NEW_PIN = '617093';
export const PASSPHRASE = 'amber lantern quiet harbour';
export const OWNER = 'Mira Okafor';
/** The cheapest hashing vault.json may hold. */
export const CHEAP: Kdf = { name: 'argon2id', memoryKib: 19_456, passes: 2, lanes: 1 };
export const START_MS = Date.UTC(2026, 10, 22, 9, 0, 0);

export interface FakeClock extends Clock { wall: number; mono: number; advance(ms: number): void }

export function fakeClock(): FakeClock {
  const clock: FakeClock = {
    wall: START_MS, mono: 1_000,
    nowMs: () => clock.wall, monotonicMs: () => clock.mono,
    advance: (ms) => { clock.wall += ms; clock.mono += ms; },
  };
  return clock;
}

export type FakeState = 'unlocked' | 'locked' | 'none';
export interface FakeStore extends KeychainStore { items: Map<string, string>; state: FakeState; writes: number }

/** Behaves as keytar was seen to: locked reads give null and locked writes reject; without a service everything rejects. */
export function fakeStore(): FakeStore {
  const items = new Map<string, string>();
  const store: FakeStore = {
    items, state: 'unlocked', writes: 0,
    get: (account) => store.state === 'none' ? Promise.reject(new Error('no service')) : Promise.resolve(store.state === 'locked' ? null : items.get(account) ?? null),
    set: (account, value) => {
      if (store.state === 'none') return Promise.reject(new Error('no service'));
      if (store.state === 'locked') return Promise.reject(new Error('Cannot create an item in a locked collection'));
      items.set(account, value);
      store.writes += 1;
      return Promise.resolve();
    },
    delete: (account) => store.state === 'none' ? Promise.reject(new Error('no service')) : Promise.resolve(store.state === 'unlocked' && items.delete(account)),
  };
  return store;
}

/** A keychain that outlives the process: what a killed child left, its parent finds. */
export function fileStore(path: string): KeychainStore {
  const read = (): Record<string, string> => (existsSync(path) ? z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(path, 'utf8'))) : {});
  return {
    get: (account) => Promise.resolve(read()[account] ?? null),
    set: (account, value) => Promise.resolve(writeFileSync(path, JSON.stringify({ ...read(), [account]: value }))),
    delete: (account) => {
      const { [account]: gone, ...rest } = read();
      writeFileSync(path, JSON.stringify(rest));
      return Promise.resolve(gone !== undefined);
    },
  };
}

const made: { folders: string[]; sessions: Session[] } = { folders: [], sessions: [] };

/** Call it once in each test file: ends sessions and removes folders after each test. (Not done on import: killed child processes use this file as well.) */
export function cleanUpAfterEach(afterEach: (hook: () => Promise<void>) => void): void {
  afterEach(async () => {
    for (const session of made.sessions.splice(0)) await lockSession(session);
    for (const folder of made.folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
}

/** A folder of its own, removed after the test. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'billfold-vault-'));
  made.folders.push(folder);
  return folder;
}

/** Locked at the end of the test at the latest, so that its files can be removed. */
export function remember(session: Session): Session {
  made.sessions.push(session);
  return session;
}

export interface World {
  root: string;
  folder: string;
  clock: FakeClock;
  store: FakeStore;
  /** A new handle on the same folder and keychain: what the app has after a restart. */
  restart(changes?: { files?: Files; schema?: Schema; failureFloorMs?: number }): Vault;
  vault: Vault;
}

export function makeWorld(): World {
  const root = tempFolder();
  const folder = join(root, 'vault');
  const clock = fakeClock();
  const store = fakeStore();
  const restart: World['restart'] = (changes = {}) => openVault({
    folder, clock, keychain: guardKeychain(store, { random: randomBytes, timeoutMs: 500 }), schema: changes.schema ?? schema,
    ...(changes.files === undefined ? {} : { files: changes.files }),
    tuning: { cost: () => Promise.resolve(CHEAP), failureFloorMs: changes.failureFloorMs ?? 0 },
  });
  return { root, folder, clock, store, restart, vault: restart() };
}

export interface Owner extends World {
  kit: string;
  recoveryCodes: string[];
  /** Codes of the owner's phone at the fake clock's time; each call moves on one step, since a code works once. */
  phone: { secret: Buffer };
  vaultId: string;
}

export function readSecretOf(totpSecret: string): Buffer {
  return Buffer.from(Secret.fromBase32(totpSecret).bytes);
}

/** Goes through first run as the screens do and locks. */
export async function makeOwner(mode: VaultMode = 'keychain', world: World = makeWorld()): Promise<Owner> {
  const { session, owner } = await createVault(world, mode);
  await lockSession(session);
  return owner;
}

export async function createVault(world: World, mode: VaultMode = 'keychain', vault: Vault = world.vault): Promise<{ session: Session; owner: Owner }> {
  const { totpSecret } = beginCreate(vault, { vaultName: 'Harbour Tea', ownerName: OWNER });
  const secret = readSecretOf(totpSecret);
  confirmCreateCode(vault, totpCode(secret, world.clock.wall));
  const sheet = createKit(vault);
  const groups: [string, string] = [sheet.groups[sheet.ask[0] - 1] ?? '', sheet.groups[sheet.ask[1] - 1] ?? ''];
  const { session, recoveryCodes } = await finishCreate(vault, { ownerName: OWNER, pin: mode === 'passphrase' ? PASSPHRASE : PIN, groups, mode });
  remember(session);
  const kit = [...sheet.groups, sheet.check].join('-');
  return { session, owner: { ...world, kit, recoveryCodes, phone: { secret }, vaultId: sheet.vaultId } };
}

/** Lets a minute pass (a new phone code, no waits for a clean record) and gives the code of that moment. */
export function nextCode(owner: Pick<Owner, 'clock' | 'phone'>): string {
  owner.clock.advance(60_000);
  return totpCode(owner.phone.secret, owner.clock.wall);
}

/** Logs the owner in, as a rule through a fresh handle. */
export async function enterAs(owner: Owner, vault: Vault = owner.restart(), pin: string = PIN): Promise<Session> {
  return remember(await login(vault, { pin, code: nextCode(owner) }));
}

/** The code of the error a promise or function ends with; 'none' when it succeeds. */
export async function failure(work: () => unknown): Promise<string> {
  try {
    await work();
    return 'none';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}

/** The copy of a change of key, made here instead of in a process of its own. */
export function copyHere({ vault, inner, ak }: Session): CopyWork {
  return (order, keys) => Promise.resolve().then(() => makeRotatedCopy(databasePath(vault), order, { dek: inner.dek, ak, newDek: keys.dek, kit: keys.kit }, vault.files));
}
