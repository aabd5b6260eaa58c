// Makes a whole vault in a folder beside its final place and renames it there. Called by create.ts only.
import { lstatSync, mkdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { appendAudit, auditHead } from '../audit/chain.ts';
import { AppError } from '../../contract/errors.ts';
import { openDatabase, withDbErrors } from '../db/open.ts';
import { addMeta, addUser, markLogin, replaceRecoveryCodes, setTotp, type UserRow } from '../db/vaultRows.ts';
import { dropAnchor, sealAnchor, writeAnchor } from './anchorStore.ts';
import { isoUtc } from './clock.ts';
import { KEY_BYTES, zero } from './crypto.ts';
import { deviceSecretCheck, dropDeviceKeys, writeDeviceKeys } from './deviceKeys.ts';
import { checkFolder, lookInto, unfinishedFolders } from './folder.ts';
import { kitKeys, kitSerial, type KitKeys } from './kit.ts';
import { cleanRecord } from './lockout.ts';
import { dropLockout, writeLockout } from './lockoutStore.ts';
import { newRecoveryCodes, recoveryCodeMac } from './recoveryCodes.ts';
import type { Session } from './session.ts';
import { foldName, makeKitSlot, makeSecretSlot } from './slots.ts';
import { makeSession, unlockDatabase } from './unlock.ts';
import type { CreatePending, Vault } from './vault.ts';
import { DATABASE_FILE, readVaultFile, writeKitFile, writeVaultFile, type SecretSlot, type VaultFile, type VaultMode } from './vaultFile.ts';

export type BuildInput = Omit<CreatePending, 'totpStep' | 'ask' | 'kind'> & {
  totpStep: number; secret: string; mode: VaultMode;
  /** Opens the books on the new vault. When it fails it must have ended the session; the vault is then taken back. */
  open(session: Session): Promise<void>;
};

interface Parts { userId: string; dek: Buffer; ds: Buffer | null; kit: KitKeys; pepper: Buffer; recoveryCodes: string[]; slot: SecretSlot }

/** Builds, publishes and opens. When it throws, files and keychain items are gone again. */
export async function buildVault(vault: Vault, input: BuildInput): Promise<{ session: Session; recoveryCodes: string[] }> {
  prepareParent(vault);
  if (input.mode === 'keychain') await assertKeychain(vault);
  await forgetUnfinished(vault);
  const parts = await makeParts(vault, input);
  const staging = `${vault.folder}.creating-${input.vaultId}`;
  let published = false;
  try {
    mkdirSync(staging, { mode: 0o700 });
    const user = fillDatabase(vault, staging, input, parts);
    writeFiles(vault, staging, input, parts);
    await startCounting(vault, staging, input, parts);
    if (parts.ds !== null) await writeDeviceKeys(vault.keychain, input.vaultId, { ds: parts.ds, ak: parts.kit.ak });
    publish(vault, staging);
    published = true;
    withDbErrors(() => vault.files.syncFolder(dirname(vault.folder)));
    zero(parts.kit.bk, parts.kit.slotKek, parts.pepper);
    const session = await firstSession(vault, input, parts, user);
    await input.open(session);
    return { session, recoveryCodes: parts.recoveryCodes };
  } catch (error) {
    if (vault.now.open) throw error; // somebody works in it: nothing may be taken away under them
    if (published) published = !takeBack(vault, staging);
    rmSync(staging, { recursive: true, force: true }); // never was a vault: nobody has seen its kit confirmed
    if (parts.ds !== null && !published) await forgetKeychain(vault, input.vaultId);
    zero(parts.dek, parts.ds, parts.kit.ak, parts.kit.bk, parts.kit.slotKek);
    throw error;
  }
}

function prepareParent(vault: Vault): void {
  withDbErrors(() => mkdirSync(dirname(vault.folder), { recursive: true, mode: 0o700 }));
  checkFolder(vault.folder, vault.host);
}

async function assertKeychain(vault: Vault): Promise<void> {
  const probe = await vault.keychain.probe();
  if (probe === 'locked') throw new AppError('KEYCHAIN_LOCKED');
  if (probe === 'unavailable') throw new AppError('KEYCHAIN_UNAVAILABLE');
}

/** A set-up that was killed left a half-made folder and maybe keychain items of a vault that nobody has. */
async function forgetUnfinished(vault: Vault): Promise<void> {
  for (const folder of unfinishedFolders(vault.folder)) {
    const vaultId = unfinishedId(vault, folder);
    if (vaultId !== null) await forgetKeychain(vault, vaultId);
    rmSync(folder, { recursive: true, force: true });
  }
}

function unfinishedId(vault: Vault, folder: string): string | null {
  try {
    return readVaultFile(vault.files, folder).vaultId;
  } catch {
    return null; // killed before vault.json: then nothing is in the keychain either
  }
}

async function forgetKeychain(vault: Vault, vaultId: string): Promise<void> {
  try {
    await dropDeviceKeys(vault.keychain, vaultId);
    await dropLockout(vault.keychain, vaultId);
    await dropAnchor(vault, vaultId);
  } catch {
    // An orphaned item under an id that nobody uses harms nothing; the error that led here matters more.
  }
}

async function makeParts(vault: Vault, input: BuildInput): Promise<Parts> {
  const { random } = vault;
  const [dek, ds, userId] = [random(KEY_BYTES), input.mode === 'keychain' ? random(KEY_BYTES) : null, randomUUID()];
  const slot = await makeSecretSlot({
    vaultId: input.vaultId, userId, userName: input.ownerName, secret: input.secret, ds, dek,
    kdf: await vault.tuning.cost(ds === null ? 'passphrase' : 'pin'), at: input.createdAt, random,
  });
  return { userId, dek, ds, kit: kitKeys(input.rk), pepper: random(KEY_BYTES), recoveryCodes: newRecoveryCodes(random), slot };
}

function fillDatabase(vault: Vault, staging: string, input: BuildInput, parts: Parts): UserRow {
  const db = openDatabase(join(staging, DATABASE_FILE), parts.dek, { create: true, schemaVersion: vault.schema.latest });
  try {
    vault.schema.migrate(db);
    const fill = db.transaction((): UserRow => {
      const at = input.createdAt;
      addMeta(db, {
        vaultId: input.vaultId, name: input.vaultName, createdAt: at, kitSerial: kitSerial(input.rk), kitMadeAt: at, backupKey: parts.kit.bk,
        codePepper: parts.pepper, auditKey: parts.ds === null ? parts.kit.ak : null, clockHighMs: vault.clock.nowMs(),
      });
      const user = addUser(db, { id: parts.userId, name: input.ownerName, nameFolded: foldName(input.ownerName), role: 'owner', slotId: parts.slot.id, at });
      setTotp(db, { userRid: user.rid, secret: input.totpSecret, lastStep: input.totpStep, at });
      replaceRecoveryCodes(db, user.rid, parts.recoveryCodes.map((code) => recoveryCodeMac(parts.pepper, user.id, code)));
      markLogin(db, user.rid, at);
      const act = { at: isoUtc(vault.clock.nowMs()), actor: user.id };
      appendAudit(db, parts.kit.ak, { ...act, action: 'vault.create', entity: 'vault', entityId: input.vaultId, body: { mode: input.mode, kit: kitSerial(input.rk) } });
      appendAudit(db, parts.kit.ak, { ...act, action: 'session.open', entity: 'user', entityId: user.id, body: { with: 'create' } });
      return user;
    });
    const user = withDbErrors(() => fill.immediate());
    db.pragma('wal_checkpoint(TRUNCATE)');
    return user;
  } finally {
    db.close();
  }
}

function writeFiles(vault: Vault, staging: string, input: BuildInput, parts: Parts): void {
  const kitSlot = makeKitSlot({ vaultId: input.vaultId, slotKek: parts.kit.slotKek, dek: parts.dek, at: input.createdAt, random: vault.random });
  const common = { v: 1 as const, vaultId: input.vaultId, createdAt: input.createdAt, kitSerial: kitSerial(input.rk) };
  const check = parts.ds === null ? null : deviceSecretCheck(parts.ds, input.vaultId).toString('base64');
  const file: VaultFile = { ...common, mode: input.mode, deviceSecretCheck: check, slots: [kitSlot, parts.slot] };
  writeKitFile(vault.files, staging, { ...common, slot: kitSlot });
  writeVaultFile(vault.files, staging, file);
}

/** Both copies of the lockout record exist from the start: a missing one later means that somebody took it away. */
async function startCounting(vault: Vault, staging: string, input: BuildInput, parts: Parts): Promise<void> {
  const device = parts.ds === null ? null : { ds: parts.ds, keychain: vault.keychain };
  const { inFile, mirrored } = writeLockout({ files: vault.files, folder: staging, vaultId: input.vaultId, device }, cleanRecord(vault.clock.nowMs()));
  const inKeychain = await mirrored;
  if (!inFile) throw new AppError('DISK_FULL');
  if (device !== null && !inKeychain) throw new AppError('KEYCHAIN_UNAVAILABLE');
}

/** One rename makes it a vault. What lay in its place (never a vault, assertNothingHere looked) is moved aside, not deleted. */
function publish(vault: Vault, staging: string): void {
  withDbErrors(() => {
    if (lstatSync(vault.folder, { throwIfNoEntry: false }) !== undefined) {
      if (lookInto(vault.folder).isEmpty) rmdirSync(vault.folder);
      else renameSync(vault.folder, `${vault.folder}.replaced-${isoUtc(vault.clock.nowMs()).replace(/[-:.]/g, '')}`);
    }
    vault.files.syncFolder(staging);
    vault.files.rename(staging, vault.folder);
  });
}

/** Back under the name of an unfinished one, whatever interrupts what follows: its recovery codes were never shown, and nothing was ever stored in it. */
function takeBack(vault: Vault, staging: string): boolean {
  try {
    vault.files.rename(vault.folder, staging);
    return true;
  } catch {
    return false; // then it stays, whole, and the PIN opens it
  }
}

async function firstSession(vault: Vault, input: BuildInput, parts: Parts, user: UserRow): Promise<Session> {
  const opened = unlockDatabase(vault, parts.dek);
  const before = { failed: 0, blocked: 0, lastLoginAt: null };
  const head = auditHead(opened.db);
  const session = makeSession(vault, {
    opened, user, mode: input.mode, dek: parts.dek, ds: parts.ds, ak: parts.kit.ak, anchor: null, integrity: 'ok', signedInWith: 'create', before,
  });
  if (head !== null) {
    const sealed = sealAnchor(session.ak, { vaultId: input.vaultId, epoch: head.epoch, seq: head.seq, mac: head.mac.toString('hex'), at: isoUtc(vault.clock.nowMs()) });
    if (await writeAnchor(vault, input.mode, input.vaultId, sealed)) session.inner.anchored = { ...session.inner.anchored, seq: head.seq, epoch: head.epoch };
  }
  return session;
}
