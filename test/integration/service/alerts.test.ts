// The watch over the log: what it tells of what people do through the services, once, also after a crash; and what becomes of an alert.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { alerts as wall } from '../../../contract/alerts.ts';
import type { AlertRule } from '../../../domain/alertRules.ts';
import { can } from '../../../domain/roles.ts';
import { alertsAcknowledge, alertsCount, alertsList, alertsSaveSettings, alertsSettings, DEFAULT_ALERTS } from '../../../main/service/alerts.ts';
import { type AlertWatch, openAlertWatch } from '../../../main/service/alertWatch.ts';
import { backupAdd, backupSave } from '../../../main/service/backup.ts';
import { backupStanding } from '../../../main/service/backupStanding.ts';
import { readTarget } from '../../../main/repo/backup.ts';
import { businessGet, businessSave } from '../../../main/service/business.ts';
import { audit, type Ctx, transact } from '../../../main/service/context.ts';
import { invoicesCredit } from '../../../main/service/credit.ts';
import { refundCredit, voidPayment } from '../../../main/service/paymentActs.ts';
import { recordPayment } from '../../../main/service/payments.ts';
import { seriesList, seriesSave } from '../../../main/service/series.ts';
import { addCustomer, type Company, draftBody, issueInvoice, line, openCompany, TODAY } from '../../fixtures/company.ts';

let company: Company;
let ctx: Ctx;
let watch: AlertWatch;
let customer: string;
beforeEach(() => {
  company = openCompany();
  ctx = company.ctx;
  customer = addCustomer(ctx);
  watch = openAlertWatch(ctx.db);
  look();
});
afterEach(() => company.close());

function look(one: AlertWatch = watch): AlertRule[] {
  const told: AlertRule[] = [];
  for (;;) {
    const step = one.look(ctx);
    told.push(...step.told);
    if (!step.more) return told;
  }
}
const open = () => alertsList(ctx, { state: 'open', after: null, limit: 50 }).rows;
const record = (action: Parameters<typeof audit>[1], body: Parameters<typeof audit>[4] = {}, entity = 'user', id: string | null = ctx.actor.id) => transact(ctx, () => audit(ctx, action, entity, id, body));
const setBank = (iban: string) => businessSave(ctx, { ...withoutLogo(), bank: { holder: 'Studio', iban, bic: '', other: '' } });
function withoutLogo() {
  const { logo: _logo, ...profile } = businessGet(ctx);
  return profile;
}
const pay = (amount: number) => recordPayment(ctx, { id: ctx.newId(), customerId: customer, paidOn: TODAY, currency: 'EUR', amount, rate: null, baseAmount: null, method: { method: 'cash', reference: '', brand: null, last4: '' }, note: '', allocations: [] } as never).id;
function backupPlace(id: string) {
  const place = readTarget(ctx.db, id);
  if (place === undefined) throw new Error('no place');
  return place;
}
const voidOf = (id: string) => voidPayment(ctx, { id: ctx.newId(), target: { kind: 'payment', id }, date: TODAY, reason: 'Typed twice' });

describe('what people do is told', () => {
  it('a changed account of the business at once, entering the first one never', () => {
    setBank('IE29AIBK93115212345678');
    expect(look()).toEqual([]);
    setBank('DE02120300000000202051');
    expect(look()).toEqual(['bankDetails']);
    expect(open()).toMatchObject([{ rule: 'bankDetails', serious: true, target: { kind: 'business' }, again: 0, acknowledged: null }]);
    expect(JSON.stringify(open())).not.toMatch(/DE02|IE29/);
  });

  it('wrong tries before a login, with who came in; two are not', () => {
    record('session.open', { with: 'totp', failedBefore: 2, blockedBefore: 0 });
    expect(look()).toEqual([]);
    record('session.open', { with: 'totp', failedBefore: 4, blockedBefore: 1 });
    expect(look()).toEqual(['failedLogins']);
    expect(open()[0]?.facts).toContainEqual({ name: 'count', value: 5 });
  });

  it('an hour that is not this person’s, learned from their own logins', () => {
    for (let day = 1; day <= 12; day += 1) {
      company.setNow(`2026-12-${String(day).padStart(2, '0')}T09:00:00.000Z`);
      record('session.open');
      record('session.open');
    }
    expect(look()).toEqual([]);
    company.setNow('2026-12-13T09:30:00.000Z');
    record('session.open');
    expect(look()).toEqual([]);
    company.setNow('2026-12-14T01:00:00.000Z');
    record('session.open');
    expect(look()).toEqual(['unusualHour']);
  });

  it('a clock set back by an hour, once', () => {
    record('draft.save');
    look();
    company.setNow(`${TODAY}T07:00:00.000Z`);
    record('draft.save');
    record('draft.save');
    expect(look()).toEqual(['clockBack']);
  });

  it('ten voided payments in one day where nobody ever voided; nine are not', () => {
    const payments = Array.from({ length: 10 }, () => pay(1000));
    for (const id of payments.slice(0, 9)) voidOf(id);
    expect(look()).toEqual([]);
    voidOf(payments[9] ?? '');
    expect(look()).toEqual(['manyVoids']);
    expect(open()[0]?.facts).toContainEqual({ name: 'count', value: 10 });
  });

  it('many credit notes in one day', () => {
    const invoices = Array.from({ length: 10 }, () => issueInvoice(ctx, draftBody(customer)).id);
    invoices.forEach((id, i) => {
      invoicesCredit(ctx, { id, newId: ctx.newId(), issueDate: TODAY, reason: 'Returned', request: { kind: 'whole' } });
      expect(look()).toEqual(i === 9 ? ['manyCredits'] : []);
    });
  });

  it('a discount of sixty percent in young books, and of thirty once fifty invoices show that nobody gives that much', () => {
    const off = (percent: string) => issueInvoice(ctx, draftBody(customer, { lines: [line({ adjustments: [{ kind: 'allowance', percent, amount: null, reason: '' }] })] }));
    off('59');
    expect(look()).toEqual([]);
    const { number } = off('60');
    expect(look()).toEqual(['discount']);
    expect(open()[0]).toMatchObject({ target: { kind: 'document', label: number }, facts: [{ name: 'percent', value: 60 }] });
    for (let n = 0; n < 160; n += 1) issueInvoice(ctx, draftBody(customer));
    off('29');
    expect(look()).toEqual([]);
    off('30');
    expect(look()).toEqual(['discount']);
  });

  it('a counter moved on over numbers, at once and never twice; where a business begins its numbers is its own affair', () => {
    const [series] = seriesList(ctx, { archived: false }).rows;
    if (series === undefined) throw new Error('no series');
    const moveTo = (nextSequence: number) => {
      const now = seriesList(ctx, { archived: false }).rows.find(({ id }) => id === series.id) ?? series;
      seriesSave(ctx, { id: now.id, version: now.version, kind: now.kind, name: now.name, pattern: now.pattern, rules: now.rules, isDefault: now.isDefault, nextSequence });
    };
    moveTo(1001);
    issueInvoice(ctx, draftBody(customer));
    issueInvoice(ctx, draftBody(customer));
    expect(look()).toEqual([]);
    moveTo(1010);
    expect(look()).toEqual(['numberGap']);
    expect(open()[0]?.facts).toContainEqual({ name: 'count', value: 7 });
    alertsAcknowledge(ctx, { ids: open().map(({ id }) => id), note: 'Spoilt forms' });
    issueInvoice(ctx, draftBody(customer));
    expect(look()).toEqual([]);
  });

  it('an invoice that was taken out of the middle, when the next one is issued', () => {
    for (let n = 0; n < 3; n += 1) issueInvoice(ctx, draftBody(customer));
    look();
    ctx.db.prepare('UPDATE series_counter SET next = next + 2').run();
    issueInvoice(ctx, draftBody(customer));
    expect(look()).toEqual(['numberGap']);
  });

  it('the whole business taken out; a file for the accountant is not', () => {
    record('export.datev', { from: '2026-10-01', to: '2026-10-31', documents: 400, bookings: 900 }, 'export', null);
    expect(look()).toEqual([]);
    record('export.business', {}, 'export', null);
    expect(look()).toEqual(['bulkExport']);
  });

  it('card-like numbers at the third, a role that may more, a chain that was acknowledged, a clock that jumped', () => {
    record('security.cardNumber', { what: 'drafts.save' }, 'security', null);
    record('security.cardNumber', { what: 'drafts.save' }, 'security', null);
    expect(look()).toEqual([]);
    record('security.cardNumber', { what: 'drafts.save' }, 'security', null);
    expect(look()).toEqual(['cardNumbers']);
    record('epoch.open', { verdict: 'rolled-back' }, 'vault', null);
    record('clock.jump', { from: '2026-01-01T00:00:00.000Z', to: '2026-11-20T00:00:00.000Z' });
    expect(look()).toEqual(['chainBroken', 'clockAhead']);
    expect(watch.chainFault(ctx, 'broken')).toEqual(['chainBroken']);
    expect(open().filter(({ rule }) => rule === 'chainBroken')).toMatchObject([{ again: 1 }]);
  });

  it('a person who may more than before, and somebody new who decides who gets in; less, or a new cashier, is not told', () => {
    const other = ctx.newId();
    const role = (from: string, to: string) => record('user.role', { changes: [{ field: 'role', from, to }] }, 'user', other);
    role('manager', 'cashier');
    record('user.invite', { name: 'Ben', role: 'cashier', until: '2026-11-21T09:00:00.000Z' }, 'user', other);
    expect(look()).toEqual([]);
    role('cashier', 'manager');
    expect(look()).toEqual(['roleRaised']);
    record('user.invite', { name: 'Cleo', role: 'owner', until: '2026-11-21T09:00:00.000Z' }, 'user', ctx.newId());
    expect(look()).toEqual(['roleRaised']);
    const own = (from: string, to: string) => record('role.save', { changes: [{ field: 'permissions', from, to }] }, 'role', ctx.newId());
    own('home.read, invoice.issue, payment.undo', 'home.read, invoice.issue');
    own('home.read, invoice.issue, payment.write…', 'home.read, payment.write, payment.undo');
    expect(look()).toEqual([]);
    own('home.read, invoice.issue', 'home.read, invoice.issue, payment.undo');
    expect(look()).toEqual(['roleRaised']);
  });

  it('a new key, and a new kit with its key as one thing', () => {
    record('key.rotate', { people: 3 }, 'vault', null);
    expect(look()).toEqual(['newKeys']);
    alertsAcknowledge(ctx, { ids: open().map(({ id }) => id), note: '' });
    record('key.rotate', { people: 3 }, 'vault', null);
    record('kit.rotate', { from: 'A', to: 'B' }, 'vault', null);
    expect(look()).toEqual(['newKeys']);
    expect(open()).toMatchObject([{ rule: 'newKeys', serious: true, again: 0, facts: [{ name: 'what', value: 'kit' }] }]);
  });

  it('a decision by somebody who began with a one-time code less than three days ago; by who began earlier, or by an old hand, never', () => {
    const ben = ctx.newId();
    const as = (who: string, action: 'user.enrol' | 'approval.approve' | 'approval.decline' | 'approval.withdraw', at: string) => {
      company.setNow(at);
      transact(ctx, () => audit({ ...ctx, actor: { ...ctx.actor, id: who } }, action, action === 'user.enrol' ? 'user' : 'approval', ctx.newId(), {}));
    };
    as(ctx.actor.id, 'approval.approve', '2026-12-01T09:00:00.000Z');
    as(ben, 'user.enrol', '2026-12-01T10:00:00.000Z');
    as(ben, 'approval.withdraw', '2026-12-01T11:00:00.000Z');
    expect(look()).toEqual([]);
    as(ben, 'approval.decline', '2026-12-04T09:59:00.000Z');
    expect(look()).toEqual(['newcomerDecides']);
    expect(open()).toMatchObject([{ rule: 'newcomerDecides', serious: true, facts: [{ name: 'hours', value: 71 }] }]);
    as(ben, 'approval.approve', '2026-12-04T10:00:00.000Z');
    expect(look()).toEqual([]);
    as(ben, 'user.enrol', '2026-12-20T10:00:00.000Z'); // started over
    as(ben, 'approval.approve', '2026-12-20T12:00:00.000Z');
    expect(look()).toEqual(['newcomerDecides']);
  });

  it('settings that were stored before a figure existed are kept, with the usual figure for it', () => {
    alertsSaveSettings(ctx, { ...DEFAULT_ALERTS, thresholds: { ...DEFAULT_ALERTS.thresholds, voids: 9 } });
    ctx.db.exec("UPDATE setting SET value = json_remove(value, '$.thresholds.newcomerHours') WHERE key = 'alerts'");
    expect(alertsSettings(ctx).thresholds).toMatchObject({ voids: 9, newcomerHours: 72 });
  });

  it('a refund to an account the customer never paid from, where the bank told one', () => {
    const source = pay(5000);
    ctx.db.exec(`INSERT INTO bank_account (rid, id, account, currency) VALUES (1, '${ctx.newId()}', 'X', 'EUR');
      INSERT INTO bank_statement (rid, id, account_rid, format, file, reference, added, doubles, audit_seq, at, by) VALUES (1, '${ctx.newId()}', 1, 'csv', 'f', 'r', 1, 0, 1, '${TODAY}T09:00:00.000Z', 'Nora');
      INSERT INTO bank_line (rid, id, statement_rid, account_rid, row, booking_date, amount, reversal, bank_ref, end_to_end, structured_ref, text, name, iban, code, charges, payer_words, mark, nth)
        VALUES (1, '${ctx.newId()}', 1, 1, 1, '${TODAY}', 5000, 0, '', '', '', '', 'Eva', 'AT483200000012345864', '', 0, 'eva', zeroblob(16), 1);
      INSERT INTO bank_event (id, line_rid, kind, payment_rid, note, at, by) SELECT '${ctx.newId()}', 1, 'accept', rid, '', '${TODAY}T09:00:00.000Z', 'Nora' FROM payment_act WHERE id = '${source}';`);
    const back = (reference: string) => refundCredit(ctx, { id: ctx.newId(), source: { kind: 'payment', id: source }, amount: 1000, paidOn: TODAY, method: { method: 'transfer', reference, brand: null, last4: '' }, note: '' });
    back('to AT48 3200 0000 1234 5864');
    back('thank you');
    expect(look()).toEqual([]);
    back('IBAN DE02 1203 0000 0000 2020 51');
    expect(look()).toEqual(['refundAccount']);
  });

  it('backups that are overdue, told by the clock and told again only when twice as long ago', () => {
    const since = '2026-11-01T00:00:00.000Z';
    company.setNow('2026-11-08T00:00:01.000Z');
    expect(watch.tick(ctx, { on: true, wasOn: true, since, stamp: '1' })).toEqual(['backupOverdue']);
    expect(watch.tick(ctx, { on: true, wasOn: true, since, stamp: '1' })).toEqual([]);
    expect(watch.tick(ctx, null)).toEqual([]);
  });

  it('backups as the books know them: none ever set up says nothing, a place without a backup for a week does, and so does switching it off', () => {
    company.setNow('2026-11-01T09:00:00.000Z');
    const tick = () => watch.tick(ctx, backupStanding(ctx));
    expect(backupStanding(ctx)).toMatchObject({ on: false, wasOn: false, since: null });
    expect(tick()).toEqual([]);
    const { id } = backupAdd(ctx, { id: ctx.newId(), kind: 'folder', label: 'Documents', place: '/x', below: '', program: '' });
    expect(tick()).toEqual([]);
    company.setNow('2026-11-09T09:00:00.000Z');
    expect(tick()).toEqual(['backupOverdue']);
    const place = backupPlace(id);
    backupSave(ctx, { id, version: place.version, label: place.label, enabled: false });
    expect(tick()).toEqual(['backupOff']);
    expect(tick()).toEqual([]);
    backupSave(ctx, { id, version: place.version + 1, label: place.label, enabled: true });
    backupSave(ctx, { id, version: place.version + 2, label: place.label, enabled: false });
    expect(tick()).toEqual(['backupOff']); // off again is off again
  });
});

describe('told once', () => {
  it('the same cause is counted on the open alert, and is a new one after it was acknowledged', () => {
    setBank('IE29AIBK93115212345678');
    setBank('DE02120300000000202051');
    look();
    setBank('AT483200000012345864');
    expect(look()).toEqual(['bankDetails']);
    expect(open()).toMatchObject([{ again: 1 }]);
    alertsAcknowledge(ctx, { ids: open().map(({ id }) => id), note: '' });
    setBank('DE02120300000000202051');
    look();
    expect(open()).toMatchObject([{ again: 0 }]);
    expect(alertsList(ctx, { state: 'past', after: null, limit: 10 }).rows).toHaveLength(1);
  });

  it('a crash between the act and the look loses nothing, and what was told is not told again', () => {
    setBank('IE29AIBK93115212345678');
    setBank('DE02120300000000202051');
    const next = openAlertWatch(ctx.db); // the first one never looked: it died
    expect(look(next)).toEqual(['bankDetails']);
    expect(look(openAlertWatch(ctx.db))).toEqual([]);
    expect(open()).toMatchObject([{ again: 0 }]);
  });

  it('running counts survive a crash: nine voids before it and one after are ten', () => {
    const payments = Array.from({ length: 10 }, () => pay(1000));
    for (const id of payments.slice(0, 5)) voidOf(id);
    look();
    watch.save(ctx);
    for (const id of payments.slice(5, 9)) voidOf(id);
    look(); // in memory only
    const next = openAlertWatch(ctx.db);
    expect(look(next)).toEqual([]);
    voidOf(payments[9] ?? '');
    expect(look(next)).toEqual(['manyVoids']);
  });

  it('a disk that is full loses nothing: it is told at the next look', () => {
    setBank('IE29AIBK93115212345678');
    setBank('DE02120300000000202051');
    ctx.db.pragma('query_only=ON');
    expect(() => look()).toThrow(expect.objectContaining({ name: 'AppError' }));
    ctx.db.pragma('query_only=OFF');
    expect(look()).toEqual(['bankDetails']);
    expect(open()).toMatchObject([{ rule: 'bankDetails' }]);
  });

  it('books that were kept before the watch began teach it and raise nothing', () => {
    for (const iban of ['IE29AIBK93115212345678', 'DE02120300000000202051']) setBank(iban);
    for (let n = 0; n < 12; n += 1) voidOf(pay(1000));
    ctx.db.exec('UPDATE alert_watch SET seq = 0, quiet_through = (SELECT max(seq) FROM audit_log)');
    const next = openAlertWatch(ctx.db);
    expect(look(next)).toEqual([]);
    expect(open()).toEqual([]);
  });
});

describe('acknowledging', () => {
  const raise = () => {
    record('session.open', { failedBefore: 9, blockedBefore: 0 });
    look();
    const [alert] = open();
    if (alert === undefined) throw new Error('nothing was told');
    return alert.id;
  };

  it('keeps who, when and why beside the alert and in the log, and cannot be done twice', () => {
    const id = raise();
    expect(alertsCount(ctx)).toMatchObject({ open: 1, serious: 1, newest: { id } });
    expect(alertsAcknowledge(ctx, { ids: [id, id], note: 'That was me' })).toEqual({ done: 1 });
    expect(alertsAcknowledge(ctx, { ids: [id], note: 'Again' })).toEqual({ done: 0 });
    expect(alertsCount(ctx)).toEqual({ open: 0, serious: 0, newest: null, gravest: null });
    expect(alertsList(ctx, { state: 'past', after: null, limit: 10 }).rows).toMatchObject([{ id, acknowledged: { by: ctx.actor.name, note: 'That was me' } }]);
    expect(ctx.db.prepare("SELECT actor, action FROM audit_log WHERE action LIKE 'alert.%' ORDER BY seq").all()).toEqual([{ actor: 'system', action: 'alert.raise' }, { actor: ctx.actor.id, action: 'alert.acknowledge' }]);
  });

  it('says when it was done by the person it is about', () => {
    const id = raise();
    alertsAcknowledge(ctx, { ids: [id], note: '' });
    expect(alertsList(ctx, { state: 'past', after: null, limit: 10 }).rows[0]?.acknowledged?.own).toBe(true);
  });

  it('no statement changes or removes an alert or what was done about it', () => {
    alertsAcknowledge(ctx, { ids: [raise()], note: '' });
    for (const table of ['alert', 'alert_event']) {
      expect(() => ctx.db.exec(`UPDATE ${table} SET at = at`)).toThrow(/append-only/);
      expect(() => ctx.db.exec(`DELETE FROM ${table}`)).toThrow(/append-only/);
    }
  });

  it('is for owner and manager, the settings for the owner; an auditor reads, a cashier, a clerk and an accountant see nothing', () => {
    const may = (role: Parameters<typeof can>[0]) => [wall['alerts.list'], wall['alerts.acknowledge'], wall['alerts.saveSettings']].map(({ permission }) => permission !== null && can(role, permission));
    expect(may('owner')).toEqual([true, true, true]);
    expect(may('manager')).toEqual([true, true, false]);
    expect(may('auditor')).toEqual([true, false, false]);
    for (const role of ['cashier', 'clerk', 'accountant'] as const) expect(may(role), role).toEqual([false, false, false]);
  });
});

describe('the settings of the watch', () => {
  it('a rule that is off stays silent, and switching it off is told', () => {
    setBank('IE29AIBK93115212345678');
    alertsSaveSettings(ctx, { ...DEFAULT_ALERTS, off: ['bankDetails', 'clockBack', 'chainBroken'] });
    expect(look()).toEqual(['watchLowered']);
    expect(alertsSettings(ctx).off).toEqual(['bankDetails']); // the others cannot be
    setBank('DE02120300000000202051');
    expect(look()).toEqual([]);
  });

  it('a threshold counts from the next act on; raising one is told, lowering is not', () => {
    alertsSaveSettings(ctx, { ...DEFAULT_ALERTS, thresholds: { ...DEFAULT_ALERTS.thresholds, failedLogins: 1 } });
    expect(look()).toEqual([]);
    record('session.open', { failedBefore: 1, blockedBefore: 0 });
    expect(look()).toEqual(['failedLogins']);
    alertsSaveSettings(ctx, { ...DEFAULT_ALERTS, thresholds: { ...DEFAULT_ALERTS.thresholds, failedLogins: 20 } });
    expect(look()).toEqual(['watchLowered']);
  });

  it('the wall takes no figure that would never speak, or always', () => {
    const input = wall['alerts.saveSettings'].input;
    const thresholds = DEFAULT_ALERTS.thresholds;
    for (const wrong of [{ failedLogins: 0 }, { failedLogins: 21 }, { discountPercent: 101 }, { backupDays: 1.5 }]) expect(input.safeParse({ ...DEFAULT_ALERTS, thresholds: { ...thresholds, ...wrong } }).success).toBe(false);
    expect(input.safeParse(DEFAULT_ALERTS).success).toBe(true);
  });
});
