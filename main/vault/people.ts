// Who can get into these books: inviting, pausing, removing, a new code for who lost PIN or phone. Called by main/ipc for a person who may ('user.manage').
import { randomUUID } from 'node:crypto';
import type { AuditAction } from '../../contract/auditActions.ts';
import { AppError } from '../../contract/errors.ts';
import { formatOneTimeCode, ONE_TIME_HOURS, parseOneTimeCode } from '../../domain/oneTimeCode.ts';
import { RECOVERY_CODE_BYTES } from '../../domain/recoveryKitCode.ts';
import { PERMISSIONS } from '../../domain/roles.ts';
import type { Db } from '../db/open.ts';
import { withDbErrors } from '../db/open.ts';
import { addInvited, awaitEnrolment, disableUser, isNameTaken, otherOwners, setSuspended, setUserName, setUserRole } from '../db/peopleRows.ts';
import { listUsers, readUser, type UserRow } from '../db/vaultRows.ts';
import { rightsOf } from '../repo/roles.ts';
import { forgetTries } from './attempt.ts';
import { isoUtc } from './clock.ts';
import { lockoutStatus } from './lockout.ts';
import { readLockout, type LockoutStore } from './lockoutStore.ts';
import { recordAudit, type Session } from './session.ts';
import { putSlot, tidySlots } from './slotFile.ts';
import { foldName, makeSecretSlot, tagOf, userTag } from './slots.ts';
import { MOST_SLOTS, readVaultFile, writeVaultFile, type SecretSlot } from './vaultFile.ts';

const HOUR_MS = 3_600_000;

/** in: has a way in; invited: code not used yet; expired: and too late now; noWay: this computer has no slot for them (after a Recovery Kit); locked: too many wrong tries. */
export type PersonState = 'in' | 'invited' | 'expired' | 'suspended' | 'noWay' | 'locked' | 'removed';

export interface Person {
  id: string;
  name: string;
  role: string;
  state: PersonState;
  you: boolean;
  lastLoginAt: string | null;
  enrolUntil: string | null;
  disabledAt: string | null;
}

/** Everybody, newest last; removed people stay on the list, since the log names them. */
export async function listPeople(session: Session): Promise<Person[]> {
  const { vault } = session;
  const file = readVaultFile(vault.files, vault.folder);
  const record = await readLockout(storeOf(session));
  if (session.closed) throw new AppError('LOCKED');
  const now = isoUtc(vault.clock.nowMs());
  const state = (user: UserRow): PersonState => {
    if (user.disabledAt !== null) return 'removed';
    if (user.suspendedAt !== null) return 'suspended';
    if (user.enrolUntil !== null) return user.enrolUntil > now ? 'invited' : 'expired';
    const slot = file.slots.find((one) => one.type !== 'recovery' && (one.id === user.slotId || one.id === user.nextSlotId));
    if (slot === undefined || slot.type === 'recovery') return 'noWay';
    return lockoutStatus(record, [tagOf(slot)], vault.clock.nowMs()).disabled ? 'locked' : 'in';
  };
  return listUsers(session.db).map((user) => ({
    id: user.id, name: user.name, role: user.role, state: state(user), you: user.id === session.user.id, lastLoginAt: user.lastLoginAt, enrolUntil: user.enrolUntil, disabledAt: user.disabledAt,
  }));
}

export interface OneTimeCode {
  userId: string;
  /** To be handed over; kept nowhere. */
  code: string;
  until: string;
}

/** Makes room for one more person, and the code for their first login. DUPLICATE (the name), TOO_MANY_PEOPLE, DISK_*; then nothing has changed. */
export async function invite(session: Session, input: { name: string; role: string }): Promise<OneTimeCode> {
  const nameFolded = foldName(input.name);
  assertWritable(session);
  assertNameFree(session, { id: null, nameFolded });
  if (readVaultFile(session.vault.files, session.vault.folder).slots.length >= MOST_SLOTS) throw new AppError('TOO_MANY_PEOPLE', { params: { most: MOST_SLOTS - 1 } });
  const id = randomUUID();
  return await handOut(session, { id, name: input.name }, (db, slot, enrolUntil) => {
    addInvited(db, { id, name: input.name, nameFolded, role: input.role, slotId: slot.id, at: slot.at, enrolUntil });
    recordAudit(session, { action: 'user.invite', entity: 'user', entityId: id, body: { name: input.name, role: input.role, until: enrolUntil } });
  });
}

/** A new one-time code for somebody who lost PIN or phone, whose code ran out, or who has no slot on this computer. The old way in ends at once. LAST_OWNER, OWN_ACCOUNT. */
export async function resetPerson(session: Session, userId: string): Promise<OneTimeCode> {
  const user = otherPerson(session, userId);
  const made = await handOut(session, user, (db, slot, enrolUntil) => {
    assertNotLastOwner(session, otherPerson(session, userId));
    awaitEnrolment(db, { rid: user.rid, slotId: slot.id, enrolUntil });
    recordAudit(session, { action: 'user.reset', entity: 'user', entityId: user.id, body: { until: enrolUntil } });
  });
  if (session.closed) throw new AppError('LOCKED');
  await forgetTries(storeOf(session), userTag(session.inner.ds, session.vaultId, user.name));
  return made;
}

/**
 * vault.json first, then the database in one transaction with its record: cut off between the two, the code opens nothing (the database does not know
 * it) and is swept out; nobody else's slot was touched. A failing transaction puts vault.json back.
 */
async function handOut(session: Session, who: { id: string; name: string }, write: (db: Db, slot: SecretSlot, enrolUntil: string) => void): Promise<OneTimeCode> {
  const { vault, db } = session;
  const nowMs = vault.clock.nowMs();
  const code = formatOneTimeCode(vault.random(RECOVERY_CODE_BYTES));
  const slot = await makeSecretSlot({
    vaultId: session.vaultId, userId: who.id, userName: who.name, secret: parseOneTimeCode(code), ds: session.inner.ds, dek: session.inner.dek,
    kdf: await vault.tuning.cost(session.mode === 'passphrase' ? 'passphrase' : 'pin'), at: isoUtc(nowMs), random: vault.random, enrol: true,
  });
  assertWritable(session); // may have been locked while the slow hash ran
  const until = isoUtc(nowMs + ONE_TIME_HOURS * HOUR_MS);
  const before = putSlot(vault, slot);
  try {
    withDbErrors(() => db.transaction(() => write(db, slot, until)).immediate());
  } catch (error) {
    writeVaultFile(vault.files, vault.folder, before);
    throw error;
  }
  return { userId: who.id, code, until };
}

/** Pauses somebody's way in; PIN and phone stay, for later. LAST_OWNER, OWN_ACCOUNT. */
export function suspendPerson(session: Session, userId: string): void {
  change(session, userId, 'user.suspend', (db, user) => {
    assertNotLastOwner(session, user);
    setSuspended(db, user.rid, isoUtc(session.vault.clock.nowMs()));
  });
}

/** Ends the pause. */
export function resumePerson(session: Session, userId: string): void {
  change(session, userId, 'user.resume', (db, user) => setSuspended(db, user.rid, null));
}

/** Removes somebody for good: the database refuses them from here on, then their slot leaves vault.json. LAST_OWNER, OWN_ACCOUNT. */
export function removePerson(session: Session, userId: string): void {
  change(session, userId, 'user.remove', (db, user) => {
    assertNotLastOwner(session, user);
    disableUser(db, user.rid, isoUtc(session.vault.clock.nowMs()));
  });
  tidySlots(session.vault, session.db, { ds: session.inner.ds, vaultId: session.vaultId });
}

/**
 * Another name for somebody, or for oneself: from the next login on they type it. Documents issued before keep the name they were issued under.
 * The database is changed first, with its record; vault.json follows. Cut off between the two, the next login of anybody finishes it; until then the old name opens.
 * DUPLICATE (the name), NOT_FOUND, DB_*.
 */
export function renamePerson(session: Session, userId: string, name: string): void {
  assertWritable(session);
  const { db, user: self } = session;
  withDbErrors(() => db.transaction(() => {
    const user = readUser(db, userId);
    if (user === null || user.disabledAt !== null) throw new AppError('NOT_FOUND');
    const nameFolded = foldName(name);
    assertNameFree(session, { id: userId, nameFolded });
    setUserName(db, { rid: user.rid, name, nameFolded });
    recordAudit(session, { action: 'user.rename', entity: 'user', entityId: userId, body: { changes: [{ field: 'name', from: user.name, to: name }] } });
  }).immediate());
  if (userId === self.id) self.name = name;
  tidySlots(session.vault, db, { ds: session.inner.ds, vaultId: session.vaultId });
}

/** Nobody else has the name, nor still answers to it in vault.json. @throws AppError DUPLICATE */
function assertNameFree({ db, vault, inner, vaultId }: Session, { id, nameFolded }: { id: string | null; nameFolded: string }): void {
  const tag = userTag(inner.ds, vaultId, nameFolded);
  const answers = readVaultFile(vault.files, vault.folder).slots.some((slot) => slot.type !== 'recovery' && slot.userId !== id && tagOf(slot) === tag);
  if (answers || isNameTaken(db, nameFolded, id)) throw new AppError('DUPLICATE', { fields: [{ path: 'name', code: 'DUPLICATE' }] });
}

/** Gives somebody another role; the caller has checked that there is such a role. It holds from their next call on. LAST_OWNER, OWN_ACCOUNT. */
export function setPersonRole(session: Session, userId: string, role: string): void {
  change(session, userId, 'user.role', (db, user) => {
    if (role !== 'owner') assertNotLastOwner(session, user);
    const before = heldBy(db, userId);
    setUserRole(db, user.rid, role);
    // An own role's name says nothing of what it allows: the log says both.
    return { changes: [{ field: 'role', from: user.role, to: role }, { field: 'permissions', from: before, to: heldBy(db, userId) }] };
  });
}

function heldBy(db: Db, userId: string): string {
  return PERMISSIONS.filter(rightsOf(db, userId).can).join(', ');
}

type Body = { changes: { field: string; from: string; to: string }[] };

function change(session: Session, userId: string, action: AuditAction, act: (db: Db, user: UserRow) => void | Body): void {
  assertWritable(session);
  const { db } = session;
  withDbErrors(() => db.transaction(() => {
    const body = act(db, otherPerson(session, userId));
    recordAudit(session, { action, entity: 'user', entityId: userId, body: body ?? {} });
  }).immediate());
}

/** Somebody who is not removed and is not the person acting: nobody can lock themselves out or hand themselves another role by mistake. */
function otherPerson(session: Session, userId: string): UserRow {
  assertWritable(session);
  const user = readUser(session.db, userId);
  if (user === null || user.disabledAt !== null) throw new AppError('NOT_FOUND');
  if (user.id === session.user.id) {
    assertNotLastOwner(session, user);
    throw new AppError('OWN_ACCOUNT');
  }
  return user;
}

/** Said here in words; a trigger holds it whatever calls. */
function assertNotLastOwner(session: Session, user: UserRow): void {
  if (user.role === 'owner' && otherOwners(session.db, user.rid) === 0) throw new AppError('LAST_OWNER');
}

function assertWritable(session: Session): void {
  if (session.closed) throw new AppError('LOCKED');
  if (session.readOnly) throw new AppError('DB_READONLY');
}

function storeOf(session: Session): LockoutStore {
  const { vault, inner, vaultId } = session;
  return { files: vault.files, folder: vault.folder, vaultId, device: inner.ds === null ? null : { ds: Buffer.from(inner.ds), keychain: vault.keychain } };
}
