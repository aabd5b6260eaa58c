// Dated exchange rates in the complete export: every entry, file and undo, and the rates they gave. Listed by main/export/tables.ts only.
import { integer, RECORD, ref, RID, text, type Table } from '../columns.ts';

export const RATES: readonly Table[] = [
  {
    table: 'exchange_act', file: 'exchange-acts', says: 'An entry of exchange rates: one typed in, a file, or the undoing of either.', key: 'id', order: 'rid',
    columns: {
      rid: RID,
      id: text('id', 'Identifier (UUID).'),
      kind: text('kind', 'enter, import or undo.'),
      undoes: ref('exchange_act', 'undoes', 'The act that was taken back (id in exchange-acts.jsonl); null unless it is an undo.'),
      source: text('source', 'Where the rates are from: a file’s name, a bank.'),
      rates: integer('rates', 'How many rates came with it.'),
      audit_seq: RECORD,
      at: text('at', 'When it was entered (UTC).'),
      by: text('by', 'Who.'),
    },
  },
  {
    table: 'exchange_rate', file: 'exchange-rates', says: 'A rate of a day. Of several of one day the newest counts whose act was not taken back.', key: null, order: 'base, currency, day, act_rid',
    columns: {
      base: text('base', 'Currency of the books.'),
      currency: text('currency', 'The other currency.'),
      day: text('day', 'The day it is of (YYYY-MM-DD).'),
      act_rid: ref('exchange_act', 'act', 'The entry it came with (id in exchange-acts.jsonl).'),
      rate: text('rate', 'Units of the base for one of the currency, as an exact decimal.'),
    },
  },
];
