// The second half of a login: the database is open; is this person still welcome, is the code right, what does the log say. Called by login only.
import { compareAnchor, type AuditAnchor } from '../audit/anchor.ts';
import { appendAudit } from '../audit/chain.ts';
import { keySpans } from '../audit/pastKeys.ts';
import { AppError } from '../../contract/errors.ts';
import { dropNextSlot, markLogin, raiseClockHigh, readMeta, readUser, settleSlot, type UserRow } from '../db/vaultRows.ts';
import { endEnrolment } from '../db/peopleRows.ts';
import { readAnchor } from './anchorStore.ts';
import { clearAttempt, type Attempt } from './attempt.ts';
import { assertClock, judgeClock } from './clockGuard.ts';
import { isoUtc } from './clock.ts';
import { acceptCode } from './codes.ts';
import { zero } from './crypto.ts';
import { writeDeviceKeys, type DeviceKeys } from './deviceKeys.ts';
import { VAULT_ENTRY } from './lockout.ts';
import type { TypedCode } from './recoveryCodes.ts';
import { anchorIfDue, type Session } from './session.ts';
import { dropOldKey } from './rotation.ts';
import { tidySlots } from './slotFile.ts';
import { closeOpened, makeSession, type OpenedDatabase } from './unlock.ts';
import type { Vault } from './vault.ts';
import type { SecretSlot, VaultFile } from './vaultFile.ts';

/** Somebody whose PIN opened a slot. */
export interface Candidate {
  file: VaultFile;
  device: DeviceKeys | null;
  slot: SecretSlot;
  code: TypedCode;
  confirmClock: boolean;
  attempt: Attempt;
}

/** Lets the person in within one transaction (code burnt, login recorded) and makes the session. Closes the database when it throws. */
export async function enter(vault: Vault, who: Candidate, opened: OpenedDatabase, dek: Buffer, earlyAnchor: AuditAnchor | null): Promise<Session> {
  try {
    return await letIn(vault, who, opened, dek, earlyAnchor);
  } catch (error) {
    closeOpened(opened);
    throw error;
  }
}

async function letIn(vault: Vault, who: Candidate, opened: OpenedDatabase, dek: Buffer, earlyAnchor: AuditAnchor | null): Promise<Session> {
  const { file, device, attempt } = who;
  const { db } = opened;
  const meta = readMeta(db);
  const ak = device?.ak ?? meta.auditKey;
  if (ak === null) throw new AppError('VAULT_BROKEN');
  const nowMs = vault.clock.nowMs();
  const clockHigh = Math.max(meta.clockHighMs, attempt.record.clockHigh);
  assertClock(nowMs, clockHigh, { back: who.code.kind === 'recovery', jump: who.confirmClock });
  const anchor = device === null ? await readAnchor(vault, file.mode, file.vaultId, keySpans(db, ak).map(({ key }) => key)) : earlyAnchor;
  const integrity = compareAnchor(db, ak, anchor);
  const user = welcomeUser(who, opened, ak, isoUtc(nowMs));
  const before = { failed: attempt.record.entries[VAULT_ENTRY]?.fails ?? 0, blocked: attempt.record.blocked, lastLoginAt: user.lastLoginAt };
  const admit = db.transaction(() => {
    if (!acceptCode(vault, { db, user, code: who.code, nowMs, readOnly: opened.readOnly })) throw new AppError('AUTH_FAILED');
    if (!opened.readOnly) recordEntry({ anchorless: integrity === 'unanchored', who, opened, ak, user, nowMs, clockHigh, before });
  });
  if (opened.readOnly) admit();
  else admit.immediate();
  const signedInWith = who.code.kind === 'recovery' ? 'recoveryCode' : 'totp';
  const session = makeSession(vault, { opened, user, mode: file.mode, dek, ds: device?.ds ?? null, ak, anchor, integrity, signedInWith, before });
  if (!session.readOnly) {
    tidySlots(vault, db, { ds: device?.ds ?? null, vaultId: file.vaultId });
    dropOldKey(vault);
  }
  session.inner.writes = clearAttempt(vault, attempt, Math.max(clockHigh, nowMs)); // awaited at lock
  if (device !== null && device.spare !== null && !session.readOnly) dropSpareKeys(session, device);
  return session;
}

/** New keys are in force: the keychain lets the others go, once the log's anchor is under the new one. A keychain that takes nothing now is asked again at the next login. */
function dropSpareKeys(session: Session, { ds, ak }: DeviceKeys): void {
  const kept = { ds: Buffer.from(ds), ak: Buffer.from(ak) }; // the session's are wiped when it ends meanwhile
  const { vault, vaultId } = session;
  const written = anchorIfDue(session, { now: true }).then(() => writeDeviceKeys(vault.keychain, vaultId, kept)).catch(() => undefined).finally(() => zero(kept.ds, kept.ak));
  session.inner.writes = Promise.all([session.inner.writes, written]);
}

/** The user behind the slot. An old slot put back into vault.json (of a disabled user, or from before a PIN change) opens the file but not the door. */
function welcomeUser(who: Candidate, opened: OpenedDatabase, ak: Buffer, at: string): UserRow {
  const { slot } = who;
  const user = readUser(opened.db, slot.userId);
  if (user !== null && user.disabledAt === null && user.suspendedAt === null && (slot.id === user.slotId || slot.id === user.nextSlotId)) return user;
  if (!opened.readOnly) {
    const reason = user === null ? 'unknown' : user.disabledAt !== null ? 'disabled' : user.suspendedAt !== null ? 'suspended' : 'old slot';
    appendAudit(opened.db, ak, { at, actor: slot.userId, action: 'session.refused', entity: 'user', entityId: slot.userId, body: { reason, slot: slot.id } });
  }
  throw new AppError('AUTH_FAILED');
}

interface Entry { anchorless: boolean; who: Candidate; opened: OpenedDatabase; ak: Buffer; user: UserRow; nowMs: number; clockHigh: number; before: Session['before'] }

/** Everything a login leaves in the database; inside the caller's transaction. */
function recordEntry({ anchorless, who, opened, ak, user, nowMs, clockHigh, before }: Entry): void {
  const { db } = opened;
  const at = isoUtc(nowMs);
  const act = { at, actor: user.id, entity: 'user', entityId: user.id };
  settleSlotChange(who, opened, ak, user, at);
  markLogin(db, user.rid, at);
  raiseClockHigh(db, nowMs);
  if (judgeClock(nowMs, clockHigh) === 'jump') appendAudit(db, ak, { ...act, action: 'clock.jump', body: { from: isoUtc(clockHigh), to: at } });
  if (who.code.kind === 'recovery') appendAudit(db, ak, { ...act, action: 'recovery.use', body: {} });
  const body = { with: who.code.kind === 'recovery' ? 'recoveryCode' : 'totp', failedBefore: before.failed, blockedBefore: before.blocked, ...(anchorless && { anchor: 'missing' }) };
  appendAudit(db, ak, { ...act, action: 'session.open', body });
}

/** A PIN change was cut off between its steps: whichever slot vault.json has (it just opened) is the one from here on. */
function settleSlotChange(who: Candidate, opened: OpenedDatabase, ak: Buffer, user: UserRow, at: string): void {
  if (user.nextSlotId === null) return;
  if (who.slot.id === user.slotId) {
    dropNextSlot(opened.db, user.rid);
    return;
  }
  settleSlot(opened.db, user.rid, who.slot.id, at);
  if (user.enrolUntil !== null) endEnrolment(opened.db, user.rid);
  appendAudit(opened.db, ak, { at, actor: user.id, action: user.enrolUntil === null ? 'pin.change' : 'user.enrol', entity: 'user', entityId: user.id, body: { finishedAtLogin: true } });
}
