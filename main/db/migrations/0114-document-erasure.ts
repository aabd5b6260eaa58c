// Schema step 114: documents, letters, receipts and payments whose time to be kept is over may lose the words that name somebody: once, under a row of the list of erasures, and nothing
// else of them. Run by migrate.ts only.
import type { Migration } from '../migration.ts';
import type { Db } from '../open.ts';

/** domain/keeping.ts has the same words; a test holds them together. */
const WORDS = "('', 'Erased', 'Gelöscht', 'Effacé', 'Borrado')";
/** No country asks for less; what the country of the business asks for is looked at by the service and by the proof. */
const LEAST_YEARS = 6;

const LIST = `
  CREATE TABLE document_erasure (
    -- The number of the erasure.
    rid INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('document', 'reminder', 'receipt', 'payment')),
    -- By id and without a reference: it also has to stand in restored books.
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    at TEXT NOT NULL CHECK (length(at) = 24), by TEXT NOT NULL,
    -- The last day on which it had to be there.
    kept_until TEXT NOT NULL CHECK (length(kept_until) = 10),
    -- Its seal before and after; a payment has none.
    old_hash BLOB CHECK (length(old_hash) = 32), new_hash BLOB CHECK (length(new_hash) = 32),
    -- The record under which its PDF was stored, which went; and who it was for, where nobody else stands in that row of party_snapshot.
    pdf_seq INTEGER, party_rid INTEGER,
    audit_seq INTEGER NOT NULL REFERENCES audit_log (seq),
    CHECK ((kind = 'payment') = (old_hash IS NULL) AND (old_hash IS NULL) = (new_hash IS NULL))
  ) STRICT;
  CREATE INDEX document_erasure_party ON document_erasure (party_rid) WHERE party_rid IS NOT NULL;
  CREATE TRIGGER document_erasure_no_update BEFORE UPDATE ON document_erasure BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER document_erasure_no_delete BEFORE DELETE ON document_erasure BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER document_erasure_no_replace BEFORE INSERT ON document_erasure
  WHEN EXISTS (SELECT 1 FROM document_erasure WHERE rid = NEW.rid OR id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  -- Not before its time by its own date, of what is there as it is, and with a record of its own.
  CREATE TRIGGER document_erasure_due BEFORE INSERT ON document_erasure
  WHEN substr(NEW.at, 1, 10) <= NEW.kept_until
    OR NOT EXISTS (SELECT 1 FROM audit_log l WHERE l.seq = NEW.audit_seq AND l.action = 'document.erase' AND l.entity = NEW.kind AND l.entity_id = NEW.id AND l.at >= NEW.at)
    OR EXISTS (SELECT 1 FROM (
        SELECT issue_date AS day, content_hash AS hash FROM document WHERE NEW.kind = 'document' AND id = NEW.id
        UNION ALL SELECT date, content_hash FROM reminder WHERE NEW.kind = 'reminder' AND id = NEW.id
        UNION ALL SELECT substr(at, 1, 10), content_hash FROM receipt WHERE NEW.kind = 'receipt' AND id = NEW.id
        UNION ALL SELECT date, NULL FROM payment_act WHERE NEW.kind = 'payment' AND id = NEW.id)
      WHERE hash IS NOT NEW.old_hash OR (CAST(substr(day, 1, 4) AS INTEGER) + ${LEAST_YEARS}) || '-12-31' > NEW.kept_until)
  BEGIN SELECT RAISE(ABORT, 'kept by law'); END;
`;

/** Under the list and not yet done: the seal still stands as it was. */
const going = (documentRid: string): string =>
  `EXISTS (SELECT 1 FROM document d JOIN document_erasure e ON e.id = d.id AND e.kind = 'document' AND e.old_hash = d.content_hash WHERE d.rid = ${documentRid})`;
const listed = (kind: string, id: string): string => `EXISTS (SELECT 1 FROM document_erasure e WHERE e.kind = '${kind}' AND e.id = ${id})`;
const undone = (document: string): string => `EXISTS (SELECT 1 FROM document d JOIN csv_import i ON i.rid = d.import_rid WHERE d.rid = ${document} AND i.undone_at IS NOT NULL)`;
const refuse = "BEGIN SELECT RAISE(ABORT, 'append-only'); END;";

/** Everything of a row but `texts` stays. */
function same(db: Db, table: string, texts: readonly string[]): string {
  const columns = db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table).filter((name) => !texts.includes(name));
  return `(${columns.map((name) => `NEW.${name}`).join(', ')}) IS NOT (${columns.map((name) => `OLD.${name}`).join(', ')})`;
}
const worded = (texts: readonly string[]): string => texts.map((text) => `NEW.${text} NOT IN ${WORDS}`).join(' OR ');

function documents(db: Db): string {
  return `
  DROP TRIGGER document_no_update;
  CREATE TRIGGER document_no_update BEFORE UPDATE ON document
  WHEN NOT EXISTS (SELECT 1 FROM document_erasure e WHERE e.kind = 'document' AND e.id = OLD.id AND e.old_hash = OLD.content_hash AND e.new_hash = NEW.content_hash)
    OR ${worded(['reference', 'subject', 'note'])}
    OR (OLD.buyer_rid IS NULL) <> (NEW.buyer_rid IS NULL) OR coalesce((SELECT name FROM party_snapshot WHERE rid = NEW.buyer_rid), '') NOT IN ${WORDS}
    OR ${same(db, 'document', ['reference', 'subject', 'note', 'buyer_rid', 'content_hash'])}
  ${refuse}
  DROP TRIGGER document_line_no_update;
  CREATE TRIGGER document_line_no_update BEFORE UPDATE ON document_line
  WHEN NOT ${going('OLD.document_rid')} OR ${worded(['description', 'detail'])} OR ${same(db, 'document_line', ['description', 'detail'])}
  ${refuse}
  DROP TRIGGER document_adjustment_no_update;
  CREATE TRIGGER document_adjustment_no_update BEFORE UPDATE ON document_adjustment
  WHEN NOT ${going('OLD.document_rid')} OR ${worded(['reason'])} OR ${same(db, 'document_adjustment', ['reason'])}
  ${refuse}
  DROP TRIGGER document_pdf_no_delete;
  CREATE TRIGGER document_pdf_no_delete BEFORE DELETE ON document_pdf WHEN NOT ${undone('OLD.document_rid')} AND NOT ${going('OLD.document_rid')}
  ${refuse}
  CREATE TRIGGER document_pdf_not_again BEFORE INSERT ON document_pdf WHEN ${listed('document', '(SELECT id FROM document WHERE rid = NEW.document_rid)')}
  BEGIN SELECT RAISE(ABORT, 'erased'); END;

  DROP TRIGGER party_snapshot_no_update;
  CREATE TRIGGER party_snapshot_no_update BEFORE UPDATE ON party_snapshot
  WHEN NEW.rid <> OLD.rid OR NEW.body <> '{"name":""}' OR NOT EXISTS (SELECT 1 FROM document_erasure WHERE party_rid = OLD.rid)
  ${refuse}

  DROP TRIGGER document_note_no_delete;
  CREATE TRIGGER document_note_no_delete BEFORE DELETE ON document_note
  WHEN NOT EXISTS (SELECT 1 FROM document d JOIN customer c ON c.rid = d.customer_rid JOIN erasure e ON e.customer_id = c.id WHERE d.id = OLD.document_id) AND NOT ${listed('document', 'OLD.document_id')}
  ${refuse}
  DROP TRIGGER attachment_stays;
  CREATE TRIGGER attachment_stays BEFORE DELETE ON attachment
  WHEN OLD.ready = 1 AND EXISTS (SELECT 1 FROM document WHERE id = OLD.document_id) AND NOT ${listed('document', 'OLD.document_id')}
  ${refuse}
  DROP TRIGGER attachment_piece_stays;
  CREATE TRIGGER attachment_piece_stays BEFORE DELETE ON attachment_piece
  WHEN EXISTS (SELECT 1 FROM attachment a JOIN document d ON d.id = a.document_id WHERE a.rid = OLD.attachment_rid AND a.ready = 1 AND NOT ${listed('document', 'd.id')})
  ${refuse}

  -- A document without anybody in it gets no PDF any more.
  DROP VIEW pdf_pending;
  CREATE VIEW pdf_pending AS
    SELECT d.rid AS document_rid, d.id AS id, d.issue_date AS issue_date FROM document d
    WHERE d.rid > (SELECT through FROM pdf_progress) AND d.import_rid IS NULL
      AND NOT EXISTS (SELECT 1 FROM document_pdf p WHERE p.document_rid = d.rid) AND NOT ${listed('document', 'd.id')};`;
}

/** Letters and receipts: the new text is the one whose seal the list names. */
function letters(db: Db): string {
  return ['reminder', 'receipt'].map((table) => `
  DROP TRIGGER ${table}_no_update;
  CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table}
  WHEN NOT EXISTS (SELECT 1 FROM document_erasure e WHERE e.kind = '${table}' AND e.id = OLD.id AND e.old_hash = OLD.content_hash AND e.new_hash = NEW.content_hash)
    OR ${same(db, table, ['body', 'content_hash'])}
  ${refuse}`).join('')
    + ['reminder_pdf', 'receipt_pdf', 'receipt_void_pdf'].map((table) => {
      const kind = table.startsWith('reminder') ? 'reminder' : 'receipt';
      return `
  DROP TRIGGER ${table}_no_delete;
  CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} WHEN NOT ${listed(kind, `(SELECT id FROM ${kind} WHERE rid = OLD.${kind}_rid)`)}
  ${refuse}
  CREATE TRIGGER ${table}_not_again BEFORE INSERT ON ${table} WHEN ${listed(kind, `(SELECT id FROM ${kind} WHERE rid = NEW.${kind}_rid)`)}
  BEGIN SELECT RAISE(ABORT, 'erased'); END;`;
    }).join('');
}

/** Whoever the money was of is erased, or the payment is on the list. */
const free = (payments: string): string => `EXISTS (SELECT 1 FROM payment p JOIN payment_act a ON a.rid = p.rid JOIN customer c ON c.rid = p.customer_rid WHERE p.rid IN (${payments})
    AND (EXISTS (SELECT 1 FROM erasure e WHERE e.customer_id = c.id) OR ${listed('payment', 'a.id')}))`;
const OF_ACT = `SELECT OLD.rid UNION SELECT s.payment_rid FROM payment_refund r JOIN credit_source s ON s.rid = r.source_rid WHERE r.rid = OLD.rid
    UNION SELECT s.payment_rid FROM settlement t JOIN credit_source s ON s.rid = t.source_rid WHERE t.act_rid = OLD.rid`;
const ERASED_CUSTOMER = 'EXISTS (SELECT 1 FROM customer c JOIN erasure e ON e.customer_id = c.id WHERE c.rid = OLD.customer_rid)';
const ERASED_SOURCE = 'EXISTS (SELECT 1 FROM credit_source s JOIN customer c ON c.rid = s.customer_rid JOIN erasure e ON e.customer_id = c.id WHERE s.rid = OLD.source_rid)';
const LINE_TEXTS = ['end_to_end', 'structured_ref', 'text', 'name', 'iban', 'payer_words'];
const OF_LINE = 'SELECT payment_rid FROM bank_state WHERE line_rid = OLD.rid UNION SELECT payment_rid FROM bank_share WHERE line_rid = OLD.rid';
/** See step 112. */
const changed = (text: string): string => `NOT (NEW.${text} IN ('', OLD.${text}) OR (length(NEW.${text}) = length(OLD.${text}) AND length(replace(NEW.${text}, '%', '')) = length(replace(OLD.${text}, '%', '')) AND OLD.${text} LIKE NEW.${text}))`;

function money(db: Db): string {
  const guard = (table: string, allowed: string, texts: readonly string[]): string => `
  DROP TRIGGER ${table}_no_update;
  CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table}
  WHEN NOT (${allowed}) OR ${(table === 'bank_line' ? texts.map(changed) : texts.map((text) => `NEW.${text} <> ''`)).join(' OR ')} OR ${same(db, table, texts)}
  ${refuse}`;
  return [
    guard('payment_act', `${ERASED_CUSTOMER} OR ${free(OF_ACT)}`, ['note']),
    guard('payment', free('OLD.rid'), ['reference']),
    guard('payment_refund', `${ERASED_SOURCE} OR ${free(OF_ACT)}`, ['reference']),
    guard('bank_line', free(OF_LINE), LINE_TEXTS),
  ].join('');
}

export const documentErasure: Migration = {
  version: 114,
  up(db) {
    db.exec(LIST);
    for (const sql of [documents(db), letters(db), money(db)]) db.exec(sql);
  },
};
