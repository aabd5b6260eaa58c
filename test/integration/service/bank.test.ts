// Bank lines against a real database: nothing comes in twice, nothing is booked twice, every decision can be taken back, and the sums stay right.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as uuid } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bank as wall } from '../../../contract/bank.ts';
import { isAppError } from '../../../contract/errors.ts';
import { numberKey } from '../../../domain/bankNumbers.ts';
import { verifyAudit } from '../../../main/audit/verify.ts';
import { NUMBER_KEY_SQL } from '../../../main/db/migrations/0048-bank.ts';
import { bankCommit, bankLook } from '../../../main/import/bank/jobs.ts';
import { bankAccept, bankAccounts, bankLine, bankLines, bankSetAside, bankUndo } from '../../../main/service/bank.ts';
import { bankDocuments } from '../../../main/service/bankProposals.ts';
import { paymentsAccount, paymentsGet, paymentsList, paymentsOfDocument } from '../../../main/service/paymentLists.ts';
import { voidPayment } from '../../../main/service/paymentActs.ts';
import { addCustomer, type Company, draftBody, issueInvoice, line, openCompany, TODAY } from '../../fixtures/company.ts';

const ACCOUNT = 'DE96999900000001234567';
let company: Company;
let customerId: string;
beforeEach(() => {
  company = openCompany();
  customerId = addCustomer(company.ctx, { name: 'Fischer Möbel GmbH' });
});
afterEach(() => company.close());

interface Told { date?: string; amount: string; text?: string; name?: string; iban?: string; ref?: string; side?: 'CRDT' | 'DBIT' }
const camt = (...lines: Told[]): Buffer => Buffer.from(
  `<Document><BkToCstmrStmt><Stmt><Id>1</Id><Acct><Id><IBAN>${ACCOUNT}</IBAN></Id><Ccy>EUR</Ccy></Acct>${lines.map(({ date = TODAY, amount, text = '', name = '', iban = '', ref = '', side = 'CRDT' }) =>
    `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${side}</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>${date}</Dt></BookgDt><AcctSvcrRef>${ref}</AcctSvcrRef><NtryDtls><TxDtls><RltdPties><Dbtr><Nm>${name}</Nm></Dbtr><DbtrAcct><Id><IBAN>${iban}</IBAN></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>${text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`).join('')}</Stmt></BkToCstmrStmt></Document>`,
);
const mt940 = (...lines: { amount: string; text: string; ref?: string }[]): Buffer =>
  Buffer.from(`:20:X\n:25:99990000/1234567\n:28C:1\n:60F:C261119EUR0,\n${lines.map(({ amount, text, ref }) => `:61:2611201120C${amount}NTRFNONREF${ref === undefined ? '' : `//${ref}`}\n:86:${text}\n`).join('')}`);
const bring = (bytes: Buffer, skipProblems = false) => bankCommit(company.ctx, { bytes, file: 'november.xml', mapping: null, skipProblems });
const list = (state: 'todo' | 'booked' | 'aside' = 'todo') => wall['bank.lines'].output.parse(bankLines(company.ctx, { accountId: null, state, q: '', after: null, limit: 50 })).rows;
const see = (id: string) => wall['bank.line'].output.parse(bankLine(company.ctx, { id }));
const counts = () => bankAccounts(company.ctx).rows.map(({ account, todo, booked, aside }) => [account, todo, booked, aside]);
const issue = (amount: string, to = customerId) => issueInvoice(company.ctx, draftBody(to, { lines: [line({ quantity: '1', unitPrice: amount })] }));
const balance = (id: string) => paymentsOfDocument(company.ctx, { id }).balance;
const payments = () => paymentsList(company.ctx, { q: '', after: null, limit: 50, filters: { customerId: null, from: null, to: null, currency: null, method: null, state: null } }).rows;
/** What the walk over the whole log ends with. */
function sealed(): unknown {
  const walk = verifyAudit(company.ctx.db, company.ctx.ak);
  for (let step = walk.next(); ; step = walk.next()) if (step.done === true) return step.value;
}
function refusal(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    if (isAppError(error)) return error.code;
    throw error;
  }
  return 'nothing refused';
}
/** Accepts the best proposal of the only line to do. */
function acceptFirst(id = uuid()) {
  const [row] = list();
  const proposal = row?.proposal;
  if (!row || !proposal) throw new Error('nothing is proposed');
  const wish = { id, lineId: row.id, customerId: proposal.customerId, rate: null, allocations: proposal.parts.map(({ documentId, amount, rest }) => ({ documentId, amount, rest })) };
  return { row, wish, done: bankAccept(company.ctx, wish) };
}

describe('a statement', () => {
  it('comes in once: the same file again, and one that overlaps, add only what is new', () => {
    const first = [{ amount: '10.00', ref: 'A1' }, { amount: '10.00', ref: 'A2' }, { amount: '5.00', side: 'DBIT' as const }];
    expect(bring(camt(...first))).toMatchObject({ added: 3, doubles: 0 });
    expect(bring(camt(...first))).toMatchObject({ added: 0, doubles: 3 });
    expect(bring(camt(...first, { amount: '10.00', ref: 'A3' }))).toMatchObject({ added: 1, doubles: 3 });
    expect(counts()).toEqual([[ACCOUNT, 4, 0, 0]]);
    expect(sealed()).toMatchObject({ ok: true });
  });

  it('with two lines that are alike in everything has two, also when it comes again', () => {
    const twins = camt({ amount: '7.00', text: 'coffee' }, { amount: '7.00', text: 'coffee' });
    expect(bring(twins)).toMatchObject({ added: 2 });
    expect(bring(twins)).toMatchObject({ added: 0, doubles: 2 });
    expect(bring(camt({ amount: '7.00', text: 'coffee' }, { amount: '7.00', text: 'coffee' }, { amount: '7.00', text: 'coffee' }))).toMatchObject({ added: 1, doubles: 2 });
  });

  it('in another format is the same movements: by the bank’s reference, cut as it may be, and else by counting', () => {
    bring(camt({ amount: '10.00', ref: '20261120004177200001', text: 'INV-1' }, { amount: '20.00', text: 'x' }, { amount: '20.00', text: 'y' }));
    expect(bring(mt940({ amount: '10,', text: 'INV 1', ref: '2026112000417720' }, { amount: '20,', text: 'X' }))).toMatchObject({ added: 0, doubles: 2 });
    expect(bring(mt940({ amount: '10,', text: 'INV 1', ref: '2026112000417720' }, { amount: '20,', text: 'X' }, { amount: '20,', text: 'Y' }, { amount: '20,', text: 'Z' }))).toMatchObject({ added: 1, doubles: 3 });
    expect(counts()).toEqual([[ACCOUNT, 4, 0, 0]]);
  });

  it('that was looked at says how much of it is here, and stores nothing', () => {
    bring(camt({ amount: '10.00', ref: 'A1' }));
    const look = bankLook(company.ctx, camt({ amount: '10.00', ref: 'A1' }, { amount: '11.00' }), null);
    expect(wall['bank.pick'].output.parse({ ...look, token: uuid(), file: 'x', size: 1 })).toMatchObject({ format: 'camt.053', lines: 2, doubles: 1, statements: [{ account: ACCOUNT, lines: 2, doubles: 1 }] });
    expect(counts()).toEqual([[ACCOUNT, 1, 0, 0]]);
  });

  it('with lines that cannot be read is not taken in unless that is wanted; the corrected file then adds just these', () => {
    const bad = camt({ amount: '10.00', ref: 'A1' }, { amount: '11.00', date: '2026-02-30', ref: 'A2' });
    expect(refusal(() => bring(bad))).toBe('BANK_HAS_PROBLEMS');
    expect(counts()).toEqual([]);
    expect(bring(bad, true)).toMatchObject({ added: 1 });
    expect(bring(camt({ amount: '10.00', ref: 'A1' }, { amount: '11.00', ref: 'A2' }))).toMatchObject({ added: 1, doubles: 1 });
  });

  it('that is given up while it is stored leaves nothing', () => {
    const many = camt(...Array.from({ length: 1200 }, (_, i) => ({ amount: `${i + 1}.00` })));
    let looks = 0;
    const give = { cancelled: () => (looks += 1) > 1 };
    expect(refusal(() => bankCommit(company.ctx, { bytes: many, file: 'x', mapping: null, skipProblems: false }, give))).toBe('CANCELLED');
    expect(counts()).toEqual([]);
  });

  it('as CSV is mapped by its headings, asks for what is missing, and the mapping is remembered', () => {
    const german = readFileSync(join(import.meta.dirname, '../../fixtures/bank/german.csv'));
    const look = bankLook(company.ctx, german, null);
    expect(look).toMatchObject({ format: 'csv', table: { remembered: false, ready: false }, mapping: { numbers: 'comma', dates: 'dmy', headings: 4, account: '', currency: 'EUR' } });
    const mapping = { ...(look.mapping ?? expect.fail('no mapping')), account: 'DE96 9999 0000 0001 2345 67' };
    expect(bankLook(company.ctx, german, mapping)).toMatchObject({ lines: 2, problemCount: 3, table: { ready: true } });
    expect(refusal(() => bankCommit(company.ctx, { bytes: german, file: 'g.csv', mapping: look.mapping, skipProblems: true }))).toBe('BANK_MAPPING');
    expect(bankCommit(company.ctx, { bytes: german, file: 'g.csv', mapping, skipProblems: true })).toMatchObject({ added: 2 });
    expect(bankLook(company.ctx, german, null)).toMatchObject({ table: { remembered: true, ready: true }, doubles: 2 });
    // The same movement from CAMT: same account, day and amount.
    expect(bring(camt({ amount: '1190.00', text: 'Rechnung INV-2026-0017', ref: '2026112000417720' }))).toMatchObject({ added: 0, doubles: 1 });
  });

  it('cannot be changed or removed by any statement, nor can a decision', () => {
    bring(camt({ amount: '10.00' }));
    bankSetAside(company.ctx, { id: uuid(), lineId: list()[0]?.id ?? '', note: '' });
    for (const table of ['bank_account', 'bank_statement', 'bank_line', 'bank_event'])
      for (const sql of [`UPDATE ${table} SET rid = rid`, `DELETE FROM ${table}`, `INSERT OR REPLACE INTO ${table} SELECT * FROM ${table}`]) expect(() => company.ctx.db.exec(sql), sql).toThrow(/append-only/);
  });
});

describe('a line to do', () => {
  it('with number and amount is proposed with the invoice, accepted in one act, and asks for nothing any more', () => {
    const invoice = issue('100');
    bring(camt({ amount: '123.00', text: `Rechnung ${invoice.number.replaceAll('-', ' ')}`, name: 'FISCHER MOEBEL', ref: 'R1' }));
    const open = balance(invoice.id);
    const { row, done } = acceptFirst();
    expect(row.proposal).toMatchObject({ customer: 'Fischer Möbel GmbH', parts: [{ number: invoice.number, amount: Math.min(open, 12300) }] });
    expect(payments()).toMatchObject([{ id: done.paymentId, amount: 12300, paidOn: TODAY, reference: 'R1', method: 'transfer' }]);
    expect(balance(invoice.id)).toBe(Math.max(0, open - 12300));
    expect([list(), list('booked')]).toMatchObject([[], [{ id: row.id, booked: { number: done.number, customer: 'Fischer Möbel GmbH', documents: invoice.number } }]]);
    expect(see(row.id)).toMatchObject({ state: 'booked', proposals: [], history: [{ kind: 'accept' }] });
    expect(counts()).toEqual([[ACCOUNT, 0, 1, 0]]);
  });

  it('is booked once, however often it is accepted (T60), and by nobody else meanwhile', () => {
    const invoice = issue('100');
    bring(camt({ amount: '50.00', text: invoice.number }));
    const { wish, done } = acceptFirst();
    expect(bankAccept(company.ctx, wish)).toEqual(done);
    expect(refusal(() => bankAccept(company.ctx, { ...wish, id: uuid() }))).toBe('BANK_STATE');
    expect(refusal(() => bankAccept(company.ctx, { ...wish, allocations: [] }))).toBe('CONFLICT');
    expect(refusal(() => bankSetAside(company.ctx, { id: wish.id, lineId: wish.lineId, note: '' }))).toBe('CONFLICT');
    expect(payments()).toHaveLength(1);
    expect(bring(camt({ amount: '50.00', text: invoice.number }))).toMatchObject({ added: 0 });
  });

  it('that cannot be booked stays to do, with nothing written', () => {
    const invoice = issue('100');
    bring(camt({ amount: '50.00', text: invoice.number }));
    const [row] = list();
    const audited = () => company.ctx.db.prepare('SELECT count(*) FROM audit_log').pluck().get();
    const before = audited();
    expect(refusal(() => bankAccept(company.ctx, { id: uuid(), lineId: row?.id ?? '', customerId, rate: null, allocations: [{ documentId: invoice.id, amount: 6000, rest: 'open' }] }))).toBe('PAYMENT_INVALID');
    expect([list().length, payments().length, audited()]).toEqual([1, 0, before]);
  });

  it('that could not be marked as booked leaves no payment either: whatever fails half-way, both are there or neither (T60)', () => {
    const invoice = issue('100');
    bring(camt({ amount: '50.00', text: invoice.number }));
    const open = balance(invoice.id);
    const id = uuid();
    for (const table of ['payment', 'settlement', 'bank_event', 'audit_log']) {
      company.ctx.db.exec(`CREATE TEMP TRIGGER fault BEFORE INSERT ON main.${table} BEGIN SELECT RAISE(ABORT, 'the plug was pulled'); END`);
      expect(() => acceptFirst(id), table).toThrow();
      company.ctx.db.exec('DROP TRIGGER fault');
      expect([payments().length, counts(), balance(invoice.id)], table).toEqual([0, [[ACCOUNT, 1, 0, 0]], open]);
    }
    // The same act again, after all that, books once.
    acceptFirst(id);
    expect([payments().length, balance(invoice.id)]).toEqual([1, open - 5000]);
  });

  it('is taken back with its payment, from here or from the payments, and can be accepted again (T54)', () => {
    const invoice = issue('100');
    bring(camt({ amount: '50.00', text: invoice.number }));
    const open = balance(invoice.id);
    const { row } = acceptFirst();
    const undo = { id: uuid(), lineId: row.id };
    bankUndo(company.ctx, undo);
    bankUndo(company.ctx, undo);
    expect([balance(invoice.id), counts()]).toEqual([open, [[ACCOUNT, 1, 0, 0]]]);
    const second = acceptFirst();
    voidPayment(company.ctx, { id: uuid(), target: { kind: 'payment', id: second.done.paymentId }, date: TODAY, reason: 'Wrong customer' });
    expect(counts()).toEqual([[ACCOUNT, 1, 0, 0]]);
    expect(see(row.id).history.map(({ kind, note }) => [kind, note])).toEqual([['undo', 'Wrong customer'], ['accept', ''], ['undo', ''], ['accept', '']]);
    acceptFirst();
    expect([balance(invoice.id), counts(), payments().map(({ state }) => state).sort()]).toEqual([open - 5000, [[ACCOUNT, 0, 1, 0]], ['applied', 'void', 'void']]);
    expect(sealed()).toMatchObject({ ok: true });
  });

  it('is split over several invoices, and what is left becomes the customer’s credit (T55)', () => {
    const [one, two] = [issue('30'), issue('50')];
    const asked = balance(one.id) + balance(two.id);
    bring(camt({ amount: `${(asked + 2000) / 100}`, text: `${one.number} + ${two.number}` }));
    const { done } = acceptFirst();
    expect([balance(one.id), balance(two.id), done.unapplied]).toEqual([0, 0, 2000]);
    expect(paymentsAccount(company.ctx, { customerId, on: TODAY }).balances).toEqual([{ currency: 'EUR', open: 0, credit: 2000 }]);
  });

  it('is known again by the account it came from', () => {
    const iban = 'DE26888800000007654321';
    const other = addCustomer(company.ctx, { name: 'Kelly Interiors' });
    issue('100');
    const theirs = issue('100', other);
    bring(camt({ amount: '1.00', text: theirs.number, iban, name: 'Someone Else' }));
    acceptFirst();
    bring(camt({ amount: `${balance(theirs.id) / 100}`, text: 'no number', iban, name: 'Someone Else' }));
    expect(list()[0]?.proposal).toMatchObject({ customerId: other, parts: [{ number: theirs.number }] });
    expect(list()[0]?.proposal?.reasons.map(({ code }) => code)).toEqual(['amount', 'iban', 'name-known']);
  });

  it('is never proposed an invoice that is paid, and money out has no proposal', () => {
    const invoice = issue('100');
    const open = balance(invoice.id);
    bring(camt({ amount: `${open / 100}`, text: invoice.number }));
    acceptFirst();
    bring(camt({ amount: `${open / 100}`, text: `${invoice.number} again`, ref: 'Z' }, { amount: '5.00', side: 'DBIT', text: invoice.number }));
    expect(list().map(({ proposal }) => proposal)).toEqual([null, null]);
    expect(bankDocuments(company.ctx, { q: invoice.number, currency: 'EUR', customerId: null }).rows).toEqual([]);
  });

  it('that is no payment of a customer is set aside with a word, and can be taken back', () => {
    bring(camt({ amount: '5.00', side: 'DBIT', text: 'Rent' }));
    const [row] = list();
    bankSetAside(company.ctx, { id: uuid(), lineId: row?.id ?? '', note: 'Rent of November' });
    expect([counts(), see(row?.id ?? '').history]).toMatchObject([[[ACCOUNT, 0, 0, 1]], [{ kind: 'aside', note: 'Rent of November' }]]);
    bankUndo(company.ctx, { id: uuid(), lineId: row?.id ?? '' });
    expect(counts()).toEqual([[ACCOUNT, 1, 0, 0]]);
    expect(refusal(() => bankUndo(company.ctx, { id: uuid(), lineId: row?.id ?? '' }))).toBe('BANK_STATE');
  });

  it('is found by name, text, reference and amount, page by page', () => {
    bring(camt(...Array.from({ length: 60 }, (_, i) => ({ amount: `${i + 1}.00`, text: `Order ${1000 + i}`, name: i % 2 === 0 ? 'Kelly' : 'Fischer', date: `2026-11-${String((i % 20) + 1).padStart(2, '0')}` }))));
    const ask = (q: string, after: string | null = null, limit = 50) => bankLines(company.ctx, { accountId: bankAccounts(company.ctx).rows[0]?.id ?? null, state: 'todo', q, after, limit });
    expect([ask('kelly').rows.length, ask('1059').rows.length, ask('order 1005').rows.length, ask('zzz').rows.length]).toEqual([30, 1, 1, 0]);
    const first = ask('');
    const second = ask('', first.next);
    expect([first.rows.length, second.rows.length, second.next]).toEqual([50, 10, null]);
    const days = [...first.rows, ...second.rows].map(({ date }) => date);
    expect(days).toEqual([...days].sort().reverse());
    expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(60);
  });
});

describe('looking for what a line could be for', () => {
  it('reads numbers the same way in the database as in the rules', () => {
    const key = (number: string) => company.ctx.db.prepare(`SELECT ${NUMBER_KEY_SQL.replace('(number)', '(?)')}`).pluck().get(number);
    for (const number of ['INV-2026-0017', 'RE/25-26/0001', 'ab 12.3_4#5:6+7,(8)', 'OQILSBZ-99']) expect(key(number)).toBe(numberKey(number));
  });

  it('walks through no table of documents, payments or lines: every question has its index', () => {
    const { db } = company.ctx;
    const asked = new Set<string>();
    const prepare = db.prepare.bind(db);
    const watched = (sql: string) => {
      if (sql.startsWith('SELECT')) asked.add(sql);
      return prepare(sql);
    };
    Object.defineProperty(db, 'prepare', { configurable: true, value: watched });
    issue('100');
    bring(camt({ amount: '123.00', text: 'INV-2026-0001', name: 'Fischer', iban: 'DE26888800000007654321' }));
    const id = list()[0]?.id ?? '';
    see(id);
    const account = bankAccounts(company.ctx).rows[0]?.id ?? null;
    for (const q of ['', 'fischer']) bankLines(company.ctx, { accountId: account, state: 'todo', q, after: null, limit: 50 });
    bankDocuments(company.ctx, { q: 'fischer', currency: 'EUR', customerId: null });
    bankDocuments(company.ctx, { q: '', currency: 'EUR', customerId });
    const own = [...asked].filter((sql) => /bank_(line|state|fts)|open_part/.test(sql));
    expect(own.length).toBeGreaterThanOrEqual(11);
    const named = { keys: '[]', amount: 1, currency: 'EUR', state: '', date: '', rid: 0, limit: 1, match: '', account: '' };
    const steps = own.flatMap((sql) => prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...(sql.includes('@') ? [named] : (sql.match(/\?/g) ?? []).map(() => null))));
    const walks = steps.map((step) => String(Object.entries(step ?? {}).find(([key]) => key === 'detail')?.[1])).filter((detail) => detail.startsWith('SCAN'));
    // What is walked is a subquery of at most fifty rows, the keys of the text, a search index, or the accounts.
    expect(walks.filter((detail) => !/^SCAN (p|l|k|f|\(subquery-\d+\)) ?(VIRTUAL TABLE.*)?$|^SCAN a USING INDEX sqlite_autoindex_bank_account/.test(detail))).toEqual([]);
  });
});

describe('a line over invoices of two customers', () => {
  /** One line of 150.00 that names an invoice of each. */
  function bringSplit() {
    const other = addCustomer(company.ctx, { name: 'Kelly Interiors' });
    const [a, b] = [issue('100'), issue('50', other)];
    bring(camt({ amount: '150.00', text: `${a.number} ${b.number}`, name: 'Fischer Group', ref: 'B1' }));
    const [row] = list();
    if (row?.proposal === null || row === undefined) throw new Error('nothing is proposed');
    const { proposal } = row;
    const parts = (share: { parts: readonly { documentId: string; amount: number; rest: 'open' | 'early' }[] }) => share.parts.map(({ documentId, amount, rest }) => ({ documentId, amount, rest }));
    const others = proposal.others.map((share) => ({ id: uuid(), customerId: share.customerId, amount: share.parts.reduce((sum, { amount }) => sum + amount, 0), allocations: parts(share) }));
    return { a, b, other, row, proposal, wish: { id: uuid(), lineId: row.id, customerId: proposal.customerId, rate: null, allocations: parts(proposal), others } };
  }

  it('is proposed with its reasons, and accepting books one payment for each that together are the line', () => {
    const { a, b, other, row, proposal, wish } = bringSplit();
    expect([proposal.customerId, proposal.others.map(({ customerId: id }) => id)]).toEqual([customerId, [other]]);
    expect(proposal.reasons.map(({ code }) => code)).toEqual(expect.arrayContaining(['number', 'sum', 'customers']));
    const done = bankAccept(company.ctx, wish);
    expect(payments().map((payment) => [payment.customerId, payment.amount, payment.unapplied]).toSorted()).toEqual([[customerId, 10000, 0], [other, 5000, 0]].toSorted());
    expect(payments().reduce((sum, { amount }) => sum + amount, 0)).toBe(row.amount);
    expect([balance(a.id), balance(b.id)]).toEqual([0, 0]);
    expect(counts()).toEqual([[ACCOUNT, 0, 1, 0]]);
    expect(list('booked')[0]?.booked).toMatchObject({ number: done.number, customer: 'Fischer Möbel GmbH', documents: a.number, others: [{ customer: 'Kelly Interiors', documents: b.number }] });
    expect(sealed()).toMatchObject({ ok: true });
  });

  it('T60: accepted again under the same ids answers the same, under others it is refused', () => {
    const { wish } = bringSplit();
    const done = bankAccept(company.ctx, wish);
    expect(bankAccept(company.ctx, wish)).toEqual(done);
    expect(payments()).toHaveLength(2);
    expect(refusal(() => bankAccept(company.ctx, { ...wish, id: uuid(), others: wish.others.map((share) => ({ ...share, id: uuid() })) }))).toBe('BANK_STATE');
    expect(refusal(() => bankAccept(company.ctx, { ...wish, others: [] }))).toBe('CONFLICT');
  });

  it('T54: undo takes all of it back, and the line can be accepted anew', () => {
    const { a, b, row, wish } = bringSplit();
    bankAccept(company.ctx, wish);
    bankUndo(company.ctx, { id: uuid(), lineId: row.id });
    expect([balance(a.id), balance(b.id)]).toEqual([10000, 5000]);
    expect(payments().map(({ state }) => state)).toEqual(['void', 'void']);
    expect(list()[0]?.id).toBe(row.id);
    bankAccept(company.ctx, { ...wish, id: uuid(), others: wish.others.map((share) => ({ ...share, id: uuid() })) });
    expect(payments().filter(({ state }) => state === 'applied')).toHaveLength(2);
    expect(list('booked')[0]?.booked?.others).toHaveLength(1);
  });

  it.each([0, 1])('voiding any one of its payments on another screen voids the others with it: no line is half booked (%i)', (which) => {
    const { a, b, row, wish } = bringSplit();
    bankAccept(company.ctx, wish);
    const id = which === 0 ? wish.id : (wish.others[0]?.id ?? '');
    const other = which === 0 ? (wish.others[0]?.id ?? '') : wish.id;
    expect(paymentsGet(company.ctx, { id }).sameLine).toEqual([payments().find((payment) => payment.id === other)?.number]);
    voidPayment(company.ctx, { id: uuid(), target: { kind: 'payment', id }, date: TODAY, reason: '' });
    expect([balance(a.id), balance(b.id)]).toEqual([10000, 5000]);
    expect(list()[0]?.id).toBe(row.id);
    expect(paymentsGet(company.ctx, { id }).sameLine).toEqual([]);
  });

  it('refuses more than came in, a customer twice, and leaves nothing of it; what no document takes is credit of the first', () => {
    const { a, other, wish } = bringSplit();
    const [share] = wish.others;
    if (share === undefined) throw new Error('no share');
    expect(refusal(() => bankAccept(company.ctx, { ...wish, others: [{ ...share, amount: 15000 }] }))).toBe('PAYMENT_INVALID');
    expect(refusal(() => bankAccept(company.ctx, { ...wish, others: [{ ...share, customerId }] }))).toBe('INVALID_INPUT');
    expect(refusal(() => bankAccept(company.ctx, { ...wish, others: [{ ...share, customerId: other, allocations: [{ documentId: a.id, amount: 100, rest: 'open' }] }] }))).toBe('PAYMENT_INVALID');
    expect([payments(), counts()]).toEqual([[], [[ACCOUNT, 1, 0, 0]]]);
    bankAccept(company.ctx, { ...wish, others: [{ ...share, amount: 2000, allocations: [{ documentId: share.allocations[0]?.documentId ?? '', amount: 2000, rest: 'open' }] }] });
    expect(payments().map((payment) => [payment.amount, payment.unapplied]).toSorted()).toEqual([[13000, 3000], [2000, 0]].toSorted());
    for (const sql of ['DELETE FROM bank_share', 'UPDATE bank_share SET line_rid = 9', 'INSERT OR REPLACE INTO bank_share SELECT payment_rid, line_rid FROM bank_share']) expect(() => company.ctx.db.exec(sql)).toThrow(/append-only/);
  });
});
