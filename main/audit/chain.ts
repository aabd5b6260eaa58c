// The tamper-evident log: each row is MACed together with the row before it. Called by services (inside their own transaction) and by main/vault.
// SECURITY (d): the triggers stop accidents; what finds a change made with the database key is this chain (verify.ts), and its anchor kept elsewhere (anchor.ts).
import { hash, type KeyObject } from 'node:crypto';
import type { Db } from '../db/open.ts';
import { hmac } from '../vault/crypto.ts';
import { canonicalJson, type Canonical } from './canonical.ts';
import { NO_ROW_BEFORE, said } from './rowMac.ts';

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

const SQL = {
  head: 'SELECT seq, epoch, mac FROM audit_log ORDER BY seq DESC LIMIT 1',
  one: 'SELECT seq, epoch, mac FROM audit_log WHERE seq = ?',
  add: `INSERT INTO audit_log (seq, epoch, at, actor, action, entity, entity_id, body_hash, prev, mac)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  addBody: 'INSERT INTO audit_body (seq, body) VALUES (?, ?)',
};

function prepareAll(db: Db) {
  return {
    head: db.prepare<[], AuditHead>(SQL.head),
    one: db.prepare<[number], AuditHead>(SQL.one),
    add: db.prepare<[number, number, string, string, string, string, string | null, Buffer, Buffer, Buffer]>(SQL.add),
    addBody: db.prepare<[number, string]>(SQL.addBody),
  };
}

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
    const bodyHash = hash('sha256', body, 'buffer');
    const words = said({ seq, epoch, at: act.at, actor: act.actor, action: act.action, entity: act.entity, entityId: act.entityId }, canonicalJson);
    const mac = hmac(ak, Buffer.concat([Buffer.from(words, 'utf8'), bodyHash, prev])); // in one piece: three updates take three times as long
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

/** The row of this number. */
export function rowOf(db: Db, seq: number): AuditHead | undefined {
  return statements(db).one.get(seq);
}
