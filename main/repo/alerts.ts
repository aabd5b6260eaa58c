// SQL of the alerts: what was noticed, what was done about it, and what the watch has learned. Called by main/service/alert*.ts only.
import type { Db } from '../db/open.ts';
import { page, readCursor } from './cursor.ts';
import { all, one, run } from './statement.ts';

export interface AlertRow {
  rid: number; id: string; rule: string; cause: string; at: string; actor: string | null; actorName: string | null; evidenceSeq: number | null; entity: string; entityId: string | null; facts: string;
}
export interface AlertEventRow { alertRid: number; kind: 'again' | 'acknowledge'; at: string; byId: string | null; by: string; note: string; facts: string | null }
export interface NewAlert { id: string; rule: string; cause: string; at: string; actor: string | null; evidenceSeq: number | null; entity: string; entityId: string | null; facts: string; auditSeq: number }
export interface NewAlertEvent { alertRid: number; kind: 'again' | 'acknowledge'; at: string; byId: string | null; by: string; note: string; evidenceSeq: number | null; facts: string | null; auditSeq: number }

const ROW = `SELECT a.rid, a.id, a.rule, a.cause, a.at, a.actor, u.name AS actorName, a.evidence_seq AS evidenceSeq, a.entity, a.entity_id AS entityId, a.facts
  FROM alert a LEFT JOIN user u ON u.id = a.actor`;

const SQL = {
  add: `INSERT INTO alert (id, rule, cause, at, actor, evidence_seq, entity, entity_id, facts, audit_seq)
        VALUES (@id, @rule, @cause, @at, @actor, @evidenceSeq, @entity, @entityId, @facts, @auditSeq)`,
  addEvent: `INSERT INTO alert_event (alert_rid, kind, at, by_id, by, note, evidence_seq, facts, audit_seq)
             VALUES (@alertRid, @kind, @at, @byId, @by, @note, @evidenceSeq, @facts, @auditSeq)`,
  openOf: 'SELECT alert_rid AS rid FROM alert_open WHERE cause = ?',
  isOpen: 'SELECT 1 AS yes FROM alert_open WHERE alert_rid = ?',
  newestOf: 'SELECT rid, facts FROM alert WHERE cause = ? ORDER BY rid DESC LIMIT 1',
  toldAgain: "SELECT facts FROM alert_event WHERE alert_rid = ? AND kind = 'again' ORDER BY rid DESC LIMIT 1",
  count: 'SELECT count(*) AS n FROM alert_open',
  open: `${ROW} JOIN alert_open o ON o.alert_rid = a.rid WHERE a.rid < ? ORDER BY a.rid DESC LIMIT ? + 0`,
  past: `${ROW} WHERE a.rid < ? AND NOT EXISTS (SELECT 1 FROM alert_open o WHERE o.alert_rid = a.rid) ORDER BY a.rid DESC LIMIT ? + 0`,
  byId: `${ROW} WHERE a.id = ?`,
  events: 'SELECT alert_rid AS alertRid, kind, at, by_id AS byId, by, note, facts FROM alert_event WHERE alert_rid = ? ORDER BY rid',
  watch: 'SELECT seq, quiet_through AS quietThrough, last_at AS lastAt FROM alert_watch WHERE rid = 1',
  saveWatch: 'UPDATE alert_watch SET seq = ?, last_at = ? WHERE rid = 1',
  habits: 'SELECT actor, measure, bucket, n FROM alert_habit',
  saveHabit: 'INSERT INTO alert_habit (actor, measure, bucket, n) VALUES (?, ?, ?, ?) ON CONFLICT (actor, measure, bucket) DO UPDATE SET n = excluded.n',
  dropHabit: 'DELETE FROM alert_habit WHERE actor = ? AND measure = ? AND bucket = ?',
  // A number in the text: a bound LIMIT makes SQLite plan the statement anew each time it is bound, which is dearer than reading.
  acts: 'SELECT seq, at, actor, action, entity, entity_id AS entityId FROM audit_log WHERE seq > ? ORDER BY seq LIMIT 200',
  action: 'SELECT action FROM audit_log WHERE seq = ?',
  enrolled: "SELECT at FROM audit_log WHERE seq = (SELECT max(seq) FROM audit_by WHERE actor = ? AND action = 'user.enrol' AND seq < ?)",
  body: 'SELECT body FROM audit_body WHERE seq = ?',
} as const;

export function addAlert(db: Db, alert: NewAlert): void {
  run(db, SQL.add, { ...alert });
}

export function addAlertEvent(db: Db, event: NewAlertEvent): void {
  run(db, SQL.addEvent, { ...event });
}

/** Row number of the open alert about a cause. */
export function openAlertOf(db: Db, cause: string): number | null {
  return one<{ rid: number }>(db, SQL.openOf, cause)?.rid ?? null;
}

export function isOpenAlert(db: Db, rid: number): boolean {
  return one(db, SQL.isOpen, rid) !== undefined;
}

/** What was last told of a cause, open or not: its facts as stored. */
export function lastToldOf(db: Db, cause: string): string | null {
  const newest = one<{ rid: number; facts: string }>(db, SQL.newestOf, cause);
  if (newest === undefined) return null;
  return one<{ facts: string }>(db, SQL.toldAgain, newest.rid)?.facts ?? newest.facts;
}

export function countOpenAlerts(db: Db): number {
  return one<{ n: number }>(db, SQL.count)?.n ?? 0;
}

/** Newest first. */
export function listAlerts(db: Db, state: 'open' | 'past', after: string | null, limit: number): { rows: AlertRow[]; next: string | null } {
  const [rid] = readCursor(after, ['number']) ?? [Number.MAX_SAFE_INTEGER];
  return page(all<AlertRow>(db, SQL[state], rid, limit + 1), limit, (row) => [row.rid]);
}

export function readAlert(db: Db, id: string): AlertRow | undefined {
  return one<AlertRow>(db, SQL.byId, id);
}

/** In the order in which they happened. */
export function alertEvents(db: Db, rid: number): AlertEventRow[] {
  return all<AlertEventRow>(db, SQL.events, rid);
}

/** Up to which record the watch has looked, and up to which it only learns. */
export function readWatch(db: Db): { seq: number; quietThrough: number; lastAt: string } {
  return one<{ seq: number; quietThrough: number; lastAt: string }>(db, SQL.watch) ?? { seq: 0, quietThrough: 0, lastAt: '' };
}

export function saveWatch(db: Db, seq: number, lastAt: string): void {
  run(db, SQL.saveWatch, seq, lastAt);
}

export interface HabitRow { actor: string; measure: string; bucket: number; n: number }

/** All that was learned: some rows a day and person, and those older than a season are dropped. */
export function readHabits(db: Db): HabitRow[] {
  return all<HabitRow>(db, SQL.habits);
}

/** Nothing (0) takes the row away. */
export function saveHabit(db: Db, { actor, measure, bucket, n }: HabitRow): void {
  if (n === 0) run(db, SQL.dropHabit, actor, measure, bucket);
  else run(db, SQL.saveHabit, actor, measure, bucket, n);
}

export interface ActRow { seq: number; at: string; actor: string; action: string; entity: string; entityId: string | null }

/** As many records as are looked at in one go: well below a frame. */
export const ACTS_AT_ONCE = 200;

/** The log after a record, oldest first, ACTS_AT_ONCE at the most. */
export function actsAfter(db: Db, seq: number): ActRow[] {
  return all<ActRow>(db, SQL.acts, seq);
}

/** What the record of this number did; null where there is none. */
export function actionOf(db: Db, seq: number): string | null {
  return one<{ action: string }>(db, SQL.action, seq)?.action ?? null;
}

/** When somebody last began with a one-time code, before a record; null for who never did. */
export function enrolledBefore(db: Db, who: string, seq: number): string | null {
  return one<{ at: string }>(db, SQL.enrolled, who, seq)?.at ?? null;
}

/** What a record says; null when it was erased. */
export function bodyOf(db: Db, seq: number): string | null {
  return one<{ body: string }>(db, SQL.body, seq)?.body ?? null;
}
