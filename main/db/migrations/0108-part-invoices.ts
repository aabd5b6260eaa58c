// Schema step 108: an invoice over a part of what was ordered says so. Run by migrate.ts only.
import type { Migration } from '../migration.ts';

const SQL = `
  ALTER TABLE document ADD COLUMN part INTEGER NOT NULL DEFAULT 0 CHECK (part = 0 OR (part = 1 AND kind = 'invoice'));
  -- Few: lists ask here, and never read a whole row for it.
  CREATE INDEX document_part ON document (rid) WHERE part = 1;
`;

export const partInvoices: Migration = {
  version: 108,
  up(db) {
    db.exec(SQL);
  },
};
