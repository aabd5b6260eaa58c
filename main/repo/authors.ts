// The SQL of who issued a document or began a draft, and the lists of those who see only their own. Called by services only.
import type { InvoiceRow } from '../../contract/invoices.ts';
import { amountsIn, isClearlyAmount } from '../../domain/amountQuery.ts';
import type { Db } from '../db/open.ts';
import { amountRange } from './amountFilter.ts';
import { page, readCursor } from './cursor.ts';
import { COLUMNS, COUNTED, exponentsOf, isOf, JOINS, KEEP, LATE, rowOf, STATUS, unitsText, type Filters, type Row } from './documentLists.ts';
import { all, one, type Params } from './statement.ts';
import { matchMarks, matchQuery } from './words.ts';

// Authors are written down for 64 documents at a time (schema step 88): the newest are asked of the log.
const BATCHED = '(SELECT max(rid) & ~63 FROM document)';
const WANTED = `(@papers OR ${COUNTED}) AND (@customerRid IS NULL OR d.customer_rid = @customerRid) AND ${KEEP} AND ${LATE} AND ${STATUS}`;
const NEWEST = `l.actor = @author AND d.import_rid IS NULL AND ${WANTED}`;
/** What few documents are: then nothing else needs to be looked at. */
const FEW = {
  late: 'SELECT document_rid FROM open_part INDEXED BY open_due WHERE next = 1 AND due_date < @overdueOn',
  unpaid: 'SELECT document_rid FROM open_part INDEXED BY open_due WHERE next = 1',
  paid: "SELECT document_rid FROM document_state INDEXED BY document_paid WHERE status = 'paid' UNION ALL SELECT rid FROM document INDEXED BY document_amount WHERE payable = 0",
  state: "SELECT document_rid FROM document_state INDEXED BY document_status WHERE status = @status AND status IN ('partial', 'credited', 'written-off')",
  typed: 'SELECT rid FROM document INDEXED BY document_amount WHERE payable IN (SELECT value FROM json_each(@units))',
  amount: `SELECT rid FROM document INDEXED BY document_amount WHERE payable BETWEEN coalesce(@amountFrom, 0) AND coalesce(@amountTo, ${Number.MAX_SAFE_INTEGER})`,
} as const;
type Few = keyof typeof FEW | 'none';
/** Wider than this, and one of a person's own comes by soon enough. */
const MANY = 5000;
/** Of up to so many documents of one person a set is made; the documents of who has more are met often, and each is looked up. */
const SET = 1000;

const within = (rid: string, few: Few): string => (few === 'none' ? '' : `AND ${rid} IN (${FEW[few]})`);
/** Newest first, by the order of issuing. Words are walked through backwards, so a page is full after a few steps and nothing is collected. */
const STATEMENTS = {
  newest: (few: Few) => `FROM document d CROSS JOIN audit_log l ON l.seq = d.audit_seq ${JOINS} WHERE d.rid > ${BATCHED} AND d.rid < @rid AND ${NEWEST} ${within('+d.rid', few)} ORDER BY d.rid DESC`,
  newestFound: (few: Few) => `FROM document_fts f CROSS JOIN document d ON d.rid = f.rowid CROSS JOIN audit_log l ON l.seq = d.audit_seq ${JOINS}
    WHERE f.document_fts MATCH @match AND f.rowid > ${BATCHED} AND f.rowid < @rid AND ${NEWEST} ${within('+f.rowid', few)} ORDER BY f.rowid DESC`,
  own: (few: Few) => `FROM document_author a CROSS JOIN document d ON d.rid = a.document_rid ${JOINS}
    WHERE a.author = @author AND ${few === 'none' ? 'a' : '+a'}.document_rid < @rid AND ${few === 'none' ? 'a' : '+a'}.document_rid <= ${BATCHED} ${within('a.document_rid', few)} AND ${WANTED} ORDER BY a.document_rid DESC`,
  foundOfFew: (few: Few) => `FROM document_fts f CROSS JOIN document d ON d.rid = f.rowid ${JOINS}
    WHERE f.document_fts MATCH @match AND f.rowid >= @first AND f.rowid < @rid AND +f.rowid IN (SELECT document_rid FROM document_author WHERE author = @author) ${within('+f.rowid', few)} AND ${WANTED}
    ORDER BY f.rowid DESC`,
  foundOfMany: (few: Few) => `FROM document_fts f CROSS JOIN document_author a ON a.author = @author AND a.document_rid = f.rowid CROSS JOIN document d ON d.rid = f.rowid ${JOINS}
    WHERE f.document_fts MATCH @match AND f.rowid >= @first AND f.rowid < @rid ${within('+f.rowid', few)} AND ${WANTED} ORDER BY f.rowid DESC`,
} as const;
const listed = (from: keyof typeof STATEMENTS, few: Few): string => `SELECT ${COLUMNS} ${STATEMENTS[from](few)} LIMIT @limit + 0`;

const SQL = {
  numbered: `SELECT ${COLUMNS}, ${WANTED} AND EXISTS (SELECT 1 FROM document_by a WHERE a.document_rid = d.rid AND a.author = @author) AS mine
    FROM document d INDEXED BY document_number ${JOINS} WHERE d.number IN (@typed, @capitals)`,
  customer: 'SELECT rid FROM customer WHERE id = ?',
  /** Between which documents a person's lie, and whether there are many. */
  reach: `SELECT (SELECT min(document_rid) FROM document_author WHERE author = @author) AS first, (SELECT max(document_rid) FROM document_author WHERE author = @author AND document_rid <= ${BATCHED}) AS last,
    EXISTS (SELECT 1 FROM document_author WHERE author = @author LIMIT 1 OFFSET ${SET}) AS many`,
  written: `SELECT EXISTS (SELECT 1 FROM document d JOIN document_by a ON a.document_rid = d.rid WHERE d.id = @id AND a.author = @author)
              OR EXISTS (SELECT 1 FROM draft d JOIN draft_author a ON a.draft_rid = d.rid WHERE d.id = @id AND a.author = @author) AS mine`,
  attachment: 'SELECT document_id AS documentId FROM attachment WHERE id = ?',
  /** Counted as they were written down (schema step 128), and the newest that were not. */
  kinds: `SELECT kind, sum(n) AS n FROM (
      SELECT kind, n FROM document_author_count WHERE author = @author
      UNION ALL SELECT d.kind, 1 FROM document d CROSS JOIN audit_log l ON l.seq = d.audit_seq
        WHERE d.rid > ${BATCHED} AND l.actor = @author AND d.import_rid IS NULL AND NOT EXISTS (SELECT 1 FROM document_author a WHERE a.author = @author AND a.document_rid = d.rid)
    ) GROUP BY kind`,
  rids: 'SELECT d.id FROM document d JOIN document_by a ON a.document_rid = d.rid WHERE a.author = @author AND d.id IN (SELECT value FROM json_each(@ids))',
} as const;

const LAST_RID = Number.MAX_SAFE_INTEGER;
/** No row has it. */
const NOBODY = -1;

/** One page of what a person issued. What was clearly typed as money is looked for among the totals. */
export function ownDocuments(db: Db, author: string, q: string, after: string | null, limit: number, wanted: Filters, papers = false): { rows: InvoiceRow[]; next: string | null } {
  const [from, to] = [wanted.amountFrom ?? null, wanted.amountTo ?? null];
  const customerRid = wanted.customerId === null ? null : (one<{ rid: number }>(db, SQL.customer, wanted.customerId)?.rid ?? NOBODY);
  const amounts = isClearlyAmount(q) ? amountsIn(q) : [];
  const match = [amounts.length > 0 ? [] : (matchQuery(q) ?? []), matchMarks({ ...wanted, customerRid }).replace(/^ AND /, '')].flat().filter((part) => part !== '').join(' AND ');
  const rid = readCursor(after, ['number'])?.[0] ?? LAST_RID;
  const params = { ...wanted, status: wanted.status ?? null, ...amountRange(from, to, from === null && to === null ? [] : exponentsOf(db, wanted.currency)), customerRid, papers: Number(papers), author, rid, match, units: unitsText(amounts) };
  if (after === null && q.trim() !== '') {
    // A whole number typed is one row of an index; its words ('inv', '2026') are those of thousands.
    const typed = q.trim();
    const numbered = all<Row & { mine: number }>(db, SQL.numbered, { ...params, typed, capitals: typed.toUpperCase() });
    if (numbered.length > 0) return { rows: numbered.filter(({ mine }) => mine === 1).map(rowOf), next: null };
  }
  const few = amounts.length > 0 ? 'typed' : fewOf(db, params);
  const newest = all<Row>(db, listed(match === '' ? 'newest' : 'newestFound', few), { ...params, limit: limit + 1 });
  const rows = newest.length > limit ? newest : [...newest, ...older(db, few, { ...params, limit: limit + 1 - newest.length })];
  const cut = page(rows, limit, (row) => [row.rid]);
  return { rows: (amounts.length > 0 ? cut.rows.filter(isOf(amounts)) : cut.rows).map(rowOf), next: cut.next };
}

/** Those whose author is written down. */
function older(db: Db, few: Few, params: Params & { author: string; rid: number; match: string }): Row[] {
  if (params.match === '') return all<Row>(db, listed('own', few), params);
  const reach = one<{ first: number | null; last: number | null; many: number }>(db, SQL.reach, { author: params.author });
  if (reach?.first == null || reach.last === null) return [];
  return all<Row>(db, listed(reach.many === 1 ? 'foundOfMany' : 'foundOfFew', few), { ...params, first: reach.first, rid: Math.min(params.rid, reach.last + 1) });
}

/** The filter that leaves few documents of anybody, if there is one. */
function fewOf(db: Db, wanted: Params): Few {
  const kinds: Few[] = [];
  if (wanted['status'] === 'unpaid' || wanted['status'] === 'paid') kinds.push(wanted['status']);
  else if (['partial', 'credited', 'written-off'].includes(String(wanted['status']))) kinds.push('state');
  if (wanted['overdueOn'] !== null) kinds.push('late');
  if (wanted['mixed'] === 0 && (wanted['amountFrom'] !== null || wanted['amountTo'] !== null)) kinds.push('amount');
  return kinds.find((kind) => kind !== 'none' && (one<{ n: number }>(db, `SELECT count(*) AS n FROM (${FEW[kind]} LIMIT ${MANY + 1})`, wanted)?.n ?? 0) <= MANY) ?? 'none';
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
  return new Map(all<{ kind: string; n: number }>(db, SQL.kinds, { author }).map(({ kind, n }) => [kind, n]));
}

/** Of these documents, the ones a person issued. */
export function onlyWrittenBy(db: Db, ids: readonly string[], author: string): Set<string> {
  return new Set(all<{ id: string }>(db, SQL.rids, { author, ids: JSON.stringify(ids) }).map(({ id }) => id));
}
