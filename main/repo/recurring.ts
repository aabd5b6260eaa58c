// SQL of recurring invoices: templates with their schedules, and what became of each date. Called by services only.
import { z } from 'zod';
import { draftBody, type DraftBody } from '../../contract/invoices.ts';
import { priceChange, type RecurringView } from '../../contract/recurring.ts';
import type { IntervalUnit, PriceChange, Schedule } from '../../domain/recurrence.ts';
import type { Db } from '../db/open.ts';
import { all, each, one, run } from './statement.ts';
import { matches } from './words.ts';

/** Stands for "no date any more" where dates are compared. */
export const NEVER = '9999-12-31';

export interface StoredSchedule {
  rid: number;
  id: string;
  version: number;
  state: 'setup' | 'on' | 'ended';
  mode: 'approve' | 'auto';
  schedule: Schedule;
  through: string | null;
  made: number;
  nextDate: string;
  draftId: string | null;
  customer: string;
  createdAt: string;
}
export interface StoredRecurring extends StoredSchedule {
  body: DraftBody;
  prices: PriceChange[];
}
/** What lists show and searches look at, worked out at each write. */
export interface RecurringHeading {
  customerRid: number | null;
  total: number | null;
  words: string;
}
export interface ListedRecurring extends StoredSchedule {
  customerId: string | null;
  subject: string;
  currency: string;
  total: number | null;
}
interface Raw {
  anchor: string;
  every: number;
  unit: IntervalUnit;
  endDate: string | null;
  endCount: number | null;
  pauses: string;
}
type Row<T extends StoredSchedule> = Omit<T, 'schedule' | 'body' | 'prices'> & Raw;

const pauses = z.array(z.object({ from: z.string(), to: z.string().nullable() }));
const HEAD = `r.rid, r.id, r.version, r.state, r.mode, r.anchor, r.every, r.unit, r.end_date AS endDate, r.end_count AS endCount, r.pauses, r.through, r.made,
    r.next_date AS nextDate, r.draft_id AS draftId, coalesce(c.name, '') AS customer, r.created_at AS createdAt`;
const FROM = 'FROM recurring r LEFT JOIN customer c ON c.rid = r.customer_rid';
const LIST = `SELECT ${HEAD}, c.id AS customerId, r.subject, r.currency, r.total ${FROM}`;
/** Nobody took the decision back. */
const STANDS = 'NOT EXISTS (SELECT 1 FROM recurring_undone u WHERE u.recurring_rid = m.recurring_rid AND u.date = m.date AND u.turn = m.turn)';
const MADE = `SELECT m.date, m.turn, m.kind, d.id AS documentId, coalesce(d.number, '') AS number, m.draft_id AS draftId, m.at, m.by
  FROM recurring_made m LEFT JOIN document d ON d.rid = m.document_rid WHERE m.recurring_rid = ? AND ${STANDS}`;

const SQL = {
  get: `SELECT ${HEAD}, r.body, r.prices ${FROM} WHERE r.id = ?`,
  add: `INSERT INTO recurring (id, state, mode, customer_rid, subject, currency, total, words, body, anchor, every, unit, end_date, end_count, pauses, prices, through, made, next_date, draft_id, created_at, updated_at)
        VALUES (@id, @state, @mode, @customerRid, @subject, @currency, @total, @words, @body, @anchor, @every, @unit, @endDate, @endCount, @pauses, @prices, @through, @made, @nextDate, @draftId, @at, @at)`,
  save: `UPDATE recurring SET state = @state, mode = @mode, customer_rid = @customerRid, subject = @subject, currency = @currency, total = @total, words = @words, body = @body,
           anchor = @anchor, every = @every, unit = @unit, end_date = @endDate, end_count = @endCount, pauses = @pauses, prices = @prices, through = @through, made = @made,
           next_date = @nextDate, draft_id = @draftId, updated_at = @at, version = version + 1
         WHERE id = @id AND version = @version RETURNING version`,
  drop: 'DELETE FROM recurring WHERE rid = ?',
  dropOrigin: 'DELETE FROM recurring_made WHERE recurring_rid = ?',
  list: `${LIST} ORDER BY r.next_date, r.rid LIMIT ? + 0`,
  listAfter: `${LIST} WHERE (r.next_date, r.rid) > (?, ?) ORDER BY r.next_date, r.rid LIMIT ? + 0`,
  byRid: `${LIST} WHERE r.rid = ?`,
  words: 'SELECT next_date AS nextDate, rid, words FROM recurring ORDER BY next_date, rid',
  count: 'SELECT count(*) AS n FROM recurring',
  due: `${LIST} WHERE r.state = 'on' AND r.next_date <= ? ORDER BY r.next_date, r.rid`,
  addMade: `INSERT INTO recurring_made (recurring_rid, date, turn, kind, document_rid, draft_id, at, by, audit_seq)
            VALUES (@rid, @date, (SELECT count(*) + 1 FROM recurring_made WHERE recurring_rid = @rid AND date = @date), @kind, (SELECT rid FROM document WHERE id = @documentId), @draftId, @at, @by, @auditSeq)`,
  made: `${MADE} AND m.date >= ? ORDER BY m.date DESC LIMIT ? + 0`,
  madeOn: `${MADE} AND m.date = ?`,
  // one import certifies all its rows with one record: then the moment tells
  lastMade: `${MADE} ORDER BY m.audit_seq DESC, m.at DESC LIMIT 1`,
  addUndone: 'INSERT INTO recurring_undone (recurring_rid, date, turn, at, by, audit_seq) VALUES (@rid, @date, @turn, @at, @by, @auditSeq)',
  undoneDraft: 'SELECT 1 FROM recurring_made m JOIN recurring_undone u ON u.recurring_rid = m.recurring_rid AND u.date = m.date AND u.turn = m.turn WHERE m.draft_id = ?',
  newest: `SELECT m.date FROM recurring_made m WHERE m.kind <> 'origin' AND ${STANDS} ORDER BY m.date DESC LIMIT 1`,
} as const;

export type Settled = RecurringView['settled'][number];

function scheduled<T extends Raw>(row: T) {
  const { anchor, every, unit, endDate, endCount, pauses: paused, ...rest } = row;
  const end = endDate !== null ? { kind: 'date' as const, date: endDate } : endCount !== null ? { kind: 'count' as const, count: endCount } : { kind: 'never' as const };
  const schedule: Schedule = { anchor, every, unit, end, pauses: pauses.parse(JSON.parse(paused)) };
  return { ...rest, schedule };
}

export function readRecurring(db: Db, id: string): StoredRecurring | undefined {
  const row = one<Row<StoredRecurring> & { body: string; prices: string }>(db, SQL.get, id);
  if (row === undefined) return undefined;
  const { body, prices, ...head } = row;
  return { ...scheduled(head), body: draftBody.parse(JSON.parse(body)), prices: z.array(priceChange).parse(JSON.parse(prices)) };
}

type Written = Omit<StoredRecurring, 'rid' | 'customer' | 'createdAt'>;

function columns({ body, schedule, prices, id, state, mode, through, made, nextDate, draftId }: Written, heading: RecurringHeading, at: string) {
  const { anchor, every, unit, end, pauses: paused } = schedule;
  const { subject, currency } = body;
  return {
    ...heading, id, state, mode, through, made, nextDate, draftId, subject, currency, anchor, every, unit, at, body: JSON.stringify(body), pauses: JSON.stringify(paused), prices: JSON.stringify(prices),
    endDate: end.kind === 'date' ? end.date : null, endCount: end.kind === 'count' ? end.count : null,
  };
}

/** Answers its rid. */
export function addRecurring(db: Db, recurring: Written, heading: RecurringHeading, at: string): number {
  return run(db, SQL.add, columns(recurring, heading, at)).rid;
}

/** The new version, or undefined when the one given is not the newest. */
export function saveRecurring(db: Db, recurring: Written, heading: RecurringHeading, at: string): number | undefined {
  return one<{ version: number }>(db, SQL.save, { ...columns(recurring, heading, at), version: recurring.version })?.version;
}

/** Only one that was never begun; a trigger holds it. */
export function dropRecurring(db: Db, rid: number): void {
  run(db, SQL.dropOrigin, rid);
  run(db, SQL.drop, rid);
}

export type ListKey = readonly [nextDate: string, rid: number];

/** Next date first; those without one come last. Words typed are looked for in customer, subject, reference and lines. */
export function listRecurring(db: Db, q: string, after: ListKey | null, limit: number): { rows: ListedRecurring[]; total: number } {
  if (q === '') {
    const rows = after === null ? all<Row<ListedRecurring>>(db, SQL.list, limit) : all<Row<ListedRecurring>>(db, SQL.listAfter, after[0], after[1], limit);
    return { rows: rows.map((row) => scheduled(row)), total: one<{ n: number }>(db, SQL.count)?.n ?? 0 };
  }
  const rids: number[] = [];
  let total = 0;
  for (const row of each<{ nextDate: string; rid: number; words: string }>(db, SQL.words)) {
    if (!matches(row.words, q)) continue;
    total += 1;
    const later = after === null || row.nextDate > after[0] || (row.nextDate === after[0] && row.rid > after[1]);
    if (later && rids.length < limit) rids.push(row.rid);
  }
  return { rows: rids.flatMap((rid) => all<Row<ListedRecurring>>(db, SQL.byRid, rid)).map((row) => scheduled(row)), total };
}

/** Those that are on and have a date up to this day which is not settled. */
export function dueRecurring(db: Db, today: string): ListedRecurring[] {
  return all<Row<ListedRecurring>>(db, SQL.due, today).map((row) => scheduled(row));
}

export interface NewSettled {
  rid: number;
  date: string;
  kind: Settled['kind'];
  documentId: string | null;
  draftId: string | null;
  at: string;
  by: string;
  auditSeq: number;
}

/** Once per date, unless it was taken back; a second try fails in the database itself. */
export function addSettled(db: Db, settled: NewSettled): void {
  run(db, SQL.addMade, { ...settled });
}

/** That a decision was taken back; of one that was not, or twice, it fails in the database itself. */
export function addUndone(db: Db, undone: Pick<NewSettled, 'rid' | 'date' | 'at' | 'by' | 'auditSeq'> & { turn: number }): void {
  run(db, SQL.addUndone, { ...undone });
}

/** Whether this draft was made of a date that was taken back. */
export function isUndoneDraft(db: Db, draftId: string): boolean {
  return one(db, SQL.undoneDraft, draftId) !== undefined;
}

/** What was decided last, whichever date it was about. */
export function lastSettled(db: Db, rid: number): Settled | undefined {
  return one<Settled>(db, SQL.lastMade, rid);
}

/** What became of the dates from one on, newest first. */
export function settledFrom(db: Db, rid: number, from: string, limit: number): Settled[] {
  return all<Settled>(db, SQL.made, rid, from, limit);
}

export function settledOn(db: Db, rid: number, date: string): Settled | undefined {
  return one<Settled>(db, SQL.madeOn, rid, date);
}

/** The latest date anything was ever made for or decided. */
export function newestSettled(db: Db): string | null {
  return one<{ date: string | null }>(db, SQL.newest)?.date ?? null;
}
