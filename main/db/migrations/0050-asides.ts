// Schema step 50: what lies beside a document and is never printed: internal notes, and files kept inside the vault in pieces. Run by migrate.ts only.
import type { Migration } from '../migration.ts';

const instant = (name: string) => `${name} TEXT CHECK (length(${name}) = 24)`;
/** A draft keeps its id when it becomes a document, so what lies beside it stays with it. */
const documentId = 'document_id TEXT NOT NULL CHECK (length(document_id) = 36)';

const TABLES = `
  -- The newest row is the note; the older ones are what it said before.
  CREATE TABLE document_note (
    rid INTEGER PRIMARY KEY,
    ${documentId},
    body TEXT NOT NULL,
    ${instant('at')} NOT NULL, by TEXT NOT NULL,
    audit_seq INTEGER NOT NULL REFERENCES audit_log (seq)
  ) STRICT;
  CREATE INDEX document_notes ON document_note (document_id);

  -- Pieces come in one by one, so that a large file holds nobody up; with the last one it is 'ready'. What is not ready is taken out when the next file comes.
  CREATE TABLE attachment (
    rid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    ${documentId},
    name TEXT NOT NULL CHECK (name <> ''),
    size INTEGER NOT NULL CHECK (size BETWEEN 1 AND 20971520),
    pieces INTEGER NOT NULL CHECK (pieces >= 1),
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    ready INTEGER NOT NULL DEFAULT 0 CHECK (ready IN (0, 1)),
    ${instant('at')} NOT NULL, by TEXT NOT NULL
  ) STRICT;
  CREATE INDEX attachment_document ON attachment (document_id);
  CREATE INDEX attachment_coming ON attachment (ready) WHERE ready = 0;
  CREATE TABLE attachment_piece (
    rid INTEGER PRIMARY KEY,
    attachment_rid INTEGER NOT NULL REFERENCES attachment (rid) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    bytes BLOB NOT NULL CHECK (length(bytes) > 0)
  ) STRICT;
  CREATE UNIQUE INDEX attachment_pieces ON attachment_piece (attachment_rid, position);
`;

const GUARDS = `
  CREATE TRIGGER document_note_no_update BEFORE UPDATE ON document_note BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER document_note_no_delete BEFORE DELETE ON document_note BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  -- A file is never changed, only made ready; and what lies beside an issued document stays there.
  CREATE TRIGGER attachment_same BEFORE UPDATE ON attachment
  WHEN OLD.ready = 1 OR NEW.ready <> 1 OR NEW.rid <> OLD.rid OR NEW.id <> OLD.id OR NEW.document_id <> OLD.document_id OR NEW.name <> OLD.name OR NEW.size <> OLD.size
    OR NEW.sha256 <> OLD.sha256 OR NEW.pieces <> (SELECT count(*) FROM attachment_piece WHERE attachment_rid = OLD.rid)
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER attachment_whole AFTER INSERT ON attachment_piece
  WHEN (SELECT count(*) FROM attachment_piece WHERE attachment_rid = NEW.attachment_rid) = (SELECT pieces FROM attachment WHERE rid = NEW.attachment_rid)
  BEGIN UPDATE attachment SET ready = 1 WHERE rid = NEW.attachment_rid; END;
  CREATE TRIGGER attachment_stays BEFORE DELETE ON attachment WHEN OLD.ready = 1 AND EXISTS (SELECT 1 FROM document WHERE id = OLD.document_id)
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER attachment_no_replace BEFORE INSERT ON attachment
  WHEN NEW.ready <> 0 OR EXISTS (SELECT 1 FROM attachment WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM attachment WHERE rid = NEW.rid)
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER attachment_piece_same BEFORE UPDATE ON attachment_piece BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER attachment_piece_stays BEFORE DELETE ON attachment_piece
  WHEN EXISTS (SELECT 1 FROM attachment a JOIN document d ON d.id = a.document_id WHERE a.rid = OLD.attachment_rid AND a.ready = 1)
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER attachment_piece_comes BEFORE INSERT ON attachment_piece
  WHEN EXISTS (SELECT 1 FROM attachment WHERE rid = NEW.attachment_rid AND (ready = 1 OR NEW.position >= pieces))
    OR EXISTS (SELECT 1 FROM attachment_piece WHERE rid = NEW.rid) OR EXISTS (SELECT 1 FROM attachment_piece WHERE attachment_rid = NEW.attachment_rid AND position = NEW.position)
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
`;

export const asides: Migration = {
  version: 50,
  up(db) {
    for (const sql of [TABLES, GUARDS]) db.exec(sql);
  },
};
