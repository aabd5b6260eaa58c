import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { v7 as uuid } from 'uuid';
import type { ReminderSettings } from '../../../contract/reminders.ts';
import { can } from '../../../domain/roles.ts';
import { invoicesCredit } from '../../../main/service/credit.ts';
import { invoicesGet, invoicesProve } from '../../../main/service/invoices.ts';
import { recordPayment } from '../../../main/service/payments.ts';
import { loadReminderPdf, remindersDue, remindersGet, remindersList, remindersOf, remindersPreview, remindersQuiet, remindersSend, remindersVoid, storeReminderPdf } from '../../../main/service/reminders.ts';
import { DEFAULT_REMINDERS } from '../../../main/service/reminderDefaults.ts';
import { remindersSaveSettings, remindersSettings } from '../../../main/service/reminderSettings.ts';
import { addCustomer, type Company, draftBody, issueInvoice, line, openCompany } from '../../fixtures/company.ts';

let company: Company;
let customerId: string;
beforeEach(() => {
  company = openCompany();
  customerId = addCustomer(company.ctx);
});
afterEach(() => company.close());

const on = (day: string) => company.setNow(`${day}T09:00:00.000Z`);
/** An invoice of 1,000.00 due on a day. */
const invoiceDue = (dueDate: string, more: { customerId?: string; price?: string; currency?: string; rate?: string } = {}) =>
  issueInvoice(company.ctx, draftBody(more.customerId ?? customerId, {
    issueDate: '2026-01-15', dueDate, currency: more.currency ?? 'EUR', rate: more.rate ?? '', lines: [line({ quantity: '1', unitPrice: more.price ?? '1000' })],
  })).id;
const settings = (change: (given: ReminderSettings) => Partial<ReminderSettings>) => {
  remindersSaveSettings(company.ctx, { ...DEFAULT_REMINDERS, ...change(DEFAULT_REMINDERS) });
};
const due = () => remindersDue(company.ctx, { limit: 50, customerId: null }).rows;
const send = (documentIds: string[], id = uuid(), currency = 'EUR') => remindersSend(company.ctx, { id, customerId, currency, documentIds });
const pay = (documentId: string, amount: number, paidOn: string) =>
  recordPayment(company.ctx, {
    id: uuid(), customerId, currency: 'EUR', amount, rate: null, baseAmount: null, paidOn, note: '',
    method: { method: 'transfer', reference: '', brand: null, last4: '' }, allocations: [{ documentId, amount, rest: 'open' }],
  });

describe('what is due today', () => {
  it('comes level by level, by date, and after a letter only when the next one has its time (T68)', () => {
    on('2026-03-05');
    const id = invoiceDue('2026-03-01');
    expect(due()).toEqual([]);
    on('2026-03-08');
    expect(due()).toMatchObject([{ documentId: id, level: 0, levels: 3, daysLate: 7, balance: 100_000, total: 100_000, since: '2026-03-08', lastOn: null }]);
    send([id]);
    expect(due()).toEqual([]);
    on('2026-03-21');
    expect(due()).toEqual([]);
    on('2026-03-22');
    expect(due()).toMatchObject([{ level: 1, lastOn: '2026-03-08' }]);
  });

  it('T68 what is asked of the database is what the rule says of each document: however levels, letters and wishes fall', () => {
    on('2026-03-01');
    const [never, soon] = [addCustomer(company.ctx, { name: 'Never Ltd' }), addCustomer(company.ctx, { name: 'Soon Ltd' })];
    const customers = [customerId, never, soon];
    const documents = Array.from({ length: 24 }, (_, i) => invoiceDue(`2026-0${1 + (i % 3)}-${String(15 + (i % 13)).padStart(2, '0')}`, { customerId: customers[i % 3] ?? customerId }));
    remindersQuiet(company.ctx, { target: { kind: 'customer', id: never }, off: false, until: null });
    remindersQuiet(company.ctx, { target: { kind: 'document', id: documents[3] ?? '' }, off: false, until: '2026-03-20' });
    settings(({ levels }) => ({ levels: levels.map((level, i) => ({ ...level, after: [0, 9, 23][i] ?? 30 })) }));
    for (let day = 1; day <= 31; day += 1) {
      on(`2026-03-${String(day).padStart(2, '0')}`);
      if (day % 8 === 0) send(remindersDue(company.ctx, { limit: 50, customerId }).rows.map(({ documentId }) => documentId).slice(0, 3));
      const byRule = customers.flatMap((id) => remindersDue(company.ctx, { limit: 50, customerId: id }).rows);
      const asked = remindersDue(company.ctx, { limit: 50, customerId: null });
      expect([...asked.rows].map(({ documentId, level }) => `${documentId} ${level}`).sort()).toEqual(byRule.map(({ documentId, level }) => `${documentId} ${level}`).sort());
      expect(asked.total).toBe(byRule.length);
    }
  });

  it('leaves out what was paid, credited, is not late or had every level; a part payment lessens it', () => {
    on('2026-04-01');
    const [paid, part, noted] = [invoiceDue('2026-03-01'), invoiceDue('2026-03-02'), invoiceDue('2026-03-03')];
    invoiceDue('2026-12-01');
    pay(paid, 100_000, '2026-03-20');
    pay(part, 40_000, '2026-03-20');
    invoicesCredit(company.ctx, { id: noted, newId: uuid(), request: { kind: 'whole' }, issueDate: '2026-03-25', reason: '' });
    expect(due()).toMatchObject([{ documentId: part, balance: 60_000 }]);
    for (const day of ['2026-04-01', '2026-05-01', '2026-06-01']) {
      on(day);
      send([part]);
    }
    on('2027-01-01');
    expect(due().map(({ documentId }) => documentId)).not.toContain(part);
  });

  it('is found by an index over what is open, not over all documents', () => {
    const plan = company.ctx.db.prepare<unknown[], { detail: string }>("EXPLAIN QUERY PLAN SELECT o.document_rid FROM open_part o INDEXED BY open_due LEFT JOIN reminder_state s ON s.document_rid = o.document_rid WHERE o.next = 1 AND o.due_date <= '2026-03-01' AND (s.level IS NULL OR s.level < 2) ORDER BY o.due_date, o.document_rid").all();
    expect(plan.map(({ detail }) => detail).join()).toMatch(/SEARCH o USING (COVERING )?INDEX open_due/);
    expect(plan.map(({ detail }) => detail).join()).not.toMatch(/TEMP B-TREE/);
  });
});

describe('fees and interest', () => {
  it.each([['act/365', 658], ['30/360', 667]] as const)('T59 8 % on 1,000.00 for 30 days by %s are %i cents, stated in the letter', (convention, interest) => {
    settings(({ levels }) => ({ convention, levels: levels.map((level) => ({ ...level, interest: { kind: 'own', rate: '8' } })) }));
    on('2026-04-15');
    const id = invoiceDue('2026-04-15');
    on('2026-05-15');
    expect(due()).toMatchObject([{ documentId: id, interest, total: 100_000 + interest }]);
    expect(remindersPreview(company.ctx, { customerId, currency: 'EUR', documentIds: [id] }).letter).toMatchObject({ interest, rate: '8', convention, total: 100_000 + interest });
  });

  it('T59 interest follows what was open when: part payments lessen it from their day on', () => {
    settings(({ levels }) => ({ levels: levels.map((level) => ({ ...level, interest: { kind: 'own', rate: '8' } })) }));
    on('2026-04-15');
    const id = invoiceDue('2026-04-15');
    pay(id, 50_000, '2026-05-01');
    on('2026-05-15');
    // 15 days of 1000.00 and 15 of 500.00
    expect(due()[0]?.interest).toBe(493);
  });

  it('T59 statutory interest is the reference rate of each half year and the margin', () => {
    settings(({ levels }) => ({
      statutory: { margin: '8', base: [{ from: '2026-01-01', rate: '2' }, { from: '2026-07-01', rate: '-9' }] },
      levels: levels.map((level) => ({ ...level, interest: { kind: 'statutory' } })),
    }));
    on('2026-06-10');
    const id = invoiceDue('2026-06-10');
    on('2026-07-31');
    // 20 days at 10 %, then nothing: the sum never falls below zero.
    expect(due()).toMatchObject([{ documentId: id, interest: 548 }]);
    expect(remindersPreview(company.ctx, { customerId, currency: 'EUR', documentIds: [id] }).letter.rate).toBeNull();
  });

  it('one fee per letter, in its currency, at the level that has come furthest; the issued documents stay as they are', () => {
    settings(({ levels }) => ({ levels: levels.map((level, i) => ({ ...level, fees: [{ currency: 'EUR', amount: i * 500 }] })) }));
    on('2026-03-10');
    const [first, second, foreign] = [invoiceDue('2026-03-01'), invoiceDue('2026-03-02'), invoiceDue('2026-03-01', { currency: 'USD', rate: '0.9' })];
    const before = [first, second].map((id) => invoicesGet(company.ctx, { id }));
    send([first]);
    on('2026-04-01');
    const { id } = send([first, second, foreign]);
    const { letter, row } = remindersGet(company.ctx, { id });
    expect(letter.entries.map(({ level, fee }) => [level, fee])).toEqual([[1, 500], [0, 0]]);
    expect(row).toMatchObject({ level: 1, open: 200_000, fee: 500, interest: 0, total: 200_500, documents: 2, number: 2 });
    for (const [i, one] of before.entries()) {
      expect(invoicesGet(company.ctx, { id: one.snapshot ? [first, second][i]! : '' }).contentHash).toBe(one.contentHash);
      expect(invoicesProve(company.ctx, { id: [first, second][i]! }).intact).toBe(true);
    }
    expect(remindersPreview(company.ctx, { customerId, currency: 'USD', documentIds: [foreign] }).letter).toMatchObject({ fee: 0, currency: 'USD' });
  });
});

describe('a letter', () => {
  it('is filled in in the language of its customer, names everything, and is stored once under its id (T60)', () => {
    customerId = addCustomer(company.ctx, { name: 'Möbel Fischer', contact: 'Herr Fischer', language: 'de' });
    on('2026-03-10');
    const documentId = invoiceDue('2026-03-01');
    const id = uuid();
    expect(send([documentId], id)).toEqual(send([documentId], id));
    const { letter } = remindersGet(company.ctx, { id });
    expect(letter).toMatchObject({ language: 'de', title: 'Zahlungserinnerung', payBy: '2026-03-20', number: 1 });
    expect(letter.text).toContain('Guten Tag Herr Fischer');
    expect(letter.closing.replaceAll('\u00a0', ' ')).toContain('1.000,00 € bis zum 20. März 2026');
    expect(`${letter.title} ${letter.text} ${letter.closing}`).not.toMatch(/[{}]/);
    expect(remindersList(company.ctx, { customerId: null, after: null, limit: 10 }).rows).toHaveLength(1);
  });

  it('says what it said, whatever is changed later, and its PDF is stored once', () => {
    on('2026-03-10');
    const { id } = send([invoiceDue('2026-03-01')]);
    const before = remindersGet(company.ctx, { id }).letter;
    settings(() => ({ levels: [] }));
    expect(remindersGet(company.ctx, { id }).letter).toEqual(before);
    storeReminderPdf(company.ctx, id, Buffer.from('%PDF-1.7 one'));
    storeReminderPdf(company.ctx, id, Buffer.from('%PDF-1.7 two'));
    expect(loadReminderPdf(company.ctx, id).bytes?.toString()).toBe('%PDF-1.7 one');
    for (const sql of ['UPDATE reminder SET fee = 0', 'DELETE FROM reminder', 'UPDATE reminder_entry SET fee = 1', 'DELETE FROM reminder_entry', "UPDATE reminder_pdf SET bytes = x'00'", 'INSERT OR REPLACE INTO reminder SELECT * FROM reminder'])
      expect(() => company.ctx.db.exec(sql), sql).toThrow(/append-only/);
  });

  it('may be written before its day, and again after the last level; for nothing late there is none', () => {
    on('2026-03-02');
    const documentId = invoiceDue('2026-03-01');
    const sent = ['a', 'b', 'c', 'd'].map(() => remindersGet(company.ctx, { id: send([documentId]).id }).letter.level);
    expect(sent).toEqual([0, 1, 2, 2]);
    expect(() => send([invoiceDue('2026-03-02')])).toThrow('NOTHING_LATE');
    settings(() => ({ levels: [] }));
    expect(() => send([documentId])).toThrow('NOTHING_LATE');
  });

  it('taken back does not count any more, and stays on record', () => {
    on('2026-03-10');
    const documentId = invoiceDue('2026-03-01');
    const { id } = send([documentId]);
    remindersVoid(company.ctx, { id, reason: 'Was paid in cash' });
    remindersVoid(company.ctx, { id, reason: 'again' });
    expect(due()).toMatchObject([{ documentId, level: 0, lastOn: null }]);
    expect(remindersGet(company.ctx, { id })).toMatchObject({ row: { voided: true }, voided: { reason: 'Was paid in cash' } });
  });

  it('is never written with signs the fonts do not have (T85)', () => {
    on('2026-03-10');
    const documentId = invoiceDue('2026-03-01');
    const ctx = { ...company.ctx, missingGlyphs: (text: string) => (text.includes('Eva') ? ['☃'] : []) };
    expect(() => remindersSend(ctx, { id: uuid(), customerId, currency: 'EUR', documentIds: [documentId] })).toThrow('MISSING_GLYPHS');
  });
});

describe('peace', () => {
  it('for a document or a customer, up to a day or for good, and off again', () => {
    on('2026-03-10');
    const documentId = invoiceDue('2026-03-01');
    const document = { kind: 'document', id: documentId } as const;
    const customer = { kind: 'customer', id: customerId } as const;
    remindersQuiet(company.ctx, { target: document, off: false, until: '2026-03-15' });
    expect(due()).toEqual([]);
    on('2026-03-16');
    expect(due()).toHaveLength(1);
    remindersQuiet(company.ctx, { target: customer, off: false, until: null });
    expect(due()).toEqual([]);
    expect(remindersOf(company.ctx, { target: document })).toMatchObject({ quiet: null, byCustomer: true, late: [{ documentId }] });
    expect(remindersOf(company.ctx, { target: customer }).quiet).toEqual({ until: null });
    remindersQuiet(company.ctx, { target: customer, off: true, until: null });
    expect(due()).toHaveLength(1);
    expect(() => remindersQuiet(company.ctx, { target: { kind: 'customer', id: uuid() }, off: false, until: null })).toThrow('NOT_FOUND');
  });

  it('the history of a document and of a customer show each letter', () => {
    on('2026-03-10');
    const [a, b] = [invoiceDue('2026-03-01'), invoiceDue('2026-03-02')];
    send([a, b]);
    send([a]);
    expect(remindersOf(company.ctx, { target: { kind: 'document', id: a } }).letters.map(({ number }) => number)).toEqual([2, 1]);
    expect(remindersOf(company.ctx, { target: { kind: 'document', id: b } }).letters.map(({ number }) => number)).toEqual([1]);
    expect(remindersOf(company.ctx, { target: { kind: 'customer', id: customerId } }).letters).toHaveLength(2);
  });
});

describe('settings', () => {
  const saved = (change: Partial<ReminderSettings>) => () => remindersSaveSettings(company.ctx, { ...DEFAULT_REMINDERS, ...change });
  it('begin with three levels without fees, in four languages without a slip', () => {
    expect(remindersSettings(company.ctx)).toEqual(DEFAULT_REMINDERS);
    expect(saved({})()).toEqual({});
  });

  it('refuse levels that do not rise, fees below zero, names no letter knows, and a statutory rate nobody gave', () => {
    const [first, second] = DEFAULT_REMINDERS.levels;
    if (!first || !second) throw new Error('no levels');
    expect(saved({ levels: [second, first] })).toThrow('INVALID_INPUT');
    expect(saved({ levels: [{ ...first, fees: [{ currency: 'EUR', amount: -1 }] }] })).toThrow('INVALID_INPUT');
    expect(saved({ levels: [{ ...first, texts: { ...first.texts, fr: { ...first.texts.fr, text: 'Bonjour {nom}' } } }] })).toThrow('INVALID_INPUT');
    expect(saved({ levels: [{ ...first, interest: { kind: 'statutory' } }] })).toThrow('INVALID_INPUT');
  });

  it('letters are for owners and managers', () => {
    expect(['owner', 'manager', 'cashier', 'auditor'].map((role) => can(role as 'owner', 'reminder.send'))).toEqual([true, true, false, false]);
  });
});
