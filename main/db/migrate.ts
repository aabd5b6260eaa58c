// Brings a database to the newest schema: all pending steps in one transaction. Called by main/vault after opening, and by tests.
import { AppError } from '../../contract/errors.ts';
import { mapDbError, withDbErrors, type Db } from './open.ts';
import type { Migration } from './migration.ts';
import { MIGRATIONS } from './migrations.ts';

/** What the vault needs to know of the schema; a parameter so that tests can bring their own. */
export interface Schema {
  readonly latest: number;
  /** Runs what is pending; `beforeUpgrade` is called first when data of an older version is about to be changed. */
  migrate(db: Db, beforeUpgrade?: (fromVersion: number) => void): void;
}

/** Checks the list once and makes a schema of it. */
export function schemaOf(migrations: readonly Migration[]): Schema {
  let last = 0;
  for (const { version } of migrations) {
    if (!Number.isInteger(version) || version <= last) throw new Error(`migration ${version} is out of order`);
    last = version;
  }
  return { latest: last, migrate: (db, beforeUpgrade) => migrate(db, migrations, last, beforeUpgrade) };
}

/** The schema of this program. */
export const schema: Schema = schemaOf(MIGRATIONS);

function migrate(db: Db, migrations: readonly Migration[], latest: number, beforeUpgrade?: (fromVersion: number) => void): void {
  const from = userVersion(db);
  if (from > latest) throw new AppError('DB_FROM_FUTURE');
  const pending = migrations.filter(({ version }) => version > from);
  if (pending.length === 0) return;
  if (from > 0 && beforeUpgrade !== undefined) withDbErrors(() => beforeUpgrade(from));
  const run = db.transaction(() => {
    for (const { version, up } of pending) {
      up(db);
      db.pragma(`user_version=${version}`);
    }
    const broken = db.pragma('foreign_key_check');
    if (!Array.isArray(broken) || broken.length > 0) throw new AppError('MIGRATION_FAILED', { params: { from, to: latest } });
  });
  try {
    run.immediate(); // all or nothing: a failing step leaves the version and every row as they were
  } catch (error) {
    const mapped = mapDbError(error);
    // A full disk or a busy file is its own sentence; everything else is a step that does not fit this data.
    if (mapped instanceof AppError && (mapped.code === 'DISK_FULL' || mapped.code === 'DB_BUSY' || mapped.code === 'DB_READONLY')) throw mapped;
    throw new AppError('MIGRATION_FAILED', { params: { from, to: latest } });
  }
}

/** The version a database file is at; 0 for a new one. */
export function userVersion(db: Db): number {
  return Number(db.pragma('user_version', { simple: true }));
}
