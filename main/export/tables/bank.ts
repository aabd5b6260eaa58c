// What banks told, in the complete export: accounts, statements, their lines, and what was decided. Listed by main/export/tables.ts only.
import { nameKey } from '../../../domain/bankNames.ts';
import { flag, hex, integer, leftOut, RECORD, ref, RID, text, type Table } from '../columns.ts';

const account = ref('bank_account', 'account', 'The account (id in bank-accounts.jsonl).');
const ID = text('id', 'Identifier (UUID).');

/** After payments: a decision names the payment it made. What state a line is in follows from the decisions in their order. */
export const BANK: readonly Table[] = [
  {
    table: 'bank_account', file: 'bank-accounts', says: 'An account of the business whose statements were brought in.', key: 'id', order: 'rid',
    columns: { rid: RID, id: ID, account: text('account', 'IBAN without spaces, or bank and account number.'), currency: text('currency', 'ISO 4217 code.') },
  },
  {
    table: 'bank_statement', file: 'bank-statements', says: 'A statement as it was brought in.', key: 'id', order: 'rid',
    columns: {
      rid: RID,
      id: ID,
      account_rid: account,
      format: text('format', 'camt.053, mt940, ofx or csv.'),
      file: text('file', 'What the file was called.'),
      reference: text('reference', 'The bank’s name for the statement.'),
      from_date: text('from', 'First day; null when not known.'),
      to_date: text('to', 'Last day; null when not known.'),
      opening: integer('opening', 'Opening balance in minor units; null when not told.'),
      closing: integer('closing', 'Closing balance in minor units; null when not told.'),
      added: integer('added', 'How many of its lines were new.'),
      doubles: integer('doubles', 'How many were there already.'),
      audit_seq: RECORD,
      at: text('at', 'When it was brought in (UTC).'),
      by: text('by', 'Who.'),
    },
  },
  {
    table: 'bank_line', file: 'bank-lines', says: 'A movement on an account.', key: 'id', order: 'rid',
    columns: {
      rid: RID,
      id: ID,
      statement_rid: ref('bank_statement', 'statement', 'The statement it came with (id in bank-statements.jsonl).'),
      account_rid: account,
      row: integer('row', 'Line of the file.'),
      booking_date: text('bookingDate', 'The day the bank booked it.'),
      value_date: text('valueDate', 'The day it counts for; null when not told.'),
      amount: integer('amount', 'In minor units of the account’s currency; money out is below zero.'),
      reversal: flag('reversal', 'Takes back an earlier movement.'),
      bank_ref: text('bankRef', 'The bank’s reference.'),
      end_to_end: text('endToEnd', 'The payer’s reference.'),
      structured_ref: text('structuredRef', 'Reference in a field of its own.'),
      text: text('text', 'What the payer wrote.'),
      name: text('name', 'The other party.'),
      iban: text('iban', 'Account of the other party.'),
      code: text('code', 'Kind of movement, in the bank’s code.'),
      charges: integer('charges', 'Taken by banks on the way, in minor units.'),
      payer_words: leftOut('The telling words of the name; made from it anew.', ({ name }) => nameKey(typeof name === 'string' ? name : '')),
      mark: hex('mark', 'Hash of what the line says, to know it again.'),
      nth: integer('nth', 'Counts lines that are alike in everything, from 1.'),
    },
  },
  {
    table: 'bank_share', file: 'bank-shares', says: 'A payment of a bank line beside the one its decision names: the line is the money of several customers.', key: null, order: 'payment_rid',
    columns: {
      payment_rid: ref('payment_act', 'payment', 'The payment (id in payment-acts.jsonl).'),
      line_rid: ref('bank_line', 'line', 'The line (id in bank-lines.jsonl).'),
    },
  },
  {
    table: 'bank_event', file: 'bank-events', says: 'What was decided about a line: the newest one is how it stands.', key: null, order: 'rid',
    columns: {
      rid: RID,
      id: ID,
      line_rid: ref('bank_line', 'line', 'The line (id in bank-lines.jsonl).'),
      kind: text('kind', 'accept, aside or undo.'),
      payment_rid: ref('payment_act', 'payment', 'The payment it became (id in payment-acts.jsonl); null unless accepted.'),
      note: text('note', 'What was written beside it.'),
      at: text('at', 'When (UTC).'),
      by: text('by', 'Who.'),
    },
  },
];
