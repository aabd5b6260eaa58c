// SQL of documents that ask for nothing: where each stands, what was done with it, and their lists. The state is what the newest event says (migration 0042). Called by services only.
import type { PaperRow } from '../../contract/documents.ts';
import type { DocumentAction, DocumentState, PaperKind } from '../../domain/lifecycle.ts';
import type { Db } from '../db/open.ts';
import { page, readCursor, type CursorKey } from './cursor.ts';
import { all, one, run } from './statement.ts';
import { kindMark, matchQuery } from './words.ts';

export type StoredState = Exclude<DocumentState, 'draft' | 'expired'>;
export interface PaperEvent {
  action: Exclude<DocumentAction, 'issue' | 'expire'>;
  state: StoredState;
  at: string;
  by: string;
}
export interface PaperFilters {
  /** Only what this person issued; null: everybody's. */
  author: string | null;
  kind: PaperKind;
  customerId: string | null;
  /** 'waiting': issued and still good; 'expired': issued and no longer. */
  state: 'waiting' | 'expired' | Exclude<StoredState, 'issued'> | null;
  today: string;
}
type Row = PaperRow & { rid: number };

/** As the partial index of migration 0030 says it, or SQLite does not see that it answers. */
const PAPER = "d.kind IN ('quote', 'order-confirmation', 'delivery-note', 'pro-forma')";
const COLUMNS = `d.rid, d.id, d.kind, d.number, c.id AS customerId, coalesce(b.name, c.name) AS customer, d.subject, d.issue_date AS issueDate, d.valid_until AS validUntil,
  d.currency, d.payable AS total, CASE WHEN s.state = 'issued' AND d.valid_until < @today THEN 'expired' ELSE s.state END AS state`;
const JOINS = 'JOIN customer c ON c.rid = d.customer_rid LEFT JOIN party_snapshot b ON b.rid = d.buyer_rid';
/** `@author` null: everybody's. */
const KEEP = `(@author IS NULL OR EXISTS (SELECT 1 FROM document_by a WHERE a.author = @author AND a.document_rid = d.rid)) AND (@customerId IS NULL OR c.id = @customerId) AND (@expired IS NULL OR (coalesce(d.valid_until < @today, 0) = @expired))`;

const SQL = {
  begin: "INSERT INTO paper_state (document_rid, state) VALUES (?, 'issued')",
  state: 'SELECT state FROM paper_state WHERE document_rid = ?',
  add: 'INSERT INTO paper_event (document_rid, action, state, at, by, audit_seq) VALUES (@documentRid, @action, @state, @at, @by, @auditSeq)',
  events: 'SELECT action, state, at, by FROM paper_event WHERE document_rid = ? ORDER BY rid LIMIT 200',
  tally: 'SELECT what AS kind, n FROM tally WHERE what = ?',
  byDate: `SELECT ${COLUMNS} FROM document d INDEXED BY document_paper ${JOINS} JOIN paper_state s ON s.document_rid = d.rid
    WHERE ${PAPER} AND d.kind = @kind AND (d.issue_date, d.rid) < (@date, @rid) AND ${KEEP} ORDER BY d.issue_date DESC, d.rid DESC LIMIT @limit + 0`,
  // A customer's documents lie together; of all the papers theirs may be one in a thousand.
  byCustomer: `SELECT ${COLUMNS} FROM document d INDEXED BY document_customer ${JOINS} JOIN paper_state s ON s.document_rid = d.rid
    WHERE d.customer_rid = (SELECT rid FROM customer WHERE id = @customerId) AND d.kind = @kind AND (@state IS NULL OR s.state = @state) AND (d.issue_date, d.rid) < (@date, @rid) AND ${KEEP} ORDER BY d.issue_date DESC, d.rid DESC LIMIT @limit + 0`,
  byState: `SELECT ${COLUMNS} FROM paper_state s INDEXED BY paper_in_state CROSS JOIN document d ON d.rid = s.document_rid ${JOINS}
    WHERE s.state = @state AND s.document_rid < @rid AND d.kind = @kind AND ${KEEP} ORDER BY s.document_rid DESC LIMIT @limit + 0`,
  search: `SELECT ${COLUMNS} FROM document_fts f CROSS JOIN document d ON d.rid = f.rowid ${JOINS} JOIN paper_state s ON s.document_rid = d.rid
    WHERE f.document_fts MATCH @match AND f.rowid < @rid AND d.kind = @kind AND (@state IS NULL OR s.state = @state) AND ${KEEP} ORDER BY f.rowid DESC LIMIT @limit + 0`,
} as const;

/** A document that asks for nothing begins as issued. Only in the transaction that issues it. */
export function beginPaper(db: Db, rid: number): void {
  run(db, SQL.begin, rid);
}

/** Where it stands, dates aside; undefined for a document that has no such state. */
export function paperState(db: Db, rid: number): StoredState | undefined {
  return one<{ state: StoredState }>(db, SQL.state, rid)?.state;
}

export function addPaperEvent(db: Db, event: PaperEvent & { documentRid: number; auditSeq: number }): void {
  run(db, SQL.add, { ...event });
}

/** Oldest first. */
export function paperEvents(db: Db, rid: number): PaperEvent[] {
  return all<PaperEvent>(db, SQL.events, rid);
}

/** How many of a kind were issued. */
export function countPapers(db: Db, kind: PaperKind): number {
  return one<{ n: number }>(db, SQL.tally, kind)?.n ?? 0;
}

const LAST_RID = Number.MAX_SAFE_INTEGER;
const LAST_DATE = '9999-12-31';

/** One page, newest first: by date, or by when they were issued where words or a state pick them out. */
export function listPapers(db: Db, q: string, after: string | null, limit: number, filters: PaperFilters): { rows: PaperRow[]; next: string | null } {
  const { state, ...rest } = filters;
  const byDay = state === 'waiting' || state === 'expired';
  const params = { ...rest, state: byDay ? 'issued' : state, expired: byDay ? Number(state === 'expired') : null, limit: limit + 1 };
  const words = matchQuery(q);
  if (words === null && (state === null || rest.customerId !== null)) {
    const [date, rid] = readCursor(after, ['string', 'number']) ?? [LAST_DATE, LAST_RID];
    return shown(all<Row>(db, rest.customerId === null ? SQL.byDate : SQL.byCustomer, { ...params, date, rid }), limit, (row) => [row.issueDate, row.rid]);
  }
  const rid = readCursor(after, ['number'])?.[0] ?? LAST_RID;
  const match = `${words ?? ''} AND "${kindMark(filters.kind)}"`;
  const rows = words === null ? all<Row>(db, SQL.byState, { ...params, rid }) : all<Row>(db, SQL.search, { ...params, rid, match });
  return shown(rows, limit, (row) => [row.rid]);
}

function shown(rows: Row[], limit: number, keyOf: (row: Row) => CursorKey): { rows: PaperRow[]; next: string | null } {
  const cut = page(rows, limit, keyOf);
  return { rows: cut.rows.map(({ rid: _rid, ...row }) => row), next: cut.next };
}
