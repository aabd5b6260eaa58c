// Schema step 133: a document whose tax falls due when it is paid says so, frozen like the rest of it; those of before say nothing and never will. Run by migrate.ts only.
import type { Migration } from '../migration.ts';
import type { Db } from '../open.ts';

/** As in step 114: what may stand where somebody was named. */
const WORDS = "('', 'Erased', 'Gelöscht', 'Effacé', 'Borrado')";
const TEXTS = ['reference', 'subject', 'note'];

/** Everything of the row but the words an erasure empties stays, the new column too: step 114 counted the columns there were. */
function guard(db: Db): string {
  const kept = db.prepare<[], string>("SELECT name FROM pragma_table_info('document')").pluck().all().filter((name) => ![...TEXTS, 'buyer_rid', 'content_hash'].includes(name));
  return `
  DROP TRIGGER document_no_update;
  CREATE TRIGGER document_no_update BEFORE UPDATE ON document
  WHEN NOT EXISTS (SELECT 1 FROM document_erasure e WHERE e.kind = 'document' AND e.id = OLD.id AND e.old_hash = OLD.content_hash AND e.new_hash = NEW.content_hash)
    OR ${TEXTS.map((text) => `NEW.${text} NOT IN ${WORDS}`).join(' OR ')}
    OR (OLD.buyer_rid IS NULL) <> (NEW.buyer_rid IS NULL) OR coalesce((SELECT name FROM party_snapshot WHERE rid = NEW.buyer_rid), '') NOT IN ${WORDS}
    OR (${kept.map((name) => `NEW.${name}`).join(', ')}) IS NOT (${kept.map((name) => `OLD.${name}`).join(', ')})
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;`;
}

export const taxDueSaid: Migration = {
  version: 133,
  up(db) {
    db.exec("ALTER TABLE document ADD COLUMN tax_due TEXT CHECK (tax_due IS NULL OR (tax_due = 'paid' AND kind IN ('invoice', 'deposit-invoice', 'final-invoice', 'credit-note')))");
    db.exec(guard(db));
  },
};
