// Keeps vault.json in step with the people in the database. Called by people, enrol and the login.
import { AppError } from '../../contract/errors.ts';
import type { Db } from '../db/open.ts';
import { liveSlots } from '../db/peopleRows.ts';
import { listUsers } from '../db/vaultRows.ts';
import { userTag } from './slots.ts';
import type { Vault } from './vault.ts';
import { MOST_SLOTS, readVaultFile, writeVaultFile, type SecretSlot, type VaultFile } from './vaultFile.ts';

/** Leaves one slot for a person: what stood there for them goes. @throws AppError TOO_MANY_PEOPLE, DISK_*; vault.json is then as before */
export function putSlot(vault: Vault, slot: SecretSlot): VaultFile {
  const before = readVaultFile(vault.files, vault.folder);
  const others = before.slots.filter((old) => old.type === 'recovery' || old.userId !== slot.userId);
  if (others.length >= MOST_SLOTS) throw new AppError('TOO_MANY_PEOPLE');
  writeVaultFile(vault.files, vault.folder, { ...before, slots: [...others, slot] });
  return before;
}

/**
 * Makes vault.json say what the database says: slots nobody may use any more go (of removed people, or left by an act that was cut off), and each slot
 * answers to the name its person has now. The database decides at the door anyway; a disk that takes no writes is therefore no reason to fail, and the next login tries again.
 */
export function tidySlots(vault: Vault, db: Db, keys: { ds: Buffer | null; vaultId: string }): void {
  const live = liveSlots(db);
  const names = new Map(listUsers(db).map(({ id, name }) => [id, name]));
  try {
    const file = readVaultFile(vault.files, vault.folder);
    const slots = file.slots.filter((slot) => slot.type === 'recovery' || live.has(slot.id)).map((slot) => (slot.type === 'recovery' ? slot : named(slot, names.get(slot.userId), keys)));
    if (JSON.stringify(slots) !== JSON.stringify(file.slots)) writeVaultFile(vault.files, vault.folder, { ...file, slots });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

function named(slot: SecretSlot, name: string | undefined, { ds, vaultId }: { ds: Buffer | null; vaultId: string }): SecretSlot {
  const { alias: _old, ...made } = slot;
  const tag = name === undefined ? slot.tag : userTag(ds, vaultId, name);
  return tag === slot.tag ? made : { ...made, alias: tag };
}
