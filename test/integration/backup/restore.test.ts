// Restores on real vaults: back on the same computer, on a new one with the kit alone, and cut off at every step.
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { auditHead } from '../../../main/audit/chain.ts';
import { verifyAudit } from '../../../main/audit/verify.ts';
import { isAppError } from '../../../contract/errors.ts';
import { invoicesCredit } from '../../../main/service/credit.ts';
import { figuresOf } from '../../../main/backup/figures.ts';
import { swapDatabase } from '../../../main/restore/swap.ts';
import { serviceContext } from '../../../main/app/serviceContext.ts';
import { erasureErase, erasuresOf } from '../../../main/service/erasure.ts';
import { loadPdf, invoicesList } from '../../../main/service/invoices.ts';
import { beginRescue } from '../../../main/vault/rescue.ts';
import { realFiles } from '../../../main/vault/files.ts';
import { lockSession } from '../../../main/vault/session.ts';
import { cleanUpAfterEach, enterAs } from '../vault/fixture.ts';
import { addCustomer, wholeProof } from '../../fixtures/company.ts';
import { type BackedBooks, backedBooks } from './books.ts';
import { AT, rescueFrom } from './newLaptop.ts';
import { backedUp, prepared } from './restoring.ts';

cleanUpAfterEach(afterEach);

const NONE = { customerId: null, from: null, to: null, currency: null, overdueOn: null };
const numbers = (ctx: BackedBooks['ctx']) => invoicesList(ctx, { q: '', after: null, limit: 50, filters: NONE }).rows.map(({ number }) => number);

describe('a restore from open books', () => {
  it('e62 brings back what the backup holds, says before what would be lost, and T47 never gives out a number again', async () => {
    const books = await backedBooks();
    const { path } = await backedUp(books);
    const kept = numbers(books.ctx);
    const before = figuresOf(books.ctx.db);
    books.issue();
    books.issue();
    const { staged, looked } = prepared(books, path);
    expect(looked).toMatchObject({ inside: { business: 'Harbour Tea', figures: { documents: 4 } }, present: { documents: 6 }, lost: { documents: 2, last: [{ number: 'INV-2026-0006' }, { number: 'INV-2026-0005' }] } });
    expect(looked.inside.figures).toEqual(before);
    await lockSession(books.session);
    swapDatabase(realFiles, books.owner.folder, staged, '20261122');
    const session = await enterAs(books.owner);
    const ctx = serviceContext(session);
    expect(session.readOnly).toBe(false);
    expect(numbers(ctx)).toEqual(kept);
    expect(wholeProof(ctx).whole).toBe(true);
    const first = ctx.db.prepare<[], { id: string }>('SELECT id FROM document ORDER BY rid LIMIT 1').get()?.id ?? '';
    expect(loadPdf(ctx, first).bytes.toString()).toBe('%PDF-1.7 the first invoice');
    // the two that are gone keep their numbers
    const next = { ...books, ctx };
    const customer = ctx.db.prepare<[], { id: string }>('SELECT id FROM customer LIMIT 1').get()?.id ?? '';
    const { draftBody, issueInvoice } = await import('../../fixtures/company.ts');
    expect(issueInvoice(next.ctx, draftBody(customer)).number).toBe('INV-2026-0007');
    expect(readdirSync(books.owner.folder).filter((name) => name.startsWith('billfold.db.replaced-'))).not.toEqual([]);
  });

  it('opens a new epoch of the log that names what was left behind, and the next login finds nothing wrong', async () => {
    const books = await backedBooks();
    const { path } = await backedUp(books);
    books.issue();
    const abandoned = auditHead(books.ctx.db);
    const { staged } = prepared(books, path);
    await lockSession(books.session);
    swapDatabase(realFiles, books.owner.folder, staged, '20261122');
    const session = await enterAs(books.owner);
    expect(['ok', 'ahead']).toContain(session.integrity);
    const row = session.db.prepare<[], { epoch: number; body: string }>("SELECT l.epoch, b.body FROM audit_log l JOIN audit_body b ON b.seq = l.seq WHERE l.action = 'restore'").get();
    expect(row?.epoch).toBe((abandoned?.epoch ?? 0) + 1);
    expect(JSON.parse(row?.body ?? '{}')).toMatchObject({ abandoned: { seq: abandoned?.seq, mac: abandoned?.mac.toString('hex') }, backup: basename(path) });
    const walk = verifyAudit(session.db, session.ak);
    let verdict = walk.next();
    while (verdict.done !== true) verdict = walk.next();
    expect(verdict.value.ok).toBe(true);
  });

  it('does not let in whoever was removed since, nor bring back an old phone', async () => {
    const books = await backedBooks();
    const { path } = await backedUp(books);
    const { db } = books.ctx;
    db.prepare("INSERT INTO user (id, name, name_folded, role, slot_id, pin_set_at, created_at, disabled_at) VALUES ('0190c000-0000-7000-8000-00000000aaaa', 'Ex', 'ex', 'cashier', 'x', @at, @at, @at)").run({ at: AT });
    const totp = db.prepare('SELECT * FROM user_totp').all();
    const { staged } = prepared(books, path);
    await lockSession(books.session);
    swapDatabase(realFiles, books.owner.folder, staged, '20261122');
    const session = await enterAs(books.owner);
    expect(session.db.prepare('SELECT disabled_at FROM user WHERE name = ?').pluck().get('Ex')).toBe(AT);
    expect(session.db.prepare('SELECT count(*) FROM user_totp').pluck().get()).toBe(totp.length);
  });

  it('e62 T83 forgets again whoever was erased since the backup, on the record', async () => {
    const books = await backedBooks();
    const customer = addCustomer(books.ctx, { name: 'Bruno Vellmann', email: 'bruno@vellmann.example' });
    const { path } = await backedUp(books);
    erasureErase(books.ctx, { id: customer });
    const { staged } = prepared(books, path);
    await lockSession(books.session);
    swapDatabase(realFiles, books.owner.folder, staged, '20261122');
    const session = await enterAs(books.owner);
    const ctx = serviceContext(session);
    const tables = ctx.db.prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%_fts%'").all();
    for (const { name } of tables) expect(JSON.stringify(ctx.db.prepare(`SELECT * FROM "${name}"`).all()), name).not.toContain('ellmann');
    expect(erasuresOf(ctx.db).map(({ customerId }) => customerId)).toEqual([customer]);
    expect(wholeProof(ctx).whole).toBe(true);
  });

  it('beside books of an older program asks nothing of them: nobody knows then what would be lost', async () => {
    const books = await backedBooks();
    const { path } = await backedUp(books);
    books.ctx.db.pragma('user_version = 85');
    const { looked } = prepared(books, path);
    expect(looked).toMatchObject({ inside: { figures: { documents: 4 } }, present: null, lost: null });
  });

  it('of a damaged backup is refused by name and changes nothing', async () => {
    const books = await backedBooks();
    const { path } = await backedUp(books);
    const { truncateSync } = await import('node:fs');
    truncateSync(path, 4096);
    let refused: unknown;
    try {
      prepared(books, path);
    } catch (error) {
      refused = error;
    }
    expect(isAppError(refused) ? [refused.code, refused.detail.params] : refused).toEqual(['RESTORE_REFUSED', { fault: 'BACKUP_TRUNCATED' }]);
    expect(readdirSync(books.source.staging)).toEqual([]);
  });
});

describe('a restore with the kit alone', () => {
  async function rescued(jump: number) {
    const books = await backedBooks();
    const { path } = await backedUp(books);
    const figures = figuresOf(books.ctx.db);
    const { shown, looked, finish } = rescueFrom(path, books.owner.kit);
    expect(shown).toMatchObject({ proved: true, fault: null });
    expect(looked).toMatchObject({ present: null, lost: null });
    return { session: await finish(jump), figures };
  }

  it('on a new computer ends with new PIN and phone, and every figure as it was', async () => {
    const { session, figures } = await rescued(0);
    const { records: _records, ...now } = figuresOf(session.db);
    const { records: _before, ...then } = figures;
    expect(now).toEqual(then);
    expect(wholeProof(serviceContext(session)).whole).toBe(true);
  });

  it('leaves out as many numbers as the owner says, on the record, where nobody knows what was issued after the backup', async () => {
    const { session } = await rescued(50);
    expect(session.db.prepare('SELECT next FROM series_counter WHERE taken > 0 LIMIT 1').pluck().get()).toBe(55);
    const { body } = session.db.prepare<[], { body: string }>("SELECT b.body FROM audit_log l JOIN audit_body b ON b.seq = l.seq WHERE l.action = 'restore'").get() ?? { body: '{}' };
    expect(JSON.parse(body)).toMatchObject({ jump: 50, abandoned: null });
    expect(wholeProof(serviceContext(session)).whole).toBe(true);
  });

  it('T47 leaves them out of a series too that was not begun in the backup: the first credit note may be what was lost', async () => {
    const { session } = await rescued(50);
    const ctx = serviceContext(session);
    const { id } = session.db.prepare<[], { id: string }>("SELECT id FROM document WHERE kind = 'invoice' ORDER BY rid LIMIT 1").get() ?? { id: '' };
    const issueDate = session.db.prepare<[], string>('SELECT max(issue_date) FROM document').pluck().get() ?? '';
    const { number } = invoicesCredit(ctx, { id, newId: ctx.newId(), request: { kind: 'whole' }, issueDate, reason: 'Returned' });
    expect(Number(number.split('-').at(-1))).toBe(51);
    expect(wholeProof(ctx).whole).toBe(true);
  });

  it('of another vault than the one on this computer is KIT_WRONG', async () => {
    const [books, other] = [await backedBooks(), await backedBooks()];
    await lockSession(other.session);
    expect(() => beginRescue(other.owner.restart(), books.owner.kit)).toThrow(expect.objectContaining({ code: 'KIT_WRONG' }));
  });
});
