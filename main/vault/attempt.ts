// One try at the PIN: refused early, or charged on disk before it is checked, then cleared, given back or kept. Called by login and credentials.
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../contract/errors.ts';
import { assertMayTry, charged, cleared, delayMs, lockoutStatus, rebase, VAULT_ENTRY, type LockoutRecord } from './lockout.ts';
import { readLockout, writeLockout, type LockoutStore } from './lockoutStore.ts';
import { loginSlots, tagOf } from './slots.ts';
import type { Vault } from './vault.ts';
import type { VaultFile } from './vaultFile.ts';

export interface Attempt {
  store: LockoutStore;
  /** The counters this try is charged to: the vault's, and the user's where the user is known. */
  keys: string[];
  /** The record before this try. */
  record: LockoutRecord;
  /** The keychain's copy of the charge; runs beside the KDF and is awaited before any answer. */
  mirrored: Promise<boolean>;
  startedMono: number;
}

export interface AttemptInput {
  vaultId: string;
  /** Null in passphrase mode. */
  ds: Buffer | null;
  /** The tag of the name that was typed, whether anybody has it or not; null where none was. */
  tag: string | null;
  /** The file the try is made against: who else has a way in. */
  file: VaultFile;
  /** May refuse for other reasons, before anything is charged. */
  gate(record: LockoutRecord): void;
}

/** Throws WAIT or LOCKED_OUT (counting the refusal), or charges the try: fsynced before the caller looks at any secret. */
export async function chargeAttempt(vault: Vault, input: AttemptInput): Promise<Attempt> {
  const startedMono = vault.clock.monotonicMs();
  const nowMs = vault.clock.nowMs();
  const store: LockoutStore = {
    files: vault.files, folder: vault.folder, vaultId: input.vaultId, device: input.ds === null ? null : { ds: input.ds, keychain: vault.keychain },
  };
  const keys = input.tag === null ? [VAULT_ENTRY] : [VAULT_ENTRY, input.tag];
  const record = rebase(await readLockout(store), nowMs);
  const people = loginSlots(input.file);
  const status = lockoutStatus(record, keys, nowMs, people.length === 1 || input.tag === null ? keys : [input.tag]);
  // Within one process a changed wall clock does not shorten the wait.
  const retryAfter = Math.max(status.retryAfter, Math.ceil((vault.now.blockedUntilMono - startedMono) / 1000));
  if (status.disabled || retryAfter > 0) {
    await writeLockout(store, { ...record, blocked: record.blocked + 1 }).mirrored;
    assertMayTry({ ...status, retryAfter });
  }
  input.gate(record);
  const next = charged(record, keys, nowMs, input.file.slots.flatMap((slot) => (slot.type === 'recovery' ? [] : [tagOf(slot)])));
  const { inFile, mirrored } = writeLockout(store, next);
  // A full or read-only disk still counts in the keychain; with neither a try would be free. In passphrase mode the count is advisory anyway.
  if (!inFile && store.device !== null && !(await mirrored)) throw new AppError('DISK_READONLY');
  vault.now.blockedUntilMono = startedMono + Math.max(...keys.map((key) => delayMs(next.entries[key]?.fails ?? 0)));
  return { store, keys, record, mirrored, startedMono };
}

/** The try succeeded: these counters start again. Resolves when the keychain has it too. */
export function clearAttempt(vault: Vault, attempt: Attempt, clockHigh: number): Promise<boolean> {
  vault.now.blockedUntilMono = 0;
  return writeLockout(attempt.store, cleared(attempt.record, attempt.keys, clockHigh)).mirrored;
}

/** Another owner gave this person a new code: their counter starts again, the vault's does not. */
export async function forgetTries(store: LockoutStore, tag: string): Promise<void> {
  const record = await readLockout(store);
  const entries = Object.fromEntries(Object.entries(record.entries).filter(([key]) => key !== tag));
  await writeLockout(store, { ...record, entries }).mirrored;
}

/**
 * What to throw after a failed try. A wrong secret stays charged and is answered no sooner than the floor, so that the time says nothing about how
 * far it got; any other AppError (damaged file, clock) is not the person's fault and the charge is given back.
 */
export async function failAttempt(vault: Vault, attempt: Attempt, error: unknown): Promise<unknown> {
  await attempt.mirrored;
  if (!(error instanceof AppError)) return error;
  if (error.code !== 'AUTH_FAILED') {
    vault.now.blockedUntilMono = 0;
    await writeLockout(attempt.store, attempt.record).mirrored;
    return error;
  }
  const left = attempt.startedMono + vault.tuning.failureFloorMs - vault.clock.monotonicMs();
  if (left > 0) await sleep(left);
  const wait = Math.ceil((vault.now.blockedUntilMono - vault.clock.monotonicMs()) / 1000);
  return wait > 0 ? new AppError('AUTH_FAILED', { retryAfter: wait }) : error;
}
