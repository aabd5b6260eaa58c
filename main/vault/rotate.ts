// A new key for the database (SECURITY a.9): for the day when somebody who could open the books no longer should, whatever copies they kept. Called by main/ipc.
import { AppError } from '../../contract/errors.ts';
import { formatOneTimeCode, ONE_TIME_HOURS, parseOneTimeCode } from '../../domain/oneTimeCode.ts';
import { RECOVERY_CODE_BYTES } from '../../domain/recoveryKitCode.ts';
import { auditHead } from '../audit/chain.ts';
import { mapDbError, type Db } from '../db/open.ts';
import { listUsers, readUser, type UserRow } from '../db/vaultRows.ts';
import { isoUtc } from './clock.ts';
import type { Proof } from './credentials.ts';
import { KEY_BYTES, sameBytes, zero } from './crypto.ts';
import { kitKeys, readKit } from './kit.ts';
import { readSecret } from './pinRules.ts';
import type { CopyOrder } from './rotatedCopy.ts';
import { announceRotation, discardRotation, rotatedPath, settleRotation, type Rotation } from './rotation.ts';
import { lockSession, type Session } from './session.ts';
import { stepUpSession } from './stepUp.ts';
import { makeKitSlot, makeSecretSlot, openKitSlot } from './slots.ts';
import { readKitFile, readVaultFile, type KitFile, type KitSlot, type SecretSlot, type VaultFile } from './vaultFile.ts';

const HOUR_MS = 3_600_000;

export interface RotationCode { name: string; code: string; until: string }

/**
 * Makes the new key and everybody's way to it: own PIN and kit open it as before, everybody else gets a one-time code. Nothing is changed yet; the
 * codes are shown once and count only after rotate(). KIT_WRONG (no code of the phone is used up then), AUTH_FAILED, WAIT, LOCKED_OUT, DB_READONLY.
 */
export async function prepareRotation(session: Session, input: Proof & { kit: string }): Promise<RotationCode[]> {
  assertWritable(session);
  const { vault } = session;
  const slotKek = kitKek(session, input.kit);
  try {
    await stepUpSession(session, input);
    const secret = readSecret(input.pin);
    if (secret === null) throw new AppError('AUTH_FAILED');
    const made = await newWays(session, secret, slotKek);
    assertWritable(session); // may have been locked while the slow hashes ran
    zero(session.inner.rotation?.dek);
    session.inner.rotation = made.rotation;
    return made.codes;
  } finally {
    zero(slotKek);
  }
  function kitKek(of: Session, typed: string): Buffer {
    const rk = readKit(typed);
    const keys = kitKeys(rk);
    const kit = readKitFile(vault.files, vault.folder);
    const dek = kit === null ? null : openKitSlot(kit.slot, of.vaultId, keys.slotKek);
    const right = dek !== null && sameBytes(dek, of.inner.dek);
    zero(rk, keys.ak, keys.bk, dek);
    if (right) return keys.slotKek;
    zero(keys.slotKek);
    throw new AppError('KIT_WRONG');
  }
}

async function newWays(session: Session, secret: string, slotKek: Buffer): Promise<{ rotation: Rotation; codes: RotationCode[] }> {
  const { vault, vaultId } = session;
  const nowMs = vault.clock.nowMs();
  const at = isoUtc(nowMs);
  const until = isoUtc(nowMs + ONE_TIME_HOURS * HOUR_MS);
  const dek = vault.random(KEY_BYTES);
  const kdf = await vault.tuning.cost(session.mode === 'passphrase' ? 'passphrase' : 'pin');
  const slotFor = (user: UserRow, typed: string, enrol: boolean): Promise<SecretSlot> =>
    makeSecretSlot({ vaultId, userId: user.id, userName: user.name, secret: typed, ds: session.inner.ds, dek, kdf, at, random: vault.random, enrol });
  const own = await slotFor(present(session.db, session.user.id), secret, false);
  const kitSlot: KitSlot = makeKitSlot({ vaultId, slotKek, dek, at, random: vault.random });
  const [others, codes, slots]: [Rotation['others'], RotationCode[], SecretSlot[]] = [[], [], []];
  for (const user of enterers(session)) {
    const code = formatOneTimeCode(vault.random(RECOVERY_CODE_BYTES));
    const slot = await slotFor(user, parseOneTimeCode(code), true);
    slots.push(slot);
    others.push({ rid: user.rid, slotId: slot.id, enrolUntil: until });
    codes.push({ name: user.name, code, until });
  }
  const before = readVaultFile(vault.files, vault.folder);
  const file: VaultFile = { ...before, slots: [own, ...slots, kitSlot] };
  const kit: KitFile = { v: 1, vaultId, createdAt: before.createdAt, kitSerial: before.kitSerial, slot: kitSlot };
  return { rotation: { dek, file, kit, own, others }, codes };
}

/** Everybody else who has a way in, or a code for one. Who is suspended gets a new code when the pause ends. */
function enterers(session: Session): UserRow[] {
  return listUsers(session.db).filter((user) => user.disabledAt === null && user.suspendedAt === null && user.id !== session.user.id);
}

function present(db: Db, id: string): UserRow {
  const user = readUser(db, id);
  if (user === null) throw new AppError('VAULT_BROKEN');
  return user;
}

/** Makes the copy that is asked for, in a process of its own; answers the newest record of the books it was made from. */
export type CopyWork = (order: CopyOrder, newDek: Buffer) => Promise<{ seq: number }>;

/**
 * Puts the new key in force and ends the session; the next login opens the books under it. `copy` makes the books under the new key beside the session,
 * which goes on reading; nobody may write meanwhile, and what was written all the same is noticed. The copy is proved whole and on the disk before
 * anything counts; one small file then decides (rotation.ts), and from there to the end of the session nothing is awaited.
 * SETUP_ORDER, CONFLICT, CANCELLED, LOCKED, DISK_FULL, DB_*: nothing has changed then, and a session that was not locked goes on.
 */
export async function rotate(session: Session, copy: CopyWork): Promise<void> {
  assertWritable(session);
  const { vault, inner, db } = session;
  const { rotation } = inner;
  if (rotation === null) throw new AppError('SETUP_ORDER');
  const others = enterers(session).map((user) => user.rid);
  if (others.join() !== rotation.others.map(({ rid }) => rid).join()) throw new AppError('CONFLICT'); // somebody was invited or removed since the codes were made
  const { own, others: waiting, dek } = rotation;
  try {
    discardRotation(vault); // what a rotation that was cut off left behind
    const before = writesOf(db);
    const { seq } = await copy({ to: rotatedPath(vault), vaultId: session.vaultId, at: isoUtc(vault.clock.nowMs()), own: { userId: own.userId, slotId: own.id }, others: waiting }, dek);
    assertWritable(session);
    if (writesOf(db) !== before || seq !== auditHead(db)?.seq) throw new AppError('CONFLICT');
    vault.files.syncFolder(vault.folder);
    announceRotation(vault, { vault: rotation.file, kit: rotation.kit });
  } catch (error) {
    discardRotation(vault);
    throw mapDbError(error);
  }
  inner.rotation = null;
  zero(dek);
  const locked = lockSession(session); // closes the database before it first waits
  settleRotation(vault);
  await locked;
}

/** What this connection wrote so far, and a mark that changes when another one writes. */
function writesOf(db: Db): string {
  const own = db.prepare<[], number>('SELECT total_changes()').pluck().get() ?? 0;
  return `${own} ${Number(db.pragma('data_version', { simple: true }))}`;
}

function assertWritable(session: Session): void {
  if (session.closed) throw new AppError('LOCKED');
  if (session.readOnly) throw new AppError('DB_READONLY');
}
