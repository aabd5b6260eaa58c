// SQL of the log as its screen shows it: pages by person, action, thing and time, one record whole, and what things are called. Called by main/service/auditLog.ts only.
import type { Db } from '../db/open.ts';
import { all, each, one } from './statement.ts';

export interface LogRow {
  seq: number;
  at: string;
  actor: string;
  who: string;
  action: string;
  entity: string;
  entityId: string | null;
}
export interface WholeRow extends LogRow {
  epoch: number;
  bodyHash: Buffer;
  prev: Buffer;
  mac: Buffer;
  body: string | null;
  erasedBy: number | null;
}
export interface SignedRow {
  seq: number; epoch: number; at: string; actor: string; actorName: string; action: string; entity: string; entityId: string | null;
  bodyHash: Buffer; prev: Buffer; mac: Buffer; body: string | null; erasedBy: number | null;
}
/** A stretch of the chain, both ends in it. */
export interface Stretch {
  from: number;
  to: number;
}

const COLUMNS = "l.seq, l.at, l.actor, coalesce(u.name, '') AS who, l.action, l.entity, l.entity_id AS entityId";
/** Up to here the tables of schema step 88 know who did what to which thing. */
const BATCHED = '(SELECT coalesce(max(seq), 0) & ~63 FROM audit_log)';
/** Newest first. The bound of each half is one number: given two, SQLite may take the one that reads the whole log. */
const stretched = (table: string, where: string): string => `SELECT seq FROM ${table} WHERE ${where} AND seq BETWEEN @from AND @to
  UNION ALL SELECT seq FROM audit_log WHERE ${where} AND seq BETWEEN max(@from, ${BATCHED} + 1) AND @to ORDER BY seq DESC`;
const FROM = 'FROM audit_log l LEFT JOIN user u ON u.id = l.actor';
const SQL = {
  page: `SELECT ${COLUMNS} ${FROM} WHERE l.seq BETWEEN @from AND @to ORDER BY l.seq DESC LIMIT @limit + 0`,
  about: `SELECT l.seq, l.actor, l.action FROM (${stretched('audit_about', 'entity_id = @entityId')}) a CROSS JOIN audit_log l ON l.seq = a.seq`,
  aboutAll: `${stretched('audit_about', 'entity_id = @entityId')} LIMIT @limit + 0`,
  pair: `${stretched('audit_who', 'actor = @actor AND action = @action')} LIMIT @limit + 0`,
  row: `SELECT ${COLUMNS} ${FROM} WHERE l.seq = ?`,
  // Jumps from value to value through the table: as many steps as there are people, or actions of one. The newest records are read as they lie.
  actors: `WITH RECURSIVE a (actor) AS (SELECT min(actor) FROM audit_who UNION ALL SELECT (SELECT min(w.actor) FROM audit_who w WHERE w.actor > a.actor) FROM a WHERE a.actor IS NOT NULL),
             found (actor) AS (SELECT actor FROM a WHERE actor IS NOT NULL UNION SELECT actor FROM audit_log WHERE seq > ${BATCHED})
           SELECT f.actor AS id, coalesce(u.name, '') AS name FROM found f LEFT JOIN user u ON u.id = f.actor LIMIT 500`,
  actionsOf: `WITH RECURSIVE a (action) AS (SELECT min(action) FROM audit_who WHERE actor = @actor
                UNION ALL SELECT (SELECT min(w.action) FROM audit_who w WHERE w.actor = @actor AND w.action > a.action) FROM a WHERE a.action IS NOT NULL)
              SELECT action FROM a WHERE action IS NOT NULL UNION SELECT action FROM audit_log WHERE seq > ${BATCHED} AND actor = @actor ORDER BY action LIMIT 1000`,
  at: 'SELECT at FROM audit_log WHERE seq = ?',
  newest: 'SELECT max(seq) AS seq FROM audit_log',
  whole: `SELECT ${COLUMNS}, l.epoch, l.body_hash AS bodyHash, l.prev, l.mac, b.body, e.erased_by_seq AS erasedBy ${FROM}
          LEFT JOIN audit_body b ON b.seq = l.seq LEFT JOIN audit_erasure e ON e.seq = l.seq WHERE l.seq = ?`,
  signed: `SELECT l.seq, l.epoch, l.at, l.actor, coalesce(u.name, '') AS actorName, l.action, l.entity, l.entity_id AS entityId, l.body_hash AS bodyHash, l.prev, l.mac, b.body, e.erased_by_seq AS erasedBy
           ${FROM} LEFT JOIN audit_body b ON b.seq = l.seq LEFT JOIN audit_erasure e ON e.seq = l.seq WHERE l.seq BETWEEN @from AND @to ORDER BY l.seq`,
  sealed: 'SELECT seq FROM audit_log WHERE seq BETWEEN @from AND @to AND substr(mac, 1, 8) = @seal LIMIT 1',
  numbered: 'SELECT id FROM document WHERE number = ? LIMIT 20',
} as const;

/** By the kind of thing a record names. What has no name of its own has none here. */
const NAMES: Readonly<Record<string, string>> = {
  invoice: 'SELECT number AS name FROM document WHERE id = ?',
  document: 'SELECT number AS name FROM document WHERE id = ?',
  customer: 'SELECT name FROM customer WHERE id = ?',
  item: 'SELECT name FROM item WHERE id = ?',
  tax: 'SELECT name FROM tax_rate WHERE id = ?',
  series: 'SELECT name FROM number_series WHERE id = ?',
  user: 'SELECT name FROM user WHERE id = ?',
  recurring: 'SELECT subject AS name FROM recurring WHERE id = ?',
  view: 'SELECT name FROM list_view WHERE id = ?',
  import: 'SELECT file AS name FROM csv_import WHERE id = ?',
  payment: 'SELECT c.name FROM payment_act a JOIN customer c ON c.rid = a.customer_rid WHERE a.id = ?',
  reminder: 'SELECT c.name FROM reminder r JOIN customer c ON c.rid = r.customer_rid WHERE r.id = ?',
  'bank-line': 'SELECT name FROM bank_line WHERE id = ?',
};

/** The newest of a stretch. */
export function logPage(db: Db, stretch: Stretch, limit: number): LogRow[] {
  return all<LogRow>(db, SQL.page, { ...stretch, limit });
}

/** Of one thing: those of a person and of some actions, where they are given. */
export function logAbout(db: Db, entityId: string, who: { actor: string | null; actions: ReadonlySet<string> }, stretch: Stretch, limit: number): LogRow[] {
  if (who.actor === null && who.actions.size === 0) return rowsOf(db, all<{ seq: number }>(db, SQL.aboutAll, { entityId, ...stretch, limit }).map(({ seq }) => seq));
  const found = all<{ seq: number; actor: string; action: string }>(db, SQL.about, { entityId, ...stretch });
  const wanted = found.filter(({ actor, action }) => (who.actor === null || actor === who.actor) && (who.actions.size === 0 || who.actions.has(action)));
  return rowsOf(db, wanted.map(({ seq }) => seq).sort((a, b) => b - a).slice(0, limit));
}

/** Of a person, of some actions, or both: each pair of the two is a range of one index, read no further than a page. */
export function logOf(db: Db, who: { actor: string | null; actions: ReadonlySet<string> }, stretch: Stretch, limit: number): LogRow[] {
  const people = who.actor === null ? logPeople(db).map(({ id }) => id) : [who.actor];
  const seqs = people.flatMap((actor) => {
    const known = all<{ action: string }>(db, SQL.actionsOf, { actor }).map(({ action }) => action);
    const wanted = who.actions.size === 0 ? known : known.filter((action) => who.actions.has(action));
    return wanted.flatMap((action) => all<{ seq: number }>(db, SQL.pair, { actor, action, ...stretch, limit }).map(({ seq }) => seq));
  });
  return rowsOf(db, seqs.sort((a, b) => b - a).slice(0, limit));
}

function rowsOf(db: Db, seqs: readonly number[]): LogRow[] {
  return seqs.flatMap((seq) => one<LogRow>(db, SQL.row, seq) ?? []);
}

/** Everybody who is in the log; without a name: 'system', or people of books that came in. */
export function logPeople(db: Db): { id: string; name: string }[] {
  return all<{ id: string; name: string }>(db, SQL.actors);
}

export function wholeRecord(db: Db, seq: number): WholeRow | undefined {
  return one<WholeRow>(db, SQL.whole, seq);
}

/** A stretch from its first record on, with bodies: for files. The connection is busy until the last one was taken. */
export function eachRecord(db: Db, stretch: Stretch): IterableIterator<SignedRow> {
  return each<SignedRow>(db, SQL.signed, { ...stretch });
}

/** The record of a stretch whose seal begins with these eight bytes. Reads the whole stretch: a few thousand at a time. */
export function sealedWith(db: Db, seal: Buffer, stretch: Stretch): number | undefined {
  return one<{ seq: number }>(db, SQL.sealed, { ...stretch, seal })?.seq;
}

/** What a thing is called today; '' when it is gone, was erased, or never had a name. */
export function nameOf(db: Db, entity: string, entityId: string | null): string {
  const sql = Object.hasOwn(NAMES, entity) ? NAMES[entity] : undefined;
  return sql === undefined || entityId === null ? '' : (one<{ name: string }>(db, sql, entityId)?.name ?? '');
}

/** Documents with exactly this number: a quote and an invoice may share one. */
export function documentsNumbered(db: Db, number: string): string[] {
  return all<{ id: string }>(db, SQL.numbered, number).map(({ id }) => id);
}

/** The first record of the chain at or after an instant, found by halving; one past the newest when there is none. */
export function firstSince(db: Db, instant: string): number {
  let [low, high] = [1, (one<{ seq: number | null }>(db, SQL.newest)?.seq ?? 0) + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const at = one<{ at: string }>(db, SQL.at, middle)?.at ?? '';
    if (at < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
