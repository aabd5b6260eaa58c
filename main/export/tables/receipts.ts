// Receipts of payments in the complete export, with their PDFs. Listed by main/export/tables.ts only.
import { file, hex, integer, json, RECORD, ref, RID, text, type Table } from '../columns.ts';

export const RECEIPTS: readonly Table[] = [
  {
    table: 'receipt', file: 'receipts', says: 'A receipt as it was issued. It never changes; void when its payment was taken back.', key: 'id', order: 'rid',
    columns: {
      rid: RID,
      id: text('id', 'Identifier (UUID).'),
      payment_rid: ref('payment_act', 'payment', 'The payment (id in payment-acts.jsonl).'),
      number: text('number', 'Its number.'),
      series_rid: ref('number_series', 'series', 'The series it was numbered by (id in series.jsonl).'),
      period: text('period', 'Period of the series.'),
      sequence: integer('sequence', 'Its place in the period.'),
      body: json('body', 'The receipt word for word.'),
      content_hash: hex('contentHash', 'SHA-256 over the stored text of the body: its seal.'),
      audit_seq: RECORD,
      at: text('at', 'When it was issued (UTC).'),
      by: text('by', 'Who.'),
    },
  },
  {
    table: 'receipt_pdf', file: 'receipt-pdfs', says: 'The PDF of a receipt, made once.', key: null, order: 'receipt_rid',
    columns: {
      receipt_rid: ref('receipt', 'receipt', 'The receipt (id in receipts.jsonl).'),
      bytes: file('receipts', 'pdf', "(SELECT r.number FROM receipt r WHERE r.rid = t.receipt_rid)", 'Where the PDF lies in this archive.'),
      sha256: hex('sha256', 'SHA-256 of the PDF, in hex.'),
      audit_seq: RECORD,
      made_at: text('madeAt', 'When it was made (UTC).'),
    },
  },
  {
    table: 'receipt_void_pdf', file: 'receipt-void-pdfs', says: 'The PDF of a receipt that says it is void, made once after its payment was taken back.', key: null, order: 'receipt_rid',
    columns: {
      receipt_rid: ref('receipt', 'receipt', 'The receipt (id in receipts.jsonl).'),
      bytes: file('receipts-void', 'pdf', "(SELECT r.number FROM receipt r WHERE r.rid = t.receipt_rid)", 'Where the PDF lies in this archive.'),
      sha256: hex('sha256', 'SHA-256 of the PDF, in hex.'),
      audit_seq: RECORD,
      made_at: text('madeAt', 'When it was made (UTC).'),
    },
  },
];
