// The raw pages of a database of one moment, copied while others go on writing it. Called by copyUnderKey.ts. SQLite's own ways of copying open every page twice.
// How it holds: while a reader has a moment open, SQLite moves nothing younger out of the log into the database, and nothing older than what the log held when it began. So the
// pages that lie in the log are taken from the log, all others from the database, and those do not change until the reader closes.
import { type Db, openDatabase } from './open.ts';
import { schema } from './migrate.ts';
import { WalFrames } from './walFrames.ts';

/** Commits may come in between each time; with one a millisecond a few tries are enough. */
const MOST_TRIES = 10_000;

export interface Frozen {
  /** Length of the database in pages. */
  pages: number;
  /** Pages that put() was given; every other one is the database file's own. */
  taken: ReadonlySet<number>;
  /** Lets SQLite write into the database file again. */
  release(): void;
}

/**
 * `put` gets each page that is newer in the log (some of them more than once), sealed as it lies there. Never waits for a writer and never makes one wait.
 * @throws AppError as openDatabase; DB_BUSY
 */
export function freeze(path: string, key: Buffer, put: (page: number, sealed: Buffer) => void): Frozen {
  const taken = new Set<number>();
  const log = new WalFrames(path);
  const catchUp = (): boolean => log.catchUp(() => taken.clear(), (page, sealed) => {
    put(page, sealed);
    taken.add(page);
  });
  const db = openDatabase(path, key, { readonly: true, schemaVersion: schema.latest });
  try {
    for (let tries = 0; ; tries += 1) {
      catchUp();
      begin(db);
      // Nothing was committed between the two looks: the reader's moment is the one that was read.
      if (!catchUp()) break;
      db.exec('ROLLBACK');
      if (tries === MOST_TRIES) throw Object.assign(new Error('written without a pause'), { code: 'SQLITE_BUSY' });
    }
    return { pages: log.pages ?? Number(db.pragma('page_count', { simple: true })), taken, release: () => db.close() };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** BEGIN alone opens no moment: the first read does. */
function begin(db: Db): void {
  db.exec('BEGIN');
  db.prepare('SELECT count(*) FROM sqlite_master').get();
}
