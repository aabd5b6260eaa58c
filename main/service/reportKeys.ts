// What a row of a report leads to, as a short text the window hands back: made and read here only. Called by report services.
import { z } from 'zod';
import { AppError } from '../../contract/errors.ts';

const text = z.string().max(200);
const key = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('tax'), taxRid: z.number().int(), category: text, rate: text, withholding: z.number().int(), baseCurrency: text }),
  z.strictObject({ of: z.literal('customer'), customerId: text, currency: text }),
  z.strictObject({ of: z.literal('days'), from: text, to: text, currency: text }),
  z.strictObject({ of: z.literal('item'), itemRid: z.number().int().nullable(), description: text, unit: text, currency: text }),
  z.strictObject({ of: z.literal('open'), customerId: text, currency: text }),
  z.strictObject({ of: z.literal('adjusted'), currency: text }),
]);
export type ReportKey = z.infer<typeof key>;

export function writeKey(value: ReportKey): string {
  return Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
}

/** Throws INVALID_INPUT for anything writeKey did not make. */
export function readKey(drill: string): ReportKey {
  const parsed = key.safeParse(parse(drill));
  if (!parsed.success) throw new AppError('INVALID_INPUT', { fields: [{ path: 'drill', code: 'INVALID' }] });
  return parsed.data;
}

function parse(drill: string): unknown {
  try {
    return JSON.parse(Buffer.from(drill, 'base64url').toString('utf8'));
  } catch {
    return null; // judged by the caller
  }
}
