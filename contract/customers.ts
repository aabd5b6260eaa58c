// Customers and items: the two lists every invoice draws from.
import { z } from 'zod';
import { method } from './method.ts';
import { address, paymentTerms } from './business.ts';
import { code, count, currency, cursor, date, id, instant, language, minor, name, note, positiveDecimal, query, text, version } from './wire.ts';

const customerFields = {
  code: code(40), name: name(120), contact: text(120), email: code(120), phone: code(40), ...address, vatId: code(30), taxNumber: code(40),
  currency: currency.nullable(), language: language.nullable(), terms: paymentTerms.nullable(), notes: note(2000),
};
export const customer = z.strictObject({ id, version, ...customerFields, archived: z.boolean(), createdAt: instant });
export const customerRow = z.strictObject({
  id, code: code(40), name: name(120), contact: text(120), city: text(80), country: z.string().max(2), email: code(120), archived: z.boolean(),
  invoices: count, lastInvoice: date.nullable(),
});
/** Money one customer was invoiced, a row per currency (never added up across currencies). */
export const currencySum = z.strictObject({ currency, amount: minor, count });

const itemFields = {
  code: code(40), name: name(120), description: note(500), unit: text(12), price: positiveDecimal,
  /** What it costs the business; only for the hint in the editor, never printed. */
  cost: positiveDecimal.nullable(),
  /** null: price is in the business currency. */
  currency: currency.nullable(), taxIds: z.array(id).max(4),
};
export const item = z.strictObject({ id, version, ...itemFields, archived: z.boolean(), createdAt: instant });
export const itemRow = item.pick({ id: true, code: true, name: true, description: true, unit: true, price: true, cost: true, currency: true, taxIds: true, archived: true });

export const listInput = z.strictObject({ q: query, after: cursor.nullable(), limit: z.number().int().min(1).max(200), archived: z.boolean() });
const saved = z.strictObject({ id, version });

export const customers = {
  'customers.list': method({ access: 'session', permission: 'customer.read', writes: false, input: listInput, output: z.strictObject({ rows: z.array(customerRow).max(200), next: cursor.nullable(), total: count }) }),
  'customers.get': method({ access: 'session', permission: 'customer.read', writes: false, input: z.strictObject({ id }), output: z.strictObject({ customer, /** Who was erased keeps only what the books need. */ erased: z.boolean(), invoiced: z.array(currencySum).max(200), drafts: count }) }),
  'customers.save': method({ access: 'session', permission: 'customer.write', writes: true, input: z.strictObject({ id: id.optional(), version: version.optional(), ...customerFields }), output: saved }),
  'customers.archive': method({ access: 'session', permission: 'customer.write', writes: true, input: z.strictObject({ id, archived: z.boolean() }), output: saved }),
  'customers.suggest': method({ access: 'session', permission: 'customer.read', writes: false, input: z.strictObject({ q: query }), output: z.strictObject({ rows: z.array(customerRow).max(8) }) }),
};
export const items = {
  'items.list': method({ access: 'session', permission: 'item.read', writes: false, input: listInput, output: z.strictObject({ rows: z.array(itemRow).max(200), next: cursor.nullable(), total: count }) }),
  'items.get': method({ access: 'session', permission: 'item.read', writes: false, input: z.strictObject({ id }), output: item }),
  'items.save': method({ access: 'session', permission: 'item.write', writes: true, input: z.strictObject({ id: id.optional(), version: version.optional(), ...itemFields }), output: saved }),
  'items.archive': method({ access: 'session', permission: 'item.write', writes: true, input: z.strictObject({ id, archived: z.boolean() }), output: saved }),
  'items.suggest': method({ access: 'session', permission: 'item.read', writes: false, input: z.strictObject({ q: query }), output: z.strictObject({ rows: z.array(itemRow).max(8) }) }),
};
export type Customer = z.infer<typeof customer>;
export type CustomerRow = z.infer<typeof customerRow>;
export type CustomerInput = z.infer<(typeof customers)['customers.save']['input']>;
export type Item = z.infer<typeof item>;
export type ItemRow = z.infer<typeof itemRow>;
export type ItemInput = z.infer<(typeof items)['items.save']['input']>;
