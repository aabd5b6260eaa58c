// What audit.list, audit.get and audit.people of the wall do: the log as a person reads it. Called by the IPC router, the export of the log and tests.
import type { Answer, Output, Parsed } from '../../contract/index.ts';
import type { AuditRecord, AuditRow, AuditValue } from '../../contract/audit.ts';
import { addDays } from '../../domain/date.ts';
import { bodyMatches, sealFits } from '../audit/verify.ts';
import { page, readCursor } from '../repo/cursor.ts';
import { documentsNumbered, firstSince, logAbout, logOf, logPage, logPeople, nameOf, wholeRecord, type LogRow, type Stretch, type WholeRow } from '../repo/auditLog.ts';
import { readTogether, type Ctx } from './context.ts';
import { found } from './problems.ts';

const NEWEST = Number.MAX_SAFE_INTEGER;
const MOST_FACTS = 100;
const LONGEST = 300;

/** Newest first. Typed words are a document's number, or a record's behind '#'; anything else finds nothing. */
export function auditList(ctx: Ctx, { q, filters, after, limit }: Parsed<'audit.list'>): Answer<'audit.list'> {
  return readTogether(ctx, () => {
    const [before] = readCursor(after, ['number']) ?? [NEWEST];
    const stretch = stretchOf(ctx, filters, before - 1);
    const { rows, next } = page(stretch === null ? [] : rowsOf(ctx, q, filters, stretch, limit + 1), limit, ({ seq }) => [seq]);
    return { rows: rows.map((row) => named(ctx, row)), next };
  });
}

type Filters = Parsed<'audit.list'>['filters'];

/** The days asked for, as a stretch of the chain; null when nothing can be in it. */
export function stretchOf(ctx: Ctx, { from, to }: Pick<Filters, 'from' | 'to'>, newest: number): Stretch | null {
  const stretch = {
    from: from === null ? 1 : firstSince(ctx.db, dayStart(from)),
    to: Math.min(newest, to === null ? NEWEST : firstSince(ctx.db, dayStart(addDays(to, 1))) - 1),
  };
  return stretch.from > stretch.to ? null : stretch;
}

/** Midnight of this computer: what a person means by a day. */
function dayStart(date: string): string {
  return new Date(`${date}T00:00:00`).toISOString();
}

/** The newest of a stretch that fit; the export reads page after page of them. */
export function rowsOf({ db }: Pick<Ctx, 'db'>, q: string, filters: Filters, stretch: Stretch, limit: number): LogRow[] {
  const who = { actor: filters.actor, actions: new Set<string>(filters.actions) };
  const record = /^#\s*(\d{1,15})$/.exec(q)?.[1];
  if (record !== undefined) return logPage(db, { from: Math.max(stretch.from, Number(record)), to: Math.min(stretch.to, Number(record)) }, 1);
  const things = [...(filters.entityId === null ? [] : [filters.entityId]), ...(q === '' ? [] : documentsNumbered(db, q))];
  if (q !== '' && things.length === 0) return [];
  if (things.length > 0) return things.flatMap((id) => logAbout(db, id, who, stretch, limit)).sort((a, b) => b.seq - a.seq).slice(0, limit);
  return who.actor === null && who.actions.size === 0 ? logPage(db, stretch, limit) : logOf(db, who, stretch, limit);
}

function named(ctx: Ctx, row: LogRow): AuditRow {
  return { seq: row.seq, at: row.at, actor: row.actor, who: row.who, action: row.action, entity: row.entity, entityId: row.entityId, about: nameOf(ctx.db, row.entity, row.entityId).slice(0, 200) };
}

export function auditPeople(ctx: Ctx): Output<'audit.people'> {
  return readTogether(ctx, () => ({ rows: logPeople(ctx.db) }));
}

/** One record with what it changed, and whether its own seal fits. NOT_FOUND. */
export function auditGet(ctx: Ctx, { seq }: Parsed<'audit.get'>): Output<'audit.get'> {
  return readTogether(ctx, () => {
    const row = found(wholeRecord(ctx.db, seq));
    const { changes, facts } = row.body === null ? { changes: [], facts: [] } : readBody(row.body);
    return {
      ...named(ctx, row), epoch: row.epoch, bodyHash: row.bodyHash.toString('hex'), prev: row.prev.toString('hex'), mac: row.mac.toString('hex'),
      sealed: sealFits(ctx.db, ctx.ak, seq), body: bodyStateOf(row), erasedBy: row.erasedBy, changes, facts,
    };
  });
}

function bodyStateOf({ body, bodyHash, erasedBy }: WholeRow): AuditRecord['body'] {
  if (body === null) return erasedBy === null ? 'missing' : 'erased';
  return bodyMatches(body, bodyHash) ? 'whole' : 'changed';
}

/** A body is ours, but somebody with the database key may have written anything: it is shown as far as it can be read. */
export function readBody(body: string): Pick<AuditRecord, 'changes' | 'facts'> {
  const said = parse(body);
  const changes = Array.isArray(said['changes']) ? said['changes'].slice(0, 201).flatMap(changeOf) : [];
  const facts = Object.entries(said).filter(([field]) => field !== 'changes').flatMap(([field, value]) => factsOf(field, value)).slice(0, MOST_FACTS);
  return { changes, facts };
}

function parse(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {}; // the state of the body says that it is not the sealed one
  }
}

function changeOf(change: unknown): AuditRecord['changes'] {
  if (typeof change !== 'object' || change === null || !('field' in change) || typeof change.field !== 'string') return [];
  return [{ field: change.field.slice(0, 200), from: shown('from' in change ? change.from : null), to: shown('to' in change ? change.to : null) }];
}

function factsOf(field: string, value: unknown): AuditRecord['facts'] {
  if (Array.isArray(value)) {
    if (value.length === 0) return [];
    return value.some((one) => typeof one === 'object') ? value.flatMap((one, i) => factsOf(`${field}.${i}`, one)) : [{ field, value: shown(value.join(', ')) }];
  }
  if (typeof value === 'object' && value !== null) return Object.entries(value).flatMap(([key, inner]) => factsOf(`${field}.${key}`, inner));
  return value === null || value === undefined || value === '' ? [] : [{ field: field.slice(0, 200), value: shown(value) }];
}

function shown(value: unknown): AuditValue {
  if (typeof value === 'string') return value.length > LONGEST + 2 ? `${value.slice(0, LONGEST)}…` : value;
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
