// SQL that freezes an issued document into rows; frozen.ts reads them back. Called by services only; there is no update and no delete (T41).
import { createHash } from 'node:crypto';
import type { Snapshot } from '../../contract/invoices.ts';
import { canonicalJson } from '../audit/canonical.ts';
import type { Db } from '../db/open.ts';
import { addDayTotals } from './dayTotals.ts';
import { all, one, run } from './statement.ts';
import { type DocumentMarks, documentWords } from './words.ts';

export interface NewDocument {
  id: string;
  snapshot: Snapshot;
  seriesRid: number;
  period: string;
  sequence: number;
  customerRid: number;
  /** What it was converted from. */
  originRid?: number | null;
  contentHash: Buffer;
  auditSeq: number;
  issuedAt: string;
  issuedBy: string;
  /** Came with an import: it gets its search words afterwards (indexDocument), and its PDF when somebody asks for it. */
  importRid?: number;
  /** rid of an item or tax rate by its id; items may be gone, tax rates may not. */
  itemRid(id: string): number | null;
  taxRid(id: string): number;
}
export interface DocumentHead {
  rid: number;
  id: string;
  kind: Snapshot['kind'];
  validUntil: string | null;
  customerRid: number;
  customerId: string;
  contentHash: Buffer;
  auditSeq: number;
  issuedAt: string;
  issuedBy: string;
}
type Totals = Snapshot['totals'];
type Line = Snapshot['lines'][number];
interface AdjustmentColumns {
  line: number | null;
  kind: 'allowance' | 'charge';
  percent: string | null;
  amount: number;
  entered: number | null;
  reason: string;
  after_tax: number;
  taxes: string | null;
}
/** Columns of the totals, by their name in a snapshot. */
export const TOTALS: Readonly<Record<keyof Totals, string>> = {
  lineNet: 'line_net',
  allowances: 'allowances',
  charges: 'charges',
  net: 'net',
  tax: 'tax',
  gross: 'gross',
  withheld: 'withheld',
  afterTaxAllowances: 'after_tax_allowances',
  prepaid: 'prepaid',
  rounding: 'rounding',
  payable: 'payable',
};
const TOTAL_COLUMNS = Object.values(TOTALS);

const HEAD = `SELECT d.rid, d.id, d.kind, d.valid_until AS validUntil, d.customer_rid AS customerRid, c.id AS customerId, d.content_hash AS contentHash, d.audit_seq AS auditSeq,
    d.issued_at AS issuedAt, d.issued_by AS issuedBy FROM document d JOIN customer c ON c.rid = d.customer_rid`;

const SQL = {
  addParty: 'INSERT INTO party_snapshot (hash, body) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING',
  party: 'SELECT rid FROM party_snapshot WHERE hash = ?',
  add: `INSERT INTO document (id, kind, part, tax_due, number, series_rid, period, sequence, customer_rid, seller_rid, buyer_rid, origin_rid, issue_date, valid_until, due_date, supply_date, terms,
          reference, subject, note, currency, rate, base_currency, base_total, language, prices_include_tax, tax_rounding, ${TOTAL_COLUMNS.join(', ')},
          template, line_count, adjustment_count, tax_count, content_hash, audit_seq, issued_at, issued_by, import_rid)
        VALUES (@id, @kind, @part, @taxDue, @number, @seriesRid, @period, @sequence, @customerRid, @sellerRid, @buyerRid, @originRid, @issueDate, @validUntil, @dueDate, @supplyDate, @terms,
          @reference, @subject, @note, @currency, @rate, @baseCurrency, @baseTotal, @language, @pricesIncludeTax, @taxRounding, ${Object.keys(TOTALS)
            .map((key) => `@${key}`)
            .join(', ')},
          @template, @lineCount, @adjustmentCount, @taxCount, @contentHash, @auditSeq, @issuedAt, @issuedBy, @importRid)`,
  addLine: `INSERT INTO document_line (document_rid, position, item_rid, description, detail, quantity, unit, unit_price, per, net_unit_price, gross, entered, net, taxes)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  addAdjustment: `INSERT INTO document_adjustment (document_rid, position, line, kind, percent, amount, entered, reason, after_tax, taxes)
                  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  addTax: `INSERT INTO document_tax (document_rid, position, tax_rate_rid, name, category, rate, compound, withholding, reason, base, amount)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  addWords: 'INSERT INTO document_fts (rowid, words) VALUES (?, ?)',
  dropWords: "INSERT INTO document_fts (document_fts, rowid, words) VALUES ('delete', ?, ?)",
  find: `${HEAD} WHERE d.id = ?`,
  after: `${HEAD} WHERE d.rid > ? ORDER BY d.rid LIMIT ? + 0`,
  byRid: `${HEAD} WHERE d.rid = ?`,
  number: 'SELECT number FROM document WHERE id = ?',
  imported: 'SELECT 1 AS imported FROM document WHERE rid = ? AND import_rid IS NOT NULL',
  // Two documents of one number would be taken for each other, whatever their kinds.
  taken: 'SELECT 1 AS taken FROM document WHERE number = ?',
} as const;

/** SHA-256 over the one spelling of a snapshot: the seal of an issued document. */
export function contentHash(snapshot: Snapshot): Buffer {
  return createHash('sha256').update(canonicalJson(snapshot)).digest();
}

/** Stores everything the snapshot says; answers the rid. Only within the issuing transaction. */
export function addDocument(db: Db, doc: NewDocument): number {
  const { snapshot: snap, id, seriesRid, period, sequence, customerRid, auditSeq, issuedAt, issuedBy } = doc;
  const { part, lines, adjustments: _adjustments, taxes, totals, seller, buyer, terms, pricesIncludeTax, original: _credit, origin: _origin, origins: _origins, deposits: _links, ...plain } = snap;
  const adjustmentRows = adjustmentColumns(snap);
  const { rid } = run(db, SQL.add, {
    ...plain,
    ...totals,
    part: Number(part === true),
    taxDue: snap.taxDue ?? null,
    id,
    seriesRid,
    period,
    sequence,
    customerRid,
    originRid: doc.originRid ?? null,
    auditSeq,
    issuedAt,
    issuedBy,
    importRid: doc.importRid ?? null,
    contentHash: doc.contentHash,
    sellerRid: partyRid(db, seller),
    buyerRid: buyer === null ? null : partyRid(db, buyer),
    terms: terms === null ? null : JSON.stringify(terms),
    pricesIncludeTax: Number(pricesIncludeTax),
    lineCount: lines.length,
    adjustmentCount: adjustmentRows.length,
    taxCount: taxes.length,
  });
  lines.forEach((line, position) => addLine(db, rid, position, line, doc));
  adjustmentRows.forEach((row, position) =>
    run(db, SQL.addAdjustment, rid, position, row.line, row.kind, row.percent, row.amount, row.entered, row.reason, row.after_tax, row.taxes),
  );
  taxes.forEach(({ component: c, base, amount }, position) => {
    run(
      db,
      SQL.addTax,
      rid,
      position,
      doc.taxRid(c.id),
      c.name,
      c.category,
      c.rate,
      Number(c.compound),
      Number(c.withholding),
      c.reason,
      base,
      amount,
    );
  });
  addDayTotals(db, snap, doc.taxRid);
  if (doc.importRid !== undefined) return rid;
  indexDocument(db, wordsOf(rid, doc));
  return rid;
}

export interface DocumentWords extends DocumentMarks { rid: number; number: string; sequence: number; buyer: string; subject: string; reference: string }

/** What a document is found by. */
export function wordsOf(rid: number, { snapshot, sequence, customerRid }: Pick<NewDocument, 'snapshot' | 'sequence' | 'customerRid'>): DocumentWords {
  const { number, subject, reference, currency, issueDate, kind, buyer } = snapshot;
  return { rid, number, sequence, customerRid, currency, issueDate, kind, buyer: buyer?.name ?? '', subject, reference };
}

/** Lets the search find a document. An import does it after all rows are there: a row with triggers makes the search index write out what it has gathered. */
export function indexDocument(db: Db, { rid, number, sequence, buyer, subject, reference, ...marks }: DocumentWords): void {
  run(db, SQL.addWords, rid, documentWords(number, sequence, marks, buyer, subject, reference));
}

/** Takes its words out again, with the very words it was given: when its import is undone, and when its customer is erased. */
export function unindexDocument(db: Db, { rid, number, sequence, buyer, subject, reference, ...marks }: DocumentWords): void {
  run(db, SQL.dropWords, rid, documentWords(number, sequence, marks, buyer, subject, reference));
}

/** Parties are stored once per content: a thousand invoices of one month share one seller. */
export function partyRid(db: Db, party: Snapshot['seller'] | NonNullable<Snapshot['buyer']>): number {
  const body = canonicalJson(party);
  const hash = createHash('sha256').update(body).digest();
  const known = one<{ rid: number }>(db, SQL.party, hash);
  return known?.rid ?? run(db, SQL.addParty, hash, body).rid;
}

function addLine(db: Db, rid: number, position: number, line: Line, doc: NewDocument): void {
  const { itemId, description, detail, quantity, unit, unitPrice, per, netUnitPrice, gross, entered, net, taxes } = line;
  const itemRid = itemId === null ? null : doc.itemRid(itemId);
  run(
    db,
    SQL.addLine,
    rid,
    position,
    itemRid,
    description,
    detail,
    quantity,
    unit,
    unitPrice,
    per,
    netUnitPrice,
    gross,
    entered,
    net,
    JSON.stringify(taxes),
  );
}

function adjustmentColumns(snap: Snapshot): AdjustmentColumns[] {
  const ofLines = snap.lines.flatMap((line, position) =>
    line.adjustments.map((a) => ({ ...a, line: position, entered: null, after_tax: 0, taxes: null })),
  );
  const ofDocument = snap.adjustments.map((a) => ({
    ...a,
    line: null,
    after_tax: Number(a.afterTax),
    taxes: a.taxes === null ? null : JSON.stringify(a.taxes),
  }));
  return [...ofLines, ...ofDocument];
}

/** The issued document of this id, without its content. */
export function findDocument(db: Db, id: string): DocumentHead | undefined {
  return one<DocumentHead>(db, SQL.find, id);
}

/** The same by its place in the database. */
export function headOf(db: Db, rid: number): DocumentHead | undefined {
  return one<DocumentHead>(db, SQL.byRid, rid);
}

/** The next issued documents in the order they were issued, for walks over all of them. */
export function documentsAfter(db: Db, rid: number, limit: number): DocumentHead[] {
  return all<DocumentHead>(db, SQL.after, rid, limit);
}

/** Whether it came with an import. */
export function isImported(db: Db, rid: number): boolean {
  return one(db, SQL.imported, rid) !== undefined;
}

export function documentNumber(db: Db, id: string): string | undefined {
  return one<{ number: string }>(db, SQL.number, id)?.number;
}

export function isNumberTaken(db: Db, number: string): boolean {
  return one(db, SQL.taken, number) !== undefined;
}
