// The log as a person reads it: pages, filters, what changed, and the plans of its queries.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditFilters, AuditRow } from '../../../contract/audit.ts';
import { appendAudit } from '../../../main/audit/chain.ts';
import { auditGet, auditList, auditPeople } from '../../../main/service/auditLog.ts';
import type { Ctx } from '../../../main/service/context.ts';
import { customersArchive, customersSave } from '../../../main/service/customers.ts';
import { addCustomer, addItem, type Company, customerInput, draftBody, issueInvoice, line, openCompany } from '../../fixtures/company.ts';

let company: Company;
beforeEach(() => {
  company = openCompany();
});
afterEach(() => company.close());

const EVERYTHING: AuditFilters = { actor: null, actions: [], entityId: null, from: null, to: null };
function list(ctx: Ctx, filters: Partial<AuditFilters> = {}, q = '', limit = 200, after: string | null = null) {
  return auditList(ctx, { q, filters: { ...EVERYTHING, ...filters }, after, limit });
}
const actions = (rows: readonly AuditRow[]) => rows.map(({ action }) => action);

describe('the list', () => {
  it('goes from the newest record to the first in pages that neither repeat nor lose one', () => {
    const { ctx } = company;
    for (let n = 0; n < 23; n += 1) addCustomer(ctx, { name: `Customer ${n}` });
    const seqs: number[] = [];
    for (let after: string | null = null; ; ) {
      const { rows, next } = list(ctx, {}, '', 7, after);
      seqs.push(...rows.map(({ seq }) => seq));
      if (next === null) break;
      after = next;
    }
    expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, i) => seqs.length - i));
    expect(seqs.length).toBeGreaterThan(30);
  });

  it('is narrowed by person, by action, and by both, in the order of the chain', () => {
    const { ctx } = company;
    const clerk: Ctx = { ...ctx, actor: { id: '01900000-0000-7000-8000-00000000000c', name: 'Clerk', role: 'cashier' } };
    for (let n = 0; n < 6; n += 1) {
      addCustomer(n % 2 === 0 ? ctx : clerk, { name: `C${n}` });
      addItem(n % 3 === 0 ? ctx : clerk, { name: `I${n}` });
    }
    const own = list(ctx, { actor: clerk.actor.id }).rows;
    expect(own.every(({ actor }) => actor === clerk.actor.id)).toBe(true);
    expect(actions(own).toSorted()).toEqual([...Array<string>(3).fill('customer.create'), ...Array<string>(4).fill('item.create')]);
    expect(list(ctx, { actions: ['customer.create'] }).rows).toHaveLength(6);
    const both = list(ctx, { actor: clerk.actor.id, actions: ['customer.create', 'series.create'] }).rows;
    expect(actions(both)).toEqual(Array<string>(3).fill('customer.create'));
    for (const rows of [own, both]) expect(rows.map(({ seq }) => seq)).toEqual(rows.map(({ seq }) => seq).toSorted((a, b) => b - a));
    expect(auditPeople(ctx).rows.map(({ id }) => id)).toEqual([ctx.actor.id, clerk.actor.id]);
  });

  it('pages a narrowed list as well', () => {
    const { ctx } = company;
    for (let n = 0; n < 9; n += 1) addCustomer(ctx, { name: `C${n}` });
    const first = list(ctx, { actions: ['customer.create'] }, '', 5);
    const second = list(ctx, { actions: ['customer.create'] }, '', 5, first.next);
    expect([first.rows.length, second.rows.length, second.next]).toEqual([5, 4, null]);
    expect(first.rows.at(-1)?.seq).toBeGreaterThan(second.rows[0]?.seq ?? 0);
  });

  it('shows everything about one thing, by its id or by a document’s number', () => {
    const { ctx } = company;
    const id = addCustomer(ctx, { name: 'Atelier' });
    addCustomer(ctx);
    customersSave(ctx, { ...customerInput({ name: 'Atelier Bru' }), id, version: 1 });
    customersArchive(ctx, { id, archived: true });
    const rows = list(ctx, { entityId: id }).rows;
    expect(actions(rows)).toEqual(['customer.archive', 'customer.save', 'customer.create']);
    expect(rows.map(({ about }) => about)).toEqual(['Atelier Bru', 'Atelier Bru', 'Atelier Bru']);
    const issued = issueInvoice(ctx, draftBody(addCustomer(ctx), { lines: [line()] }));
    expect(actions(list(ctx, {}, issued.number).rows)).toContain('invoice.issue');
    expect(list(ctx, {}, 'INV-9999-1').rows).toEqual([]);
    expect(list(ctx, {}, '#3').rows.map(({ seq }) => seq)).toEqual([3]);
  });

  it('is narrowed by days of this computer, both ends in it', () => {
    const { ctx } = company;
    const at = (instant: string) => {
      company.setNow(new Date(instant).toISOString());
      addCustomer(ctx);
    };
    for (const instant of ['2026-12-01T00:00:00', '2026-12-01T23:59:50', '2026-12-02T00:00:00', '2026-12-05T12:00:00']) at(instant);
    expect(list(ctx, { from: '2026-12-01', to: '2026-12-01' }).rows).toHaveLength(2);
    expect(list(ctx, { from: '2026-12-02' }).rows).toHaveLength(2);
    expect(list(ctx, { from: '2026-12-06' }).rows).toEqual([]);
    expect(list(ctx, { to: '2026-12-02', actions: ['customer.create'] }).rows).toHaveLength(3);
    expect(list(ctx, { from: '2020-01-01', to: '2020-01-02' }).rows).toEqual([]);
  });

  it('reads no more of the log than it shows: no plan scans or sorts it, whatever is asked', () => {
    const { ctx } = company;
    const id = addCustomer(ctx);
    const asked = new Set<string>();
    const prepare = ctx.db.prepare.bind(ctx.db);
    ctx.db.prepare = ((sql: string) => { asked.add(sql); return prepare(sql); }) as typeof ctx.db.prepare;
    list(ctx);
    list(ctx, { actor: ctx.actor.id, actions: ['customer.create'], from: '2026-01-01', to: '2026-12-31' });
    list(ctx, { entityId: id });
    list(ctx, {}, 'INV-1');
    auditPeople(ctx);
    auditGet(ctx, { seq: 1 });
    ctx.db.prepare = prepare;
    const plans = [...asked].flatMap((sql) => ctx.db.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql.replaceAll(/[@?]\w*/g, '1')}`).all().map(({ detail }) => `${detail} <- ${sql.slice(0, 60)}`));
    expect(plans.filter((plan) => /SCAN (?!a\b|f\b|p\b|CONSTANT|sqlite_master)/.test(plan))).toEqual([]);
    // who and which actions there are: some dozens, with those of the newest 63 records
    expect(plans.filter((plan) => plan.includes('TEMP B-TREE') && !plan.includes('<- WITH RECURSIVE'))).toEqual([]);
    expect(plans.length).toBeGreaterThan(8);
  });
});

describe('one record', () => {
  it('says who, what and from what to what, and that its seal fits', () => {
    const { ctx } = company;
    const id = addCustomer(ctx, { city: 'Wien' });
    customersSave(ctx, { ...customerInput({ city: 'Graz' }), id, version: 1 });
    const seq = list(ctx, { entityId: id }).rows[0]?.seq ?? 0;
    const record = auditGet(ctx, { seq });
    expect(record).toMatchObject({ seq, action: 'customer.save', about: 'Café Müller', sealed: true, body: 'whole', erasedBy: null, epoch: 1 });
    expect(record.changes).toEqual([{ field: 'city', from: 'Wien', to: 'Graz' }]);
    expect(record.facts).toEqual([{ field: 'version', value: 2 }]);
    expect(record.prev).toBe(auditGet(ctx, { seq: seq - 1 }).mac);
  });

  it('shows a changed body, a missing one and an erased one as what they are', () => {
    const { ctx } = company;
    for (let n = 0; n < 4; n += 1) addCustomer(ctx, { name: `C${n}` });
    const [a, b, c] = list(ctx, { actions: ['customer.create'] }).rows.map(({ seq }) => seq) as [number, number, number];
    ctx.db.exec('DROP TRIGGER audit_body_no_update; DROP TRIGGER audit_body_no_delete');
    ctx.db.prepare("UPDATE audit_body SET body = '{\"changes\":[{\"field\":\"name\",\"from\":null,\"to\":\"Eve\"}]}' WHERE seq = ?").run(a);
    ctx.db.prepare('DELETE FROM audit_body WHERE seq = ?').run(b);
    const by = appendAudit(ctx.db, ctx.ak, { at: ctx.clock.now(), actor: ctx.actor.id, action: 'customer.erase', entity: 'customer', entityId: null, body: {} }).seq;
    ctx.db.prepare('INSERT INTO audit_erasure (seq, erased_by_seq) VALUES (?, ?)').run(c, by);
    ctx.db.prepare('DELETE FROM audit_body WHERE seq = ?').run(c);
    expect(auditGet(ctx, { seq: a })).toMatchObject({ body: 'changed', sealed: false, changes: [{ field: 'name', from: null, to: 'Eve' }] });
    expect(auditGet(ctx, { seq: b })).toMatchObject({ body: 'missing', sealed: false, changes: [] });
    expect(auditGet(ctx, { seq: c })).toMatchObject({ body: 'erased', sealed: true, erasedBy: by, changes: [] });
  });

  it('reads whatever somebody wrote into a body without falling over', () => {
    const { ctx } = company;
    addCustomer(ctx);
    ctx.db.exec('DROP TRIGGER audit_body_no_update');
    for (const body of ['not json', '[]', 'null', '{"changes":"x","a":{"b":[1,{"c":"d"}]},"e":[],"f":null}', `{"g":"${'x'.repeat(900)}"}`, '{"changes":[null,{"field":1},{"field":"f","from":{"o":1},"to":[2]}]}']) {
      ctx.db.prepare('UPDATE audit_body SET body = ? WHERE seq = 1').run(body);
      expect(() => auditGet(ctx, { seq: 1 })).not.toThrow();
    }
    expect(() => auditGet(ctx, { seq: 9999 })).toThrow('NOT_FOUND');
  });
});
