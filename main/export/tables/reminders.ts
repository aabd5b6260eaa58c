// Reminders in the complete export: letters with their PDF, what they claimed, what was taken back, who is left in peace. Listed by main/export/tables.ts only.
import { file, hex, integer, json, RECORD, ref, RID, text, type Table } from '../columns.ts';

const amount = (name: string, says: string) => integer(name, `${says}, in minor units.`);
const reminder = ref('reminder', 'reminder', 'The reminder (id in reminders.jsonl).');
const document = ref('document', 'document', 'The document (id in documents.jsonl).');
const at = text('at', 'When (UTC).');
const by = text('by', 'Who.');

export const REMINDERS: readonly Table[] = [
  {
    table: 'reminder', file: 'reminders', says: 'A reminder as it went out. It never changes.', key: 'id', order: 'rid',
    columns: {
      rid: RID,
      id: text('id', 'Identifier (UUID).'),
      number: integer('number', 'Counted from 1.'),
      customer_rid: ref('customer', 'customer', 'The customer (id in customers.jsonl).'),
      date: text('date', 'Date of the letter.'),
      level: integer('level', 'Level, from 0.'),
      currency: text('currency', 'ISO 4217 code.'),
      open: amount('open', 'What is owed'),
      fee: amount('fee', 'Fee'),
      interest: amount('interest', 'Interest'),
      total: amount('total', 'In all'),
      body: json('body', 'The letter word for word.'),
      content_hash: hex('contentHash', 'SHA-256 over the letter: its seal.'),
      audit_seq: RECORD,
      at, by,
    },
  },
  {
    table: 'reminder_entry', file: 'reminder-entries', says: 'What a reminder claimed for a document.', key: null, order: 'reminder_rid, document_rid',
    columns: {
      reminder_rid: reminder,
      document_rid: document,
      level: integer('level', 'Level, from 0.'),
      due_date: text('dueDate', 'When it fell due.'),
      balance: amount('balance', 'What is owed of it'),
      fee: amount('fee', 'Fee'),
      interest: amount('interest', 'Interest'),
    },
  },
  {
    table: 'reminder_void', file: 'reminder-voids', says: 'A reminder that was taken back.', key: null, order: 'reminder_rid',
    columns: { reminder_rid: reminder, reason: text('reason', 'Why.'), audit_seq: RECORD, at, by },
  },
  {
    table: 'reminder_pdf', file: 'reminder-pdfs', says: 'The PDF of a reminder, made once.', key: null, order: 'reminder_rid',
    columns: {
      reminder_rid: reminder,
      bytes: file('reminders', 'pdf', "(SELECT 'reminder-' || r.number FROM reminder r WHERE r.rid = t.reminder_rid)", 'Where the PDF lies in this archive.'),
      sha256: hex('sha256', 'SHA-256 of the PDF, in hex.'),
      audit_seq: RECORD,
      made_at: text('madeAt', 'When it was made (UTC).'),
    },
  },
  {
    table: 'reminder_state', file: 'reminder-states', says: 'How far a document has come with reminders.', key: null, order: 'document_rid',
    columns: { document_rid: document, level: integer('level', 'Level of the last one.'), date: text('date', 'Date of the last one.'), count: integer('count', 'How many.') },
  },
  {
    table: 'reminder_quiet', file: 'reminder-quiet', says: 'A customer or a document that is left in peace.', key: null, order: 'rid',
    columns: {
      rid: RID,
      customer_rid: ref('customer', 'customer', 'The customer (id in customers.jsonl); null for a document.'),
      document_rid: ref('document', 'document', 'The document (id in documents.jsonl); null for a customer.'),
      until: text('until', 'Up to this day; 9999-12-31 for good.'),
    },
  },
];
