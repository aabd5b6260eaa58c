// The walk over the log that finds what was changed in it with the database key. Called by services, backups, tests and the bench.
import { hash } from 'node:crypto';
import type { Db } from '../db/open.ts';
import { sameBytes } from '../vault/crypto.ts';
import { rowOf, type AuditHead } from './chain.ts';
import { keySpans } from './pastKeys.ts';
import { DIGEST, NO_ROW_BEFORE, rowMacOf, said, type RowMac, type Words } from './rowMac.ts';

/** `seals`: hash of the body, MAC of the row before, MAC of this one. */
interface CheckedRow extends Words { body: string | null; seals: Buffer; formed: number }

const SQL = {
  // The three seals as one value: half of what a row costs to read is making its values.
  page: `SELECT l.seq, l.epoch, l.at, l.actor, l.action, l.entity, l.entity_id AS entityId, CAST(l.body_hash || l.prev || l.mac AS BLOB) AS seals,
           length(l.body_hash) = ${DIGEST} AND length(l.prev) = ${DIGEST} AND length(l.mac) = ${DIGEST} AS formed, b.body
         FROM audit_log l LEFT JOIN audit_body b ON b.seq = l.seq
         WHERE l.seq > ? ORDER BY l.seq LIMIT ? + 0`,
  // Asked only where a body is gone, which is rare.
  erasedBy: 'SELECT x.action FROM audit_erasure e JOIN audit_log x ON x.seq = e.erased_by_seq WHERE e.seq = ? AND e.erased_by_seq > e.seq',
};

function prepareAll(db: Db) {
  return {
    page: db.prepare<[number, number], CheckedRow>(SQL.page),
    erasedBy: db.prepare<[number], string>(SQL.erasedBy).pluck(),
  };
}
type Prepared = ReturnType<typeof prepareAll>;
/** Prepared once per connection; the entry goes away with the connection. */
const prepared = new WeakMap<Db, Prepared>();
function statements(db: Db): Prepared {
  let found = prepared.get(db);
  if (found === undefined) {
    found = prepareAll(db);
    prepared.set(db, found);
  }
  return found;
}

/** A new epoch starts only where the log says why: an acknowledged rollback, or a restored backup. */
const OPENS_EPOCH = ['epoch.open', 'restore'];
/** Only these may take the body of an earlier record away: who has the database key could name any record as the reason. */
const ERASES = ['customer.erase'];

export type AuditFault = 'edited' | 'gap' | 'broken-link' | 'epoch' | 'body';
export type AuditVerdict = { ok: true; checked: number; head: AuditHead | null } | { ok: false; checked: number; seq: number; fault: AuditFault };

/**
 * Walks the chain, yielding after at most `slice` rows so that the caller can do other work between (rows may be added meanwhile).
 * `from` is a row already trusted, normally an anchor; by default the walk starts at the first row.
 * Stops at the first fault and says where. What was cut off the end is not seen here: compareAnchor sees it.
 */
export function* verifyAudit(db: Db, ak: Buffer, options: { from?: AuditHead; slice?: number } = {}): Generator<{ checked: number }, AuditVerdict> {
  const slice = Math.min(1000, Math.max(1, options.slice ?? 1000));
  const { page, erasedBy } = statements(db);
  const keys = keysOf(db, ak);
  let last: AuditHead | null = options.from ?? null;
  let checked = 0;
  try {
    for (;;) {
      const rows = page.all(last?.seq ?? 0, slice);
      for (const row of rows) {
        const fault = checkRow(keys.at(row.seq), row, last, erasedBy);
        if (fault !== null) return { ok: false, checked, seq: row.seq, fault };
        last = { seq: row.seq, epoch: row.epoch, mac: row.seals.subarray(2 * DIGEST) };
        checked += 1;
      }
      if (rows.length < slice) return { ok: true, checked, head: last };
      yield { checked };
    }
  } finally {
    keys.wipe();
  }
}

/** The key of each row, for as long as one walk lasts. */
function keysOf(db: Db, ak: Buffer): { at: (seq: number) => RowMac; wipe: () => void } {
  const now = rowMacOf(ak);
  const past = keySpans(db, ak).slice(0, -1).map(({ until, key }) => ({ until, mac: rowMacOf(key) }));
  return {
    at: past.length === 0 ? () => now : (seq) => past.find(({ until }) => seq <= until)?.mac ?? now,
    wipe: () => [now, ...past.map(({ mac }) => mac)].forEach((mac) => mac.wipe()),
  };
}

function checkRow(key: RowMac, row: CheckedRow, last: AuditHead | null, erasedBy: Prepared['erasedBy']): AuditFault | null {
  if (row.seq !== (last?.seq ?? 0) + 1) return 'gap';
  if (row.formed !== 1) return 'edited';
  const [bodyHash, prev, mac] = [row.seals.subarray(0, DIGEST), row.seals.subarray(DIGEST, 2 * DIGEST), row.seals.subarray(2 * DIGEST)];
  if (!prev.equals(last?.mac ?? NO_ROW_BEFORE)) return 'broken-link';
  if (!key.fits(said(row, JSON.stringify), bodyHash, prev, mac)) return 'edited';
  if (row.epoch < (last?.epoch ?? 1) || (row.epoch > (last?.epoch ?? 1) && !OPENS_EPOCH.includes(row.action))) return 'epoch';
  if (row.body === null) return ERASES.includes(erasedBy.get(row.seq) ?? '') ? null : 'body';
  return hash('sha256', row.body, 'latin1') === bodyHash.toString('latin1') ? null : 'body';
}

/** Whether one record's own seal fits: what it says, its body and the record before it. */
export function sealFits(db: Db, ak: Buffer, seq: number): boolean {
  const before = rowOf(db, seq - 1);
  if (before === undefined && seq > 1) return false;
  const walk = verifyAudit(db, ak, { slice: 1, ...(before && { from: before }) }).next();
  return walk.done !== true || (walk.value.ok && walk.value.checked === 1);
}

/** Whether a body is the one that was sealed. */
export function bodyMatches(body: string, bodyHash: Buffer): boolean {
  return sameBytes(hash('sha256', body, 'buffer'), bodyHash);
}
