// Getting back in with the printed Recovery Kit: forgotten PIN, lost phone, wiped keychain, another computer, damaged vault.json. Called by main/ipc.
import { compareAnchor } from '../audit/anchor.ts';
import { appendAudit } from '../audit/chain.ts';
import { keySpans } from '../audit/pastKeys.ts';
import { AppError } from '../../contract/errors.ts';
import { mapDbError, withDbErrors } from '../db/open.ts';
import { announceSlot, listUsers, markLogin, readMeta, readUser, replaceRecoveryCodes, resetClockHigh, setAuditKey, setTotp, settleSlot, type UserRow } from '../db/vaultRows.ts';
import { readAnchor } from './anchorStore.ts';
import { judgeClock } from './clockGuard.ts';
import { isoUtc } from './clock.ts';
import type { Enrolment } from './create.ts';
import { KEY_BYTES, zero } from './crypto.ts';
import { deviceSecretCheck, readDeviceKeys, writeDeviceKeys } from './deviceKeys.ts';
import { checkFolder } from './folder.ts';
import { databaseProblem, KEYCHAIN_CODES } from './inspect.ts';
import { kitKeys, readKit, type KitKeys } from './kit.ts';
import { cleanRecord } from './lockout.ts';
import { writeLockout } from './lockoutStore.ts';
import { newSecret } from './pinRules.ts';
import { newRecoveryCodes, readTypedCode, recoveryCodeMac } from './recoveryCodes.ts';
import { settleRotation } from './rotation.ts';
import { assertUninterrupted, type Session } from './session.ts';
import { makeSecretSlot, openKitSlot } from './slots.ts';
import { checkTotp, enrolmentOf, newTotpSecret } from './totp.ts';
import { closeOpened, makeSession, unlockDatabase, type OpenedDatabase } from './unlock.ts';
import { cancelPending, exclusively, type RecoverPending, type Vault } from './vault.ts';
import { readKitFile, readVaultFile, writeKitFile, writeVaultFile, type SecretSlot, type VaultFile, type VaultMode } from './vaultFile.ts';

export interface RecoverOffer extends Enrolment {
  /** The owner whose way in is renewed. */
  user: { id: string; name: string };
  /** More than one person uses this vault. */
  severalUsers: boolean;
}

/** Checks the typed kit against the vault. Changes nothing. KIT_WRONG, VAULT_MISSING or VAULT_BROKEN (no copy of the kit's slot), DB_*. */
export function beginRecover(vault: Vault, typed: string): Promise<RecoverOffer> {
  return exclusively(vault, async () => {
    cancelPending(vault);
    checkFolder(vault.folder, vault.host);
    settleRotation(vault);
    const rk = readKit(typed);
    const problem = databaseProblem(vault);
    if (problem !== null) throw new AppError(problem);
    const kit = readKitFile(vault.files, vault.folder);
    if (kit === null) {
      readVaultFile(vault.files, vault.folder); // says which of VAULT_MISSING and VAULT_BROKEN it is
      throw new AppError('VAULT_BROKEN');
    }
    const keys = kitKeys(rk);
    const dek = openKitSlot(kit.slot, kit.vaultId, keys.slotKek);
    zero(keys.ak, keys.bk, keys.slotKek);
    if (dek === null) throw new AppError('KIT_WRONG');
    const { owner, severalUsers, vaultName } = lookUpOwner(vault, dek);
    const totpSecret = newTotpSecret(vault.random);
    vault.now.pending = { kind: 'recover', kit, rk, dek, totpSecret, vaultName, userId: owner.id };
    return { ...enrolmentOf(totpSecret, vaultName, owner.name), user: { id: owner.id, name: owner.name }, severalUsers };
  });
}

function lookUpOwner(vault: Vault, dek: Buffer): { owner: UserRow; severalUsers: boolean; vaultName: string } {
  const opened = unlockDatabase(vault, dek);
  try {
    const users = listUsers(opened.db).filter((user) => user.disabledAt === null);
    const owner = users.find((user) => user.role === 'owner' && user.suspendedAt === null && user.enrolUntil === null);
    if (owner === undefined) throw new AppError('DB_DAMAGED'); // a trigger keeps the last owner
    return { owner, severalUsers: users.length > 1, vaultName: readMeta(opened.db).name };
  } catch (error) {
    throw mapDbError(error);
  } finally {
    closeOpened(opened);
  }
}

export interface FinishRecoverInput {
  newPin: string;
  /** A code of the newly enrolled phone. */
  code: string;
  confirmClock?: boolean | undefined;
  /** To change it: 'passphrase' where there is no keychain, 'keychain' where there is one again. By default as the vault is. */
  mode?: VaultMode | undefined;
}

/**
 * New PIN, new phone, new recovery codes for the owner; logs in. The old slots stay in force until all of it is on the disk.
 * CODE_WRONG, PIN_WEAK, CLOCK_JUMP, KEYCHAIN_LOCKED, KEYCHAIN_UNAVAILABLE (nothing is ever created over those), SETUP_ORDER, DISK_*, DB_*.
 */
export function finishRecover(vault: Vault, input: FinishRecoverInput): Promise<{ session: Session; recoveryCodes: string[] }> {
  return exclusively(vault, async () => {
    const { pending, interruptions } = vault.now;
    if (pending?.kind !== 'recover') throw new AppError('SETUP_ORDER');
    const code = readTypedCode(input.code);
    const match = code.kind === 'totp' ? checkTotp(pending.totpSecret, code.code, vault.clock.nowMs(), 0) : null;
    if (match === null) throw new AppError('CODE_WRONG');
    const old = currentFile(vault);
    const mode = input.mode ?? old?.mode ?? 'keychain';
    const secret = newSecret(input.newPin, mode);
    const keys = kitKeys(pending.rk);
    const device = await deviceFor(vault, pending.kit.vaultId, old, mode);
    const opened = unlockDatabase(vault, pending.dek);
    try {
      if (opened.readOnly) throw new AppError('DISK_READONLY');
      const made = await renew(vault, { pending, opened, old, mode, secret, keys, device, step: match.step, confirmClock: input.confirmClock === true });
      zero(pending.rk, pending.totpSecret);
      vault.now.pending = null;
      await assertUninterrupted(vault, interruptions, made.session);
      return made;
    } catch (error) {
      closeOpened(opened);
      throw mapDbError(error);
    }
  });
}

function currentFile(vault: Vault): VaultFile | null {
  try {
    return readVaultFile(vault.files, vault.folder);
  } catch {
    return null; // missing or broken: the kit's own copy is what we work from
  }
}

interface Device { ds: Buffer | null; isNew: boolean }

/** The device secret to go on with: the one that is there when it is ours, else a new one; never over a keychain that cannot be read. */
async function deviceFor(vault: Vault, vaultId: string, old: VaultFile | null, mode: VaultMode): Promise<Device> {
  if (mode === 'passphrase') return { ds: null, isNew: old?.mode !== 'passphrase' };
  const check = Buffer.from(old?.deviceSecretCheck ?? '', 'base64');
  const read = await readDeviceKeys(vault.keychain, vaultId, check);
  if (read.state === 'ok') return { ds: read.keys.ds, isNew: false };
  if (read.state === 'locked' || read.state === 'unavailable') throw new AppError(KEYCHAIN_CODES[read.state]);
  return { ds: vault.random(KEY_BYTES), isNew: true };
}

interface Renewal {
  pending: RecoverPending; opened: OpenedDatabase; old: VaultFile | null; mode: VaultMode; secret: string; keys: KitKeys; device: Device;
  step: number; confirmClock: boolean;
}

async function renew(vault: Vault, r: Renewal): Promise<{ session: Session; recoveryCodes: string[] }> {
  const { db } = r.opened;
  const { vaultId } = r.pending.kit;
  const nowMs = vault.clock.nowMs();
  const meta = readMeta(db);
  if (judgeClock(nowMs, meta.clockHighMs) === 'jump' && !r.confirmClock) throw new AppError('CLOCK_JUMP');
  const user = readUser(db, r.pending.userId);
  if (user === null) throw new AppError('DB_DAMAGED');
  const anchor = await readAnchor(vault, r.old?.mode ?? r.mode, vaultId, keySpans(db, r.keys.ak).map(({ key }) => key)).catch(() => null);
  const integrity = compareAnchor(db, r.keys.ak, anchor);
  const slot = await makeSecretSlot({
    vaultId, userId: user.id, userName: user.name, secret: r.secret, ds: r.device.ds, dek: r.pending.dek,
    kdf: await vault.tuning.cost(r.device.ds === null ? 'passphrase' : 'pin'), at: isoUtc(nowMs), random: vault.random,
  });
  withDbErrors(() => announceSlot(db, user.rid, slot.id));
  if (r.device.ds !== null) await writeDeviceKeys(vault.keychain, vaultId, { ds: r.device.ds, ak: r.keys.ak });
  writeKitFile(vault.files, vault.folder, r.pending.kit);
  writeVaultFile(vault.files, vault.folder, renewedFile(r, slot));
  const recoveryCodes = newRecoveryCodes(vault.random);
  withDbErrors(() => db.transaction(() => recordRenewal(r, { user, slot, nowMs, codes: recoveryCodes, clockHighMs: meta.clockHighMs })).immediate());
  zero(r.keys.slotKek, r.keys.bk);
  const device = r.device.ds === null ? null : { ds: r.device.ds, keychain: vault.keychain };
  const { mirrored } = writeLockout({ files: vault.files, folder: vault.folder, vaultId, device }, cleanRecord(nowMs));
  const session = makeSession(vault, {
    opened: r.opened, user, mode: r.mode, dek: r.pending.dek, ds: r.device.ds, ak: r.keys.ak, anchor, integrity, signedInWith: 'kit',
    before: { failed: 0, blocked: 0, lastLoginAt: user.lastLoginAt },
  });
  session.inner.writes = mirrored;
  return { session, recoveryCodes };
}

/** The new vault.json: the kit's slot, the new slot, and the other users' slots as long as the device secret they need is still the same. */
function renewedFile(r: Renewal, slot: SecretSlot): VaultFile {
  const { kit } = r.pending;
  const others = r.device.isNew ? [] : (r.old?.slots ?? []).filter((other) => other.type !== 'recovery' && other.userId !== slot.userId);
  return {
    v: 1, vaultId: kit.vaultId, createdAt: kit.createdAt, mode: r.mode, kitSerial: kit.kitSerial,
    deviceSecretCheck: r.device.ds === null ? null : deviceSecretCheck(r.device.ds, kit.vaultId).toString('base64'), slots: [kit.slot, slot, ...others],
  };
}

/** Inside the last transaction: from its commit on the new PIN, phone and codes are the only ones. */
function recordRenewal(r: Renewal, the: { user: UserRow; slot: SecretSlot; nowMs: number; codes: string[]; clockHighMs: number }): void {
  const { db } = r.opened;
  const { user, nowMs } = the;
  const at = isoUtc(nowMs);
  const { codePepper } = readMeta(db);
  settleSlot(db, user.rid, the.slot.id, at);
  setTotp(db, { userRid: user.rid, secret: r.pending.totpSecret, lastStep: r.step, at });
  replaceRecoveryCodes(db, user.rid, the.codes.map((code) => recoveryCodeMac(codePepper, user.id, code)));
  setAuditKey(db, r.mode === 'passphrase' ? r.keys.ak : null);
  markLogin(db, user.rid, at);
  resetClockHigh(db, nowMs);
  const act = { at, actor: user.id, entity: 'user', entityId: user.id };
  const body = { mode: r.mode, newDevice: r.device.isNew, vaultFileLost: r.old === null };
  appendAudit(db, r.keys.ak, { ...act, action: 'kit.use', body });
  if (judgeClock(nowMs, the.clockHighMs) !== 'ok') appendAudit(db, r.keys.ak, { ...act, action: 'clock.reset', body: { from: isoUtc(the.clockHighMs), to: at } });
  appendAudit(db, r.keys.ak, { ...act, action: 'session.open', body: { with: 'kit' } });
}
