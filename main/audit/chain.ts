// The tamper-evident log: each row is MACed together with the row before it. Called by services (inside their own transaction) and by main/vault.
// SECURITY (d): the triggers stop accidents; what finds a change made with the database key is this chain, and its anchor kept elsewhere.
import { createSecretKey, hash, type KeyObject } from 'node:crypto';
import type { Db } from '../db/open.ts';
import { hmac, sameBytes } from '../vault/crypto.ts';
import { canonicalJson, type Canonical } from './canonical.ts';
import { keySpans } from './pastKeys.ts';

/** Part of every MAC, so that a later layout can never be taken for this one. */
const FORMAT = 1;
const NO_ROW_BEFORE = Buffer.alloc(32);

export interface AuditAct {
  /** ISO UTC instant with milliseconds. */
  at: string;
  /** User id, or 'system'. */
  actor: string;
  /** Verb in the past of the business: 'invoice.issue', 'session.open'. */
  action: string;
  entity: string;
  entityId: string | null;
  /** Ids, hashes, and of master data what changed (main/audit/changes.ts). It can be erased on its own: what is personal belongs here and nowhere else in a row. */
  body: Canonical;
  /** Only for the row that opens a new epoch; otherwise the epoch of the row before. */
  epoch?: number;
}

export interface AuditHead {
  seq: number;
  epoch: number;
  mac: Buffer;
}

interface AuditRow {
  seq: number; epoch: number; at: string; actor: string; action: string; entity: string; entity_id: string | null;
  body_hash: Buffer; prev: Buffer; mac: Buffer;
}
interface CheckedRow extends AuditRow { body: string | null }

const SQL = {
  head: 'SELECT seq, epoch, mac FROM audit_log ORDER BY seq DESC LIMIT 1',
  add: `INSERT INTO audit_log (seq, epoch, at, actor, action, entity, entity_id, body_hash, prev, mac)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  addBody: 'INSERT INTO audit_body (seq, body) VALUES (?, ?)',
  page: `SELECT l.seq, l.epoch, l.at, l.actor, l.action, l.entity, l.entity_id, l.body_hash, l.prev, l.mac, b.body
         FROM audit_log l LEFT JOIN audit_body b ON b.seq = l.seq
         WHERE l.seq > ? ORDER BY l.seq LIMIT ? + 0`,
  one: 'SELECT seq, epoch, mac FROM audit_log WHERE seq = ?',
  // Asked only where a body is gone, which is rare.
  erasedBy: 'SELECT x.action FROM audit_erasure e JOIN audit_log x ON x.seq = e.erased_by_seq WHERE e.seq = ? AND e.erased_by_seq > e.seq',
};

function prepareAll(db: Db) {
  return {
    head: db.prepare<[], AuditHead>(SQL.head),
    add: db.prepare<[number, number, string, string, string, string, string | null, Buffer, Buffer, Buffer]>(SQL.add),
    addBody: db.prepare<[number, string]>(SQL.addBody),
    page: db.prepare<[number, number], CheckedRow>(SQL.page),
    one: db.prepare<[number], AuditHead>(SQL.one),
    erasedBy: db.prepare<[number], string>(SQL.erasedBy).pluck(),
  };
}

type Prepared = ReturnType<typeof prepareAll>;
/** Prepared once per connection; the entry goes away with the connection. */
const prepared = new WeakMap<Db, ReturnType<typeof prepareAll>>();
function statements(db: Db): ReturnType<typeof prepareAll> {
  let found = prepared.get(db);
  if (found === undefined) {
    found = prepareAll(db);
    prepared.set(db, found);
  }
  return found;
}

/** Adds one row to the chain. Call it inside the transaction that makes the change it records. */
export function appendAudit(db: Db, ak: Buffer | KeyObject, act: AuditAct): AuditHead {
  return auditWriter(db, ak)(act);
}

/**
 * The same for thousands of rows of ONE transaction: the row before is remembered instead of read again. Whoever holds a writer must be the only one
 * who writes to the log until the transaction ends, and must throw the writer away with it.
 */
export function auditWriter(db: Db, ak: Buffer | KeyObject): (act: AuditAct) => AuditHead {
  const { head, add, addBody } = statements(db);
  let before = head.get();
  return (act) => {
    const seq = (before?.seq ?? 0) + 1;
    const epoch = act.epoch ?? before?.epoch ?? 1;
    const prev = before?.mac ?? NO_ROW_BEFORE;
    const body = canonicalJson(act.body);
    const bodyHash = sha256(body);
    const mac = rowMac(ak, { seq, epoch, at: act.at, actor: act.actor, action: act.action, entity: act.entity, entity_id: act.entityId, body_hash: bodyHash, prev });
    add.run(seq, epoch, act.at, act.actor, act.action, act.entity, act.entityId, bodyHash, prev, mac);
    addBody.run(seq, body);
    before = { seq, epoch, mac };
    return before;
  };
}

/** The newest row, or null for an empty log. */
export function auditHead(db: Db): AuditHead | null {
  return statements(db).head.get() ?? null;
}

/** `spell`: what came out of the database has no halves of letters and only whole numbers, so that its plain JSON is the canonical one, and quicker. */
function rowMac(ak: Buffer | KeyObject, row: Omit<AuditRow, 'mac'>, spell: (said: Canonical) => string = canonicalJson): Buffer {
  const said = spell([FORMAT, row.epoch, row.seq, row.at, row.actor, row.action, row.entity, row.entity_id]);
  return hmac(ak, Buffer.concat([Buffer.from(said, 'utf8'), row.body_hash, row.prev])); // in one piece: three updates take three times as long
}

function sha256(text: string): Buffer {
  return hash('sha256', text, 'buffer');
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
  const keyOf = keysOf(db, ak);
  let last: AuditHead | null = options.from ?? null;
  let checked = 0;
  for (;;) {
    const rows = page.all(last?.seq ?? 0, slice);
    for (const row of rows) {
      const fault = checkRow(keyOf(row.seq), row, last, erasedBy);
      if (fault !== null) return { ok: false, checked, seq: row.seq, fault };
      last = { seq: row.seq, epoch: row.epoch, mac: row.mac };
      checked += 1;
    }
    if (rows.length < slice) return { ok: true, checked, head: last };
    yield { checked };
  }
}

/** A prepared key makes each MAC five times cheaper. It cannot be wiped, so it lives no longer than one walk. */
function keysOf(db: Db, ak: Buffer): (seq: number) => KeyObject {
  const now = createSecretKey(ak);
  const past = keySpans(db, ak).slice(0, -1).map(({ until, key }) => ({ until, key: createSecretKey(key) }));
  return past.length === 0 ? () => now : (seq) => past.find(({ until }) => seq <= until)?.key ?? now;
}

function checkRow(ak: KeyObject, row: CheckedRow, last: AuditHead | null, erasedBy: Prepared['erasedBy']): AuditFault | null {
  if (row.seq !== (last?.seq ?? 0) + 1) return 'gap';
  if (!row.prev.equals(last?.mac ?? NO_ROW_BEFORE)) return 'broken-link';
  if (!sameBytes(row.mac, rowMac(ak, row, JSON.stringify))) return 'edited';
  if (row.epoch < (last?.epoch ?? 1) || (row.epoch > (last?.epoch ?? 1) && !OPENS_EPOCH.includes(row.action))) return 'epoch';
  if (row.body === null) return ERASES.includes(erasedBy.get(row.seq) ?? '') ? null : 'body';
  return sha256(row.body).equals(row.body_hash) ? null : 'body';
}

/** Whether one record's own seal fits: what it says, its body and the record before it. */
export function sealFits(db: Db, ak: Buffer, seq: number): boolean {
  const before = statements(db).one.get(seq - 1);
  if (before === undefined && seq > 1) return false;
  const walk = verifyAudit(db, ak, { slice: 1, ...(before && { from: before }) }).next();
  return walk.done !== true || (walk.value.ok && walk.value.checked === 1);
}

/** Whether a body is the one that was sealed. */
export function bodyMatches(body: string, bodyHash: Buffer): boolean {
  return sameBytes(sha256(body), bodyHash);
}

/** What is kept outside the database (keychain, backup manifests, the day-close page) to notice a log that went back in time. */
export interface AuditAnchor {
  vaultId: string;
  epoch: number;
  seq: number;
  /** Hex. */
  mac: string;
  at: string;
}

/** How the log stands against its anchor. 'ahead' is normal after a crash between a commit and its anchor. */
export type Integrity = 'ok' | 'ahead' | 'unanchored' | 'rolled-back' | 'edited';

/** Compares the log with the newest anchor known; also walks the rows after it. Cheap: at most as many rows as were written since. */
export function compareAnchor(db: Db, ak: Buffer, anchor: AuditAnchor | null): Integrity {
  if (anchor === null) return 'unanchored';
  const head = auditHead(db);
  if (head === null || head.epoch < anchor.epoch) return 'rolled-back';
  // A newer epoch says itself where it left the old log: only who has the audit key could have opened it.
  if (head.epoch > anchor.epoch) return sealedFrom(db, ak, head) ? 'ahead' : 'edited';
  if (head.seq < anchor.seq) return 'rolled-back';
  const row = statements(db).one.get(anchor.seq);
  if (row === undefined || !sameBytes(row.mac, Buffer.from(anchor.mac, 'hex'))) return 'edited';
  // From the row before the anchor, so that at least one MAC is checked: a wrong audit key shows too.
  const before = statements(db).one.get(anchor.seq - 1);
  const walk = verifyAudit(db, ak, before === undefined ? {} : { from: before });
  for (let step = walk.next(); ; step = walk.next()) {
    if (step.done !== true) continue;
    if (!step.value.ok) return 'edited';
    return head.seq === anchor.seq ? 'ok' : 'ahead';
  }
}

/** The rows of the newest epoch, from the one that opened it, are under the audit key. */
function sealedFrom(db: Db, ak: Buffer, head: AuditHead): boolean {
  const before = statements(db).one.get(firstOfEpoch(db, head.epoch, head.seq) - 1);
  const walk = verifyAudit(db, ak, before === undefined ? {} : { from: before });
  for (let step = walk.next(); ; step = walk.next()) if (step.done === true) return step.value.ok;
}

/**
 * How an anchor of a backup or of a printed page stands to the log: 'in' it; of a tail that was 'given-up' when a later epoch began (a backup was restored, a
 * rollback acknowledged); 'beyond' its end; or of an 'other' history.
 */
export function placeOfAnchor(db: Db, anchor: Pick<AuditAnchor, 'epoch' | 'seq' | 'mac'>): 'in' | 'given-up' | 'beyond' | 'other' {
  const { one, head } = statements(db);
  const row = one.get(anchor.seq);
  if (row !== undefined && sameBytes(row.mac, Buffer.from(anchor.mac, 'hex'))) return 'in';
  const newest = head.get();
  if (newest !== undefined && newest.epoch > anchor.epoch && anchor.seq >= firstOfEpoch(db, anchor.epoch + 1, newest.seq)) return 'given-up';
  return row === undefined ? 'beyond' : 'other';
}

/** The first record of this epoch or a later one, found by halving: epochs only grow. */
function firstOfEpoch(db: Db, epoch: number, newest: number): number {
  const { one } = statements(db);
  let [low, high] = [1, newest];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((one.get(middle)?.epoch ?? 0) < epoch) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Acts after which the anchor is moved at once: an attacker gains most by hiding these. */
const URGENT = /^(invoice\.void|user\.|settings\.tax|restore|backup|dayclose|kit\.|pin\.|totp\.|recovery\.|epoch\.)/;
const EVERY_ROWS = 50;
const EVERY_MS = 60_000;

/** Whether the anchor should be written now; keychain writes take up to 150 ms, so not after each row. */
export function anchorDue(since: { rows: number; ms: number; lastAction?: string }): boolean {
  if (since.rows <= 0) return false;
  return since.rows >= EVERY_ROWS || since.ms >= EVERY_MS || (since.lastAction !== undefined && URGENT.test(since.lastAction));
}
