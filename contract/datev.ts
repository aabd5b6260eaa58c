// Handing bookings to the accountant as a DATEV batch: the numbers and accounts it needs, and the file of a period.
import { z } from 'zod';
import { method } from './method.ts';
import { taxCategory } from './business.ts';
import { count, date, id, made, minor, nothing, positiveDecimal } from './wire.ts';

const digits = (most: number) => z.string().max(most).regex(/^\d*$/, 'DIGITS');
export const datevRow = z.strictObject({ taxId: id, rate: positiveDecimal, account: digits(8), key: digits(4) });
export const datevSettings = z.strictObject({
  chart: z.enum(['03', '04']), consultant: digits(7), client: digits(5), accountLength: z.number().int().min(4).max(8), debtor: digits(9), debtorByCode: z.boolean(), rows: z.array(datevRow).max(6000),
});
/** A rate of a tax as the settings list it. */
const rateRow = datevRow.extend({ name: made(40), category: taxCategory, archived: z.boolean() });
const problem = z.strictObject({ id, number: made(60), date, reason: made(30), what: made(80) });

export const datev = {
  'datev.get': method({ access: 'session', permission: 'business.read', writes: false, input: nothing, output: datevSettings.extend({ rows: z.array(rateRow).max(6000), saved: z.boolean() }) }),
  /** INVALID_INPUT with the field that has not the form of a number of its kind. */
  'datev.save': method({ access: 'session', permission: 'business.write', writes: true, input: datevSettings, output: nothing }),
  /**
   * Invoices and credit notes of a period as one batch; main asks where to, null = dialog closed. What cannot be booked is listed with its reason and left
   * out whole. DATEV_SETTINGS, DATEV_YEARS (more than one business year), DATEV_NOTHING, DATEV_TOO_MANY, FILE_EXISTS.
   */
  'datev.export': method({
    access: 'session', permission: 'export.run', writes: false, input: z.strictObject({ from: date, to: date, job: id }).refine(({ from, to }) => from <= to, { path: ['to'], message: 'PERIOD_ORDER' }),
    output: z.strictObject({
      file: made(160), documents: count, bookings: count, /** How many of them are marked as taxed when paid. */ whenPaid: count, debit: minor, credit: minor, currency: made(3), problems: z.array(problem).max(500), problemCount: count,
    }).nullable(),
  }),
  /** The PDFs of a period with two tables, in one archive; main asks where to, null = dialog closed. DATEV_NOTHING, FILE_EXISTS. */
  'datev.archive': method({
    access: 'session', permission: 'export.run', writes: false, input: z.strictObject({ from: date, to: date, job: id }).refine(({ from, to }) => from <= to, { path: ['to'], message: 'PERIOD_ORDER' }),
    output: z.strictObject({ file: made(160), bytes: count, documents: count, withoutPdf: count }).nullable(),
  }),
  'datev.cancel': method({ access: 'session', permission: 'export.run', writes: false, input: z.strictObject({ job: id }), output: z.strictObject({ cancelled: z.boolean() }) }),
};
export type DatevView = z.infer<(typeof datev)['datev.get']['output']>;
export type DatevResult = NonNullable<z.infer<(typeof datev)['datev.export']['output']>>;
