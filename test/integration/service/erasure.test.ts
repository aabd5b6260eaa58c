// T83: forgetting a person. What the law asks for stays, the rest goes, no sum changes, and restored books forget them again.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../../main/audit/verify.ts';
import { customerData } from '../../../main/export/customerData.ts';
import { openZip } from '../../../main/export/zipRead.ts';
import { asidesSaveNote, asidesGet } from '../../../main/service/asides.ts';
import { customersArchive, customersGet, customersList, customersSave } from '../../../main/service/customers.ts';
import { draftsDiscard, draftsSave } from '../../../main/service/drafts.ts';
import { erasureErase, erasureLook, erasuresOf, reapplyErasures } from '../../../main/service/erasure.ts';
import { invoicesGet, invoicesList, invoicesProve } from '../../../main/service/invoices.ts';
import { recordPayment } from '../../../main/service/payments.ts';
import { paymentsReceipt, storeReceiptPdf } from '../../../main/service/receipt.ts';
import { addCustomer, type Company, customerInput, draftBody, issueInvoice, openCompany } from '../../fixtures/company.ts';

const SECRETS = ['eva@cafe-mueller.example', 'Eva Müller', 'Lange Gasse 1', '+43 1 5550199', 'Likes poodles'];
const WHO = { phone: '+43 1 5550199', notes: 'Likes poodles' };

let company: Company;
let id: string;
let invoice: string;
beforeEach(() => {
  company = openCompany();
  const { ctx } = company;
  id = addCustomer(ctx, WHO);
  customersSave(ctx, { id, version: 1, ...customerInput({ ...WHO, contact: 'Eva Müller-Maier' }) });
  invoice = issueInvoice(ctx, draftBody(id)).id;
});
afterEach(() => company.close());

function settle(): void {
  const { ctx } = company;
  const { open } = invoicesGet(ctx, { id: invoice });
  recordPayment(ctx, {
    id: ctx.newId(), customerId: id, currency: 'EUR', amount: open, rate: null, baseAmount: null, paidOn: '2026-11-20', method: { method: 'transfer', reference: '', brand: null, last4: '' }, note: '',
    allocations: [{ documentId: invoice, amount: open, rest: 'open' }],
  });
}

/** Every text in every table but those that the law keeps: what was printed. */
function everywhere(except: readonly string[]): string {
  const { db } = company.ctx;
  const tables = db.prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE '%_fts_%'").all();
  return tables.filter(({ name }) => !except.includes(name)).map(({ name }) => JSON.stringify(db.prepare(`SELECT * FROM "${name}"`).all())).join('\n');
}
const bodies = () => company.ctx.db.prepare<[string], { n: number }>('SELECT count(*) AS n FROM audit_log l JOIN audit_body b ON b.seq = l.seq WHERE l.entity_id = ?').get(id)?.n;
function chain() {
  const walk = verifyAudit(company.ctx.db, company.ctx.ak);
  for (let at = walk.next(); ; at = walk.next()) if (at.done === true) return at.value;
}

describe('T83 erasing a customer', () => {
  it('is refused while something is open, and says what', () => {
    draftsSave(company.ctx, { body: draftBody(id) });
    expect(erasureLook(company.ctx, { id }).blocks).toEqual([{ what: 'owed', count: 1 }, { what: 'drafts', count: 1 }]);
    expect(() => erasureErase(company.ctx, { id })).toThrow('CUSTOMER_OPEN');
    expect(customersGet(company.ctx, { id }).customer.email).toBe('eva@cafe-mueller.example');
  });

  it('keeps issued documents, whole and provable, and says until when', () => {
    settle();
    const before = invoicesGet(company.ctx, { id: invoice });
    expect(erasureErase(company.ctx, { id })).toMatchObject({ documents: 1, keptUntil: '2032-12-31' });
    expect(invoicesGet(company.ctx, { id: invoice }).snapshot).toEqual(before.snapshot);
    expect(before.snapshot.buyer?.name).toBe('Café Müller');
    expect(invoicesProve(company.ctx, { id: invoice })).toMatchObject({ intact: true });
  });

  it('drops everything else: no field, no body of the log, no note and no discarded draft still says it', () => {
    const draft = draftsSave(company.ctx, { body: { ...draftBody(id), note: 'Likes poodles' } });
    draftsDiscard(company.ctx, { id: draft.id });
    asidesSaveNote(company.ctx, { documentId: invoice, text: 'Eva Müller said so' });
    settle();
    expect(everywhere(['party_snapshot'])).toContain('Likes poodles');
    erasureErase(company.ctx, { id });
    const left = everywhere(['party_snapshot', 'document']);
    for (const secret of SECRETS) expect(left, secret).not.toContain(secret);
    expect(asidesGet(company.ctx, { documentId: invoice }).note).toBeNull();
    const { customer, erased } = customersGet(company.ctx, { id });
    expect(erased).toBe(true);
    expect(customer.name).toBe(`Erased customer ${id.slice(-4).toUpperCase()}`);
    expect(customersList(company.ctx, { q: 'muller', after: null, limit: 10, archived: true }).rows).toEqual([]);
  });

  it('keeps the chain of the log whole, and on record who did it', () => {
    settle();
    const records = erasureLook(company.ctx, { id }).records;
    expect(records).toBe(2);
    erasureErase(company.ctx, { id });
    expect(bodies()).toBe(1); // the record of the erasure itself
    expect(chain()).toMatchObject({ ok: true });
    expect(erasuresOf(company.ctx.db)).toEqual([{ customerId: id, at: expect.any(String), by: 'Nora Quinn', documents: 1, keptUntil: '2032-12-31' }]);
  });

  it('changes no total', () => {
    settle();
    const sums = () => JSON.stringify(['customer_total', 'day_total', 'due_total', 'document_state', 'payment'].flatMap((name) => (company.ctx.db.prepare('SELECT 1 FROM sqlite_master WHERE name = ?').get(name) === undefined ? [] : [company.ctx.db.prepare(`SELECT * FROM ${name}`).all()])));
    const before = sums();
    erasureErase(company.ctx, { id });
    expect(sums()).toBe(before);
    expect(invoicesList(company.ctx, { q: '', after: null, limit: 10, filters: { customerId: id, from: null, to: null, currency: null, overdueOn: null } }).rows).toHaveLength(1);
  });

  it('cannot be undone, filled in again, brought back, billed or done twice', () => {
    settle();
    const draft = draftsSave(company.ctx, { body: draftBody(null) });
    erasureErase(company.ctx, { id });
    const { ctx } = company;
    const { version } = customersGet(ctx, { id }).customer;
    expect(() => customersSave(ctx, { id, version, ...customerInput() })).toThrow('CUSTOMER_ERASED');
    expect(() => customersArchive(ctx, { id, archived: false })).toThrow('CUSTOMER_ERASED');
    expect(() => erasureErase(ctx, { id })).toThrow('CUSTOMER_ERASED');
    expect(() => issueInvoice(ctx, draftBody(id))).toThrow('CUSTOMER_ERASED');
    expect(() => ctx.db.prepare("UPDATE customer SET email = 'x' WHERE id = ?").run(id)).toThrow('erased');
    expect(() => ctx.db.prepare('DELETE FROM erasure').run()).toThrow('append-only');
    expect(draft.version).toBe(1);
  });

  it('leaves the notes of other customers alone: the table lets go of nothing else', () => {
    const other = issueInvoice(company.ctx, draftBody(addCustomer(company.ctx, { name: 'Bert' })));
    asidesSaveNote(company.ctx, { documentId: other.id, text: 'Keep me' });
    settle();
    erasureErase(company.ctx, { id });
    expect(asidesGet(company.ctx, { documentId: other.id }).note).toMatchObject({ text: 'Keep me' });
    expect(() => company.ctx.db.prepare('DELETE FROM document_note').run()).toThrow('append-only');
  });
});

describe('T83 after a restore', () => {
  it('whoever was erased since is forgotten again, once, and the tombstone stands for even older books', () => {
    settle();
    const stones = [{ customerId: id, at: '2026-11-21T10:00:00.000Z', by: 'Nora Quinn', documents: 1, keptUntil: '2032-12-31' }, { customerId: company.ctx.newId(), at: '2026-11-21T11:00:00.000Z', by: 'Nora Quinn', documents: 0, keptUntil: null }];
    expect(reapplyErasures(company.ctx, stones)).toBe(1);
    expect(erasuresOf(company.ctx.db)).toEqual(stones);
    expect(customersGet(company.ctx, { id }).customer.email).toBe('');
    expect(chain()).toMatchObject({ ok: true });
    expect(reapplyErasures(company.ctx, stones)).toBe(0);
  });
});

describe('T83 the copy of their data', () => {
  it('holds the record, the documents, payments, receipts and notes as JSON and as tables, and leaves nothing behind when refused', () => {
    settle();
    asidesSaveNote(company.ctx, { documentId: invoice, text: 'Called' });
    const [paid] = company.ctx.db.prepare<[], { id: string }>("SELECT id FROM payment_act WHERE kind = 'payment'").all();
    const { number } = paymentsReceipt(company.ctx, { id: paid?.id ?? '' });
    storeReceiptPdf(company.ctx, paid?.id ?? '', Buffer.from('%PDF receipt'), null);
    const target = join(company.folder, 'copy.zip');
    expect(customerData(company.ctx, { id, target, part: `${target}.part` })).toMatchObject({ documents: 1, payments: 1 });
    const zip = openZip(target);
    expect([...zip.entries.keys()]).toEqual(['documents.csv', 'payments.csv', 'customer.csv', 'customer.json', `pdf/${number}.pdf`]);
    zip.close();
    const [csv, json] = ['payments.csv', 'customer.json'].map((name) => execFileSync('python3', ['-c', 'import sys,zipfile;sys.stdout.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]).decode())', target, name]).toString());
    expect(csv).toContain(`,no,${number}`);
    expect(json).toMatch(new RegExp(`"receipts":\\[\\{"number":"${number}","payment":1,.*"content":\\{"seller"`));
    expect(readFileSync(target).length).toBeGreaterThan(500);
    expect(() => customerData(company.ctx, { id, target, part: `${target}.part` })).toThrow('FILE_EXISTS');
    expect(() => customerData(company.ctx, { id: company.ctx.newId(), target: `${target}2`, part: `${target}2.part` })).toThrow('NOT_FOUND');
    expect(existsSync(`${target}2.part`)).toBe(false);
    expect(readdirSync(company.folder)).not.toContain('copy.zip.part');
  });
});
