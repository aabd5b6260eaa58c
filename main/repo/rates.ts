// SQL of dated exchange rates. Rows are only ever added: a day's rate is what its newest act says that was not undone. Called by services only.
import type { Db } from '../db/open.ts';
import { all, one, run } from './statement.ts';

export interface StoredRate {
  day: string;
  rate: string;
  /** The act it came with. */
  actId: string;
  kind: 'enter' | 'import';
  source: string;
  at: string;
  by: string;
}
export interface RateAct {
  rid: number;
  id: string;
  kind: 'enter' | 'import' | 'undo';
  source: string;
  rates: number;
  undone: number;
  at: string;
  by: string;
}
export interface NewAct {
  id: string;
  kind: 'enter' | 'import' | 'undo';
  undoes: number | null;
  source: string;
  rates: number;
  auditSeq: number;
  at: string;
  by: string;
}

const COUNTS = 'NOT EXISTS (SELECT 1 FROM exchange_act u WHERE u.undoes = r.act_rid)';
const NEWEST = `NOT EXISTS (SELECT 1 FROM exchange_rate n WHERE n.base = r.base AND n.currency = r.currency AND n.day = r.day AND n.act_rid > r.act_rid
  AND NOT EXISTS (SELECT 1 FROM exchange_act u WHERE u.undoes = n.act_rid))`;
const RATE = 'SELECT r.day, r.rate, a.id AS actId, a.kind, a.source, a.at, a.by FROM exchange_rate r CROSS JOIN exchange_act a ON a.rid = r.act_rid';
const SQL = {
  upTo: `${RATE} WHERE r.base = ? AND r.currency = ? AND r.day <= ? AND ${COUNTS} ORDER BY r.day DESC, r.act_rid DESC LIMIT 1`,
  page: `${RATE} WHERE r.base = @base AND r.currency = @currency AND r.day < @before AND ${COUNTS} AND ${NEWEST} ORDER BY r.day DESC LIMIT @limit + 0`,
  counting: `SELECT r.day, r.rate FROM exchange_rate r WHERE r.base = ? AND r.currency = ? AND ${COUNTS} AND ${NEWEST}`,
  // From one currency's first entry straight to the next one's.
  currencies: `WITH RECURSIVE c (code) AS (
      SELECT min(currency) FROM exchange_rate WHERE base = @base
      UNION ALL SELECT (SELECT min(currency) FROM exchange_rate WHERE base = @base AND currency > c.code) FROM c WHERE c.code IS NOT NULL)
    SELECT code FROM c WHERE code IS NOT NULL`,
  used: "SELECT DISTINCT currency AS code FROM customer_total UNION SELECT DISTINCT currency FROM draft WHERE discarded_at IS NULL AND issued = 0",
  acts: `SELECT a.rid, a.id, a.kind, a.source, a.rates, a.at, a.by, EXISTS (SELECT 1 FROM exchange_act u WHERE u.undoes = a.rid) AS undone FROM exchange_act a`,
  addAct: 'INSERT INTO exchange_act (id, kind, undoes, source, rates, audit_seq, at, by) VALUES (@id, @kind, @undoes, @source, @rates, @auditSeq, @at, @by)',
  add: 'INSERT INTO exchange_rate (base, currency, day, act_rid, rate) VALUES (@base, @currency, @day, @actRid, @rate)',
  of: 'SELECT base, currency, day, rate FROM exchange_rate WHERE act_rid = ? AND base = ? AND currency = ? AND day = ?',
} as const;

/** The newest rate on or before a day; null while there is none. */
export function rateUpTo(db: Db, base: string, currency: string, day: string): StoredRate | null {
  return one<StoredRate>(db, SQL.upTo, base, currency, day) ?? null;
}

/** The rates that count, newest day first, of days before one. */
export function ratesPage(db: Db, page: { base: string; currency: string; before: string; limit: number }): StoredRate[] {
  return all<StoredRate>(db, SQL.page, page);
}

/** Every rate that counts, by its day. */
export function countingRates(db: Db, base: string, currency: string): Map<string, string> {
  return new Map(all<{ day: string; rate: string }>(db, SQL.counting, base, currency).map(({ day, rate }) => [day, rate]));
}

/** Currencies that ever had a rate. */
export function ratedCurrencies(db: Db, base: string): string[] {
  return all<{ code: string }>(db, SQL.currencies, { base }).map(({ code }) => code);
}

/** Currencies of customers' accounts and of open drafts. */
export function usedCurrencies(db: Db): string[] {
  return all<{ code: string }>(db, SQL.used).map(({ code }) => code);
}

/** Newest first; undos themselves are left out. */
export function rateImports(db: Db, limit: number): RateAct[] {
  return all<RateAct>(db, `${SQL.acts} WHERE a.kind = 'import' ORDER BY a.rid DESC LIMIT ? + 0`, limit);
}

export function rateAct(db: Db, id: string): RateAct | undefined {
  return one<RateAct>(db, `${SQL.acts} WHERE a.id = ?`, id);
}

/** Answers the act's row number. */
export function addRateAct(db: Db, act: NewAct): number {
  return run(db, SQL.addAct, { ...act }).rid;
}

export function addRate(db: Db, row: { base: string; currency: string; day: string; actRid: number; rate: string }): void {
  run(db, SQL.add, row);
}

/** Whether an act gave exactly this rate: the same request sent twice. */
export function actGave(db: Db, actRid: number, { base, currency, day, rate }: { base: string; currency: string; day: string; rate: string }): boolean {
  return one<{ rate: string }>(db, SQL.of, actRid, base, currency, day)?.rate === rate;
}
