// What happened to an issued document after it was issued, from the events that are never changed: money, reminders, and both taken back. Called by services only.
import type { InvoiceView } from '../../contract/invoices.ts';
import type { Db } from '../db/open.ts';
import { all } from './statement.ts';

type Entry = InvoiceView['history'][number];

/** Newest ones when there are more; the wall hands out 200 in all. */
const MOST = 150;
/** A credit note of the document itself is told of with the notes, not once more as the use of its credit. */
const SQL = {
  money: `SELECT a.at, 'money.' || s.kind AS action, a.by AS "by", s.amount FROM settlement s JOIN payment_act a ON a.rid = s.act_rid
    WHERE s.document_rid = @rid AND a.kind <> 'credit-note' ORDER BY a.at DESC LIMIT @limit + 0`,
  undone: `SELECT a.at, 'money.void' AS action, a.by AS "by", s.amount FROM settlement s JOIN payment_void v ON v.settlement_rid = s.rid JOIN payment_act a ON a.rid = v.act_rid
    WHERE s.document_rid = @rid ORDER BY a.at DESC LIMIT @limit + 0`,
  reminded: `SELECT r.at, 'reminder.sent' AS action, r.by AS "by", e.level FROM reminder_entry e JOIN reminder r ON r.rid = e.reminder_rid
    WHERE e.document_rid = @rid ORDER BY r.at DESC LIMIT @limit + 0`,
  unreminded: `SELECT v.at, 'reminder.void' AS action, v.by AS "by", e.level FROM reminder_entry e JOIN reminder_void v ON v.reminder_rid = e.reminder_rid
    WHERE e.document_rid = @rid ORDER BY v.at DESC LIMIT @limit + 0`,
} as const;

/** Newest first. */
export function historyOf(db: Db, rid: number): Entry[] {
  return Object.values(SQL)
    .flatMap((sql) => all<Entry>(db, sql, { rid, limit: MOST }))
    .toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
    .slice(0, MOST);
}
