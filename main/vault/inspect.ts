// What state the vault is in before anybody logs in. Called by the router for the first screen, and by login. Changes nothing.
import { lstatSync } from 'node:fs';
import { AppError } from '../../contract/errors.ts';
import { readDeviceKeys, type KeychainState } from './deviceKeys.ts';
import { checkFolder, lookInto, syncedBy } from './folder.ts';
import { lockoutStatus, rebase, VAULT_ENTRY, type LockoutRecord, type LockoutStatus } from './lockout.ts';
import { peekLockout, readLockout } from './lockoutStore.ts';
import { settleRotation } from './rotation.ts';
import { loginSlots } from './slots.ts';
import { databasePath, type Vault } from './vault.ts';
import { readKitFile, readVaultFile, type VaultFile, type VaultMode } from './vaultFile.ts';
import { zero } from './crypto.ts';

export type VaultState =
  | { kind: 'none'; keychain: KeychainState; replacedFound: boolean; syncedFolder: string | null }
  | {
      kind: 'locked'; vaultId: string; mode: VaultMode; keychain: KeychainState;
      problem: null | 'KEYCHAIN_LOCKED' | 'KEYCHAIN_UNAVAILABLE' | 'KEYCHAIN_ABSENT' | 'KEYCHAIN_FOREIGN';
      needsUserName: boolean;
      /** Somebody was given a one-time code and has not used it yet. */
      codeWaiting: boolean;
      lockout: LockoutStatus; replacedFound: boolean; syncedFolder: string | null;
    }
  | {
      kind: 'broken'; problem: 'VAULT_MISSING' | 'VAULT_BROKEN' | 'DB_MISSING' | 'DB_DAMAGED' | 'FOLDER_UNSAFE'; mode: VaultMode | null;
      /** The Recovery Kit can open what is here. */
      kitCanHelp: boolean; replacedFound: boolean;
    };

/** Looks at files and keychain and says what the person can do. Never creates, repairs or deletes, but finishes a change of key that was cut off; with an existing vault it never asks for first-run. */
export async function inspectVault(vault: Vault): Promise<VaultState> {
  const nothing = { mode: null, kitCanHelp: false, replacedFound: false };
  try {
    checkFolder(vault.folder, vault.host);
  } catch (error) {
    if (error instanceof AppError) return { kind: 'broken', problem: 'FOLDER_UNSAFE', ...nothing };
    throw error;
  }
  finishRotation(vault);
  const content = lookInto(vault.folder);
  const replacedFound = content.hasReplaced;
  if (!content.hasVault && !content.hasDatabase) {
    const probe = await vault.keychain.probe();
    return { kind: 'none', keychain: probe === 'usable' ? 'absent' : probe, replacedFound, syncedFolder: syncedBy(vault.folder) };
  }
  const kitCanHelp = content.hasDatabase && databaseProblem(vault) === null && readKitFile(vault.files, vault.folder) !== null;
  const file = tryRead(vault);
  if (!('slots' in file)) return { kind: 'broken', problem: file.problem, mode: null, kitCanHelp, replacedFound };
  const problem = databaseProblem(vault);
  if (problem !== null) return { kind: 'broken', problem, mode: file.mode, kitCanHelp: false, replacedFound };
  return lockedState(vault, file, replacedFound);
}

/** What cannot be finished now (a disk that takes no writes) is said by the login; what lies here is shown as it is. */
function finishRotation(vault: Vault): void {
  try {
    settleRotation(vault);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

async function lockedState(vault: Vault, file: VaultFile, replacedFound: boolean): Promise<VaultState> {
  const alone = loginSlots(file).length === 1;
  const status = (record: LockoutRecord): LockoutStatus => lockoutStatus(rebase(record, nowMs), [VAULT_ENTRY], nowMs, alone ? undefined : []);
  const nowMs = vault.clock.nowMs();
  const common = {
    kind: 'locked' as const, vaultId: file.vaultId, mode: file.mode, replacedFound, syncedFolder: syncedBy(vault.folder),
    needsUserName: !alone, codeWaiting: file.slots.some(({ type }) => type === 'enrol'),
  };
  if (file.mode === 'passphrase') {
    const record = await readLockout({ files: vault.files, folder: vault.folder, vaultId: file.vaultId, device: null });
    return { ...common, keychain: 'unavailable', problem: null, lockout: status(record) };
  }
  const read = await readDeviceKeys(vault.keychain, file.vaultId, Buffer.from(file.deviceSecretCheck ?? '', 'base64'));
  if (read.state !== 'ok') {
    const record = peekLockout(vault.files, vault.folder) ?? { entries: {}, blocked: 0, clockHigh: 0 };
    return { ...common, keychain: read.state, problem: KEYCHAIN_CODES[read.state], lockout: status(record) };
  }
  const device = { ds: read.keys.ds, keychain: vault.keychain };
  const record = await readLockout({ files: vault.files, folder: vault.folder, vaultId: file.vaultId, device });
  zero(read.keys.ds, read.keys.ak);
  return { ...common, keychain: 'ok', problem: null, lockout: status(record) };
}

/** The error for each keychain state that keeps people out. */
export const KEYCHAIN_CODES = {
  locked: 'KEYCHAIN_LOCKED', unavailable: 'KEYCHAIN_UNAVAILABLE', absent: 'KEYCHAIN_ABSENT', foreign: 'KEYCHAIN_FOREIGN',
} as const;

/** What can be seen of the database without its key. */
export function databaseProblem(vault: Vault): 'DB_MISSING' | 'DB_DAMAGED' | 'FOLDER_UNSAFE' | null {
  const found = lstatSync(databasePath(vault), { throwIfNoEntry: false });
  if (found === undefined) return 'DB_MISSING';
  if (!found.isFile()) return 'FOLDER_UNSAFE';
  return found.size === 0 ? 'DB_DAMAGED' : null;
}

function tryRead(vault: Vault): VaultFile | { problem: 'VAULT_MISSING' | 'VAULT_BROKEN' } {
  try {
    return readVaultFile(vault.files, vault.folder);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { problem: error.code === 'VAULT_MISSING' ? 'VAULT_MISSING' : 'VAULT_BROKEN' };
  }
}
