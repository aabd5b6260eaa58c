// A copy of a made company, opened: what a row of the table works on.
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { schema } from '../../main/db/migrate.ts';
import { openDatabase, type Db } from '../../main/db/open.ts';
import type { Ctx } from '../../main/service/context.ts';
import { DATABASE_FILE } from '../../main/vault/vaultFile.ts';
import { contextOf } from './context.ts';
import { made, type Made } from './make.ts';
import { openPlain } from './plain.ts';

/** 'cipher' is the product; 'plain' is the same without a key. */
export type BooksKind = 'cipher' | 'plain';

export interface Books {
  kind: BooksKind;
  file: string;
  made: Made;
  db: Db;
  ctx: Ctx;
  /** Opens the file once more, as the product does. */
  reopen(): Db;
  close(): void;
}

export async function openBooks(size: number, kind: BooksKind, into: string, say: (text: string) => void): Promise<Books> {
  const company = await made(size, say);
  mkdirSync(into, { recursive: true, mode: 0o700 });
  const file = join(into, DATABASE_FILE);
  copyFileSync(kind === 'cipher' ? join(company.folder, 'vault', DATABASE_FILE) : join(company.folder, 'plain.db'), file);
  const reopen = (): Db => (kind === 'cipher' ? openDatabase(file, company.key, { schemaVersion: schema.latest }) : openPlain(file));
  const db = reopen();
  return { kind, file, made: company, db, ctx: contextOf(db, company.ak, company.owner), reopen, close: () => db.close() };
}
