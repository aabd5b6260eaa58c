// Schema step 106: the audit keys of Recovery Kits that were replaced, each sealed under the one after it. Run by migrate.ts only.
import type { Migration } from '../migration.ts';

const TABLES = `
  -- Records up to 'until_seq' that no earlier row covers carry MACs of this key. What it is sealed with binds 'until_seq' and that record's own MAC:
  -- who has an old kit cannot make it cover more.
  CREATE TABLE past_audit_key (
    until_seq INTEGER PRIMARY KEY CHECK (until_seq >= 1),
    nonce BLOB NOT NULL CHECK (length(nonce) = 12),
    sealed BLOB NOT NULL CHECK (length(sealed) = 48)
  ) STRICT;
  CREATE TRIGGER past_audit_key_no_update BEFORE UPDATE ON past_audit_key BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER past_audit_key_no_delete BEFORE DELETE ON past_audit_key BEGIN SELECT RAISE(ABORT, 'append-only'); END;
`;

export const pastAuditKeys: Migration = {
  version: 106,
  up(db) {
    db.exec(TABLES);
  },
};
