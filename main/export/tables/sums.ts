// Sums that Billfold keeps beside the documents, in the complete export: they follow from the documents and are exported so that nothing has to be worked out again. Listed by main/export/tables.ts only.
import { flag, integer, ref, refOr, text, type Table } from '../columns.ts';

const currency = text('currency', 'ISO 4217 code.');
const amount = (name: string, says: string) => integer(name, `${says}, in minor units.`);

export const SUMS: readonly Table[] = [
  {
    table: 'customer_total', file: 'sums-by-customer', says: 'What one customer was invoiced, less credits.', key: null, order: 'customer_rid, currency',
    columns: {
      customer_rid: ref('customer', 'customer', 'The customer (id in customers.jsonl).'), currency,
      amount: amount('amount', 'Invoiced, less what was credited'),
      count: integer('count', 'Number of invoices.'),
      last_date: text('lastDate', 'Date of the newest invoice.'),
      open: amount('open', 'What is owed'),
      credit: amount('credit', 'What is theirs to use'),
    },
  },
  {
    table: 'month_total', file: 'sums-by-month', says: 'What was invoiced in a month; month 9999-99 is the sum of all.', key: null, order: 'month, currency, base_currency',
    columns: {
      month: text('month', 'YYYY-MM.'), currency,
      base_currency: text('baseCurrency', 'Currency of the business then.'),
      amount: amount('amount', 'Invoiced, less what was credited'),
      base_amount: amount('baseAmount', 'The same in the base currency'),
      volume: amount('volume', 'Sum of the sizes without signs'),
      base_volume: amount('baseVolume', 'The same in the base currency'),
      count: integer('count', 'Number of invoices.'),
      notes: integer('notes', 'Number of credit notes.'),
    },
  },
  {
    table: 'due_total', file: 'sums-by-due-day', says: 'What falls due on a day; 9999-12-31 stands for no due date.', key: null, order: 'due_date, currency',
    columns: {
      due_date: text('dueDate', 'The day.'), currency,
      amount: amount('amount', 'What falls due, less what was credited'),
      count: integer('count', 'Number of invoices.'),
    },
  },
  {
    table: 'day_total', file: 'sums-by-day', says: 'Tax and sales of a day: one line per tax, and one without a tax for whole documents. Credit notes are taken off.', key: null,
    order: 'day, basis, tax_rate_rid, category, rate, withholding, currency, base_currency',
    columns: {
      day: text('day', 'The day.'),
      basis: text('basis', 'issue: counted on the day of issue. shift: what moves to the day of supply.'),
      tax_rate_rid: refOr(0, 'tax_rate', 'taxId', 'The tax (id in taxes.jsonl); null for whole documents.'),
      category: text('category', 'EN 16931 category; empty for whole documents.'),
      rate: text('rate', 'Percent, as an exact decimal.'),
      withholding: flag('withholding', 'Taken off what is paid.'),
      currency,
      base_currency: text('baseCurrency', 'Currency of the business then.'),
      name: text('name', 'Name of the tax as on the newest document.'),
      net: amount('net', 'What the tax is counted on, or net of the documents'),
      tax: amount('tax', 'The tax'),
      base_net: amount('baseNet', 'Net in the base currency'),
      base_tax: amount('baseTax', 'The tax in the base currency'),
      invoices: integer('invoices', 'Number of invoices, less those that moved away.'),
      notes: integer('notes', 'Number of credit notes, less those that moved away.'),
    },
  },
  {
    table: 'cash_day_total', file: 'cash-tax-by-day', says: 'Of documents whose tax falls due when paid: one line per day and tax.', key: null,
    order: 'day, basis, tax_rate_rid, category, rate, withholding, currency, base_currency',
    columns: {
      day: text('day', 'The day.'),
      basis: text('basis', 'issue and shift: what sums-by-day.jsonl holds of these documents. received: what fell due. released: the same with what was given up, at the rate of the document. given-up: that part of it.'),
      tax_rate_rid: ref('tax_rate', 'taxId', 'The tax (id in taxes.jsonl).'),
      category: text('category', 'EN 16931 category.'),
      rate: text('rate', 'Percent, as an exact decimal.'),
      withholding: flag('withholding', 'Taken off what is paid.'),
      currency,
      base_currency: text('baseCurrency', 'Currency of the business then.'),
      name: text('name', 'Name of the tax as on the newest document.'),
      net: amount('net', 'What the tax is counted on'),
      tax: amount('tax', 'The tax'),
      base_net: amount('baseNet', 'Net in the base currency'),
      base_tax: amount('baseTax', 'The tax in the base currency'),
      invoices: integer('invoices', 'Number of movements of invoices, less those undone.'),
      notes: integer('notes', 'Number of movements of credit notes, less those undone.'),
    },
  },
];
