// What the figures were measured on: enough to compare two runs, nothing that tells where the files lie.
import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';

const GIB = 1024 ** 3;

export interface Machine { readonly [fact: string]: string }

export function machine(root: string): Machine {
  const db = new Database(':memory:');
  const sqlite = db.prepare<[], { v: string }>('SELECT sqlite_version() AS v').get()?.v ?? '?';
  db.close();
  const sqliteModule = JSON.parse(readFileSync(join(root, 'node_modules', 'better-sqlite3', 'package.json'), 'utf8'));
  return {
    Processor: `${cpus()[0]?.model.trim() ?? 'unknown'}, ${availableParallelism()} threads`,
    Memory: `${(totalmem() / GIB).toFixed(1)} GiB`,
    System: `${platform()} ${release()} ${arch()}`,
    Load: `${loadavg()[0]?.toFixed(2) ?? '?'} when the run began`,
    Node: process.versions.node,
    Electron: electronVersion(),
    SQLite: `${sqlite} (${sqliteModule.name} ${sqliteModule.version})`,
  };
}

function electronVersion(): string {
  const program = process.env['BILLFOLD_ELECTRON'];
  if (program === undefined) return 'not started';
  try {
    return readFileSync(join(program, '..', 'version'), 'utf8').trim().replace(/^v/, '');
  } catch {
    return 'unknown'; // a runtime of one's own need not say it in a file
  }
}
