// Closing periods: up to which day nothing may be issued or recorded any more. Opening again is the owner's, with a reason.
import { z } from 'zod';
import { method } from './method.ts';
import { count, date, instant, made, name, nothing } from './wire.ts';

const event = z.strictObject({ kind: z.enum(['close', 'reopen']), /** null: everything is open after it. */ through: date.nullable(), reason: made(200), at: instant, by: made(80) });

export const closing = {
  /** `first`: the day of the oldest document. Events newest first. */
  'closing.state': method({ access: 'session', permission: 'report.read', writes: false, input: nothing, output: z.strictObject({ through: date.nullable(), first: date.nullable(), events: z.array(event).max(200) }) }),
  /** What is not finished up to a day, and how many documents the closing would cover. */
  'closing.look': method({ access: 'session', permission: 'report.read', writes: false, input: z.strictObject({ through: date }), output: z.strictObject({ drafts: count, pdfs: count, documents: count }) }),
  'closing.close': method({ access: 'session', permission: 'period.close', writes: true, stepUp: true, input: z.strictObject({ through: date }), output: z.strictObject({ through: date }) }),
  'closing.reopen': method({ access: 'session', permission: 'period.reopen', writes: true, stepUp: true, input: z.strictObject({ through: date.nullable(), reason: name(200) }), output: z.strictObject({ through: date.nullable() }) }),
};
