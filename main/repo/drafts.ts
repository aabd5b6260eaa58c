// SQL of drafts: documents that may still change. Called by services only.
import { kindOf } from '../../domain/draft.ts';
import { draftBody, type DraftBody, type DraftRow } from '../../contract/invoices.ts';
import type { Db } from '../db/open.ts';
import { page, readCursor } from './cursor.ts';
import { all, each, one, run } from './statement.ts';
import { matches, matchQuery } from './words.ts';

export interface StoredDraft {
  rid: number;
  id: string;
  version: number;
  body: DraftBody;
  createdAt: string;
  updatedAt: string;
  discardedAt: string | null;
}
/** What lists show and searches look at, worked out when a draft is saved. */
export interface DraftHeading {
  customerRid: number | null;
  /** The issued document it is made from. */
  sourceRid: number | null;
  total: number | null;
  words: string;
}
type ListRow = DraftRow & { rid: number };

/** `@author` null: everybody's. */
const MINE = '(@author IS NULL OR EXISTS (SELECT 1 FROM draft_author a WHERE a.draft_rid = d.rid AND a.author = @author))';
const LIST = `SELECT d.rid, d.id, d.kind, iif(d.kind = 'invoice' AND json_extract(d.body, '$.part'), 'part-invoice', d.kind) AS title, d.version, c.id AS customerId, coalesce(c.name, '') AS customer, d.subject, d.currency, d.total, d.issue_date AS issueDate,
    d.updated_at AS updatedAt
  FROM draft d LEFT JOIN customer c ON c.rid = d.customer_rid WHERE d.discarded_at IS NULL AND d.issued = 0 AND ${MINE}`;

const SQL = {
  get: `SELECT rid, id, version, body, created_at AS createdAt, updated_at AS updatedAt, discarded_at AS discardedAt FROM draft WHERE id = ? AND issued = 0`,
  add: `INSERT INTO draft (id, kind, source_rid, customer_rid, subject, currency, total, issue_date, created_at, updated_at, words, body)
        VALUES (@id, @kind, @sourceRid, @customerRid, @subject, @currency, @total, @issueDate, @at, @at, @words, @body)`,
  save: `UPDATE draft SET kind = @kind, source_rid = @sourceRid, customer_rid = @customerRid, subject = @subject, currency = @currency, total = @total, issue_date = @issueDate, updated_at = @at,
           words = @words, body = @body, version = version + 1
         WHERE id = @id AND version = @version AND discarded_at IS NULL AND issued = 0 RETURNING version`,
  author: 'INSERT INTO draft_author (draft_rid, author) VALUES (?, ?)',
  discard: 'UPDATE draft SET discarded_at = ?, version = version + 1 WHERE id = ? AND discarded_at IS NULL AND issued = 0',
  restore: 'UPDATE draft SET discarded_at = NULL, updated_at = ?, version = version + 1 WHERE id = ? AND discarded_at IS NOT NULL AND issued = 0',
  markIssued: "UPDATE draft SET issued = 1, words = '', body = '{}' WHERE rid = ?",
  dropIssued: 'DELETE FROM draft WHERE issued = 1',
  count: 'SELECT count(*) AS n FROM draft WHERE discarded_at IS NULL AND issued = 0',
  ofCustomer: 'SELECT count(*) AS n FROM draft WHERE customer_rid = ? AND discarded_at IS NULL AND issued = 0',
  countMine: `SELECT count(*) AS n FROM draft d WHERE discarded_at IS NULL AND issued = 0 AND ${MINE}`,
  list: `${LIST} ORDER BY d.updated_at DESC, d.rid DESC LIMIT @limit + 0`,
  listAfter: `${LIST} AND (d.updated_at, d.rid) < (@at, @rid) ORDER BY d.updated_at DESC, d.rid DESC LIMIT @limit + 0`,
  words: `SELECT updated_at AS updatedAt, rid, words FROM draft d WHERE discarded_at IS NULL AND issued = 0 AND ${MINE} ORDER BY updated_at DESC, rid DESC`,
  byRid: `${LIST} AND d.rid = @rid`,
} as const;

export function readDraft(db: Db, id: string): StoredDraft | undefined {
  const row = one<Omit<StoredDraft, 'body'> & { body: string }>(db, SQL.get, id);
  return row && { ...row, body: draftBody.parse(JSON.parse(row.body)) };
}

/** Adds a row, and takes out those that have become documents since the last one was added. */
export function addDraft(db: Db, id: string, body: DraftBody, heading: DraftHeading, at: string, author: string): void {
  run(db, SQL.dropIssued);
  const { rid } = run(db, SQL.add, { ...columns(body, heading), id, at });
  run(db, SQL.author, rid, author);
}

/** The new version, or undefined when the version is not the newest (a discarded draft has none). */
export function saveDraft(db: Db, id: string, version: number, body: DraftBody, heading: DraftHeading, at: string): number | undefined {
  return one<{ version: number }>(db, SQL.save, { ...columns(body, heading), id, version, at })?.version;
}

function columns(body: DraftBody, heading: DraftHeading) {
  const { subject, currency, issueDate } = body;
  return { ...heading, kind: kindOf(body), subject, currency, issueDate, body: JSON.stringify(body) };
}

/** False when there is no such draft (any more). */
export function discardDraft(db: Db, id: string, at: string): boolean {
  return run(db, SQL.discard, at, id).changes === 1;
}

export function restoreDraft(db: Db, id: string, at: string): boolean {
  return run(db, SQL.restore, at, id).changes === 1;
}

/** Only for the issuing transaction, where the draft has just become a document: from now on there is no such draft. */
export function settleDraft(db: Db, rid: number): void {
  run(db, SQL.markIssued, rid);
}

/** Drafts are what somebody is working on: tens, not thousands, so counting them is quick. `author`: only of one person. */
export function countDrafts(db: Db, author: string | null = null): number {
  return (author === null ? one<{ n: number }>(db, SQL.count) : one<{ n: number }>(db, SQL.countMine, { author }))?.n ?? 0;
}

export function draftsOfCustomer(db: Db, customerRid: number): number {
  return one<{ n: number }>(db, SQL.ofCustomer, customerRid)?.n ?? 0;
}

/** Newest change first; words typed are looked for in customer, subject, reference and lines. */
export function listDrafts(
  db: Db,
  q: string,
  after: string | null,
  limit: number,
  author: string | null = null,
): { rows: DraftRow[]; next: string | null; total: number } {
  const last = readCursor(after, ['string', 'number']);
  const searching = matchQuery(q) !== null;
  const found = searching ? search(db, q, last, limit + 1, author) : { rows: list(db, last, limit + 1, author), total: countDrafts(db, author) };
  const cut = page(found.rows, limit, (row) => [row.updatedAt, row.rid]);
  return { rows: cut.rows.map(({ rid: _rid, ...row }) => row), next: cut.next, total: found.total };
}

function list(db: Db, last: readonly [string, number] | null, limit: number, author: string | null): ListRow[] {
  return last === null ? all<ListRow>(db, SQL.list, { limit, author }) : all<ListRow>(db, SQL.listAfter, { at: last[0], rid: last[1], limit, author });
}

function search(db: Db, q: string, last: readonly [string, number] | null, limit: number, author: string | null): { rows: ListRow[]; total: number } {
  const rids: number[] = [];
  let total = 0;
  for (const row of each<{ updatedAt: string; rid: number; words: string }>(db, SQL.words, { author })) {
    if (!matches(row.words, q)) continue;
    total += 1;
    const later = last === null || row.updatedAt < last[0] || (row.updatedAt === last[0] && row.rid < last[1]);
    if (later && rids.length < limit) rids.push(row.rid);
  }
  return { rows: rids.flatMap((rid) => all<ListRow>(db, SQL.byRid, { rid, author })), total };
}
