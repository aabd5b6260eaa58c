// Schema step 130: one invoice from several documents: drafts name all they are made from, and an issued document has room for as many. Run by migrate.ts only.
import type { Migration } from '../migration.ts';

/** What a draft of before says of the one document it was made from, as a list. */
const AS_LIST = `json_remove(iif(json_type(body, '$.source') = 'object', json_set(body, '$.sources', json_array(json(json_extract(body, '$.source')))), body), '$.source')`;
const named = (draft: string): string => `INSERT OR IGNORE INTO draft_from (draft_rid, source_rid)
    SELECT ${draft}.rid, d.rid FROM json_each(${draft}.body, '$.sources') s JOIN document d ON d.id = json_extract(s.value, '$.id')`;

const DRAFTS = `
  -- What each draft is made from, as its body says it: kept by triggers, so that a document finds the drafts on their way.
  CREATE TABLE draft_from (
    draft_rid INTEGER NOT NULL REFERENCES draft (rid) ON DELETE CASCADE,
    source_rid INTEGER NOT NULL REFERENCES document (rid),
    PRIMARY KEY (draft_rid, source_rid)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX draft_from_source ON draft_from (source_rid);
  DROP INDEX draft_source;
  CREATE TRIGGER draft_from_add AFTER INSERT ON draft WHEN json_type(NEW.body, '$.sources') IS NOT NULL
  BEGIN ${named('NEW')}; END;
  CREATE TRIGGER draft_from_change AFTER UPDATE OF body ON draft WHEN json_type(OLD.body, '$.sources') IS NOT NULL OR json_type(NEW.body, '$.sources') IS NOT NULL
  BEGIN
    DELETE FROM draft_from WHERE draft_rid = NEW.rid;
    ${named('NEW')};
  END;
  -- A complete export of before brings drafts that name one document.
  CREATE TRIGGER draft_from_before AFTER INSERT ON draft WHEN json_type(NEW.body, '$.source') IS NOT NULL
  BEGIN UPDATE draft SET body = ${AS_LIST} WHERE rid = NEW.rid; END;
  UPDATE draft SET body = ${AS_LIST} WHERE json_type(body, '$.source') IS NOT NULL;
`;

const DOCUMENTS = `
  CREATE TABLE document_source_more (
    document_rid INTEGER NOT NULL REFERENCES document (rid),
    -- Even: what it was made from. The odd one after it: the order behind that delivery note, which it uses up too.
    position INTEGER NOT NULL CHECK (position BETWEEN 0 AND 99),
    source_rid INTEGER NOT NULL REFERENCES document (rid),
    lines TEXT NOT NULL CHECK (json_valid(lines)),
    adjustments TEXT NOT NULL CHECK (json_valid(adjustments)),
    CHECK (source_rid <> document_rid),
    PRIMARY KEY (document_rid, position)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO document_source_more SELECT document_rid, position, source_rid, lines, adjustments FROM document_source;
  DROP TABLE document_source;
  ALTER TABLE document_source_more RENAME TO document_source;
  CREATE INDEX document_used ON document_source (source_rid);
  CREATE TRIGGER document_source_no_update BEFORE UPDATE ON document_source BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER document_source_no_delete BEFORE DELETE ON document_source BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER document_source_no_replace BEFORE INSERT ON document_source
  WHEN EXISTS (SELECT 1 FROM document_source WHERE document_rid = NEW.document_rid AND position = NEW.position)
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
`;

export const severalSources: Migration = {
  version: 130,
  up(db) {
    for (const sql of [DRAFTS, DOCUMENTS]) db.exec(sql);
  },
};
