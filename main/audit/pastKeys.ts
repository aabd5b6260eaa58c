// Which key made which MACs of the log: a new Recovery Kit brings a new one, and older records stay under theirs. Called by verify.ts, the signed file, a change of kit and a restore.
// An old key forges nothing: the first record after it holds, under the new key, the MAC of the last one before.
import type { Db } from '../db/open.ts';
import { hkdf, unwrapKey, wrapKey, zero, NONCE_BYTES, type Random } from '../vault/crypto.ts';

/** As it lies in the database and in the signed file. */
export interface PastKey {
  untilSeq: number;
  /** Of record `untilSeq`. */
  mac: Buffer;
  nonce: Buffer;
  sealed: Buffer;
}
/** `key` made the MACs up to `until` that no earlier one made. */
export interface KeySpan { until: number; key: Buffer }

const SQL = {
  known: "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'past_audit_key'",
  head: 'SELECT seq, mac FROM audit_log ORDER BY seq DESC LIMIT 1',
  keep: 'INSERT INTO past_audit_key (until_seq, nonce, sealed) VALUES (?, ?, ?)',
  all: 'SELECT p.until_seq AS untilSeq, p.nonce, p.sealed, l.mac FROM past_audit_key p JOIN audit_log l ON l.seq = p.until_seq ORDER BY p.until_seq DESC',
} as const;
const LABEL = 'billfold/past-audit-key/v1';
const NO_SALT = Buffer.alloc(0);

const prepared = new WeakMap<Db, () => PastKey[]>();

/** Newest first; none in books older than the table. */
export function pastKeys(db: Db): PastKey[] {
  let read = prepared.get(db);
  if (read === undefined) {
    if (db.prepare(SQL.known).get() === undefined) return [];
    const all = db.prepare<[], PastKey>(SQL.all);
    read = () => all.all();
    prepared.set(db, read);
  }
  return read();
}

/** From here on records are made with `now`; those there are stay under `past`. Inside the caller's transaction, before the first record under `now`. */
export function keepPastKey(db: Db, keys: { past: Buffer; now: Buffer }, random: Random): void {
  const head = db.prepare<[], { seq: number; mac: Buffer }>(SQL.head).get();
  if (head === undefined || keys.past.equals(keys.now)) return;
  const nonce = random(NONCE_BYTES);
  const kek = hkdf(keys.now, NO_SALT, LABEL);
  db.prepare<[number, Buffer, Buffer]>(SQL.keep).run(head.seq, nonce, wrapKey(kek, keys.past, nonce, bound(head.seq, head.mac)));
  zero(kek);
}

/** Every key from the oldest to `ak`. One that does not open ends the row: records before it are then held against the key after it, and do not fit. */
export function keySpans(db: Db, ak: Buffer): KeySpan[] {
  const spans: KeySpan[] = [{ until: Number.MAX_SAFE_INTEGER, key: ak }];
  for (const { untilSeq, mac, nonce, sealed } of pastKeys(db)) {
    const kek = hkdf(spans[0]?.key ?? ak, NO_SALT, LABEL);
    const key = unwrapKey(kek, sealed, nonce, bound(untilSeq, mac));
    zero(kek);
    if (key === null) break;
    spans.unshift({ until: untilSeq, key });
  }
  return spans;
}

function bound(untilSeq: number, mac: Buffer): string {
  return `${LABEL}|${untilSeq}|${mac.toString('hex')}`;
}
