// What rates.* of the wall does: dated exchange rates entered, corrected, taken in from files and taken back, each in one transaction with its record. Called by the IPC router, jobs and tests.
import { z } from 'zod';
import { AppError } from '../../contract/errors.ts';
import type { Output, Parsed } from '../../contract/index.ts';
import { ageOf, OLD_AFTER_DAYS, readRate } from '../../domain/datedRate.ts';
import { changesIn } from '../audit/changes.ts';
import { readBusiness, readSetting, writeSetting } from '../repo/business.ts';
import { actGave, addRate, addRateAct, rateAct, ratedCurrencies, rateImports, ratesPage, rateUpTo } from '../repo/rates.ts';
import { audit, readTogether, transact, type Ctx } from './context.ts';
import { found, refuseField } from './problems.ts';

const SETTINGS = 'rates';
const settings = z.object({ oldAfter: z.number().int().min(1).max(366) });
const SHOWN_IMPORTS = 50;
/** After every day there is. */
export const LAST_DAY = '9999-12-31';

export const baseOf = (ctx: Ctx): string => found(readBusiness(ctx.db)).currency;
const oldAfterOf = (ctx: Ctx): number => readSetting(ctx.db, SETTINGS, settings)?.oldAfter ?? OLD_AFTER_DAYS;

export function ratesOverview(ctx: Ctx): Output<'rates.overview'> {
  return readTogether(ctx, () => {
    const base = baseOf(ctx);
    const currencies = ratedCurrencies(ctx.db, base).flatMap((currency) => {
      const newest = rateUpTo(ctx.db, base, currency, LAST_DAY);
      return newest === null ? [] : [{ currency, ...newest }];
    });
    const imports = rateImports(ctx.db, SHOWN_IMPORTS).map(({ id, source, rates, undone, at, by }) => ({ id, source, rates, undone: undone === 1, at, by }));
    return { base, oldAfter: oldAfterOf(ctx), currencies, imports };
  });
}

export function ratesList(ctx: Ctx, { currency, before, limit }: Parsed<'rates.list'>): Output<'rates.list'> {
  return readTogether(ctx, () => {
    const rows = ratesPage(ctx.db, { base: baseOf(ctx), currency, before: before ?? LAST_DAY, limit: limit + 1 });
    return { rows: rows.slice(0, limit), more: rows.length > limit };
  });
}

/** The newest rate on or before a day, with its age. Nothing is ever guessed (T35). */
export function ratesSuggest(ctx: Ctx, { currency, on }: Parsed<'rates.suggest'>): Output<'rates.suggest'> {
  return readTogether(ctx, () => {
    const base = baseOf(ctx);
    const newest = currency === base ? null : rateUpTo(ctx.db, base, currency, on);
    if (newest === null) return { base, found: null };
    const { rate, day, source, kind } = newest;
    return { base, found: { rate, day, source, kind, ...ageOf(day, on, oldAfterOf(ctx)) } };
  });
}

/** The rate to go on with where nobody looks: null where there is none or it is old, so that somebody does. */
export function freshRate(ctx: Ctx, currency: string, on: string): string | null {
  const { found: newest } = ratesSuggest(ctx, { currency, on });
  return newest === null || newest.old ? null : newest.rate;
}

/** Of its day this rate counts from now on. The same request again stores nothing; another one under the same id is a CONFLICT (T60). */
export function ratesEnter(ctx: Ctx, { id, currency, day, rate: typed, source }: Parsed<'rates.enter'>): Output<'rates.enter'> {
  return transact(ctx, () => {
    const base = baseOf(ctx);
    if (currency === base) refuseField('currency', 'RATE_NOT_NEEDED');
    const rate = readRate(typed) ?? refuseField('rate', 'RATE_NOT_POSITIVE');
    const before = rateAct(ctx.db, id);
    if (before !== undefined) {
      if (actGave(ctx.db, before.rid, { base, currency, day, rate })) return {};
      throw new AppError('CONFLICT');
    }
    const auditSeq = audit(ctx, 'rate.enter', 'exchange-act', id, { base, currency, day, rate, source });
    const actRid = addRateAct(ctx.db, { id, kind: 'enter', undoes: null, source, rates: 1, auditSeq, at: ctx.clock.now(), by: ctx.actor.name });
    addRate(ctx.db, { base, currency, day, actRid, rate });
    return {};
  });
}

/** Takes back an entry or a file. Undoing it twice changes nothing (T60). */
export function ratesUndo(ctx: Ctx, { id, actId }: Parsed<'rates.undo'>): Output<'rates.undo'> {
  return transact(ctx, () => {
    const act = found(rateAct(ctx.db, actId));
    if (act.kind === 'undo') throw new AppError('NOT_FOUND');
    if (act.undone === 1) return {};
    const auditSeq = audit(ctx, 'rate.undo', 'exchange-act', id, { undoes: actId, source: act.source, rates: act.rates });
    addRateAct(ctx.db, { id, kind: 'undo', undoes: act.rid, source: act.source, rates: 0, auditSeq, at: ctx.clock.now(), by: ctx.actor.name });
    return {};
  });
}

export function ratesSaveSettings(ctx: Ctx, input: Parsed<'rates.saveSettings'>): Output<'rates.saveSettings'> {
  return transact(ctx, () => {
    audit(ctx, 'rate.settings', 'settings', null, changesIn({ oldAfter: oldAfterOf(ctx) }, input));
    writeSetting(ctx.db, SETTINGS, input);
    return {};
  });
}
