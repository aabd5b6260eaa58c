// Schema step 78: two narrow indexes under the screen of the log. Each record pays for them when it is written, so there are no more: the order of the chain (its key) serves the rest.
import type { Migration } from '../migration.ts';

export const auditLog: Migration = {
  version: 78,
  up(db) {
    db.exec(`
      -- By person and action, each in the order of the chain: a filter is a handful of these ranges, merged.
      CREATE INDEX audit_who ON audit_log (actor, action);
      CREATE INDEX audit_about ON audit_log (entity_id) WHERE entity_id IS NOT NULL;
    `);
  },
};
