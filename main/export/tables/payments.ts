// Payments in the complete export: acts, payments, credit, settlements, refunds, what was undone, and the sums that follow. Listed by main/export/tables.ts only.
import { flag, hex, integer, json, RECORD, ref, RID, text, type Column, type ExportedRow, type Table } from '../columns.ts';

const amount = (name: string, says: string) => integer(name, `${says}, in minor units.`);
const customer = ref('customer', 'customer', 'The customer (id in customers.jsonl).');
const currency = text('currency', 'ISO 4217 code.');
const SOURCE = 'payment or document of a line in credit-sources.jsonl';
const METHOD: Readonly<Record<string, Column>> = {
  method: text('method', 'cash, transfer, card, cheque or other.'),
  reference: text('reference', 'What the payer or the bank wrote.'),
  brand: text('brand', 'Brand of the card; null otherwise.'),
  last4: text('last4', 'Last four digits of the card, never more; empty otherwise.'),
};

export const PAYMENTS: readonly Table[] = [
  {
    table: 'payment_act', file: 'payment-acts', says: 'Something a person did with money, once. It never changes; what was wrong is undone by another act.', key: 'id', order: 'rid',
    columns: {
      rid: RID,
      id: text('id', 'Identifier (UUID).'),
      kind: text('kind', 'payment, apply, write-off, refund, void or credit-note.'),
      customer_rid: customer,
      date: text('date', 'The day it counts for.'),
      note: text('note', 'What was written beside it.'),
      input_hash: hex('inputHash', 'SHA-256 of what was asked for: the same wish again is found done.'),
      audit_seq: RECORD,
      at: text('at', 'When (UTC).'),
      by: text('by', 'Who.'),
    },
  },
  {
    table: 'payment', file: 'payments', says: 'Money that came in.', key: null, order: 'rid',
    columns: {
      rid: ref('payment_act', 'act', 'Its act (id in payment-acts.jsonl).'),
      number: integer('number', 'Counted from 1.'),
      customer_rid: customer,
      paid_on: text('paidOn', 'The day it came in.'),
      currency,
      amount: amount('amount', 'How much'),
      base_currency: text('baseCurrency', 'Currency of the business then.'),
      rate: text('rate', 'Units of the base currency for one unit of the currency, as an exact decimal; null when the amount was typed instead.'),
      base_amount: amount('baseAmount', 'What arrived in the base currency; null in the base currency'),
      ...METHOD,
    },
  },
  {
    table: 'payment_import', file: 'payment-imports', says: 'Which payment came with which file.', key: null, order: 'payment_rid',
    columns: {
      payment_rid: ref('payment_act', 'payment', 'The payment (id in payment-acts.jsonl).'),
      import_rid: ref('csv_import', 'import', 'The import (id in imports.jsonl).'),
      row: integer('row', 'Row in the file; the headings are row 1.'),
      mark: hex('mark', 'Hash of what the file says of it, to know it again.'),
    },
  },
  {
    table: 'credit_source', file: 'credit-sources', says: 'What can settle documents: a payment, or a document that gives back.', key: null, order: 'rid',
    named: {
      sql: '(SELECT coalesce((SELECT a.id FROM payment_act a WHERE a.rid = x.payment_rid), (SELECT d.id FROM document d WHERE d.rid = x.document_rid)))',
      of: (row: ExportedRow) => row['payment'] ?? row['document'],
    },
    columns: {
      rid: RID,
      customer_rid: customer,
      payment_rid: ref('payment_act', 'payment', 'The payment (id in payment-acts.jsonl); null for a document.'),
      document_rid: ref('document', 'document', 'The document (id in documents.jsonl); null for a payment.'),
      currency,
      amount: amount('amount', 'How much in all'),
      base_amount: amount('baseAmount', 'The same in the base currency; null in the base currency'),
      unused: amount('unused', 'What is not used yet'),
      base_left: amount('baseLeft', 'What is not used yet, in the base currency'),
      refunded: amount('refunded', 'What was given back'),
      voided: flag('voided', 'The payment was undone.'),
    },
  },
  {
    table: 'settlement', file: 'settlements', says: 'A part of a document that was settled.', key: 'id', order: 'rid', judges: ['settlement_import'],
    columns: {
      rid: RID,
      id: text('id', 'Identifier (UUID).'),
      act_rid: ref('payment_act', 'act', 'The act that did it (id in payment-acts.jsonl).'),
      kind: text('kind', 'payment, credit-note, write-off, early-discount or rounding.'),
      document_rid: ref('document', 'document', 'The document (id in documents.jsonl).'),
      source_rid: ref('credit_source', 'source', `What it was settled with (${SOURCE}); null for a write-off, discount or rounding.`),
      beside_rid: ref('credit_source', 'beside', `The payment it came with (${SOURCE}); null otherwise.`),
      amount: amount('amount', 'How much less is owed'),
      document_base: amount('documentBase', 'What left the document in the base currency'),
      source_base: amount('sourceBase', 'What left the source in the base currency'),
      gain: amount('gain', 'Gain or loss of the exchange rate, in the base currency'),
    },
  },
  {
    table: 'settlement_tax', file: 'settlement-taxes', says: 'By how much an early-payment discount corrects a tax of its document.', key: null, order: 'settlement_rid, position',
    columns: {
      settlement_rid: ref('settlement', 'settlement', 'The discount (id in settlements.jsonl).'),
      position: integer('position', 'Position of the tax in document-taxes.jsonl.'),
      base: amount('base', 'By how much its base is less'),
      amount: amount('amount', 'By how much the tax is less'),
    },
  },
  {
    table: 'payment_refund', file: 'refunds', says: 'Money that was given back.', key: null, order: 'rid', judges: ['payment_refund_import'],
    columns: {
      rid: ref('payment_act', 'act', 'Its act (id in payment-acts.jsonl).'),
      source_rid: ref('credit_source', 'source', `What it was given back of (${SOURCE}).`),
      paid_on: text('paidOn', 'The day.'),
      amount: amount('amount', 'How much'),
      source_base: amount('sourceBase', 'What it was worth in the base currency'),
      ...METHOD,
    },
  },
  {
    table: 'payment_void', file: 'payment-voids', says: 'Something that was undone: exactly one of the three is named.', key: null, order: 'rid',
    columns: {
      rid: RID,
      act_rid: ref('payment_act', 'act', 'The act that undid it (id in payment-acts.jsonl).'),
      payment_rid: ref('payment_act', 'payment', 'The payment (id in payment-acts.jsonl).'),
      settlement_rid: ref('settlement', 'settlement', 'The settlement (id in settlements.jsonl).'),
      refund_rid: ref('payment_act', 'refund', 'The refund (id in payment-acts.jsonl).'),
    },
  },
  {
    table: 'document_state', file: 'document-states', says: 'How a document stands. Without a line everything of it is still to pay.', key: null, order: 'document_rid',
    columns: {
      document_rid: ref('document', 'document', 'The document (id in documents.jsonl).'),
      status: text('status', 'open, partial, paid, credited or written-off.'),
      balance: amount('balance', 'What is owed; below zero for what a credit note can still settle'),
      paid: amount('paid', 'Paid'),
      credited: amount('credited', 'Credited'),
      written_off: amount('writtenOff', 'Written off'),
      discounted: amount('discounted', 'Discounts for paying early'),
      rounded: amount('rounded', 'Cash rounding'),
      base_left: amount('baseLeft', 'What is owed, in the base currency'),
      due_date: text('dueDate', 'When the next part falls due.'),
      noted: integer('noted', 'How much credit notes took: 0 nothing, 1 a part, 2 all.'),
    },
  },
  {
    table: 'open_part', file: 'open-parts', says: 'What is owed now: one line per open document, or per open instalment.', key: null, order: 'customer_rid, document_rid, part',
    columns: {
      customer_rid: customer,
      document_rid: ref('document', 'document', 'The document (id in documents.jsonl).'),
      part: integer('part', 'The instalment, from 0.'),
      currency,
      issue_date: text('issueDate', 'Date of the document.'),
      due_date: text('dueDate', 'When it falls due; 9999-12-31 for no due date.'),
      balance: amount('balance', 'What is owed'),
      next: flag('next', 'The first open part of its document.'),
      own: flag('own', 'In the business’s own currency.'),
      payable: { kind: 'left-out', reason: 'total of its document, which the database puts there', fill: 'default' },
    },
  },
];

const at = 'When (UTC).';

/** Last of all: nothing could come into a period that is closed already. */
export const CLOSING: readonly Table[] = [
  {
    table: 'cash_tax', file: 'cash-tax', says: 'What a movement of money carries of one tax of a document whose tax falls due when paid.', key: null, order: 'rid',
    columns: {
      rid: RID,
      day: text('day', 'The day.'),
      kind: text('kind', 'received, opening (paid before the issue), discount or given-up.'),
      act_rid: ref('payment_act', 'act', 'The act that did it (id in payment-acts.jsonl); null for opening.'),
      settlement_rid: ref('settlement', 'settlement', 'The settlement (id in settlements.jsonl); null otherwise.'),
      refund_rid: ref('payment_act', 'refund', 'The refund (id in payment-acts.jsonl); null otherwise.'),
      document_rid: ref('document', 'document', 'The document (id in documents.jsonl).'),
      position: integer('position', 'Position of the tax in document-taxes.jsonl.'),
      base: amount('base', 'What the tax is counted on, below zero for what is given back'),
      amount: amount('amount', 'The tax'),
      doc_base: amount('docBase', 'The base in the base currency, at the rate of the document'),
      doc_amount: amount('docAmount', 'The tax in the base currency, at the rate of the document'),
      paid_base: amount('paidBase', 'The base in the base currency, at the rate of the money'),
      paid_amount: amount('paidAmount', 'The tax in the base currency, at the rate of the money'),
    },
  },
  {
    table: 'period_closing', file: 'closings', says: 'A closing of the books up to a day, or their opening again.', key: null, order: 'rid',
    columns: {
      rid: RID,
      kind: text('kind', 'close or reopen.'),
      through: text('through', 'The last closed day after it; null when everything is open.'),
      reason: text('reason', 'Why it was opened again.'),
      audit_seq: RECORD,
      at: text('at', at),
      by: text('by', 'Who.'),
    },
  },
];

export const RECURRING: readonly Table[] = [
  {
    table: 'recurring', file: 'recurring', says: 'A recurring invoice: what it says and when it repeats.', key: 'id', order: 'rid',
    columns: {
      rid: RID,
      id: text('id', 'Identifier (UUID).'),
      version: integer('version', 'Counts the changes of this record.'),
      state: text('state', 'setup, on or ended.'),
      mode: text('mode', 'approve: drafts are shown first. auto: issued by itself.'),
      customer_rid: ref('customer', 'customer', 'The customer (id in customers.jsonl); null while none is chosen.'),
      subject: text('subject', 'Subject.'),
      currency,
      total: amount('total', 'What the next one will come to; null while it cannot be worked out'),
      words: text('words', 'Words it is found by.'),
      body: json('body', 'Everything that was typed.'),
      anchor: text('anchor', 'First date; every later one is counted from it.'),
      every: integer('every', 'Every so many units.'),
      unit: text('unit', 'day, week, month or year.'),
      end_date: text('endDate', 'Last date; null for none.'),
      end_count: integer('endCount', 'How many in all; null for no limit.'),
      pauses: json('pauses', 'Times without invoices.'),
      prices: json('prices', 'Prices that change from a date on.'),
      through: text('through', 'Every date up to this one is settled.'),
      made: integer('made', 'How many invoices were made.'),
      next_date: text('nextDate', 'The next date; 9999-12-31 for none.'),
      draft_id: text('draft', 'The draft in which its wording is being changed (id in drafts.jsonl); null for none.'),
      created_at: text('createdAt', at),
      updated_at: text('updatedAt', 'When it was last changed (UTC).'),
    },
  },
  {
    table: 'recurring_made', file: 'recurring-made', says: 'What became of a date of a recurring invoice.', key: null, order: 'recurring_rid, date, turn', judges: ['recurring_made_once'],
    columns: {
      recurring_rid: ref('recurring', 'recurring', 'The recurring invoice (id in recurring.jsonl).'),
      date: text('date', 'The date.'),
      turn: integer('turn', 'Counts the decisions about this date; all but the last were taken back.'),
      kind: text('kind', 'origin, issued, drafted or skipped.'),
      document_rid: ref('document', 'document', 'The invoice (id in documents.jsonl); null unless issued.'),
      draft_id: text('draft', 'Identifier of the draft; null unless drafted.'),
      at: text('at', at),
      by: text('by', 'Who.'),
      audit_seq: RECORD,
    },
  },
  {
    table: 'recurring_undone', file: 'recurring-undone', says: 'A decision about a date of a recurring invoice that was taken back.', key: null, order: 'recurring_rid, date, turn',
    columns: {
      recurring_rid: ref('recurring', 'recurring', 'The recurring invoice (id in recurring.jsonl).'),
      date: text('date', 'The date.'),
      turn: integer('turn', 'Which decision about it (turn in recurring-made.jsonl).'),
      at: text('at', at),
      by: text('by', 'Who.'),
      audit_seq: RECORD,
    },
  },
];
