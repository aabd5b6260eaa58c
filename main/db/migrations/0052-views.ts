// Schema step 52: saved views of lists. Run by migrate.ts only.
import type { Migration } from '../migration.ts';

export const views: Migration = {
  version: 52,
  up(db) {
    db.exec(`
      -- The body is one JSON value: it is only ever read and written whole.
      CREATE TABLE list_view (
        rid INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
        version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
        name TEXT NOT NULL CHECK (name <> ''),
        -- The name as it is sorted and compared.
        sort_name TEXT NOT NULL UNIQUE,
        usual INTEGER NOT NULL DEFAULT 0 CHECK (usual IN (0, 1)),
        body TEXT NOT NULL CHECK (json_valid(body))
      ) STRICT;
      CREATE UNIQUE INDEX list_view_usual ON list_view (usual) WHERE usual = 1;
      -- As step 46 left it, and with the total: a list of amounts walks through an index and not through the documents.
      DROP INDEX document_list;
      CREATE INDEX document_list ON document (issue_date, rid, kind, customer_rid, currency, net, payable);
      -- For amounts that few documents have.
      CREATE INDEX document_amount ON document (payable, issue_date);
      DROP INDEX document_foreign;
      CREATE INDEX document_foreign ON document (currency, issue_date, rid, payable) WHERE currency <> base_currency;
    `);
  },
};
