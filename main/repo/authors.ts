// The SQL of who issued a document or began a draft, and the lists of those who see only their own. Called by services only.
import type { InvoiceRow } from '../../contract/invoices.ts';
import type { Db } from '../db/open.ts';
import { amountRange } from './amountFilter.ts';
import { page, readCursor } from './cursor.ts';
import { COLUMNS, COUNTED, JOINS, KEEP, LATE, rowOf, STATUS, type Filters, type Row } from './documentLists.ts';
import { all, one } from './statement.ts';
import { matchQuery } from './words.ts';

/** In the order of issuing, newest first. Authors are written down for 64 documents at a time (schema step 88): the newest are asked of the log. */
const OWN = `WHERE a.author = @author AND a.document_rid < @rid AND (@papers OR ${COUNTED}) AND (@customerId IS NULL OR c.id = @customerId) AND ${KEEP} AND ${LATE} AND ${STATUS}`;
const FOUND = 'AND (a.document_rid IN (SELECT rowid FROM document_fts WHERE document_fts MATCH @match))';
const BATCHED = '(SELECT max(rid) & ~63 FROM document)';
const NEWEST = `(SELECT l.actor AS author, d.rid AS document_rid FROM document d JOIN audit_log l ON l.seq = d.audit_seq WHERE d.import_rid IS NULL AND d.rid > ${BATCHED})`;
const listed = (authors: string, where: string): string =>
  `SELECT ${COLUMNS} FROM ${authors} a CROSS JOIN document d ON d.rid = a.document_rid ${JOINS} ${OWN} ${where} ORDER BY a.document_rid DESC LIMIT @limit + 0`;
const SQL = {
  newest: listed(NEWEST, ''),
  newestFound: listed(NEWEST, FOUND),
  own: listed('document_author', `AND a.document_rid <= ${BATCHED}`),
  ownFound: listed('document_author', `AND a.document_rid <= ${BATCHED} ${FOUND}`),
  written: `SELECT EXISTS (SELECT 1 FROM document d JOIN document_by a ON a.document_rid = d.rid WHERE d.id = @id AND a.author = @author)
              OR EXISTS (SELECT 1 FROM draft d JOIN draft_author a ON a.draft_rid = d.rid WHERE d.id = @id AND a.author = @author) AS mine`,
  attachment: 'SELECT document_id AS documentId FROM attachment WHERE id = ?',
  // Few people are limited so, and each has issued thousands, not millions.
  kinds: 'SELECT d.kind, count(*) AS n FROM document_by a JOIN document d ON d.rid = a.document_rid WHERE a.author = ? GROUP BY d.kind',
  rids: 'SELECT d.id FROM document d JOIN document_by a ON a.document_rid = d.rid WHERE a.author = @author AND d.id IN (SELECT value FROM json_each(@ids))',
} as const;

const LAST_RID = Number.MAX_SAFE_INTEGER;

/** One page of what a person issued. An amount typed is looked for as words: their numbers hold it. */
export function ownDocuments(db: Db, author: string, q: string, after: string | null, limit: number, wanted: Filters, papers = false): { rows: InvoiceRow[]; next: string | null } {
  const match = matchQuery(q);
  const [from, to] = [wanted.amountFrom ?? null, wanted.amountTo ?? null];
  const params = { ...wanted, status: wanted.status ?? null, ...amountRange(from, to, [0, 2, 3]), papers: Number(papers), author, rid: readCursor(after, ['number'])?.[0] ?? LAST_RID, match };
  const [first, then] = match === null ? [SQL.newest, SQL.own] : [SQL.newestFound, SQL.ownFound];
  const newest = all<Row>(db, first, { ...params, limit: limit + 1 });
  const rows = newest.length > limit ? newest : [...newest, ...all<Row>(db, then, { ...params, limit: limit + 1 - newest.length })];
  const cut = page(rows, limit, (row) => [row.rid]);
  return { rows: cut.rows.map(rowOf), next: cut.next };
}

/** Whether somebody issued this document or began this draft. */
export function isWrittenBy(db: Db, id: string, author: string): boolean {
  return one<{ mine: number }>(db, SQL.written, { id, author })?.mine === 1;
}

/** The document or draft a file lies beside. */
export function documentOfAttachment(db: Db, id: string): string | null {
  return one<{ documentId: string }>(db, SQL.attachment, id)?.documentId ?? null;
}

/** How many of each kind a person issued. */
export function ownKinds(db: Db, author: string): Map<string, number> {
  return new Map(all<{ kind: string; n: number }>(db, SQL.kinds, author).map(({ kind, n }) => [kind, n]));
}

/** Of these documents, the ones a person issued. */
export function onlyWrittenBy(db: Db, ids: readonly string[], author: string): Set<string> {
  return new Set(all<{ id: string }>(db, SQL.rids, { author, ids: JSON.stringify(ids) }).map(({ id }) => id));
}
