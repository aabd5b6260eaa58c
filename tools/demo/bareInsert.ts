// The least that bringing a file into SQLite can cost: read it, split it, insert its rows into one table of an encrypted database. Called by retail.ts.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { parse } from 'csv-parse/sync';

/** Milliseconds, from the file to the committed rows; no checks, no numbers, no sums, no search. The same cipher and the same care for the disk as the app. */
export function bareInsert(file: string, folder: string): number {
  const start = performance.now();
  const rows: string[][] = parse(readFileSync(file, 'utf8'));
  const [headings = []] = rows;
  const db = new Database(join(folder, 'bare.db'));
  db.pragma("cipher='sqlcipher'");
  db.pragma('legacy=4');
  db.key(Buffer.from(`x'${randomBytes(32).toString('hex')}'`));
  db.pragma('journal_mode=WAL');
  db.pragma('synchronous=FULL');
  db.exec(`CREATE TABLE line (${headings.map((_, i) => `c${i}`).join(', ')})`);
  const add = db.prepare(`INSERT INTO line VALUES (${headings.map(() => '?').join(', ')})`);
  db.transaction(() => {
    for (const row of rows.slice(1)) add.run(...row);
  }).immediate();
  const spent = performance.now() - start;
  db.close();
  return spent;
}
