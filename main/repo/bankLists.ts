// SQL of bank lines as the screen shows them: pages by state and account, and one line with everything about it. Called by main/service/bank.ts only.
import type { BankLineState } from '../../contract/bank.ts';
import type { BankFormat } from '../../domain/bankStatement.ts';
import type { Db } from '../db/open.ts';
import { page, readCursor } from './cursor.ts';
import { all, one } from './statement.ts';
import { matchQuery } from './words.ts';

export interface LineRow {
  rid: number;
  id: string;
  accountId: string;
  state: BankLineState;
  date: string;
  amount: number;
  currency: string;
  name: string;
  text: string;
  reversal: number;
  structuredRef: string;
  endToEnd: string;
  iban: string;
  nameKey: string;
  charges: number;
  paymentId: string | null;
  number: number | null;
  customer: string | null;
  documents: string | null;
}
export interface WholeLine extends LineRow {
  account: string;
  valueDate: string | null;
  bankRef: string;
  code: string;
  reference: string;
  file: string;
  format: BankFormat;
  at: string;
  row: number;
}
export interface DecisionRow {
  kind: 'accept' | 'aside' | 'undo';
  at: string;
  by: string;
  note: string;
}

const COLUMNS = `l.rid, l.id, a.id AS accountId, s.state, l.booking_date AS date, l.amount, a.currency, l.name, l.text, l.reversal, l.structured_ref AS structuredRef, l.end_to_end AS endToEnd,
  l.iban, l.payer_words AS nameKey, l.charges, pa.id AS paymentId, p.number, c.name AS customer,
  (SELECT group_concat(d.number, ', ') FROM credit_source cs JOIN settlement t ON t.source_rid = cs.rid JOIN document d ON d.rid = t.document_rid WHERE cs.payment_rid = s.payment_rid) AS documents`;
const FROM = `JOIN bank_line l ON l.rid = s.line_rid JOIN bank_account a ON a.rid = l.account_rid
  LEFT JOIN payment p ON p.rid = s.payment_rid LEFT JOIN payment_act pa ON pa.rid = s.payment_rid LEFT JOIN customer c ON c.rid = p.customer_rid`;
const AFTER = '(s.booking_date < @date OR (s.booking_date = @date AND s.line_rid < @rid))';
const ORDER = 'ORDER BY s.booking_date DESC, s.line_rid DESC LIMIT @limit + 0';
const SQL = {
  all: `SELECT ${COLUMNS} FROM bank_state s INDEXED BY bank_state_list ${FROM} WHERE s.state = @state AND ${AFTER} ${ORDER}`,
  ofAccount: `SELECT ${COLUMNS} FROM bank_state s INDEXED BY bank_state_account ${FROM} WHERE s.account_rid = (SELECT rid FROM bank_account WHERE id = @account) AND s.state = @state AND ${AFTER} ${ORDER}`,
  found: `SELECT ${COLUMNS} FROM bank_fts f JOIN bank_state s ON s.line_rid = f.rowid ${FROM}
    WHERE f.bank_fts MATCH @match AND s.state = @state AND (@account IS NULL OR a.id = @account) AND ${AFTER} ${ORDER}`,
  get: `SELECT ${COLUMNS}, a.account, l.value_date AS valueDate, l.bank_ref AS bankRef, l.code, st.reference, st.file, st.format, st.at, l.row
    FROM bank_state s ${FROM} JOIN bank_statement st ON st.rid = l.statement_rid WHERE l.id = ?`,
  history: 'SELECT kind, at, by, note FROM bank_event WHERE line_rid = ? ORDER BY rid DESC LIMIT 100',
} as const;

export interface LinesAsked {
  accountId: string | null;
  state: BankLineState;
  q: string;
  after: string | null;
  limit: number;
}

/** Newest first. INVALID_INPUT for a cursor of another list. */
export function listLines(db: Db, { accountId, state, q, after, limit }: LinesAsked): { rows: LineRow[]; next: string | null } {
  const [date, rid] = readCursor(after, ['string', 'number']) ?? ['9999-12-31', Number.MAX_SAFE_INTEGER];
  const asked = { state, date, rid, limit: limit + 1 };
  const match = matchQuery(q);
  const rows =
    match !== null
      ? all<LineRow>(db, SQL.found, { ...asked, match, account: accountId })
      : accountId === null
        ? all<LineRow>(db, SQL.all, asked)
        : all<LineRow>(db, SQL.ofAccount, { ...asked, account: accountId });
  return page(rows, limit, (row) => [row.date, row.rid]);
}

export function readLine(db: Db, id: string): WholeLine | undefined {
  return one<WholeLine>(db, SQL.get, id);
}

/** What was decided about a line, the newest first. */
export function decisionsOf(db: Db, lineRid: number): DecisionRow[] {
  return all<DecisionRow>(db, SQL.history, lineRid);
}
