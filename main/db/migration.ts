// The shape of one schema step. Imported by the steps themselves and by migrate.ts.
import type { Db } from './open.ts';

/** One step: `version` is the user_version it leads to. Never edited after a release. */
export interface Migration {
  readonly version: number;
  up(db: Db): void;
}
