// Restoring with the Recovery Kit where no books open: the key they are to have, and the files that let the kit in afterwards. Called by the handlers of rescue.*; recover.ts then makes PIN and phone.
import { mkdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../contract/errors.ts';
import { withDbErrors } from '../db/open.ts';
import { swapDatabase } from '../restore/swap.ts';
import { isoUtc } from './clock.ts';
import { KEY_BYTES, zero } from './crypto.ts';
import { checkFolder } from './folder.ts';
import { kitKeys, kitSerial, readKit } from './kit.ts';
import { makeKitSlot, openKitSlot } from './slots.ts';
import type { Vault } from './vault.ts';
import { readKitFile, VAULT_FILE, PREVIOUS_FILE, writeKitFile, type KitFile } from './vaultFile.ts';

export interface Rescue {
  rk: Buffer;
  bk: Buffer;
  ak: Buffer;
  /** The key of the vault that is here when the kit opens it; else a new one. */
  dek: Buffer;
  serial: string;
  /** What is here of a vault; null on a new computer. */
  here: KitFile | null;
}

/** Changes nothing. KIT_WRONG for what is no kit, and for a kit that is not that of the vault on this computer. */
export function beginRescue(vault: Vault, typed: string): Rescue {
  checkFolder(vault.folder, vault.host);
  const rk = readKit(typed);
  const { bk, ak, slotKek } = kitKeys(rk);
  const here = readKitFile(vault.files, vault.folder);
  const opened = here === null ? null : openKitSlot(here.slot, here.vaultId, slotKek);
  zero(slotKek);
  if (here !== null && opened === null) {
    zero(rk, bk, ak);
    throw new AppError('KIT_WRONG');
  }
  return { rk, bk, ak, dek: opened ?? vault.random(KEY_BYTES), serial: kitSerial(rk), here };
}

export function endRescue(rescue: Rescue | null): void {
  if (rescue !== null) zero(rescue.rk, rescue.bk, rescue.ak, rescue.dek);
}

/**
 * Puts prepared books in place. The kit's slot comes first, so that whatever interrupts this the kit opens what is there.
 * @throws AppError OTHER_BOOKS when a vault of another id is here
 */
export function plantBooks(vault: Vault, rescue: Rescue, books: { vaultId: string; prepared: string }): void {
  if (vault.now.open) throw new AppError('BUSY');
  if (rescue.here !== null && rescue.here.vaultId !== books.vaultId) throw new AppError('VAULT_EXISTS');
  const at = isoUtc(vault.clock.nowMs());
  const stamp = at.replace(/[-:.]/g, '');
  withDbErrors(() => mkdirSync(vault.folder, { recursive: true, mode: 0o700 }));
  if (rescue.here === null) {
    // What cannot be read is no way in any more; it is kept beside.
    for (const name of [VAULT_FILE, PREVIOUS_FILE]) if (existsSync(join(vault.folder, name))) withDbErrors(() => vault.files.rename(join(vault.folder, name), join(vault.folder, `${name}.replaced-${stamp}`)));
    const { slotKek } = kitKeys(rescue.rk);
    const slot = makeKitSlot({ vaultId: books.vaultId, slotKek, dek: rescue.dek, at, random: vault.random });
    zero(slotKek);
    writeKitFile(vault.files, vault.folder, { v: 1, vaultId: books.vaultId, createdAt: at, kitSerial: rescue.serial, slot });
  }
  swapDatabase(vault.files, vault.folder, books.prepared, stamp);
}
