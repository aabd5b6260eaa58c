// Reminders in the complete export: letters as they went out, what each claimed, what was taken back, and who is left in peace. Listed by main/export/tables.ts only.
import { file, hex, integer, json, RECORD, ref, RID, text, type Table } from '../columns.ts';

const amount = (name: string, says: string) => integer(name, `${says}, in minor units.`);
const letter = ref('reminder', 'reminder', 'The letter (id in reminders.jsonl).');
const at = text('at', 'When (UTC).');
const by = text('by', 'Who.');

export const REMINDERS: readonly Table[] = [
  {
    table: 'reminder', file: 'reminders', says: 'A reminder letter as it went out. It never changes.', key: 'id', order: 'rid',
    columns: {
      rid: RID,
      id: text('id', 'Identifier (UUID).'),
      number: integer('number', 'Counted from 1.'),
      customer_rid: ref('customer', 'customer', 'The customer (id in customers.jsonl).'),
      date: text('date', 'The day it was written.'),
      level: integer('level', 'Which reminder, from 0.'),
      currency: text('currency', 'ISO 4217 code.'),
      open: amount('open', 'What was open'),
      fee: amount('fee', 'Fee that was claimed'),
      interest: amount('interest', 'Interest that was claimed'),
      total: amount('total', 'All together'),
      body: json('body', 'The letter word for word.'),
      content_hash: hex('contentHash', 'SHA-256 over body in its canonical form.'),
      audit_seq: RECORD,
      at,
      by,
    },
  },
  {
    table: 'reminder_entry', file: 'reminder-entries', says: 'What a letter claimed for one document.', key: null, order: 'reminder_rid, document_rid',
    columns: {
      reminder_rid: letter,
      document_rid: ref('document', 'document', 'The document (id in documents.jsonl).'),
      level: integer('level', 'Which reminder of this document, from 0.'),
      due_date: text('dueDate', 'When it was to be paid.'),
      balance: amount('balance', 'What was open of it'),
      fee: amount('fee', 'Fee'),
      interest: amount('interest', 'Interest'),
    },
  },
  {
    table: 'reminder_void', file: 'reminder-voids', says: 'A letter that was taken back.', key: null, order: 'reminder_rid',
    columns: { reminder_rid: letter, reason: text('reason', 'What was written beside it.'), audit_seq: RECORD, at, by },
  },
  {
    table: 'reminder_pdf', file: 'reminder-pdfs', says: 'The PDF of a letter, made once.', key: null, order: 'reminder_rid',
    columns: {
      reminder_rid: letter,
      bytes: file('reminders', 'pdf', '(SELECT CAST(r.number AS TEXT) FROM reminder r WHERE r.rid = t.reminder_rid)', 'Where the PDF lies in this archive.'),
      sha256: hex('sha256', 'SHA-256 of the PDF, in hex.'),
      audit_seq: RECORD,
      made_at: text('madeAt', 'When it was made (UTC).'),
    },
  },
  {
    table: 'reminder_state', file: 'reminder-states', says: 'How far a document has come; without a line nobody was reminded.', key: null, order: 'document_rid',
    columns: {
      document_rid: ref('document', 'document', 'The document (id in documents.jsonl).'),
      level: integer('level', 'Its latest reminder, from 0.'),
      date: text('date', 'The day of the newest letter.'),
      count: integer('count', 'How many letters.'),
    },
  },
  {
    table: 'reminder_quiet', file: 'reminder-peace', says: 'Who is left in peace: exactly one of the two is named.', key: null, order: 'rid',
    columns: {
      rid: RID,
      customer_rid: ref('customer', 'customer', 'The customer (id in customers.jsonl); null for a document.'),
      document_rid: ref('document', 'document', 'The document (id in documents.jsonl); null for a customer.'),
      until: text('until', 'Up to which day; 9999-12-31 for good.'),
    },
  },
];
