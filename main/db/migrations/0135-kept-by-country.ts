// Schema step 135: nothing is erased before the time that the law of the business's country says, whoever writes the row: until here the tables held the shortest time of any country. Run by migrate.ts only.
import type { Migration } from '../migration.ts';

/** domain/keeping.ts has the same years; a test holds them together. Countries that are not named keep the longest. */
const YEARS = "CASE (SELECT json_extract(profile, '$.country') FROM business) WHEN 'DE' THEN 8 WHEN 'AT' THEN 7 WHEN 'ES' THEN 6 WHEN 'GB' THEN 6 WHEN 'IE' THEN 6 WHEN 'NL' THEN 7 ELSE 10 END";
/** No country asks for less. In restored books the erasure was right where it was made, and the business may have been in another country when the backup was. */
const LEAST_YEARS = 6;
const AGAIN = "EXISTS (SELECT 1 FROM audit_body b WHERE b.seq = NEW.audit_seq AND json_extract(b.body, '$.again') = 1)";

const SQL = `
  DROP TRIGGER document_erasure_due;
  -- Not before its time by its own date, of what is there as it is, and with a record of its own.
  CREATE TRIGGER document_erasure_due BEFORE INSERT ON document_erasure
  WHEN substr(NEW.at, 1, 10) <= NEW.kept_until
    OR NOT EXISTS (SELECT 1 FROM audit_log l WHERE l.seq = NEW.audit_seq AND l.action = 'document.erase' AND l.entity = NEW.kind AND l.entity_id = NEW.id AND l.at >= NEW.at)
    OR EXISTS (SELECT 1 FROM (
        SELECT issue_date AS day, content_hash AS hash FROM document WHERE NEW.kind = 'document' AND id = NEW.id
        UNION ALL SELECT date, content_hash FROM reminder WHERE NEW.kind = 'reminder' AND id = NEW.id
        UNION ALL SELECT substr(at, 1, 10), content_hash FROM receipt WHERE NEW.kind = 'receipt' AND id = NEW.id
        UNION ALL SELECT date, NULL FROM payment_act WHERE NEW.kind = 'payment' AND id = NEW.id)
      WHERE hash IS NOT NEW.old_hash OR (CAST(substr(day, 1, 4) AS INTEGER) + CASE WHEN ${AGAIN} THEN ${LEAST_YEARS} ELSE ${YEARS} END) || '-12-31' > NEW.kept_until)
  BEGIN SELECT RAISE(ABORT, 'kept by law'); END;
`;

export const keptByCountry: Migration = {
  version: 135,
  up(db) {
    db.exec(SQL);
  },
};
