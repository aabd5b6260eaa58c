// Four eyes: what waits for a second person waits, is decided by another one in time, fits what it was asked for, and names both on the record.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppError } from '../../../contract/errors.ts';
import { approvalsApprove, approvalsDecline, approvalsList, approvalsSaveSettings, approvalsSettings, approvalsWaiting, approvalsWithdraw, gateFourEyes } from '../../../main/service/approvals.ts';
import { businessGet, businessSave } from '../../../main/service/business.ts';
import type { Ctx } from '../../../main/service/context.ts';
import { invoicesCredit } from '../../../main/service/credit.ts';
import { addCustomer, type Company, draftBody, issueInvoice, line, openCompany, TODAY } from '../../fixtures/company.ts';

let company: Company;
let owner: Ctx;
let second: Ctx;
let clerk: Ctx;
const IBAN = 'IE64IRCE92050112345678';

function person(n: number, name: string, role: string): Ctx {
  const id = `01900000-0000-7000-8000-00000000000${n}`;
  company.ctx.db.prepare('INSERT OR IGNORE INTO user (id, name, name_folded, role, slot_id, pin_set_at, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)')
    .run(id, name, name.toLowerCase(), role, `slot-${n}`.padEnd(36, '0'), '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z');
  return { ...company.ctx, actor: { id, name, role } };
}

beforeEach(() => {
  company = openCompany();
  [owner, second, clerk] = [person(1, 'Nora Quinn', 'owner'), person(2, 'Jonas Brandt', 'manager'), person(3, 'Iris Vale', 'clerk')];
});
afterEach(() => company.close());

const refusal = (act: () => unknown): string => {
  try {
    act();
    return 'none';
  } catch (error) {
    return (error as AppError).code;
  }
};
const switchOn = (creditNoteMinor: number | null = 5000) => approvalsSaveSettings(owner, { on: true, creditNoteMinor });
const bankWish = () => {
  const { logo: _logo, ...profile } = businessGet(owner);
  return { ...profile, bank: { ...profile.bank, iban: IBAN } };
};
const gate = (ctx: Ctx, method: 'business.save' | 'invoices.credit' | 'approvals.saveSettings' | 'users.setRole' | 'roles.save', input: unknown) => refusal(() => gateFourEyes(ctx, method, input, () => undefined));
const newest = () => approvalsList(owner).rows[0] ?? expect.fail('no request');
const bodies = (action: string): string[] => company.ctx.db.prepare<[string], { body: string }>('SELECT b.body FROM audit_log l JOIN audit_body b USING (seq) WHERE l.action = ? ORDER BY seq').all(action).map(({ body }) => body);

function bigInvoice(): string {
  return issueInvoice(owner, draftBody(addCustomer(owner), { lines: [line({ description: 'Staircase', quantity: '1', unitPrice: '900', taxIds: [] })] })).id;
}
const creditWish = (id: string) => ({ id, newId: owner.newId(), request: { kind: 'whole' as const }, issueDate: TODAY, reason: 'Delivered twice' });

describe('the rule', () => {
  it('is off until somebody switches it on, and then nothing waits', () => {
    expect(approvalsSettings(owner)).toMatchObject({ on: false, people: 2 });
    expect(gate(owner, 'business.save', bankWish())).toBe('none');
  });

  it('cannot be switched on while fewer than two people could decide', () => {
    company.ctx.db.exec("UPDATE user SET suspended_at = '2026-11-20T00:00:00.000Z' WHERE role = 'manager'");
    expect(refusal(switchOn)).toBe('NOT_ENOUGH_PEOPLE');
    expect(approvalsSettings(owner).on).toBe(false);
  });

  it('made weaker waits for a second person itself: off, or a higher limit; made stricter it does not', () => {
    switchOn();
    expect(gate(owner, 'approvals.saveSettings', { on: false, creditNoteMinor: null })).toBe('AWAITS_APPROVAL');
    expect(gate(owner, 'approvals.saveSettings', { on: true, creditNoteMinor: 5001 })).toBe('AWAITS_APPROVAL');
    expect(gate(owner, 'approvals.saveSettings', { on: true, creditNoteMinor: 4000 })).toBe('none');
    const off = approvalsList(owner).rows.find(({ about }) => about.changes.some(({ field }) => field === 'on')) ?? expect.fail();
    approvalsApprove(second, { id: off.id, note: '' });
    expect(approvalsSettings(owner).on).toBe(false);
  });

  it('can be switched off alone when there is nobody left to ask', () => {
    switchOn();
    company.ctx.db.exec("UPDATE user SET disabled_at = '2026-11-20T00:00:00.000Z' WHERE role = 'manager'");
    expect(gate(owner, 'approvals.saveSettings', { on: false, creditNoteMinor: null })).toBe('none');
    expect(gate(owner, 'business.save', bankWish())).toBe('AWAITS_APPROVAL'); // everything else still waits
  });
});

describe('bank details', () => {
  it('wait for another person, are changed by their yes, and both stand in every record', () => {
    switchOn();
    expect(gate(owner, 'business.save', bankWish())).toBe('AWAITS_APPROVAL');
    expect(businessGet(owner).bank.iban).not.toBe(IBAN);
    expect(approvalsWaiting(second)).toEqual({ forYou: 1, yours: 0 });
    expect(approvalsWaiting(owner)).toEqual({ forYou: 0, yours: 1 });
    const { id, about } = newest();
    expect(about.changes).toContainEqual({ field: 'iban', from: '', to: IBAN });
    approvalsApprove(second, { id, note: 'Rang the bank' });
    expect(businessGet(owner).bank.iban).toBe(IBAN);
    expect(newest()).toMatchObject({ state: 'approved', decidedBy: 'Jonas Brandt', requestedBy: 'Nora Quinn', note: 'Rang the bank' });
    expect(JSON.parse(bodies('business.save').at(-1) ?? '')).toMatchObject({ approval: { id, requestedBy: owner.actor.id } });
    expect(JSON.parse(bodies('approval.approve').at(-1) ?? '')).toMatchObject({ requestedBy: owner.actor.id, note: 'Rang the bank' });
  });

  it('are not held up by other changes of the profile, and leave those as they are', () => {
    switchOn();
    gate(owner, 'business.save', bankWish());
    const { logo: _logo, ...now } = businessGet(owner);
    businessSave(owner, { ...now, tagline: 'Doors that close' });
    approvalsApprove(second, { id: newest().id, note: '' });
    expect(businessGet(owner)).toMatchObject({ tagline: 'Doors that close', bank: { iban: IBAN } });
  });

  it('asked for twice are one request', () => {
    switchOn();
    gate(owner, 'business.save', bankWish());
    gate(owner, 'business.save', bankWish());
    expect(approvalsList(owner).rows).toHaveLength(1);
  });

  it('without the proof nothing is asked for', () => {
    switchOn();
    expect(refusal(() => gateFourEyes(owner, 'business.save', bankWish(), () => { throw Object.assign(new Error('STEP_UP'), { code: 'STEP_UP' }); }))).toBe('STEP_UP');
    expect(approvalsList(owner).rows).toEqual([]);
  });

  it('changed meanwhile are stale: said in the list, and a yes does nothing but put that on record', () => {
    switchOn();
    gate(owner, 'business.save', bankWish());
    const { id } = newest();
    const { logo: _logo, ...now } = businessGet(owner);
    businessSave(owner, { ...now, bank: { ...now.bank, holder: 'Somebody Else' } });
    expect(newest().state).toBe('stale');
    expect(approvalsWaiting(second).forYou).toBe(0);
    expect(refusal(() => approvalsApprove(second, { id, note: '' }))).toBe('APPROVAL_STALE');
    expect(businessGet(owner).bank.iban).not.toBe(IBAN);
    expect(bodies('approval.stale')).toHaveLength(1);
    expect(refusal(() => approvalsApprove(second, { id, note: '' }))).toBe('APPROVAL_OVER');
  });
});

describe('a credit note over the limit', () => {
  it('waits; one at the limit does not', () => {
    switchOn(90_000);
    const id = bigInvoice();
    expect(gate(owner, 'invoices.credit', creditWish(id))).toBe('none');
    switchOn(89_999);
    expect(gate(owner, 'invoices.credit', creditWish(id))).toBe('AWAITS_APPROVAL');
    expect(newest()).toMatchObject({ kind: 'credit', about: { amount: { currency: 'EUR', amount: 90_000 }, reason: 'Delivered twice' } });
  });

  it('is issued by the yes, once, on the day of it', () => {
    switchOn();
    const id = bigInvoice();
    gate(owner, 'invoices.credit', creditWish(id));
    company.setNow('2026-11-23T09:00:00.000Z');
    approvalsApprove(second, { id: newest().id, note: '' });
    expect(company.ctx.db.prepare("SELECT issue_date AS day, count(*) AS n FROM document WHERE kind = 'credit-note'").get()).toEqual({ day: '2026-11-23', n: 1 });
    expect(refusal(() => approvalsApprove(second, { id: newest().id, note: '' }))).toBe('APPROVAL_OVER');
  });

  it('is stale when part of the invoice was credited meanwhile', () => {
    switchOn();
    const id = bigInvoice();
    gate(owner, 'invoices.credit', creditWish(id));
    invoicesCredit(owner, { ...creditWish(id), request: { kind: 'lines', lines: [{ line: 0, quantity: '0.01' }] } });
    expect(newest().state).toBe('stale');
  });

  it('that the act itself refuses stays waiting, and nothing is decided', () => {
    switchOn();
    gate(owner, 'invoices.credit', creditWish(bigInvoice()));
    company.ctx.db.exec("INSERT INTO period_closing (kind, through, reason, audit_seq, at, by) VALUES ('close', '2026-12-31', '', 1, '2026-11-20T09:00:00.000Z', 'x')");
    expect(refusal(() => approvalsApprove(second, { id: newest().id, note: '' }))).toBe('PERIOD_CLOSED');
    expect(newest().state).toBe('waiting');
    expect(bodies('approval.approve')).toEqual([]);
  });
});

describe('what people may do', () => {
  const roleOf = (ctx: Ctx) => company.ctx.db.prepare<[string], { role: string }>('SELECT role FROM user WHERE id = ?').get(ctx.actor.id)?.role;

  it("somebody's new role waits, and is theirs by the yes", () => {
    switchOn();
    expect(gate(owner, 'users.setRole', { id: clerk.actor.id, role: 'manager' })).toBe('AWAITS_APPROVAL');
    expect(roleOf(clerk)).toBe('clerk');
    expect(newest()).toMatchObject({ kind: 'role', about: { changes: [{ field: 'Iris Vale', from: 'clerk', to: 'manager' }] } });
    approvalsApprove(second, { id: newest().id, note: '' });
    expect(roleOf(clerk)).toBe('manager');
    expect(JSON.parse(bodies('user.role').at(-1) ?? '')).toMatchObject({ approval: { requestedBy: owner.actor.id } });
  });

  it('is stale when they got another role meanwhile, and never leaves the books without an owner', () => {
    switchOn();
    gate(owner, 'users.setRole', { id: clerk.actor.id, role: 'manager' });
    company.ctx.db.prepare("UPDATE user SET role = 'cashier' WHERE id = ?").run(clerk.actor.id);
    expect(newest().state).toBe('stale');
    gate(owner, 'users.setRole', { id: owner.actor.id, role: 'clerk' });
    expect(refusal(() => approvalsApprove(second, { id: newest().id, note: '' }))).toBe('LAST_OWNER');
  });

  it('a role of the business waits with what it may do and how far', () => {
    switchOn();
    expect(gate(owner, 'roles.save', { role: 'clerk', limits: { discountPercent: '10' } })).toBe('AWAITS_APPROVAL');
    expect(newest().about.changes).toContainEqual({ field: 'limits.discountPercent', from: null, to: '10' });
    approvalsApprove(second, { id: newest().id, note: '' });
    expect(bodies('role.save')).toHaveLength(1);
  });
});

describe('who decides', () => {
  beforeEach(() => {
    switchOn();
    gate(owner, 'business.save', bankWish());
  });

  it('is never the person who asked, whatever a program tries', () => {
    expect(refusal(() => approvalsApprove(owner, { id: newest().id, note: '' }))).toBe('APPROVAL_OWN');
    expect(refusal(() => approvalsDecline(owner, { id: newest().id, note: '' }))).toBe('APPROVAL_OWN');
    const { rid } = company.ctx.db.prepare<[], { rid: number }>('SELECT rid FROM approval').get() ?? { rid: 0 };
    expect(() => company.ctx.db.prepare("INSERT INTO approval_decision (approval_rid, decision, by, at, note, audit_seq) VALUES (?, 'approve', ?, '2026-11-20T09:00:00.000Z', '', 1)").run(rid, owner.actor.id)).toThrow(/second person/);
  });

  it('declines with a note, and the books stay as they were', () => {
    approvalsDecline(second, { id: newest().id, note: 'The bank knows nothing of it' });
    expect(newest()).toMatchObject({ state: 'declined', note: 'The bank knows nothing of it' });
    expect(businessGet(owner).bank.iban).not.toBe(IBAN);
  });

  it('has seven days: then the request is over', () => {
    company.setNow('2026-11-26T09:00:00.000Z');
    expect(newest().state).toBe('waiting');
    company.setNow('2026-11-28T09:00:00.000Z');
    expect(newest().state).toBe('expired');
    expect(refusal(() => approvalsApprove(second, { id: newest().id, note: '' }))).toBe('APPROVAL_OVER');
  });

  it('the person who asked may take it back, nobody else', () => {
    expect(refusal(() => approvalsWithdraw(second, { id: newest().id }))).toBe('FORBIDDEN');
    approvalsWithdraw(owner, { id: newest().id });
    expect(newest().state).toBe('withdrawn');
  });

  it('who may not decide sees nothing of what others asked for', () => {
    expect(approvalsList(clerk)).toEqual({ rows: [], mayDecide: false });
    expect(approvalsWaiting(clerk)).toEqual({ forYou: 0, yours: 0 });
  });

  it('requests and decisions stay for ever', () => {
    approvalsDecline(second, { id: newest().id, note: '' });
    for (const table of ['approval', 'approval_decision']) {
      expect(() => company.ctx.db.exec(`DELETE FROM ${table}`)).toThrow(/append-only/);
      expect(() => company.ctx.db.exec(`UPDATE ${table} SET rid = rid + 1`)).toThrow(/append-only/);
    }
  });
});
