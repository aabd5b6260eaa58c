// Saved views of the invoice list: which documents, and which columns. Everybody in the business shares them.
import { z } from 'zod';
import { method } from './method.ts';
import { currency, date, id, name, nothing, positiveDecimal, query, version } from './wire.ts';

/** What a list can show of a document; the order of a view's `shown` is the order on screen. */
export const LIST_COLUMNS = ['status', 'number', 'customer', 'subject', 'date', 'due', 'total', 'open', 'currency', 'kind'] as const;
export const PERIODS = ['any', 'thisMonth', 'lastMonth', 'thisQuarter', 'lastQuarter', 'thisYear', 'lastYear', 'between'] as const;
/** How a document stands: what was settled of it, and whether its day has passed. */
export const STANDINGS = ['any', 'unpaid', 'overdue', 'partial', 'paid', 'credited', 'written-off'] as const;

export const listColumn = z.enum(LIST_COLUMNS);
export const viewBody = z.strictObject({
  q: query, standing: z.enum(STANDINGS), customerId: id.nullable(),
  /** Kept as a word, so that "this month" means another month in December. */
  period: z.enum(PERIODS), from: date.nullable(), to: date.nullable(),
  currency: currency.nullable(), amountFrom: positiveDecimal.nullable(), amountTo: positiveDecimal.nullable(),
  shown: z.array(listColumn).min(1).max(LIST_COLUMNS.length),
});
/** `usual` is the one the list begins with; it has no name of its own. */
export const view = z.strictObject({ id, version, name: name(60), usual: z.boolean(), body: viewBody });

export const views = {
  'views.list': method({ access: 'session', permission: 'invoice.read', writes: false, input: nothing, output: z.strictObject({ rows: z.array(view).max(50) }) }),
  /** Without id a new view is made. CONFLICT when somebody was faster, DUPLICATE when the name is another's. */
  'views.save': method({ access: 'session', permission: 'view.write', writes: true, input: z.strictObject({ id: id.optional(), version: version.optional(), name: name(60), usual: z.boolean(), body: viewBody }), output: z.strictObject({ id, version }) }),
  /** Undone by saving it again. */
  'views.remove': method({ access: 'session', permission: 'view.write', writes: true, input: z.strictObject({ id }), output: nothing }),
};
export type ListColumn = z.infer<typeof listColumn>;
export type ViewBody = z.infer<typeof viewBody>;
export type SavedView = z.infer<typeof view>;
