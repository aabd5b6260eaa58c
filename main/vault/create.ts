// First run: phone, kit and PIN are settled in memory, then the whole vault appears at once, or nothing does. Called by main/ipc in the order of the screens.
import { randomUUID } from 'node:crypto';
import { AppError } from '../../contract/errors.ts';
import { lookInto } from './folder.ts';
import { isoUtc } from './clock.ts';
import { zero } from './crypto.ts';
import { checkGroups, kitSheet, newRecoveryKey, pickGroups, type KitSheet } from './kit.ts';
import { buildVault } from './build.ts';
import { newSecret } from './pinRules.ts';
import { readTypedCode } from './recoveryCodes.ts';
import { assertUninterrupted, type Session } from './session.ts';
import { checkTotp, enrolmentOf, newTotpSecret } from './totp.ts';
import { cancelPending, exclusively, type CreatePending, type Vault } from './vault.ts';
import type { VaultMode } from './vaultFile.ts';

export interface Enrolment {
  /** otpauth://, for the QR code. */
  otpauthUri: string;
  /** The same secret in base 32, for typing. */
  totpSecret: string;
}

/** Starts (or starts again): new ids, new phone secret, new kit, all in memory. VAULT_EXISTS when there is anything of a vault here. */
export function beginCreate(vault: Vault, input: { vaultName: string; ownerName: string }): Enrolment {
  assertNothingHere(vault);
  cancelPending(vault);
  const pending: CreatePending = {
    kind: 'create', vaultId: randomUUID(), vaultName: input.vaultName, ownerName: input.ownerName, createdAt: isoUtc(vault.clock.nowMs()),
    totpSecret: newTotpSecret(vault.random), totpStep: null, rk: newRecoveryKey(vault.random), ask: null,
  };
  vault.now.pending = pending;
  return enrolmentOf(pending.totpSecret, input.vaultName, input.ownerName);
}

/** Proves that the phone has the secret. CODE_WRONG otherwise; may be tried again. */
export function confirmCreateCode(vault: Vault, typed: string): void {
  const pending = creating(vault);
  const code = readTypedCode(typed);
  const match = code.kind === 'totp' ? checkTotp(pending.totpSecret, code.code, vault.clock.nowMs(), 0) : null;
  if (match === null) throw new AppError('CODE_WRONG');
  pending.totpStep = match.step;
}

/** The Recovery Kit to print, and which two groups will be asked for. The same until the set-up is started again. */
export function createKit(vault: Vault): KitSheet {
  const pending = creating(vault);
  if (pending.totpStep === null) throw new AppError('SETUP_ORDER');
  pending.ask ??= pickGroups(vault.random);
  return kitSheet(pending.rk, { vaultId: pending.vaultId, createdAt: pending.createdAt, ask: pending.ask });
}

/** Which of the two groups typed back are right; for marking the fields. */
export function checkKitGroups(vault: Vault, groups: readonly [string, string]): [boolean, boolean] {
  const { rk, ask } = creating(vault);
  if (ask === null) throw new AppError('SETUP_ORDER');
  return checkGroups(rk, ask, groups);
}

export interface FinishCreateInput {
  ownerName: string;
  pin: string;
  groups: readonly [string, string];
  /** 'passphrase' only where the person chose it because there is no keychain. */
  mode: VaultMode;
}

/**
 * Makes the vault, logs the owner in and lets `open` open the books (it ends the session when it fails). SETUP_ORDER, KIT_GROUPS_WRONG, PIN_WEAK, KEYCHAIN_LOCKED, KEYCHAIN_UNAVAILABLE, VAULT_EXISTS, DISK_*,
 * LOCKED when the computer was locked meanwhile, and what `open` throws. After any of these nothing is on the disk that could be taken for a vault, and the set-up can be finished again.
 */
export function finishCreate(
  vault: Vault, input: FinishCreateInput, open: (session: Session) => Promise<void> = () => Promise.resolve(),
): Promise<{ session: Session; recoveryCodes: string[] }> {
  return exclusively(vault, async () => {
    const { interruptions } = vault.now;
    const pending = creating(vault);
    if (pending.totpStep === null || pending.ask === null) throw new AppError('SETUP_ORDER');
    const right = checkGroups(pending.rk, pending.ask, input.groups);
    if (!right[0] || !right[1]) throw new AppError('KIT_GROUPS_WRONG');
    const secret = newSecret(input.pin, input.mode);
    assertNothingHere(vault);
    const made = await buildVault(vault, {
      ...pending, ownerName: input.ownerName, totpStep: pending.totpStep, secret, mode: input.mode,
      open: async (session) => {
        await assertUninterrupted(vault, interruptions, session);
        await open(session);
      },
    });
    zero(pending.rk, pending.totpSecret);
    vault.now.pending = null;
    return made;
  });
}

function creating(vault: Vault): CreatePending {
  if (vault.now.pending?.kind !== 'create') throw new AppError('SETUP_ORDER');
  return vault.now.pending;
}

function assertNothingHere(vault: Vault): void {
  const content = lookInto(vault.folder);
  if (vault.now.open || content.hasVault || content.hasDatabase) throw new AppError('VAULT_EXISTS');
}
