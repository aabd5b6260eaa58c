// The handle that all vault functions take first: where the vault is and what it may use. Made once by main/index.ts, by workers and by tests.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { AppError } from '../../contract/errors.ts';
import type { Schema } from '../db/migrate.ts';
import type { Clock } from './clock.ts';
import { zero, type Random } from './crypto.ts';
import { realFiles, type Files } from './files.ts';
import { thisHost, type Host } from './folder.ts';
import { costFor, type Kdf } from './kdf.ts';
import type { Keychain } from './keychain.ts';
import { DATABASE_FILE, type KitFile } from './vaultFile.ts';

export interface VaultDeps {
  /** The vault's own folder (<userData>/vault). It is made whole by a rename when the vault is created, so it must hold nothing else. */
  folder: string;
  clock: Clock;
  keychain: Keychain;
  schema: Schema;
  random?: Random;
  files?: Files;
  host?: Host;
  /** For tests only: cheaper hashing and shorter waits. There is deliberately no other way to set these. */
  tuning?: Partial<Tuning>;
}

export interface Tuning {
  cost(kind: 'pin' | 'passphrase'): Promise<Kdf>;
  /** A failed login takes at least this long, however far it got. */
  failureFloorMs: number;
}

/** A set-up under way; in memory only, until finishCreate. */
export interface CreatePending {
  kind: 'create';
  vaultId: string;
  vaultName: string;
  ownerName: string;
  createdAt: string;
  totpSecret: Buffer;
  /** The step of the code that proved the phone; null until then. */
  totpStep: number | null;
  rk: Buffer;
  /** The two groups (1-13) to be typed back; null until the kit was shown. */
  ask: [number, number] | null;
}

/** A recovery under way: the kit was right, new PIN and phone code are still to come. */
export interface RecoverPending {
  kind: 'recover';
  kit: KitFile;
  rk: Buffer;
  dek: Buffer;
  totpSecret: Buffer;
  vaultName: string;
  userId: string;
}

/** A first login under way: the one-time code was right, PIN and phone are still to come. */
export interface EnrolPending {
  kind: 'enrol';
  slotId: string;
  userId: string;
  userName: string;
  dek: Buffer;
  totpSecret: Buffer;
}

export type Pending = CreatePending | RecoverPending | EnrolPending;

export interface Vault {
  readonly folder: string;
  readonly clock: Clock;
  readonly keychain: Keychain;
  readonly schema: Schema;
  readonly random: Random;
  readonly files: Files;
  readonly host: Host;
  readonly tuning: Tuning;
  /** Changing state of the handle; only main/vault touches it. */
  readonly now: { busy: boolean; interruptions: number; pending: Pending | null; open: boolean; blockedUntilMono: number; stepsSeen: Map<string, number> };
}

const PRODUCTION: Tuning = { cost: costFor, failureFloorMs: 1000 };

/** Makes the handle. Touches neither disk nor keychain. */
export function openVault(deps: VaultDeps): Vault {
  return {
    folder: deps.folder, clock: deps.clock, keychain: deps.keychain, schema: deps.schema,
    random: deps.random ?? randomBytes, files: deps.files ?? realFiles, host: deps.host ?? thisHost,
    tuning: { ...PRODUCTION, ...deps.tuning },
    now: { busy: false, interruptions: 0, pending: null, open: false, blockedUntilMono: 0, stepsSeen: new Map() },
  };
}

/** The one database file of a vault. */
export function databasePath(vault: Vault): string {
  return join(vault.folder, DATABASE_FILE);
}

/** One way in at a time: a second login, set-up or recovery meanwhile gets BUSY. */
export async function exclusively<T>(vault: Vault, work: () => Promise<T>): Promise<T> {
  if (vault.now.busy || vault.now.open) throw new AppError('BUSY');
  vault.now.busy = true;
  try {
    return await work();
  } finally {
    vault.now.busy = false;
  }
}

/** The computer was locked or sent to sleep: a login that is still hashing must not end with open books. Call it besides locking the session. */
export function interruptEntry(vault: Vault): void {
  vault.now.interruptions += 1;
}

/** Abandons a set-up or recovery: its secrets are wiped, and as nothing was written nothing is left. */
export function cancelPending(vault: Vault): void {
  const { pending } = vault.now;
  if (pending?.kind === 'create') zero(pending.totpSecret, pending.rk);
  if (pending?.kind === 'recover') zero(pending.totpSecret, pending.rk, pending.dek);
  if (pending?.kind === 'enrol') zero(pending.totpSecret, pending.dek);
  vault.now.pending = null;
}
