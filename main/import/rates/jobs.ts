// What rates.pick, rates.look and rates.commit do with a file: what is in it and what is new, and storing it in one transaction. Called by the job process and tests.
import { createHash } from 'node:crypto';
import { AppError } from '../../../contract/errors.ts';
import type { RateLook, RateQuote } from '../../../contract/rates.ts';
import { readChosen } from '../../files/read.ts';
import { addRate, addRateAct, countingRates, ratedCurrencies, usedCurrencies } from '../../repo/rates.ts';
import { audit, readTogether, transact, type Ctx } from '../../service/context.ts';
import { baseOf } from '../../service/rates.ts';
import { type JobHooks, step } from '../hooks.ts';
import { type FileRate, MAX_RATE_BYTES, readRates } from './readRates.ts';

type Look = Omit<RateLook, 'token' | 'file'>;
export interface RateWish {
  file: string;
  quote: RateQuote;
  currencies: readonly string[];
  from: string | null;
  skipProblems: boolean;
}
export type RateTask = { name: 'ratesLook'; path: string; quote: RateQuote } | ({ name: 'ratesCommit'; path: string } & RateWish);

export function isRateTask(task: { name: string }): task is RateTask {
  return task.name === 'ratesLook' || task.name === 'ratesCommit';
}

/** FILE_GONE, FILE_TOO_LARGE, FILE_UNREADABLE, and the errors of the two. */
export function rateWork(ctx: Ctx, task: RateTask, hooks: JobHooks): unknown {
  const bytes = readChosen(task.path, MAX_RATE_BYTES);
  return task.name === 'ratesLook' ? lookAtRates(ctx, bytes, task.quote, hooks) : commitRates(ctx, bytes, task, hooks);
}

function byCurrency(rates: readonly FileRate[]): Map<string, FileRate[]> {
  const groups = new Map<string, FileRate[]>();
  for (const rate of rates) {
    const group = groups.get(rate.currency);
    if (group === undefined) groups.set(rate.currency, [rate]);
    else group.push(rate);
  }
  return groups;
}

/** What is in the file, and how much of it is new. Stores nothing. */
export function lookAtRates(ctx: Ctx, bytes: Buffer, quote: RateQuote, hooks: JobHooks = {}): Look {
  return readTogether(ctx, () => {
    const base = baseOf(ctx);
    const { format, rates, unknown, problems, problemCount } = readRates(bytes, base, quote, hooks);
    const used = new Set([...usedCurrencies(ctx.db), ...ratedCurrencies(ctx.db, base)]);
    const currencies = [...byCurrency(rates)].map(([currency, group]) => {
      const stored = countingRates(ctx.db, base, currency);
      const days = group.map(({ day }) => day).toSorted();
      const fresh = group.filter(({ day, rate }) => stored.get(day) !== rate).length;
      return { currency, rates: group.length, fresh, from: days[0] ?? '', to: days.at(-1) ?? '', used: used.has(currency) };
    });
    return { format, quote, base, currencies: currencies.toSorted((a, b) => (a.currency < b.currency ? -1 : 1)), unknown, problems, problemCount };
  });
}

/** Stores what is new of the chosen currencies, all or nothing. IMPORT_HAS_PROBLEMS unless the rows that could not be read may be missing; CANCELLED. */
export function commitRates(ctx: Ctx, bytes: Buffer, wish: RateWish, hooks: JobHooks = {}): { actId: string | null; added: number } {
  return transact(ctx, () => {
    const base = baseOf(ctx);
    const file = readRates(bytes, base, wish.quote, hooks);
    if (file.problemCount > 0 && !wish.skipProblems) throw new AppError('IMPORT_HAS_PROBLEMS', { params: { count: file.problemCount } });
    const wanted = file.rates.filter(({ currency, day }) => wish.currencies.includes(currency) && (wish.from === null || day >= wish.from));
    const fresh = [...byCurrency(wanted)].flatMap(([currency, group]) => {
      const stored = countingRates(ctx.db, base, currency);
      return group.filter(({ day, rate }) => stored.get(day) !== rate);
    });
    if (fresh.length === 0) return { actId: null, added: 0 };
    const actId = ctx.newId();
    const source = wish.file.slice(0, 120);
    // The record holds the file to its rates: their number and one hash over them.
    const content = createHash('sha256').update(JSON.stringify(fresh.map(({ currency, day, rate }) => [currency, day, rate]))).digest('hex');
    const auditSeq = audit(ctx, 'rate.import', 'exchange-act', actId, { base, file: source, format: file.format, quote: wish.quote, added: fresh.length, content });
    const actRid = addRateAct(ctx.db, { id: actId, kind: 'import', undoes: null, source, rates: fresh.length, auditSeq, at: ctx.clock.now(), by: ctx.actor.name });
    for (const [i, { currency, day, rate }] of fresh.entries()) {
      addRate(ctx.db, { base, currency, day, actRid, rate });
      step(hooks, 'saving', i + 1, fresh.length);
    }
    return { actId, added: fresh.length };
  });
}
