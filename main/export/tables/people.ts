// Customers, items, imports and drafts in the complete export. Listed by main/export/tables.ts only.
import { sortName } from '../../repo/words.ts';
import { type ExportedRow, flag, hex, integer, json, leftOut, RECORD, ref, RID, text, type Table } from '../columns.ts';

const folded = leftOut('The name as lists sort it: worked out from the name.', (row: ExportedRow) => sortName(typeof row['name'] === 'string' ? row['name'] : ''));
const CREATED = 'When it was made (UTC).';
const VERSION = 'Counts the changes of this record.';

export const PEOPLE: readonly Table[] = [
  {
    table: 'csv_import', file: 'imports', says: 'An import of a CSV file.', key: 'id', order: 'rid',
    columns: {
      rid: RID,
      id: text('id', 'Identifier (UUID).'),
      kind: text('kind', 'What it brought in.'),
      file: text('file', 'Name of the file, without its folder.'),
      at: text('at', 'When (UTC).'),
      added: integer('added', 'How many records it added.'),
      skipped: integer('skipped', 'How many rows it left out because they were there already.'),
      used: flag('used', 'A document was issued from it, so it can no longer be taken back.'),
      undone_at: text('undoneAt', 'When it was taken back; null when it was not.'),
    },
  },
  {
    table: 'import_refused', file: 'import-refused', says: 'A line of a file that could not become part of a document, and why.', key: null, order: 'import_rid, position',
    columns: {
      import_rid: ref('csv_import', 'import', 'The import (id in imports.jsonl).'),
      position: integer('position', 'Order within the import, from 1.'),
      row: integer('row', 'Row in the file; the headings are row 1.'),
      number: text('number', 'Number of the document as the file says it.'),
      column_name: text('column', 'Heading of the column the reason is about.'),
      code: text('code', 'Code of the reason.'),
      value: text('value', 'What the file says there.'),
      currency: text('currency', 'ISO 4217 code.'),
      amount: integer('amount', 'What the line comes to, in minor units; null when that cannot be read.'),
    },
  },
  {
    table: 'customer', file: 'customers', says: 'A customer, also one put away.', key: 'id', order: 'rid',
    columns: {
      rid: RID,
      id: text('id', 'Identifier (UUID).'),
      version: integer('version', VERSION),
      code: text('code', 'Own customer number; may be empty.'),
      name: text('name', 'Name of the firm or person.'),
      contact: text('contact', 'Person to speak to.'),
      email: text('email', 'E-mail address.'),
      phone: text('phone', 'Telephone number.'),
      street: text('street', 'Street and house number.'),
      street2: text('street2', 'Second line of the address.'),
      city: text('city', 'Town.'),
      region: text('region', 'Region, state or county.'),
      postcode: text('postcode', 'Postcode.'),
      country: text('country', 'ISO 3166 code of two letters, or empty.'),
      vat_id: text('vatId', 'VAT number.'),
      tax_number: text('taxNumber', 'Other tax number.'),
      currency: text('currency', 'ISO 4217 code of the currency invoiced in; null: that of the business.'),
      language: text('language', 'Language of documents: en, de, fr, es; null: that of the business.'),
      terms: json('terms', 'Payment terms; null: those of the business.'),
      notes: text('notes', 'Own notes, never printed.'),
      archived: flag('archived', 'Put away.'),
      sort_name: folded,
      import_rid: ref('csv_import', 'import', 'The import it came with (id in imports.jsonl); null when typed.'),
      created_at: text('createdAt', CREATED),
    },
  },
  {
    table: 'item', file: 'items', says: 'A thing or service that is sold, also one put away.', key: 'id', order: 'rid',
    columns: {
      rid: RID,
      id: text('id', 'Identifier (UUID).'),
      version: integer('version', VERSION),
      code: text('code', 'Own article number; may be empty.'),
      name: text('name', 'What it is called on the line.'),
      description: text('description', 'The detail below the name.'),
      unit: text('unit', 'Unit, as printed.'),
      price: text('price', 'Price of one unit, as an exact decimal in units of the currency.'),
      cost: text('cost', 'What it costs the business, as an exact decimal; null when unknown. Never printed.'),
      currency: text('currency', 'ISO 4217 code of the price; null: that of the business.'),
      archived: flag('archived', 'Put away.'),
      issued: flag('issued', 'Stands on an issued document, so it cannot be removed.'),
      sort_name: folded,
      import_rid: ref('csv_import', 'import', 'The import it came with (id in imports.jsonl); null when typed.'),
      created_at: text('createdAt', CREATED),
    },
  },
  {
    table: 'item_tax', file: 'item-taxes', says: 'A tax that an item brings to its line.', key: null, order: 'item_rid, position',
    columns: {
      item_rid: ref('item', 'item', 'The item (id in items.jsonl).'),
      position: integer('position', 'Order of the taxes, from 0.'),
      tax_rate_rid: ref('tax_rate', 'tax', 'The tax (id in taxes.jsonl).'),
    },
  },
  {
    table: 'list_view', file: 'views', says: 'A saved view of a list.', key: 'id', order: 'rid',
    columns: {
      rid: RID,
      id: text('id', 'Identifier (UUID).'),
      version: integer('version', VERSION),
      name: text('name', 'What it is called.'),
      sort_name: folded,
      usual: flag('usual', 'The one the list opens with.'),
      body: json('body', 'Filters, columns and order.'),
    },
  },
];

/** Last: a tombstone holds its customer as they stand. */
export const ERASURES: readonly Table[] = [
  {
    table: 'document_erasure', file: 'document-erasures', says: 'A document, letter, receipt or payment whose time to be kept was over and in which nobody stands any more.', key: null, order: 'rid', judges: ['document_erasure_due'],
    columns: {
      rid: integer('number', 'Number of the erasure.'),
      kind: text('kind', 'What it was: document, reminder, receipt or payment.'),
      id: text('of', 'Its id; of a payment that in payment-acts.jsonl.'),
      at: text('at', 'When (UTC).'),
      by: text('by', 'Who did it.'),
      kept_until: text('keptUntil', 'The last day on which it had to be kept.'),
      old_hash: hex('oldHash', 'Its seal before, which its own record in the log names; null for a payment.'),
      new_hash: hex('newHash', 'Its seal since; null for a payment.'),
      pdf_seq: leftOut('Which record of this vault told of its PDF; the PDF is gone.'),
      party_rid: leftOut('Where its customer stood; that is empty.'),
      audit_seq: RECORD,
    },
  },
  {
    table: 'erasure', file: 'erasures', says: 'A customer whose data were erased.', key: null, order: 'rid',
    columns: {
      rid: RID,
      customer_id: text('customer', 'The customer (id in customers.jsonl).'),
      at: text('at', 'When (UTC).'),
      by: text('by', 'Who did it.'),
      documents: integer('documents', 'How many issued documents had to stay.'),
      kept_until: text('keptUntil', 'Last day the law asks for the newest of them; null for none.'),
      audit_seq: RECORD,
    },
  },
];

/** After the documents: a draft may have been converted from one. */
export const DRAFTS: readonly Table[] = [
  {
    table: 'draft', file: 'drafts', says: 'A document that is still being written, or was thrown away.', key: 'id', order: 'rid', where: 't.issued = 0',
    columns: {
      rid: RID,
      id: text('id', 'Identifier (UUID); the issued document will have the same.'),
      version: integer('version', VERSION),
      kind: text('kind', 'Kind of document it will become.'),
      customer_rid: ref('customer', 'customer', 'The customer (id in customers.jsonl); null while none is chosen.'),
      source_rid: ref('document', 'source', 'The first document it is made from (id in documents.jsonl); null for none. The body names all.'),
      subject: text('subject', 'Subject.'),
      currency: text('currency', 'ISO 4217 code.'),
      total: integer('total', 'What would be to pay, in minor units; null while it cannot be worked out.'),
      issue_date: text('issueDate', 'Date (YYYY-MM-DD).'),
      created_at: text('createdAt', CREATED),
      updated_at: text('updatedAt', 'When it was last changed (UTC).'),
      discarded_at: text('discardedAt', 'When it was thrown away; null when it was not.'),
      issued: leftOut('Marks rows that have become documents; those are not exported as drafts.'),
      words: text('words', 'Words it is found by.'),
      body: json('body', 'Everything that was typed: lines, discounts, texts, dates.'),
    },
  },
];
