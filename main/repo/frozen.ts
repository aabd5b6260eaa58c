// SQL that reads an issued document back from its rows: exactly the snapshot that was frozen, or its seal no longer fits. Called by services only.
import { z } from 'zod';
import { paymentTerms, taxCategory } from '../../contract/business.ts';
import { snapshot as snapshotSchema, type Snapshot } from '../../contract/invoices.ts';
import { language } from '../../contract/wire.ts';
import type { Db } from '../db/open.ts';
import { TOTALS } from './documents.ts';
import { all, one } from './statement.ts';

type Totals = Snapshot['totals'];
type Line = Snapshot['lines'][number];
interface AdjustmentRow {
  position: number;
  line: number | null;
  kind: 'allowance' | 'charge';
  percent: string | null;
  amount: number;
  entered: number | null;
  reason: string;
  after_tax: number;
  taxes: string | null;
}
interface HeadRow {
  kind: Snapshot['kind'];
  part: number;
  taxDue: 'paid' | null;
  originalNumber: string | null;
  originalDate: string | null;
  originKind: Snapshot['kind'] | null;
  originNumber: string | null;
  originDate: string | null;
  number: string;
  issueDate: string;
  validUntil: string | null;
  dueDate: string | null;
  supplyDate: string | null;
  terms: string | null;
  reference: string;
  subject: string;
  note: string;
  currency: string;
  rate: string | null;
  baseCurrency: string;
  baseTotal: number | null;
  language: string;
  template: string;
  pricesIncludeTax: number;
  taxRounding: string;
  seller: string;
  buyer: string | null;
}
interface TaxRow {
  taxId: string;
  name: string;
  category: string;
  rate: string;
  compound: number;
  withholding: number;
  reason: string | null;
  base: number;
  amount: number;
}

const positions = z.array(z.number().int());
const ownLines = z.array(z.object({ own: z.number().int() }));

const SQL = {
  head: `SELECT d.kind, d.part, d.tax_due AS taxDue, d.number, d.issue_date AS issueDate, d.valid_until AS validUntil, d.due_date AS dueDate, d.supply_date AS supplyDate, d.terms, d.reference, d.subject, d.note,
           d.currency, d.rate, d.base_currency AS baseCurrency, d.base_total AS baseTotal, d.language, d.template, d.prices_include_tax AS pricesIncludeTax,
           d.tax_rounding AS taxRounding, o.number AS originalNumber, o.issue_date AS originalDate,
           q.kind AS originKind, q.number AS originNumber, q.issue_date AS originDate,
           s.body AS seller, b.body AS buyer
         FROM document d JOIN party_snapshot s ON s.rid = d.seller_rid LEFT JOIN party_snapshot b ON b.rid = d.buyer_rid
           LEFT JOIN document_credit k ON k.document_rid = d.rid LEFT JOIN document o ON o.rid = k.original_rid LEFT JOIN document q ON q.rid = d.origin_rid WHERE d.rid = ?`,
  deposits: `SELECT o.number, o.issue_date AS issueDate FROM document_deposit d JOIN document o ON o.rid = d.deposit_rid
             WHERE d.document_rid = ? ORDER BY d.position LIMIT 50`,
  origins: `SELECT q.kind, q.number, q.issue_date AS issueDate, u.lines FROM document_source u JOIN document q ON q.rid = u.source_rid
            WHERE u.document_rid = ? AND u.position % 2 = 0 ORDER BY u.position LIMIT 50`,
  totals: `SELECT ${Object.entries(TOTALS)
    .map(([key, column]) => `${column} AS ${key}`)
    .join(', ')} FROM document WHERE rid = ?`,
  lines: `SELECT i.id AS itemId, l.description, l.detail, l.quantity, l.unit, l.unit_price AS unitPrice, l.per, l.net_unit_price AS netUnitPrice, l.gross, l.entered, l.net, l.taxes
          FROM document_line l LEFT JOIN item i ON i.rid = l.item_rid WHERE l.document_rid = ? ORDER BY l.position LIMIT 1000`,
  adjustments:
    'SELECT position, line, kind, percent, amount, entered, reason, after_tax, taxes FROM document_adjustment WHERE document_rid = ? ORDER BY position LIMIT 5020',
  taxes: `SELECT r.id AS taxId, t.name, t.category, t.rate, t.compound, t.withholding, t.reason, t.base, t.amount
          FROM document_tax t JOIN tax_rate r ON r.rid = t.tax_rate_rid WHERE t.document_rid = ? ORDER BY t.position LIMIT 100`,
} as const;

/** The snapshot as it was frozen: contentHash of it equals the stored seal, unless somebody changed rows. */
export function readSnapshot(db: Db, rid: number): Snapshot | undefined {
  const row = one<HeadRow>(db, SQL.head, rid);
  const totals = one<Totals>(db, SQL.totals, rid);
  if (row === undefined || totals === undefined) return undefined;
  const { originalNumber, originalDate, originKind, originNumber, originDate, part, taxDue, ...head } = row;
  const adjustments = all<AdjustmentRow>(db, SQL.adjustments, rid);
  return {
    ...head,
    ...(part === 1 && { part: true as const }),
    ...(taxDue !== null && { taxDue }),
    original: originalNumber === null || originalDate === null ? null : { number: originalNumber, issueDate: originalDate },
    origin: originKind === null || originNumber === null || originDate === null ? null : { kind: originKind, number: originNumber, issueDate: originDate },
    ...(originKind === null && severalOrigins(db, rid)),
    deposits: head.kind === 'final-invoice' ? all<Snapshot['deposits'][number]>(db, SQL.deposits, rid) : [],
    language: language.parse(head.language),
    terms: head.terms === null ? null : paymentTerms.parse(JSON.parse(head.terms)),
    pricesIncludeTax: head.pricesIncludeTax === 1,
    taxRounding: snapshotSchema.shape.taxRounding.parse(head.taxRounding),
    seller: snapshotSchema.shape.seller.parse(JSON.parse(head.seller)),
    buyer: head.buyer === null ? null : snapshotSchema.shape.buyer.parse(JSON.parse(head.buyer)),
    lines: readLines(db, rid, adjustments),
    adjustments: adjustments
      .filter((row) => row.line === null)
      .map((row) => ({
        ...adjustmentOf(row),
        entered: row.entered ?? 0, // never null there (CHECK); if it is, the seal does not fit
        afterTax: row.after_tax === 1,
        taxes: row.taxes === null ? null : positions.parse(JSON.parse(row.taxes)),
      })),
    taxes: all<TaxRow>(db, SQL.taxes, rid).map(taxOf),
    totals,
  };
}

/** Only where there is more than one: a single one is the origin. */
function severalOrigins(db: Db, rid: number): Pick<Snapshot, 'origins'> {
  const rows = all<{ kind: Snapshot['kind']; number: string; issueDate: string; lines: string }>(db, SQL.origins, rid);
  if (rows.length < 2) return {};
  return { origins: rows.map(({ lines, ...row }) => ({ ...row, lines: ownLines.parse(JSON.parse(lines)).map(({ own }) => own) })) };
}

function readLines(db: Db, rid: number, adjustments: AdjustmentRow[]): Line[] {
  const byLine = new Map<number | null, AdjustmentRow[]>();
  for (const row of adjustments) byLine.set(row.line, [...(byLine.get(row.line) ?? []), row]);
  return all<Omit<Line, 'adjustments' | 'taxes'> & { taxes: string }>(db, SQL.lines, rid).map((line, position) => ({
    ...line,
    adjustments: (byLine.get(position) ?? []).map(adjustmentOf),
    taxes: positions.parse(JSON.parse(line.taxes)),
  }));
}

function adjustmentOf({ kind, percent, amount, reason }: AdjustmentRow) {
  return { kind, percent, amount, reason };
}

function taxOf({ taxId, name, category, rate, compound, withholding, reason, base, amount }: TaxRow): Snapshot['taxes'][number] {
  const component = {
    id: taxId,
    name,
    category: taxCategory.parse(category),
    rate,
    compound: compound === 1,
    withholding: withholding === 1,
    reason,
  };
  return { component, base, amount };
}
