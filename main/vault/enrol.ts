// The first login with a one-time code: the code is checked, then the person sets PIN and phone, and the code is used up. Called by main/ipc in the order of the screens.
import { compareAnchor, type AuditAnchor, type Integrity } from '../audit/anchor.ts';
import { appendAudit } from '../audit/chain.ts';
import { keySpans } from '../audit/pastKeys.ts';
import { AppError } from '../../contract/errors.ts';
import { parseOneTimeCode } from '../../domain/oneTimeCode.ts';
import { mapDbError, withDbErrors } from '../db/open.ts';
import { endEnrolment } from '../db/peopleRows.ts';
import { announceSlot, dropNextSlot, markLogin, raiseClockHigh, readMeta, readUser, replaceRecoveryCodes, setTotp, settleSlot, type UserRow } from '../db/vaultRows.ts';
import { readAnchor } from './anchorStore.ts';
import { chargeAttempt, clearAttempt, failAttempt } from './attempt.ts';
import { assertClock } from './clockGuard.ts';
import { isoUtc } from './clock.ts';
import type { Enrolment } from './create.ts';
import { zero } from './crypto.ts';
import type { DeviceKeys } from './deviceKeys.ts';
import { checkFolder } from './folder.ts';
import { databaseProblem } from './inspect.ts';
import { deviceOf } from './login.ts';
import { newSecret } from './pinRules.ts';
import { newRecoveryCodes, readTypedCode, recoveryCodeMac } from './recoveryCodes.ts';
import { settleRotation } from './rotation.ts';
import { assertUninterrupted, type Session } from './session.ts';
import { putSlot } from './slotFile.ts';
import { dummySlot, findEnrolSlot, makeSecretSlot, openSecretSlot, userTag } from './slots.ts';
import { checkTotp, enrolmentOf, newTotpSecret } from './totp.ts';
import { closeOpened, makeSession, unlockDatabase, type OpenedDatabase } from './unlock.ts';
import { cancelPending, exclusively, type EnrolPending, type Vault } from './vault.ts';
import { readVaultFile, type SecretSlot, type VaultFile } from './vaultFile.ts';

export interface EnrolInput {
  userName: string;
  /** As it was handed over, however it is typed. */
  code: string;
  confirmClock?: boolean | undefined;
}

/**
 * Checks name and one-time code; changes nothing but the count of tries. AUTH_FAILED for a wrong name or code, a used one, and a suspended or removed
 * person alike; CODE_EXPIRED when it was the right one, too late. Waits and other errors as login.
 */
export function beginEnrol(vault: Vault, input: EnrolInput): Promise<Enrolment & { userName: string }> {
  return exclusively(vault, async () => {
    cancelPending(vault);
    const file = whole(vault);
    const device = await deviceOf(vault, file);
    try {
      const pending = await tryCode(vault, file, device, input);
      vault.now.pending = pending.pending;
      return { ...enrolmentOf(pending.pending.totpSecret, pending.vaultName, pending.pending.userName), userName: pending.pending.userName };
    } finally {
      zero(device?.ds, device?.ak);
    }
  });
}

function whole(vault: Vault): VaultFile {
  checkFolder(vault.folder, vault.host);
  settleRotation(vault);
  const file = readVaultFile(vault.files, vault.folder);
  const problem = databaseProblem(vault);
  if (problem !== null) throw new AppError(problem);
  return file;
}

type Right = { pending: EnrolPending; vaultName: string };

async function tryCode(vault: Vault, file: VaultFile, device: DeviceKeys | null, input: EnrolInput): Promise<Right> {
  const ds = device?.ds ?? null;
  const allowed = { back: false, jump: input.confirmClock === true };
  let clockHigh = 0;
  const attempt = await chargeAttempt(vault, {
    vaultId: file.vaultId, ds, file, tag: userTag(ds, file.vaultId, input.userName),
    gate: (record) => {
      clockHigh = record.clockHigh;
      assertClock(vault.clock.nowMs(), clockHigh, allowed);
    },
  });
  try {
    const right = await openWithCode(vault, file, device, input, allowed);
    await attempt.mirrored;
    await clearAttempt(vault, attempt, Math.max(clockHigh, vault.clock.nowMs()));
    return right;
  } catch (error) {
    throw await failAttempt(vault, attempt, mapDbError(error));
  }
}

async function openWithCode(vault: Vault, file: VaultFile, device: DeviceKeys | null, input: EnrolInput, allowed: { back: boolean; jump: boolean }): Promise<Right> {
  const ds = device?.ds ?? null;
  const slot = findEnrolSlot(file, ds, input.userName) ?? dummySlot(file, vault.random);
  const code = readCode(input.code);
  const dek = code === null ? null : await openSecretSlot(slot, file.vaultId, code, ds);
  if (dek === null) throw new AppError('AUTH_FAILED');
  try {
    const opened = unlockDatabase(vault, dek);
    try {
      const meta = readMeta(opened.db);
      assertClock(vault.clock.nowMs(), meta.clockHighMs, allowed);
      const user = waitingUser(opened, slot, device?.ak ?? meta.auditKey, isoUtc(vault.clock.nowMs()));
      return { pending: { kind: 'enrol', slotId: slot.id, userId: user.id, userName: user.name, dek, totpSecret: newTotpSecret(vault.random) }, vaultName: meta.name };
    } finally {
      closeOpened(opened);
    }
  } catch (error) {
    zero(dek);
    throw error;
  }
}

function readCode(typed: string): string | null {
  try {
    return parseOneTimeCode(typed);
  } catch {
    return null; // no code looks like this: not worth a slow hash
  }
}

/** The person the code was made for, if the database still wants them in. An old slot put back into vault.json is refused and recorded. */
function waitingUser(opened: OpenedDatabase, slot: Pick<SecretSlot, 'id' | 'userId'>, ak: Buffer | null, at: string): UserRow {
  const user = readUser(opened.db, slot.userId);
  const waits = user !== null && user.disabledAt === null && user.suspendedAt === null && user.enrolUntil !== null && user.slotId === slot.id;
  if (!waits) {
    if (!opened.readOnly && ak !== null) {
      withDbErrors(() => opened.db.transaction(() => appendAudit(opened.db, ak, {
        at, actor: slot.userId, action: 'session.refused', entity: 'user', entityId: slot.userId, body: { reason: 'old code', slot: slot.id },
      })).immediate());
    }
    throw new AppError('AUTH_FAILED');
  }
  if ((user.enrolUntil ?? '') <= at) throw new AppError('CODE_EXPIRED');
  return user;
}

/**
 * Sets PIN, phone and recovery codes, uses the one-time code up, and logs in. CODE_WRONG (phone), PIN_WEAK, CODE_EXPIRED, SETUP_ORDER, DISK_*, DB_*;
 * after any of these the one-time code still works. A crash leaves either the code or the new PIN working.
 */
export function finishEnrol(vault: Vault, input: { pin: string; code: string }): Promise<{ session: Session; recoveryCodes: string[] }> {
  return exclusively(vault, async () => {
    const { pending, interruptions } = vault.now;
    if (pending?.kind !== 'enrol') throw new AppError('SETUP_ORDER');
    const code = readTypedCode(input.code);
    const match = code.kind === 'totp' ? checkTotp(pending.totpSecret, code.code, vault.clock.nowMs(), 0) : null;
    if (match === null) throw new AppError('CODE_WRONG');
    const file = whole(vault);
    const secret = newSecret(input.pin, file.mode);
    const device = await deviceOf(vault, file);
    const opened = unlockDatabase(vault, pending.dek);
    try {
      if (opened.readOnly) throw new AppError('DISK_READONLY');
      const made = await settle(vault, { pending, file, device, opened, secret, step: match.step });
      vault.now.pending = null; // the session has the key from here on
      zero(pending.totpSecret);
      await assertUninterrupted(vault, interruptions, made.session);
      return made;
    } catch (error) {
      if (opened.db.open) closeOpened(opened);
      zero(device?.ds, device?.ak);
      throw mapDbError(error);
    }
  });
}

interface Settling { pending: EnrolPending; file: VaultFile; device: DeviceKeys | null; opened: OpenedDatabase; secret: string; step: number }

async function settle(vault: Vault, s: Settling): Promise<{ session: Session; recoveryCodes: string[] }> {
  const { pending, file, opened: { db } } = s;
  const at = isoUtc(vault.clock.nowMs());
  const ak = s.device?.ak ?? readMeta(db).auditKey;
  if (ak === null) throw new AppError('VAULT_BROKEN');
  const user = waitingUser(s.opened, { id: pending.slotId, userId: pending.userId }, ak, at);
  const anchor = await readAnchor(vault, file.mode, file.vaultId, keySpans(db, ak).map(({ key }) => key));
  const integrity = compareAnchor(db, ak, anchor);
  const ds = s.device?.ds ?? null;
  const slot = await makeSecretSlot({
    vaultId: file.vaultId, userId: user.id, userName: user.name, secret: s.secret, ds, dek: pending.dek,
    kdf: await vault.tuning.cost(ds === null ? 'passphrase' : 'pin'), at, random: vault.random,
  });
  // The phone goes in with the announcement: cut off after vault.json has the new slot, PIN and phone open the books.
  withDbErrors(() => db.transaction(() => {
    announceSlot(db, user.rid, slot.id);
    setTotp(db, { userRid: user.rid, secret: pending.totpSecret, lastStep: s.step, at });
  }).immediate());
  try {
    putSlot(vault, slot);
  } catch (error) {
    if (!readVaultFile(vault.files, vault.folder).slots.some(({ id }) => id === slot.id)) {
      withDbErrors(() => dropNextSlot(db, user.rid));
      throw error; // vault.json is as before: the one-time code stays
    }
  }
  const recoveryCodes = newRecoveryCodes(vault.random);
  withDbErrors(() => db.transaction(() => record(s, { user, slot, at, ak, nowMs: vault.clock.nowMs(), recoveryCodes })).immediate());
  return { session: sessionOf(vault, s, { user, ak, anchor, integrity }), recoveryCodes };
}

function record(s: Settling, the: { user: UserRow; slot: SecretSlot; at: string; ak: Buffer; nowMs: number; recoveryCodes: string[] }): void {
  const { db } = s.opened;
  const { user, at } = the;
  const { codePepper } = readMeta(db);
  settleSlot(db, user.rid, the.slot.id, at);
  replaceRecoveryCodes(db, user.rid, the.recoveryCodes.map((code) => recoveryCodeMac(codePepper, user.id, code)));
  endEnrolment(db, user.rid);
  markLogin(db, user.rid, at);
  raiseClockHigh(db, the.nowMs);
  const act = { at, actor: user.id, entity: 'user', entityId: user.id };
  appendAudit(db, the.ak, { ...act, action: 'user.enrol', body: {} });
  appendAudit(db, the.ak, { ...act, action: 'session.open', body: { with: 'enrol' } });
}

function sessionOf(vault: Vault, s: Settling, the: { user: UserRow; ak: Buffer; anchor: AuditAnchor | null; integrity: Integrity }): Session {
  return makeSession(vault, {
    opened: s.opened, user: the.user, mode: s.file.mode, dek: s.pending.dek, ds: s.device?.ds ?? null, ak: the.ak, anchor: the.anchor, integrity: the.integrity,
    signedInWith: 'enrol', before: { failed: 0, blocked: 0, lastLoginAt: the.user.lastLoginAt },
  });
}
