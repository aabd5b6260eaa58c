// Puts prepared books in the place of the present ones by renames: after a crash at any moment either the old or the new ones are there. Books are never deleted. Called by handlers and at every start.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { withDbErrors } from '../db/open.ts';
import type { Files } from '../vault/files.ts';
import { DATABASE_FILE } from '../vault/vaultFile.ts';

const INCOMING = `${DATABASE_FILE}.incoming`;
/** What SQLite keeps beside a database belongs to it and goes with it. */
const WITH_IT = ['-wal', '-shm'] as const;

/** The books must be closed. `stamp`: digits that no earlier restore had. */
export function swapDatabase(files: Files, folder: string, prepared: string, stamp: string): void {
  withDbErrors(() => {
    files.rename(prepared, join(folder, INCOMING));
    files.syncFolder(folder);
    setAside(files, folder, stamp);
    finish(files, folder);
  });
}

/**
 * What a restore that was cut off left: with books in place the incoming ones are only a copy of a backup, and go; without, they are the books.
 * Cheap; called before anybody looks into the vault.
 */
export function settleSwap(files: Files, folder: string): void {
  const incoming = join(folder, INCOMING);
  if (!existsSync(incoming)) return;
  withDbErrors(() => {
    if (existsSync(join(folder, DATABASE_FILE))) files.remove(incoming);
    else finish(files, folder);
  });
}

/** The database goes first: were its log taken away before it and the rest cut off, the books would open without what only the log holds. */
function setAside(files: Files, folder: string, stamp: string): void {
  const database = join(folder, DATABASE_FILE);
  if (!existsSync(database)) return;
  const aside = `${database}.replaced-${stamp}`;
  files.rename(database, aside);
  for (const end of WITH_IT) if (existsSync(`${database}${end}`)) files.rename(`${database}${end}`, `${aside}${end}`);
  files.syncFolder(folder);
}

function finish(files: Files, folder: string): void {
  const database = join(folder, DATABASE_FILE);
  // Never the log of other books beside these.
  for (const end of WITH_IT) if (existsSync(`${database}${end}`)) files.rename(`${database}${end}`, `${database}.stray${end}`);
  files.rename(join(folder, INCOMING), database);
  files.syncFolder(folder);
}
