// Dated exchange rates: what one unit of a currency was worth in the business's own, typed in or read from a file; undone, never overwritten.
import { z } from 'zod';
import { fileToken } from './imports.ts';
import { method } from './method.ts';
import { count, currency, date, id, instant, made, nothing, positiveDecimal, text } from './wire.ts';

/** What a number of a list means: what one unit is worth in the books' currency, or how many units one unit of the books' currency buys. */
const quote = z.enum(['base', 'units']);
const rate = z.strictObject({ day: date, rate: positiveDecimal, actId: id, kind: z.enum(['enter', 'import']), source: made(120), at: instant, by: made(80) });
const act = z.strictObject({ id, source: made(120), rates: count, undone: z.boolean(), at: instant, by: made(80) });
const problem = z.strictObject({ row: count, field: made(40), code: made(40), value: made(80) });
const inFile = z.strictObject({
  currency, rates: count, /** Not here yet, or another rate than stored. */ fresh: count, from: date, to: date, /** The business deals in it: chosen unless somebody says otherwise. */ used: z.boolean(),
});
export const rateLook = z.strictObject({
  token: fileToken, file: made(120), format: z.enum(['ecb', 'list']), quote, base: currency, currencies: z.array(inFile).max(200), unknown: z.array(made(3)).max(100), problems: z.array(problem).max(200), problemCount: count,
});

const job = id;
const reading = { access: 'session', permission: 'business.read', writes: false } as const;
const writing = { access: 'session', permission: 'rate.write', writes: true } as const;

export const rates = {
  /** Currencies with their newest rates, what came from files, and after how many days a rate is called old. */
  'rates.overview': method({
    ...reading, input: nothing, output: z.strictObject({ base: currency, oldAfter: count, currencies: z.array(rate.extend({ currency })).max(200), imports: z.array(act).max(50) }),
  }),
  /** The rates that count of one currency, newest day first; `before` goes on after a page. */
  'rates.list': method({ ...reading, input: z.strictObject({ currency, before: date.nullable(), limit: z.number().int().min(1).max(100) }), output: z.strictObject({ rows: z.array(rate).max(100), more: z.boolean() }) }),
  /** The newest rate on or before a day (T35: never 0, never 1; null where there is none). */
  'rates.suggest': method({
    ...reading, input: z.strictObject({ currency, on: date }),
    output: z.strictObject({ base: currency, found: z.strictObject({ rate: positiveDecimal, day: date, source: made(120), kind: z.enum(['enter', 'import']), days: count, old: z.boolean() }).nullable() }),
  }),
  /** Sets or corrects the rate of one day. The window makes the id: doing it again stores nothing (T60). */
  'rates.enter': method({ ...writing, input: z.strictObject({ id, currency, day: date, rate: positiveDecimal, source: text(120) }), output: z.strictObject({}) }),
  /** Takes back an entry or a whole file; what stood before it counts again. Documents keep the rate they have. */
  'rates.undo': method({ ...writing, input: z.strictObject({ id, actId: id }), output: z.strictObject({}) }),
  'rates.saveSettings': method({ ...writing, input: z.strictObject({ oldAfter: z.number().int().min(1).max(366) }), output: z.strictObject({}) }),
  'rates.pick': method({ ...writing, writes: false, input: z.strictObject({ job }), output: rateLook.nullable() }),
  /** The same file, its numbers read the other way round. */
  'rates.look': method({ ...writing, writes: false, input: z.strictObject({ job, token: fileToken, quote }), output: rateLook }),
  /** All rates of the chosen currencies from a day on that are not here yet, in one transaction; with problems only when `skipProblems` says so. */
  'rates.commit': method({
    ...writing, input: z.strictObject({ job, token: fileToken, quote, currencies: z.array(currency).min(1).max(200), from: date.nullable(), skipProblems: z.boolean() }),
    output: z.strictObject({ /** null when everything was here already. */ actId: id.nullable(), added: count }),
  }),
  'rates.cancel': method({ ...writing, writes: false, input: z.strictObject({ job }), output: z.strictObject({ cancelled: z.boolean() }) }),
};
export type RateQuote = z.infer<typeof quote>;
export type RateProblem = z.infer<typeof problem>;
export type RateLook = z.infer<typeof rateLook>;
export type RateRow = z.infer<typeof rate>;
export type RateSuggestion = z.infer<(typeof rates)['rates.suggest']['output']>;
