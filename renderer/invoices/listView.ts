// What the invoice list shows: filters and columns as a saved view holds them, and what main is asked for it. Pure but for the memory of each visit.
import type { Input } from '../../contract/index.ts';
import { LIST_COLUMNS, type ListColumn, type ViewBody } from '../../contract/views.ts';
import type { Route } from '../app/navigate.ts';
import { spanOf } from './periods.ts';

export type ListFilters = Input<'invoices.list'>['filters'];

/** What a list shows before anybody chose. */
export const USUAL_COLUMNS: readonly ListColumn[] = ['status', 'number', 'customer', 'subject', 'date', 'due', 'total'];
export const EVERYTHING: ViewBody = {
  q: '', standing: 'any', customerId: null, period: 'any', from: null, to: null, currency: null, amountFrom: null, amountTo: null, shown: [...USUAL_COLUMNS],
};

/** What main is asked. A period is worked out from today, so that it moves with the calendar. */
export function filtersOf(body: ViewBody, today: string): ListFilters {
  const span = body.period === 'between' ? { from: body.from, to: body.to } : spanOf(body.period, today);
  const status = body.standing === 'any' || body.standing === 'overdue' ? null : body.standing;
  const { customerId, currency, amountFrom, amountTo } = body;
  return { customerId, currency, amountFrom, amountTo, ...span, status, overdueOn: body.standing === 'overdue' ? today : null };
}

/** True when nothing narrows the list. */
export function isWide({ shown: _shown, ...body }: ViewBody): boolean {
  const { shown: _usual, ...wide } = EVERYTHING;
  return JSON.stringify(body) === JSON.stringify(wide);
}

/** How many of the filters behind "More" are set. */
export function moreCount(body: ViewBody): number {
  return [body.customerId, body.currency, body.amountFrom ?? body.amountTo].filter((one) => one !== null).length;
}

export function sameView(a: ViewBody, b: ViewBody): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** With this column, or without it; always in the usual order, and never none at all. */
export function withColumn(shown: readonly ListColumn[], column: ListColumn, on: boolean): ListColumn[] {
  const next = LIST_COLUMNS.filter((one) => (one === column ? on : shown.includes(one)));
  return next.length === 0 ? [...shown] : next;
}

/** Which tab one is at: one of the three, or a saved view by its id. */
export interface ListPlace {
  readonly tab: string;
  readonly body: ViewBody;
}

/** By route object: going back shows the list as one left it, coming anew shows it fresh. Forgotten with the route. */
const places = new WeakMap<Route, ListPlace>();

export function rememberPlace(route: Route, place: ListPlace): void {
  places.set(route, place);
}

export function placeAt(route: Route): ListPlace | undefined {
  return places.get(route);
}
