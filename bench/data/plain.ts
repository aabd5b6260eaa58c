// The same database without a key, for the ratios: every setting as main/db/open.ts makes it, only the cipher is missing. Nothing but the benchmarks may open one.
import Database from 'better-sqlite3';
import { APPLICATION_ID, WRITER_CACHE_KIB, type Db } from '../../main/db/open.ts';

const PRAGMAS = [
  'journal_mode=WAL', 'synchronous=FULL', 'foreign_keys=ON', 'recursive_triggers=ON', 'trusted_schema=OFF', 'cell_size_check=ON', 'temp_store=MEMORY', 'secure_delete=ON',
  `cache_size=-${WRITER_CACHE_KIB}`, 'busy_timeout=4500',
];

export function openPlain(path: string): Db {
  const db = new Database(path);
  if (Number(db.pragma('application_id', { simple: true })) === 0) db.pragma(`application_id=${APPLICATION_ID}`);
  for (const pragma of PRAGMAS) {
    db.pragma(pragma);
    db.pragma(pragma.slice(0, pragma.indexOf('='))); // open.ts reads each one back, so this does too
  }
  db.exec('BEGIN IMMEDIATE; ROLLBACK');
  return db;
}
