// What series.* of the wall does, and the check of an issue date against its series. Called by the IPC router, the issuing service and tests.
import type { Output, Parsed } from '../../contract/index.ts';
import { AppError } from '../../contract/errors.ts';
import { formatNumber, numberProblem, patternProblem, periodKey } from '../../domain/numbering.ts';
import { changesIn } from '../audit/changes.ts';
import { readBusiness, readSetting, writeSetting } from '../repo/business.ts';
import {
  addSeries,
  allSeries,
  archiveSeries,
  lastIssuedDate,
  makeOnlyDefault,
  readCounter,
  saveSeries,
  setNextNumber,
  type SeriesFields,
  type StoredSeries,
} from '../repo/series.ts';
import { id as uuid } from '../../contract/wire.ts';
import { closedThrough } from '../repo/closing.ts';
import { audit, localDate, readTogether, transact, type Ctx } from './context.ts';
import { found, refuseField, saved } from './problems.ts';

const MOST = 100;

/** Month in which the business year begins: what {FY} in a pattern follows. */
export function fyStart(ctx: Ctx): number {
  return readBusiness(ctx.db)?.fyStartMonth ?? 1;
}

/** The series a document of this kind asks for, else the default one. NOT_FOUND when there is none, or it is archived. */
export function seriesFor(ctx: Ctx, id: string | null, kind: StoredSeries['kind'] = 'invoice'): StoredSeries {
  const usable = allSeries(ctx.db).filter((series) => !series.archived && series.kind === kind);
  return found(id === null ? (usable.find((series) => series.isDefault) ?? usable[0]) : usable.find((series) => series.id === id));
}

export function seriesList(ctx: Ctx, { archived }: Parsed<'series.list'>): Output<'series.list'> {
  return readTogether(ctx, () => {
    const today = localDate(ctx.clock.now());
    const fy = fyStart(ctx);
    const rows = allSeries(ctx.db).filter((series) => archived || !series.archived);
    return { rows: rows.map(({ rid, ...series }) => ({ ...series, ...standing(ctx, { rid, ...series }, today, fy) })) };
  });
}

/** Where a series stands on a day. A number too long for its rules still shows; issuing refuses it. */
function standing(ctx: Ctx, series: StoredSeries, date: string, fy: number) {
  const { next } = readCounter(ctx.db, series.rid, periodKey(series.pattern, date, fy));
  return { next: formatNumber(series.pattern, next, date, fy), nextSequence: next, lastIssued: lastIssuedDate(ctx.db, series.rid) };
}

/** The number an issue on this date would take if nobody else issues first. Nothing is reserved. */
export function seriesPeek(ctx: Ctx, { id, date, kind }: Parsed<'series.peek'>): Output<'series.peek'> {
  return readTogether(ctx, () => {
    const { next, lastIssued } = standing(ctx, seriesFor(ctx, id, kind), date, fyStart(ctx));
    return { number: next, lastIssued, closedThrough: closedThrough(ctx.db) };
  });
}

/** Without id a new series is made. nextSequence moves this year's counter, never under a number already taken. */
export function seriesSave(ctx: Ctx, { id, version, nextSequence, ...fields }: Parsed<'series.save'>): Output<'series.save'> {
  const problem = patternProblem(fields.pattern, fields.rules);
  if (problem !== null) refuseField('pattern', problem);
  return transact(ctx, () => {
    const answer = id === undefined ? createSeries(ctx, fields) : updateSeries(ctx, id, version, fields);
    if (fields.isDefault) makeOnlyDefault(ctx.db, fields.kind, answer.id);
    if (nextSequence !== undefined) moveCounter(ctx, answer.id, nextSequence);
    return answer;
  });
}

function createSeries(ctx: Ctx, fields: SeriesFields): Output<'series.save'> {
  if (allSeries(ctx.db).length >= MOST) refuseField('name', 'TOO_MANY', { max: MOST });
  checkPatternFree(ctx, fields.pattern, null);
  const id = ctx.newId();
  addSeries(ctx.db, id, fields, deviceId(ctx));
  audit(ctx, 'series.create', 'series', id, { version: 1, ...changesIn(null, fields) });
  return { id, version: 1 };
}

function updateSeries(ctx: Ctx, id: string, version: number | undefined, fields: SeriesFields): Output<'series.save'> {
  if (version === undefined) refuseField('version', 'REQUIRED');
  const stored = found(allSeries(ctx.db).find((series) => series.id === id));
  checkPatternFree(ctx, fields.pattern, id);
  const next = saved(saveSeries(ctx.db, id, version, fields));
  audit(ctx, 'series.save', 'series', id, { version: next, ...changesIn(stored, { ...stored, ...fields }) });
  return { id, version: next };
}

/** Two series of one pattern would want the same numbers. */
function checkPatternFree(ctx: Ctx, pattern: string, id: string | null): void {
  if (allSeries(ctx.db).some((series) => series.id !== id && series.pattern === pattern)) refuseField('pattern', 'DUPLICATE');
}

function moveCounter(ctx: Ctx, id: string, next: number): void {
  const series = found(allSeries(ctx.db).find((candidate) => candidate.id === id));
  const today = localDate(ctx.clock.now());
  const fy = fyStart(ctx);
  const period = periodKey(series.pattern, today, fy);
  const counter = readCounter(ctx.db, series.rid, period);
  if (counter.next === next) return;
  if (next <= counter.taken) refuseField('nextSequence', 'NUMBER_TAKEN', { taken: counter.taken });
  const problem = numberProblem(formatNumber(series.pattern, next, today, fy), series.rules);
  if (problem !== null) refuseField('nextSequence', problem);
  setNextNumber(ctx.db, series.rid, period, next);
  // A gap in the numbers has to be explained one day: this record is the explanation.
  audit(ctx, 'series.jump', 'series', id, { period, from: counter.next, to: next });
}

export function seriesArchive(ctx: Ctx, { id, archived }: Parsed<'series.archive'>): Output<'series.archive'> {
  return transact(ctx, () => {
    const all = allSeries(ctx.db);
    const { kind } = found(all.find((series) => series.id === id));
    const usable = all.filter((series) => !series.archived && series.kind === kind);
    if (archived && usable.length === 1 && usable[0]?.id === id) throw new AppError('IN_USE');
    const version = found(archiveSeries(ctx.db, id, archived));
    audit(ctx, archived ? 'series.archive' : 'series.restore', 'series', id, { version });
    return { version };
  });
}

const DEVICE = 'device';

/** This computer's id, made once: a number series belongs to one device. */
export function deviceId(ctx: Ctx): string {
  const known = readSetting(ctx.db, DEVICE, uuid);
  if (known !== undefined) return known;
  const made = ctx.newId();
  writeSetting(ctx.db, DEVICE, made);
  return made;
}
