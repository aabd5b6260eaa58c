// A customer's statement: what was owed before, every booking of the period, what is owed after, per currency. Called by reports.ts only.
import type { ReportAsk, ReportColumn, ReportSection, ReportTable } from '../../contract/reports.ts';
import { langOf } from '../../domain/lang.ts';
import { minor, negMinor } from '../../domain/money.ts';
import { type Statement, statements } from '../../domain/statement.ts';
import { addressLines, countryLine } from '../../paper/address.ts';
import { customerRidOf } from '../repo/ageingRows.ts';
import { readBusiness } from '../repo/business.ts';
import { readCustomer } from '../repo/customers.ts';
import { type Booking, bookingsOf, countBookings } from '../repo/statementRows.ts';
import type { Ctx } from './context.ts';
import { found, refuseField } from './problems.ts';

const COLUMNS: readonly ReportColumn[] = [
  { id: 'date', kind: 'day' }, { id: 'what', kind: 'text' }, { id: 'number', kind: 'text' }, { id: 'charged', kind: 'amount' }, { id: 'settled', kind: 'amount' }, { id: 'balance', kind: 'amount' },
];

/** Bookings that the main process may sort and sum up itself: a few milliseconds. */
const SHORT = 300;

/** Nobody's statement is refused, not long. */
export function isLongStatement({ db }: Ctx, { customerId }: Pick<ReportAsk, 'customerId'>): boolean {
  const rid = customerId === null ? undefined : customerRidOf(db, customerId);
  return rid !== undefined && countBookings(db, rid, SHORT + 1) > SHORT;
}

/** The customer asked for. A statement of nobody is refused. */
function customerOf({ customerId }: Pick<ReportAsk, 'customerId'>): string {
  return customerId ?? refuseField('ask.customerId', 'REQUIRED');
}

/** One section per currency in which something was owed or booked. */
export function statementSections(ctx: Ctx, ask: ReportAsk): ReportSection[] {
  const bookings = bookingsOf(ctx.db, found(customerRidOf(ctx.db, customerOf(ask))), ask.to);
  const entries = bookings.map((one, sequence) => ({ ...one, id: String(sequence), sequence, amount: minor(one.amount) }));
  return statements(entries, ask.from, ask.to).map((statement) => section(statement, bookings, ask));
}

function section({ currency, opening, lines, charged, settled, closing }: Statement, bookings: readonly Booking[], { from }: ReportAsk): ReportSection {
  const rows: ReportSection['rows'] = [{ cells: [from, { word: 'opening' }, '', null, null, opening], drill: null }];
  for (const { id, date, kind, number, amount, balance } of lines) {
    const booking = bookings[Number(id)];
    rows.push({
      cells: [date, { word: `entry-${kind}` }, number, amount > 0 ? amount : null, amount > 0 ? null : negMinor(amount), balance], drill: null,
      ...(booking && { opens: { what: booking.opens, id: booking.id } }),
    });
  }
  return { id: '', currency, columns: [...COLUMNS], rows, totals: [null, null, null, charged, settled, closing], more: 0 };
}

/** Whose statement it is, as on an envelope, and the language they read. */
export function statementOf(ctx: Ctx, ask: ReportAsk): Pick<ReportTable, 'recipient'> & { language: ReturnType<typeof langOf> } {
  const customer = found(readCustomer(ctx.db, customerOf(ask)));
  const business = found(readBusiness(ctx.db));
  const language = langOf(customer.language ?? business.language);
  const country = countryLine(customer.country, business.country, language);
  return { language, recipient: [customer.name, customer.contact, ...addressLines(customer), country ?? ''].filter((line) => line !== '') };
}
