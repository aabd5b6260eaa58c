// Compares every table of payments with the ledger worked out of the events, and the sums with each other. Used by the model test only.
import type { LedgerEvent } from '../../../domain/ledger.ts';
import { ledgerOf } from '../../../domain/ledger.ts';
import type { Db } from '../../../main/db/open.ts';
import { all, one } from '../../../main/repo/statement.ts';
import type { Ctx } from '../../../main/service/context.ts';
import { homeSummary, type VaultFacts } from '../../../main/service/home.ts';
import { paymentsAccount } from '../../../main/service/paymentLists.ts';
import { TODAY } from '../../fixtures/company.ts';

export interface Account {
  customerId: string;
  customerRid: number;
  /** By currency: a ledger has one. */
  events: ReadonlyMap<string, LedgerEvent[]>;
}
const VAULT: VaultFacts = { chain: 'ok', kitMadeOn: '2026-01-01', recoveryCodesLeft: 10, mode: 'keychain', failedBefore: 0 };
const COLUMNS = { payment: 'paid', 'credit-note': 'credited', 'write-off': 'written_off', 'early-discount': 'discounted', rounding: 'rounded' } as const;

/** Everything the tables say of one customer. */
export function digest(db: Db, customerRid: number): string {
  const read = (sql: string) => all(db, sql, customerRid);
  return JSON.stringify([
    read('SELECT * FROM open_part WHERE customer_rid = ?'),
    read('SELECT * FROM credit_source WHERE customer_rid = ? ORDER BY rid'),
    read('SELECT * FROM customer_total WHERE customer_rid = ?'),
    read('SELECT s.* FROM document_state s JOIN document d ON d.rid = s.document_rid WHERE d.customer_rid = ? ORDER BY d.rid'),
    read('SELECT count(*) AS n FROM payment_act WHERE customer_rid = ?'),
  ]);
}

/** What the tables say otherwise than the ledger. */
export function ledgerWrongs({ db }: Ctx, { customerRid, events }: Account): string[] {
  const wrongs: string[] = [];
  const same = (what: string, stored: unknown, worked: unknown) => {
    if (stored !== worked) wrongs.push(`${what}: ${String(stored)} is stored, ${String(worked)} follows from the events`);
  };
  for (const [currency, list] of events) {
    const ledger = ledgerOf(list);
    for (const [id, { balance, settled }] of ledger.documents) {
      const state = one<Record<string, number>>(
        db,
          `SELECT coalesce(s.balance, d.payable) AS balance, coalesce(s.paid, 0) AS paid, coalesce(s.credited, 0) AS credited, coalesce(s.written_off, 0) AS written_off, coalesce(s.discounted, 0) AS discounted,
             coalesce(s.rounded, 0) AS rounded, (SELECT coalesce(sum(o.balance), 0) FROM open_part o WHERE o.customer_rid = d.customer_rid AND o.document_rid = d.rid) AS open
           FROM document d LEFT JOIN document_state s ON s.document_rid = d.rid WHERE d.id = ?`,
        id,
      );
      same(`balance of ${id}`, state?.balance, balance);
      same(`open parts of ${id}`, state?.open, balance);
      for (const [kind, column] of Object.entries(COLUMNS)) same(`${kind} of ${id}`, state?.[column], settled[kind as keyof typeof settled]);
    }
    for (const [id, { unapplied, refunded }] of ledger.sources) {
      const source = one<{ unused: number; refunded: number }>(
        db,
        `SELECT k.unused, k.refunded FROM credit_source k WHERE k.payment_rid = (SELECT rid FROM payment_act WHERE id = @id AND kind = 'payment') OR k.document_rid = (SELECT rid FROM document WHERE id = @id)`,
        { id },
      );
      same(`unapplied of ${id}`, source?.unused, unapplied);
      same(`refunded of ${id}`, source?.refunded, refunded);
    }
    const gain = one<{ gain: number }>(
      db,
      'SELECT coalesce(sum(t.gain), 0) AS gain FROM settlement t JOIN document d ON d.rid = t.document_rid WHERE d.customer_rid = ? AND d.currency = ? AND NOT EXISTS (SELECT 1 FROM payment_void v WHERE v.settlement_rid = t.rid)',
      customerRid,
      currency,
    )?.gain;
    same(`gain in ${currency}`, gain, ledger.gain);
    const sum = one<{ owed: number }>(db, 'SELECT open - credit AS owed FROM customer_total WHERE customer_rid = ? AND currency = ?', customerRid, currency);
    same(`owed in ${currency}`, sum?.owed ?? 0, ledger.balance);
  }
  return wrongs;
}

/** The sum over documents, over customers and over reports, per currency; and what the screens say. */
export function wrongsOfAll(ctx: Ctx): string[] {
  const { db } = ctx;
  const sums = (sql: string) => JSON.stringify(db.prepare(sql).all());
  const byDocument = sums("SELECT d.currency, sum(CASE WHEN d.kind = 'invoice' THEN coalesce(s.balance, d.payable) ELSE 0 END) AS open FROM document d LEFT JOIN document_state s ON s.document_rid = d.rid GROUP BY 1 ORDER BY 1");
  const says: Record<string, string> = {
    'open parts': sums('SELECT currency, sum(balance) AS open FROM open_part GROUP BY 1 ORDER BY 1'),
    customers: sums('SELECT currency, sum(open) AS open FROM customer_total GROUP BY 1 ORDER BY 1'),
    'due days': sums('SELECT currency, sum(amount) AS open FROM due_total GROUP BY 1 ORDER BY 1'),
    home: JSON.stringify(homeSummary(ctx, { today: TODAY }, VAULT).outstanding.map(({ currency, overdue, today, later }) => ({ currency, open: overdue + today + later }))),
  };
  const wrongs = Object.entries(says).flatMap(([who, said]) => (said === byDocument ? [] : [`${who} say ${said}, documents say ${byDocument}`]));
  const credit = sums("SELECT currency, sum(unused) AS credit FROM credit_source GROUP BY 1 ORDER BY 1");
  const ofCustomers = sums('SELECT currency, sum(credit) AS credit FROM customer_total GROUP BY 1 HAVING sum(credit) > 0 OR EXISTS (SELECT 1 FROM credit_source k WHERE k.currency = customer_total.currency) ORDER BY 1');
  if (credit !== ofCustomers) wrongs.push(`customers have ${ofCustomers} credit, payments ${credit}`);
  const counts = db.prepare('SELECT (SELECT count(*) FROM open_part WHERE next = 1) = (SELECT sum(count) FROM due_total) AS same').pluck().get();
  if (counts !== 1) wrongs.push('due days count other documents than are open');
  const some = db.prepare<[], string>('SELECT id FROM customer ORDER BY rid DESC LIMIT 20').pluck().all();
  for (const customerId of some) {
    const { documents, credits, balances } = paymentsAccount(ctx, { customerId, on: TODAY });
    for (const { currency, open, credit: left } of balances) {
      const of = <T extends { currency: string }>(rows: T[], amount: (row: T) => number) => rows.filter((row) => row.currency === currency).reduce((sum, row) => sum + amount(row), 0);
      if (of(documents, (row) => row.balance) !== open || of(credits, (row) => row.left) !== left) wrongs.push(`the account of ${customerId} does not add up`);
    }
  }
  return wrongs;
}
