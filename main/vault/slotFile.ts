// Keeps vault.json in step with the people in the database. Called by people, enrol and the login.
import { AppError } from '../../contract/errors.ts';
import { liveSlots } from '../db/peopleRows.ts';
import type { Db } from '../db/open.ts';
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
 * Takes out slots nobody may use any more: of removed people, or left by an act that was cut off. They open no door anyway (the database decides);
 * a disk that takes no writes is therefore no reason to fail, and the next login tries again.
 */
export function dropStaleSlots(vault: Vault, db: Db): void {
  const live = liveSlots(db);
  try {
    const file = readVaultFile(vault.files, vault.folder);
    const slots = file.slots.filter((slot) => slot.type === 'recovery' || live.has(slot.id));
    if (slots.length !== file.slots.length) writeVaultFile(vault.files, vault.folder, { ...file, slots });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}
