// What a person who is logged in may change about their own way in. Each needs PIN and code again. Called by main/ipc.
import { AppError } from '../../contract/errors.ts';
import { mapDbError, withDbErrors } from '../db/open.ts';
import { announceSlot, dropNextSlot, readMeta, readUser, recoveryCodesLeftOf, replaceRecoveryCodes, setTotp, settleSlot, type UserRow } from '../db/vaultRows.ts';
import { chargeAttempt, clearAttempt, failAttempt } from './attempt.ts';
import { isoUtc } from './clock.ts';
import { acceptCode } from './codes.ts';
import type { Enrolment } from './create.ts';
import { sameBytes, zero } from './crypto.ts';
import { newSecret, readSecret } from './pinRules.ts';
import { newRecoveryCodes, readTypedCode, recoveryCodeMac } from './recoveryCodes.ts';
import { recordAudit, type Session } from './session.ts';
import { makeSecretSlot, openSecretSlot, tagOf } from './slots.ts';
import { checkTotp, enrolmentOf, newTotpSecret } from './totp.ts';
import { readVaultFile, writeVaultFile, type SecretSlot, type VaultFile } from './vaultFile.ts';

export interface Proof {
  pin: string;
  /** Phone code or recovery code. */
  code: string;
}

/**
 * Checks PIN and code once more, with the same charge, waits and single AUTH_FAILED as a login. The code is used up.
 * Also AUTH_FAILED on a read-only medium with a recovery code; BUSY while another check runs.
 */
export async function stepUp(session: Session, proof: Proof): Promise<void> {
  if (session.closed) throw new AppError('LOCKED');
  const { vault } = session;
  if (vault.now.busy) throw new AppError('BUSY');
  vault.now.busy = true;
  try {
    const file = readVaultFile(vault.files, vault.folder);
    const slot = ownSlot(session, file);
    let clockHigh = 0;
    const attempt = await chargeAttempt(vault, {
      vaultId: session.vaultId, ds: session.inner.ds, tag: tagOf(slot), file, gate: (record) => { clockHigh = record.clockHigh; },
    });
    try {
      await prove(session, slot, proof);
      await attempt.mirrored;
      await clearAttempt(vault, attempt, Math.max(clockHigh, vault.clock.nowMs()));
    } catch (error) {
      throw await failAttempt(vault, attempt, mapDbError(error));
    }
  } finally {
    vault.now.busy = false;
  }
}

async function prove(session: Session, slot: SecretSlot, proof: Proof): Promise<void> {
  const { vault, db } = session;
  const secret = readSecret(proof.pin);
  const dek = secret === null ? null : await openSecretSlot(slot, session.vaultId, secret, session.inner.ds);
  if (session.closed) throw new AppError('LOCKED'); // locked while the slow hash ran
  const right = dek !== null && sameBytes(dek, session.inner.dek);
  zero(dek);
  if (!right) throw new AppError('AUTH_FAILED');
  const user = ownRow(session);
  const consume = db.transaction((): boolean => {
    const code = readTypedCode(proof.code);
    if (!acceptCode(vault, { db, user, code, nowMs: vault.clock.nowMs(), readOnly: session.readOnly })) return false;
    if (code.kind === 'recovery') recordAudit(session, { action: 'recovery.use', entity: 'user', entityId: user.id });
    return true;
  });
  if (!(session.readOnly ? consume() : consume.immediate())) throw new AppError('AUTH_FAILED');
}

/**
 * Gives the person a new PIN. One slot of vault.json is replaced; the database stays as it is. A crash at any point leaves the old or the new PIN
 * working: both are announced before vault.json changes, and only the one in it can be used.
 */
export async function changePin(session: Session, input: Proof & { newPin: string }): Promise<void> {
  const secret = newSecret(input.newPin, session.mode); // first, so that a weak choice does not cost a code
  assertWritable(session);
  await stepUp(session, input);
  const { vault, db } = session;
  const user = ownRow(session);
  const at = isoUtc(vault.clock.nowMs());
  const slot = await makeSecretSlot({
    vaultId: session.vaultId, userId: user.id, userName: user.name, secret, ds: session.inner.ds, dek: session.inner.dek,
    kdf: await vault.tuning.cost(session.mode === 'passphrase' ? 'passphrase' : 'pin'), at, random: vault.random,
  });
  if (session.closed) throw new AppError('LOCKED');
  withDbErrors(() => announceSlot(db, user.rid, slot.id));
  try {
    replaceSlot(session, slot);
  } catch (error) {
    if (slotInFile(session)?.id !== slot.id) {
      withDbErrors(() => dropNextSlot(db, user.rid));
      throw error; // vault.json is as before: the old PIN stays
    }
  }
  withDbErrors(() => db.transaction(() => {
    settleSlot(db, user.rid, slot.id, at);
    recordAudit(session, { action: 'pin.change', entity: 'user', entityId: user.id });
  }).immediate());
}

function replaceSlot(session: Session, slot: SecretSlot): void {
  const { vault } = session;
  const file = readVaultFile(vault.files, vault.folder);
  const slots = file.slots.map((old) => (old.type !== 'recovery' && old.userId === slot.userId ? slot : old));
  writeVaultFile(vault.files, vault.folder, { ...file, slots });
}

function slotInFile(session: Session): SecretSlot | null {
  try {
    return ownSlot(session, readVaultFile(session.vault.files, session.vault.folder));
  } catch {
    return null; // unreadable now: count as not changed; both slots stay acceptable until the next login
  }
}

function ownSlot(session: Session, file: VaultFile): SecretSlot {
  const slot = file.slots.find((candidate) => candidate.type !== 'recovery' && candidate.userId === session.user.id);
  if (slot === undefined || slot.type === 'recovery' || file.vaultId !== session.vaultId) throw new AppError('VAULT_BROKEN');
  return slot;
}

function ownRow(session: Session): UserRow {
  const user = withDbErrors(() => readUser(session.db, session.user.id));
  if (user === null) throw new AppError('VAULT_BROKEN');
  return user;
}

function assertWritable(session: Session): void {
  if (session.closed) throw new AppError('LOCKED');
  if (session.readOnly) throw new AppError('DB_READONLY');
}

/** Starts over with the phone: a new secret, kept in memory until a code of it was typed. */
export async function beginReenrolTotp(session: Session, proof: Proof): Promise<Enrolment> {
  assertWritable(session);
  await stepUp(session, proof);
  zero(session.inner.reenrol);
  const secret = newTotpSecret(session.vault.random);
  session.inner.reenrol = secret;
  return enrolmentOf(secret, session.vaultName, session.user.name);
}

/** Puts the new phone secret in force. CODE_WRONG while the code is not of the new secret; SETUP_ORDER without beginReenrolTotp. */
export function finishReenrolTotp(session: Session, typed: string): void {
  assertWritable(session);
  const { vault, db, inner } = session;
  const secret = inner.reenrol;
  if (secret === null) throw new AppError('SETUP_ORDER');
  const code = readTypedCode(typed);
  const match = code.kind === 'totp' ? checkTotp(secret, code.code, vault.clock.nowMs(), 0) : null;
  if (match === null) throw new AppError('CODE_WRONG');
  withDbErrors(() => db.transaction(() => {
    setTotp(db, { userRid: session.user.rid, secret, lastStep: match.step, at: isoUtc(vault.clock.nowMs()) });
    recordAudit(session, { action: 'totp.reenrol', entity: 'user', entityId: session.user.id });
  }).immediate());
  zero(secret);
  inner.reenrol = null;
}

/** Ten new recovery codes, shown once; every old one stops working. */
export async function regenerateRecoveryCodes(session: Session, proof: Proof): Promise<string[]> {
  assertWritable(session);
  await stepUp(session, proof);
  const { db, user } = session;
  const codes = newRecoveryCodes(session.vault.random);
  withDbErrors(() => db.transaction(() => {
    const { codePepper } = readMeta(db);
    replaceRecoveryCodes(db, user.rid, codes.map((code) => recoveryCodeMac(codePepper, user.id, code)));
    recordAudit(session, { action: 'recovery.renew', entity: 'user', entityId: user.id });
  }).immediate());
  return codes;
}

/** How many recovery codes are still unused. */
export function recoveryCodesLeft(session: Session): number {
  return withDbErrors(() => recoveryCodesLeftOf(session.db, session.user.rid));
}
