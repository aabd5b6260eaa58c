// The DATEV batch of a period: every invoice and credit note posted or listed with its reason, and one file written whole. Run by the job process and by tests.
import { existsSync } from 'node:fs';
import { AppError } from '../../contract/errors.ts';
import type { DatevResult } from '../../contract/datev.ts';
import { financialYear, isDate } from '../../domain/date.ts';
import { type Booking, isClient, isConsultant, postDocument, type DatevSettings } from '../../domain/datev.ts';
import { minor, sumMinor, type Minor } from '../../domain/money.ts';
import { writeChunks } from '../files/write.ts';
import { step, type JobHooks } from '../import/hooks.ts';
import { readBusiness } from '../repo/business.ts';
import { taxDueChoices } from '../repo/cashTax.ts';
import { readSnapshot } from '../repo/frozen.ts';
import { countPeriod, periodDocuments } from '../repo/periodDocuments.ts';
import { readTogether, type Ctx } from '../service/context.ts';
import { datevGet } from '../service/datev.ts';
import { found } from '../service/problems.ts';
import { datevFile } from './datevFile.ts';

export interface DatevRequest { from: string; to: string; target: string; part: string }
export type DatevDone = Omit<DatevResult, 'file'>;

/** DATEV takes no more in one batch. */
const MOST_BOOKINGS = 99_999;
const LISTED = 500;

/** Before a place is asked for. @throws AppError DATEV_SETTINGS, DATEV_YEARS, DATEV_NOTHING */
export function checkDatev(ctx: Ctx, from: string, to: string): { settings: DatevSettings; yearFrom: string; currency: string } {
  const { rows, saved: _saved, ...head } = datevGet(ctx);
  const settings: DatevSettings = { ...head, rows: rows.map(({ taxId, rate, account, key }) => ({ taxId, rate, account, key })) };
  if (!isConsultant(settings.consultant) || !isClient(settings.client)) throw new AppError('DATEV_SETTINGS');
  const { fyStartMonth, currency } = found(readBusiness(ctx.db));
  if (financialYear(from, fyStartMonth) !== financialYear(to, fyStartMonth)) throw new AppError('DATEV_YEARS');
  if (countPeriod(ctx.db, from, to) === 0) throw new AppError('DATEV_NOTHING');
  return { settings, yearFrom: yearStart(from, fyStartMonth), currency };
}

function yearStart(day: string, startMonth: number): string {
  const year = Number(day.slice(0, 4)) - (Number(day.slice(5, 7)) < startMonth ? 1 : 0);
  const start = `${String(year).padStart(4, '0')}-${String(startMonth).padStart(2, '0')}-01`;
  if (!isDate(start)) throw new AppError('INTERNAL');
  return start;
}

/** @throws AppError as checkDatev, DATEV_TOO_MANY, FILE_EXISTS, CANCELLED and those of writing; no file is left then */
export function exportDatev(ctx: Ctx, { from, to, target, part }: DatevRequest, hooks: JobHooks = {}): DatevDone {
  const { done, bytes } = readTogether(ctx, () => collect(ctx, from, to, hooks));
  if (existsSync(target)) throw new AppError('FILE_EXISTS');
  writeChunks(target, part, [bytes]);
  return done;
}

function collect(ctx: Ctx, from: string, to: string, hooks: JobHooks): { done: DatevDone; bytes: Buffer } {
  const { settings, yearFrom, currency } = checkDatev(ctx, from, to);
  const total = countPeriod(ctx.db, from, to);
  const choices = taxDueChoices(ctx.db);
  const bookings: Booking[] = [];
  const problems: DatevDone['problems'] = [];
  let [looked, documents, problemCount] = [0, 0, 0];
  for (const { rid, id, number, issueDate, code } of periodDocuments(ctx.db, from, to)) {
    const snapshot = readSnapshot(ctx.db, rid);
    if (snapshot === undefined) throw new AppError('DB_DAMAGED');
    // amounts of another base currency cannot stand in one batch
    const posted = snapshot.baseCurrency === currency ? postDocument(snapshot, code, settings, choices) : ({ ok: false, reason: 'DECIMALS', what: snapshot.baseCurrency } as const);
    if (posted.ok) {
      bookings.push(...posted.bookings);
      documents += 1;
      if (bookings.length > MOST_BOOKINGS) throw new AppError('DATEV_TOO_MANY', { params: { max: MOST_BOOKINGS } });
    } else {
      problemCount += 1;
      if (problems.length < LISTED) problems.push({ id, number, date: issueDate, reason: posted.reason, what: posted.what });
    }
    looked += 1;
    step(hooks, 'writing', looked, total);
  }
  const side = (which: Booking['side']): Minor => sumMinor(bookings.filter(({ side: one }) => one === which).map(({ amount }) => minor(amount)));
  return {
    done: { documents, bookings: bookings.length, whenPaid: bookings.filter(({ way }) => way === 'I').length, debit: side('S'), credit: side('H'), currency, problems, problemCount },
    bytes: datevFile({ createdAt: ctx.clock.now(), from, to, yearFrom, currency, settings }, bookings),
  };
}
