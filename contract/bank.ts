// Bank statements: looking at a file, bringing it in, the list of its lines with a proposal for each, and what a person decides about them.
import { z } from 'zod';
import { BANK_COLUMNS } from '../domain/bankColumns.ts';
import { made } from './wire.ts';

/** What each column of a bank's CSV is (by position), how its numbers and dates are written, and what the file itself does not say. */
export const bankMapping = z.strictObject({
  columns: z.array(z.enum(BANK_COLUMNS).nullable()).max(200),
  numbers: z.enum(['point', 'comma']),
  dates: z.enum(['ymd', 'dmy', 'mdy']),
  /** Used where the file has no column for it. */
  account: made(60),
  currency: made(3),
  /** The line of the headings; what stands above is left out. */
  headings: z.number().int().min(1).max(100),
});
export type BankMapping = z.infer<typeof bankMapping>;
