// The small schemas everything on the wire is built from: ids, dates, decimals, amounts and cleaned texts. No schema elsewhere may use a bare z.string().
import { z } from 'zod';
import { isDate } from '../domain/date.ts';
import { exponentOf } from '../domain/currency.ts';
import { findCardNumber } from '../domain/pan.ts';
import { cleanText } from '../domain/text.ts';

/** UUID, any version, lower case. */
export const id = z.string().max(36).regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 'ID');
/** Calendar date YYYY-MM-DD (T61: never a moment in time). */
export const date = z.string().max(10).refine(isDate, 'DATE');
/** Instant, ISO 8601 in UTC with milliseconds. */
export const instant = z.string().max(24).regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, 'INSTANT');
/** Canonical decimal string: at most 12 digits before and 10 after the point. */
export const decimal = z.string().max(26).regex(/^-?(0|[1-9]\d{0,11})(\.\d{1,10})?$/, 'DECIMAL');
/** Decimal that is not negative (unit prices, rates: T29). */
export const positiveDecimal = z.string().max(25).regex(/^(0|[1-9]\d{0,11})(\.\d{1,10})?$/, 'DECIMAL');
/** What a half-typed cell may hold. */
export const draftDecimal = z.union([z.literal(''), decimal]);
/** Minor units of a currency, safe integer (int() takes no other), never -0. */
export const minor = z.number().int().refine((n) => !Object.is(n, -0), 'MINOR');
export const count = z.number().int().min(0);
export const version = z.number().int().min(1);
/** ISO 4217 code that the currency table knows. */
export const currency = z.string().max(3).refine((code) => {
  try {
    exponentOf(code);
    return true;
  } catch {
    return false;
  }
}, 'CURRENCY');
/** ISO 3166 alpha-2. */
export const country = z.string().max(2).regex(/^[A-Z]{2}$/, 'COUNTRY');
export const language = z.enum(['en', 'de', 'fr', 'es']);

function cleaned(max: number, multiline: boolean, mayHoldCard: boolean) {
  // The raw cap comes first: nothing below runs over megabytes.
  return z
    .string()
    .max(max * 4, 'TOO_LONG')
    .transform((raw, ctx) => {
      const result = cleanText(raw, { multiline, max });
      if (!result.ok) {
        ctx.addIssue({ code: 'custom', message: result.code });
        return z.NEVER;
      }
      if (!mayHoldCard && findCardNumber(result.text)) {
        ctx.addIssue({ code: 'custom', message: 'CARD_NUMBER' });
        return z.NEVER;
      }
      return result.text;
    });
}

/** One line of free text: trimmed, NFC, no controls, no card number. May be empty. */
export const text = (max: number) => cleaned(max, false, false);
/** The same, but not empty. */
export const name = (max: number) => cleaned(max, false, false).refine((s) => s.length > 0, 'REQUIRED');
/** Several lines of free text. */
export const note = (max: number) => cleaned(max, true, false);
/** Codes that may look like a card number by chance (IBAN, article numbers, serials): typed fields, exempt. */
export const code = (max: number) => cleaned(max, false, true);
/** What a person types to find something. */
export const query = cleaned(80, false, true);
/** Secrets are only capped: they are never trimmed, normalised or echoed here. */
export const secret = (max: number) => z.string().min(1).max(max);
/** Texts that main itself made (svg paths, seals, hex): capped, not cleaned. */
export const made = (max: number) => z.string().max(max);

/** Keyset cursor: opaque to the renderer, made and read by main. */
export const cursor = z.string().max(120).regex(/^[A-Za-z0-9_-]+$/, 'CURSOR');
export const nothing = z.strictObject({});
