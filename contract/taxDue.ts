// When tax falls due: when invoiced or when paid (cash accounting), each from a day on; and the note that documents of the second way carry.
import { z } from 'zod';
import { method } from './method.ts';
import { date, instant, made, nothing } from './wire.ts';

export const taxDueWay = z.enum(['invoiced', 'paid']);
const choice = z.strictObject({ validFrom: date, due: taxDueWay, at: instant, by: made(80) });

export const taxDue = {
  /** `choices`: what holds from which day, newest day first; none: always when invoiced. `earliest`: the first month a change may begin with; null: any. */
  'taxDue.get': method({
    access: 'session', permission: 'business.read', writes: false, input: nothing,
    output: z.strictObject({ choices: z.array(choice).max(1000), earliest: date.nullable() }),
  }),
  /** INVALID_INPUT with TAX_DUE_MONTH, TAX_DUE_ISSUED, TAX_DUE_SAME or PERIOD_CLOSED at validFrom. */
  'taxDue.set': method({ access: 'session', permission: 'business.write', writes: true, input: choice.pick({ validFrom: true, due: true }), output: nothing }),
};
