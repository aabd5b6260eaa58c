// Schema step 49: exchange gains and losses are found without reading every settlement; in books of one currency the index is empty. Run by migrate.ts only.
import type { Migration } from '../migration.ts';

export const gains: Migration = {
  version: 49,
  up(db) {
    db.exec('CREATE INDEX settlement_gain ON settlement (act_rid, document_rid, gain) WHERE gain <> 0');
  },
};
