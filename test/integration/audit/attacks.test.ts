// Every attack on the books by somebody who has the database key in hand, and where it is found: at the start, by the proof, against a backup, against a printed seal.
// docs/THREATS.md says which cannot be found, and the last tests here hold it to that.
import { createHash, randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AuditProof } from '../../../contract/audit.ts';
import { serviceContext } from '../../../main/app/serviceContext.ts';
import { appendAudit, auditHead } from '../../../main/audit/chain.ts';
import { openDatabase, type Db } from '../../../main/db/open.ts';
import { schema } from '../../../main/db/migrate.ts';
import { findSeal } from '../../../main/service/dayClose.ts';
import { proveWhole, sealOf, type OutsideAnchor } from '../../../main/service/proof.ts';
import { seedBusiness } from '../../../main/service/seed.ts';
import { dbKeyCopy, lockSession, type Session } from '../../../main/vault/session.ts';
import { addCustomer, draftBody, issueInvoice, line } from '../../fixtures/company.ts';
import { cleanUpAfterEach, enterAs, failure, makeOwner, makeWorld, type Owner, tempFolder } from '../vault/fixture.ts';

cleanUpAfterEach(afterEach);

const SALES = 4;
let owner: Owner;
let key: Buffer;
let file: string;
/** The file, the keychain and the anchor of a backup as they were halfway. */
let earlier: { bytes: Buffer; keychain: Map<string, string>; backup: OutsideAnchor; printed: string };
/** The last record, and that of the newest invoice. */
let newest: number;
let sale: number;

/** Made once: files, keychain and clock as the first test finds them, copied for each. */
let first: { folder: string; items: Map<string, string>; wall: number; owner: Owner } | null = null;

async function fill(): Promise<NonNullable<typeof first>> {
  const made = await makeOwner('keychain');
  owner = made;
  file = join(owner.folder, 'billfold.db');
  const session = await enterAs(owner);
  key = dbKeyCopy(session);
  const ctx = serviceContext(session);
  seedBusiness(ctx, { name: 'Harbour Tea', country: 'IE', currency: 'EUR', language: 'en' });
  for (let n = 0; n < SALES; n += 1) issueInvoice(ctx, draftBody(addCustomer(ctx, { name: 'Café' }), { lines: [line({ taxIds: [] })] }));
  await lockSession(session);
  const bytes = readFileSync(file);
  const keychain = new Map(owner.store.items);
  const again = await enterAs(owner);
  const more = serviceContext(again);
  for (let n = 0; n < SALES; n += 1) issueInvoice(more, draftBody(addCustomer(more, { name: 'Hotel' }), { lines: [line({ taxIds: [] })] }));
  const last = auditHead(again.db);
  newest = last?.seq ?? 0;
  sale = Number(again.db.prepare("SELECT max(seq) FROM audit_log WHERE action = 'invoice.issue' AND seq < ?").pluck().get(newest));
  const backup = { name: 'Billfold 2026-11-22', epoch: last?.epoch ?? 1, seq: newest, mac: last?.mac.toString('hex') ?? '' };
  earlier = { bytes, keychain, backup, printed: sealOf(last?.mac ?? Buffer.alloc(32)) };
  await lockSession(again);
  const folder = mkdtempSync(join(tmpdir(), 'billfold-attacks-'));
  cpSync(owner.folder, folder, { recursive: true });
  return { folder, items: new Map(owner.store.items), wall: owner.clock.wall, owner: made };
}

beforeEach(async () => {
  first ??= await fill();
  const world = makeWorld();
  cpSync(first.folder, world.folder, { recursive: true });
  for (const [account, value] of first.items) world.store.items.set(account, value);
  world.clock.wall = first.wall;
  owner = { ...first.owner, ...world };
  file = join(owner.folder, 'billfold.db');
});
afterAll(() => {
  if (first !== null) rmSync(first.folder, { recursive: true, force: true });
});

/** A SQL prompt with the key: triggers, foreign keys and checks are no obstacle. */
function prompt(work: (db: Db) => void, tidy = true): void {
  const db = openDatabase(file, key, { schemaVersion: schema.latest });
  const triggers = db.prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all();
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
  db.pragma('foreign_keys=OFF');
  db.pragma('ignore_check_constraints=ON');
  work(db);
  // a careful attacker puts the triggers back
  if (tidy) for (const { sql } of triggers) db.exec(sql);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

interface Judged {
  start: Session['integrity'];
  readOnly: boolean;
  proof: AuditProof;
  printedIsThere: boolean;
}
/** Opens the books as their owner does, and asks everything. */
async function judge(): Promise<Judged> {
  const session = await enterAs(owner);
  const ctx = serviceContext(session);
  const walk = proveWhole(ctx, session.integrity, [earlier.backup]);
  let step = walk.next();
  while (step.done !== true) step = walk.next();
  const look = findSeal(ctx, earlier.printed);
  let sight = look.next();
  while (sight.done !== true) sight = look.next();
  const judged = { start: session.integrity, readOnly: session.readOnly, proof: step.value, printedIsThere: sight.value !== null };
  await lockSession(session);
  return judged;
}
const cutLog = (db: Db, from: number): void => void db.exec(`DELETE FROM audit_body WHERE seq >= ${from}; DELETE FROM audit_log WHERE seq >= ${from}`);

test('untouched books are whole, at the start, by the proof, against the backup and the printed page', async () => {
  const { start, proof, printedIsThere } = await judge();
  expect(start).toBe('ok');
  expect(proof).toMatchObject({ whole: true, fault: null, touched: [], missing: 0, gaps: [], outside: [], guards: [] });
  expect(printedIsThere).toBe(true);
});

describe('the log itself', () => {
  test.each<[string, (db: Db) => void, Partial<AuditProof>]>([
    ['a record edited', (db) => db.exec("UPDATE audit_log SET actor = 'somebody else' WHERE seq = 5"), { fault: { seq: 5, fault: 'edited' } }],
    ['the time of a record moved', (db) => db.exec("UPDATE audit_log SET at = '2026-01-01T00:00:00.000Z' WHERE seq = 5"), { fault: { seq: 5, fault: 'edited' } }],
    ['a record replaced (REPLACE walks past triggers)', (db) => db.exec("PRAGMA recursive_triggers=OFF; REPLACE INTO audit_log SELECT seq, epoch, at, actor, 'draft.save', entity, entity_id, body_hash, prev, mac FROM audit_log WHERE seq = 6"), { fault: { seq: 6, fault: 'edited' } }],
    ['a record deleted', (db) => db.exec('DELETE FROM audit_body WHERE seq = 7; DELETE FROM audit_log WHERE seq = 7'), { fault: { seq: 8, fault: 'gap' } }],
    ['a record deleted and the others moved up', (db) => db.exec('DELETE FROM audit_body WHERE seq = 7; DELETE FROM audit_log WHERE seq = 7; UPDATE audit_log SET seq = -seq WHERE seq > 7; UPDATE audit_log SET seq = -seq - 1 WHERE seq < 0; UPDATE audit_body SET seq = -seq WHERE seq > 7; UPDATE audit_body SET seq = -seq - 1 WHERE seq < 0'), { fault: { seq: 7, fault: 'broken-link' } }],
    ['two records swapped', (db) => db.exec('UPDATE audit_log SET seq = -1 WHERE seq = 8; UPDATE audit_log SET seq = 8 WHERE seq = 9; UPDATE audit_log SET seq = 9 WHERE seq = -1'), { fault: { seq: 8, fault: 'broken-link' } }],
    ['two bodies swapped', (db) => db.exec(`UPDATE audit_body SET seq = -1 WHERE seq = 3; UPDATE audit_body SET seq = 3 WHERE seq = ${sale}; UPDATE audit_body SET seq = ${sale} WHERE seq = -1`), { fault: { seq: 3, fault: 'body' } }],
    ['a body rewritten', (db) => db.exec("UPDATE audit_body SET body = '{}' WHERE seq = 8"), { fault: { seq: 8, fault: 'body' } }],
    ['a body rewritten with its hash', (db) => void db.prepare("UPDATE audit_log SET body_hash = ? WHERE seq = 8").run(createHash('sha256').update('{}').digest()), { fault: { seq: 8, fault: 'edited' } }],
    ['a body taken away', (db) => db.exec('DELETE FROM audit_body WHERE seq = 8'), { fault: { seq: 8, fault: 'body' } }],
    ['a body taken away with a made-up erasure', (db) => db.exec('INSERT INTO audit_erasure (seq, erased_by_seq) VALUES (8, 12); DELETE FROM audit_body WHERE seq = 8'), { fault: { seq: 8, fault: 'body' } }],
    ['an epoch forged', (db) => db.exec('UPDATE audit_log SET epoch = 2 WHERE seq >= 10'), { fault: { seq: 10, fault: 'edited' } }],
  ])('%s: the proof says where', async (_name, attack, expected) => {
    prompt(attack);
    const { proof } = await judge();
    expect(proof).toMatchObject({ whole: false, ...expected });
  });

  test.each<[string, (db: Db) => void]>([
    ['a record put in at the end with another key', (db) => void appendAudit(db, randomBytes(32), { at: '2026-11-22T10:00:00.000Z', actor: 'x', action: 'payment.void', entity: 'payment', entityId: null, body: {} })],
    ['an acknowledgement forged at the end', (db) => void appendAudit(db, randomBytes(32), { at: '2026-11-22T10:00:00.000Z', actor: 'x', action: 'epoch.open', entity: 'vault', entityId: null, body: {}, epoch: 2 })],
    ['the tail rewritten with another key', (db) => {
      cutLog(db, newest - 2);
      for (let n = 0; n < 5; n += 1) appendAudit(db, randomBytes(32), { at: '2026-11-22T10:00:00.000Z', actor: 'x', action: 'draft.save', entity: 'draft', entityId: null, body: {} });
    }],
  ])('%s: found at the start, and nothing can be written', async (_name, attack) => {
    prompt(attack);
    const { start, readOnly, proof } = await judge();
    expect([start, readOnly, proof.whole]).toEqual(['edited', true, false]);
  });

  test('the end cut off: found at the start, by the proof, by the backup and by the printed page', async () => {
    prompt((db) => cutLog(db, newest - 3));
    const { start, readOnly, proof, printedIsThere } = await judge();
    expect([start, readOnly, proof.whole, proof.anchor, printedIsThere]).toEqual(['rolled-back', true, false, 'rolled-back', false]);
    expect(proof.outside).toEqual([{ name: earlier.backup.name, seq: newest, verdict: 'beyond' }]);
    expect(proof.missing).toBeLessThan(0); // the documents of the records are still there
  });

  test('the whole log deleted: found at the start', async () => {
    prompt((db) => cutLog(db, 1));
    const session = await failure(() => enterAs(owner));
    if (session !== 'none') return expect(['VAULT_BROKEN', 'DB_DAMAGED', 'AUTH_FAILED']).toContain(session);
    expect((await judge()).proof.whole).toBe(false);
  });

  test('a trigger dropped and not put back: the proof names it', async () => {
    prompt((db) => db.exec('SELECT 1'), false);
    const { proof } = await judge();
    expect(proof.whole).toBe(false);
    expect(proof.guards).toEqual(expect.arrayContaining(['audit_log_no_delete', 'document_no_update']));
  });
});

describe('the documents', () => {
  test.each<[string, (db: Db) => void, (proof: AuditProof) => void]>([
    ['an invoice’s amount', (db) => db.exec('UPDATE document SET payable = payable - 100, gross = gross - 100 WHERE rid = 2'), (proof) => expect(proof.touchedCount).toBe(1)],
    ['an invoice’s line', (db) => db.exec("UPDATE document_line SET description = 'Something else' WHERE document_rid = 2"), (proof) => expect(proof.touched[0]?.number).toMatch(/0002$/)],
    ['an invoice and its own seal', (db) => db.exec("UPDATE document SET note = 'x', content_hash = zeroblob(32) WHERE rid = 2"), (proof) => expect(proof.touchedCount).toBe(1)],
    ['two invoices’ numbers', (db) => db.exec("UPDATE document SET number = 'T' WHERE rid = 1; UPDATE document SET number = 'INV-2026-0001' WHERE rid = 2; UPDATE document SET number = 'INV-2026-0002' WHERE rid = 1"), (proof) => expect(proof.touchedCount).toBe(2)],
    ['an invoice pointed at another record', (db) => db.exec('UPDATE document SET audit_seq = (SELECT audit_seq FROM document WHERE rid = 3) WHERE rid = 2'), (proof) => expect(proof.touchedCount).toBe(1)],
  ])('%s changed: the proof names the document', async (_name, attack, check) => {
    prompt(attack);
    const { proof } = await judge();
    expect(proof.whole).toBe(false);
    check(proof);
  });

  test('an invoice deleted with all its rows: it is missing, and so is its number', async () => {
    prompt((db) => {
      for (const { name } of db.prepare<[], { name: string }>("SELECT m.name FROM sqlite_master m WHERE m.type = 'table' AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) c WHERE c.name = 'document_rid')").all()) db.exec(`DELETE FROM ${name} WHERE document_rid = 2`);
      db.exec('DELETE FROM document WHERE rid = 2');
    });
    const { proof } = await judge();
    expect(proof).toMatchObject({ whole: false, missing: 1, gapCount: 1 });
    expect(proof.gaps[0]).toMatchObject({ first: 2, last: 2 });
  });

  test('the newest invoice deleted and the counter set back: the log still knows it', async () => {
    prompt((db) => {
      for (const { name } of db.prepare<[], { name: string }>("SELECT m.name FROM sqlite_master m WHERE m.type = 'table' AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) c WHERE c.name = 'document_rid')").all()) db.exec(`DELETE FROM ${name} WHERE document_rid = ${2 * SALES}`);
      db.exec(`DELETE FROM document WHERE rid = ${2 * SALES}; UPDATE series_counter SET taken = taken - 1, next = next - 1`);
    });
    expect((await judge()).proof).toMatchObject({ whole: false, missing: 1 });
  });

  test('an invoice put in without a record is found', async () => {
    prompt((db) => {
      const columns = db.prepare<[], { name: string }>('SELECT name FROM pragma_table_info(\'document\')').all().map(({ name }) => name);
      const values = columns.map((name) => (name === 'rid' ? '99' : name === 'id' ? "'01900000-0000-7000-8000-0000000000ff'" : name === 'number' ? "'INV-2026-0099'" : name === 'sequence' ? '99' : name));
      db.exec(`INSERT INTO document (${columns.join(', ')}) SELECT ${values.join(', ')} FROM document WHERE rid = 1`);
    });
    expect((await judge()).proof).toMatchObject({ whole: false, touchedCount: 1 });
  });
});

describe('the files', () => {
  test('an older file put back: found at the start, by the backup and by the printed page', async () => {
    writeFileSync(file, earlier.bytes);
    const { start, readOnly, proof, printedIsThere } = await judge();
    expect([start, readOnly, proof.whole, printedIsThere]).toEqual(['rolled-back', true, false, false]);
    expect(proof.outside[0]?.verdict).toBe('beyond');
  });

  test('an older file put back together with the keychain of that day: only what lies elsewhere knows', async () => {
    writeFileSync(file, earlier.bytes);
    for (const [account, value] of earlier.keychain) owner.store.items.set(account, value);
    const { start, proof, printedIsThere } = await judge();
    expect(['ok', 'ahead']).toContain(start);
    expect(proof.outside).toEqual([{ name: earlier.backup.name, seq: newest, verdict: 'beyond' }]);
    expect([proof.whole, printedIsThere]).toEqual([false, false]);
  });

  test('the anchor deleted from the keychain: said by the proof and written into the log at that very login', async () => {
    prompt((db) => cutLog(db, newest - 3));
    for (const account of [...owner.store.items.keys()].filter((name) => name.startsWith('anchor'))) owner.store.items.delete(account);
    const { start, proof } = await judge();
    expect([start, proof.anchor, proof.whole]).toEqual(['unanchored', 'unanchored', false]);
    const session = await enterAs(owner);
    expect(session.db.prepare("SELECT count(*) FROM audit_log JOIN audit_body USING (seq) WHERE action = 'session.open' AND body LIKE '%\"anchor\":\"missing\"%'").pluck().get()).toBe(1);
  });

  test('any page put back as it was earlier either changes nothing that is sealed, or is found', async () => {
    const [now, then, page] = [readFileSync(file), earlier.bytes, 4096];
    const said = (): string | null => {
      try {
        const db = openDatabase(file, key, { schemaVersion: schema.latest, readonly: true });
        try {
          return ['audit_log', 'audit_body', 'audit_erasure', 'document', 'document_line', 'document_tax'].map((table) => JSON.stringify(db.prepare(`SELECT * FROM ${table}`).all())).join();
        } finally {
          db.close();
        }
      } catch {
        return null;
      }
    };
    const whole = said();
    const pages = Array.from({ length: Math.min(now.length, then.length) / page }, (_, i) => i).filter((i) => i > 0 && !now.subarray(i * page, (i + 1) * page).equals(then.subarray(i * page, (i + 1) * page)));
    expect(pages.length).toBeGreaterThan(5);
    let found = 0;
    for (const i of pages) {
      const mixed = Buffer.from(now);
      then.copy(mixed, i * page, i * page, (i + 1) * page);
      writeFileSync(file, mixed);
      if (said() === whole) continue; // indexes, sums, settings: see docs/THREATS.md
      const copy = tempFolder();
      cpSync(owner.folder, copy, { recursive: true });
      const refused = await failure(async () => {
        const { proof } = await judge();
        expect(proof.whole, `page ${i}`).toBe(false);
      });
      if (refused !== 'none') expect(refused, `page ${i}`).toMatch(/^[A-Z_]+$/);
      found += 1;
      cpSync(copy, owner.folder, { recursive: true });
    }
    expect(found).toBeGreaterThan(0);
  }, 60_000);

  test('the clock set back: refused at the door, whatever the code', async () => {
    owner.clock.wall -= 2 * 3_600_000;
    expect(await failure(() => enterAs(owner))).toBe('CLOCK_BACK');
  });
});

describe('what cannot be found from inside (docs/THREATS.md)', () => {
  test('records newer than every anchor, removed together with what they describe', async () => {
    const session = await enterAs(owner);
    const ctx = serviceContext(session);
    const keychain = new Map(owner.store.items); // the app is killed before the next anchor
    const before = auditHead(session.db)?.seq ?? 0;
    addCustomer(ctx, { name: 'Gone' });
    await lockSession(session);
    for (const [account, value] of keychain) owner.store.items.set(account, value);
    prompt((db) => {
      cutLog(db, before + 1);
      db.exec("DELETE FROM customer WHERE name = 'Gone'");
    });
    const { start, proof } = await judge();
    expect(['ok', 'ahead']).toContain(start);
    expect(proof.whole).toBe(true);
  });

  test('a log forged with the audit key itself: only a backup or a printed page knows better', async () => {
    const session = await enterAs(owner);
    const ak = Buffer.from(session.ak);
    await lockSession(session);
    prompt((db) => {
      const rows = db.prepare<[], { seq: number; at: string; actor: string; action: string; entity: string; entity_id: string | null; body: string }>(`SELECT * FROM audit_log JOIN audit_body USING (seq) WHERE seq >= ${sale + 1} ORDER BY seq`).all();
      cutLog(db, sale + 1);
      for (const { entity_id: entityId, body, ...row } of rows) appendAudit(db, ak, { ...row, actor: 'somebody else', entityId, body: JSON.parse(body) as never });
    });
    for (const account of [...owner.store.items.keys()].filter((name) => name.startsWith('anchor'))) owner.store.items.delete(account);
    const { proof, printedIsThere } = await judge();
    expect([proof.fault, proof.touchedCount]).toEqual([null, 0]);
    expect(proof.outside.map(({ verdict }) => verdict)).toEqual(['other']);
    expect(printedIsThere).toBe(false);
  });
});
