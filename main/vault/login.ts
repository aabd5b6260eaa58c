// The way in: PIN and code, one call, one answer (SECURITY a.4). Called by main/ipc.
import type { AuditAnchor } from '../audit/anchor.ts';
import { AppError } from '../../contract/errors.ts';
import { mapDbError } from '../db/open.ts';
import { readAnchor } from './anchorStore.ts';
import { chargeAttempt, failAttempt, type Attempt } from './attempt.ts';
import { assertClock } from './clockGuard.ts';
import { zero } from './crypto.ts';
import { readDeviceKeys, type DeviceKeys } from './deviceKeys.ts';
import { enter, type Candidate } from './enter.ts';
import { checkFolder } from './folder.ts';
import { databaseProblem, KEYCHAIN_CODES } from './inspect.ts';
import { readSecret } from './pinRules.ts';
import { readTypedCode } from './recoveryCodes.ts';
import { settleRotation } from './rotation.ts';
import { assertUninterrupted, type Session } from './session.ts';
import { dummySlot, findSlot, openSecretSlot, tagOf, userTag } from './slots.ts';
import { unlockDatabase } from './unlock.ts';
import { exclusively, type Vault } from './vault.ts';
import { readVaultFile, type VaultFile } from './vaultFile.ts';

export interface LoginInput {
  /** May be left out while the vault has one user. */
  userName?: string | undefined;
  /** PIN, or passphrase in passphrase mode. */
  pin: string;
  /** Six digits from the phone, or one recovery code. */
  code: string;
  /** The person confirmed the computer's date after CLOCK_JUMP. */
  confirmClock?: boolean | undefined;
}

/**
 * Opens the vault. Wrong user, PIN or code all give the same AUTH_FAILED after the same time; every try is charged before it is checked.
 * Other errors: WAIT, LOCKED_OUT, BUSY, CLOCK_BACK, CLOCK_JUMP, KEYCHAIN_*, VAULT_*, DB_*, DISK_*, MIGRATION_FAILED, LOCKED
 * after interruptEntry (none of these costs a try).
 */
export function login(vault: Vault, input: LoginInput): Promise<Session> {
  return exclusively(vault, async () => {
    checkFolder(vault.folder, vault.host);
    settleRotation(vault);
    const file = readVaultFile(vault.files, vault.folder);
    const problem = databaseProblem(vault);
    if (problem !== null) throw new AppError(problem);
    const { interruptions } = vault.now;
    const device = await deviceOf(vault, file);
    try {
      const session = await tryLogin(vault, file, device, input);
      await assertUninterrupted(vault, interruptions, session);
      return session;
    } catch (error) {
      zero(device?.ds, device?.ak);
      throw error;
    }
  });
}

/** Those an anchor may be sealed with. */
function auditKeys({ ak, spare }: DeviceKeys): Buffer[] {
  return spare === null ? [ak] : [ak, spare];
}

/** This computer's keys; null in passphrase mode. Each keychain state other than 'ok' is its own error, and nothing is ever created here. */
export async function deviceOf(vault: Vault, file: VaultFile): Promise<DeviceKeys | null> {
  if (file.mode === 'passphrase') return null;
  const read = await readDeviceKeys(vault.keychain, file.vaultId, Buffer.from(file.deviceSecretCheck ?? '', 'base64'));
  if (read.state === 'ok') return read.keys;
  throw new AppError(KEYCHAIN_CODES[read.state]);
}

async function tryLogin(vault: Vault, file: VaultFile, device: DeviceKeys | null, input: LoginInput): Promise<Session> {
  const code = readTypedCode(input.code);
  const confirmClock = input.confirmClock === true;
  const found = findSlot(file, device?.ds ?? null, input.userName);
  const attempt = await chargeAttempt(vault, {
    vaultId: file.vaultId, ds: device?.ds ?? null, file, tag: input.userName === undefined ? (found === null ? null : tagOf(found)) : userTag(device?.ds ?? null, file.vaultId, input.userName),
    gate: (record) => assertClock(vault.clock.nowMs(), record.clockHigh, { back: code.kind === 'recovery', jump: confirmClock }),
  });
  const candidate = { file, device, slot: found ?? dummySlot(file, vault.random), code, confirmClock, attempt };
  try {
    return await verify(vault, candidate, readSecret(input.pin));
  } catch (error) {
    throw await failAttempt(vault, attempt, mapDbError(error));
  }
}

/** One slow hash decides about the database key; the keychain is busy meanwhile with the charge's mirror and the anchor. */
async function verify(vault: Vault, candidate: Candidate & { attempt: Attempt }, secret: string | null): Promise<Session> {
  const { file, device, slot } = candidate;
  const anchorRead: Promise<AuditAnchor | null> = device === null ? Promise.resolve(null) : readAnchor(vault, file.mode, file.vaultId, auditKeys(device));
  const [dek, anchor] = await Promise.all([
    secret === null ? null : openSecretSlot(slot, file.vaultId, secret, device?.ds ?? null), anchorRead, candidate.attempt.mirrored,
  ]);
  if (dek === null) throw new AppError('AUTH_FAILED');
  try {
    const opened = unlockDatabase(vault, dek);
    return await enter(vault, candidate, opened, dek, anchor);
  } catch (error) {
    zero(dek);
    throw error;
  }
}
