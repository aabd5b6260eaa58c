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
import { deviceSecretCheck, writeDeviceKeys } from './deviceKeys.ts';
import { checkGroups, type KitKeys, kitKeys, kitSerial, type KitSheet, kitSheet, newRecoveryKey, pickGroups, readKit } from './kit.ts';
import { mirrorLockout, readLockout } from './lockoutStore.ts';
import { readSecret } from './pinRules.ts';
import type { CopyOrder } from './rotatedCopy.ts';
import { announceRotation, discardRotation, forgetRotation, rotatedPath, settleRotation, type Rotation } from './rotation.ts';
import { lockSession, type Session } from './session.ts';
import { stepUpSession } from './stepUp.ts';
import { makeKitSlot, makeSecretSlot, openKitSlot } from './slots.ts';
import { readKitFile, readVaultFile, type KitFile, type KitSlot, type SecretSlot, type VaultFile } from './vaultFile.ts';

const HOUR_MS = 3_600_000;

export interface RotationCode { name: string; code: string; until: string }

/**
 * Makes the new keys and everybody's way to them: own PIN and kit (as it is, or a new one where `kit` is null) open the books as before, everybody else gets
 * a one-time code. Nothing is changed yet; the codes are shown once and count only after rotate().
 * KIT_WRONG (no code of the phone is used up then), AUTH_FAILED, WAIT, LOCKED_OUT, DB_READONLY.
 */
export async function prepareRotation(session: Session, input: Proof & { kit: string | null }): Promise<{ codes: RotationCode[]; kit: KitSheet | null }> {
  assertWritable(session);
  const renewed: Rotation['renewed'] = input.kit === null ? newKit(session) : null;
  const slotKek = renewed === null ? kitKek(session, input.kit ?? '') : slotKekOf(renewed.rk);
  try {
    await stepUpSession(session, input);
    const secret = readSecret(input.pin);
    if (secret === null) throw new AppError('AUTH_FAILED');
    const made = await newWays(session, secret, slotKek, renewed);
    assertWritable(session); // may have been locked while the slow hashes ran
    forgetRotation(session.inner.rotation);
    session.inner.rotation = made.rotation;
    return { codes: made.codes, kit: renewed === null ? null : sheetOf(session, renewed) };
  } catch (error) {
    zero(renewed?.rk);
    throw error;
  } finally {
    zero(slotKek);
  }
}

function newKit({ vault }: Session): NonNullable<Rotation['renewed']> {
  return { rk: newRecoveryKey(vault.random), ask: pickGroups(vault.random), madeAt: isoUtc(vault.clock.nowMs()) };
}

function sheetOf({ vaultId }: Session, { rk, ask, madeAt }: NonNullable<Rotation['renewed']>): KitSheet {
  return kitSheet(rk, { vaultId, createdAt: madeAt, ask });
}

/** The new kit while it is being prepared: for paper. SETUP_ORDER. */
export function renewedKit(session: Session): KitSheet {
  const renewed = session.inner.rotation?.renewed ?? null;
  if (session.closed || renewed === null) throw new AppError('SETUP_ORDER');
  return sheetOf(session, renewed);
}

function slotKekOf(rk: Buffer): Buffer {
  const { ak, bk, slotKek } = kitKeys(rk);
  zero(ak, bk);
  return slotKek;
}

/** The typed kit opens these very books. @throws AppError KIT_WRONG */
function kitKek({ vault, vaultId, inner }: Session, typed: string): Buffer {
  const rk = readKit(typed);
  const slotKek = slotKekOf(rk);
  const kit = readKitFile(vault.files, vault.folder);
  const dek = kit === null ? null : openKitSlot(kit.slot, vaultId, slotKek);
  const right = dek !== null && sameBytes(dek, inner.dek);
  zero(rk, dek);
  if (right) return slotKek;
  zero(slotKek);
  throw new AppError('KIT_WRONG');
}

async function newWays(session: Session, secret: string, slotKek: Buffer, renewed: Rotation['renewed']): Promise<{ rotation: Rotation; codes: RotationCode[] }> {
  const { vault, vaultId } = session;
  const nowMs = vault.clock.nowMs();
  const at = isoUtc(nowMs);
  const until = isoUtc(nowMs + ONE_TIME_HOURS * HOUR_MS);
  const dek = vault.random(KEY_BYTES);
  const ds = session.inner.ds === null ? null : vault.random(KEY_BYTES);
  const kdf = await vault.tuning.cost(session.mode === 'passphrase' ? 'passphrase' : 'pin');
  const slotFor = (user: UserRow, typed: string, enrol: boolean): Promise<SecretSlot> =>
    makeSecretSlot({ vaultId, userId: user.id, userName: user.name, secret: typed, ds, dek, kdf, at, random: vault.random, enrol });
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
  const serial = renewed === null ? before.kitSerial : kitSerial(renewed.rk);
  const file: VaultFile = { ...before, kitSerial: serial, deviceSecretCheck: ds === null ? null : deviceSecretCheck(ds, vaultId).toString('base64'), slots: [own, ...slots, kitSlot] };
  const kit: KitFile = { v: 1, vaultId, createdAt: before.createdAt, kitSerial: serial, slot: kitSlot };
  return { rotation: { dek, ds, renewed, file, kit, own, others }, codes };
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

/** The keys of the copy; the caller wipes them. */
export interface NewKeys { dek: Buffer; kit: { ak: Buffer; bk: Buffer } | null }
/** Makes the copy that is asked for, in a process of its own; answers the newest record of the books it was made from. */
export type CopyWork = (order: CopyOrder, keys: NewKeys) => Promise<{ seq: number }>;

/**
 * Puts the new keys in force and ends the session; the next login opens the books under them. `copy` makes the books under the new key beside the session,
 * which goes on reading; nobody may write meanwhile, and what was written all the same is noticed. The copy is proved whole and on the disk, and the
 * keychain holds old and new before anything counts; one small file then decides (rotation.ts), and from there to the end of the session nothing is awaited.
 * SETUP_ORDER, KIT_GROUPS_WRONG (of a new kit), CONFLICT, CANCELLED, LOCKED, KEYCHAIN_*, DISK_FULL, DB_*: nothing has changed then, and a session that was not locked goes on.
 */
export async function rotate(session: Session, groups: readonly [string, string] | null, copy: CopyWork): Promise<void> {
  assertWritable(session);
  const { vault, inner, db } = session;
  const { rotation } = inner;
  if (rotation === null) throw new AppError('SETUP_ORDER');
  const { renewed } = rotation;
  if (renewed !== null && (groups === null || !checkGroups(renewed.rk, renewed.ask, groups).every(Boolean))) throw new AppError('KIT_GROUPS_WRONG');
  const others = enterers(session).map((user) => user.rid);
  if (others.join() !== rotation.others.map(({ rid }) => rid).join()) throw new AppError('CONFLICT'); // somebody was invited or removed since the codes were made
  const keys: NewKeys & { kit: KitKeys | null } = { dek: rotation.dek, kit: renewed === null ? null : kitKeys(renewed.rk) };
  try {
    discardRotation(vault); // what a rotation that was cut off left behind
    const before = writesOf(db);
    const { seq } = await copy(orderOf(session, rotation), keys);
    assertWritable(session);
    await announceToKeychain(session, rotation, keys.kit?.ak ?? session.ak);
    assertWritable(session);
    if (writesOf(db) !== before || seq !== auditHead(db)?.seq) throw new AppError('CONFLICT');
    vault.files.syncFolder(vault.folder);
    announceRotation(vault, { vault: rotation.file, kit: rotation.kit });
  } catch (error) {
    discardRotation(vault);
    throw mapDbError(error);
  } finally {
    zero(keys.kit?.ak, keys.kit?.bk, keys.kit?.slotKek);
  }
  inner.rotation = null;
  if (inner.ds !== null && rotation.ds !== null) rotation.ds.copy(inner.ds); // what the lock writes of wrong tries is to be genuine at the next login
  forgetRotation(rotation);
  const locked = lockSession(session); // closes the database before it first waits
  settleRotation(vault);
  await locked;
}

function orderOf({ vault, vaultId, kit }: Session, { own, others, renewed, file }: Rotation): CopyOrder {
  const at = isoUtc(vault.clock.nowMs());
  return {
    to: rotatedPath(vault), vaultId, at, own: { userId: own.userId, slotId: own.id }, others,
    kit: renewed === null ? null : { serial: file.kitSerial, was: kit.serial, madeAt: renewed.madeAt },
  };
}

/** Both device secrets and audit keys: vault.json says which count. The count of wrong tries is then genuine under either. */
async function announceToKeychain({ vault, vaultId, inner, ak }: Session, { ds }: Rotation, newAk: Buffer): Promise<void> {
  if (inner.ds === null || ds === null) return;
  const now = { files: vault.files, folder: vault.folder, vaultId, device: { ds: inner.ds, keychain: vault.keychain } };
  await inner.writes;
  const record = await readLockout(now);
  await writeDeviceKeys(vault.keychain, vaultId, { ds: inner.ds, ak }, { ds, ak: newAk });
  await mirrorLockout(vaultId, { ds, keychain: vault.keychain }, record);
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
