// A computer without a vault or keychain entry that gets books from a backup with the kit alone, as the screens of the restore do it. Used by the tests of restoring.
import { mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { realDisk } from '../../../main/backup/disk.ts';
import { listBackups } from '../../../main/backup/list.ts';
import type { Looked } from '../../../main/restore/look.ts';
import { restoreWork } from '../../../main/restore/task.ts';
import { beginRecover, finishRecover } from '../../../main/vault/recover.ts';
import { beginRescue, plantBooks } from '../../../main/vault/rescue.ts';
import { login } from '../../../main/vault/login.ts';
import { lockSession, type Session } from '../../../main/vault/session.ts';
import type { VaultMode } from '../../../main/vault/vaultFile.ts';
import { totpCode } from '../../../main/vault/totp.ts';
import { databasePath } from '../../../main/vault/vault.ts';
import { makeWorld, NEW_PIN, PASSPHRASE, readSecretOf, remember } from '../vault/fixture.ts';

/** When it is done. */
export const AT = '2026-11-22T10:00:00.000Z';

export interface Rescued {
  looked: Looked;
  /** What a person sees of the file before looking inside. */
  shown: { proved: boolean; fault: string | null } | undefined;
  /** Brings the books back and opens them under a new PIN and phone. */
  finish(jump?: number, at?: string): Promise<Session>;
}

/** `mode` passphrase: a computer that has no keyring. */
export function rescueFrom(path: string, kit: string, mode: VaultMode = 'keychain'): Rescued {
  const laptop = makeWorld();
  if (mode === 'passphrase') laptop.store.state = 'none';
  const rescue = beginRescue(laptop.vault, kit);
  if (rescue.here !== null) throw new Error('there is a vault');
  const staged = join(laptop.root, 'staging', 'a.tmp');
  mkdirSync(dirname(staged));
  const shown = listBackups(dirname(path), { vaultId: null, kitSerial: rescue.serial, bk: rescue.bk }, realDisk).find(({ name }) => name === basename(path));
  const keys = { database: databasePath(laptop.vault), dek: rescue.dek, ak: rescue.ak };
  const looked = restoreWork({ name: 'restoreLook', path, staged, bk: Buffer.from(rescue.bk), today: null, vaultId: null, kitSerial: rescue.serial }, keys, () => undefined) as Looked;
  return {
    looked, shown,
    async finish(jump = 0, at = AT) {
      const from = { name: basename(path), sha256: looked.sha256, madeAt: looked.inside.madeAt };
      restoreWork({ name: 'restorePrepare', staged, bk: Buffer.from(rescue.bk), today: null, actor: 'system', at, from, known: looked.known, jump }, keys, () => undefined);
      plantBooks(laptop.vault, rescue, { vaultId: looked.vaultId, prepared: staged });
      const vault = laptop.restart();
      const { totpSecret } = await beginRecover(vault, kit);
      const newPin = mode === 'passphrase' ? PASSPHRASE : NEW_PIN;
      const { session } = await finishRecover(vault, { newPin, code: totpCode(readSecretOf(totpSecret), laptop.clock.wall), confirmClock: true, mode });
      remember(session);
      laptop.clock.advance(60_000);
      if (mode === 'keychain') return session;
      // what a restart finds: the passphrase alone, and nothing in any keyring
      await lockSession(session);
      laptop.clock.advance(60_000);
      return remember(await login(laptop.restart(), { pin: PASSPHRASE, code: totpCode(readSecretOf(totpSecret), laptop.clock.wall) }));
    },
  };
}
