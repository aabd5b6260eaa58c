// Backups of a Recovery Kit that was replaced since: named as such, opened with the older kit, and the books that come back stay under today's.
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { isAppError } from '../../../contract/errors.ts';
import { serviceContext } from '../../../main/app/serviceContext.ts';
import { realDisk } from '../../../main/backup/disk.ts';
import { listBackups } from '../../../main/backup/list.ts';
import { makeBackups } from '../../../main/backup/make.ts';
import { openDatabase } from '../../../main/db/open.ts';
import { schema } from '../../../main/db/migrate.ts';
import { readMeta, setKit } from '../../../main/db/vaultRows.ts';
import { countersOf } from '../../../main/repo/usedNumbers.ts';
import type { Looked } from '../../../main/restore/look.ts';
import { swapDatabase } from '../../../main/restore/swap.ts';
import { restoreWork } from '../../../main/restore/task.ts';
import { realFiles } from '../../../main/vault/files.ts';
import { kitKeys, kitSerial, newRecoveryKey, readKit } from '../../../main/vault/kit.ts';
import { beginRecover } from '../../../main/vault/recover.ts';
import { beginRescue, plantBooks } from '../../../main/vault/rescue.ts';
import { dbKeyCopy, lockSession, type Session } from '../../../main/vault/session.ts';
import { makeKitSlot } from '../../../main/vault/slots.ts';
import { databasePath } from '../../../main/vault/vault.ts';
import { readVaultFile, writeKitFile, writeVaultFile } from '../../../main/vault/vaultFile.ts';
import { kitGroups } from '../../../domain/recoveryKitCode.ts';
import { draftBody, issueInvoice } from '../../fixtures/company.ts';
import { cleanUpAfterEach, enterAs } from '../vault/fixture.ts';
import { AT } from './newLaptop.ts';
import { type BackedBooks, backedBooks, depsAt, NOW } from './books.ts';
import { prepared } from './restoring.ts';

cleanUpAfterEach(afterEach);

interface Renewed {
  books: BackedBooks;
  session: Session;
  /** The backup of the older kit. */
  path: string;
  folder: string;
  old: { bk: Buffer; kitSerial: string; kit: string };
  kit: string;
}

/** Books with a backup under their first kit, that have another one since and went on. */
async function renewed(): Promise<Renewed> {
  const first = await backedBooks();
  const place = first.place('stick');
  const [made] = await makeBackups(first.source, [place], depsAt());
  if (made?.ok !== true) throw new Error('no backup');
  const { session: before, owner } = first;
  const old = { bk: Buffer.from(before.bk), kitSerial: before.kit.serial, kit: owner.kit };
  const rk = newRecoveryKey(randomBytes);
  const { bk, slotKek } = kitKeys(rk);
  const slot = makeKitSlot({ vaultId: before.vaultId, slotKek, dek: dbKeyCopy(before), at: AT, random: randomBytes });
  const { files, folder } = before.vault;
  const file = readVaultFile(files, folder);
  const serial = kitSerial(rk);
  setKit(before.db, { kitSerial: serial, kitMadeAt: AT, backupKey: bk });
  writeKitFile(files, folder, { v: 1, vaultId: before.vaultId, createdAt: file.createdAt, kitSerial: serial, slot });
  writeVaultFile(files, folder, { ...file, kitSerial: serial, slots: [...file.slots.filter(({ type }) => type !== 'recovery'), slot] });
  await lockSession(before);
  const session = await enterAs(owner);
  const ctx = serviceContext(session);
  const customer = ctx.db.prepare<[], { id: string }>('SELECT id FROM customer').get()?.id ?? '';
  const books = { ...first, session, ctx, source: { ...first.source, kitSerial: serial, dek: dbKeyCopy(session) }, issue: () => issueInvoice(ctx, draftBody(customer)).number };
  return { books, session, path: join(place.folder, made.name), folder: place.folder, old, kit: kitGroups(rk).join('-') };
}
function refusal(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return isAppError(error) ? [error.code, error.detail.params] : error;
  }
}

it('e59 a backup of an older kit is named as such; without that kit, or with a third one, nothing opens it', async () => {
  const { books, session, path, folder } = await renewed();
  const whose = { vaultId: session.vaultId, kitSerial: session.kit.serial, bk: session.bk };
  expect(listBackups(folder, whose, realDisk)).toMatchObject([{ fault: 'OTHER_KIT', proved: false }]);
  expect(refusal(() => prepared(books, path))).toEqual(['RESTORE_REFUSED', { fault: 'OTHER_KIT' }]);
  const third = newRecoveryKey(randomBytes);
  expect(refusal(() => prepared(books, path, { bk: kitKeys(third).bk, kitSerial: kitSerial(third) }))).toEqual(['RESTORE_REFUSED', { fault: 'OTHER_KIT' }]);
});

it('restored with the older kit over open books, T47 numbers go on, and the books stay under the kit of today', async () => {
  const { books, session, path, folder, old, kit } = await renewed();
  expect(books.issue()).toBe('INV-2026-0005');
  const { staged, looked } = prepared(books, path, old);
  expect(looked).toMatchObject({ inside: { kitSerial: old.kitSerial, figures: { documents: 4 } }, lost: { documents: 1 } });
  await lockSession(session);
  swapDatabase(realFiles, books.owner.folder, staged, '20261122');
  const again = await enterAs(books.owner);
  expect([again.readOnly, again.kit.serial]).toEqual([false, session.kit.serial]);
  const ctx = serviceContext(again);
  const customer = ctx.db.prepare<[], { id: string }>('SELECT id FROM customer').get()?.id ?? '';
  expect(issueInvoice(ctx, draftBody(customer)).number).toBe('INV-2026-0006');
  const place = { id: books.place('stick').id, folder };
  expect(await makeBackups({ ...books.source, dek: dbKeyCopy(again) }, [place], depsAt(NOW + 1000))).toMatchObject([{ ok: true }]);
  const [newest] = listBackups(folder, { vaultId: again.vaultId, kitSerial: again.kit.serial, bk: again.bk }, realDisk);
  expect(newest).toMatchObject({ proved: true, manifest: { kitSerial: again.kit.serial } });
  await lockSession(again);
  await expect(beginRecover(books.owner.restart(), kit)).resolves.toMatchObject({ user: { name: 'Mira Okafor' } });
  await expect(beginRecover(books.owner.restart(), old.kit)).rejects.toMatchObject({ code: 'KIT_WRONG' });
});

it('where the books are damaged both kits bring them back: today’s opens the vault, the older one the backup, and the backups of both say which numbers are used', async () => {
  const { books, session, path, folder, old, kit } = await renewed();
  books.issue();
  await makeBackups(books.source, [{ id: books.place('stick').id, folder }], depsAt(NOW + 1000));
  await lockSession(session);
  const { owner } = books;
  writeFileSync(join(owner.folder, 'billfold.db'), randomBytes(8192));
  expect(() => beginRescue(owner.restart(), old.kit)).toThrow(expect.objectContaining({ code: 'KIT_WRONG' }));
  const vault = owner.restart();
  const rescue = beginRescue(vault, kit);
  const staged = join(books.source.staging, 'a.tmp');
  mkdirSync(books.source.staging, { recursive: true });
  const given = () => ({ staged, bk: Buffer.from(old.bk), today: { serial: rescue.serial, bk: Buffer.from(rescue.bk), pastAk: kitKeys(readKit(old.kit)).ak } });
  const keys = () => ({ database: databasePath(vault), dek: Buffer.from(rescue.dek), ak: rescue.ak });
  const looked = restoreWork({ name: 'restoreLook', path, vaultId: rescue.here?.vaultId ?? null, kitSerial: old.kitSerial, ...given() }, keys(), () => undefined) as Looked;
  expect(looked).toMatchObject({ present: null, since: { numbers: [{ number: 'INV-2026-0005' }] } });
  const from = { name: basename(path), sha256: looked.sha256, madeAt: looked.inside.madeAt };
  restoreWork({ name: 'restorePrepare', actor: 'system', at: AT, from, known: looked.known, jump: 0, ...given() }, keys(), () => undefined);
  plantBooks(vault, rescue, { vaultId: looked.vaultId, prepared: staged });
  const db = openDatabase(databasePath(vault), rescue.dek, { readonly: true, schemaVersion: schema.latest });
  expect(readMeta(db)).toMatchObject({ kitSerial: rescue.serial, backupKey: kitKeys(readKit(kit)).bk });
  expect(countersOf(db)).toMatchObject([{ period: '2026', next: 6 }]);
  db.close();
});
