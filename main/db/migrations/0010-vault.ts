// Schema step 10: what the vault keeps inside the encrypted file. Users, their phone secret and recovery codes, keys, the clock's high-water mark.
import type { Migration } from '../migration.ts';

export const vault: Migration = {
  version: 10,
  up(db) {
    db.exec(`
      CREATE TABLE vault_meta (
        rid INTEGER PRIMARY KEY CHECK (rid = 1),
        vault_id TEXT NOT NULL CHECK (length(vault_id) = 36),
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        created_at TEXT NOT NULL CHECK (length(created_at) = 24),
        kit_serial TEXT NOT NULL,
        kit_made_at TEXT NOT NULL CHECK (length(kit_made_at) = 24),
        backup_key BLOB NOT NULL CHECK (length(backup_key) = 32),
        code_pepper BLOB NOT NULL CHECK (length(code_pepper) = 32),
        -- Only in passphrase mode, where there is no keychain to keep it in.
        audit_key BLOB CHECK (audit_key IS NULL OR length(audit_key) = 32),
        clock_high_ms INTEGER NOT NULL CHECK (clock_high_ms BETWEEN 0 AND 9007199254740991)
      ) STRICT;

      CREATE TABLE user (
        rid INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        name_folded TEXT NOT NULL UNIQUE,
        role TEXT NOT NULL CHECK (role IN ('owner', 'manager', 'cashier', 'auditor')),
        -- The slot of vault.json that belongs to this user; an old slot copied back into the file is not it.
        slot_id TEXT NOT NULL,
        -- Set just before vault.json changes, cleared right after: a crash between leaves both acceptable.
        next_slot_id TEXT,
        pin_set_at TEXT NOT NULL,
        created_at TEXT NOT NULL,
        last_login_at TEXT,
        disabled_at TEXT
      ) STRICT;

      CREATE TABLE user_totp (
        user_rid INTEGER PRIMARY KEY REFERENCES user (rid),
        secret BLOB NOT NULL CHECK (length(secret) = 20),
        last_step INTEGER NOT NULL CHECK (last_step >= 0),
        drift INTEGER NOT NULL DEFAULT 0 CHECK (drift BETWEEN -1 AND 1),
        set_at TEXT NOT NULL
      ) STRICT;

      CREATE TABLE recovery_code (
        user_rid INTEGER NOT NULL REFERENCES user (rid),
        mac BLOB NOT NULL CHECK (length(mac) = 32),
        used_at TEXT,
        PRIMARY KEY (user_rid, mac)
      ) STRICT, WITHOUT ROWID;

      CREATE TRIGGER user_never_deleted BEFORE DELETE ON user
      BEGIN SELECT RAISE(ABORT, 'users are disabled, not deleted'); END;

      CREATE TRIGGER user_last_owner BEFORE UPDATE OF role, disabled_at ON user
      WHEN OLD.role = 'owner' AND OLD.disabled_at IS NULL
        AND (NEW.role <> 'owner' OR NEW.disabled_at IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM user WHERE role = 'owner' AND disabled_at IS NULL AND rid <> OLD.rid)
      BEGIN SELECT RAISE(ABORT, 'the last owner stays'); END;
    `);
  },
};
