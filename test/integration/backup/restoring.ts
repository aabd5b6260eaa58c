// A backup made, looked into and prepared for its restore as the job process does it. Used by the tests of restoring over open books.
import { randomBytes } from 'node:crypto';
import { basename, join } from 'node:path';
import { makeBackups } from '../../../main/backup/make.ts';
import type { Looked } from '../../../main/restore/look.ts';
import { restoreWork } from '../../../main/restore/task.ts';
import { dbKeyCopy } from '../../../main/vault/session.ts';
import { databasePath } from '../../../main/vault/vault.ts';
import { type BackedBooks, depsAt, NOW } from './books.ts';
import { AT } from './newLaptop.ts';

/** Backs up, and answers where the newest backup lies. */
export async function backedUp(books: BackedBooks, nowMs = NOW): Promise<{ path: string; folder: string }> {
  const place = books.place(`place-${nowMs}`);
  const [made] = await makeBackups(books.source, [place], depsAt(nowMs));
  if (made?.ok !== true) throw new Error(`no backup: ${JSON.stringify(made)}`);
  return { path: join(place.folder, made.name), folder: place.folder };
}

/** `of`: whose backup it is, where it is not the session's. */
export function prepared(books: BackedBooks, path: string, of: { kitSerial: string; bk: Buffer } = { kitSerial: books.session.kit.serial, bk: books.session.bk }): { staged: string; looked: Looked } {
  const { session } = books;
  const staged = join(books.source.staging, `${randomBytes(8).toString('hex')}.tmp`);
  const keys = () => ({ database: databasePath(session.vault), dek: dbKeyCopy(session), ak: session.ak });
  const today = () => (of.kitSerial === session.kit.serial ? null : { serial: session.kit.serial, bk: Buffer.from(session.bk), pastAk: Buffer.from(session.ak) });
  const looked = restoreWork({ name: 'restoreLook', path, staged, bk: Buffer.from(of.bk), today: today(), vaultId: session.vaultId, kitSerial: of.kitSerial }, keys(), () => undefined) as Looked;
  const from = { name: basename(path), sha256: looked.sha256, madeAt: looked.inside.madeAt };
  restoreWork({ name: 'restorePrepare', staged, bk: Buffer.from(of.bk), today: today(), actor: session.user.id, at: AT, from, known: looked.known, jump: 0 }, keys(), () => undefined);
  return { staged, looked };
}
